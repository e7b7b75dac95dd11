"""The table of meetings that were held."""

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.models import Meeting
from meetings.planning.pages import meeting_url
from meetings.planning.queries import MeetingRow
from units.tables import RIGHT, FigureTable

MINUTES = {
    Meeting.State.CLOSED: gettext_lazy("to be adjusted"),
    Meeting.State.ADJUSTED: pgettext_lazy("minutes", "adjusted"),
}


class HeldTable(FigureTable):
    """A meeting that was held, a row per meeting; the latest first."""

    day = tables.Column(gettext_lazy("Day"), accessor="meeting__day", attrs={"td": {"class": "nowrap"}})
    body = tables.Column(gettext_lazy("Body"), accessor="meeting__body", order_by="meeting__body__name")
    minutes = tables.Column(pgettext_lazy("document", "Minutes"), accessor="meeting__state")
    decisions = tables.Column(gettext_lazy("Decisions"), attrs=RIGHT)
    actions = tables.Column(pgettext_lazy("meetings", "Actions"), attrs=RIGHT)

    class Meta:
        empty_text = gettext_lazy("No meeting has been held yet.")
        order_by = "-day"

    def render_day(self, record: MeetingRow) -> SafeString:
        """The day, leading to the meeting."""
        return format_html('<a href="{}">{}</a>', meeting_url(record.meeting), date_format(record.day, "Y-m-d"))

    def value_day(self, record: MeetingRow) -> str:
        """The day."""
        return f"{record.day:%Y-%m-%d}"

    def render_minutes(self, value: str) -> str:
        """How far its minutes have come."""
        return str(capfirst(MINUTES[Meeting.State(value)]))

    def value_minutes(self, value: str) -> str:
        """How far its minutes have come."""
        return str(MINUTES[Meeting.State(value)])

    def value_body(self, value: object) -> str:
        """Its name."""
        return str(value)
