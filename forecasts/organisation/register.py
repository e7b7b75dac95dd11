"""Lets lists of units and account plans through the pipeline of uploads."""

from django.utils.translation import gettext_lazy as _

from forecasts.imports.registers import Register
from forecasts.organisation import account_hold, account_store, messages, unit_hold, unit_store
from forecasts.organisation.account_reader import AccountReader
from forecasts.organisation.unit_reader import UnitReader
from units.models import Administration, User


def unit_reader(administration: Administration, user: User | None, *, controls: bool) -> UnitReader:
    """The reader of a list of units; every role that is in control may change the organisation. No query."""
    return UnitReader(allowed=controls)


def account_reader(administration: Administration, user: User | None, *, controls: bool) -> AccountReader:
    """The reader of an account plan; every role that is in control may change it. No query."""
    return AccountReader(allowed=controls)


UNITS = Register(
    kind="unit",
    name=_("Units"),
    reader=unit_reader,
    hold=unit_hold.hold,
    store=unit_store.store,
    take_out=unit_store.take_out,
    headline=unit_hold.headline,
    button=unit_hold.button,
    layouts=messages.UNIT_LAYOUTS,
    sentences=messages.UNIT_SENTENCES,
    evidence=messages.UNIT_EVIDENCE,
)
ACCOUNTS = Register(
    kind="account",
    name=_("Account plan"),
    reader=account_reader,
    hold=account_hold.hold,
    store=account_store.store,
    take_out=account_store.take_out,
    headline=account_hold.headline,
    button=account_hold.button,
    layouts=messages.PLAN_LAYOUTS,
    sentences=messages.PLAN_SENTENCES,
    evidence=messages.PLAN_EVIDENCE,
)
