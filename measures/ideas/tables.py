"""The table of ideas: what each column shows and what it gives Excel."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy, pgettext_lazy

from measures.addresses import measure_address
from measures.ideas.queries import IdeaRow
from measures.ideas.words import measure_words, state_mark, state_words
from units.models import Unit
from units.tables import FigureTable

DAY = {"td": {"class": "nowrap"}}


class IdeaTable(FigureTable):
    """An idea, a row per idea; what waits comes first, the most overdue before the others."""

    title = tables.Column(gettext_lazy("Idea"), accessor="idea__title", attrs={"td": {"class": "unit"}})
    state = tables.Column(gettext_lazy("State"), accessor="idea__state", order_by="order", attrs=DAY)
    unit = tables.Column(gettext_lazy("About the unit"), accessor="idea__unit", order_by="idea__unit__code")
    made_by = tables.Column(gettext_lazy("Left by"), accessor="idea__made_by", order_by="idea__made_by__name")
    made_at = tables.Column(pgettext_lazy("idea", "Left"), accessor="idea__made_at", attrs=DAY)
    answer_by = tables.Column(gettext_lazy("Answer by"), accessor="idea__answer_by", attrs=DAY)
    measure = tables.Column(
        gettext_lazy("Measure"),
        accessor="idea__measure",
        order_by="idea__measure__title",
        attrs={"td": {"class": "text"}},
    )

    class Meta:
        empty_text = gettext_lazy("No idea matches what you asked for.")
        order_by = "state"

    def __init__(self, data: Iterable[IdeaRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_title(self, value: str, record: IdeaRow) -> SafeString | str:
        """The title, leading to the idea."""
        if not self.administration:
            return value
        address = reverse("measures:idea", args=[self.administration, record.idea.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def value_title(self, value: str) -> str:
        """The title."""
        return value

    def render_unit(self, value: Unit) -> str:
        """The name."""
        return value.name

    def value_unit(self, value: Unit | None) -> str:
        """Code and name."""
        return str(value or "")

    def value_made_by(self, value: object) -> str:
        """The author."""
        return str(value or "")

    def render_made_at(self, value: datetime) -> str:
        """The day."""
        return f"{localtime(value):%Y-%m-%d}"

    def value_made_at(self, value: datetime) -> str:
        """The day."""
        return f"{localtime(value):%Y-%m-%d}"

    def render_answer_by(self, value: date) -> str:
        """The day."""
        return f"{value:%Y-%m-%d}"

    def value_answer_by(self, value: date) -> str:
        """The day."""
        return f"{value:%Y-%m-%d}"

    def render_state(self, record: IdeaRow) -> SafeString | str:
        """Where it is, with a sign when it is overdue."""
        return state_mark(record)

    def value_state(self, record: IdeaRow) -> str:
        """Where it is."""
        return state_words(record)

    def render_measure(self, record: IdeaRow) -> SafeString | str:
        """What it became, leading there for those who may open it."""
        idea = record.idea
        if not record.opens_measure:
            return measure_words(idea)
        address = measure_address(idea.administration, idea.measure_id)
        return format_html('<a href="{}">{}</a>', address, measure_words(idea))

    def value_measure(self, record: IdeaRow) -> str:
        """What it became."""
        return measure_words(record.idea)


def in_full() -> list[tuple[str, tables.Column]]:
    """The columns that only the workbook has: the text and the answer of the idea."""
    return [
        ("text", tables.Column(gettext_lazy("Text"), accessor="idea__text")),
        ("answer", tables.Column(pgettext_lazy("idea", "Answer"), accessor="idea__answer")),
    ]
