"""Which months are loaded and closed, and whether the units' budgets sum to the frames."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from forecasts.models import ClosedMonth, Figure, Frame, Upload
from units.models import Administration, Department, Unit
from units.months import months_of


@dataclass(slots=True)
class MonthState:
    """A month: its actuals and budget (öre; None without any), units with a budget but no actuals, its uploads."""

    month: date
    actual: int | None = None
    budget: int | None = None
    missing: list[Unit] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    closed: ClosedMonth | None = None


@dataclass(frozen=True, slots=True)
class FrameCheck:
    """A frame beside the sum of the units' budgets (öre). `frame` is None where none was set."""

    department: Department | None
    frame: Frame | None
    budget: int
    units: int

    @property
    def amount(self) -> int | None:
        """The frame."""
        return self.frame.amount if self.frame else None

    @property
    def decision(self) -> str:
        """Who decided on the frame, and when."""
        return self.frame.decision if self.frame else ""

    @property
    def difference(self) -> int | None:
        """What the frame has left when the units have theirs; negative when they have more than the frame."""
        return None if self.frame is None else self.frame.amount - self.budget


def month_states(administration: Administration, year: int) -> list[MonthState]:
    """January to December of `year`. Four queries."""
    units = {unit.pk: unit for unit in administration.units.order_by("code")}
    states = {month: MonthState(month) for month in months_of(year)}
    sums: dict[tuple[date, int], dict[int, int]] = defaultdict(dict)
    rows = Figure.objects.filter(unit__in=list(units), month__in=list(states)).values_list("month", "kind", "unit")
    for month, kind, unit, amount in rows.annotate(amount=Sum("amount")).order_by():
        sums[month, kind][unit] = amount
    for month, state in states.items():
        actual, budget = sums.get((month, Figure.Kind.ACTUAL)), sums.get((month, Figure.Kind.BUDGET))
        state.actual = sum(actual.values()) if actual else None
        state.budget = sum(budget.values()) if budget else None
        if actual and budget:
            state.missing = [unit for pk, unit in units.items() if pk in budget and pk not in actual]
    for closed in ClosedMonth.objects.filter(administration=administration, month__year=year).select_related(
        "closed_by"
    ):
        states[closed.month].closed = closed
    uploads = Upload.objects.filter(administration=administration, state=Upload.State.COMMITTED).order_by(
        "committed_at"
    )
    for upload in uploads:
        for state in states.values():
            if "actual" in upload.summary["kinds"] and f"{state.month:%Y-%m}" in upload.summary["months"]:
                state.uploads.append(upload)
    return list(states.values())


_PLACED = ("pk", "department", "parent")


def frame_checks(administration: Administration, year: int) -> list[FrameCheck]:
    """The administration first, then its departments in `year`; a unit counts once with its parts. Four queries."""
    frames = {frame.department_id: frame for frame in Frame.objects.filter(administration=administration, year=year)}
    units = {pk: (place, whole or pk) for pk, place, whole in administration.units.values_list(*_PLACED)}
    budgets: dict[int | None, int] = defaultdict(int)
    counts: dict[int | None, set[int]] = defaultdict(set)
    rows = Figure.objects.filter(
        month__gte=date(year, 1, 1), month__lte=date(year, 12, 1), unit__in=list(units), kind=Figure.Kind.BUDGET
    )
    for unit, amount in rows.values_list("unit").annotate(amount=Sum("amount")).order_by():
        department, whole = units[unit]
        for place in (None, department):
            budgets[place] += amount
            counts[place].add(whole)
    departments = list(administration.departments.valid_in(year).order_by("code"))
    return [
        FrameCheck(place, frames.get(pk), budgets[pk], len(counts[pk]))
        for pk, place in [(None, None), *((each.pk, each) for each in departments)]
    ]
