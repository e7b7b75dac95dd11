"""What a unit's page shows, put together out of figures, forecasts, measures and who answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from forecasts.budgets.adjusting import Real
from forecasts.budgets.corrections_queries import real_of
from forecasts.budgets.year_end_queries import result_final
from forecasts.deviation import ForecastPoint, Limits, Series, Standing, Status, joined_forecasts
from forecasts.finding import Finding, Headline, headline
from forecasts.models import Round
from forecasts.queries import Period, closed_months, limits_of, period, period_at
from forecasts.rounds.queries import open_round_of
from forecasts.unit_figures import (
    BUDGET,
    Book,
    CauseName,
    Key,
    MonthPoint,
    Reason,
    Risk,
    Row,
    Submitted,
    group_rows,
    month_points,
    reasons,
    total_row,
    unit_rows,
)
from forecasts.unit_queries import book_of, groups_of, members_of
from measures.queries import UnitMeasure, inherited, measures_of
from units.display import Display, display_of
from units.models import Unit
from units.months import months_of
from units.queries import Answerable, answerable
from units.roles import Act

YEARS_BACK = 5
EXPLAINED = 4
PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the unit, or what the unit itself has beside its parts."""

    row: Row
    status: Status
    own: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything on the page. Lists that the person may not read are empty.

    `real` is the deviation to date with corrections, when there are any. `final` says whether a whole year's result
    is final; it is None until all of its months are closed.
    """

    unit: Unit
    period: Period
    acts: frozenset[Act]
    display: Display
    limits: Limits
    standing: Standing
    headline: Headline
    total: Row
    parts: list[Part]
    groups: list[Row]
    months: list[MonthPoint]
    latest: list[Submitted]
    handed_in: list[Submitted]
    measures: list[UnitMeasure]
    answerable: Answerable
    choices: list[date]
    causes: Sequence[CauseName]
    reasons: list[Reason]
    round: Round | None
    real: Real | None = None
    final: bool | None = None

    @property
    def status(self) -> Status:
        """What the deviation means."""
        return self.limits.status(self.standing.deviation, self.standing.budget)

    @property
    def whole(self) -> bool:
        """Whether the person may read all of the unit's figures."""
        return Act.FIGURES in self.acts

    @property
    def reported(self) -> bool:
        """Whether the person may read more than the plain page."""
        return Act.REPORTED in self.acts or self.whole

    @property
    def mixed(self) -> bool:
        """Whether the parts' latest forecasts were made for different months."""
        return len({each.as_of for each in self.latest}) > 1

    @property
    def bare(self) -> bool:
        """Whether there is nothing at all about the year."""
        return self.headline.finding is Finding.NOTHING and self.total.last_actual is None and not self.measures

    @property
    def unsplit(self) -> bool:
        """Whether the forecast is made for the whole and not by account group."""
        return any(not row.split for row in self.groups)

    @property
    def may_forecast(self) -> bool:
        """Whether the person may hand in the unit's forecast."""
        return Act.FORECAST in self.acts

    @property
    def may_control(self) -> bool:
        """Whether the person reads in figures."""
        return Act.CONTROL in self.acts

    @property
    def last_year(self) -> int:
        """The year before the one looked at."""
        return self.period.year - 1

    @property
    def said(self) -> bool:
        """Whether the latest forecast came with a comment."""
        return any(each.comment for each in self.latest)

    @property
    def explained(self) -> list[Row]:
        """The account groups that matter most: those with a cause or a comment, the largest deviation first."""
        told = [row for row in self.groups if row.deviation is not None and (row.causes or row.comments)]
        return sorted(told, key=lambda row: -abs(row.deviation or 0))[:EXPLAINED]

    @property
    def with_causes(self) -> bool:
        """Whether any account group has a cause of its own, as those in uploaded forecasts have."""
        return any(row.causes for row in self.groups)

    @property
    def unexplained(self) -> int:
        """What of the deviation no cause explains; nothing where no cause has an amount."""
        if not self.reasons or self.standing.deviation is None:
            return 0
        return self.standing.deviation - sum(each.amount for each in self.reasons)

    @property
    def risks(self) -> list[Risk]:
        """What could make the year end otherwise, the largest first."""
        risks = [risk for forecast in self.latest for risk in forecast.risks]
        return sorted(risks, key=lambda each: -abs(each.amount))

    @property
    def weighted_risk(self) -> int:
        """The risks and opportunities as their probabilities weigh them (öre); beside the forecast, never in it."""
        return sum(round(each.amount * each.probability / PER_CENT) for each in self.risks)

    @property
    def in_round(self) -> Submitted | None:
        """What was submitted for the unit itself in the open round, the latest."""
        own = [each for each in self.handed_in if self.round and each.round == self.round.pk]
        return max((each for each in own if each.unit == self.unit.pk), key=lambda each: each.version, default=None)

    @property
    def previous_month(self) -> date | None:
        """The choice before the month looked at."""
        return max((each for each in self.choices if each < self.period.month), default=None)

    @property
    def next_month(self) -> date | None:
        """The choice after the month looked at."""
        return min((each for each in self.choices if each > self.period.month), default=None)


def unit_page(unit: Unit, acts: frozenset[Act], month: date | None) -> UnitPage:
    """The page of `unit` as seen at `month` by one who is allowed `acts`. At most thirteen queries."""
    seen, choices = _period(unit, acts, month)
    members = members_of(unit)
    book = _allowed(book_of([key.pk for key in members], seen), acts)
    display, limits = display_of(unit.administration), limits_of(unit.administration)
    measures = _measures(unit, book, members, seen)
    total = total_row(book, members[0])
    standing = _standing(unit, book, total, measures)
    reader = Act.REPORTED in acts or Act.FIGURES in acts
    groups = group_rows(book, groups_of(unit.administration)) if reader else []
    return UnitPage(
        unit=unit,
        period=seen,
        acts=acts,
        display=display,
        limits=limits,
        standing=standing,
        headline=headline(standing, display.unit, any_budget=total.budget is not None),
        total=total,
        parts=_parts(book, members, limits) if reader else [],
        groups=groups,
        months=month_points(book) if reader else [],
        latest=book.current,
        handed_in=sorted(book.forecasts, key=lambda each: each.at, reverse=True) if Act.FIGURES in acts else [],
        measures=measures,
        answerable=answerable(unit, timezone.localdate()),
        choices=choices,
        causes=book.causes,
        real=real_of([unit.pk], seen.closed, standing.deviation_to_date) if reader else None,
        final=result_final(unit.administration, seen),
        reasons=reasons(book) if Act.FIGURES in acts else [],
        round=open_round_of(unit.administration) if Act.FIGURES in acts else None,
    )


def _period(unit: Unit, acts: frozenset[Act], month: date | None) -> tuple[Period, list[date]]:
    """The period looked at, and the months that can be chosen instead, oldest first.

    Who may read only what is reported sees closed months.
    """
    closed = closed_months(unit.administration)
    seen = period(unit.administration, month, closed=closed)
    if Act.FIGURES not in acts and Act.REPORTED in acts and closed and seen.month not in closed:
        seen = period_at(max((each for each in closed if each <= seen.month), default=min(closed)), closed)
    last = max(seen.year, *(each.year for each in closed[-1:]), unit.valid_from.year)
    first = max(unit.valid_from.year, min(seen.year, last - YEARS_BACK + 1))
    choices = [each for year in range(first, last + 1) for each in months_of(year)]
    if Act.FIGURES not in acts and Act.REPORTED in acts:
        choices = [each for each in choices if each in closed]
    return seen, choices


def _allowed(book: Book, acts: frozenset[Act]) -> Book:
    """`book` without open months, and the forecasts made in them, for those who may read only what is reported."""
    if Act.FIGURES in acts or Act.REPORTED not in acts:
        return book
    sums = [each for each in book.sums if each.kind == BUDGET or (book.closed and each.month <= book.closed)]
    forecasts = [each for each in book.forecasts if book.closed and each.as_of <= book.closed]
    return replace(book, sums=sums, forecasts=forecasts)


def _standing(unit: Unit, book: Book, total: Row, measures: Sequence[UnitMeasure]) -> Standing:
    return Standing(
        unit=unit.pk,
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        department=unit.department.code,
        department_name=unit.department.name,
        budget=total.budget or 0,
        budget_to_date=(total.budget_to_date or 0) if book.closed else None,
        actual_to_date=(total.actual_to_date or 0) if book.closed else None,
        forecasts=_forecasts(book),
        effect=sum(each.remaining for each in measures),
        weighted_effect=sum(each.weighted for each in measures),
    )


def _measures(unit: Unit, book: Book, members: Sequence[Key], seen: Period) -> list[UnitMeasure]:
    own: dict[int, date] = {}
    for each in book.forecasts:
        own[each.unit] = max(own.get(each.unit, each.as_of), each.as_of)
    parents = {key.pk: None if key.pk == unit.pk else unit.pk for key in members}
    made = inherited(parents, own)
    return measures_of(list(parents), seen.year, seen.month, made=made, today=timezone.localdate())


def _forecasts(book: Book) -> tuple[ForecastPoint, ...]:
    made: dict[int, dict[date, int]] = defaultdict(dict)
    for each in sorted(book.forecasts, key=lambda each: each.version):
        made[each.unit][each.as_of] = each.amount
    if not made:
        return ()
    budgets = book.budgets
    parts = [Series(budgets[unit], made[unit]) for unit in sorted({*made, *budgets} - {book.unit})]
    return joined_forecasts(Series(budgets[book.unit], made[book.unit]), parts)


def _parts(book: Book, members: Sequence[Key], limits: Limits) -> list[Part]:
    """The parts, and the unit's own figures when it has any beside them; nothing for a unit without parts."""
    if len(members) == 1:
        return []
    rows = unit_rows(book, [*members[1:], members[0]])
    return [Part(row, limits.status(row.deviation, row.budget or 0), own=row.key.pk == members[0].pk) for row in rows]
