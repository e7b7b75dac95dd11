"""The situation page as a table, to take away."""

from datetime import date, datetime
from typing import Any

import django_tables2 as tables
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.situation.queries import ItemRow
from units.export import Form
from units.tables import DASH, FigureTable


class DayColumn(tables.Column):
    """A day, or the day of a time; a date in Excel."""

    form = Form.DAY

    def render(self, value: date) -> str:
        """2026-08-31."""
        return f"{self.value(value):%Y-%m-%d}"

    def value(self, value: date | None) -> date | None:
        """A date."""
        return localdate(value) if isinstance(value, datetime) else value


class SituationTable(FigureTable):
    """What stands on the situation page and what has ended, a row each."""

    section = tables.Column(gettext_lazy("Section"), accessor="item__section", order_by=("order", "item__day"))
    title = tables.Column(gettext_lazy("In one sentence"), accessor="item__title")
    text = tables.Column(gettext_lazy("More about it"), accessor="item__text")
    day = DayColumn(gettext_lazy("Day"), accessor="item__day")
    owner = tables.Column(gettext_lazy("Answers for it"), accessor="item__owner", order_by="item__owner__name")
    for_staff = tables.Column(gettext_lazy("Shown to staff"), accessor="item__for_staff")
    updated_at = DayColumn(pgettext_lazy("situation", "Updated"), accessor="item__updated_at")
    updated_by = tables.Column(
        gettext_lazy("Updated by"), accessor="item__updated_by", order_by="item__updated_by__name"
    )
    ended_on = DayColumn(gettext_lazy("Ended"), accessor="item__ended_on")

    class Meta:
        default = DASH
        order_by = "section"

    def render_section(self, record: ItemRow) -> str:
        """Its name."""
        return str(capfirst(record.item.get_section_display()))

    value_section = render_section

    def render_for_staff(self, record: ItemRow) -> str:
        """Yes or no."""
        return _("yes") if record.item.for_staff else _("no")

    value_for_staff = render_for_staff

    def value_text(self, value: str) -> str:
        """As it was written."""
        return value

    def value_owner(self, value: Any) -> str:
        """The name."""
        return str(value or "")

    def value_updated_by(self, value: Any) -> str:
        """The name."""
        return str(value or "")
