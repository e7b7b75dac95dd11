"""The figures that everyone around a unit sees: the same as on the unit's own page. Amounts are öre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forecasts.deviation import Standing, Status
from forecasts.finding import Finding, headline
from forecasts.finding_words import headline_words
from forecasts.queries import Period, limits_of, period, standings
from forecasts.unit_figures import Book, CauseName, Key, Reason, Row, Submitted, group_rows, reasons, total_row
from forecasts.unit_queries import book_of, groups_of, members_of
from measures.queries import UnitMeasure, latest_forecasts, measures_of, remaining_effects
from measures.stages import ENDED
from units.display import Display, display_of
from units.models import Unit

GROUPS = 6


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How a unit with its parts stands in a year. `members` are the pks of the unit and its parts."""

    unit: Unit
    members: list[int]
    period: Period
    display: Display
    standing: Standing
    status: Status
    finding: Finding
    figure: str
    then: str
    total: Row
    groups: list[Row]
    reasons: list[Reason]
    causes: Sequence[CauseName]
    latest: list[Submitted]
    measures: list[UnitMeasure]
    rounds: frozenset[int]

    @property
    def going(self) -> list[UnitMeasure]:
        """The measures that are neither closed, stopped nor rejected."""
        return [each for each in self.measures if each.stage not in ENDED]

    @property
    def overdue(self) -> list[UnitMeasure]:
        """Those of them that should have been followed up."""
        return [each for each in self.going if each.overdue]

    @property
    def largest(self) -> list[Row]:
        """The account groups that deviate most, the largest first."""
        told = [row for row in self.groups if row.deviation]
        return sorted(told, key=lambda row: -abs(row.deviation or 0))[:GROUPS]

    @property
    def comments(self) -> list[Submitted]:
        """The latest forecasts that came with a comment."""
        return [each for each in self.latest if each.comment]


def unit_figures(unit: Unit, today: date) -> UnitFigures:
    """How `unit` stands at the latest month with actuals. At most fifteen queries."""
    seen = period(unit.administration)
    members = members_of(unit)
    book, own = book_of([key.pk for key in members], seen), Unit.objects.filter(pk=unit.pk)
    [standing] = standings(own, seen, effects=remaining_effects(own, seen.year, seen.month))
    display, total = display_of(unit.administration), total_row(book, members[0])
    found = headline(standing, display.unit, any_budget=total.budget is not None)
    figure, then = headline_words(found, display, seen.year)
    return UnitFigures(
        unit=unit,
        members=[key.pk for key in members],
        period=seen,
        display=display,
        standing=standing,
        status=limits_of(unit.administration).status(standing.deviation, standing.budget),
        finding=found.finding,
        figure=figure,
        then=then,
        total=total,
        groups=group_rows(book, groups_of(unit.administration)),
        reasons=reasons(book),
        causes=book.causes,
        latest=book.current,
        measures=_measures(unit, members, seen, today),
        rounds=_rounds(book),
    )


def _measures(unit: Unit, members: Sequence[Key], seen: Period, today: date) -> list[UnitMeasure]:
    parents = {key.pk: None if key.pk == unit.pk else unit.pk for key in members}
    made = latest_forecasts(parents, seen.year, seen.month)
    return measures_of(list(parents), seen.year, seen.month, made=made, today=today)


def _rounds(book: Book) -> frozenset[int]:
    """The rounds that the unit itself has handed in a forecast in."""
    return frozenset(each.round for each in book.forecasts if each.round and each.unit == book.unit)
