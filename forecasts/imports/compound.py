"""The compound file that xls is kept in and a locked xlsx is wrapped in, and the error cells of an xls. Pure."""

import struct
from dataclasses import dataclass

from forecasts.imports.cellscan import Scan, note
from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_DIRECTORY_SECTORS = 109
_STREAM, _ROOT = 2, 5
_BOF, _EOF, _LOCKED, _SHEET, _FORMULA, _VALUE = 0x0809, 0x000A, 0x002F, 0x0085, 0x0006, 0x0205
_BIFF8 = 0x0600
_FORMULA_ERROR = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file, by name.

    Raises:
        UnreadableError: it is damaged.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._open()
        except (struct.error, IndexError) as error:
            raise UnreadableError(Problem(Code.DAMAGED)) from error

    def _open(self) -> None:
        shift, small_shift = struct.unpack_from("<HH", self._content, 30)
        if shift not in (9, 12) or small_shift > shift:
            raise UnreadableError(Problem(Code.DAMAGED))
        self._size, self._small_size = 1 << shift, 1 << small_shift
        directory, _sign, self._cutoff, small_table = struct.unpack_from("<IIII", self._content, 48)
        self._table = self._sector_table()
        self.entries: dict[str, _Entry] = {}
        root = _Entry(_ROOT, _LAST_SECTOR, 0)
        raw = self._chain(directory)
        for at in range(0, len(raw) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", raw, at + 64)
            entry = _Entry(kind, *struct.unpack_from("<II", raw, at + 116))
            root = entry if kind == _ROOT else root
            if kind == _STREAM and 2 < length <= 64:
                self.entries[raw[at : at + length - 2].decode("utf-16-le", errors="replace")] = entry
        self._small_table = _integers(self._chain(small_table))
        self._small = self._chain(root.start)

    def _sector(self, number: int) -> bytes:
        start = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        return self._content[start : start + self._size]

    def _sector_table(self) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_DIRECTORY_SECTORS}I", self._content, 76))
        following = struct.unpack_from("<I", self._content, 68)[0]
        for _turn in range(len(self._content) // self._size):
            if following >= _LAST_SECTOR:
                break
            more = _integers(self._sector(following))
            sectors += more[:-1]
            following = more[-1]
        return _integers(b"".join(self._sector(sector) for sector in sectors if sector < _LAST_SECTOR))

    def _chain(self, start: int) -> bytes:
        found: list[bytes] = []
        sector = start
        while sector < min(_LAST_SECTOR, len(self._table)) and len(found) <= len(self._table):
            found.append(self._sector(sector))
            sector = self._table[sector]
        return b"".join(found)

    def stream(self, name: str) -> bytes:
        """The bytes of the stream called `name`."""
        entry = self.entries[name]
        if entry.size >= self._cutoff:
            return self._chain(entry.start)[: entry.size]
        found: list[bytes] = []
        sector = entry.start
        while sector < len(self._small_table) and len(found) <= len(self._small_table):
            found.append(self._small[sector * self._small_size : (sector + 1) * self._small_size])
            sector = self._small_table[sector]
        return b"".join(found)[: entry.size]


def _integers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def scan_records(stream: bytes, limits: Limits) -> dict[str, Scan]:
    """The error cells of each sheet of an xls, from the records of its workbook stream.

    Raises:
        UnreadableError: it is locked with a password.
    """
    names: dict[int, str] = {}
    scans: dict[str, Scan] = {}
    current = ""
    version = _BIFF8
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = at + 4
        if kind == _LOCKED:
            raise UnreadableError(Problem(Code.LOCKED))
        if kind == _BOF:
            version = struct.unpack_from("<H", stream, body)[0] if not names and length >= 2 else version
            current = names.get(at, current)
        elif kind == _SHEET and length > 8:
            names[struct.unpack_from("<I", stream, body)[0]] = _sheet_name(stream[body : body + length], version)
        elif kind in (_FORMULA, _VALUE) and current:
            _look(kind, stream[body : body + length], current, scans.setdefault(current, Scan()), limits)
        at = body + length
    return scans


def _sheet_name(record: bytes, version: int) -> str:
    length = record[6]
    if version != _BIFF8:
        return record[7 : 7 + length].decode("cp1252", errors="replace")
    wide = record[7] & 1
    return record[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", errors="replace")


def _look(kind: int, record: bytes, name: str, found: Scan, limits: Limits) -> None:
    """Note the cell of `record` when it holds an error."""
    error = None
    if kind == _VALUE and len(record) >= 8 and record[7] == 1:
        error = record[6]
    elif kind == _FORMULA and len(record) >= 14 and record[12:14] == b"\xff\xff" and record[6] == _FORMULA_ERROR:
        error = record[8]
    if error is not None:
        row, column = struct.unpack_from("<HH", record)
        note(found, (row + 1, column + 1), Code.ERROR_CELL, name, ERRORS.get(error, "#"), limits)
