"""Recognises a list of measures in a workbook and reads it. Pure: it is run in the reading process."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forecasts.imports.examined import Context, Options, Understood
from forecasts.imports.headings import money_word, plain
from forecasts.imports.lines import Notes, is_blank
from forecasts.imports.problems import Code, Problem
from forecasts.imports.sheet import Sheet, Workbook
from measures.imports.columns import MONEY, Column, column_of, year_in
from measures.imports.problems import MeasureCode
from measures.imports.rows import Rows, Table
from units.money import MoneyUnit

KIND, LAYOUT = "measure", "measures"
HEADER_WITHIN = 30
PLACED = {"unit", "department", "number"}
TELLING = {"start", "full_year_effect", "stage"}


@dataclass(frozen=True, slots=True)
class MeasureReader:
    """Reads measures for someone who may write them for the units `writable` and decide them for `decidable`.

    Both are pks; None is every unit. `controls` says that the person may sign effects.
    """

    writable: frozenset[int] | None = None
    decidable: frozenset[int] | None = None
    controls: bool = True
    kind: str = KIND

    def understand(self, workbook: Workbook, context: Context) -> Understood | None:
        """The measures of the workbook; None when it has no list of measures, unless it was said that it has."""
        said = context.options.kind == KIND
        notes = Notes()
        tables = _tables(workbook, context.options, said=said)
        if not tables:
            problem = Problem(MeasureCode.NO_MEASURES, workbook.sheets[0].name if workbook.sheets else "")
            return Understood(kind=KIND, problems=[problem]) if said else None
        if len(tables) > 1:
            names = ", ".join(table.sheet.name for table in tables)
            return Understood(kind=KIND, problems=[Problem(Code.ASK_SHEET, found=names)])
        table = _settled(tables[0], context.options, notes)
        _say_columns(table, notes)
        understood = Understood(
            layout=LAYOUT,
            kind=KIND,
            year=table.year,
            money=table.money,
            sheet=table.sheet.name,
            header=[table.sheet.first_row + table.header],
            columns={f"{each.role} {each.index}": each.text for each in table.columns},
            problems=notes.problems,
            evidence=notes.evidence,
        )
        if doubled := _doubled(table):
            notes.ask(Code.AMBIGUOUS_COLUMNS, table.sheet, ", ".join(doubled))
        elif not any(each.code in {Code.ASK_YEAR, Code.ASK_MONEY} for each in notes.problems):
            understood.records = list(Rows(table, context, notes, self.writable).records())
            if not understood.records and not notes.problems:
                notes.ask(Code.NO_ROWS, table.sheet)
        understood.skipped = notes.skipped
        return understood


def _tables(workbook: Workbook, options: Options, *, said: bool) -> list[Table]:
    """The lists of measures, of visible sheets when there are any."""
    sheets = [each for each in workbook.sheets if not options.sheet or plain(each.name) == plain(options.sheet)]
    found = [table for sheet in sheets if (table := _recognised(sheet, said=said))]
    return [table for table in found if not table.sheet.hidden] or found


def _recognised(sheet: Sheet, *, said: bool) -> Table | None:
    best: Table | None = None
    for index, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = [found for at, cell in enumerate(cells) if (found := column_of(at, cell))]
        roles = {each.role for each in columns}
        fits = "title" in roles and bool(roles & PLACED) and (said or len(roles & TELLING) > 1)
        if fits and (best is None or len(columns) > len(best.columns)):
            best = Table(sheet, index, columns)
    return best


def _settled(table: Table, options: Options, notes: Notes) -> Table:
    """The table with its year and unit of money, or what is to be asked about them noted."""
    year = _year(table, options, notes)
    if year is None and _has_amounts(table, [each for each in table.columns if _needs_year(each)]):
        notes.ask(Code.ASK_YEAR, table.sheet)
    money = _money(table, options, notes)
    columns = table.columns
    if options.money:
        columns = [replace(each, money="") for each in columns]
    undeclared = [each for each in columns if each.role in MONEY and not each.money]
    unknown = any(each.money == "mdkr" for each in columns)
    if unknown or (money is None and _has_amounts(table, undeclared)):
        notes.ask(Code.ASK_MONEY, table.sheet)
    return Table(table.sheet, table.header, columns, year, money)


def _needs_year(column: Column) -> bool:
    return column.role in ("month", "year_effect") and column.year is None


def _year(table: Table, options: Options, notes: Notes) -> int | None:
    if options.year:
        notes.say("year-said", year=options.year)
        return options.year
    headings = {each.year for each in table.columns if each.year}
    if headings:
        if len(headings) == 1:
            notes.say("year-heading", year=next(iter(headings)))
        return min(headings)
    for text in [*_titles(table), table.sheet.name]:
        if len(years := year_in(text)) == 1:
            notes.say("year-title", text=text)
            return years.pop()
    return None


def _money(table: Table, options: Options, notes: Notes) -> MoneyUnit | None:
    """The unit of money of the columns that do not say theirs."""
    if options.money:
        notes.say("money-said", money=options.money)
        return MoneyUnit(options.money)
    declared = {each.money for each in table.columns if each.money}
    if len(declared) == 1:
        unit = next(iter(declared))
        notes.say("money-heading", money=unit)
        return MoneyUnit(unit) if unit != "mdkr" else None
    if declared:
        return None
    for text in _titles(table):
        if (word := money_word(text)) and word != "mdkr":
            notes.say("money-title", text=text)
            return MoneyUnit(word)
    return None


def _titles(table: Table) -> Iterator[str]:
    """What stands above the heading."""
    for row in table.sheet.rows[: table.header]:
        text = " ".join(str(cell) for cell in row if not is_blank(cell))
        if text:
            yield text


def _has_amounts(table: Table, columns: list[Column]) -> bool:
    rows = table.sheet.rows[table.header + 1 :]
    return any(not is_blank(row[each.index]) for each in columns for row in rows if each.index < len(row))


def _doubled(table: Table) -> list[str]:
    """Headings of columns that say the same."""
    seen: dict[object, str] = {}
    found: list[str] = []
    for each in table.columns:
        key = (each.role, each.month, each.year)
        if key in seen:
            found += [seen[key], each.text]
        seen[key] = each.text
    return list(dict.fromkeys(found))


def _say_columns(table: Table, notes: Notes) -> None:
    known = {each.index for each in table.columns}
    others = [" ".join(str(cell).split()) for at, cell in enumerate(table.sheet.rows[table.header])
              if at not in known and not is_blank(cell)]  # fmt: skip
    if others:
        notes.say("columns-ignored", columns=", ".join(others))
