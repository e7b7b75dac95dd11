"""The hidden key of our own forecast template: for whom and when it was made, and what its locked cells held. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from forecasts.imports.problems import Code, Problem
from forecasts.imports.sheet import Cell, Sheet, column_letters

VERSION = 1
COLUMNS = (
    "unit",
    "unit_name",
    "group",
    "group_name",
    "budget",
    "actual",
    "previous",
    "forecast",
    "cause",
    "comment",
)
LOCKED_COLUMNS = COLUMNS[:7]
_DIGEST_LENGTH = 4


@dataclass(frozen=True, slots=True)
class TemplateKey:
    """What the very hidden sheet of a template says.

    `month` is the first day of the as-of month. `header_row` and `rows`, the rows with one unit and account group each,
    count from 1. Columns are those of `COLUMNS`, from A. `digests` has four signs for each locked cell, row by row.
    """

    administration: str
    year: int
    month: date
    sheet: str
    header_row: int
    units: tuple[str, ...]
    rows: tuple[int, ...]
    digests: str
    version: int = VERSION


def dump_key(key: TemplateKey) -> str:
    """The key as text for the hidden sheet."""
    return json.dumps(asdict(key), default=lambda month: f"{month:%Y-%m}", separators=(",", ":"))


def load_key(text: str) -> TemplateKey:
    """The key that `Workbook.template_key` holds.

    Raises:
        ValueError: it was changed, or made by another version.
    """
    try:
        values = json.loads(text)
        values["month"] = date.fromisoformat(values["month"] + "-01")
        values["units"], values["rows"] = tuple(values["units"]), tuple(values["rows"])
        key = TemplateKey(**values)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(text[:80]) from error
    if key.version != VERSION or len(key.digests) != len(key.rows) * len(LOCKED_COLUMNS) * _DIGEST_LENGTH:
        raise ValueError(text[:80])
    return key


def digest(cells: Sequence[Cell]) -> str:
    """Four signs for each cell, the same for 5 and 5.0, for nothing and an empty text."""
    return "".join(
        hashlib.blake2b(_plain(cell).encode(), digest_size=_DIGEST_LENGTH // 2).hexdigest() for cell in cells
    )


def locked_problems(sheet: Sheet, key: TemplateKey) -> list[Problem]:
    """One problem for every locked cell that no longer holds what the template was made with."""
    problems = []
    step = len(LOCKED_COLUMNS) * _DIGEST_LENGTH
    for at, row in enumerate(key.rows):
        was = key.digests[at * step : (at + 1) * step]
        cells = [sheet.at(row, column) for column in range(1, len(LOCKED_COLUMNS) + 1)]
        now = digest(cells)
        if now == was:
            continue
        for column, cell in enumerate(cells, start=1):
            part = slice((column - 1) * _DIGEST_LENGTH, column * _DIGEST_LENGTH)
            if now[part] != was[part]:
                name = f"{column_letters(column)}{row}"
                problems.append(Problem(Code.LOCKED_CELL_CHANGED, sheet.name, name, _plain(cell)[:80]))
    return problems


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return f"{cell:.2f}"
    return str(cell).strip()
