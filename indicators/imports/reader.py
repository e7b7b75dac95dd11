"""Recognises a table of key figures in a workbook and reads it. Pure: it is run in the reading process."""

import re
from dataclasses import dataclass

from forecasts.imports.examined import Context, Understood
from forecasts.imports.headings import plain, words
from forecasts.imports.lines import Notes, is_blank
from forecasts.imports.names import Names
from forecasts.imports.own_table import own_table
from forecasts.imports.problems import Code, Problem
from forecasts.imports.sheet import Workbook
from indicators.imports.columns import Table, names_of, table_of
from indicators.imports.problems import ObservationCode
from indicators.imports.record import KnownIndicator
from indicators.imports.rows import Rows

KIND, LAYOUT = "observation", "observations"
TO_DATE = {"ack", "ackumulerat", "ackumulerad", "ackumulerade", "acc", "ytd", "hittills"}
_THROUGH = re.compile(r"\bt\.?\s?o\.?\s?m\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class ObservationReader:
    """Reads values of the key figures `indicators`. `controls` says that the person may store them."""

    indicators: tuple[KnownIndicator, ...] = ()
    controls: bool = True
    kind: str = KIND

    def understand(self, workbook: Workbook, context: Context) -> Understood | None:
        """The values in the workbook; None when it has no table of key figures, unless it was said that it has.

        A table that the program wrote is none: nobody fills in values there.
        """
        if own_table(workbook):
            return None
        said = context.options.kind == KIND
        names = names_of([(each.pk, each.code, each.name) for each in self.indicators])
        wanted = plain(context.options.sheet)
        sheets = [each for each in workbook.sheets if not wanted or plain(each.name) == wanted]
        found = [table for sheet in sheets if (table := table_of(sheet, names, said=said))]
        tables = [table for table in found if not table.sheet.hidden] or found
        if not tables:
            name = workbook.sheets[0].name if workbook.sheets else ""
            return Understood(kind=KIND, problems=[Problem(ObservationCode.NO_OBSERVATIONS, name)]) if said else None
        if not self.controls:
            return Understood(kind=KIND, problems=[Problem(ObservationCode.NOT_YOURS, tables[0].sheet.name)])
        if len(tables) > 1:
            listed = ", ".join(table.sheet.name for table in tables)
            return Understood(kind=KIND, problems=[Problem(Code.ASK_SHEET, found=listed)])
        return self._understood(tables[0], context, names)

    def _understood(self, table: Table, context: Context, names: Names) -> Understood:
        notes = Notes()
        known = {each.pk: each for each in self.indicators}
        rows = Rows(table, context, notes, known, names, _year(table, context, notes))
        _say(table, notes)
        understood = Understood(
            layout=LAYOUT,
            kind=KIND,
            year=rows.year,
            sheet=table.sheet.name,
            header=[table.sheet.first_row + table.header],
            columns={str(column): table.heading(column) for column in table.used},
        )
        heading = table.sheet.rows[table.header]
        if len({(each.year, each.month) for each in table.months}) < len(table.months):
            listed = ", ".join(table.heading(each.index) for each in table.months)
            notes.ask(Code.AMBIGUOUS_COLUMNS, table.sheet, listed)
        elif len(table.more_values) > 1:
            notes.ask(Code.AMBIGUOUS_COLUMNS, table.sheet, ", ".join(map(table.heading, table.more_values)))
        elif table.value is None and not table.months:
            headings = [table.heading(at) for at, cell in enumerate(heading) if not is_blank(cell)]
            notes.ask(ObservationCode.NO_VALUES, table.sheet, ", ".join(headings))  # type: ignore[arg-type]
        elif not table.months and table.month is None and context.options.month is None:
            notes.ask(Code.ASK_MONTH, table.sheet)
        elif table.months and table.year is None and rows.year is None and not all(m.year for m in table.months):
            notes.ask(Code.ASK_YEAR, table.sheet)
        else:
            understood.records = rows.records()
            if not understood.records and not notes.problems:
                notes.ask(Code.NO_ROWS, table.sheet)
        understood.months = sorted({each.month for each in understood.records})
        understood.problems, understood.evidence, understood.skipped = notes.problems, notes.evidence, notes.skipped
        return understood


def _year(table: Table, context: Context, notes: Notes) -> int | None:
    """The year of months that say none."""
    options = context.options
    if options.year:
        notes.say("year-said", year=options.year)
        return options.year
    headings = {each.year for each in table.months if each.year}
    if headings:
        return headings.pop() if len(headings) == 1 else None
    for text in [*table.titles(), table.sheet.name]:
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            notes.say("year-title", text=text)
            return int(years.pop())
    return None


def _say(table: Table, notes: Notes) -> None:
    """Say what was concluded, and refuse sums to date: what a month was cannot be told from them alone."""
    if table.title:
        notes.say("indicator-title", text=table.title)
    heading = table.sheet.rows[table.header]
    others = [table.heading(at) for at, cell in enumerate(heading) if at not in table.used and not is_blank(cell)]
    if others:
        notes.say("columns-ignored", columns=", ".join(others))
    texts = [*table.titles(), *(table.heading(column) for column in table.valued)]
    alone = table.month is None and not table.months
    for text in texts:
        if TO_DATE & set(words(text)) or (alone and _THROUGH.search(text.lower())):
            notes.ask(ObservationCode.TO_DATE, table.sheet, text)  # type: ignore[arg-type]
            return
