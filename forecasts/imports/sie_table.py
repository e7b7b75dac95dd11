"""A SIE file becomes a list with a unit, an account and a month on each row, which the ledger's reader reads. Pure.

The standard says what other files must show: debit is positive, so a cost is, and amounts are in kr.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from forecasts.imports.cells import ore_of
from forecasts.imports.choose import choose_ledger
from forecasts.imports.examined import Context, Understood
from forecasts.imports.figures import figures_of
from forecasts.imports.headings import Heading, heading_of, plain
from forecasts.imports.layouts import layout_named
from forecasts.imports.ledger import read_ledger
from forecasts.imports.lines import MANY, Job, Lines, Notes
from forecasts.imports.names import Names
from forecasts.imports.problems import Code, Problem, Severity
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.sie import Column, Head, SieBook
from forecasts.imports.sie_checks import check_sums, check_vouchers
from forecasts.imports.sie_rows import Entries, Entry, Selecting, choose_dimension, with_units, without_parts
from forecasts.imports.table import Column as TableColumn
from forecasts.imports.table import Table
from forecasts.imports.titles import Claims
from forecasts.imports.weigh import NEGATIVE, POSITIVE, decide_sign, weigh_lines
from units.money import MoneyUnit

KRONOR = "SEK"
UNSIGNED = "unsigned"


def understand_sie(book: SieBook, context: Context, notes: Notes) -> Understood:
    """What a SIE file holds; its problems, evidence and reconciled totals are in `notes`."""
    head = book.head
    understood = Understood(shape=shape_of(head))
    selecting = Selecting(book, context, notes)
    notes.say("sie-file", type=head.type or "1", encoding=head.encoding)
    if head.currency not in ("", KRONOR):
        notes.ask(Code.SIE_CURRENCY, selecting.sheet, head.currency)
        return understood
    entries = selecting.entries()
    notes.problems += _faults(selecting, entries)
    if not _has_units(selecting, entries):
        return understood
    dimension = choose_dimension(selecting, entries, Names(context.units))
    if dimension:
        _read(selecting, entries, dimension, understood)
    return understood


def shape_of(head: Head) -> str:
    """The same for files with the same dimensions."""
    named = [f"{number} {plain(name)}" for number, name in sorted(head.dimensions.items())]
    return sha256("\n".join(["sie", *named]).encode()).hexdigest()


def _faults(selecting: Selecting, entries: Entries) -> Iterator[Problem]:
    """What is wrong with lines that are read; of lines that only check it is a warning."""
    unread = Column.ACTUAL if entries.vouchers else Column.VOUCHER
    for (_row, column), problem in sorted(selecting.sheet.faults.items()):
        if problem.code is not Code.PERSONAL_NUMBER and column - 1 != unread:
            checks = column - 1 == Column.BALANCE
            yield replace(problem, severity=Severity.WARNING) if checks else problem


def _has_units(selecting: Selecting, entries: Entries) -> bool:
    """Whether there are amounts of months with objects; what is missing is noted."""
    notes, sheet = selecting.notes, selecting.sheet
    if any(each.objects for each in entries.rows):
        return True
    if entries.rows or entries.totals:
        notes.ask(Code.SIE_NO_OBJECTS, sheet)
    elif any(any(row[Column.BUDGET : Column.BALANCE]) for row in sheet.rows[1:]):
        notes.ask(Code.NO_ROWS, sheet)
    elif not notes.problems:
        notes.ask(Code.SIE_NO_MONTHS, sheet, selecting.head.type or "1")
    return False


def _read(selecting: Selecting, entries: Entries, dimension: str, understood: Understood) -> None:
    notes = selecting.notes
    check_vouchers(selecting, read=entries.vouchers)
    if selecting.context.options.amounts == "to-date":
        notes.ask(Code.ACCUMULATED, selecting.sheet, "#PSALDO")
    rows = _rows(selecting, entries, dimension)
    if rows is None:
        return
    turn = _understand(_job(selecting, rows, dimension, entries), understood)
    check_sums(selecting, entries, rows, dimension, turn)


def _rows(selecting: Selecting, entries: Entries, dimension: str) -> list[Entry] | None:
    """The rows that are read, with their units; None where the same money may stand twice."""
    entries.totals = _once(selecting, entries.totals)
    balances = _once(selecting, [each for each in entries.rows if each.column != Column.VOUCHER])
    named, others = with_units(selecting, balances, dimension)
    kept, doubtful = without_parts(named, entries.totals)
    if doubtful:
        parts = doubtful.objects or (doubtful.place,)
        place, found = (doubtful.row, parts[0]), ", ".join(_titles(selecting.head, parts))
        selecting.notes.at(Code.SIE_PARTS, selecting.sheet, [place], found, selecting.head.titled(dimension))
        return None
    vouchers = [each for each in entries.rows if each.column == Column.VOUCHER]
    transactions, unnamed = with_units(selecting, vouchers, dimension)
    if vouchers:
        selecting.notes.say("sie-vouchers", rows=len(transactions))
    selecting.notes.problems += _few(_without_unit(selecting, entries, named, [*others, *unnamed]))
    _say_left_out(selecting, entries, named, others, kept)
    return [*kept, *transactions]


def _few(problems: Iterable[Problem]) -> list[Problem]:
    """`problems`, or the first one with their number when they are hundreds."""
    listed = list(problems)
    return [replace(listed[0], times=len(listed))] if len(listed) > MANY else listed


def _titles(head: Head, columns: Sequence[int]) -> list[str]:
    order = list(head.dimensions)
    return [head.titled(order[each - Column.OBJECTS]) for each in columns]


def _once(selecting: Selecting, rows: Sequence[Entry]) -> list[Entry]:
    """`rows` with each balance once; one that stands again is a problem."""
    first: dict[tuple[object, ...], Entry] = {}
    problems = []
    sheet = selecting.sheet
    for each in rows:
        objects = sheet.rows[each.row][Column.OBJECTS :]
        earlier = first.setdefault((each.kind, each.period, each.account, *objects), each)
        if earlier is not each:
            found = " ".join(str(part) for part in (*objects, each.account, each.period) if part)
            cells = [sheet.address(entry.row, entry.column) for entry in (each, earlier)]
            problems.append(Problem(Code.DUPLICATE_ROW, cell=cells[0], found=found, hint=cells[1]))
    selecting.notes.problems += _few(problems)
    return list(first.values())


def _without_unit(
    selecting: Selecting, entries: Entries, named: Sequence[Entry], others: Sequence[Entry]
) -> Iterator[Problem]:
    """Amounts of no unit: a transaction is an error. A balance is another view of the same money, or is warned of.

    Where the account has a total, that shows what is missing.
    """
    known = {each.group for each in (*named, *entries.totals)}
    for each in others:
        voucher = each.column == Column.VOUCHER
        if each.ore and (voucher or each.group not in known):
            found = f"{selecting.sheet.rows[each.row][each.column]:.2f}"
            severity = Severity.ERROR if voucher else Severity.WARNING
            cell = selecting.sheet.address(each.row, each.column)
            yield Problem(Code.MISSING_UNIT, cell=cell, found=found, severity=severity)


def _say_left_out(
    selecting: Selecting, entries: Entries, named: Sequence[Entry], others: Sequence[Entry], kept: Sequence[Entry]
) -> None:
    """Say which balances are not added. `kept` are those of `named` that are."""
    notes, head = selecting.notes, selecting.head
    notes.skipped += len(entries.totals) + len(others) + len(named) - len(kept)
    if entries.totals:
        notes.say("sie-totals", rows=len(entries.totals))
    for kind in sorted({each.kind for each in entries.totals} - {each.kind for each in entries.rows}):
        notes.say("sie-without-units", kind=kind)
    if others:
        notes.say("sie-other-dimensions", rows=len(others))
    if len(named) > len(kept):
        columns = sorted({column for each in named for column in each.objects})
        notes.say("sie-parts", dimensions=", ".join(_titles(head, columns)), rows=len(named) - len(kept))
    if entries.vouchers and head.moved:
        notes.say("sie-dates", rows=head.moved)


def _job(selecting: Selecting, rows: Sequence[Entry], dimension: str, entries: Entries) -> Job:
    """The rows that are read, at their lines, as a table of a ledger list."""
    source, head = selecting.sheet, selecting.head
    unit = Column.OBJECTS + list(head.dimensions).index(dimension)
    blank: list[Cell] = [None] * len(source.rows[0])
    cells = [blank] * len(source.rows)
    for each in rows:
        row = cells[each.row] = list(source.rows[each.row])
        row[unit] = each.unit
    sheet = Sheet("", cells)
    columns = [
        TableColumn(unit, Heading("unit", text=head.titled(dimension))),
        TableColumn(Column.ACCOUNT, Heading("account", text="Konto")),
        TableColumn(Column.PERIOD, Heading("month", text="Period")),
    ]
    kinds = {each.kind: each.column for each in rows}
    for kind, column in sorted(kinds.items(), key=lambda pair: pair[1]):
        text = "Budget" if kind == "budget" else "Utfall"
        columns.append(TableColumn(column, Heading("amount", kind, "month", money="kr", text=text)))
    columns += _other_columns(head, rows)
    if entries.vouchers:
        columns.append(TableColumn(Column.LABEL, Heading("detail", text="Verifikationer")))
    table = Table(sheet, "sie", (0,), 1, tuple(columns))
    context, notes = selecting.context, selecting.notes
    return Job(table, Claims(), context, Names(context.units), Names(context.groups), notes, _year(selecting, entries))


def _other_columns(head: Head, rows: Sequence[Entry]) -> Iterator[TableColumn]:
    """The other dimensions of the rows: that of activities is kept, the rest are added."""
    used = sorted({column for each in rows for column in each.objects})
    activity = ""
    for column, title in zip(used, _titles(head, used), strict=True):
        is_activity = not activity and heading_of(title.partition(" ")[2]).role == "activity"
        activity = activity or (title if is_activity else "")
        yield TableColumn(column, Heading("activity" if is_activity else "detail", text=title))


def _year(selecting: Selecting, entries: Entries) -> int | None:
    first, last = selecting.head.years.get(entries.number, ("", ""))
    if selecting.said_year:
        selecting.notes.say("year-said", year=selecting.said_year)
        return selecting.said_year
    if first[:4] and first[:4] == last[:4]:
        selecting.notes.say("sie-year", year=first[:4])
        return int(first[:4])
    return None


def _understand(job: Job, understood: Understood) -> int:
    """Fill in what the table holds; -1 when costs are negative in the file, against the standard."""
    lines, labelled = _lines(job)
    for row in labelled:
        unit = job.table.columns[0].index
        job.notes.at(Code.UNKNOWN_UNIT, job.sheet, [(row, unit)], job.sheet.rows[row][unit])
    understood.columns = _columns(job.table)
    if not lines:
        return 1
    kinds = [each.kind for each in lines]
    understood.kind = "actual" if "actual" in kinds else kinds[0]
    understood.layout = layout_named("sie", understood.kind)
    if len(kinds) > 1:
        job.notes.say("kinds-both")
    understood.money = job.context.options.money or MoneyUnit.KR
    understood.sign = _sign(job, lines)
    turn = -1 if understood.sign == NEGATIVE else 1
    turned = job.revenue if understood.sign == UNSIGNED else frozenset()
    for each in lines:
        amounts = ore_of(each.numbers, understood.money)
        signed = [
            -turn * amount if group in turned else turn * amount
            for group, amount in zip(each.groups, amounts, strict=True)
        ]
        figures = figures_of(job, each, signed)
        if understood.sign:
            understood.figures[each.kind] = figures  # type: ignore[index]
    understood.year = job.year
    understood.months = sorted(set().union(*(figures.months for figures in understood.figures.values())))
    return turn


def _lines(job: Job) -> tuple[list[Lines], list[int]]:
    """The lines of each kind, and rows that the ledger's reader took for totals: an object of SIE never is one."""
    stored = choose_ledger(job)
    if not stored:
        return [], []
    lines, printed = read_ledger(job, stored)
    return [each for each in lines if len(each)], sorted({each.row for each in printed})


def _sign(job: Job, lines: Sequence[Lines]) -> str:
    """The sign that was said, else the standard's; empty, and asked for, where the amounts are against the standard."""
    if job.context.options.sign:
        job.notes.say("sign-said")
        return job.context.options.sign
    weighing = replace(job, notes=Notes())
    if decide_sign(weighing, [weigh_lines(job, each) for each in lines]) == NEGATIVE:
        job.notes.evidence += weighing.notes.evidence
        job.notes.ask(Code.ASK_SIGN, job.sheet)
        return ""
    job.notes.say("sie-standard")
    return POSITIVE


def _columns(table: Table) -> dict[str, str]:
    return {f"{each.heading.role} {each.heading.kind}".strip(): each.heading.text for each in table.columns}
