"""Reads about matters between units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from meetings.models import Matter
from units.models import Administration, Unit, User
from units.months import first_of

OPEN, LATE, SETTLED = "open", "late", "settled"


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as one person sees it.

    `late` is how many days ago it was to be settled, 0 when it is not late; `writes` whether the person changes and
    settles it; `open_assignments` how many decisions and actions about it are not reported back.
    """

    matter: Matter
    late: int = 0
    writes: bool = False
    open_assignments: int = 0

    @property
    def order(self) -> tuple[int, float]:
        """What is not settled comes first, the earliest day before the others; then what is, the latest first."""
        if self.matter.settled_on:
            return 1, -float(self.matter.settled_on.toordinal())
        return 0, float((self.matter.due or date.max).toordinal())

    @property
    def units(self) -> list[Unit]:
        """The units that share it, by code."""
        return sorted(self.matter.units.all(), key=lambda unit: unit.code)

    @property
    def unit_names(self) -> str:
        """Their names."""
        return ", ".join(unit.name for unit in self.units)


def matter_rows(user: User, administration: Administration, today: date) -> list[MatterRow]:
    """The matters of `administration` that `user` sees, those not settled first. Two queries."""
    return sorted(_rows(administration.matters.visible_to(user), user, today), key=lambda row: row.order)


def matter_row(user: User, administration: Administration, pk: int, today: date) -> MatterRow | None:
    """The matter `pk` as `user` sees it; None when `user` does not."""
    return next(iter(_rows(administration.matters.visible_to(user).filter(pk=pk), user, today)), None)


def chosen(rows: Sequence[MatterRow], asked: Mapping[str, Any]) -> list[MatterRow]:
    """Those of `rows` that `asked` takes: state (or late), unit by pk, text in title, text and result."""
    state, unit, words = asked.get("state"), asked.get("unit"), (asked.get("text") or "").casefold()
    return [
        row
        for row in rows
        if (not state or _is(row, state))
        and (not unit or any(each.pk == unit for each in row.units))
        and words in f"{row.matter.title}\n{row.matter.text}\n{row.matter.result}".casefold()
    ]


def units_to_share(administration: Administration, today: date) -> QuerySet[Unit]:
    """The units that may share a matter: all that exist. Which there are is no secret to those who meet."""
    return administration.units.filter(Q(valid_to=None) | Q(valid_to__gte=first_of(today))).order_by("code")


def _is(row: MatterRow, state: str) -> bool:
    if state == LATE:
        return row.late > 0
    return (row.matter.settled_on is not None) == (state == SETTLED)


def _rows(matters: QuerySet[Matter], user: User, today: date) -> list[MatterRow]:
    written = Matter.objects.written_by(user).filter(pk=OuterRef("pk"))
    found = (
        matters.select_related("administration", "owner", "raised_by")
        .prefetch_related("units")
        .annotate(writes=Exists(written), going_on=Count("assignments", filter=Q(assignments__state=OPEN)))
    )
    return [_row(each, today) for each in found]


def _row(matter: Any, today: date) -> MatterRow:
    late = (today - matter.due).days if matter.due and matter.settled_on is None else 0
    return MatterRow(matter, late=max(late, 0), writes=matter.writes, open_assignments=matter.going_on)
