"""Tables of follow-ups: those that are due, and those that were made."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.rounds.board_table import CountColumn, DayColumn
from measures.followups import places
from measures.followups.history_queries import HistoryRow
from measures.followups.queries import DueMeasure
from measures.followups.tables import NOWRAP, TEXT, linked
from measures.followups.words import days_mark, status_mark, status_text
from units.tables import RIGHT, ChangeColumn, FigureTable


class DueTable(FigureTable):
    """A measure that is overdue for a follow-up or soon due, a row per measure."""

    title = tables.Column(gettext_lazy("Measure"), attrs={"td": {"class": "unit"}})
    number = CountColumn(gettext_lazy("No."), attrs=RIGHT)
    department = tables.Column(gettext_lazy("Department"), accessor="departments", order_by=("departments", "units"))
    units = tables.Column(gettext_lazy("Units"))
    owner = tables.Column(gettext_lazy("Owner"), accessor="owner_name")
    next_follow_up = DayColumn(gettext_lazy("Next follow-up"), attrs=NOWRAP)
    days_late = CountColumn(gettext_lazy("Overdue"), attrs=NOWRAP)
    deed = tables.Column(gettext_lazy("To do"), accessor="pk", orderable=False, exclude_from_export=True, attrs=NOWRAP)

    class Meta:
        empty_text = gettext_lazy("No follow-up is overdue, and none comes soon.")
        order_by = "next_follow_up"
        prefix = "due-"
        attrs = {"class": "due"}

    def __init__(
        self, data: Iterable[DueMeasure], *, administration: str = "", may: Collection[int] = (), **kwargs: Any
    ) -> None:
        self.administration, self.may = administration, may
        super().__init__(data, **kwargs)

    def render_title(self, value: str, record: DueMeasure) -> SafeString | str:
        """The title, leading to the measure."""
        return linked(self.administration, record.pk, value)

    def value_title(self, value: str) -> str:
        """The title."""
        return value

    def render_department(self, record: DueMeasure) -> str:
        """Names of departments."""
        return ", ".join(sorted({each.department_name for each in record.units}))

    def value_department(self, record: DueMeasure) -> str:
        """Names of departments."""
        return self.render_department(record)

    def render_units(self, record: DueMeasure) -> str:
        """Codes and names."""
        return ", ".join(f"{each.code} {each.name}" for each in record.units)

    def value_units(self, record: DueMeasure) -> str:
        """Codes and names."""
        return self.render_units(record)

    def render_next_follow_up(self, value: date) -> str:
        """The day."""
        return value.isoformat()

    def value_next_follow_up(self, value: date) -> date:
        """The day."""
        return value

    def render_days_late(self, value: int) -> SafeString | str:
        """How late it is, as sign and words; nothing when it is still to come."""
        return days_mark(value) if value > 0 else ""

    def value_days_late(self, value: int) -> int | None:
        """Days."""
        return value if value > 0 else None

    def render_deed(self, value: int, record: DueMeasure) -> SafeString | str:
        """A way to follow it up, for who may."""
        if value not in self.may:
            return ""
        address = places.follow_up_url(self.administration, value)
        hidden = format_html('<span class="visually-hidden"> {}</span>', record.title)
        return format_html('<a href="{}">{}{}</a>', address, _("Follow up"), hidden)


class HistoryTable(FigureTable):
    """A follow-up, a row per follow-up, the newest first. It is paged as it is read, and so not sorted otherwise."""

    day = DayColumn(gettext_lazy("Day"), orderable=False, attrs=NOWRAP)
    title = tables.Column(gettext_lazy("Measure"), orderable=False)
    number = CountColumn(gettext_lazy("No."), orderable=False, attrs=RIGHT)
    units = tables.Column(gettext_lazy("Units"), orderable=False)
    status = tables.Column(gettext_lazy("Status"), orderable=False, attrs=NOWRAP)
    realised = ChangeColumn(gettext_lazy("Saved so far"), orderable=False)
    expected = ChangeColumn(gettext_lazy("Expected that year"), orderable=False)
    done = tables.Column(gettext_lazy("What was done"), orderable=False, attrs=TEXT)
    hinders = tables.Column(gettext_lazy("What hinders"), orderable=False, attrs=TEXT)
    next_on = DayColumn(gettext_lazy("Next follow-up"), orderable=False, attrs=NOWRAP)
    by = tables.Column(gettext_lazy("By"), orderable=False)

    class Meta:
        empty_text = gettext_lazy("No follow-up matches what you asked for.")
        attrs = {"class": "dense history"}

    def __init__(self, data: Iterable[HistoryRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_day(self, value: date) -> str:
        """The day."""
        return value.isoformat()

    render_next_on = render_day

    def value_day(self, value: date) -> date:
        """The day."""
        return value

    value_next_on = value_day

    def render_title(self, value: str, record: HistoryRow) -> SafeString | str:
        """The title, leading to the measure."""
        return linked(self.administration, record.measure, value)

    def value_title(self, value: str) -> str:
        """The title."""
        return value

    def render_status(self, value: str) -> SafeString:
        """Sign and word."""
        return status_mark(value)

    def value_status(self, value: str) -> str:
        """The word."""
        return status_text(value)
