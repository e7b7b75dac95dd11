"""Tables of how units stand."""

from collections.abc import Callable, Iterable
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.deviation import Standing, Total
from forecasts.deviation import total as sum_of
from forecasts.overview import NamedSubtotal, UnitRow
from forecasts.trajectory import HEIGHT, WIDTH, sparkline
from units.display import Display, month_name
from units.tables import (
    DASH,
    RIGHT,
    AmountColumn,
    ChangeColumn,
    DeviationColumn,
    FigureTable,
    MonthColumn,
    StatusColumn,
    emphasised,
)
from units.templatetags.figures import amount, change, deviation


class TrajectoryColumn(tables.Column):
    """The deviations of a unit's forecasts as a small line, and in words for those who do not see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, exclude_from_export=True, **kwargs)

    def render(self, record: UnitRow, table: FigureTable) -> SafeString:
        """The line, or a dash for fewer than two forecasts."""
        return small_line(record.standing, table.display)


def small_line(standing: Standing, display: Display) -> SafeString:
    """The deviations of a unit's forecasts as a line around its budget, or a dash for fewer than two."""
    deviations = [standing.budget - point.amount for point in standing.forecasts]
    line = sparkline(deviations)
    if line is None:
        return DASH
    return format_html(
        '<svg class="sparkline {tone}" role="img" aria-label="{words}" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<line class="zero" x1="0" x2="{w}" y1="{zero}" y2="{zero}"/><polyline points="{points}"/>'
        '<circle cx="{x}" cy="{y}" r="2"/></svg>',
        tone="deficit" if deviations[-1] < 0 else "surplus",
        words=_trajectory_in_words(standing, deviations, display),
        w=WIDTH,
        h=HEIGHT,
        zero=line.zero,
        points=line.points,
        x=line.last_x,
        y=line.last_y,
    )


def _trajectory_in_words(standing: Standing, deviations: list[int], display: Display) -> str:
    parts = [
        f"{month_name(point.as_of)} {display.deviation(deviation)}"
        for point, deviation in zip(standing.forecasts, deviations, strict=True)
    ]
    return _("Deviation by forecast: {}").format(", ".join(parts))


def _sum(field: str, filter_name: str = "amount") -> Callable[[Any], Any]:
    """A footer with the sum `field` of the rows."""
    return lambda table: FOOTERS[filter_name](getattr(table.total, field), table.display)


def _left_out(total: Total, *, all_columns: bool) -> tuple[str, ...]:
    """The columns that have nothing to say, or no room: what is after measures takes that of the previous forecast."""
    if not total.effect:
        return ("after", "after_weighted")
    return () if all_columns else ("after_weighted", "previous")


FOOTERS = {"amount": amount, "deviation": deviation, "change": change}


class StandingTable(FigureTable):
    """How one unit stands, a row per unit, and their sum.

    What is after measures is left out where no measure counts; `all_columns` are for who takes the table away.
    """

    unit = tables.Column(
        gettext_lazy("Unit"), accessor="standing__name", attrs={"td": {"class": "unit"}}, footer=gettext_lazy("Sum")
    )
    budget = AmountColumn(gettext_lazy("Budget"), accessor="standing__budget", footer=_sum("budget"))
    budget_to_date = AmountColumn(
        gettext_lazy("Budget to date"), accessor="standing__budget_to_date", footer=_sum("budget_to_date")
    )
    actual_to_date = AmountColumn(
        gettext_lazy("Actual to date"), accessor="standing__actual_to_date", footer=_sum("actual_to_date")
    )
    deviation_to_date = DeviationColumn(
        gettext_lazy("Deviation to date"),
        accessor="standing__deviation_to_date",
        footer=_sum("deviation_to_date", "deviation"),
    )
    forecast = AmountColumn(gettext_lazy("Forecast"), accessor="standing__forecast", footer=_sum("forecast"))
    deviation = DeviationColumn(
        gettext_lazy("Deviation, full year"),
        accessor="standing__deviation",
        attrs=emphasised(RIGHT),
        footer=_sum("deviation", "deviation"),
    )
    after = DeviationColumn(
        gettext_lazy("After measures"), accessor="standing__after", footer=_sum("after", "deviation")
    )
    after_weighted = DeviationColumn(
        gettext_lazy("After measures, weighted"),
        accessor="standing__after_weighted",
        footer=_sum("after_weighted", "deviation"),
    )
    previous = AmountColumn(gettext_lazy("Previous forecast"), accessor="standing__previous__amount")
    change = ChangeColumn(gettext_lazy("Change"), accessor="standing__change", footer=_sum("change", "change"))
    as_of = MonthColumn(gettext_lazy("As of"), accessor="standing__as_of")
    status = StatusColumn(gettext_lazy("Status"), order_by="severity")
    trajectory = TrajectoryColumn(gettext_lazy("Trajectory"), accessor="standing__forecasts", orderable=False)

    class Meta:
        empty_text = gettext_lazy("No unit matches what you asked for.")

    def __init__(
        self,
        data: Iterable[UnitRow],
        *,
        administration: str = "",
        month: str = "",
        total: Total | None = None,
        all_columns: bool = False,
        **kwargs: Any,
    ) -> None:
        rows = list(data)
        self.administration, self.month = administration, month
        self.total = total or sum_of([row.standing for row in rows])
        super().__init__(rows, exclude=_left_out(self.total, all_columns=all_columns), **kwargs)

    def render_unit(self, value: str, record: UnitRow) -> SafeString:
        """The name, leading to the unit's page when `administration` is known, and the code."""
        code = record.standing.code
        if not self.administration:
            return format_html('{} <span class="code">{}</span>', value, code)
        address = reverse("socbudget:unit", args=[self.administration, code])
        return format_html(
            '<a href="{}?month={}">{}</a> <span class="code">{}</span>', address, self.month, value, code
        )

    def value_unit(self, value: str, record: UnitRow) -> str:
        """Code and name."""
        return f"{record.standing.code} {value}"


class SubtotalTable(FigureTable):
    """The sum of the units of a kind or a department, a row per sum."""

    name = tables.Column(gettext_lazy("Part"), attrs={"td": {"class": "unit"}})
    units = tables.Column(gettext_lazy("Units"), accessor="total__units", attrs=RIGHT)
    budget = AmountColumn(gettext_lazy("Budget"), accessor="total__budget")
    deviation_to_date = DeviationColumn(gettext_lazy("Deviation to date"), accessor="total__deviation_to_date")
    forecast = AmountColumn(gettext_lazy("Forecast"), accessor="total__forecast")
    deviation = DeviationColumn(
        gettext_lazy("Deviation, full year"), accessor="total__deviation", attrs=emphasised(RIGHT)
    )
    after = DeviationColumn(gettext_lazy("After measures"), accessor="total__after")
    change = ChangeColumn(gettext_lazy("Change"), accessor="total__change")
    missing = tables.Column(gettext_lazy("Forecasts missing"), accessor="total__missing", attrs=RIGHT)

    def __init__(self, data: Iterable[NamedSubtotal], **kwargs: Any) -> None:
        rows = list(data)
        super().__init__(rows, exclude=() if any(row.total.effect for row in rows) else ("after",), **kwargs)

    def render_name(self, value: str, record: NamedSubtotal) -> str:
        """The name, leading to its page where it has one."""
        return format_html('<a href="{}">{}</a>', record.address, value) if record.address else value
