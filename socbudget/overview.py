"""An administration or a department as its page, its workbook and the API show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forecasts.budgets.adjusting import Real
from forecasts.budgets.corrections_queries import real_of
from forecasts.budgets.year_end_queries import result_final
from forecasts.deviation import Standing, Total, largest_deficits, total
from forecasts.overview import NamedSubtotal, TotalPoint, UnitRow, subtotals, total_trajectory, unit_rows
from forecasts.overview_queries import frame_of, months_to_choose, reported_period, units_of
from forecasts.queries import Period, limits_of, period, standings
from measures.queries import remaining_effects
from socbudget import overview_words as words
from units.display import Display, display_of
from units.models import Administration, Department, Unit
from units.roles import Act

Place = Administration | Department


@dataclass(frozen=True)
class Overview:
    """How the units of a place stand in a period. `whole` is what sentences call it, when not by its kind.

    `real` is the deviation to date with corrections, when there are any. `final` says whether a whole year's result
    is final; it is None until all of its months are closed.
    """

    administration: Administration
    department: Department | None
    period: Period
    standings: list[Standing]
    frame: int | None
    display: Display
    whole: str = ""
    real: Real | None = None
    final: bool | None = None

    @cached_property
    def total(self) -> Total:
        """The sum of all units."""
        return total(self.standings)

    @cached_property
    def rows(self) -> list[UnitRow]:
        """The units, largest deficit first."""
        return unit_rows(self.standings, limits_of(self.administration))

    @cached_property
    def points(self) -> list[TotalPoint]:
        """The total over the year."""
        return total_trajectory(self.standings)

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.department or self.administration)

    @property
    def finding(self) -> str:
        """The headline."""
        usual = _("The department") if self.department else _("The administration")
        return words.finding(self.total, self.whole or usual, self.display)

    @property
    def since_last(self) -> str:
        """What changed since the forecasts before, or empty."""
        return words.since_last(self.total, self.display)

    @property
    def scope(self) -> str:
        """What the total holds, in sentences."""
        return " ".join([*words.scope(self.total, self.period, self.display), *words.year_result(final=self.final)])

    @property
    def frame_line(self) -> str:
        """Whether the units' budgets sum to the frame, or empty."""
        return words.frame_line(self.total.budget, self.frame, self.display)

    @property
    def through(self) -> str:
        """The closed months in words, or empty."""
        return words.through(self.period.closed)

    @property
    def largest(self) -> list[Standing]:
        """The largest deficits."""
        return largest_deficits(self.standings, 5)

    @property
    def kinds(self) -> list[NamedSubtotal]:
        """Sums by kind; none when all units are of one kind."""
        names = dict(Unit.Kind.choices)
        sums = subtotals(self.standings, lambda each: each.kind)
        return [NamedSubtotal(str(names[each.key]).capitalize(), each.total) for each in sums] if len(sums) > 1 else []

    @property
    def departments(self) -> list[NamedSubtotal]:
        """Sums by department with the address of its page; none on a department's own page."""
        if self.department:
            return []
        names = {each.department: each.department_name for each in self.standings}
        return [
            NamedSubtotal(names[each.key], each.total, self._department_address(each.key))
            for each in subtotals(self.standings, lambda each: each.department)
        ]

    def _department_address(self, code: str) -> str:
        address = reverse("socbudget:department", args=[self.administration.code, code])
        return f"{address}?month={self.period.month:%Y-%m}"


def asked_period(
    administration: Administration, acts: frozenset[Act], month: date | None, closed: Sequence[date]
) -> Period | None:
    """The period to show someone who is allowed `acts`: who may not read all figures sees `closed` months only.

    Raises:
        NotReportedError: the month is not closed and may not be seen.
    """
    if Act.FIGURES in acts:
        return period(administration, month, closed=closed)
    return reported_period(administration, month, closed=closed)


def look(administration: Administration, department: Department | None, shown: Period) -> Overview:
    """How the units of `department`, or of all of `administration`, stand."""
    place = department or administration
    units = units_of(place, shown.year)
    effects = remaining_effects(units, shown.year, shown.month)
    found = standings(units, shown, effects=effects)
    ledger = total(found).deviation_to_date
    return Overview(
        administration,
        department,
        shown,
        found,
        frame_of(place, shown.year),
        display_of(administration),
        real=real_of([each.unit for each in found], shown.closed, ledger),
        final=result_final(administration, shown),
    )


def month_choice(closed: Sequence[date], acts: frozenset[Act], shown: Period) -> dict[str, Any]:
    """The months to choose between when those of `closed` are, and the one before and after the shown one."""
    months = months_to_choose(closed, shown, reported=Act.FIGURES not in acts)
    index = months.index(shown.month) if shown.month in months else 0
    return {
        "months": months,
        "earlier": months[index + 1] if index + 1 < len(months) else None,
        "later": months[index - 1] if index else None,
    }
