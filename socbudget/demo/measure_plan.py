"""When a demo's measures were written, decided and followed up, and what they were said to save. Pure.

Fixtures write days as counted from the day the demo is loaded (-40), from the first day of the measure's first month
("start+63") or as they are ("2012-08-31"); its first month as months after the last one with figures (-2) or as a
month. Amounts are mnkr, shares per cent. What was followed up is written as per cent of what was planned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from measures.effect import months_of_measure, ramped, reforecast
from socbudget.demo.plan import Plan, mnkr
from socbudget.demo.spread import split
from units.months import add_months, first_of, months_of

FRIDAY, SUNDAY = 5, 7
PER_CENT = 100
SAID = 5_000_00  # people say amounts in whole five thousands
Months = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step to a stage on a day. `carried_to` is the year that it is carried into, when it is."""

    stage: str
    day: date
    word: str = ""
    carried_to: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedFollowUp:
    """What was said on a day, in öre of the year of that day."""

    day: date
    status: str
    realised: int | None
    expected: int | None
    done: str
    hinders: str


@dataclass(frozen=True, slots=True)
class PlannedRevision:
    """Another effect by month than before, and why."""

    day: date
    reason: str
    before: Months
    after: Months


@dataclass(frozen=True, slots=True)
class PlannedVerification:
    """What the controller signed on a day, to the end of a month; no amount when it is what the ledger showed."""

    day: date
    through: date
    amount: int | None
    word: str


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure of a fixture on one day. `months` are as planned, `now` as expected after the follow-ups, in öre."""

    row: dict[str, Any]
    start: date
    end: date | None
    months: Months
    now: Months
    steps: list[PlannedStep]
    follow_ups: list[PlannedFollowUp]
    revisions: list[PlannedRevision]
    verification: PlannedVerification | None
    contained_from: date | None
    union_on: date | None
    investigate_by: date | None
    next_follow_up: date | None

    @property
    def decided_on(self) -> date | None:
        """The day it was decided, if it was."""
        return next((step.day for step in self.steps if step.stage == "decided"), None)

    @property
    def stopped_from(self) -> date | None:
        """The first month that nothing is expected in because it was stopped, if it was."""
        return next((first_of(step.day) for step in self.steps if step.stage == "stopped"), None)


def planned_measure(row: dict[str, Any], plan: Plan, today: date) -> PlannedMeasure:
    """The measure that `row` of the fixture of `plan` describes, as it is on `today`."""
    return _Row(row, plan, today).planned()


class _Row:
    """One measure of a fixture on its way to a `PlannedMeasure`."""

    def __init__(self, row: dict[str, Any], plan: Plan, today: date) -> None:
        self.row, self.plan, self.today = row, plan, today
        self.start = self._month(row["start"])
        self.end = self._end()

    def planned(self) -> PlannedMeasure:
        row, months = self.row, self._months()
        follow_ups = _rising([self._follow_up(each, months) for each in row.get("follow_ups", [])])
        now, revisions = _followed(months, follow_ups)
        return PlannedMeasure(
            row=row,
            start=self.start,
            end=self.end,
            months=months,
            now=now,
            steps=self._steps(),
            follow_ups=follow_ups,
            revisions=revisions,
            verification=self._verification(months),
            contained_from=self._month(row["contained_from"]) if "contained_from" in row else None,
            union_on=self._day(row["union"]) if row.get("union") else None,
            investigate_by=self._plain(row.get("investigate_by")),
            next_follow_up=self._plain(row.get("next")),
        )

    def _month(self, said: int | str) -> date:
        return add_months(self.plan.last, said) if isinstance(said, int) else self.plan.month(said)

    def _end(self) -> date | None:
        if "carried" in self.row:
            return date(self.plan.last.year, 12, 1)
        if "months" in self.row:
            return add_months(self.start, self.row["months"] - 1)
        return self._month(self.row["end"]) if "end" in self.row else None

    def _months(self) -> dict[date, int]:
        """The planned effect: evenly, by its ramp, or by its ramp until it was carried and evenly from there."""
        months = months_of_measure(self.start, self.end)
        if "effect" in self.row:
            return dict(zip(months, split(mnkr(self.row["effect"]), [1] * len(months)), strict=True))
        effects = ramped(mnkr(self.row["full_year"]), months, self.row.get("ramp", [PER_CENT]))
        if "carried" in self.row:
            year = months_of(self.plan.last.year)
            effects |= dict(zip(year, split(mnkr(self.row["carried"]["amount"]), [1] * 12), strict=True))
        return effects

    def _steps(self) -> list[PlannedStep]:
        words = self.row.get("words", {})
        steps = [PlannedStep(stage, self._day(day), words.get(stage, "")) for stage, day in self.row["steps"].items()]
        if "carried" in self.row:
            year = self.plan.last.year
            day = _weekday(date(year, 1, 20))
            steps.append(PlannedStep(steps[-1].stage, day, self.row["carried"]["word"], year))
        return steps

    def _follow_up(self, said: Sequence[Any], months: Months) -> PlannedFollowUp:
        said_on, status, realised, expected, done, hinders = [*said, ""][:6]
        day = self._day(said_on)
        own = {month: amount for month, amount in months.items() if month.year == day.year}
        if realised is None or not own:
            return PlannedFollowUp(day, status, None, None, done, hinders)
        past = sum(amount for month, amount in own.items() if month < first_of(day))
        whole = sum(own.values())
        return PlannedFollowUp(day, status, _part(past, realised), _part(whole, expected), done, hinders)

    def _verification(self, months: Months) -> PlannedVerification | None:
        if "verified" not in self.row:
            return None
        said = self.row["verified"]
        day = self._day(said["day"])
        through = add_months(first_of(day), -1)
        if "share" not in said:
            return PlannedVerification(day, through, None, said["word"])
        past = sum(amount for month, amount in months.items() if month.year == through.year and month <= through)
        return PlannedVerification(day, through, _part(past, said["share"]), said["word"])

    def _day(self, said: int | str) -> date:
        """The day, and the Monday after where it would be in a weekend."""
        if isinstance(said, int):
            return _weekday(self.today + timedelta(days=said))
        if said.startswith("start"):
            return _weekday(self.start + timedelta(days=int(said.removeprefix("start"))))
        return date.fromisoformat(said)

    def _plain(self, said: int | None) -> date | None:
        return None if said is None else self.today + timedelta(days=said)


def _rising(follow_ups: Sequence[PlannedFollowUp]) -> list[PlannedFollowUp]:
    """The same, where nothing that was saved so far in a year is less than what was said before, for it adds up."""
    most: dict[int, int] = {}
    risen = []
    for said in follow_ups:
        each = said
        if said.realised is not None and said.expected is not None:
            realised = most[said.day.year] = max(said.realised, most.get(said.day.year, said.realised))
            each = replace(said, realised=realised, expected=max(said.expected, realised))
        risen.append(each)
    return risen


def _followed(months: Months, follow_ups: Sequence[PlannedFollowUp]) -> tuple[Months, list[PlannedRevision]]:
    """What is expected by month when all `follow_ups` have said theirs, and how each changed it."""
    now, revisions = months, []
    for each in follow_ups:
        if each.realised is None or each.expected is None:
            continue
        year = each.day.year
        through = add_months(first_of(each.day), -1)
        after = reforecast(now, year, through=through, realised=each.realised, expected=each.expected)
        if after != now:
            revisions.append(PlannedRevision(each.day, each.hinders or each.done, now, after))
        now = after
    return now, revisions


def _part(amount: int, per_cent: int) -> int:
    """`per_cent` of `amount` as people say it; all of it to the öre."""
    return amount if per_cent == PER_CENT else round(amount * per_cent / PER_CENT / SAID) * SAID


def _weekday(day: date) -> date:
    return day + timedelta(days=SUNDAY + 1 - day.isoweekday() if day.isoweekday() > FRIDAY else 0)
