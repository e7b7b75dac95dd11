"""What the cells of a list of measures hold. Pure: a value, or the code of what is wrong."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from forecasts.imports.cells import Months
from forecasts.imports.headings import plain
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell
from measures.imports.columns import DAYS, MONTHS, TEXTS, chosen
from measures.imports.problems import MeasureCode
from units.money import parse_number

PER_CENT = 100
LARGEST_FTE = 100_000
SEVERAL = ";%\n"  # signs that a cell names several units, or a share
_PART = re.compile(r"(.+?)[\s:,]*\(?(\d{1,3}(?:[.,]\d{1,2})?)\s*%\)?")
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[ T]00:00:00(?:\.0+)?)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
Value = str | int | date | bool | None


def value_of(role: str, cell: Cell, months: Months) -> Value | StrEnum:
    """The value of a cell that holds something, in a column that is no amount, unit or share."""
    if role in TEXTS:
        text = text_of(cell)
        return text if len(text) <= TEXTS[role] else Code.TEXT_TOO_LONG
    if role in DAYS:
        return day_of(cell)
    if role in MONTHS:
        found = months.read(cell)
        return found if isinstance(found, date) else Code.NOT_A_MONTH
    readers = {"number": number_of, "fte": fte_of, "probability": probability_of, "version": text_of, "owner": text_of}
    if role in readers:
        return readers[role](cell)
    if role == "word":
        return text_of(cell)
    return _choice(role, cell)


def _choice(role: str, cell: Cell) -> Value | StrEnum:
    found = chosen(role, cell)
    if found is None:
        return {"stage": MeasureCode.UNKNOWN_STAGE, "union_required": MeasureCode.NOT_YES_OR_NO}.get(
            role, MeasureCode.UNKNOWN_CHOICE
        )
    return found == "yes" if role == "union_required" else found


def text_of(cell: Cell) -> str:
    """A cell as text, without spaces around it; every line break is one sign, and no control sign is left."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return tidy("" if cell is None else str(cell))


def tidy(text: str) -> str:
    """`text` as a file gives it back."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def day_of(cell: Cell) -> date | StrEnum:
    """A day: a date, or 2026-08-31 and 20260831."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DAY.fullmatch(plain(cell))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else MeasureCode.NOT_A_DAY
    except ValueError:
        return MeasureCode.NOT_A_DAY


def number_of(cell: Cell) -> int | StrEnum:
    """A measure's number: 7, or `nr 7`."""
    text = plain(cell).removeprefix("nr").strip(" .:#")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10**9 else MeasureCode.NOT_A_NUMBER


def _decimal(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        return parse_number(str(cell).strip().removesuffix("%"))
    except ValueError:
        return None


def fte_of(cell: Cell) -> int | StrEnum:
    """Hundredths of full-time equivalents."""
    number = _decimal(cell)
    if number is None or abs(number) > LARGEST_FTE:
        return MeasureCode.NOT_A_COUNT
    return int((number * PER_CENT).to_integral_value("ROUND_HALF_UP"))


def probability_of(cell: Cell) -> int | StrEnum:
    """Per cent: 80, 80 % or the 0,8 of a cell that Excel shows as per cent. A bare 1 could be both: it is neither."""
    number = _decimal(cell)
    if number is None or not 0 <= number <= PER_CENT or (number == 1 and "%" not in str(cell)):
        return MeasureCode.NOT_A_PROBABILITY
    per_cent = number * PER_CENT if 0 < number < 1 and "%" not in str(cell) else number
    return int(per_cent) if per_cent == int(per_cent) else MeasureCode.NOT_A_PROBABILITY


def share_of(cell: Cell) -> Decimal | StrEnum | None:
    """A share as it is written, 50 or 0,5: what it is of, the whole of them tells. Written with % it is per cent."""
    if cell is None or not plain(cell):
        return None
    number = _decimal(cell)
    if number is None or number <= 0:
        return MeasureCode.NOT_A_SHARE
    return number


def parts_of(cell: Cell) -> list[tuple[Cell, Decimal | None]]:
    """The units that a cell names and the share of each in per cent, if it says: `4100 50 %; 4200 50 %`."""
    if not isinstance(cell, str) or not any(sign in cell for sign in SEVERAL):
        return [(cell, None)]
    found: list[tuple[Cell, Decimal | None]] = []
    for part in re.split(r"[;\n]", cell):
        text = part.strip()
        if match := _PART.fullmatch(text):
            found.append((match[1].strip(" :,(-–"), Decimal(match[2].replace(",", "."))))
        elif text:
            found.append((text, None))
    return found


def hundredths(shares: list[Decimal]) -> list[int] | None:
    """Shares as hundredths of a per cent, when they are all of it: they sum to 100, or to 1 as Excel keeps per cent."""
    for whole in (Decimal(PER_CENT), Decimal(1)):
        scaled = [share * 10_000 / whole for share in shares]
        if sum(shares) == whole and all(each == int(each) for each in scaled):
            return [int(each) for each in scaled]
    return None
