"""The list of key figures: what each column shows and what it gives Excel."""

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from indicators.queries import IndicatorRow
from indicators.scale import from_scaled
from indicators.templatetags.observations import changed, observed
from units.export import Form
from units.tables import DASH, RIGHT, FigureTable, MonthColumn

NAME = {"td": {"class": "text"}}


def exported_value(scaled: int | None) -> float | int | None:
    """A value as a spreadsheet holds it."""
    if scaled is None:
        return None
    value = from_scaled(scaled)
    return int(value) if value == value.to_integral_value() else float(value)


class ValueColumn(tables.Column):
    """A value of a key figure; a number in Excel."""

    form = Form.NUMBER


class CountColumn(tables.Column):
    """How many; a whole number in Excel."""

    form = Form.WHOLE


class IndicatorTable(FigureTable):
    """The latest month of every key figure. `administration` is its code, `controls` whether the person is in control.

    `only_total` hides how many units report.
    """

    name = tables.Column(gettext_lazy("Key figure"), attrs=NAME)
    unit_of_measure = tables.Column(gettext_lazy("Unit of measure"))
    month = MonthColumn(gettext_lazy("Latest month"))
    total = ValueColumn(pgettext_lazy("key figure", "Total"), attrs=RIGHT, order_by="total__scaled")
    change = ValueColumn(gettext_lazy("Since the same month last year"), attrs=RIGHT)
    reporting = CountColumn(gettext_lazy("Units with values"), attrs=RIGHT)

    class Meta:
        default = DASH

    def __init__(
        self,
        data: Any,
        *,
        administration: str = "",
        controls: bool = True,
        only_total: bool = False,
        **kwargs: Any,
    ) -> None:
        self.administration, self.controls = administration, controls
        exclude = ("reporting",) if only_total else ()
        super().__init__(data, exclude=exclude, **kwargs)

    def render_name(self, record: IndicatorRow) -> SafeString | str:
        """The name, which leads to the key figure."""
        if not self.administration:
            return record.name
        address = reverse("indicators:indicator", args=[self.administration, record.indicator.pk])
        return format_html('<a href="{}">{}</a>', address, record.name)

    def value_name(self, record: IndicatorRow) -> str:
        """The name."""
        return record.name

    def render_month(self, value: Any) -> SafeString:
        """The month with its year."""
        return format_html('<span class="nowrap">{}</span>', f"{value:%Y-%m}")

    def value_month(self, value: Any) -> Any:
        """A date."""
        return value

    def render_total(self, record: IndicatorRow) -> str:
        """The value with its decimals."""
        return observed(record.total, record.indicator)

    def value_total(self, record: IndicatorRow) -> float | int | str | None:
        """The number; in words where it is suppressed."""
        few = record.total.few or (not self.controls and record.is_few)
        return _("fewer than 5") if few else exported_value(record.total.scaled)

    def render_change(self, record: IndicatorRow) -> SafeString:
        """The change with its sign, and whether it is for the better."""
        return changed(record.change, record.indicator)

    def value_change(self, record: IndicatorRow) -> float | int | None:
        """The number; none where it would give away what is suppressed."""
        return None if not self.controls and record.is_few else exported_value(record.change)

    def render_reporting(self, record: IndicatorRow) -> str:
        """How many of those that report."""
        if record.month is None:
            return DASH
        return _("{n} of {all}").format(n=record.reporting, all=record.expected)

    def value_reporting(self, value: int) -> Decimal | int:
        """How many have a value in the month."""
        return value
