"""The table of the board: a row for each unit in the round."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

import django_tables2 as tables
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.entry.lines import EntryState
from forecasts.models import Round
from forecasts.rounds.board import BoardRow
from forecasts.rounds.board_words import board_states, state_sign
from forecasts.rounds.places import forecast_url
from forecasts.rounds.words import round_name
from units.export import Form
from units.tables import DASH, RIGHT, ChangeColumn, DeviationColumn, FigureTable, emphasised, exported
from units.templatetags.figures import deviation

WIDE = {"th": {"class": "wide-only"}, "td": {"class": "wide-only"}}
WIDE_RIGHT = {
    "th": {"class": "amount wide-only"},
    "td": {"class": "amount wide-only"},
    "tf": {"class": "amount wide-only"},
}


class DayColumn(tables.Column):
    """A day: a date in Excel."""

    form = Form.DAY


class CountColumn(tables.Column):
    """How many: a whole number in Excel."""

    form = Form.WHOLE


class BoardTable(FigureTable):
    """How far a unit has come, a row per unit, and when `summed` the sums of those with a whole forecast.

    It may be `summed` when every row gets its figures before it is shown.
    """

    unit = tables.Column(
        gettext_lazy("Unit"),
        accessor="name",
        attrs={"td": {"class": "unit"}},
        footer=lambda table: table.summed_units(),
    )
    department = tables.Column(gettext_lazy("Department"), accessor="department_name", attrs=WIDE)
    state = tables.Column(gettext_lazy("State"), order_by="order")
    due = DayColumn(gettext_lazy("Last day"), attrs=RIGHT)
    holder = tables.Column(gettext_lazy("Is with"))
    changed = tables.Column(gettext_lazy("Last change"), accessor="changed_at")
    deviation = DeviationColumn(
        gettext_lazy("Deviation, full year"),
        attrs=emphasised(RIGHT),
        footer=lambda table: deviation(table.sum_of("deviation"), table.display),
    )
    after = DeviationColumn(
        gettext_lazy("After measures"),
        attrs=WIDE_RIGHT,
        footer=lambda table: deviation(table.after_measures(), table.display),
    )
    change = ChangeColumn(gettext_lazy("Change"), footer=lambda table: table.display.deviation(table.sum_of("change")))
    flags = CountColumn(gettext_lazy("To look at"), attrs=RIGHT)

    class Meta:
        empty_text = gettext_lazy("No unit matches what you asked for.")
        order_by = ("state",)

    def __init__(
        self, data: Iterable[BoardRow], *, administration: str = "", pk: int = 0, summed: bool = False, **kwargs: Any
    ) -> None:
        self.administration, self.pk, self.summed = administration, pk, summed
        self.units = rows = list(data)
        if len({row.department for row in rows}) < 2:
            kwargs["exclude"] = ("department",)
        super().__init__(rows, **kwargs)

    def has_footer(self) -> bool:
        """Whether there is a row of sums: one is told only with figures to sum."""
        return self.summed and any(row.deviation is not None for row in self.units)

    def summed_units(self) -> str:
        """The heading of the sums, and of how many units they are when not of all."""
        whole = sum(row.deviation is not None for row in self.units)
        if whole == len(self.units):
            return _("Sum")
        return _("Sum of {n} of {all} units").format(n=whole, all=len(self.units))

    def with_figures(self) -> Self:
        """The table when its rows have their figures: without what is after measures where no measure counts."""
        if all(row.after is None for row in self.units):
            self.columns.hide("after")
        return self

    def after_measures(self) -> int:
        """The sum after measures; a row where none counts is as it is before."""
        return sum((row.deviation or 0) if row.after is None else row.after for row in self.units)

    def sum_of(self, name: str) -> int:
        """The sum of `name` of the rows that have it."""
        return sum(getattr(row, name) or 0 for row in self.units)

    def render_unit(self, value: str, record: BoardRow) -> SafeString:
        """The name, leading to the unit's forecast, and the code."""
        address = forecast_url(self.administration, record.code, self.pk)
        return format_html('<a href="{}">{}</a> <span class="code">{}</span>', address, value, record.code)

    def value_unit(self, value: str, record: BoardRow) -> str:
        """Code and name."""
        return f"{record.code} {value}"

    def render_state(self, record: BoardRow) -> SafeString:
        """Sign and word, how far it came before a lock, and whether it was sent back or came late."""
        return format_html(
            "{}{}", state_sign(record.state), format_html_join("", _TAG, ((tag,) for tag in _tags(record)))
        )

    def value_state(self, record: BoardRow) -> str:
        """The words."""
        return ", ".join([board_states()[record.state], *_tags(record)])

    def render_due(self, value: date, record: BoardRow) -> SafeString:
        """The day, and whether it has passed."""
        text = date_format(value, "j b")
        if not record.overdue:
            return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)
        passed = _("passed")
        return format_html(
            '<span class="overdue"><time datetime="{}">{}</time>, {}</span>', value.isoformat(), text, passed
        )

    def value_due(self, value: date | None) -> date | None:
        """The day."""
        return value

    def render_changed(self, value: datetime, record: BoardRow) -> SafeString:
        """The time, and who."""
        at = timezone.localtime(value)
        return format_html(
            '<time datetime="{}">{}</time> <span class="quiet">{}</span>',
            at.isoformat(timespec="minutes"),
            date_format(at, "j b H:i"),
            record.changed_by,
        )

    def value_changed(self, value: datetime | None, record: BoardRow) -> str:
        """The time, and who."""
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M} {record.changed_by}".strip() if value else ""

    def render_flags(self, value: int) -> SafeString | int:
        """How many, or a dash."""
        return value or DASH

    def value_flags(self, value: int) -> int:
        """How many."""
        return value


_TAG = ' <span class="tag">{}</span>'


def _tags(row: BoardRow) -> list[str]:
    came = [board_states()[row.reached]] if row.state == EntryState.LOCKED else []
    back = [_("sent back")] if row.sent_back and row.state != EntryState.SENT_BACK else []
    return [*came, *back, *([_("late")] if row.late else [])]


def board_workbook(each: Round, table: BoardTable, *, finding: str, progress: str) -> bytes:
    """The table as an xlsx file with what the board finds above it."""
    lines = [
        f"{each.administration.name}, {round_name(each)}",
        finding,
        progress,
        *([each.administration.label] if each.administration.label else []),
        _("Amounts in kr, net cost. Deviation: + is surplus, − is deficit."),
        _("Taken out {day}").format(day=date_format(timezone.localtime(), "Y-m-d H:i")),
    ]
    return exported(table, _("Units"), administration=each.administration, lines=lines)
