"""What one heading says about its column. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from forecasts.imports import layouts
from forecasts.imports.sheet import Cell
from units.months import FIRST_YEAR, LAST_YEAR, month_number, parse_month

_DATE = re.compile(r"\b(?:19|20)\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b|\b\d{1,2}/\d{1,2}\b")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"%|[a-zåäöéü]+|\d+")
_YEAR_MONTH = re.compile(r"\b(?:19|20)\d{2}[-/. ]?(?:0[1-9]|1[0-2])\b(?!\d)")
_WHOLE_DATE = re.compile(r"\b((?:19|20)\d{2}-(?:0[1-9]|1[0-2]))-(?:0[1-9]|[12]\d|3[01])(?:[ T]00:00(?::00)?)?\b")
_MONTHS = re.compile(r"\b(?:[2-9]|1[0-2]) ?(?:mån|månader|months)\b")
_ROLES = {form: role for role, forms in layouts.ROLES.items() for form in forms}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's role; for amounts also the kind, what time it covers and the year, month and money in its heading.

    `kind` is budget, actual, forecast, deviation or empty (not said). `scope` is year, to-date, month or empty.
    `month` is 1–12. `money` is kr, tkr, mnkr or mdkr.
    """

    role: str = ""
    kind: str = ""
    scope: str = ""
    year: int | None = None
    month: int | None = None
    money: str = ""
    text: str = ""


NO_HEADING = Heading()


def plain(value: Cell) -> str:
    """A cell's text in lower case with single spaces; a whole number without decimals; empty for None."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _SPACE.sub(" ", str(value).replace("\u00ad", "")).strip().lower()


def words(text: str) -> list[str]:
    """The words and numbers of a text in lower case."""
    return _WORD.findall(text.lower())


def says_quantity(cell: Cell) -> bool:
    """Whether a text speaks of hours, places, cases or such, and not of money."""
    return isinstance(cell, str) and bool(layouts.QUANTITIES.intersection(words(cell)))


def money_word(text: str) -> str:
    """The unit of money that `text` declares (kr, tkr, mnkr, mdkr), or empty. `500 tkr` is an amount, not a unit."""
    found = words(_DATE.sub(" ", text))
    kinds = {
        layouts.MONEY_WORDS[word]
        for index, word in enumerate(found)
        if word in layouts.MONEY_WORDS and not (index and _is_size(found[index - 1]))
    }
    kinds -= {"kr"} if len(kinds) > 1 and re.search(r"tusen|milj", text.lower()) else set()
    kinds -= {"öre"} if "kr" in kinds else set()  # kronor och öre
    return kinds.pop() if len(kinds) == 1 else ""


def _is_size(word: str) -> bool:
    """Whether a word is a number that is no year, no month and no day: the 500 of `over 500 tkr`."""
    return word.isdigit() and not (len(word) in {4, 6, 8} and word[:2] in {"19", "20"})


def heading_of(value: Cell) -> Heading:
    """What a heading cell says; a role of its own only when its words are known."""
    if isinstance(value, datetime | date):
        return Heading("amount", year=value.year, month=value.month, text=f"{value:%Y-%m}")
    if isinstance(value, bool) or not isinstance(value, str | float | int):
        return NO_HEADING
    if isinstance(value, float | int):
        return _number_heading(value)
    return _text_heading(_SPACE.sub(" ", value).strip())


def _number_heading(value: float) -> Heading:
    text = plain(float(value))
    if text.isdigit() and 1 <= int(text) <= 12:
        return Heading("amount", month=int(text), text=text)
    return _text_heading(text) if _is_year(text[:4]) and (len(text) == 4 or _is_year_month(text)) else NO_HEADING


def _is_year(text: str) -> bool:
    return text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR


def _is_year_month(text: str) -> bool:
    return text.isdigit() and len(text) == 6 and 1 <= int(text[4:]) <= 12


@lru_cache(maxsize=4096)
def _text_heading(text: str) -> Heading:
    key = text.lower().strip(" .:*")
    role = _ROLES.get(key) or _ROLES.get(_without_money(key))
    if role:
        return Heading(role, money=money_word(text), text=text)
    if len(text) > 80:
        return NO_HEADING
    return _amount_heading(text)


def _without_money(key: str) -> str:
    return _SPACE.sub(" ", re.sub(rf"\(?\b(?:{'|'.join(layouts.MONEY_WORDS)})\b\)?", " ", key)).strip(" .:,*()")


def _amount_heading(text: str) -> Heading:
    found = words(text)
    kind = _kind(found)
    year, month, rest = _time(text, found)
    ranging = len(set(_YEAR_MONTH.findall(text))) > 1 or _MONTHS.search(text.lower()) is not None
    month = None if ranging else month
    money = money_word(text)
    if kind == "ignored":
        return Heading("ignored", text=text)
    known = set(found) & (layouts.AMOUNT | layouts.TOTAL | layouts.TO_DATE)
    leftover = [word for word in rest if word not in _KNOWN]
    if not kind and leftover:
        return Heading(text=text, money=money)
    if not (kind or known or month):
        return Heading(text=text, money=money, year=year)
    role = "total" if not kind and not month and set(found) & layouts.TOTAL else "amount"
    scope = "to-date" if ranging or _is_range(found) else _scope(found, kind)
    return Heading(role, kind, scope, year, month, money, text)


_KNOWN = frozenset().union(
    layouts.DEVIATION, layouts.FORECAST, layouts.ACTUAL, layouts.BUDGET, layouts.AMOUNT, layouts.TOTAL,
    layouts.TO_DATE, layouts.FULL_YEAR, layouts.SINGLE, layouts.FILLERS, layouts.MONEY_WORDS,
)  # fmt: skip
_DECIDING = (
    (
        "ignored",
        layouts.PART_OF_YEAR | layouts.SHARE | layouts.REST | layouts.MEASURES | layouts.CHANGE | layouts.PREVIOUS,
    ),
    ("deviation", layouts.DEVIATION),
    ("forecast", layouts.FORECAST),
    ("actual", layouts.ACTUAL),
    ("budget", layouts.BUDGET),
    ("ignored", layouts.GROSS),
)


def _kind(found: list[str]) -> str:
    return next((kind for kind, deciding in _DECIDING if deciding.intersection(found)), "")


def _scope(found: list[str], kind: str) -> str:
    if layouts.TO_DATE.intersection(found) or ("".join(found).find("tom") > 0 and {"t", "o", "m"} <= set(found)):
        return "to-date"
    if layouts.FULL_YEAR.intersection(found) or kind == "forecast":
        return "year"
    if layouts.SINGLE.intersection(found):
        return "month"
    return "year" if kind == "deviation" and layouts.FORECAST.intersection(found) else ""


def _time(text: str, found: list[str]) -> tuple[int | None, int | None, list[str]]:
    """Year, month and the words that are neither."""
    text = _WHOLE_DATE.sub(r"\1", text)
    if (match := _YEAR_MONTH.search(text)) and FIRST_YEAR <= int(match[0][:4]) <= LAST_YEAR:
        month = parse_month(match[0])
        return month.year, month.month, words(text.replace(match[0], " "))
    years = [int(word) for word in found if len(word) == 4 and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR]
    months = [word for word in found if _is_month_word(word)]
    numbers = [word for word in found if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 12]
    rest = [word for word in found if not word.isdigit() and word not in months]
    year = years[0] if len(set(years)) == 1 else None
    if len(months) == 1:
        short = [2000 + int(word) for word in found if word.isdigit() and len(word) == 2]
        return year or (short[0] if len(short) == 1 else None), month_number(months[0]), rest
    if not months and len(numbers) == 1 and len(found) - len(years) == 1:
        return year, int(numbers[0]), rest
    return year, None, rest


def _is_range(found: list[str]) -> bool:
    """Whether several months are named: jan-aug."""
    return len({month_number(word) for word in found if _is_month_word(word)}) > 1


def _is_month_word(word: str) -> bool:
    return not word.isdigit() and len(word) >= 3 and month_number(word) is not None
