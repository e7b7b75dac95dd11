"""Amounts and months as cells hold them, a whole column at a time. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from operator import sub

from forecasts.imports.headings import plain
from forecasts.imports.problems import Code
from forecasts.imports.progress import Step, report
from forecasts.imports.sheet import Cell
from units.money import MoneyUnit, parse_number, to_ore
from units.months import first_of, month_number, parse_month

Number = float | Decimal
_THREE_AFTER = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
_MINUS = re.compile(r"^[-(\u2010-\u2015\u2212]\s*|\s*[-)\u2010-\u2015\u2212]$")
_DECIMALS = re.compile(r"([.,])(?:\d{1,2}|\d{4,})\)?-?$")
_GROUPED_COMMA = re.compile(r"\d[\s.]\d{3},\d+$")
_GROUPED_POINT = re.compile(r"\d[\s,]\d{3}\.\d+$")
CLOSE = 1e-6
LARGEST = 10**15
REPORTED_EVERY = 50_000


class Amounts:
    """Reads amounts; the decimal sign of doubtful texts is settled by the other texts of the same file."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        texts = {cell for cell in cells if type(cell) is str}
        self.decimal = _decimal_sign(text.strip() for text in texts)
        self._known: dict[str, Number | Code | None] = {}

    def read(self, cell: Cell) -> Number | Code | None:
        """A number, None for an empty cell, or the code of what is wrong."""
        kind = type(cell)
        if kind is float:
            return cell if isfinite(cell) else Code.NOT_AN_AMOUNT  # type: ignore[return-value, arg-type]
        if kind is str:
            if cell not in self._known:
                self._known[cell] = self._text(cell)  # type: ignore[index, arg-type]
            return self._known[cell]  # type: ignore[index]
        if cell is None:
            return None
        return float(cell) if kind is int else Code.NOT_AN_AMOUNT  # type: ignore[arg-type]

    def read_all(self, cells: list[Cell]) -> list[Number | Code | None]:
        """What `read` makes of each of `cells`."""
        if set(map(type, cells)) == {float} and all(map(isfinite, cells)):  # type: ignore[arg-type]
            return cells  # type: ignore[return-value]
        found: list[Number | Code | None] = []
        for begin in range(0, len(cells), REPORTED_EVERY):
            found += map(self.read, cells[begin : begin + REPORTED_EVERY])
            report(Step.CHECK, len(found), len(cells))
        return found

    def _text(self, text: str) -> Number | Code | None:
        stripped = text.strip()
        if not stripped:
            return None
        if match := _THREE_AFTER.fullmatch(_MINUS.sub("", stripped)):
            return self._three_after(stripped, match[1])
        try:
            return parse_number(text)
        except ValueError:
            return Code.NOT_AN_AMOUNT

    def _three_after(self, text: str, mark: str) -> Number | Code:
        if not self.decimal:
            return Code.AMBIGUOUS_AMOUNT
        number = parse_number(text)
        return number if mark == self.decimal else number * 1000


def _decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign that the texts show beyond doubt; empty when they show none or both."""
    signs = set()
    for text in texts:
        if _THREE_AFTER.fullmatch(_MINUS.sub("", text)) or text.count(",") + text.count(".") == 0:
            continue
        if match := _DECIMALS.search(text):
            signs.add(match[1])
        elif _GROUPED_COMMA.search(text):
            signs.add(",")
        elif _GROUPED_POINT.search(text):
            signs.add(".")
    return signs.pop() if len(signs) == 1 else ""


def ore_of(numbers: Sequence[Number], money: MoneyUnit) -> list[int]:
    """Whole öre, halves away from zero, of numbers in `money`."""
    scale = money.ore
    if set(map(type, numbers)) == {float}:
        products: list[float] = [number * scale for number in numbers]  # type: ignore[misc]
        whole: list[int] = list(map(round, products))
        if max(map(abs, map(sub, products, whole))) < CLOSE and max(whole) < LARGEST and min(whole) > -LARGEST:
            return whole
    found = []
    for number in numbers:
        if type(number) is float:
            product = number * scale
            near = round(product)
            found.append(
                near if -CLOSE < product - near < CLOSE and -LARGEST < product < LARGEST else to_ore(number, money)
            )
        else:
            found.append(to_ore(number, money))
    return found


def decimals(numbers: Iterable[Number], most: int = 3) -> int:
    """How many decimals the numbers are written with, at most `most`: the rounding step of the file."""
    needed = 0
    for number in numbers:
        while needed < most and abs((scaled := float(number) * 10**needed) - round(scaled)) > CLOSE:
            needed += 1
    return needed


@dataclass(slots=True)
class Months:
    """Reads month cells; `year` completes a month that says none."""

    year: int | None = None

    def read(self, cell: Cell, year: int | None = None) -> date | Code:
        """The month of a cell, ASK_YEAR when only its year is missing, else NOT_A_MONTH."""
        if isinstance(cell, datetime | date):
            return first_of(cell)
        if cell is None or isinstance(cell, bool | time | timedelta):
            return Code.NOT_A_MONTH
        text = plain(cell)
        number = int(text) if text.isdigit() and 1 <= int(text) <= 12 else month_number(text)
        if number:
            chosen = year or self.year
            return date(chosen, number, 1) if chosen else Code.ASK_YEAR
        try:
            return parse_month(text)
        except ValueError:
            return _within_text(text)


def _within_text(text: str) -> date | Code:
    """A whole date of a day in the month: 2026-08-31."""
    try:
        return first_of(date.fromisoformat(text[:10])) if len(text) in {8, 10, 19} else Code.NOT_A_MONTH
    except ValueError:
        return Code.NOT_A_MONTH


def account_of(cell: Cell) -> str:
    """The digits of an account: 5011, 5011.0, `5011 Löner`; empty when it does not begin with an account."""
    text = plain(cell)
    head = re.match(r"(\d{2,10})(?=$|[\s:–-])", text)
    return head[1] if head and not isinstance(cell, bool | datetime | date) else ""
