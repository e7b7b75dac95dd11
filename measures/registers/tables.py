"""Tables of the registers: what each column shows and what it gives Excel."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from measures.models import DelegationLimit
from measures.registers.binding import YEARS, YearSum
from measures.registers.queries import CommitmentRow, FindingRow, LimitRow, UnitLimits
from measures.registers.repeats import Known
from measures.registers.words import finding_state, limit_words, repeated_words, withdrawn_words
from units.export import Form
from units.tables import DASH, RIGHT, AmountColumn, FigureTable, emphasised
from units.templatetags.figures import percent

UNIT = {"td": {"class": "unit"}}
TEXT, CELL = {"td": {"class": "text"}}, {"td": {"class": "cell"}}
WHOLE = {"td": {"class": "nowrap"}}
MARK = '<span class="status status-{}"><span class="sign" aria-hidden="true"><span>{}</span></span>{}</span>'


def mark(text: str, status: str = "watch", sign: str = "!") -> SafeString:
    """Something to look at: a sign, a colour and words."""
    return format_html(MARK, status, sign, text)


class DayColumn(tables.Column):
    """A day, a date in Excel."""

    form = Form.DAY

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", WHOLE)
        super().__init__(*args, **kwargs)

    def render(self, value: date) -> str:
        """2026-08-31."""
        return f"{value:%Y-%m-%d}"

    def value(self, value: date | None) -> date | None:
        """A date."""
        return value


class PlainColumn(tables.Column):
    """A text or a number that is shown as it is; nothing is an empty cell in Excel."""

    def value(self, value: Any) -> Any:
        """As it is."""
        return value if isinstance(value, int) or value is None else str(value)


class RoleColumn(tables.Column):
    """What a role in each unit may decide, one limit under the other; sorted by how high it reaches in a year."""

    def __init__(self, role: str, **kwargs: Any) -> None:
        self.role = role
        super().__init__(
            capfirst(DelegationLimit.Role(role).label), accessor="rows", attrs={"td": {"class": "limits"}}, **kwargs
        )

    def render(self, record: UnitLimits, table: "MatrixTable") -> SafeString:
        """Each limit in words."""
        rows = record.of(self.role) or ()
        return format_html_join("", "{}", ([table.shown_limit(row)] for row in rows)) or DASH

    def value(self, record: UnitLimits) -> str:
        """Each limit in words, one a line."""
        return "\n".join(plain_limit(row) for row in record.of(self.role) or ())


def plain_limit(row: LimitRow) -> str:
    """A limit in words with what it is about, and whether it is withdrawn."""
    limit = row.limit
    words = f"{limit_words(limit.above, limit.limit, limit.per)} ({limit.what})"
    return f"{words}, {withdrawn(row)}" if limit.withdrawn_on else words


def withdrawn(row: LimitRow) -> str:
    """Since when it is withdrawn, and until what."""
    return withdrawn_words(row.limit.withdrawn_on, row.limit.until, timezone.localdate())


class MatrixTable(FigureTable):
    """What each role in a unit may decide, a row per unit."""

    unit = tables.Column(gettext_lazy("Unit"), accessor="unit__name", order_by="unit__code", attrs=UNIT)
    unit_head = RoleColumn("unit-head", order_by="unit_head")
    deputy = RoleColumn("deputy", order_by="deputy")
    team_leader = RoleColumn("team-leader", order_by="team_leader")
    case_officer = RoleColumn("case-officer", order_by="case_officer")

    class Meta:
        default = DASH
        empty_text = gettext_lazy("No limit matches what you asked for.")
        order_by = "unit"

    def __init__(self, data: Iterable[UnitLimits], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def shown_limit(self, row: LimitRow) -> SafeString:
        """A limit, leading to where it is changed for those who may."""
        limit = row.limit
        words: SafeString | str = limit_words(limit.above, limit.limit, limit.per)
        if row.may_write and self.administration:
            address = reverse("measures:delegation-edit", args=[self.administration, limit.pk])
            words = format_html('<a href="{}">{}</a>', address, words)
        said = mark(withdrawn(row)) if limit.withdrawn_on else ""
        return format_html(
            '<p{}>{} <span class="quiet small">{}</span>{}</p>',
            SafeString(' class="is-withdrawn"') if row.withdrawn else "",
            words,
            limit.what,
            said,
        )

    def value_unit(self, value: str, record: UnitLimits) -> str:
        """Code and name."""
        return str(record.unit)


class LimitTable(FigureTable):
    """A delegation limit, a row per limit."""

    unit = tables.Column(gettext_lazy("Unit"), accessor="limit__unit__name", order_by="limit__unit__code", attrs=UNIT)
    role = tables.Column(gettext_lazy("Role"), accessor="limit__get_role_display", order_by="order")
    what = tables.Column(gettext_lazy("Decisions about"), accessor="limit__what")
    above = AmountColumn(gettext_lazy("Above"), accessor="limit__above")
    limit = AmountColumn(gettext_lazy("Up to"), accessor="limit__limit", attrs=emphasised(RIGHT))
    per = tables.Column(gettext_lazy("For"), accessor="limit__get_per_display", order_by=("limit__per", "limit__limit"))
    state = tables.Column(gettext_lazy("State"), order_by=("state", "limit__withdrawn_on"), attrs=CELL)
    since = DayColumn(gettext_lazy("Holds from"), accessor="limit__since")
    decision = tables.Column(gettext_lazy("Decision"), accessor="limit__decision", attrs=TEXT)
    note = tables.Column(gettext_lazy("Note"), accessor="limit__note", attrs=TEXT)

    class Meta:
        default = DASH
        attrs = {"class": "dense"}
        empty_text = gettext_lazy("No limit matches what you asked for.")

    def __init__(self, data: Iterable[LimitRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_unit(self, value: str, record: LimitRow) -> SafeString | str:
        """The name, leading to where the limit is changed for those who may."""
        if not (record.may_write and self.administration):
            return value
        address = reverse("measures:delegation-edit", args=[self.administration, record.limit.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def value_unit(self, value: str, record: LimitRow) -> str:
        """Code and name."""
        return str(record.limit.unit)

    def render_state(self, record: LimitRow) -> SafeString | str:
        """Whether it holds; since when it is withdrawn, and until what."""
        return mark(withdrawn(record)) if record.limit.withdrawn_on else _("in force")

    def value_state(self, record: LimitRow) -> str:
        """The same in words alone."""
        return withdrawn(record) if record.limit.withdrawn_on else _("in force")


class FindingTable(FigureTable):
    """What an audit found, a row per finding."""

    title = tables.Column(gettext_lazy("Finding"), accessor="finding__title", attrs={"td": {"class": "finding"}})
    repeated = tables.Column(gettext_lazy("Repeated"), order_by=("repeated", "finding__found_on"), attrs=CELL)
    place = tables.Column(pgettext_lazy("finding", "About"), accessor="finding", order_by="place")
    source = tables.Column(gettext_lazy("Found by"), accessor="finding__source", attrs=CELL)
    found_on = DayColumn(gettext_lazy("Found"), accessor="finding__found_on")
    state = tables.Column(gettext_lazy("State"), accessor="finding__state", order_by="order")
    due = DayColumn(gettext_lazy("Deal with by"), accessor="finding__due")
    owner = tables.Column(gettext_lazy("Answers for it"), accessor="finding__owner", order_by="finding__owner__name")
    answer = tables.Column(gettext_lazy("What is done"), accessor="finding__answer", attrs=CELL)

    class Meta:
        default = DASH
        attrs = {"class": "dense"}
        empty_text = gettext_lazy("No finding matches what you asked for.")
        order_by = "-found_on"

    def __init__(self, data: Iterable[FindingRow], *, administration: str = "", **kwargs: Any) -> None:
        self.administration = administration
        super().__init__(data, **kwargs)

    def render_title(self, value: str, record: FindingRow) -> SafeString | str:
        """The finding, leading to its page."""
        if not self.administration:
            return value
        address = reverse("measures:finding", args=[self.administration, record.finding.pk])
        return format_html('<a href="{}">{}</a>', address, value)

    def value_title(self, value: str) -> str:
        """The finding."""
        return value

    def render_repeated(self, record: FindingRow) -> SafeString | str:
        """That it was found before, when and by whom; or that it was found again."""
        return mark(repeated(record)) if record.repeated else found_again(record) or DASH

    def value_repeated(self, record: FindingRow) -> str:
        """The same in words alone."""
        return repeated(record) if record.repeated else found_again(record)

    def render_place(self, record: FindingRow) -> str:
        """A unit, a department or all."""
        return record.place or _("the whole administration")

    value_place = render_place

    def render_due(self, value: date, record: FindingRow) -> SafeString | str:
        """The day, and that it has passed."""
        day = f"{value:%Y-%m-%d}"
        return format_html("{} {}", day, mark(pgettext("finding", "late"), "deficit", "−")) if record.overdue else day

    def value_due(self, value: date | None) -> date | None:
        """The day."""
        return value

    def render_state(self, record: FindingRow) -> str:
        """How far it has come."""
        return finding_state(record.finding.state)

    value_state = render_state

    def value_owner(self, value: object) -> str:
        """Who answers for it."""
        return str(value)


def repeated(row: FindingRow) -> str:
    """That a finding was made before, when and by whom."""
    first: Known | None = row.earlier[-1] if row.earlier else None
    return repeated_words(first and first.found_on, first.source if first else "")


def found_again(row: FindingRow) -> str:
    """That a later finding repeats it; empty when none does."""
    return _("found again {month}").format(month=f"{row.later[-1].found_on:%Y-%m}") if row.later else ""


def sum_of(place: int) -> Callable[[Any], SafeString | str]:
    """A footer with what is bound in the year at `place`, and its share of the year's budget where that is known."""

    def footer(table: Any) -> SafeString | str:
        text = table.display.amount(table.sums[place])
        share = table.shares[place] if table.shares else None
        return text if share is None else format_html('{}<span class="said-of">{}</span>', text, percent(share))

    return footer


class CommitmentTable(FigureTable):
    """What binds for several years, a row per commitment; the headings of its five year columns are the years."""

    title = tables.Column(
        gettext_lazy("Commitment"), accessor="commitment__title", attrs=UNIT, footer=lambda table: table.sum_words()
    )
    unit = tables.Column(gettext_lazy("Unit"), accessor="commitment", order_by="commitment__unit__code")
    to_whom = tables.Column(gettext_lazy("To whom"), accessor="commitment__to_whom")
    first = tables.Column(gettext_lazy("First month"), accessor="commitment__first", attrs=WHOLE)
    last = tables.Column(gettext_lazy("Last month"), accessor="commitment__last", attrs=WHOLE)
    notice = PlainColumn(
        gettext_lazy("Notice, months"),
        accessor="commitment__notice_months",
        attrs=RIGHT,
    )
    end = tables.Column(gettext_lazy("Can end at the earliest"), attrs=WHOLE)
    yearly = AmountColumn(gettext_lazy("Cost a year"), accessor="commitment__yearly")
    year_0 = AmountColumn("0", accessor="bound__0", footer=sum_of(0), attrs=emphasised(RIGHT))
    year_1 = AmountColumn("1", accessor="bound__1", footer=sum_of(1))
    year_2 = AmountColumn("2", accessor="bound__2", footer=sum_of(2))
    year_3 = AmountColumn("3", accessor="bound__3", footer=sum_of(3))
    year_4 = AmountColumn("4", accessor="bound__4", footer=sum_of(4))
    decision = tables.Column(gettext_lazy("Decision"), accessor="commitment__decision", attrs=CELL)

    class Meta:
        default = DASH
        empty_text = gettext_lazy("No commitment matches what you asked for.")
        attrs = {"class": "dense"}
        order_by = "-yearly"

    def __init__(
        self, data: Iterable[CommitmentRow], *, administration: str = "", sums: Sequence[YearSum] = (), **kwargs: Any
    ) -> None:
        """Make the table; `sums` are the years, with the budgets that are known."""
        self.administration, self.shares = administration, [each.permille for each in sums]
        rows = list(data)
        self.sums = [sum(row.bound[place] for row in rows) for place in range(YEARS)]
        super().__init__(rows, **kwargs)
        for place, each in enumerate(sums):
            self.columns[f"year_{place}"].column.verbose_name = str(each.year)

    def sum_words(self) -> SafeString | str:
        """What the last row is."""
        if not any(share is not None for share in self.shares):
            return _("Sum bound")
        return format_html('{}<span class="said-of">{}</span>', _("Sum bound"), _("share of the budget"))

    def render_title(self, value: str, record: CommitmentRow) -> SafeString | str:
        """The commitment, leading to where it is changed for those who may, and its note."""
        note = record.commitment.note
        if record.may_write and self.administration:
            address = reverse("measures:commitment-edit", args=[self.administration, record.commitment.pk])
            value = format_html('<a href="{}">{}</a>', address, value)
        return format_html('{}<span class="said-of quiet small">{}</span>', value, note) if note else value

    def value_title(self, value: str) -> str:
        """The commitment."""
        return value

    def render_unit(self, record: CommitmentRow) -> str:
        """The unit that it binds, or all."""
        unit = record.commitment.unit
        return unit.name if unit else _("the whole administration")

    value_unit = render_unit

    def render_first(self, value: date) -> str:
        """The month."""
        return f"{value:%Y-%m}"

    render_last = render_end = render_first

    def value_first(self, value: date | None) -> str:
        """The month."""
        return f"{value:%Y-%m}" if value else ""

    value_last = value_end = value_first
