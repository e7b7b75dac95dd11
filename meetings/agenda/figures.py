"""The figures a meeting is held over, and what changed from one meeting to the next. Pure.

Amounts are öre with the signs of `forecasts.deviation`: a deviation is budget − forecast, a change is the deviation now
minus the one then, so + is better. A unit without a forecast counts as if it ends on budget, as in every total. Every
change sums exactly: what the units changed, the budget that was added and the units that came or went are the total's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from forecasts.deviation import Status

REST = ""


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit, its parts included, as it stood. `causes` are the amounts of its latest forecasts' causes by code.

    `effect` is what decided measures will save that no forecast contains, `weighted` the same times their probability.
    To date are the closed months only; None when no month is closed.
    """

    pk: int
    code: str
    name: str
    department: str
    department_name: str
    status: Status
    budget: int
    forecast: int | None = None
    as_of: date | None = None
    change: int | None = None
    effect: int = 0
    weighted: int = 0
    budget_to_date: int | None = None
    actual_to_date: int | None = None
    causes: dict[str, int] = field(default_factory=dict)

    @property
    def deviation(self) -> int | None:
        """Full-year deviation before measures; None without a forecast."""
        return None if self.forecast is None else self.budget - self.forecast

    @property
    def counted(self) -> int:
        """The deviation as it is in a total."""
        return self.deviation or 0

    @property
    def after(self) -> int | None:
        """Full-year deviation after measures; None without a forecast."""
        return None if self.deviation is None else self.deviation + self.effect

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        if self.budget_to_date is None or self.actual_to_date is None:
            return None
        return self.budget_to_date - self.actual_to_date


@dataclass(frozen=True, slots=True)
class GapFigure:
    """What must be saved in the year and what measures are expected to give: the sums of `measures.programme.gap`."""

    needed: int = 0
    identified: int = 0
    decided: int = 0
    realised: int = 0
    verified: int = 0

    @property
    def amount(self) -> int:
        """Decided minus needed: negative is lacking."""
        return self.decided - self.needed


@dataclass(frozen=True, slots=True)
class TotalFigure:
    """The sum of the units. `missing` have no forecast; `as_of` are the months the forecasts were made for."""

    units: int = 0
    missing: int = 0
    as_of: tuple[date, ...] = ()
    budget: int = 0
    deviation: int = 0
    effect: int = 0
    weighted: int = 0
    budget_to_date: int | None = None
    actual_to_date: int | None = None

    @property
    def forecast(self) -> int:
        """The full-year forecast, units without one on budget."""
        return self.budget - self.deviation

    @property
    def after(self) -> int:
        """Full-year deviation after measures."""
        return self.deviation + self.effect

    @property
    def after_weighted(self) -> int:
        """Full-year deviation after measures as their probabilities weigh them."""
        return self.deviation + self.weighted

    @property
    def deviation_to_date(self) -> int | None:
        """Deviation of the closed months; None when none is closed."""
        if self.budget_to_date is None or self.actual_to_date is None:
            return None
        return self.budget_to_date - self.actual_to_date


@dataclass(frozen=True, slots=True)
class Figures:
    """How the units of a place stood in `year` as seen at the end of `month`, when it was closed through `closed`.

    `causes` are the names of the causes by code. `gap` is None for a place without a savings requirement to speak of.
    """

    year: int
    month: date
    closed: date | None
    units: tuple[UnitFigure, ...]
    causes: dict[str, str] = field(default_factory=dict)
    gap: GapFigure | None = None

    @property
    def total(self) -> TotalFigure:
        """The sum of all units."""
        return total(self.units)


def total(units: Iterable[UnitFigure]) -> TotalFigure:
    """The sum of `units`, each once."""
    found = list(units)
    closed = [each for each in found if each.budget_to_date is not None and each.actual_to_date is not None]
    return TotalFigure(
        units=len(found),
        missing=sum(each.forecast is None for each in found),
        as_of=tuple(sorted({each.as_of for each in found if each.as_of})),
        budget=sum(each.budget for each in found),
        deviation=sum(each.counted for each in found),
        effect=sum(each.effect for each in found),
        weighted=sum(each.weighted for each in found),
        budget_to_date=sum(each.budget_to_date or 0 for each in closed) if closed else None,
        actual_to_date=sum(each.actual_to_date or 0 for each in closed) if closed else None,
    )


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What a unit's figures did from one meeting to the next: its budget, its forecast's deviation, and after measures.

    `given` is what a changed budget did to the deviation, `own` what the unit's forecast did; they sum to `deviation`.
    `after` is the change of the deviation after measures. `came` and `went` say that the unit was in one meeting only.
    """

    pk: int
    code: str
    name: str
    given: int = 0
    own: int = 0
    effect: int = 0
    came: bool = False
    went: bool = False

    @property
    def deviation(self) -> int:
        """The change of the deviation before measures."""
        return self.given + self.own

    @property
    def after(self) -> int:
        """The change of the deviation after measures."""
        return self.deviation + self.effect


@dataclass(frozen=True, slots=True)
class CauseChange:
    """How much more or less of the deviation a cause is said to be; the code `REST` is what no cause explains."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Since:
    """What changed from the figures of one meeting to those of another, the largest change first.

    The causes and what budgets were given sum to `deviation`, and so do the units.
    """

    units: tuple[UnitChange, ...] = ()
    causes: tuple[CauseChange, ...] = ()

    @property
    def given(self) -> int:
        """What changed budgets did to the deviation."""
        return sum(each.given for each in self.units)

    @property
    def deviation(self) -> int:
        """The change of the total before measures."""
        return sum(each.deviation for each in self.units)

    @property
    def effect(self) -> int:
        """The change of what decided measures will save that no forecast contains."""
        return sum(each.effect for each in self.units)

    @property
    def after(self) -> int:
        """The change of the total after measures."""
        return self.deviation + self.effect


def since(before: Figures | None, now: Figures) -> Since | None:
    """What changed; None where nothing can be compared: no meeting before, or one over another year."""
    if before is None or before.year != now.year:
        return None
    old, new = {each.pk: each for each in before.units}, {each.pk: each for each in now.units}
    changes = [_change(old.get(pk), new.get(pk)) for pk in {**old, **new}]
    units = sorted((each for each in changes if _moved(each)), key=lambda each: (-abs(each.deviation), each.code))
    given, whole = sum(each.given for each in units), sum(each.deviation for each in units)
    return Since(tuple(units), tuple(_causes(old, new, {**before.causes, **now.causes}, whole - given)))


def _moved(change: UnitChange) -> bool:
    return bool(change.given or change.own or change.effect or change.came or change.went)


def _change(old: UnitFigure | None, new: UnitFigure | None) -> UnitChange:
    """A first or a last forecast is the unit's own change; a budget moves the deviation of a forecast that stands."""
    known = new or old
    assert known is not None  # noqa: S101 (a unit is in one of them)
    whole = (new.counted if new else 0) - (old.counted if old else 0)
    both = old is not None and new is not None and old.forecast is not None and new.forecast is not None
    given = new.budget - old.budget if both and new and old else 0
    return UnitChange(
        known.pk,
        known.code,
        known.name,
        given=given,
        own=whole - given,
        effect=(new.effect if new else 0) - (old.effect if old else 0),
        came=old is None,
        went=new is None,
    )


def _causes(
    old: Mapping[int, UnitFigure], new: Mapping[int, UnitFigure], names: Mapping[str, str], own: int
) -> list[CauseChange]:
    """What each cause did, the largest first, and what no cause explains of the units' `own` changes.

    A unit that now gives causes for a deviation it gave none for before has nothing to compare with: it is in the rest.
    """
    moved: dict[str, int] = defaultdict(int)
    for pk in {*old, *new}:
        before = old[pk].causes if pk in old else {}
        now = new[pk].causes if pk in new else {}
        unsaid = now and not before and pk in old and old[pk].counted
        if unsaid:
            continue
        for cause in {*before, *now}:
            moved[cause] += now.get(cause, 0) - before.get(cause, 0)
    found = [CauseChange(code, names.get(code, code), amount) for code, amount in moved.items() if amount]
    found.sort(key=lambda each: (-abs(each.amount), each.code))
    rest = own - sum(each.amount for each in found)
    return [*found, CauseChange(REST, "", rest)] if rest else found


@dataclass(frozen=True, slots=True)
class Drift:
    """What of a meeting's figures was another when it was looked at later, for the same months.

    `reopened` are the months that were closed then and are not now. `actuals`, `budgets` and `forecasts` are the codes
    of the units whose actuals of the closed months, year's budget, and forecasts as of the month are others.
    """

    reopened: tuple[date, ...] = ()
    actuals: tuple[str, ...] = ()
    budgets: tuple[str, ...] = ()
    forecasts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.reopened or self.actuals or self.budgets or self.forecasts)


def drift(frozen: Figures, later: Figures, closed: Iterable[date]) -> Drift:
    """What changed of `frozen`: `later` are the same units in the same months as they stand now, `closed` now."""
    now = {each.pk: each for each in later.units}
    pairs = [(each, now[each.pk]) for each in frozen.units if each.pk in now]
    known = set(closed)
    months = [date(frozen.year, number, 1) for number in range(1, (frozen.closed.month if frozen.closed else 0) + 1)]
    return Drift(
        tuple(month for month in months if month not in known),
        tuple(old.code for old, new in pairs if old.actual_to_date != new.actual_to_date),
        tuple(old.code for old, new in pairs if old.budget != new.budget),
        tuple(old.code for old, new in pairs if old.forecast != new.forecast),
    )
