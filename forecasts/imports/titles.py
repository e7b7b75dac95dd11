"""What the rows above the table, its corner and the sheet's name say of the whole file. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from forecasts.imports import layouts
from forecasts.imports.headings import money_word, plain, says_quantity, words
from forecasts.imports.sheet import Cell
from forecasts.imports.table import Table
from units.months import (
    ENGLISH,
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS_IN_YEAR,
    SWEDISH,
    add_months,
    month_number,
    months_between,
)

_NAMES = sorted({*SWEDISH, *ENGLISH, *(name[:3] for name in (*SWEDISH, *ENGLISH))}, key=len, reverse=True)
_NAMED = re.compile(rf"(?:\b(\d{{1,2}})\.?\s+)?\b({'|'.join(_NAMES)})\b\.?(?:\s+(\d{{4}}))?")
_NUMBERED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.]?(0[1-9]|1[0-2])(?:[-/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?![\d])")
_ACCUMULATED = re.compile(r"\back(?:\b|um)|hittills|\bytd\b")
_TO_DATE = re.compile(r"\back|\bt\.?\s?o\.?\s?m\b|till och med|hittills|\bytd\b|\befter\b")
_STAMP = re.compile(
    rf"\b(?:{'|'.join(layouts.PRINTED_WORDS)})\b\W*(?:den\W+|av\W+\w+\W+)?(?:\d[\d.:/-]*|:\d[\d:]*)(?:\s*(?:kl\W*)?:?\d[\d.:]*)?",
    re.IGNORECASE,
)
_KINDS = {"budget": layouts.BUDGET, "actual": layouts.ACTUAL | {"huvudbok"}, "forecast": layouts.FORECAST}


@dataclass(slots=True)
class Claims:
    """What the titles say. A set with several members is a contradiction, or a range of `months`.

    `to_date` titles say up to which month the file goes, `accumulated` ones that its amounts are sums to date too.
    """

    years: set[int] = field(default_factory=set)
    months: set[date] = field(default_factory=set)
    bare_months: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    money: set[str] = field(default_factory=set)
    to_date: bool = False
    accumulated: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def last_month(self) -> date | None:
        """The month that the titles speak of; the last one of a range of a year; None when not said."""
        if self.months:
            return max(self.months)
        if len(self.bare_months) and len(self.years) == 1:
            return date(next(iter(self.years)), max(self.bare_months), 1)
        return None

    @property
    def single_month(self) -> date | None:
        """The only month that the titles speak of."""
        named = self.months or ({self.last_month} if len(self.bare_months) == 1 and self.last_month else set())
        return next(iter(named)) if len(named) == 1 and not self.to_date else None

    @property
    def is_up_to(self) -> bool:
        """Whether the titles speak of what has been up to a month, or of several months short of a whole year."""
        months = len(self.months or self.bare_months)
        follow = months > 1 and (not self.months or add_months(min(self.months), months - 1) == max(self.months))
        return self.accumulated or (self.to_date and months > 0) or (follow and months < MONTHS_IN_YEAR)

    def names(self, month: date) -> bool:
        """Whether the titles speak of `month`, or of none."""
        return month in self.months or month.month in self.bare_months or not (self.months or self.bare_months)


def claims_of(table: Table) -> Claims:
    """What stands above the table, in its headings without a role and in the sheet's name.

    Of a table below another, what the top of the sheet says counts for the year and the unit of money it lacks itself.
    """
    claims = Claims()
    for text in _texts(table, table.titles):
        _read(text, claims)
    _read(table.sheet.name, claims)
    for column in table.columns:
        if column.heading.role not in {"amount", "total", "debit", "credit", "ignored"}:
            _note_money(column.heading.text, claims)
    _complete(table, claims)
    if not claims.money:
        for text in _notes(table):
            _note_money(text, claims)
    return claims


def speak_otherwise(table: Table, rows: Sequence[int]) -> bool:
    """Whether `rows` say another kind, year or month than what stands above the table: they begin another one."""
    above, here = Claims(), Claims()
    for claims, own in ((above, table.titles or range(table.header[0])), (here, rows)):
        for text in _texts(table, own):
            _read(text, claims)
    if any(says_quantity(text) for text in _texts(table, rows)):
        return True
    pairs = ((above.kinds, here.kinds), (above.years, here.years), (above.months, here.months))
    return any(said and said != before for before, said in (*pairs, (above.bare_months, here.bare_months)))


def _complete(table: Table, claims: Claims) -> None:
    above = Claims()
    for text in _texts(table, table.heads):
        _read(text, above)
    if not claims.money and above.money:
        claims.money = above.money
        claims.texts["money"] = above.texts["money"]
    if not claims.years and above.years:
        claims.years = above.years
        claims.texts["year"] = above.texts["year"]


def _texts(table: Table, rows: Sequence[int]) -> Iterator[str]:
    for row in rows:
        cells = [_shown(cell) for cell in table.sheet.rows[row] if plain(cell)]
        line = _STAMP.sub(" ", " ".join(cell for cell in cells if cell))
        if line.strip() and not _is_printed(line):
            yield line


def _shown(cell: Cell) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    return plain(cell) if isinstance(cell, float) else " ".join(str(cell).split())


def _notes(table: Table) -> Iterator[str]:
    """Texts under the table that speak of amounts: Beloppen är i tkr."""
    for row in table.sheet.rows[max(table.first, table.end - 20) : table.end]:
        texts = [plain(cell) for cell in row if cell is not None]
        if len(texts) == 1 and "belopp" in texts[0]:
            yield texts[0]


def _is_printed(line: str) -> bool:
    return any(word in line.lower() for word in layouts.PRINTED_WORDS)


def _note_money(text: str, claims: Claims) -> None:
    if money := money_word(text):
        claims.money.add(money)
        claims.texts.setdefault("money", text)


def _read(text: str, claims: Claims) -> None:
    _note_money(text, claims)
    found, low = set(words(text)), text.lower()
    for kind, deciding in _KINDS.items():
        if deciding & found:
            claims.kinds.add(kind)
            claims.texts.setdefault("kind", text)
    months, bare, rest = _months(low)
    if months or bare:
        claims.texts.setdefault("month", text)
    claims.months |= months
    claims.bare_months |= bare
    years = {int(year) for year in _YEAR.findall(rest) if FIRST_YEAR <= int(year) <= LAST_YEAR}
    years |= {month.year for month in months}
    if years:
        claims.texts.setdefault("year", text)
    claims.years |= years
    claims.to_date |= bool(_TO_DATE.search(low))
    claims.accumulated |= bool(_ACCUMULATED.search(low))


def _months(text: str) -> tuple[set[date], set[int], str]:
    """Months with a year, month numbers without, and the text without dates. A day within a month is no month."""
    found = [_month(int(match[1]), int(match[2]), match[3]) for match in _NUMBERED.finditer(text)]
    rest = _NUMBERED.sub(" ", text)
    bare: list[int] = []
    for match in _NAMED.finditer(rest):
        number = month_number(match[2])
        if number and match[3] and FIRST_YEAR <= int(match[3]) <= LAST_YEAR:
            found.append(_month(int(match[3]), number, match[1]))
        elif number and not match[1]:
            bare.append(number)
    months = {month for month in found if month}
    if months and bare:
        months |= {date(max(months).year, number, 1) for number in bare}
        bare = []
    if len(months) == 2 and max(months) < add_months(min(months), 12):
        months = set(months_between(min(months), max(months)))
    return months, set(bare), _NAMED.sub(" ", rest) if None in found else rest


def _month(year: int, number: int, day: str | None) -> date | None:
    """The month of a date; None for a day that is not its last, which is when something was printed."""
    month = date(year, number, 1)
    last = (add_months(month, 1) - timedelta(days=1)).day
    return month if not day or int(day) in {1, last} else None
