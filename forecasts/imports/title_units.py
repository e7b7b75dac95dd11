"""Units that stand above their rows instead of in a column: in titles, within the table, in the sheet's name. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from forecasts.imports.columns import Known
from forecasts.imports.heading_rows import is_data
from forecasts.imports.headings import heading_of, plain
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.table import Table

MOST_CELLS = 2


def unit_above(sheet: Sheet, top: int, bottom: int, known: Known) -> Cell:
    """The only unit that the rows from `top` to before `bottom` name, or the sheet's name does; None otherwise."""
    found: dict[int, Cell] = {}
    for row in sheet.rows[top:bottom]:
        for before, cell in pairwise([None, *row]):
            name = _named_unit(before, cell, known)
            if name is not None:
                found[known.units.find(name) or 0] = name
    key = known.units.find(sheet.name) if not found else None
    if key is not None:
        return sheet.name
    return next(iter(found.values())) if len(found) == 1 else None


def _named_unit(before: Cell, cell: Cell, known: Known) -> Cell:
    """A unit in a title: after a word for it (Ansvar: 4100), in the cell beside the word, or as code and its name."""
    if not plain(cell):
        return None
    head, colon, rest = str(cell).partition(":")
    if colon and heading_of(head.strip()).role == "unit" and known.units.find(rest.strip()) is not None:
        return rest.strip()
    beside = heading_of(before).role == "unit"
    both = isinstance(cell, str) and any(map(str.isdigit, cell)) and any(map(str.isalpha, cell))
    key = known.units.find(cell) if beside or both else None
    return cell if key is not None and (beside or known.units.tells(cell, key, among_others=True)) else None


def units_within(table: Table, known: Known) -> list[tuple[int, Cell]]:
    """The rows of `table` that hold nothing but a unit, or what stands like one, and so begin the rows of it.

    What is not known stays as it stands: rows under it are never counted to the unit above.
    """
    key = next((each.index for each in table.with_role("account", "group")), 0)
    rows = table.sheet.rows
    heads = {len(head) for _, cell in table.title_units if (head := _code(cell))}
    found = []
    for row in range(table.first, table.end - 1):
        cells = [cell for cell in rows[row] if plain(cell)]
        if not 0 < len(cells) <= MOST_CELLS or is_data(rows[row]) or row in table.repeated:
            continue
        said = _said_unit(cells)
        names = [_named_unit(before, cell, known) for before, cell in pairwise([None, *cells])]
        named = [name for name in names if name is not None]
        if named or said is not None:
            found.append((row, named[0] if named else said))
        elif len(cells) == 1 and _is_like_unit(cells[0], rows[row + 1][key : key + 1], heads, known):
            found.append((row, cells[0]))
    return found


def _said_unit(cells: Sequence[Cell]) -> Cell:
    """What stands after a word for the unit, whether it is one or not."""
    head, colon, rest = str(cells[0]).partition(":")
    if heading_of(head.strip()).role != "unit":
        return None
    if rest.strip():
        return rest.strip()
    return cells[1] if len(cells) > 1 and (colon or any(map(str.isdigit, plain(cells[1])))) else None


def _is_like_unit(cell: Cell, below: Sequence[Cell], heads: set[int], known: Known) -> bool:
    """Whether a title begins with a code as long as those of the units above, and is none of the accounts below it."""
    code = _code(cell)
    if not code or len(code) not in heads or known.groups.find(cell) is not None:
        return False
    return not any(plain(each).startswith(code) for each in below)


def _code(cell: Cell) -> str:
    """The code that a text with words after it begins with."""
    head, _, rest = plain(cell).partition(" ")
    return head if head.isdigit() and any(map(str.isalpha, rest)) else ""
