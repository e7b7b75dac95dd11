"""Grids of cells become files of each format, the same every time."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter
import xlwt
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet
from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2026, 9, 8, 7, 41)  # noqa: DTZ001 - written into a file, which knows no zone
NBSP = "\u00a0"


@dataclass(frozen=True)
class Styled:
    """A cell with more than its value: bold, an indent, a number format, or a formula whose value is not kept."""

    value: object
    bold: bool = False
    indent: int = 0
    number_format: str = ""
    formula: str = ""


@dataclass
class Grid:
    """A sheet to write. Rows and columns count from 0; `merged` are first row, first column, last row, last column."""

    rows: list[list[object]]
    name: str = "Blad1"
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Iterable[int] = ()
    hidden_columns: Iterable[int] = ()
    formats: Mapping[int, str] = field(default_factory=dict)


def bold(value: object, **style) -> Styled:
    return Styled(value, bold=True, **style)


def bold_row(*cells: object) -> list[object]:
    return [bold(cell) for cell in cells]


def value_of(cell: object) -> object:
    return cell.value if isinstance(cell, Styled) else cell


def xlsx(*grids: Grid) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": CREATED})
    made: dict[tuple[object, ...], object] = {}
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for at, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if value_of(cell) is not None:
                    _write(book, sheet, made, (at, column), cell, grid.formats.get(column, ""))
        for place in grid.merged:
            first = grid.rows[place[0]][place[1]]
            sheet.merge_range(*place, value_of(first))
        for row in grid.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in grid.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
    book.close()
    return content.getvalue()


def _write(book, sheet: Worksheet, made, place: tuple[int, int], cell: object, usual: str) -> None:
    styled = cell if isinstance(cell, Styled) else Styled(cell)
    number_format = styled.number_format or (usual if isinstance(styled.value, int | float) else "")
    if isinstance(styled.value, date) and not number_format:
        number_format = "mmm-yy"
    key = (styled.bold, styled.indent, number_format)
    if key not in made:
        properties = {"bold": styled.bold, "indent": styled.indent, "num_format": number_format or "General"}
        made[key] = book.add_format(properties)
    if styled.formula:
        sheet.write_formula(*place, styled.formula, made[key], styled.value)
    elif isinstance(styled.value, str):
        sheet.write_string(*place, styled.value, made[key])
    elif isinstance(styled.value, date):
        sheet.write_datetime(*place, datetime(styled.value.year, styled.value.month, styled.value.day), made[key])  # noqa: DTZ001
    else:
        sheet.write_number(*place, styled.value, made[key])


def xls(*grids: Grid) -> bytes:
    book, content = xlwt.Workbook(encoding="cp1252"), io.BytesIO()
    styles = {False: xlwt.XFStyle(), True: xlwt.easyxf("font: bold on")}
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        for at, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if value_of(cell) is not None:
                    style = styles[isinstance(cell, Styled) and cell.bold]
                    sheet.write(at, column, value_of(cell), style)
    book.save(content)
    return content.getvalue()


def ods(*grids: Grid) -> bytes:
    book, content = OpenDocumentSpreadsheet(), io.BytesIO()
    for grid in grids:
        sheet = table.Table(name=grid.name)
        for row in grid.rows:
            line = table.TableRow()
            for cell in map(value_of, row):
                written = table.TableCell(**_ods_value(cell))
                if cell is not None:
                    written.addElement(text.P(text=str(cell)))
                line.addElement(written)
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    book.save(content)
    return content.getvalue()


def _ods_value(cell: object) -> dict[str, object]:
    if cell is None:
        return {}
    if isinstance(cell, int | float):
        return {"valuetype": "float", "value": cell}
    if isinstance(cell, date):
        return {"valuetype": "date", "datevalue": cell.isoformat()}
    return {"valuetype": "string"}


def delimited(grid: Grid, *, separator: str = ";", encoding: str = "cp1252", decimal: str = ",") -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    for row in grid.rows:
        writer.writerow([_as_text(value_of(cell), decimal) for cell in row])
    text = written.getvalue()
    if encoding == "cp1252":  # which has neither this minus nor thin spaces
        text = text.translate({0x2212: "-", 0x2009: NBSP, 0x202F: NBSP})
    return text.encode(encoding)


def _as_text(cell: object, decimal: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        whole, _, places = f"{cell:.5f}".rstrip("0").partition(".")
        return f"{whole}{decimal}{places:0<2}"
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else str(cell)


def swedish(number: float, places: int = 2, *, thousands: str = NBSP, minus: str = "-") -> str:
    """1 234,50 as text."""
    written = f"{abs(number):,.{places}f}".replace(",", thousands).replace(".", ",")
    return f"{minus}{written}" if round(number, places) < 0 else written


def kronor(ore: int) -> float:
    return ore / 100
