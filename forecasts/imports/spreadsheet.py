"""Workbooks of rows and cells: xlsx, xlsm, xls, xlsb and ods. Pure.

The reader underneath is fast but trusts its file; what it would get wrong is looked for first.
"""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice

import python_calamine as calamine

from forecasts.imports import package
from forecasts.imports.cellscan import Scan, scan
from forecasts.imports.grid import in_columns
from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.sheet import Cell, Sheet, Workbook
from units.own_tables import KEY_SHEET


def read_spreadsheet(content: bytes, kind: str, scans: dict[str, Scan], limits: Limits) -> Workbook:
    """All worksheets of `content`, what `scans` found laid on them by the name of the sheet.

    Raises:
        UnreadableError: it is damaged, locked or has too many sheets.
    """
    try:
        return _read(content, kind, scans, limits)
    except calamine.PasswordError as error:
        raise UnreadableError(Problem(Code.LOCKED)) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(Problem(Code.DAMAGED)) from error
    except MemoryError:
        raise
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise UnreadableError(Problem(Code.DAMAGED)) from error
        raise


def _read(content: bytes, kind: str, scans: dict[str, Scan], limits: Limits) -> Workbook:
    book = calamine.load_workbook(io.BytesIO(content))
    if len(book.sheets_metadata) > limits.sheets:
        raise UnreadableError(Problem(Code.TOO_MANY_SHEETS, found=str(len(book.sheets_metadata))))
    workbook = Workbook(kind)
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = _sheet(book.get_sheet_by_name(meta.name), scans.get(meta.name, Scan()))
        sheet.hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        if sheet.hidden and sheet.name == KEY_SHEET:
            workbook.template_key = "".join(str(row[0]) for row in sheet.rows if row and row[0])
        else:
            workbook.sheets.append(sheet)
    return workbook


def _sheet(source: calamine.CalamineSheet, scanned: Scan) -> Sheet:
    if source.start is None:
        return Sheet(source.name, [], faults=scanned.faults)
    row, column = source.start
    source_rows: Iterator[list[Cell]] = islice(source.iter_rows(), row, None)  # type: ignore[arg-type]
    grid = in_columns(source_rows)
    merged = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in source.merged_cell_ranges or ())
    return Sheet(source.name, grid, row + 1, column + 1, faults=scanned.faults, merged=merged, _columns=grid.columns)


def scan_workbook(zipped: zipfile.ZipFile, limits: Limits) -> dict[str, Scan]:
    """What the cells of each sheet of an xlsx say beside their values, by the name of the sheet.

    Every part of the workbook is unfolded once, so a part that is longer than declared, damaged or has entities is
    refused here.

    Raises:
        UnreadableError: as said.
    """
    names = {part.filename.replace("\\", "/").lower(): part for part in zipped.infolist()}
    sheets = sheet_parts(lambda path: names.get(path.lower().lstrip("/")), zipped)
    if len(sheets) > limits.sheets:
        raise UnreadableError(Problem(Code.TOO_MANY_SHEETS, found=str(len(sheets))))
    scans = {}
    main = names.get("xl/workbook.xml")
    computed = main is None or b'fullCalcOnLoad="1"' not in package.whole(zipped, main)
    for name, part in sheets.items():
        scans[name] = scan(package.chunks(zipped, part), name, limits, computed=computed)
    done = {part.filename for part in sheets.values()}
    for part in zipped.infolist():
        if part.filename not in done and part.filename.lower().endswith((".xml", ".rels")):
            for chunk in package.chunks(zipped, part):
                package.refuse_entities(chunk)
    return scans


def sheet_parts(find: Callable[[str], zipfile.ZipInfo | None], zipped: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The part of each sheet by the name of the sheet, in the order of the workbook."""
    main = find("xl/workbook.xml")
    relations = find("xl/_rels/workbook.xml.rels")
    if main is None or relations is None:
        return {}
    targets = package.relations(zipped, relations)
    parts = {}
    for sheet in package.tags("sheet", package.whole(zipped, main)):
        identity = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        part = find(posixpath.normpath(posixpath.join("/xl", targets.get(identity, ""))))
        if part is not None:
            parts[sheet.get("name", "")] = part
    return parts
