"""Tables of budgets: what each column shows and what it gives Excel."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.budgets.carrying import YearEnd
from forecasts.budgets.carrying import total as total_of_year
from forecasts.budgets.change_queries import ChangeRow
from forecasts.budgets.conditions_queries import ConditionsRow
from forecasts.budgets.growth import Growth, summed
from units.tables import RIGHT, AmountColumn, ChangeColumn, DeviationColumn, FigureTable, emphasised
from units.templatetags import figures

WHOLE = {"td": {"class": "nowrap"}}


def state_words() -> dict[str, str]:
    """What the state of a change is called."""
    return {"standing": _("standing"), "undone": _("undone")}


def total_of(field: str) -> Callable[[Any], str]:
    """A footer with the sum of `field` over the rows that stand."""
    return lambda table: table.display.deviation(table.totals[field])


def footer(field: str, shown: Callable[[Any, Any], str]) -> Callable[[Any], str]:
    """A footer with `field` of the table's sum, written by the filter `shown`."""
    return lambda table: shown(getattr(table.sum, field), table.display)


class ChangeTable(FigureTable):
    """A change of the budget, a row per change; the sums are of those that stand."""

    decision = tables.Column(
        gettext_lazy("Decision"),
        accessor="change__decision",
        attrs={"td": {"class": "unit"}},
        footer=gettext_lazy("Sum"),
    )
    decided_on = tables.Column(gettext_lazy("Decided"), accessor="change__decided_on", attrs=WHOLE)
    year = tables.Column(gettext_lazy("Budget year"), accessor="change__year")
    kind = tables.Column(gettext_lazy("Kind"), accessor="change__get_kind_display", order_by="change__kind")
    note = tables.Column(gettext_lazy("What it is for"), accessor="change__note", attrs={"td": {"class": "text"}})
    units = tables.Column(gettext_lazy("Units"), accessor="codes")
    frame = ChangeColumn(gettext_lazy("Added to the frame"), accessor="change__frame_amount", footer=total_of("frame"))
    placed = ChangeColumn(gettext_lazy("Placed on units"), footer=total_of("placed"))
    rest = ChangeColumn(gettext_lazy("Not placed"), footer=total_of("rest"))
    moved = ChangeColumn(gettext_lazy("Moved"), footer=total_of("moved"))
    state = tables.Column(gettext_lazy("State"))

    class Meta:
        empty_text = gettext_lazy("No change matches what you asked for.")
        order_by = "-decided_on"

    def __init__(self, data: Iterable[ChangeRow], *, administration: str = "", **kwargs: Any) -> None:
        rows = list(data)
        self.administration = administration
        standing = [row for row in rows if row.state == "standing"]
        self.totals = {
            "frame": sum(row.change.frame_amount for row in standing),
            "placed": sum(row.placed for row in standing),
            "rest": sum(row.rest for row in standing),
            "moved": sum(row.moved for row in standing),
        }
        super().__init__(rows, **kwargs)

    def render_decision(self, value: str, record: ChangeRow) -> SafeString | str:
        """The decision, leading to the change."""
        if not self.administration:
            return value
        address = reverse("forecasts:budget-change", args=[self.administration, record.change.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def value_decision(self, value: str) -> str:
        """The decision."""
        return value

    def render_decided_on(self, value: date) -> str:
        """The day."""
        return f"{value:%Y-%m-%d}"

    def value_decided_on(self, value: date) -> str:
        """The day."""
        return f"{value:%Y-%m-%d}"

    def render_state(self, value: str) -> str:
        """Whether it counts."""
        return state_words()[value]

    def value_state(self, value: str) -> str:
        """Whether it counts."""
        return state_words()[value]

    def value_kind(self, value: str) -> str:
        """The kind."""
        return str(value)


class GrowthTable(FigureTable):
    """Two years of a unit or a department, a row per unit or department. Headings name the years."""

    name = tables.Column(gettext_lazy("Name"), attrs={"td": {"class": "unit"}}, footer=gettext_lazy("Sum"))
    last_budget = AmountColumn(gettext_lazy("Budget last year"), footer=footer("last_budget", figures.amount))
    last_deviation = DeviationColumn(
        gettext_lazy("Deviation last year"), footer=footer("last_deviation", figures.deviation)
    )
    budget = AmountColumn(gettext_lazy("Budget"), footer=footer("budget", figures.amount))
    deviation = DeviationColumn(gettext_lazy("Forecast deviation"), footer=footer("deviation", figures.deviation))
    improvement = ChangeColumn(gettext_lazy("Deviation changed by"), footer=footer("improvement", figures.change))
    budget_growth = ChangeColumn(gettext_lazy("Budget changed by"), footer=footer("budget_growth", figures.change))
    real_improvement = DeviationColumn(
        gettext_lazy("Real improvement"),
        attrs=emphasised(RIGHT),
        footer=footer("real_improvement", figures.improvement),
    )
    erosion = DeviationColumn(gettext_lazy("Budget against index"), footer=footer("erosion", figures.against_index))

    class Meta:
        empty_text = gettext_lazy("There are no two years to compare.")

    def __init__(self, data: Iterable[Growth], *, total: Growth | None = None, year: int = 0, **kwargs: Any) -> None:
        rows = list(data)
        self.sum = total or summed(rows, "", "")
        super().__init__(rows, **kwargs)
        if year:
            self.columns["last_budget"].column.verbose_name = _("Budget {year}").format(year=year - 1)
            self.columns["last_deviation"].column.verbose_name = _("Deviation {year}").format(year=year - 1)
            self.columns["budget"].column.verbose_name = _("Budget {year}").format(year=year)

    def render_real_improvement(self, value: int) -> SafeString:
        """Better or worse."""
        return figures.improvement(value, self.display)

    def render_erosion(self, value: int) -> SafeString:
        """Above or below the index."""
        return figures.against_index(value, self.display)

    def value_name(self, value: str, record: Growth) -> str:
        """Code and name."""
        return f"{record.key} {value}".strip()


class YearEndTable(FigureTable):
    """How a unit ended the year, a row per unit."""

    name = tables.Column(gettext_lazy("Unit"), attrs={"td": {"class": "unit"}}, footer=gettext_lazy("Sum"))
    budget = AmountColumn(gettext_lazy("Budget"), footer=footer("budget", figures.amount))
    result = AmountColumn(gettext_lazy("Result"), footer=footer("result", figures.amount))
    deviation = DeviationColumn(
        gettext_lazy("Deviation"), attrs=emphasised(RIGHT), footer=footer("deviation", figures.deviation)
    )
    forecast_deviation = DeviationColumn(
        gettext_lazy("By the last forecast"), footer=footer("forecast_deviation", figures.deviation)
    )
    error = ChangeColumn(gettext_lazy("Forecast error"), footer=footer("error", figures.change))
    carried = DeviationColumn(gettext_lazy("Carried over"), footer=footer("carried", figures.deviation))

    class Meta:
        empty_text = gettext_lazy("No unit has a budget or actuals that year.")

    def __init__(self, data: Iterable[YearEnd], **kwargs: Any) -> None:
        rows = list(data)
        self.sum = total_of_year(rows)
        super().__init__(rows, **kwargs)

    def value_name(self, value: str, record: YearEnd) -> str:
        """Code and name."""
        return f"{record.code} {value}"


class ConditionsTable(FigureTable):
    """A unit's answer to the year's budget, a row per unit."""

    unit = tables.Column(
        gettext_lazy("Unit"), accessor="unit__name", order_by="unit__code", attrs={"td": {"class": "unit"}}
    )
    department = tables.Column(gettext_lazy("Department"), accessor="unit__department__name")
    head = tables.Column(gettext_lazy("Unit head"))
    state = tables.Column(gettext_lazy("The answer"), order_by="order")
    answered = AmountColumn(gettext_lazy("Budget answered"))
    budget = AmountColumn(gettext_lazy("Budget now"))
    at = tables.Column(gettext_lazy("Day"), accessor="answer__answered_at", attrs=WHOLE)
    by = tables.Column(gettext_lazy("Answered by"), accessor="answer__answered_by")
    missing = tables.Column(gettext_lazy("What is missing"), attrs={"td": {"class": "text"}})

    class Meta:
        empty_text = gettext_lazy("No unit matches what you asked for.")
        order_by = "state"

    def __init__(
        self, data: Iterable[ConditionsRow], *, administration: str = "", year: int = 0, **kwargs: Any
    ) -> None:
        self.administration, self.year = administration, year
        super().__init__(data, **kwargs)

    def render_unit(self, value: str, record: ConditionsRow) -> SafeString | str:
        """The name, leading to what the unit was asked."""
        if not self.administration:
            return value
        address = reverse("forecasts:unit-conditions", args=[self.administration, record.unit.code])
        return format_html('<a href="{}?year={}">{}</a>', address, self.year, value)

    def value_unit(self, value: str, record: ConditionsRow) -> str:
        """Code and name."""
        return f"{record.unit.code} {value}"

    def render_state(self, value: str) -> str:
        """The answer in words."""
        return answer_words()[value]

    def value_state(self, value: str) -> str:
        """The answer in words."""
        return answer_words()[value]

    def render_at(self, value: datetime) -> str:
        """The day."""
        return f"{localtime(value):%Y-%m-%d}"

    def value_at(self, value: datetime | None) -> str:
        """The day."""
        return f"{localtime(value):%Y-%m-%d}" if value else ""

    def value_by(self, value: object) -> str:
        """Who answered."""
        return str(value or "")


def answer_words() -> dict[str, str]:
    """What each answer is called."""
    return {
        "unanswered": _("not answered"),
        "missing": _("something is missing"),
        "changed": _("accepted, changed since"),
        "accepted": _("accepted"),
    }
