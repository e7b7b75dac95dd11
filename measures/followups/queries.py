"""Reads about follow-ups: which are overdue and which come soon. Measures come in scoped: access is the view's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from measures.models import Measure

SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class DueUnit:
    """A unit that a measure is shared by; `whole` is the code of the unit that it is a part of, None when of none."""

    code: str
    name: str
    department: str
    department_name: str
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """A measure with a day for its next follow-up. `days_late` is negative as long as the day is still to come.

    `owner` is the pk of who answers for it, None without one; `administration` is a code.
    """

    pk: int
    administration: str
    number: int
    title: str
    owner: int | None
    owner_name: str
    next_follow_up: date
    days_late: int
    units: tuple[DueUnit, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        """The codes of the departments of its units, in order, each once."""
        return tuple(sorted({each.department for each in self.units}))


def overdue_measures(measures: QuerySet[Measure], today: date) -> list[DueMeasure]:
    """Those of `measures` that should have been followed up before `today`, the latest first. One query."""
    return _due(measures.overdue(today), today)


def coming_measures(measures: QuerySet[Measure], today: date, *, days: int = SOON_DAYS) -> list[DueMeasure]:
    """Those of `measures` to be followed up from `today` and `days` on, the nearest first. One query."""
    until = today + timedelta(days=days)
    return _due(measures.followed().filter(next_follow_up__gte=today, next_follow_up__lte=until), today)


FIELDS = ("pk", "administration__code", "number", "title", "owner", "owner__name", "owner__username", "next_follow_up")
UNIT_FIELDS = ("code", "name", "department__code", "department__name", "parent__code")


def _due(measures: QuerySet[Measure], today: date) -> list[DueMeasure]:
    rows = measures.order_by("next_follow_up", "administration", "number", "shares__unit__code").values_list(
        *FIELDS, *(f"shares__unit__{name}" for name in UNIT_FIELDS)
    )
    units: dict[tuple, list[DueUnit]] = {}
    for row in rows:
        found = units.setdefault(row[: len(FIELDS)], [])
        if row[len(FIELDS)] is not None:
            found.append(DueUnit(*row[len(FIELDS) :]))
    return [_told(values, found, today) for values, found in units.items()]


def _told(values: tuple, units: Iterable[DueUnit], today: date) -> DueMeasure:
    pk, administration, number, title, owner, name, username, next_follow_up = values
    return DueMeasure(
        pk=pk,
        administration=administration,
        number=number,
        title=title,
        owner=owner,
        owner_name=name or username or "",
        next_follow_up=next_follow_up,
        days_late=(today - next_follow_up).days,
        units=tuple(units),
    )
