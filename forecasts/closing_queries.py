"""Which months are loaded and closed, and whether the units' budgets sum to the frames."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from forecasts.budgets.queries import frame_additions
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
    """A frame (None when it is not set) beside its units' yearly budgets (öre); no department is the administration.

    `added` is what decided changes add to the frame. The units' `budget` as it stands is `adopted` and those changes.
    """

    department: Department | None
    frame: Frame | None
    adopted: int
    budget: int
    units: int
    added: int = 0

    @property
    def set_to(self) -> int | None:
        """The frame as it was set."""
        return self.frame.amount if self.frame else None

    @property
    def amount(self) -> int | None:
        """The frame as it stands: with what decided changes add."""
        return self.frame.amount + self.added if self.frame else None

    @property
    def changes(self) -> int:
        """What decided changes add to the units' budgets."""
        return self.budget - self.adopted

    @property
    def decision(self) -> str:
        """Who decided on the frame, and when."""
        return self.frame.decision if self.frame else ""

    @property
    def difference(self) -> int | None:
        """What the frame has left when the units have theirs; negative when they have more than the frame."""
        return None if self.amount is None else self.amount - self.budget


def month_states(administration: Administration, year: int) -> list[MonthState]:
    """January to December of `year`. Four queries."""
    units = {unit.pk: unit for unit in administration.units.order_by("code")}
    states = {month: MonthState(month) for month in months_of(year)}
    sums: dict[tuple[date, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    rows = Figure.objects.filter(unit__in=list(units), month__in=list(states)).values_list("month", "kind", "unit")
    for month, kind, unit, amount in rows.annotate(amount=Sum("amount")).order_by():
        sums[month, Figure.Kind(kind).counts_as][unit] += amount
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
    """The administration first, then its departments in `year`; a unit counts once with its parts. Six queries."""
    frames = {frame.department_id: frame for frame in Frame.objects.filter(administration=administration, year=year)}
    units = {pk: (place, whole or pk) for pk, place, whole in administration.units.values_list(*_PLACED)}
    budgets: dict[tuple[int | None, int], int] = defaultdict(int)
    counts: dict[int | None, set[int]] = defaultdict(set)
    rows = Figure.objects.budget().filter(
        month__gte=date(year, 1, 1), month__lte=date(year, 12, 1), unit__in=list(units)
    )
    for unit, kind, amount in rows.values_list("unit", "kind").annotate(amount=Sum("amount")).order_by():
        department, whole = units[unit]
        for place in (None, department):
            budgets[place, kind] += amount
            counts[place].add(whole)
    departments = list(administration.departments.valid_in(year).order_by("code"))
    added = frame_additions(administration, year)
    adopted, change = Figure.BUDGET_KINDS
    return [
        FrameCheck(
            place,
            frames.get(pk),
            budgets[pk, adopted],
            budgets[pk, adopted] + budgets[pk, change],
            len(counts[pk]),
            added[pk],
        )
        for pk, place in [(None, None), *((each.pk, each) for each in departments)]
    ]
