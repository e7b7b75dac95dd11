"""The monthly cycle of a demo administration: last year's rounds and this year's, the last of them open.

The ordinary round of the last month is open until its unit heads' deadline; after that an extra round is, so that there
is always one to write in. What the open round holds is in the fixture under `cycle`, in mnkr with the sign of the
deviation.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Sum

from forecasts.models import (
    CycleRules,
    Figure,
    Forecast,
    ForecastCause,
    ForecastLine,
    ForecastRisk,
    ForecastStep,
    OwnCause,
    Round,
)
from forecasts.rounds.queries import expected_units
from socbudget.demo.plan import Plan, mnkr
from units.models import AccountGroup, Administration, Responsibility, Unit, User
from units.months import months_between, months_of
from units.roles import Role
from units.workdays import working_day

STOCKHOLM = ZoneInfo("Europe/Stockholm")
State = Forecast.State
SMALLEST_CAUSE = 20_000_00
ONE_IN = 30  # of the forecasts of past rounds, how many were late
NOT_USUAL = (1, 7)
SLIP = 10
FRIDAY = 5
STEPS = {
    State.SUBMITTED: (State.SUBMITTED,),
    State.CHECKED: (State.SUBMITTED, State.CHECKED),
    State.SENT_BACK: (State.SUBMITTED, State.SENT_BACK),
    State.APPROVED: (State.SUBMITTED, State.CHECKED, State.APPROVED),
}


def load_cycle(administration: Administration, plan: Plan, today: date) -> None:
    """Give `administration` its rules, causes and rounds, and its forecasts their rounds, steps and causes."""
    rules = _rules(administration, plan)
    OwnCause.objects.bulk_create(
        OwnCause(administration=administration, code=code, name=name, order=order)
        for order, (code, name) in enumerate(plan.fixture["cycle"]["causes"])
    )
    people = _People(administration)
    rounds = _rounds(administration, plan, rules, people.controller, today)
    past = {each.as_of: each for each in rounds if each.locked_at}
    _past_forecasts(administration, plan, past, people)
    _OpenRound(administration, plan, rounds[-1], people, today).load()


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


def _rules(administration: Administration, plan: Plan) -> CycleRules:
    rules = CycleRules(administration=administration, fortnightly=plan.fixture["cycle"]["fortnightly"])
    rules.months = sorted({*rules.months, plan.last.month})
    rules.save()
    return rules


def _rounds(
    administration: Administration, plan: Plan, rules: CycleRules, controller: User | None, today: date
) -> list[Round]:
    """From January last year to the open one, oldest first; those of the rest of the year are planned."""
    usual = [
        month
        for month in months_between(date(plan.last.year - 1, 1, 1), plan.last)
        if month.month in rules.months and (month == plan.last or month.month not in NOT_USUAL)
    ]
    rounds = [_round(administration, month, rules) for month in usual]
    last = rounds[-1]
    if last.unit_head_due < today:
        rounds.append(_extra(last, today))
    for each in rounds:
        each.opened_at, each.opened_by = _at(min(each.ledger_due, today - timedelta(days=4)), 8), controller
    for each in rounds[:-1]:
        each.locked_at, each.locked_by = _at(min(each.director_due, today - timedelta(days=6)), 16), controller
        each.opened_at = min(each.opened_at, each.locked_at - timedelta(days=8))
    coming = [month for month in months_of(plan.last.year) if month > plan.last and month.month in rules.months]
    Round.objects.bulk_create([*rounds, *(_round(administration, month, rules) for month in coming)])
    return rounds


def _round(administration: Administration, month: date, rules: CycleRules) -> Round:
    return Round(
        administration=administration,
        as_of=month,
        ledger_due=working_day(month, rules.ledger_days),
        unit_head_due=working_day(month, rules.unit_head_days),
        controller_due=working_day(month, rules.controller_days),
        department_head_due=working_day(month, rules.department_head_days),
        director_due=working_day(month, rules.director_days),
        committee_due=working_day(month, rules.committee_days),
    )


def _extra(ordinary: Round, today: date) -> Round:
    """The extra round that is open `today`: unit heads have until the day after tomorrow."""
    days = [today + timedelta(days=count) for count in (-3, 2, 4, 6, 7, 14)]
    names = ("ledger_due", "unit_head_due", "controller_due", "department_head_due", "director_due", "committee_due")
    due = dict(zip(names, map(_weekday, days), strict=True))
    return Round(administration=ordinary.administration, as_of=ordinary.as_of, number=1, **due)


def _weekday(day: date) -> date:
    """`day`, or the Monday after the weekend it is in."""
    return day + timedelta(days=max(0, 8 - day.isoweekday()) if day.isoweekday() > FRIDAY else 0)


class _People:
    """Who answers for what, so that each step has its person."""

    def __init__(self, administration: Administration) -> None:
        held = list(Responsibility.objects.filter(administration=administration).select_related("user"))
        self.controller = next((each.user for each in held if each.role == Role.CONTROLLER), None)
        self._units = {each.unit_id: each.user for each in held if each.role == Role.UNIT_HEAD}
        self._departments = {each.department_id: each.user for each in held if each.role == Role.DEPARTMENT_HEAD}

    def by(self, state: str, unit: Unit) -> User | None:
        """Who takes the step to `state` for `unit`."""
        if state == State.SUBMITTED:
            return self._units.get(unit.pk) or self._units.get(unit.parent_id)
        return self.controller if state == State.CHECKED else self._departments.get(unit.department_id)


@dataclass(frozen=True, slots=True)
class _Step:
    state: str
    at: datetime


def _past_forecasts(administration: Administration, plan: Plan, past: dict[date, Round], people: _People) -> None:
    """Every forecast of a locked round was submitted, checked and approved in it, some of them late."""
    found = list(
        Forecast.objects.filter(unit__administration=administration, as_of__in=list(past)).select_related("unit")
    )
    steps = []
    for each in found:
        round_ = past[each.as_of]
        each.round, each.state = round_, State.APPROVED
        each.late = Random(f"{each.unit.code} {each.as_of} late").randrange(ONE_IN) == 0
        if each.late:
            each.submitted_at = _at(round_.unit_head_due + timedelta(days=1), 9, 20)
        each.submitted_by = people.by(State.SUBMITTED, each.unit)
        checked = max(each.submitted_at + timedelta(hours=20), _at(round_.unit_head_due, 10))
        taken = [_Step(State.SUBMITTED, each.submitted_at), _Step(State.CHECKED, checked)]
        taken.append(_Step(State.APPROVED, checked + timedelta(days=1, hours=2)))
        steps += [_stored_step(each, step, people) for step in taken]
    Forecast.objects.bulk_update(found, ["round", "state", "late", "submitted_at", "submitted_by"], batch_size=500)
    ForecastStep.objects.bulk_create(steps, batch_size=2000)
    cause_of = plan.fixture["cycle"]["cause_of"]
    ForecastCause.objects.bulk_create(
        (cause for each in _with_lines(found) for cause in _causes(each, cause_of)), batch_size=2000
    )


def _stored_step(forecast: Forecast, step: _Step, people: _People, word: str = "") -> ForecastStep:
    return ForecastStep(
        forecast=forecast, state=step.state, at=step.at, by=people.by(step.state, forecast.unit), word=word
    )


@dataclass(frozen=True, slots=True)
class _Explained:
    """A forecast with its lines by account group (code, öre, cause) and the budget by account group code."""

    forecast: Forecast
    lines: list[tuple[str, int, str]]
    budget: dict[str, int]


def _with_lines(forecasts: Iterable[Forecast]) -> Iterator[_Explained]:
    found = list(forecasts)
    lines: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    rows = ForecastLine.objects.filter(forecast__in=[each.pk for each in found])
    for forecast, *line in rows.values_list("forecast", "group__code", "amount", "cause"):
        lines[forecast].append((line[0], line[1], line[2]))
    budgets = _budgets({each.unit_id for each in found})
    for each in found:
        yield _Explained(each, lines[each.pk], budgets[each.unit_id, each.year])


def _budgets(units: Iterable[int]) -> dict[tuple[int, int], dict[str, int]]:
    """Budget as it stands by unit and year, by account group code."""
    budgets: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = Figure.objects.filter(unit__in=list(units)).exclude(kind=Figure.Kind.ACTUAL)
    for unit, year, code, amount in (
        rows.values_list("unit", "month__year", "group__code").annotate(sum=Sum("amount")).order_by()
    ):
        budgets[unit, year][code] = amount
    return budgets


def _causes(explained: _Explained, cause_of: dict[str, str]) -> list[ForecastCause]:
    """What each cause does to the deviation, the largest first; crumbs are left unexplained."""
    amounts: dict[str, int] = defaultdict(int)
    for code, amount, cause in explained.lines:
        deviation = explained.budget.get(code, 0) - amount
        if abs(deviation) >= SMALLEST_CAUSE:
            amounts[cause or cause_of[code]] += deviation
    ordered = sorted(amounts.items(), key=lambda each: -abs(each[1]))
    return [
        ForecastCause(forecast=explained.forecast, cause=cause, amount=amount) for cause, amount in ordered if amount
    ]


class _OpenRound:
    """The open round: forecasts in every state, drafts, risks, and units that have not begun."""

    def __init__(self, administration: Administration, plan: Plan, round_: Round, people: _People, today: date) -> None:
        self.round, self.people, self.today = round_, people, today
        self.told: dict[str, Any] = plan.fixture["cycle"]
        self.causes = {each.row["code"]: each.row.get("causes", {}) for each in plan.units}
        self.units = expected_units(administration, round_.as_of)
        self.groups = {group.code: group for group in AccountGroup.objects.filter(administration=administration)}
        budgets = _budgets([unit.pk for unit in self.units])
        self.budgets = {unit.pk: budgets[unit.pk, round_.year] for unit in self.units}

    def load(self) -> None:
        """Store them. Forecasts that were made for this round before give way to what the fixture says."""
        Forecast.objects.filter(unit__in=self.units, as_of=self.round.as_of, round=None).delete()
        for unit in self.units:
            state = self.told["states"].get(unit.code, State.APPROVED)
            if state != "missing":
                self._forecast(unit, State(state))

    def _forecast(self, unit: Unit, state: State) -> None:
        amounts = self._amounts(unit)
        submitted = self._submitted(unit)
        forecast = Forecast(
            unit=unit, year=self.round.year, as_of=self.round.as_of, round=self.round, state=state,
            comment=self.told["comments"].get(unit.code) or self.told["unchanged"],
            changed_at=submitted, changed_by=self.people.by(State.SUBMITTED, unit),
        )  # fmt: skip
        if state == State.DRAFT:
            forecast.version, forecast.comment = 0, ""
            amounts = self._half_written(unit, amounts)
        else:
            last = Forecast.objects.filter(unit=unit, as_of=self.round.as_of).order_by("version").last()
            forecast.version = last.version + 1 if last else 1
            forecast.late = unit.code in self.told["late"]
            forecast.submitted_at, forecast.submitted_by = submitted, forecast.changed_by
        forecast.save()
        lines = [ForecastLine(forecast=forecast, group=self.groups[code], amount=amounts[code]) for code in amounts]
        ForecastLine.objects.bulk_create(lines)
        self._explain(forecast, unit, amounts)
        self._steps(forecast, unit)

    def _amounts(self, unit: Unit) -> dict[str, int]:
        """The previous forecast by account group with what has moved; the budget where there is none."""
        previous = Forecast.objects.filter(unit=unit, year=self.round.year).order_by("as_of", "version").last()
        rows = previous.lines.values_list("group__code", "amount") if previous else self.budgets[unit.pk].items()
        amounts = dict(rows)
        for code, move in self.told["moves"].get(unit.code, {}).items():
            amounts[code] = amounts.get(code, 0) - mnkr(Decimal(move))
        return amounts

    def _half_written(self, unit: Unit, amounts: dict[str, int]) -> dict[str, int]:
        """Half of the account groups, one of them perhaps a tenth of what was meant."""
        slip = self.told["slips"].get(unit.code, "")
        kept = list(amounts)[: (len(amounts) + 1) // 2]
        written = {code: amounts[code] for code in kept}
        return written | ({slip: amounts[slip] // SLIP} if slip in amounts else {})

    def _submitted(self, unit: Unit) -> datetime:
        random = Random(f"{unit.code} open round")
        back = 1 if unit.code in self.told["late"] else random.randint(1, 3)
        return _at(self.today - timedelta(days=back), random.randint(8, 15), random.randint(0, 59))

    def _explain(self, forecast: Forecast, unit: Unit, amounts: dict[str, int]) -> None:
        if not forecast.is_draft:
            causes = {code: cause for code, (cause, _comment) in self.causes[unit.code].items()}
            lines = [(code, amount, causes.get(code, "")) for code, amount in amounts.items()]
            explained = _Explained(forecast, lines, self.budgets[unit.pk])
            ForecastCause.objects.bulk_create(_causes(explained, self.told["cause_of"]))
        ForecastRisk.objects.bulk_create(
            ForecastRisk(forecast=forecast, text=text, amount=mnkr(Decimal(amount)), probability=probability)
            for text, amount, probability in self.told["risks"].get(unit.code, [])
        )

    def _steps(self, forecast: Forecast, unit: Unit) -> None:
        for count, state in enumerate(STEPS.get(State(forecast.state), ())):
            word = self.told["words"].get(unit.code, "") if state == State.SENT_BACK else ""
            step = _Step(state, forecast.submitted_at + timedelta(hours=2 * count))
            _stored_step(forecast, step, self.people, word).save()
