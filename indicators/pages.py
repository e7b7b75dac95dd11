"""What the pages of key figures say and show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.access import Reach
from indicators.band_queries import bands_of
from indicators.bands import Range
from indicators.models import Indicator
from indicators.queries import IndicatorRow, Year
from indicators.summing import Cell, Line
from indicators.tables import exported_value
from indicators.templatetags.observations import observed
from units.display import month_and_year, month_name
from units.export import Cell as Exported
from units.export import Column, Form, workbook
from units.models import Unit
from units.tables import taken_out


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A unit and its line of values; `band` is what is set for it, `marks` how far outside its months are."""

    unit: Unit | None
    line: Line
    band: Range | None = None
    marks: tuple[int, ...] = ()

    @property
    def cells(self) -> list[tuple[Cell, int]]:
        """Its months, each with how far outside its band it is."""
        return list(zip(self.line.months, self.marks or (0,) * len(self.line.months), strict=True))


def list_context(reach: Reach, rows: list[IndicatorRow]) -> dict[str, Any]:
    """What the list shows."""
    return {
        "administration": reach.administration,
        "reach": reach,
        "rows": rows,
        "finding": finding(rows),
        "scope": scope(reach),
        "has_values": any(row.month for row in rows),
    }


def year_context(reach: Reach, row: IndicatorRow, year: Year | None) -> dict[str, Any]:
    """What the page of one key figure shows."""
    return {
        "administration": reach.administration,
        "reach": reach,
        "indicator": row.indicator,
        "row": row,
        "year": year,
        "scope": scope(reach),
        "headline": headline(row),
        "partial": partial(row),
    }


def finding(rows: list[IndicatorRow]) -> str:
    """The headline of the list: how many key figures have values for the latest month that any has."""
    months = [row.month for row in rows if row.month]
    if not months:
        return _("Key figures")
    latest = max(months)
    there = sum(month == latest for month in months)
    if there == len(rows):
        text = ngettext(
            "The key figure has values for {month}", "All {all} key figures have values for {month}", len(rows)
        )
    else:
        text = _("{there} of {all} key figures have values for {month}")
    return text.format(there=there, all=len(rows), month=month_and_year(latest))


def headline(row: IndicatorRow) -> str:
    """The headline of one key figure: its latest total and when."""
    if row.month is None:
        return row.name
    text = _("{name}: {value} {measure} in {month}")
    return text.format(
        name=row.name,
        value=observed(row.total, row.indicator),
        measure=row.unit_of_measure,
        month=month_and_year(row.month),
    )


def partial(row: IndicatorRow) -> str:
    """That some units that have had values have none for the latest month; empty when all have."""
    if row.reporting == row.expected:
        return ""
    text = ngettext(
        "{n} of {all} units has a value for the month.", "{n} of {all} units have values for the month.", row.reporting
    )
    return text.format(n=row.reporting, all=row.expected)


def scope(reach: Reach) -> str:
    """Which units totals are over."""
    if reach.only_total:
        return _("Totals over the whole administration, of closed months")
    return _("All units of the administration") if reach.whole else _("The units whose figures you read")


def shown_lines(year: Year | None) -> list[ShownLine]:
    """The lines with their units."""
    if year is None:
        return []
    units = {each.pk: each for each in year.units}
    return [ShownLine(units[line.unit], line) for line in year.summed.lines if line.unit]


def year_workbook(reach: Reach, indicator: Indicator, year: Year) -> bytes:
    """A year of a key figure as xlsx: the table of the page, with the bands of its units."""
    form = Form.NUMBER if indicator.decimals else Form.WHOLE
    columns = [Column(_("Code")), Column(_("Unit"))]
    columns += [Column(month_name(month), form) for month in year.months]
    columns += [Column(str(indicator.get_aggregate_display()).capitalize(), form)]
    rows = [[each.unit.code, each.unit.name, *_values(each.line)] for each in shown_lines(year) if each.unit]
    total = ["", _("Total"), *_values(year.summed.total)]
    bands = {pk: band for pk, band in bands_of(indicator).items() if pk is not None or reach.whole}
    if bands:
        columns += [Column(_("Band from"), form), Column(_("Band to"), form)]
        rows = [[*row, *_ends(bands.get(each.pk))] for row, each in zip(rows, year.units, strict=True)]
        total += _ends(bands.get(None))
    lines = [
        f"{indicator.name} {year.year}, {indicator.unit_of_measure}",
        str(reach.administration),
        scope(reach),
    ]
    return workbook(indicator.name, columns, rows, lines=lines, total=total, origin=taken_out(reach.administration))


def _values(line: Line) -> list[Exported]:
    return [_exported(cell) for cell in (*line.months, line.year)]


def _ends(band: Range | None) -> list[Exported]:
    return [exported_value(band.low), exported_value(band.high)] if band else [None, None]


def _exported(cell: Cell) -> Exported:
    return _("fewer than 5") if cell.few else exported_value(cell.scaled)
