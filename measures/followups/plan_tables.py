"""The table of an action plan."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from forecasts.rounds.board_table import CountColumn, DayColumn
from measures.followups.plan_queries import PlannedMeasure
from measures.followups.plan_words import consequences
from measures.followups.register import sum_of
from measures.followups.tables import NOWRAP, TEXT, linked
from measures.followups.words import overdue_mark, status_mark, status_text
from measures.words import stage_title
from units.export import Cell
from units.money import ORE_PER_KRONA
from units.tables import RIGHT, ChangeColumn, FigureTable, MonthColumn, emphasised

SUMMED = ("expected", "full_year", "realised")


class ActionPlanTable(FigureTable):
    """A measure of an action plan, a row per measure; the sums are of all of them."""

    title = tables.Column(
        gettext_lazy("Measure"), accessor="row__title", attrs={"td": {"class": "unit"}}, footer=gettext_lazy("Sum")
    )
    number = CountColumn(gettext_lazy("No."), accessor="row__number", attrs=RIGHT)
    owner = tables.Column(gettext_lazy("Owner"), accessor="row__owner")
    decision = tables.Column(gettext_lazy("Decision"))
    start = MonthColumn(gettext_lazy("First month"), accessor="row__start", attrs=NOWRAP)
    end = MonthColumn(gettext_lazy("Last month"), accessor="row__end", attrs=NOWRAP)
    expected = ChangeColumn(
        gettext_lazy("Effect this year"),
        accessor="row__expected",
        attrs=emphasised(RIGHT),
        footer=lambda table: table.display.deviation(table.totals["expected"]),
    )
    full_year = ChangeColumn(
        gettext_lazy("Full-year effect"),
        accessor="row__full_year",
        footer=lambda table: table.display.deviation(table.totals["full_year"]),
    )
    realised = ChangeColumn(
        gettext_lazy("Saved so far"),
        accessor="row__realised",
        footer=lambda table: table.display.deviation(table.totals["realised"]),
    )
    stage = tables.Column(gettext_lazy("Stage"), accessor="row__stage", order_by="row__stage_order")
    status = tables.Column(gettext_lazy("Status"), accessor="row__status", attrs=NOWRAP)
    next_follow_up = DayColumn(gettext_lazy("Next follow-up"), accessor="row__next_follow_up")
    consequences = tables.Column(
        gettext_lazy("Consequences and risk"), accessor="row__pk", orderable=False, visible=False, attrs=TEXT
    )

    class Meta:
        empty_text = gettext_lazy("The plan has no measure.")
        order_by = "number"
        attrs = {"class": "dense plan"}

    def __init__(self, data: Iterable[PlannedMeasure], *, administration: str = "", **kwargs: Any) -> None:
        planned, self.administration = list(data), administration
        self.totals = {name: sum_of((each.row for each in planned), name) for name in SUMMED}
        super().__init__(planned, **kwargs)

    def exported_totals(self) -> dict[str, Cell]:
        """The sums for Excel, in kronor."""
        return {
            "title": str(self.columns["title"].footer),
            **{k: ore / ORE_PER_KRONA for k, ore in self.totals.items()},
        }

    def render_title(self, value: str, record: PlannedMeasure) -> SafeString | str:
        """The title, leading to the measure."""
        return linked(self.administration, record.row.pk, value)

    def value_title(self, value: str) -> str:
        """The title."""
        return value

    def render_start(self, value: date) -> str:
        """Year and month."""
        return f"{value:%Y-%m}"

    render_end = render_start

    def render_stage(self, value: str) -> str:
        """How far it has come."""
        return stage_title(value)

    def value_stage(self, value: str) -> str:
        """How far it has come."""
        return stage_title(value)

    def render_status(self, value: str) -> SafeString:
        """What the latest follow-up said, as sign and word."""
        return status_mark(value)

    def value_status(self, value: str) -> str:
        """What the latest follow-up said."""
        return status_text(value)

    def render_next_follow_up(self, value: date, record: PlannedMeasure) -> SafeString | str:
        """The day, and how late it is."""
        if not record.row.overdue:
            return value.isoformat()
        return format_html("{} {}", value.isoformat(), overdue_mark(record.row.overdue))

    def value_next_follow_up(self, value: date) -> date:
        """The day."""
        return value

    def value_consequences(self, record: PlannedMeasure) -> str:
        """What is written of it, a line each."""
        return "\n".join(f"{about}: {text}" for about, text in consequences(record))
