"""Which columns a table of key figures has. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from forecasts.imports.examined import KnownGroup
from forecasts.imports.headings import Heading, heading_of, money_word, plain, words
from forecasts.imports.lines import is_blank
from forecasts.imports.names import Names
from forecasts.imports.sheet import Cell, Sheet

INDICATOR = {
    "nyckeltal", "nyckeltalskod", "nyckeltal/kod", "nyckeltal kod", "nyckeltal (kod)", "nyckeltalsnamn",
    "nyckeltalets namn", "nyckeltalets kod", "indikator", "indikatorkod", "indikatornamn", "key figure",
    "key figure code", "indicator", "indicator code", "indicator name", "kpi",
}  # fmt: skip
PERHAPS = {"mått", "verksamhetsmått", "volymmått", "volym", "benämning", "namn", "text", "mätetal"}
MEASURED = {"måttenhet", "mätenhet", "enhet för mått", "unit of measure", "sort"}
VALUE = {"värde", "värden", "antal", "utfall", "value", "values"}
FOREIGN = {"åtgärd", "åtgärder", "measure", "measures"}
FOREIGN_ROLES = {"account", "account-name", "group", "group-name", "debit", "credit", "cause", "as-of"}
MONEY_KINDS = {"budget", "forecast", "deviation"}
MONEY_WORDS = {"kostnad", "kostnader", "utfall", "budget", "prognos", "belopp", "intäkter", "ekonomi", "cost"}
THOUSANDS = {"tkr", "mnkr", "mdkr"}
HEADER_WITHIN = 30
_LAST_PARENTHESIS = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A column of one month; `year` is None when its heading says none."""

    index: int
    year: int | None
    month: int


@dataclass(slots=True)
class Table:
    """A recognised table: where its heading is and which columns hold what, by their index in the rows.

    Without `indicators` all rows are of the key figure `titled`, which `title` names. Values are in `months` or in
    `value`; in neither when no heading tells where they are. `month`, `year` and `measured` may be there.
    """

    sheet: Sheet
    header: int
    indicators: list[int]
    units: list[int]
    unit_names: list[int]
    months: list[MonthOf]
    value: int | None = None
    more_values: list[int] = field(default_factory=list)
    month: int | None = None
    year: int | None = None
    measured: int | None = None
    titled: int | None = None
    title: str = ""

    @property
    def used(self) -> list[int]:
        """Every column that is read, from the left."""
        ones = (self.value, self.month, self.year, self.measured)
        found = {*self.indicators, *self.units, *self.unit_names, *(each.index for each in self.months)}
        return sorted(found | {each for each in ones if each is not None})

    @property
    def valued(self) -> list[int]:
        """The columns that hold values."""
        return [each.index for each in self.months] or [self.value or 0]

    def cell(self, row: int, column: int | None) -> Cell:
        """A cell; None where there is none."""
        cells = self.sheet.rows[row]
        return cells[column] if column is not None and column < len(cells) else None

    def heading(self, column: int) -> str:
        """What stands above a column."""
        cell = self.cell(self.header, column)
        return f"{cell:%Y-%m}" if isinstance(cell, date) else " ".join(str(cell or "").split())

    def titles(self) -> list[str]:
        """The rows of text above the heading."""
        rows = self.sheet.rows[: self.header]
        return [text for row in rows if (text := " ".join(str(cell) for cell in row if not is_blank(cell)))]


def names_of(indicators: Sequence[tuple[int, str, str]]) -> Names:
    """Finds key figures, given as pk, code and name, by code or name as units are found."""
    return Names([KnownGroup(pk, code, name, "") for pk, code, name in indicators])


def table_of(sheet: Sheet, known: Names, *, said: bool) -> Table | None:
    """The table of key figures on `sheet`; None when it has none, or one of something else.

    `said` is whether the person has said that the file is of key figures.
    """
    best: Table | None = None
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        found = _table(sheet, row, known, said=said)
        if found and (best is None or len(found.used) > len(best.used)):
            best = found
    return best


def _table(sheet: Sheet, row: int, known: Names, *, said: bool) -> Table | None:
    cells = sheet.rows[row]
    headings = [heading_of(cell) for cell in cells]
    if any(plain(cell) in FOREIGN for cell in cells) or any(each.role in FOREIGN_ROLES for each in headings):
        return None
    found = Table(sheet, row, [], [], [], [])
    for index, (cell, heading) in enumerate(zip(cells, headings, strict=True)):
        if not _take_word(found, index, plain(cell).strip(" .:*"), known):
            _take_heading(found, index, heading)
    return found if _is_whole(found, known, said=said) else None


def _take_word(table: Table, index: int, text: str, known: Names) -> bool:
    """Whether a heading is a word that only tables of key figures have; then the column is taken as that."""
    if text in INDICATOR:
        table.indicators.append(index)
    elif text in MEASURED:
        table.measured = index
    elif _without_money(text) in VALUE:
        table.more_values.append(index)
        table.value = table.more_values[0]
    elif text in PERHAPS or not text:
        if _names_known(table.sheet, table.header, index, known):
            table.indicators.append(index)
    else:
        return False
    return True


def _take_heading(table: Table, index: int, heading: Heading) -> None:
    """Take a column as what its heading says in any table."""
    if heading.role == "unit":
        table.units.append(index)
    elif heading.role == "unit-name":
        table.unit_names.append(index)
    elif heading.role in ("month", "year") and getattr(table, heading.role) is None:
        setattr(table, heading.role, index)
    elif heading.role == "amount" and heading.month and heading.kind not in MONEY_KINDS:
        table.months.append(MonthOf(index, heading.year, heading.month))


def _without_money(text: str) -> str:
    return _LAST_PARENTHESIS.sub("", text).removesuffix(" tkr").removesuffix(" mnkr").removesuffix(" kr")


def _is_whole(table: Table, known: Names, *, said: bool) -> bool:
    """Whether a table has key figures, units and values. One without its own column may be named by its title."""
    if table.months:
        table.value = table.month = None
        table.more_values = []
    if not (table.units or table.unit_names):
        return False
    if not table.months and table.value is None:
        return any(_names_known(table.sheet, table.header, index, known) for index in table.indicators)
    if table.indicators:
        return True
    texts = [*table.titles(), table.sheet.name]
    headings = [heading_of(cell) for cell in table.sheet.rows[table.header]]
    plainly_other = any(each.kind in MONEY_KINDS or each.money for each in headings) or any(
        MONEY_WORDS & set(words(text)) or (money_word(text) and known.find(text) is None) for text in texts
    )
    named = {pk: text for text in texts if (pk := _named_in(text, known)) is not None}
    if len(named) == 1 and (said or not plainly_other):
        table.titled, table.title = next(iter(named.items()))
    return table.titled is not None


def _named_in(text: str, known: Names) -> int | None:
    """The key figure that a title is about: all of it, or what stands before a year, a comma, a dash or a colon."""
    for part in (text, re.sub(r"[\s,:(–-]*\b(?:19|20)\d\d\b.*$", "", text), re.split(r"[,:–]| - ", text)[0]):
        if any(map(str.isalpha, part)) and (found := known.find(part.strip())) is not None:
            return found
    return None


def _names_known(sheet: Sheet, row: int, index: int, known: Names) -> bool:
    """Whether most texts of a column name key figures. Bare numbers are no evidence: they may be codes of units."""
    cells = [each[index] for each in sheet.rows[row + 1 :] if index < len(each) and not is_blank(each[index])]
    texts = [cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    named = sum(known.find(cell) is not None for cell in texts)
    return named > 0 and named * 2 >= len(cells)


def scale_word(text: str) -> str:
    """A unit of money in thousands or more that `text` declares; empty when it declares none."""
    word = money_word(text)
    return word if word in THOUSANDS else ""
