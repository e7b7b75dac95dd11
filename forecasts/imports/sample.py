"""The first rows of a sheet as a person sees them, and what each column is taken for. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from forecasts.imports.examined import Options, Sample
from forecasts.imports.headings import Heading, heading_of, plain
from forecasts.imports.layouts import COLUMN_ROLES
from forecasts.imports.names import Names
from forecasts.imports.personal import masked
from forecasts.imports.sheet import Cell, Sheet, column_letters
from forecasts.imports.table import Table

ROWS, COLUMNS, LONGEST = 25, 40, 60
UNDER = 12
HEADER_WITHIN = 30
LOOKED_AT = 60


def sample_of_table(table: Table) -> Sample:
    """The rows around the headings of a table that was recognised."""
    roles = {each.index: role_of(each.heading) for each in table.columns}
    return _sample(table.sheet, table.header, roles)


def sample_of_sheet(sheet: Sheet, units: Names, options: Options) -> Sample:
    """The first rows of a sheet without a table that is known, with what its columns may be or are said to be."""
    header = likely_header(sheet)
    if options.header and 0 <= options.header - sheet.first_row < len(sheet.rows):
        header = options.header - sheet.first_row
    roles = {index: role_of(heading_of(cell)) for index, cell in enumerate(sheet.rows[header] if sheet.rows else ())}
    if "unit" not in roles.values() and (unit := _column_of_units(sheet, header + 1, units)) is not None:
        roles[unit] = "unit"
    letters = {column_letters(sheet.first_column + index): index for index in range(COLUMNS)}
    roles |= {letters[letter]: role for letter, role in options.columns if letter in letters}
    return _sample(sheet, (header,) if sheet.rows else (), roles, under=ROWS)


def likely_header(sheet: Sheet) -> int:
    """The index of the row among the first that most looks like headings: known words, else most texts, else first."""
    scores = [
        (
            sum(bool(heading_of(cell).role) for cell in row),
            sum(isinstance(cell, str) and bool(plain(cell)) for cell in row),
        )
        for row in sheet.rows[:HEADER_WITHIN]
    ]
    return max(range(len(scores)), key=lambda index: (*scores[index], -index), default=0)


def role_of(heading: Heading) -> str:
    """What a person would call the column of `heading`; empty where it has no name of its own, as months have."""
    if heading.role in {"amount", "total"}:
        if heading.month:
            return ""
        return heading.kind or heading.role
    return heading.role if heading.role in COLUMN_ROLES else ""


def shown(cell: Cell) -> str:
    """The text of a cell in a sample: at most 60 characters, without personal identity numbers."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        text = f"{cell:%Y-%m-%d}"
    elif isinstance(cell, float):
        text = plain(cell) if cell.is_integer() else f"{cell:.12g}".replace(".", ",")
    else:
        text = " ".join(str(cell).split())
    text = masked(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _sample(sheet: Sheet, header: Sequence[int], roles: dict[int, str], *, under: int = UNDER) -> Sample:
    last = header[-1] if header else 0
    start = max(0, min(last + 1 + UNDER, len(sheet.rows)) - ROWS)
    rows = sheet.rows[start : min(last + 1 + under, start + ROWS)]
    width = min(max((_width(row) for row in rows), default=0), COLUMNS)
    return Sample(
        sheet=masked(sheet.name),
        first_row=sheet.first_row + start,
        letters=tuple(column_letters(sheet.first_column + index) for index in range(width)),
        rows=tuple(tuple(_texts(row, width)) for row in rows),
        header=tuple(sheet.first_row + index for index in header),
        roles=tuple(roles.get(index, "") for index in range(width)),
    )


def _texts(row: Sequence[Cell], width: int) -> Iterator[str]:
    return (shown(row[index]) if index < len(row) else "" for index in range(width))


def _width(row: Sequence[Cell]) -> int:
    return max((index + 1 for index, cell in enumerate(row) if plain(cell)), default=0)


def _column_of_units(sheet: Sheet, first: int, units: Names) -> int | None:
    """The column whose cells mostly name units."""
    body = sheet.rows[first : first + LOOKED_AT]
    best, index = 0.5, None
    for at in range(min(max(map(len, body), default=0), COLUMNS)):
        cells = [row[at] for row in body if at < len(row) and plain(row[at])]
        share = sum(units.find(cell) is not None for cell in cells) / len(cells) if cells else 0.0
        if share > best:
            best, index = share, at
    return index
