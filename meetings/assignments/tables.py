"""The register of decisions and actions: what each column shows and what it gives Excel."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from measures.registers.tables import DayColumn
from meetings.addresses import assignment_address
from meetings.assignments.links import about_links, meeting_link
from meetings.assignments.queries import AssignmentRow
from meetings.assignments.words import about_words, meeting_words, state_mark, state_words
from meetings.words import assignment_label
from units.tables import DASH, FigureTable

WHOLE, TEXT, CELL = {"td": {"class": "nowrap"}}, {"td": {"class": "said-text"}}, {"td": {"class": "cell"}}


class AssignmentTable(FigureTable):
    """A decision or an action, a row each; what is open comes first, the most overdue before the others."""

    label = tables.Column(pgettext_lazy("assignment", "No."), accessor="name", attrs=WHOLE)
    state = tables.Column(gettext_lazy("State"), accessor="assignment", order_by="order", attrs=CELL)
    text = tables.Column(gettext_lazy("What"), accessor="assignment__text", attrs=TEXT)
    owner = tables.Column(
        gettext_lazy("Answers for it"), accessor="assignment__owner", order_by="assignment__owner__name"
    )
    due = DayColumn(pgettext_lazy("assignment", "Due"), accessor="assignment__due")
    about = tables.Column(pgettext_lazy("assignment", "About"), accessor="assignment", order_by="about", attrs=CELL)
    executed_on = DayColumn(gettext_lazy("Done on"), accessor="assignment__executed_on")
    result = tables.Column(gettext_lazy("Result"), accessor="assignment__result", attrs=TEXT)
    meeting = tables.Column(
        pgettext_lazy("assignment", "Given"), accessor="assignment", order_by="assignment__made_on", attrs=CELL
    )

    class Meta:
        default = DASH
        attrs = {"class": "dense"}
        empty_text = gettext_lazy("No decision or action matches what you asked for.")
        order_by = "state"

    def __init__(self, data: Iterable[AssignmentRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_label(self, record: AssignmentRow) -> SafeString | str:
        """B12/2026, leading to its page."""
        label = assignment_label(record.assignment)
        if not self.administration:
            return label
        return format_html('<a href="{}">{}</a>', assignment_address(self.administration, record.assignment.pk), label)

    def value_label(self, record: AssignmentRow) -> str:
        """B12/2026."""
        return assignment_label(record.assignment)

    def render_about(self, record: AssignmentRow) -> SafeString:
        """What it is about, each leading there for those who may open it."""
        return format_html_join("", "<p>{}</p>", ([each] for each in about_links(record)))

    def value_about(self, record: AssignmentRow) -> str:
        """The same in words alone, one a line."""
        return "\n".join(about_words(record.assignment))

    def value_owner(self, value: object) -> str:
        """Who answers for it."""
        return str(value or "")

    def render_state(self, record: AssignmentRow) -> SafeString | str:
        """How it stands, with a sign when it is late or done."""
        return state_mark(record)

    def value_state(self, record: AssignmentRow) -> str:
        """The same in words alone."""
        return state_words(record)

    def render_due(self, value: date, record: AssignmentRow) -> SafeString | str:
        """The day, and the first one when it was moved."""
        day = f"{value:%Y-%m-%d}"
        if not record.moved:
            return day
        first = gettext_lazy("first {day}")
        moved = str(first).format(day=f"{record.assignment.decided_due:%Y-%m-%d}")
        return format_html('{}<br><span class="quiet small">{}</span>', day, moved)

    def value_due(self, value: date) -> date:
        """The day."""
        return value

    def render_meeting(self, record: AssignmentRow) -> SafeString | str:
        """Where it was given, leading there for those who may open it."""
        return meeting_link(record)

    def value_meeting(self, record: AssignmentRow) -> str:
        """The same in words alone."""
        return meeting_words(record.assignment)

    def value_result(self, value: str) -> str:
        """What came of it."""
        return value


def in_full() -> list[tuple[str, tables.Column]]:
    """The columns that only the workbook has: kind, the first day, and whether the committee has to decide."""
    return [
        ("kind", tables.Column(gettext_lazy("Kind"), accessor="assignment__get_kind_display")),
        ("decided_due", DayColumn(gettext_lazy("First said day"), accessor="assignment__decided_due")),
        ("for_committee", _CommitteeColumn(gettext_lazy("Committee"), accessor="assignment__for_committee")),
    ]


class _CommitteeColumn(tables.Column):
    """Whether the committee has to decide."""

    def value(self, value: bool) -> str:
        """A word, or an empty cell."""
        return str(gettext_lazy("the committee has to decide")) if value else ""
