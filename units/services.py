"""What people do with the organisation."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from units.accounts import KOMMUN_BAS
from units.models import AccountGroup, AccountRange, Administration, Change, User

COMMAND_LINE = "kommandoraden"


def record_change(
    action: str,
    subject: object,
    *,
    administration: Administration | None,
    by: User | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write who did what to the log. `by` None is the command line. Values are what JSON can hold."""
    Change.objects.create(
        by=str(by) if by else COMMAND_LINE,
        administration=administration.code if administration else "",
        action=action,
        subject=str(subject)[:200],
        before=dict(before or {}),
        after=dict(after or {}),
    )


@transaction.atomic
def start_administration(code: str, name: str, *, by: User | None, **settings: Any) -> Administration:
    """Make an administration with the account groups of Kommun-Bas."""
    administration = Administration.objects.create(code=code, name=name, **settings)
    for order, default in enumerate(KOMMUN_BAS):
        group = AccountGroup.objects.create(
            administration=administration, code=default.code, name=default.name, kind=default.kind, order=order
        )
        AccountRange.objects.bulk_create(
            AccountRange(group=group, first=first, last=last) for first, last in default.ranges
        )
    record_change("administration-started", administration, administration=administration, by=by)
    return administration
