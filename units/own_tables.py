"""The hidden key of a table that the program wrote: by it the table is known when it comes back. Pure: no Django.

The key is on a very hidden sheet and holds a digest of every other cell. The digest outlives what spreadsheet programs
do when they save: 5 and 5.0, dates and their day numbers, the last digits of a fraction, line breaks, empty cells and
the order of the rows are the same to it.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

KEY_SHEET = "socbudget"
VERSION = 1
LONGEST_CELL = 32_767
_KIND = "table"
_DIGEST_BYTES = 16
_MOST_DIGITS, _KEPT_DIGITS = 15, 13
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - days in a spreadsheet have no time zone
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What the key says: the table's name, how many rows it has, and the digest of its cells.

    `administration` is the code of the one it was taken out of, `day` when, in ISO form; empty where that is not known.
    """

    name: str
    rows: int
    digest: str
    administration: str = ""
    day: str = ""


def dump_table(table: OwnTable) -> str:
    """The key as text for the hidden sheet."""
    return json.dumps({"kind": _KIND, "version": VERSION, **asdict(table)}, ensure_ascii=False, separators=(",", ":"))


def load_table(text: str) -> OwnTable | None:
    """The key on a hidden sheet; None when it is none of a table, was changed or made by another version."""
    try:
        values = json.loads(text)
        if values.pop("kind") != _KIND or values.pop("version") != VERSION:
            return None
        table = OwnTable(**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    right = all(isinstance(getattr(table, name), kind) for name, kind in OwnTable.__annotations__.items())
    return table if right else None


def digest_of(sheets: Iterable[Iterable[Sequence[object]]]) -> str:
    """The digest of the cells of `sheets`, each the rows of one from its first column.

    Empty rows, empty sheets and empty cells after the last one of a row are nothing.
    """
    whole = blake2b(digest_size=_DIGEST_BYTES)
    for rows in sheets:
        if digests := sorted(filter(None, map(_row, rows))):
            whole.update(b"".join([len(digests).to_bytes(4, "big"), *digests]))
    return whole.hexdigest()


def _row(cells: Sequence[object]) -> bytes:
    text = "\x1f".join(map(_plain, cells)).rstrip("\x1f")
    return blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest() if text else b""


def _plain(cell: object) -> str:
    if isinstance(cell, str):
        text = _ESCAPED.sub(" ", cell[:LONGEST_CELL])
        return " ".join(unicodedata.normalize("NFC", text).split())
    number = _days(cell)
    if number is None:
        return "" if cell is None else str(cell)
    return f"{float(f'{number:.{_MOST_DIGITS}g}') + 0.0:.{_KEPT_DIGITS}g}"  # rounded twice: some have rounded once


def _days(cell: object) -> float | None:
    """A number as it is, a day or a time as the number that a spreadsheet keeps it as."""
    if isinstance(cell, (int, float)):
        return cell
    if isinstance(cell, date):
        cell = (cell if isinstance(cell, datetime) else datetime.combine(cell, time())) - _EPOCH
    elif isinstance(cell, time):
        cell = datetime.combine(_EPOCH, cell) - _EPOCH
    return cell / timedelta(days=1) if isinstance(cell, timedelta) else None
