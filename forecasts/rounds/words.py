"""Rounds in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.models import Round
from units.display import month_and_year

DEADLINES: dict[str, Promise] = {
    "ledger_due": gettext_lazy("Ledger closed"),
    "unit_head_due": gettext_lazy("Unit heads submit"),
    "controller_due": gettext_lazy("Controller has checked"),
    "department_head_due": gettext_lazy("Department heads approve"),
    "director_due": gettext_lazy("Director"),
    "committee_due": gettext_lazy("Committee"),
}


def round_name(each: Round) -> str:
    """September 2026, or September 2026, extra 1."""
    month = month_and_year(each.as_of)
    return _("{month}, extra {number}").format(month=month, number=each.number) if each.number else month


def round_state(each: Round) -> str:
    """Planned, open or locked."""
    if each.is_locked:
        return _("locked")
    return _("open") if each.is_open else _("planned")
