"""Tables of measures and follow-ups: what each column shows and what it gives Excel."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forecasts.rounds.board_table import CountColumn, DayColumn
from measures.followups import places
from measures.followups.register import AMOUNTS, RegisterRow, sum_of
from measures.followups.words import since_mark, status_mark, status_text
from measures.models import Measure
from measures.words import stage_title
from units.export import Cell
from units.money import ORE_PER_KRONA
from units.tables import RIGHT, ChangeColumn, FigureTable, MonthColumn, emphasised

NOWRAP = {"td": {"class": "nowrap"}}
TEXT = {"td": {"class": "text written"}}


EXCEL = ("overdue", "followed_on", "full_year", "start", "end", "kind", "departments")


def _sum(name: str) -> Callable[[Any], str]:
    return lambda table: table.display.deviation(table.totals[name])


def linked(administration: str, pk: int, title: str) -> SafeString | str:
    """The title of a measure, leading to its page where its administration is told."""
    return (
        format_html('<a href="{}">{}</a>', places.measure_url(administration, pk), title) if administration else title
    )


class RegisterTable(FigureTable):
    """A measure in the register, a row per measure; the sums are of all rows, those of other pages too."""

    title = tables.Column(gettext_lazy("Measure"), attrs={"td": {"class": "unit"}}, footer=lambda table: table.summed())
    number = CountColumn(gettext_lazy("No."), attrs=RIGHT)
    units = tables.Column(gettext_lazy("Units"))
    owner = tables.Column(gettext_lazy("Owner"))
    stage = tables.Column(gettext_lazy("Stage"), order_by="stage_order")
    planned = ChangeColumn(gettext_lazy("Planned this year"), footer=_sum("planned"))
    expected = ChangeColumn(gettext_lazy("Expected now"), attrs=emphasised(RIGHT), footer=_sum("expected"))
    realised = ChangeColumn(gettext_lazy("Saved so far"), footer=_sum("realised"))
    verified = ChangeColumn(gettext_lazy("Verified effect"), footer=_sum("verified"))
    remaining = ChangeColumn(gettext_lazy("Not in the forecast"), footer=_sum("remaining"))
    status = tables.Column(gettext_lazy("Status"), attrs=NOWRAP)
    next_follow_up = DayColumn(gettext_lazy("Next follow-up"), attrs=NOWRAP)
    overdue = CountColumn(gettext_lazy("Overdue"), orderable=False, visible=False)
    followed_on = DayColumn(gettext_lazy("Followed up"), orderable=False, visible=False)
    full_year = ChangeColumn(gettext_lazy("Full-year effect"), orderable=False, visible=False)
    start = MonthColumn(gettext_lazy("First month"), orderable=False, visible=False)
    end = MonthColumn(gettext_lazy("Last month"), orderable=False, visible=False)
    kind = tables.Column(gettext_lazy("Kind"), orderable=False, visible=False)
    departments = tables.Column(gettext_lazy("Department"), orderable=False, visible=False)

    class Meta:
        empty_text = gettext_lazy("No measure matches what you asked for.")
        order_by = "number"
        attrs = {"class": "dense register"}

    def __init__(self, data: Iterable[RegisterRow], *, administration: str = "", year: int = 0, **kwargs: Any) -> None:
        self.administration, self.every = administration, list(data)
        self.totals = {name: sum_of(self.every, name) for name in AMOUNTS}
        super().__init__(self.every, **kwargs)
        if year:
            self.columns["planned"].column.verbose_name = _("Planned {year}").format(year=year)
            self.columns["expected"].column.verbose_name = _("Expected {year}").format(year=year)

    def whole(self) -> "RegisterTable":
        """This table with the columns that a page has no room for."""
        for name in EXCEL:
            self.columns.show(name)
        return self

    def summed(self) -> str:
        """The heading of the sums: of how many measures they are."""
        return ngettext("Sum of {n} measure", "Sum of {n} measures", len(self.every)).format(n=len(self.every))

    def exported_totals(self) -> dict[str, Cell]:
        """The sums for Excel, in kronor."""
        return {"title": self.summed(), **{name: ore / ORE_PER_KRONA for name, ore in self.totals.items()}}

    def render_title(self, value: str, record: RegisterRow) -> SafeString | str:
        """The title, leading to the measure."""
        return linked(self.administration, record.pk, value)

    def value_title(self, value: str) -> str:
        """The title."""
        return value

    def render_units(self, value: tuple[str, ...]) -> str:
        """Codes and names."""
        return ", ".join(value)

    def value_units(self, value: tuple[str, ...]) -> str:
        """Codes and names."""
        return ", ".join(value)

    def render_departments(self, value: tuple[str, ...]) -> str:
        """Their names."""
        return ", ".join(value)

    def value_departments(self, value: tuple[str, ...]) -> str:
        """Their names."""
        return ", ".join(value)

    def render_kind(self, value: str) -> str:
        """The kind."""
        return str(Measure.Kind(value).label).capitalize()

    def value_kind(self, value: str) -> str:
        """The kind."""
        return self.render_kind(value)

    def render_stage(self, value: str) -> str:
        """How far it has come."""
        return stage_title(value)

    def value_stage(self, value: str) -> str:
        """How far it has come."""
        return stage_title(value)

    def render_start(self, value: date) -> str:
        """Year and month: the register holds several years."""
        return f"{value:%Y-%m}"

    render_end = render_start

    def render_next_follow_up(self, value: date, record: RegisterRow) -> SafeString | str:
        """The day, and under it how late it is."""
        if not record.overdue:
            return value.isoformat()
        return format_html("{}<br>{}", value.isoformat(), since_mark(record.overdue))

    def value_next_follow_up(self, value: date | None) -> date | None:
        """The day."""
        return value

    def render_followed_on(self, value: date) -> str:
        """The day."""
        return value.isoformat()

    def value_followed_on(self, value: date | None) -> date | None:
        """The day."""
        return value

    def render_status(self, value: str) -> SafeString:
        """What the latest follow-up said, as sign and word."""
        return status_mark(value)

    def value_status(self, value: str) -> str:
        """What the latest follow-up said."""
        return status_text(value)

    def value_overdue(self, value: int) -> int | None:
        """Days."""
        return value or None
