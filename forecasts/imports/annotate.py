"""An uploaded file again as a workbook with comments at its cells. Pure; it is run in the reading process."""

import contextlib
import io
import re
from typing import NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from forecasts.imports.read import read
from forecasts.imports.sheet import Workbook

MOST_COMMENTS = 3000
_LARGEST_KEPT = 2_000_000
_AUTHOR = "Socbudget"
_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
_NAMELESS = "Data"


class Note(NamedTuple):
    """A sentence about a cell; without a cell it is about the whole."""

    sheet: str
    cell: str
    sentence: str


class Words(NamedTuple):
    """The name of the first sheet, its title, its headings, and what it says when there were more than fit."""

    sheet: str
    title: str
    headings: tuple[str, str, str]
    more: str


def annotated(content: bytes, name: str, notes: list[Note], words: Words) -> bytes:
    """An xlsx, or xlsm when it came as one, with a comment at each cell and a first sheet that lists every note.

    A large workbook, and one of another format, comes back with its values but without its looks.

    Raises:
        UnreadableError: the file cannot be read.
    """
    workbook = read(content, name)
    if workbook.format in {"xlsx", "xlsm"} and len(content) <= _LARGEST_KEPT:
        with contextlib.suppress(Exception):  # what the slower library cannot load comes back without its looks
            return _kept(content, workbook.format, notes, words)
    return _converted(workbook, notes, words)


def _kept(content: bytes, kind: str, notes: list[Note], words: Words) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=kind == "xlsm")
    for (sheet, cell), sentence in _by_cell(notes).items():
        if sheet in book.sheetnames and hasattr(book[sheet], "cell"):
            book[sheet][cell].comment = Comment(sentence, _AUTHOR, height=120, width=320)
    listed = book.create_sheet(_free(words.sheet, book.sheetnames), 0)
    for at, line in enumerate(_lines(notes, words), start=1):
        for column, text in enumerate(line, start=1):
            listed.cell(at, column).value = text
            listed.cell(at, column).data_type = "s"
    listed.column_dimensions["C"].width = 100
    book.active = 0
    saved = io.BytesIO()
    book.save(saved)
    if book.vba_archive:
        book.vba_archive.close()  # left open it complains when it is collected, wherever that happens to be
    return saved.getvalue()


def _converted(workbook: Workbook, notes: list[Note], words: Words) -> bytes:
    saved = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(saved, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
        names = [sheet.name or _NAMELESS for sheet in workbook.sheets]
        listed = book.add_worksheet(_free(words.sheet, names))
        listed.set_column(2, 2, 100)
        for at, line in enumerate(_lines(notes, words)):
            for column, text in enumerate(line):
                listed.write_string(at, column, text)
        by_cell = _by_cell(notes)
        for sheet, name in zip(workbook.sheets, names, strict=True):
            page = book.add_worksheet(name)
            for at, row in enumerate(sheet.rows, start=sheet.first_row - 1):
                for column, cell in enumerate(row, start=sheet.first_column - 1):
                    if cell is not None:
                        page.write(at, column, cell)
            for (of, address), sentence in by_cell.items():
                if of == sheet.name:
                    page.write_comment(address, sentence, {"author": _AUTHOR, "x_scale": 2})
    return saved.getvalue()


def _by_cell(notes: list[Note]) -> dict[tuple[str, str], str]:
    """The sentences of each cell, one a line, of the first cells."""
    found: dict[tuple[str, str], str] = {}
    for note in notes:
        place = (note.sheet, note.cell)
        if _ADDRESS.fullmatch(note.cell) and (place in found or len(found) < MOST_COMMENTS):
            found[place] = f"{found[place]}\n{note.sentence}" if place in found else note.sentence
    return found


def _lines(notes: list[Note], words: Words) -> list[tuple[str, ...]]:
    """The rows of the first sheet."""
    ordered = sorted(notes, key=lambda note: bool(note.cell))
    lines: list[tuple[str, ...]] = [(words.title,), words.headings]
    lines += [(note.sheet, note.cell, note.sentence) for note in ordered[:MOST_COMMENTS]]
    return [*lines, (words.more,)] if len(notes) > MOST_COMMENTS else lines


def _free(name: str, taken: list[str]) -> str:
    """A name like `name` that no sheet has."""
    lower = {other.lower() for other in taken}
    number = 1
    free = name
    while free.lower() in lower:
        number += 1
        free = f"{name} {number}"
    return free
