"""Text files of cells: which encoding, which separator. Pure."""

import csv
import re
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice

from forecasts.imports.grid import ROWS_AT_ONCE, Grid
from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.progress import Step, report
from forecasts.imports.sheet import Cell, Sheet, Workbook, column_letters

SEPARATORS = (";", "\t", "|", ",")
SAMPLE_LINES = 200
LONGEST_HEAD = SAMPLE_LINES * 2000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ERRORS = re.compile(
    r"#(?:REF!|REFERENS!|N/A|SAKNAS!|DIV/0!|DIVISION/0!|VALUE!|VÄRDEFEL!|NAME\?|NAMN\?|NUM!|OGILTIGT!|NULL!|SKÄRNING!)"
)
_NUMBER = re.compile(r"[\s\u00a0\u202f+−–-]*\d[\d\s\u00a0\u202f.,]*-?")

csv.field_size_limit(1_000_000)


def read_text(content: bytes, limits: Limits) -> Workbook:
    """The one sheet of a csv or txt file; its cells are texts as they stand, or None.

    Raises:
        UnreadableError: it is no text, or cannot be cut into cells for certain.
    """
    report(Step.ROWS, 0, content.count(b"\n"))
    encoding, text = _decoded(content)
    head, faulty = text[:LONGEST_HEAD], "#" in text
    del text  # as large as the file or larger; from here the file is read in a stream
    declared = _DECLARED.match(head)
    skipped = declared.end() if declared else 0
    separator = declared[1] if declared else find_separator(head)
    grid = _grid(content, encoding, separator, skipped)
    if separator == "," and not declared:
        _refuse_decimal_commas(grid)
    grid.drop_blank_end()
    if grid.cells > limits.cells:
        raise UnreadableError(Problem(Code.TOO_LARGE))
    sheet = Sheet("", grid, _columns=grid.columns)
    if faulty:
        _take_errors(sheet, limits)
    return Workbook("csv", [sheet])


def _take_errors(sheet: Sheet, limits: Limits) -> None:
    """Make faults of the texts that a spreadsheet program writes for cells without a value."""
    found = []
    for column, cells in enumerate(sheet.columns()):
        wrong = {cell for cell in set(cells) if isinstance(cell, str) and cell[0] == "#" and _is_error(cell)}
        found += [(at, column) for at, cell in enumerate(cells) if cell in wrong] if wrong else []
    for at, column in sorted(found):
        cells = sheet.columns()[column]
        if len(sheet.faults) < limits.faults:
            problem = Problem(Code.ERROR_CELL, cell=sheet.address(at, column), found=str(cells[at]).strip())
            sheet.faults[at + 1, column + 1] = problem
        cells[at] = None


def _is_error(text: str) -> bool:
    return _ERRORS.fullmatch(text.strip()) is not None


def decode(content: bytes) -> str:
    """The text of `content`: by its mark or its zero bytes UTF-16, else UTF-8, else Windows-1252.

    Raises:
        UnreadableError: it is none of them.
    """
    return _decoded(content)[1]


def _decoded(content: bytes) -> tuple[str, str]:
    """The encoding of `content`, and its text."""
    encodings = [_utf16(content)] if _utf16(content) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return encoding, text
    raise UnreadableError(Problem(Code.UNKNOWN_ENCODING))


def _utf16(content: bytes) -> str:
    """The name of the UTF-16 that `content` is in, by its mark or by where its zero bytes are; or nothing."""
    if content[:4] in _UTF32:
        return ""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = content[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even <= odd // 20:
        return "utf-16-le"
    if even > len(head) // 4 and odd <= even // 20:
        return "utf-16-be"
    return ""


def find_separator(text: str) -> str:
    """The sign between cells that gives most lines the same number of cells; nothing when there is none."""
    sample = "".join(text[:LONGEST_HEAD].splitlines(keepends=True)[:SAMPLE_LINES])
    best, best_score = "", 0.0
    for separator in SEPARATORS:
        score = _evenness(sample, separator)
        if score > best_score + (0.2 if best else 0.0):
            best, best_score = separator, score
    return best


def _evenness(sample: str, separator: str) -> float:
    """The share of the lines that `separator` cuts into the most common number of cells, at least two."""
    try:
        rows = list(csv.reader(StringIO(sample, newline=""), delimiter=separator))
    except csv.Error:
        return 0.0
    widths = [len(row) for row in rows if any(row)]
    several = [width for width in widths if width > 1]
    if not several:
        return 0.0
    return several.count(max(set(several), key=several.count)) / len(widths)


def _grid(content: bytes, encoding: str, separator: str, skipped: int, *, strict: bool = True) -> Grid:
    """The rows of the text after its first `skipped` characters."""
    grid, lines = Grid(alike=True), content.count(b"\n")
    if not separator:
        grid.add([[line] for line in content.decode(encoding)[skipped:].splitlines()])
        return grid
    text = TextIOWrapper(BytesIO(content), encoding, newline="")
    text.read(skipped)
    reader = csv.reader(text, delimiter=separator, strict=strict)
    rows: list[list[str]] = []
    try:
        while True:
            rows.extend(islice(reader, ROWS_AT_ONCE))
            if not rows:
                return grid
            grid.add(rows)
            rows.clear()
            report(Step.ROWS, len(grid), max(lines, len(grid)))
    except csv.Error as error:
        if strict and "quote" not in str(error) and "expected after" in str(error):
            return _grid(content, encoding, separator, skipped, strict=False)
        raise UnreadableError(Problem(Code.UNCLOSED_QUOTE, cell=f"A{len(grid) + len(rows) + 1}")) from error


def _is_blank(cell: Cell) -> bool:
    return not str(cell or "").strip()


def _refuse_decimal_commas(rows: Grid) -> None:
    """Refuse a comma-separated file whose amounts have decimal commas outside quotes: they were cut in two.

    Such rows are longer than the row of headings above them.
    """
    headings = 0
    for number, row in enumerate(rows, start=1):
        filled = [cell for cell in row if not _is_blank(cell)]
        if len(filled) > 1 and not any(_NUMBER.fullmatch(str(cell)) for cell in filled):
            headings = max(headings, len(row))
        last = max((at for at, cell in enumerate(row, start=1) if not _is_blank(cell)), default=0)
        if headings and last > headings:
            place, found = f"{column_letters(headings + 1)}{number}", ",".join(str(cell or "") for cell in row)
            raise UnreadableError(Problem(Code.UNCLEAR_SEPARATOR, cell=place, found=found[:80]))
