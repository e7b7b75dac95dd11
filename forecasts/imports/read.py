"""The first step of an upload: bytes become sheets of cells, or a reason why not. Pure.

What a file is, is decided by what it holds, never by its name. Call it through `worker.run_limited` for a file that
somebody has handed in: the reader underneath may end its process.
"""

import zipfile
from pathlib import Path

from forecasts.imports import package
from forecasts.imports.binaryscan import scan_binary
from forecasts.imports.compound import CompoundFile, scan_records
from forecasts.imports.limits import Limits
from forecasts.imports.odsscan import scan_ods
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.sheet import Workbook
from forecasts.imports.sie import is_sie, read_sie
from forecasts.imports.spreadsheet import read_spreadsheet, scan_workbook
from forecasts.imports.text import decode, read_text
from forecasts.imports.webpage import read_webpage

DEFAULT = Limits()
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB = (b"<html", b"<table", b"<!doctype html")
_FOREIGN = {
    b"%PDF": "pdf",
    b"{\\rtf": "rtf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
}


def read(content: bytes | Path, name: str, limits: Limits = DEFAULT) -> Workbook:
    """The sheets of the file called `name`.

    Raises:
        UnreadableError: it cannot be read; its problem says why.
    """
    if isinstance(content, Path):
        if content.stat().st_size > limits.file_bytes:
            raise UnreadableError(Problem(Code.TOO_LARGE))
        content = content.read_bytes()
    if len(content) > limits.file_bytes:
        raise UnreadableError(Problem(Code.TOO_LARGE))
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableError(Problem(Code.EMPTY))
    if name.startswith("~$"):
        raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint="lock-file"))
    if content.startswith((_ZIP, b"PK\x05\x06")):
        return _read_zip(content, limits)
    if content.startswith(_COMPOUND):
        return _read_compound(content, limits)
    return _read_rest(content, limits)


def _read_zip(content: bytes, limits: Limits) -> Workbook:
    content = package.in_utf8(content, limits)
    zipped = package.open_package(content, limits)
    kind = kind_of(zipped)
    if kind == "xlsb":
        scans = scan_binary(zipped, limits)
    elif kind == "ods":
        scans = scan_ods(zipped, limits)
    else:
        scans = scan_workbook(zipped, limits)
    return read_spreadsheet(content, kind, scans, limits)


def kind_of(zipped: zipfile.ZipFile) -> str:
    """xlsx, xlsm, xlsb or ods.

    Raises:
        UnreadableError: the zip is none of them; its hint says what it seems to be.
    """
    names = {part.filename.replace("\\", "/").lower() for part in zipped.infolist()}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaproject.bin" in names else "xlsx"
    if "content.xml" in names and "mimetype" in names:
        if b"spreadsheet" in package.whole(zipped, "mimetype"):
            return "ods"
        raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint="document"))
    tops = {name.split("/")[0] for name in names}
    hint = "document" if tops & {"word", "ppt", "index", "visio"} else "archive"
    raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint=hint))


def _read_compound(content: bytes, limits: Limits) -> Workbook:
    file = CompoundFile(content)
    if "EncryptedPackage" in file.entries:
        raise UnreadableError(Problem(Code.LOCKED))
    streams = [name for name in file.entries if name.lower() in {"workbook", "book"}]
    if not streams and file.entries:
        raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint="document"))
    if not streams:
        raise UnreadableError(Problem(Code.DAMAGED))
    return read_spreadsheet(content, "xls", scan_records(file.stream(streams[0]), limits), limits)


def _read_rest(content: bytes, limits: Limits) -> Workbook:
    for start, hint in _FOREIGN.items():
        if content.startswith(start):
            raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint=hint))
    head = content[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not head.startswith(b"<"):
        return read_sie(content, limits) if is_sie(content) else read_text(content, limits)
    if any(sign in head for sign in _WEB):
        return read_webpage(decode(content), limits)
    raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint="xml"))
