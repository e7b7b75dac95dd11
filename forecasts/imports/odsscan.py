"""The cells of an ods that hold an error or a formula without a value. Pure."""

import zipfile
from xml.parsers import expat

from forecasts.imports import package
from forecasts.imports.cellscan import Scan, note
from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError

_SIGNS = (b'value-type="error"', b"formula=")
_CELLS = ("table-cell", "covered-table-cell")


def scan_ods(zipped: zipfile.ZipFile, limits: Limits) -> dict[str, Scan]:
    """What the cells of each sheet say beside their values, by the name of the sheet.

    Raises:
        UnreadableError: the content is damaged, locked or has entities.
    """
    if "META-INF/manifest.xml" in zipped.namelist():
        manifest = package.whole(zipped, "META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise UnreadableError(Problem(Code.LOCKED))
    content = package.whole(zipped, "content.xml")
    package.refuse_entities(content)
    if not any(sign in content for sign in _SIGNS):
        return {}
    reader = _Reader(limits)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableError(Problem(Code.DAMAGED)) from error
    return reader.scans


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.scans: dict[str, Scan] = {}
        self.name = ""
        self.row = self.rows = self.column = 0
        self.open: tuple[int, int] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._text
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self.name, self.row, self.rows = attributes.get("table:name", ""), 0, 1
            self.scans[self.name] = Scan()
        elif kind == "table-row":
            self.row, self.rows, self.column = self.row + self.rows, _times(attributes, "rows"), 1
        elif kind in _CELLS:
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        at = (max(self.row, 1), self.column)
        self.column += _times(attributes, "columns")
        if attributes.get("calcext:value-type") == "error":
            note(self.scans[self.name], at, Code.ERROR_CELL, self.name, "", self.limits)
            self.open = at
        elif "table:formula" in attributes and "office:value-type" not in attributes:
            note(self.scans[self.name], at, Code.FORMULA_WITHOUT_VALUE, self.name, "", self.limits)

    def _text(self, text: str) -> None:
        if self.open:
            note(self.scans[self.name], self.open, Code.ERROR_CELL, self.name, text[:20], self.limits)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in _CELLS:
            self.open = None


def _times(attributes: dict[str, str], what: str) -> int:
    times = attributes.get(f"table:number-{what}-repeated", "1")
    return int(times) if times.isdecimal() and len(times) < 9 else 1
