"""What the tables share: columns that show amounts, deviations, months and states to people and give numbers to Excel.

A column's `render` is for people, its `value` for the export. A table knows how its administration shows figures
(`table.display`); amounts arrive in öre and leave for Excel in kronor.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Self

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django_tables2.data import TableListData
from django_tables2.utils import Accessor, OrderBy, OrderByTuple

from units.display import Display, month_and_year
from units.export import XLSX, Cell, Column, Form, Origin, workbook
from units.models import Administration
from units.money import ORE_PER_KRONA, MoneyUnit
from units.templatetags.figures import deviation, short_month, status_word, status_words

DASH = SafeString('<span class="none">–</span>')
RIGHT = {"th": {"class": "amount"}, "td": {"class": "amount"}, "tf": {"class": "amount"}}


def emphasised(attrs: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """`attrs` of the column that a reader should look at first."""
    return {tag: {**values, "class": f"{values.get('class', '')} first"} for tag, values in attrs.items()}


class Rows(TableListData):
    """Rows in a list, sorted by one value after another; a row without a value comes last both ways."""

    def order_by(self, aliases: OrderByTuple) -> None:
        """Sort by the columns of `aliases`, the first one first."""
        for alias in reversed(aliases):
            bound = self.table.columns[OrderBy(alias).bare]
            for accessor in reversed(bound.column.order_by or [bound.accessor]):
                self._sort(Accessor(OrderBy(accessor).bare), descending=OrderBy(alias).is_descending)

    def _sort(self, accessor: Accessor, *, descending: bool) -> None:
        keyed = [(accessor.resolve(record, quiet=True), record) for record in self.data]
        known = [each for each in keyed if each[0] is not None]
        known.sort(key=lambda each: each[0], reverse=descending)
        self.data = [record for _value, record in known] + [record for value, record in keyed if value is None]


class FigureTable(tables.Table):
    """A table of an administration's figures.

    `display` says how they are shown, `caption` in which unit of money and with which signs, `label` what the table
    holds, for those who do not see the heading above it. `part` is the id of the part of the page that sorting and
    paging replace; without one they load the page.
    """

    rows_class = Rows

    def __init__(
        self,
        data: Iterable[Any],
        *,
        display: Display | None = None,
        caption: str = "",
        label: str = "",
        part: str = "",
        **kwargs: Any,
    ) -> None:
        self.display = display or Display(MoneyUnit.KR)
        self.caption, self.label, self.part = caption, label or caption, part
        super().__init__(self.rows_class(list(data)), **kwargs)

    def ordered(self, request: HttpRequest) -> Self:
        """This table sorted as the address asks."""
        self.request = request
        self.order_by = request.GET.getlist(self.prefixed_order_by_field) or self.order_by
        return self

    def shown(self, request: HttpRequest, per_page: int = 25) -> Self:
        """This table sorted and paged as the address asks; a page that does not exist is the last one."""
        self.ordered(request).paginate(per_page=per_page)
        self.page = self.paginator.get_page(request.GET.get(self.prefixed_page_field))
        return self


class AmountColumn(tables.Column):
    """A net cost in öre: shown in the administration's unit, exported as kronor."""

    form = Form.KRONOR

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", RIGHT)
        super().__init__(*args, **kwargs)

    def render(self, value: int, table: FigureTable) -> str:
        """As people read it."""
        return table.display.amount(value)

    def value(self, value: int | None) -> float | None:
        """Kronor."""
        return None if value is None else value / ORE_PER_KRONA


class DeviationColumn(AmountColumn):
    """A deviation in öre: with its sign, a colour and a word."""

    def render(self, value: int, table: FigureTable) -> SafeString:
        """As people read it."""
        return deviation(value, table.display)


class ChangeColumn(AmountColumn):
    """A change in öre between two forecasts: with its sign, no colour."""

    def render(self, value: int, table: FigureTable) -> str:
        """As people read it."""
        return table.display.deviation(value)


class MonthColumn(tables.Column):
    """A month: short in a table, whole for those who cannot see its column, a date in Excel."""

    form = Form.MONTH

    def render(self, value: date) -> SafeString:
        """Aug, with the whole month as its title."""
        iso = f"{value:%Y-%m}"
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', iso, month_and_year(value), short_month(value).lower()
        )

    def value(self, value: date | None) -> date | None:
        """A date."""
        return value


class StatusColumn(tables.Column):
    """A state as a sign and a word; never a colour alone."""

    def render(self, value: str) -> SafeString:
        """Sign and word."""
        return status_word(value)

    def value(self, value: str) -> str:
        """The word."""
        return status_words()[value]


def exported(
    table: FigureTable,
    name: str,
    *,
    administration: Administration,
    lines: Sequence[str],
    total: Mapping[str, Cell] | None = None,
) -> bytes:
    """`table` as an xlsx file: every row in the order shown, the columns of the page that hold something to export.

    `administration` is the one it is of. `lines` stand above it; `total` is the last row, by column name.
    """
    bound = [each for each in table.columns if not getattr(each.column, "exclude_from_export", False)]
    columns = [_heading(each) for each in bound]
    rows = [[row.get_cell_value(each.name) for each in bound] for row in table.rows]
    last = None if total is None else [total.get(each.name) for each in bound]
    return workbook(name, columns, rows, lines=lines, total=last, origin=taken_out(administration))


def taken_out(administration: Administration) -> Origin:
    """What a workbook taken out of `administration` now says of where it comes from."""
    return Origin(administration.code, timezone.localdate())


def _heading(bound: Any) -> Column:
    form = getattr(bound.column, "form", Form.TEXT)
    heading = str(bound.header)
    return Column(f"{heading} (kr)" if form is Form.KRONOR else heading, form)


def xlsx_response(content: bytes, filename: str) -> HttpResponse:
    """A workbook to take away as `filename`."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response
