"""Tables of calculations, and the workbook of one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.addresses import measure_address
from measures.calculators.forms import GivenForm
from measures.calculators.kinds import KINDS
from measures.calculators.queries import CalculationRow
from measures.calculators.steps import Shown
from units.export import Column, Form, Origin, workbook
from units.tables import RIGHT, ChangeColumn, FigureTable, emphasised


class CalculationTable(FigureTable):
    """A saved calculation, a row per calculation."""

    title = tables.Column(gettext_lazy("Calculation"), accessor="calculation__title", attrs={"td": {"class": "unit"}})
    kind = tables.Column(gettext_lazy("Calculator"), accessor="calculation__kind")
    amount = ChangeColumn(gettext_lazy("Saving a year"), accessor="calculation__amount", attrs=emphasised(RIGHT))
    made_at = tables.Column(
        gettext_lazy("Saved on"), accessor="calculation__made_at", attrs={"td": {"class": "nowrap"}}
    )
    made_by = tables.Column(
        gettext_lazy("Saved by"), accessor="calculation__made_by", order_by="calculation__made_by__name"
    )
    measure = tables.Column(
        gettext_lazy("Measure"), accessor="calculation__measure", order_by="calculation__measure__title"
    )

    class Meta:
        order_by = "-made_at"

    def __init__(self, data: Iterable[CalculationRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_title(self, value: str, record: CalculationRow) -> SafeString | str:
        """The title, leading to the calculation."""
        if not self.administration:
            return value
        address = reverse("measures:calculation", args=[self.administration, record.calculation.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def value_title(self, value: str) -> str:
        """The title."""
        return value

    def render_kind(self, value: str) -> str:
        """What the calculator is called."""
        return str(KINDS[value].title) if value in KINDS else value

    def value_kind(self, value: str) -> str:
        """What the calculator is called."""
        return self.render_kind(value)

    def render_made_at(self, value: datetime) -> str:
        """The day."""
        return f"{localtime(value):%Y-%m-%d}"

    def value_made_at(self, value: datetime) -> str:
        """The day."""
        return f"{localtime(value):%Y-%m-%d}"

    def value_made_by(self, value: object) -> str:
        """Who made it."""
        return str(value or "")

    def render_measure(self, record: CalculationRow) -> SafeString | str:
        """The measure that rests on it, leading there for those who may open it."""
        if not record.opens_measure:
            return record.measure_title
        address = measure_address(record.calculation.administration, record.calculation.measure_id)
        return format_html('<a href="{}">{}</a>', address, record.measure_title)

    def value_measure(self, record: CalculationRow) -> str:
        """The measure that rests on it."""
        return record.measure_title


def workbook_of(shown: Shown, form: GivenForm, *, lines: Sequence[str], origin: Origin) -> bytes:
    """A calculation as an xlsx file: what was put in, then every step with what it comes to."""
    columns = [Column(_("What")), Column(_("How")), Column(_("Comes to")), Column(_("Number"), Form.NUMBER)]
    put_in = [(str(field.label), _("put in"), str(field.value()), None) for field in form]
    steps = [(step.name, f"{step.formula} =", step.outcome, step.number) for step in shown.steps]
    return workbook(_("Calculation"), columns, [*put_in, *steps], lines=lines, origin=origin)
