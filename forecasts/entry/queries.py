"""Reads of what a unit writes in a round, and what it is held against. A constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet, Sum

from forecasts.entry.explain import Thresholds, unexplained
from forecasts.entry.lines import EntryLine, EntryState, EntryTotals, totals
from forecasts.entry.proposal import Basis, propose
from forecasts.models import (
    CycleRules,
    Figure,
    FlagAnswer,
    Forecast,
    ForecastCause,
    ForecastLine,
    ForecastRisk,
    ForecastStep,
    Round,
)
from forecasts.queries import closed_months, period_at
from units.models import AccountGroup, Administration, Unit
from units.months import MONTHS_IN_YEAR, months_between

STAFF_ACCOUNTS = "5"


@dataclass
class Entry:
    """A unit in a round.

    `forecast` is the draft if there is one, else the latest submitted forecast of the round, which is `submitted`. In
    a locked round only a correction is a draft: what somebody was writing when it was locked is left out.
    `lines`, `causes`, `risks` and `answers` are those of `forecast`, `steps` those of `submitted`. `closed` is the
    last closed month that the amounts to date hold.
    """

    unit: int
    round: Round
    closed: date | None = None
    forecast: Forecast | None = None
    submitted: Forecast | None = None
    previous: Forecast | None = None
    lines: list[EntryLine] = field(default_factory=list)
    causes: list[ForecastCause] = field(default_factory=list)
    risks: list[ForecastRisk] = field(default_factory=list)
    answers: list[FlagAnswer] = field(default_factory=list)
    steps: list[ForecastStep] = field(default_factory=list)

    @property
    def draft(self) -> Forecast | None:
        """What is being written, or None."""
        return self.forecast if self.forecast and self.forecast.is_draft else None

    @property
    def approved(self) -> bool:
        """Whether the latest submitted forecast is approved: a draft waits until it is sent back."""
        return bool(self.submitted) and self.submitted.state == Forecast.State.APPROVED

    @property
    def sent_back(self) -> bool:
        """Whether the latest submitted forecast was sent back."""
        return bool(self.submitted) and self.submitted.state == Forecast.State.SENT_BACK

    @property
    def stands(self) -> bool:
        """Whether a submitted forecast counts that nobody has sent back, perhaps while another is written."""
        return bool(self.submitted) and not self.sent_back

    @property
    def state(self) -> str:
        """Where the unit is in the round: one of `EntryState`."""
        if self.round.is_locked:
            return EntryState.LOCKED if self.submitted else EntryState.MISSING
        if self.forecast is None:
            return EntryState.NOT_STARTED
        return EntryState(self.forecast.state)

    @cached_property
    def total(self) -> EntryTotals:
        """The sum of the rows."""
        return totals(self.lines)

    @property
    def budget(self) -> int | None:
        """Full-year budget as it stands."""
        return self.total.budget

    @property
    def amount(self) -> int | None:
        """The forecast's sum so far."""
        return self.total.forecast

    @property
    def deviation(self) -> int | None:
        """Budget minus what is forecast so far."""
        return self.total.deviation

    @property
    def change(self) -> int | None:
        """Against the previous forecast: + is better."""
        return self.total.change

    @property
    def unexplained(self) -> int:
        """What of the deviation no cause explains."""
        return unexplained(self.deviation or 0, [cause.amount for cause in self.causes])


def thresholds_of(rules: CycleRules) -> Thresholds:
    """From what size a deviation and a change must be explained."""
    return Thresholds(rules.explain_ore, rules.explain_permille, rules.change_ore, rules.change_permille)


def entries(units: Sequence[int], round: Round) -> dict[int, Entry]:
    """What each of `units` writes in `round`. As many queries for three hundred units as for one."""
    administration = round.administration
    closed = period_at(round.as_of, closed_months(administration)).closed
    found = {unit: Entry(unit, round, closed) for unit in units}
    _add_forecasts(found, round)
    amounts = _amounts(units, round, closed)
    said = _said(found)
    groups, staff = _groups(administration)
    lives = dict(_lives(units, round.year, closed))
    for unit, entry in found.items():
        for group in groups:
            sums, texts = amounts.get((unit, group.pk), _Sums()), said[unit].get(group.pk, {})
            if texts or sums.there:
                entry.lines.append(_line(group, sums, texts, lives[unit], is_staff=group.pk in staff, closed=closed))
    _add_rest(found)
    return found


def bare_entries(units: Sequence[int], round: Round) -> dict[int, Entry]:
    """How far each of `units` has come in `round`: its forecasts and their steps, and no amounts. Four queries."""
    found = {unit: Entry(unit, round) for unit in units}
    _add_forecasts(found, round)
    _add_steps(found)
    return found


def submitted_of(round: Round, units: Sequence[int] | None = None) -> QuerySet[Forecast]:
    """The submitted forecasts of `round` that are not withdrawn, oldest version first."""
    rows = Forecast.objects.filter(round=round, withdrawn_at=None).order_by("version")
    return rows if units is None else rows.filter(unit__in=units)


def drafts_of(round: Round, units: Sequence[int]) -> QuerySet[Forecast]:
    """What is being written in `round`."""
    return Forecast.drafts.filter(round=round, unit__in=units)


def previous_of(round: Round, units: Sequence[int]) -> QuerySet[Forecast]:
    """What `units` forecast before `round`, oldest first: the last of a unit is its previous forecast."""
    rows = Forecast.objects.filter(_earlier(round), unit__in=units, year=round.year, withdrawn_at=None)
    return rows.order_by("as_of", "version")


def _earlier(round: Round) -> Q:
    """Made before `round`: as of an earlier month, or of its month in an earlier round or in none."""
    same = Q(as_of=round.as_of)
    return Q(as_of__lt=round.as_of) | (same & (Q(round=None) | Q(round__number__lt=round.number)))


def _add_forecasts(found: Mapping[int, Entry], round: Round) -> None:
    """Three queries."""
    people = ("changed_by", "submitted_by")
    # Keys first: a year has ten forecasts of each unit, and two of them are wanted.
    both = Forecast.objects.filter(_earlier(round) | Q(round=round), unit__in=list(found), withdrawn_at=None)
    rows = both.filter(year=round.year).order_by("as_of", "version").values_list("pk", "unit", "round")
    wanted = {(unit, own == round.pk): pk for pk, unit, own in rows}
    held = Forecast.objects.select_related(*people).in_bulk(wanted.values())
    for (unit, is_own), pk in wanted.items():
        entry = found[unit]
        if is_own:
            entry.submitted = entry.forecast = held[pk]
        else:
            entry.previous = held[pk]
    for each in drafts_of(round, list(found)).select_related(*people):
        entry = found[each.unit_id]
        # When a round is locked, what was still being written counts as nothing; only a correction goes on.
        if each.reason if round.is_locked else not entry.approved:
            entry.forecast = each


class _Sums(NamedTuple):
    """Öre of a unit and an account group; None where there is no figure."""

    budget: int | None = None
    budget_to_date: int | None = None
    actual_to_date: int | None = None
    last_year: int | None = None
    last_to_date: int | None = None

    @property
    def there(self) -> bool:
        """Whether there is anything but zeros."""
        return any(self)


def _amounts(units: Sequence[int], round: Round, closed: date | None) -> dict[tuple[int, int], _Sums]:
    """Sums by unit and group. One query, grouped in the database."""
    start, end = date(round.year, 1, 1), date(round.year, MONTHS_IN_YEAR, 1)
    last = date(round.year - 1, 1, 1)
    to_date = Q(month__lte=closed) if closed else Q(pk=None)
    last_to_date = Q(month__lte=date(closed.year - 1, closed.month, 1)) if closed else Q(pk=None)
    budget = Q(kind__in=Figure.BUDGET_KINDS, month__gte=start)
    actual, before = Q(kind=Figure.Kind.ACTUAL, month__gte=start), Q(kind=Figure.Kind.ACTUAL, month__lt=start)
    rows = (
        Figure.objects.filter(unit__in=list(units), month__gte=last, month__lte=end)
        .values_list("unit", "group")
        .annotate(
            budget=Sum("amount", filter=budget),
            budget_to_date=Sum("amount", filter=budget & to_date),
            actual_to_date=Sum("amount", filter=actual & to_date),
            last_year=Sum("amount", filter=before),
            last_to_date=Sum("amount", filter=before & last_to_date),
        )
        .order_by()
    )
    return {(unit, group): _Sums(*sums) for unit, group, *sums in rows}


_Texts = dict[str, tuple[int | None, str]]


def _said(found: Mapping[int, Entry]) -> dict[int, dict[int, _Texts]]:
    """Amount and comment by unit, group and which forecast says it. One query."""
    asked: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for unit, entry in found.items():
        for name in ("previous", "submitted", "forecast"):
            forecast = getattr(entry, name)
            if forecast:
                asked[forecast.pk].append((unit, name))
    said: dict[int, dict[int, _Texts]] = defaultdict(lambda: defaultdict(dict))
    rows = ForecastLine.objects.filter(forecast__in=list(asked)).order_by()
    for forecast, group, amount, comment in rows.values_list("forecast", "group", "amount", "comment"):
        for unit, name in asked[forecast]:
            said[unit][group][name] = (amount, comment)
    return said


def _groups(administration: Administration) -> tuple[list[AccountGroup], set[int]]:
    """The account groups in order, and which of them are staff: all of their accounts begin with 5. One query."""
    staff = Count("ranges", filter=Q(ranges__first__startswith=STAFF_ACCOUNTS))
    groups = list(administration.account_groups.annotate(all=Count("ranges"), staff=staff))
    return groups, {group.pk for group in groups if group.all and group.all == group.staff}


class _Life(NamedTuple):
    """Months of a unit's life this year, those of them that are closed, and whether it ends before December."""

    months: int
    life: int
    ends: bool


def _lives(units: Sequence[int], year: int, closed: date | None) -> list[tuple[int, _Life]]:
    rows = Unit.objects.filter(pk__in=list(units)).values_list("pk", "valid_from", "valid_to")
    last = date(year, MONTHS_IN_YEAR, 1)
    lives = []
    for pk, valid_from, valid_to in rows:
        first, end = max(valid_from, date(year, 1, 1)), min(valid_to or last, last)
        months = len(months_between(first, min(end, closed))) if closed else 0
        lives.append((pk, _Life(months, len(months_between(first, end)), end < last)))
    return lives


def _line(
    group: AccountGroup, sums: _Sums, texts: _Texts, life: _Life, *, is_staff: bool, closed: date | None
) -> EntryLine:
    actual = (sums.actual_to_date or 0) if closed else None
    last_rest = None if sums.last_year is None else sums.last_year - (sums.last_to_date or 0)
    basis = Basis(sums.budget, sums.budget_to_date, actual, sums.last_to_date, last_rest, *life)
    how = propose(group.proposal, basis)
    amount, comment = texts.get("forecast", (None, ""))
    return EntryLine(
        group=group.pk,
        code=group.code,
        name=group.name,
        kind=group.kind,
        budget=sums.budget,
        last_year=sums.last_year,
        budget_to_date=(sums.budget_to_date or 0) if closed and sums.budget is not None else None,
        actual_to_date=actual,
        previous=texts.get("previous", (None, ""))[0],
        proposal=how.amount,
        method=how.method,
        forecast=amount,
        comment=comment,
        submitted=texts.get("submitted", (None, ""))[0],
        staff=is_staff,
        how=how,
    )


def _add_rest(found: Mapping[int, Entry]) -> None:
    """Causes, risks, answers and steps. Four queries."""
    by_forecast = {entry.forecast.pk: entry for entry in found.values() if entry.forecast}
    for name, model in (("causes", ForecastCause), ("risks", ForecastRisk)):
        for row in model.objects.filter(forecast__in=list(by_forecast)):
            getattr(by_forecast[row.forecast_id], name).append(row)
    answers = FlagAnswer.objects.filter(forecast__in=list(by_forecast)).select_related("answered_by")
    for row in answers:
        by_forecast[row.forecast_id].answers.append(row)
    _add_steps(found)


def _add_steps(found: Mapping[int, Entry]) -> None:
    """One query."""
    by_submitted = {entry.submitted.pk: entry for entry in found.values() if entry.submitted}
    for step in ForecastStep.objects.filter(forecast__in=list(by_submitted)).select_related("by"):
        by_submitted[step.forecast_id].steps.append(step)


def next_version(unit: int, round: Round) -> int:
    """The version that the next submitted forecast gets."""
    same = Forecast.objects.filter(unit=unit, year=round.year, as_of=round.as_of)
    return (same.aggregate(last=Max("version"))["last"] or 0) + 1
