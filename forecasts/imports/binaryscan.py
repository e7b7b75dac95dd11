"""The error cells of an xlsb, whose parts are records instead of XML. Pure."""

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from forecasts.imports import package
from forecasts.imports.cellscan import Scan, note
from forecasts.imports.compound import ERRORS
from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError

_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0x00, 0x03, 0x0B, 0x9C
_MORE = 0x80
_LOW = 0x7F


class Record(NamedTuple):
    """The kind of a record and its bytes."""

    kind: int
    body: bytes


def scan_binary(zipped: zipfile.ZipFile, limits: Limits) -> dict[str, Scan]:
    """The error cells of each sheet, by the name of the sheet.

    Raises:
        UnreadableError: a part is damaged, or there are too many sheets.
    """
    names = set(zipped.namelist())
    try:
        relations = (
            package.relations(zipped, "xl/_rels/workbook.bin.rels") if "xl/_rels/workbook.bin.rels" in names else {}
        )
        scans = {}
        for record in _records(package.whole(zipped, "xl/workbook.bin")):
            if record.kind != _SHEET:
                continue
            identity, rest = _text(record.body, 8)
            name, _rest = _text(record.body, rest)
            part = posixpath.normpath(posixpath.join("xl", relations.get(identity, "")))
            if part in names:
                scans[name] = _scan_sheet(package.whole(zipped, part), name, limits)
            if len(scans) > limits.sheets:
                raise UnreadableError(Problem(Code.TOO_MANY_SHEETS))
    except (struct.error, IndexError) as error:
        raise UnreadableError(Problem(Code.DAMAGED)) from error
    return scans


def _scan_sheet(content: bytes, name: str, limits: Limits) -> Scan:
    found = Scan()
    row = 0
    for record in _records(content):
        if record.kind == _ROW:
            row = struct.unpack_from("<I", record.body)[0]
        elif record.kind in (_ERROR, _FORMULA_ERROR):
            column = struct.unpack_from("<I", record.body)[0]
            note(found, (row + 1, column + 1), Code.ERROR_CELL, name, ERRORS.get(record.body[8], "#"), limits)
    return found


def _records(content: bytes) -> Iterator[Record]:
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & _MORE:
            kind = kind & _LOW | (content[at] & _LOW) << 7
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            byte = content[at]
            at += 1
            length |= (byte & _LOW) << shift
            if not byte & _MORE:
                break
        yield Record(kind, content[at : at + length])
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """The text at `at`, its length in front of it, and where it ends."""
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + length * 2
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end
