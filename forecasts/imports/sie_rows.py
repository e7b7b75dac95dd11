"""Which rows of a SIE file are read: of which year, accounts and dimension, and no money twice. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from forecasts.imports.examined import Context
from forecasts.imports.lines import Notes
from forecasts.imports.names import Names
from forecasts.imports.problems import Code, Problem, Severity
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.sie import Column, Head, SieBook
from units.accounts import AccountPlan, AccountRange

TRANSACTIONS = ("#TRANS", "#RTRANS")
RESULT_KINDS = ("K", "I")
BALANCE_KINDS = ("T", "S")
COARSE, EVERY, AGREE, UNCLEAR = "coarse", "every", "agree", "unclear"
ROUND = 100_00
ENOUGH = 3


class Entry(NamedTuple):
    """A row with an amount (öre) of a result account.

    `column` is that of the amount. `objects` are those of its objects but that of the unit, which is `place`. `lower`
    says that the unit is an object of a dimension below that of the units.
    """

    row: int
    kind: str
    period: str
    account: str
    ore: int
    column: int
    objects: tuple[int, ...] = ()
    unit: Cell = None
    place: int = 0
    lower: bool = False

    @property
    def group(self) -> tuple[str, str, str]:
        """What a total without objects is the total of."""
        return self.kind, self.period, self.account


@dataclass(slots=True)
class Entries:
    """The rows of a year, whose number in the file is `number`: those with objects, and totals, which have none.

    `vouchers` says that actuals are transactions of vouchers, which may lack objects.
    """

    number: str
    rows: list[Entry] = field(default_factory=list)
    totals: list[Entry] = field(default_factory=list)
    vouchers: bool = False


class Selecting:
    """Chooses rows, and says what is left out."""

    def __init__(self, book: SieBook, context: Context, notes: Notes) -> None:
        self.sheet: Sheet = book.sheets[0]
        self.head: Head = book.head
        self.context = context
        self.notes = notes
        self.plan = AccountPlan(AccountRange(*each) for each in context.ranges)
        self._results: dict[str, bool] = {}

    def is_result(self, account: str) -> bool:
        """Whether an account is in the account plan, or at least no balance account."""
        if account not in self._results:
            kind = self.head.kinds.get(account, "")
            balance = kind in BALANCE_KINDS or (kind not in RESULT_KINDS and account[:1] in "12")
            self._results[account] = self.plan.group(account) is not None or not balance
        return self._results[account]

    @property
    def said_year(self) -> int | None:
        """The year that the person has said."""
        options = self.context.options
        return options.year or (options.month.year if options.month else None)

    def number(self) -> str:
        """The number of the year that is read: the current one, unless the person has said another."""
        years = self.head.years.items()
        said = str(self.said_year) if self.said_year else ""
        return next((number for number, months in years if said and months[0][:4] == said), "0")

    def entries(self) -> Entries:
        """The rows of the year, of result accounts and of the kinds that are wanted."""
        found = Entries(self.number())
        columns = self._amount_columns(found)
        years = balances = 0
        this_month = f"{self.context.today:%Y%m}"
        for at, row in enumerate(self.sheet.rows[1:], start=1):
            column = next((each for each in columns if row[each] is not None), None)
            if column is None:
                continue
            period, account = str(row[Column.PERIOD]), str(row[Column.ACCOUNT])
            if not self._is_of_year(found.number, row, column):
                years += 1
            elif not self.is_result(account):
                balances += 1
            else:
                objects = tuple(each for each in range(Column.OBJECTS, len(row)) if row[each] is not None)
                entry = Entry(at, columns[column], period, account, ore_of_cell(row[column]), column, objects)
                if entry.ore or entry.kind == "budget" or period <= this_month:
                    single = objects or column == Column.VOUCHER
                    (found.rows if single else found.totals).append(entry)
        if not found.vouchers and "actual" in columns.values():
            self._tell_months_left(found)
        if years:
            self.notes.say("sie-other-years", rows=years)
        if balances:
            self.notes.say("sie-balance-accounts", rows=balances)
        return found

    def _tell_months_left(self, found: Entries) -> None:
        """Say which months have vouchers of result accounts but no balances."""
        read = {entry.period for entry in (*found.rows, *found.totals) if entry.kind == "actual"}
        rows = (row for row in self.sheet.rows[1:] if row[Column.LABEL] in TRANSACTIONS and row[Column.VOUCHER])
        own = (row for row in rows if self._is_of_year(found.number, row, Column.VOUCHER))
        months = {str(row[Column.PERIOD]) for row in own if self.is_result(str(row[Column.ACCOUNT]))} - read
        if months:
            listed = ", ".join(f"{month[:4]}-{month[4:]}" for month in sorted(months))
            problem = Problem(Code.SIE_MONTHS_LEFT, self.sheet.name, found=listed, severity=Severity.WARNING)
            self.notes.problems.append(problem)

    def _amount_columns(self, found: Entries) -> dict[int, str]:
        """The columns that are read and the kinds in them: vouchers only where no balance of a unit's month is."""
        rows = self.sheet.rows[1:]
        faulty = any(column == Column.ACTUAL + 1 for _row, column in self.sheet.faults)
        balances = faulty or any(self._is_balance(found.number, row) for row in rows)
        found.vouchers = not balances and any(row[Column.LABEL] in TRANSACTIONS for row in rows)
        columns = {int(Column.BUDGET): "budget", int(Column.ACTUAL): "actual"}
        if found.vouchers:
            columns[int(Column.VOUCHER)] = "actual"
        said = self.context.options.kind
        return {each: kind for each, kind in columns.items() if said not in ("budget", "actual") or kind == said}

    def _is_balance(self, number: str, row: Sequence[Cell]) -> bool:
        """Whether a row has the actuals of an object."""
        if row[Column.ACTUAL] is None or row[Column.YEAR] != number or not self.is_result(str(row[Column.ACCOUNT])):
            return False
        return any(cell is not None for cell in row[Column.OBJECTS :])

    def _is_of_year(self, number: str, row: Sequence[Cell], column: int) -> bool:
        if column != Column.VOUCHER:
            return row[Column.YEAR] == number
        period = str(row[Column.PERIOD])
        years = [each for each, (first, last) in self.head.years.items() if first <= period <= last]
        return not years or number in years


def ore_of_cell(cell: Cell) -> int:
    """Öre of an amount in kr."""
    return round(float(cell) * 100) if isinstance(cell, float) else 0


def choose_dimension(selecting: Selecting, entries: Entries, units: Names) -> str:
    """The number of the dimension whose objects are the units; empty when it is asked for."""
    head, notes = selecting.head, selecting.notes
    used = _used_objects(selecting, entries)
    known = {each: sum(units.find(cell) is not None for cell in cells) for each, cells in used.items()}
    said = selecting.context.options.dimension.split(" ")[0]
    if said in used:
        notes.say("dimension-said", dimension=head.titled(said))
        return said
    whole = [each for each in used if head.parents.get(each) not in used]
    likely = whole if said else [each for each in whole if known[each]] or whole
    if len(likely) == 1 and not said:
        chosen = likely[0]
        notes.say("sie-dimension", dimension=head.titled(chosen), known=known[chosen], objects=len(used[chosen]))
        return chosen
    titles = tuple(map(head.titled, likely))
    notes.ask(Code.ASK_DIMENSION, selecting.sheet, ", ".join(titles), choices=titles)
    return ""


def _used_objects(selecting: Selecting, entries: Entries) -> dict[str, set[Cell]]:
    """The objects that the rows have, by dimension; those of a lower dimension belong to the one above it too."""
    used: dict[str, set[Cell]] = {each: set() for each in selecting.head.dimensions}
    cells: dict[int, set[Cell]] = {}
    for entry in entries.rows:
        for column in entry.objects:
            cells.setdefault(column, set()).add(selecting.sheet.rows[entry.row][column])
    for each in used:
        for column in columns_of(selecting.head, each):
            used[each] |= cells.get(column, set())
    return {each: objects for each, objects in used.items() if objects}


def columns_of(head: Head, dimension: str) -> list[int]:
    """The column of a dimension, and after it those of the dimensions below it."""
    order = list(head.dimensions)
    found = [dimension]
    for each in found:
        found += [lower for lower in order if head.parents.get(lower) == each and lower not in found]
    return [Column.OBJECTS + order.index(each) for each in found]


def with_units(selecting: Selecting, entries: Sequence[Entry], dimension: str) -> tuple[list[Entry], list[Entry]]:
    """`entries` with their unit, and those that have none."""
    columns = columns_of(selecting.head, dimension)
    named, others = [], []
    for entry in entries:
        column = next((each for each in columns if each in entry.objects), None)
        if column is None:
            others.append(entry)
        else:
            rest = tuple(each for each in entry.objects if each != column)
            unit, lower = selecting.sheet.rows[entry.row][column], column != columns[0]
            named.append(entry._replace(objects=rest, unit=unit, place=column, lower=lower))
    return named, others


@dataclass(slots=True)
class _Balances:
    """The balances of a unit for one kind, period and account: öre by the other dimensions that they are parted by."""

    sums: dict[tuple[int, ...], int] = field(default_factory=dict)

    @property
    def coarse(self) -> int | None:
        """The unit's own balance; without one that of its parts, if they are of one sort."""
        if () in self.sums:
            return self.sums[()]
        return next(iter(self.sums.values())) if len(self.sums) == 1 else None

    @property
    def agree(self) -> bool:
        """Whether the parts of each sort sum to the unit's own balance."""
        return () in self.sums and len(set(self.sums.values())) == 1


def without_parts(entries: Sequence[Entry], totals: Iterable[Entry]) -> tuple[list[Entry], Entry | None]:
    """`entries` without balances that are parts of other balances of the same unit, so that no money counts twice.

    A file can hold 5100's balance beside those of its projects: either the projects are parts of it, or it is what no
    project has. Where the projects sum to it, or the account's total says which it is, that is known of the whole file.
    The entry that comes back with them is the first of which it is not known.
    """
    balances: dict[tuple[str, str, str], dict[Cell, _Balances]] = {}
    for entry in entries:
        sums = balances.setdefault(entry.group, {}).setdefault(entry.unit, _Balances()).sums
        sums[entry.objects] = sums.get(entry.objects, 0) + entry.ore
    printed = {each.group: each.ore for each in totals}
    if lower := _of_two_levels(entries, printed):
        return [], lower
    several = {group for group, units in balances.items() if any(len(each.sums) > 1 for each in units.values())}
    if not several:
        return list(entries), None
    verdicts = {group: _verdict(balances[group], printed.get(group)) for group in several}
    agreed = COARSE if _is_telling(balances[group] for group in several if verdicts[group] == AGREE) else UNCLEAR
    verdicts = {group: agreed if verdict == AGREE else verdict for group, verdict in verdicts.items()}
    decided = set(verdicts.values()) - {UNCLEAR, ""}
    blind = {group for group, verdict in verdicts.items() if verdict == UNCLEAR and group not in printed}
    if len(decided) > 1 or (not decided and UNCLEAR in verdicts.values()) or blind:
        doubtful = blind or several
        return [], next(each for each in entries if each.group in doubtful and each.objects)
    if decided == {EVERY}:
        return list(entries), None
    if any(each.coarse is None for group in several for each in balances[group].values()):
        return [], next(each for each in entries if balances[each.group][each.unit].coarse is None)
    return [each for each in entries if not each.objects or () not in balances[each.group][each.unit].sums], None


def _of_two_levels(entries: Sequence[Entry], printed: dict[tuple[str, str, str], int]) -> Entry | None:
    """An object of a lower dimension whose balance may be a part of one above it, as no total shows that it is not."""
    sums: dict[tuple[str, str, str], int] = {}
    levels: dict[tuple[str, str, str], set[bool]] = {}
    for each in entries:
        sums[each.group] = sums.get(each.group, 0) + each.ore
        levels.setdefault(each.group, set()).add(each.lower)
    doubtful = {group for group, found in levels.items() if len(found) > 1 and printed.get(group) != sums[group]}
    return next((each for each in entries if each.lower and each.group in doubtful), None)


def _verdict(units: dict[Cell, _Balances], printed: int | None) -> str:
    """Whether units' own balances hold their parts, or every balance is to be added; empty if it does not matter.

    AGREE is for parts that sum to the units' own balances where no total tells.
    """
    if all(each.coarse == sum(each.sums.values()) for each in units.values()):
        return ""
    every = sum(sum(each.sums.values()) for each in units.values())
    coarse = [each.coarse for each in units.values()]
    held = sum(each or 0 for each in coarse) if None not in coarse else None
    if held != every and printed is not None and printed in (held, every):
        return COARSE if printed == held else EVERY
    agree = all(each.agree for each in units.values() if len(each.sums) > 1)
    return AGREE if agree else UNCLEAR


def _is_telling(groups: Iterable[dict[Cell, _Balances]]) -> bool:
    """Whether it is no chance that parts sum to a unit's own balance, as it is where a budget is 10 000 twice."""
    amounts = {abs(each.sums[()]) for units in groups for each in units.values() if len(each.sums) > 1}
    return len(amounts) >= ENOUGH or any(amount % ROUND for amount in amounts)
