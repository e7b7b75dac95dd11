"""The register of matters between units: what each column shows and what it gives Excel."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from measures.registers.tables import DayColumn, PlainColumn
from meetings.addresses import address
from meetings.matters.queries import MatterRow
from meetings.matters.words import state_mark, state_words
from units.tables import DASH, RIGHT, FigureTable

WHOLE, TEXT, CELL = {"td": {"class": "nowrap"}}, {"td": {"class": "said-text"}}, {"td": {"class": "cell"}}


class MatterTable(FigureTable):
    """A matter between units, a row each; what is not settled comes first."""

    title = tables.Column(gettext_lazy("Matter"), accessor="matter__title", attrs={"td": {"class": "finding"}})
    units = tables.Column(gettext_lazy("Units"), accessor="unit_names", attrs=CELL)
    owner = tables.Column(gettext_lazy("Answers for it"), accessor="matter__owner", order_by="matter__owner__name")
    due = DayColumn(pgettext_lazy("matter", "Settle by"), accessor="matter__due")
    state = tables.Column(gettext_lazy("State"), accessor="matter", order_by="order", attrs=WHOLE)
    open_assignments = tables.Column(pgettext_lazy("matter", "Open actions"), attrs=RIGHT)
    raised_on = DayColumn(pgettext_lazy("matter", "Raised"), accessor="matter__raised_on")
    settled_on = DayColumn(pgettext_lazy("matter", "Settled"), accessor="matter__settled_on")
    result = tables.Column(gettext_lazy("How it was settled"), accessor="matter__result", attrs=TEXT)

    class Meta:
        default = DASH
        attrs = {"class": "dense"}
        empty_text = gettext_lazy("No matter matches what you asked for.")
        order_by = "state"

    def __init__(self, data: Iterable[MatterRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_title(self, value: str, record: MatterRow) -> SafeString | str:
        """The matter, leading to its page."""
        if not self.administration:
            return value
        return format_html('<a href="{}">{}</a>', address("matter", self.administration, record.matter.pk), value)

    def value_title(self, value: str) -> str:
        """The matter."""
        return value

    def value_owner(self, value: object) -> str:
        """Who answers for it."""
        return str(value or "")

    def render_state(self, record: MatterRow) -> SafeString | str:
        """How it stands, with a sign when it is late or settled."""
        return state_mark(record)

    def value_state(self, record: MatterRow) -> str:
        """The same in words alone."""
        return state_words(record)


def in_full() -> list[tuple[str, tables.Column]]:
    """The columns that only the workbook has: what it is about, and who raised it."""
    return [
        ("text", tables.Column(gettext_lazy("What it is about"), accessor="matter__text")),
        ("raised_by", PlainColumn(pgettext_lazy("matter", "Raised by"), accessor="matter__raised_by")),
    ]
