"""What the cells of an xlsx sheet say that the fast reader does not tell. Pure.

The fast reader gives an empty cell for #REF! and for a formula that was never calculated, and asks for all memory there
is when two values stand in opposite corners. The bytes of the sheet are searched as they unfold, in blocks of whole
rows: looking for a few byte strings costs a tenth of reading the sheet; only a block that has one is looked at closely.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from forecasts.imports.limits import Limits
from forecasts.imports.package import refuse_entities
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.sheet import column_letters, column_number

_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/])>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_ZERO = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/])>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>0</(?:\w+:)?v>"
)
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'][^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
_ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_PREFIXED = re.compile(rb"<\w+:(?:worksheet|row|c)\b")
_WIDE = re.compile(rb'r="([A-Z]{2,3})([0-9]{1,7})"[^>]*(?<!/)>')
_LETTERS = 26
_LONGEST_ROW = 4_000_000
_LONGEST_CELL, _USUAL_CELL = 100_000, 500
_HEAD = 5_000


@dataclass(slots=True)
class Scan:
    """Faults by (row, column) from 1, and how far the values reach."""

    faults: dict[tuple[int, int], Problem] = field(default_factory=dict)
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    columns: int = _LETTERS
    widest: str = ""


def scan(chunks: Iterable[bytes], name: str, limits: Limits, *, computed: bool = True) -> Scan:
    """Look through the XML of the sheet called `name`; formulas not `computed` have zero for a value until Excel does.

    Raises:
        UnreadableError: it declares entities, or its values span a larger rectangle than the limits allow.
    """
    found = Scan()
    for block in blocks(chunks):
        refuse_entities(block)
        prefix = b":" if _PREFIXED.search(block, 0, _HEAD) else b"<"
        _look(block, prefix, name, found, limits)
        if not computed and prefix + b"f" in block:
            for cell in _ZERO.finditer(block):
                _note(found, cell[1], Code.FORMULA_WITHOUT_VALUE, name, "", limits)
        _measure(block, prefix, found)
    if found.first and found.last:
        _refuse_stray(found, name, limits)
    return found


def blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes again, cut where a row begins, so that no cell is cut in two."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"<row")
        if cut <= 0:
            cut = max(rest.rfind(b":row "), len(rest) - _LONGEST_ROW)
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _look(block: bytes, prefix: bytes, name: str, found: Scan, limits: Limits) -> None:
    """Note the cells of `block` that hold an error or a formula without a value."""
    if b't="e"' in block or (b"'" in block and b"t='e'" in block):
        for cell in _ERROR.finditer(block):
            value = _VALUE.search(cell[2])
            _note(found, cell[1], Code.ERROR_CELL, name, value[1].decode(errors="replace") if value else "", limits)
    if prefix + b"f" in block:
        for cell in _FORMULA.finditer(block):
            if not (_TEXT.search(cell[1]) and b"v" in cell[2]):
                _note(found, cell[1], Code.FORMULA_WITHOUT_VALUE, name, "", limits)


def _note(found: Scan, attributes: bytes, code: Code, name: str, text: str, limits: Limits) -> None:
    address = _ADDRESS.search(attributes)
    if address is not None:
        note(found, (int(address[2]), column_number(address[1].decode())), code, name, text, limits)


def note(found: Scan, at: tuple[int, int], code: Code, name: str, text: str, limits: Limits) -> None:
    """Add the fault of the cell at (row, column), counted from 1, unless there are very many already."""
    if len(found.faults) < limits.faults or at in found.faults:
        found.faults[at] = Problem(code, name, f"{column_letters(at[1])}{at[0]}", text)


def _measure(block: bytes, prefix: bytes, found: Scan) -> None:
    """Move the corners of `found` over the cells of `block` that hold something."""
    end = b"</c>" if prefix == b"<" else b":c>"
    if (first := block.find(end)) < 0:
        return
    if found.first is None:
        found.first = _before(block, first)
    found.last = _before(block, block.rfind(end)) or found.last
    for letters, row in _WIDE.findall(block):
        if (number := column_number(letters.decode())) > found.columns:
            found.columns, found.widest = number, f"{letters.decode()}{row.decode()}"


def _before(block: bytes, at: int) -> tuple[int, int] | None:
    """The address of the cell whose content is at `at`."""
    near = _ADDRESS.findall(block[max(0, at - _USUAL_CELL) : at])
    addresses = near or _ADDRESS.findall(block[max(0, at - _LONGEST_CELL) : at])
    if not addresses:
        return None
    letters, row = addresses[-1]
    return int(row), column_number(letters.decode())


def _refuse_stray(found: Scan, name: str, limits: Limits) -> None:
    """Refuse values that stand so far apart that the cells between them do not fit in memory."""
    if found.first is None or found.last is None:
        return
    rows = found.last[0] - found.first[0] + 1
    if found.widest and rows * found.columns > limits.cells:
        raise UnreadableError(Problem(Code.STRAY_CELL, name, found.widest))
