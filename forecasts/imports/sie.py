"""SIE files, the format in which Swedish ledgers hand over balances, budgets and vouchers, as rows of a sheet. Pure.

Line 14 of the file is row 14 of the sheet, whose columns are those of `Column` and one for each dimension after them.
The texts of vouchers and transactions may name people. They are looked through for personal identity numbers and left
behind here: only labels, accounts, periods, amounts and objects go further.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.sheet import Cell, Sheet, Workbook, column_letters
from forecasts.imports.sie_lines import (
    Balance,
    Fields,
    balance_of,
    fields_of,
    label_of,
    lines_of,
    month_of,
    personal_numbers,
    text_of,
)
from forecasts.imports.sie_vouchers import Vouchers

FIRST_LABELS = frozenset({
    "#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#PROSA", "#FTYP", "#FNR", "#ORGNR", "#BKOD", "#ADRESS",
    "#FNAMN", "#RAR", "#TAXAR", "#OMFATTN", "#KPTYP", "#VALUTA",
})  # fmt: skip
NAMES = {"1": "Kostnadsställe", "2": "Kostnadsbärare", "6": "Projekt", "7": "Anställd", "8": "Kund", "9": "Leverantör",
         "10": "Faktura"}  # fmt: skip
PEOPLE = frozenset({"7", "8", "9", "10"})
_HEAD_BYTES = 4000


class Column(IntEnum):
    """The columns of the sheet before those of the dimensions, by index."""

    LABEL = 0
    YEAR = 1
    ACCOUNT = 2
    PERIOD = 3
    BUDGET = 4
    ACTUAL = 5
    VOUCHER = 6
    BALANCE = 7
    OBJECTS = 8


HEADINGS = ("Etikett", "Räkenskapsår", "Konto", "Period", "Budget", "Utfall", "Verifikationer", "Saldo")
AMOUNTS = {
    "#PBUDGET": Column.BUDGET, "#PSALDO": Column.ACTUAL, "#TRANS": Column.VOUCHER, "#RTRANS": Column.VOUCHER,
    "#RES": Column.BALANCE, "#OIB": Column.BALANCE, "#OUB": Column.BALANCE,
}  # fmt: skip

# whose fields are known: any other line is one text
KNOWN = (FIRST_LABELS - {"#PROSA"}) | set(AMOUNTS) | {
    "#KONTO", "#KTYP", "#SRU", "#ENHET", "#DIM", "#UNDERDIM", "#OBJEKT", "#IB", "#UB", "#VER", "#BTRANS", "#KSUMMA",
}  # fmt: skip


@dataclass(slots=True)
class Head:
    """What the file says of itself.

    `years` are first and last month (YYYYMM) by number, 0 the current and -1 the one before; `until` is the month that
    the balances reach (#OMFATTN). `dimensions` are names by number, declared or used, `parents` the dimension that a
    lower one belongs to, `objects` names by dimension and code, `kinds` what kind an account is (#KTYP: T, S, K or I).
    `unbalanced` are the rows of vouchers and what they sum to (öre); `moved` counts transactions dated in another month
    than their voucher.
    """

    encoding: str = ""
    type: str = ""
    currency: str = ""
    until: str = ""
    years: dict[str, tuple[str, str]] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    unbalanced: list[tuple[int, int]] = field(default_factory=list)
    moved: int = 0

    def titled(self, dimension: str) -> str:
        """Number and name of a dimension: 1 Kostnadsställe."""
        return f"{dimension} {self.dimensions.get(dimension, '')}".strip()


@dataclass(slots=True)
class SieBook(Workbook):
    """A SIE file: its one sheet, and what it says of itself."""

    head: Head = field(default_factory=Head)


def is_sie(content: bytes) -> bool:
    """Whether the first line that is not blank is one of those that a SIE file begins with, and so is another."""
    text, _encoding = text_of(content[:_HEAD_BYTES])
    lines = [line for line in lines_of(text) if line.strip()]
    if not lines or label_of(lines[0]) not in FIRST_LABELS:
        return False
    labels = {label_of(line) for line in lines}
    return "#FLAGGA" in labels or len(labels & FIRST_LABELS) > 1


def read_sie(content: bytes, limits: Limits) -> SieBook:
    """The sheet of a SIE file and what it says of itself. What is wrong with a line is a fault of its row.

    Raises:
        UnreadableError: it has more cells than are read.
    """
    text, encoding = text_of(content)
    lines = lines_of(text)
    reading = _Reading(limits, encoding)
    for at, line in enumerate(lines):
        reading.take(at, line)
    reading.end(len(lines))
    return SieBook("sie", [reading.sheet(len(lines))], head=reading.head)


class _Reading:
    """Takes the lines one by one."""

    def __init__(self, limits: Limits, encoding: str) -> None:
        self.limits = limits
        self.head = Head(encoding)
        self.faults: dict[tuple[int, int], Problem] = {}
        self.records: list[tuple[int, str, Balance]] = []
        self.labels: dict[int, str] = {}
        self.vouchers = Vouchers()
        self.summing = False
        self.large = False

    def take(self, at: int, line: str) -> None:
        """Read a line; one without a label is left out but for the braces of vouchers."""
        label = label_of(line)
        opens = label == "#VER" and line.rstrip().endswith("{")
        fields = fields_of(line.rstrip()[:-1] if opens else line) if label else None
        if numbers := ", ".join(personal_numbers(line, fields if label in KNOWN else None)):
            self.fault(at, Column.LABEL, Code.PERSONAL_NUMBER, numbers)
        if not label:
            self.vouchers.brace(line.strip()[:1])
            return
        self.labels[at] = label
        if label == "#KSUMMA":
            self.summing = fields is not None and len(fields) == 1
        elif label == "#VER":
            unclosed = self.vouchers.begin(at, fields)
            if unclosed is not None:
                self.fault(unclosed, Column.LABEL, Code.SIE_CUT_OFF)
            self.vouchers.brace("{" if opens else "")
        elif label in ("#TRANS", "#RTRANS"):
            self._keep(at, label, self.vouchers.transaction(at, label, fields))
        elif label in AMOUNTS:
            self._keep(at, label, balance_of(label, fields))
        elif fields:
            self._about(label, fields[1:])

    def _keep(self, at: int, label: str, balance: Balance | None) -> None:
        if balance is None:
            self.fault(at, AMOUNTS[label], Code.SIE_LINE, label)
            return
        if balance.wrong and not balance.grouped:
            self.fault(at, AMOUNTS[label], Code.NOT_AN_AMOUNT, balance.wrong)
        self.large |= balance.large
        self.records.append((at, label, balance))
        for dimension, _code in balance.objects:
            self.head.dimensions.setdefault(dimension, NAMES.get(dimension, ""))

    def _about(self, label: str, fields: Fields) -> None:
        """A line about the file, its year, its accounts or its objects; others are left out."""
        texts = [each if isinstance(each, str) else "" for each in fields]
        first, second, third, *_ = [*texts, "", "", ""]
        head = self.head
        if label == "#SIETYP":
            head.type = first
        elif label == "#VALUTA":
            head.currency = first.upper()
        elif label == "#OMFATTN":
            head.until = month_of(first)
        elif label == "#RAR":
            head.years[first] = (month_of(second), month_of(third))
        elif label == "#KTYP":
            head.kinds[first] = second.upper()
        elif label in ("#DIM", "#UNDERDIM"):
            head.dimensions[first] = " ".join(second.replace(",", " ").split()) or NAMES.get(first, "")
            if label == "#UNDERDIM":
                head.parents[first] = third
        elif label == "#OBJEKT" and first not in PEOPLE:
            head.objects[first, second] = " ".join(third.split())

    def end(self, count: int) -> None:
        """Note what the file lacks at its end, and amounts that its other amounts do not settle."""
        unclosed = self.vouchers.end()
        if unclosed is not None:
            self.fault(unclosed, Column.LABEL, Code.SIE_CUT_OFF)
        if self.summing:
            self.fault(count - 1, Column.LABEL, Code.SIE_CUT_OFF)
        self.head.unbalanced = self.vouchers.unbalanced
        self.head.moved = self.vouchers.moved
        for at, label, balance in self.records if not self.large else ():
            if balance.grouped:
                self.fault(at, AMOUNTS[label], Code.AMBIGUOUS_AMOUNT, balance.wrong)

    def fault(self, at: int, column: int, code: Code, found: str = "") -> None:
        """Note what is wrong with a line, the first thing of each cell."""
        if len(self.faults) < self.limits.faults or code is Code.PERSONAL_NUMBER:
            problem = Problem(code, cell=f"{column_letters(column + 1)}{at + 1}", found=found)
            self.faults.setdefault((at + 1, column + 1), problem)

    def sheet(self, count: int) -> Sheet:
        """The rows; those of lines that say nothing are blank."""
        head = self.head
        head.dimensions = {each: head.dimensions[each] for each in sorted(head.dimensions, key=_in_order)}
        width = Column.OBJECTS + len(head.dimensions)
        if count * width > self.limits.cells:
            raise UnreadableError(Problem(Code.UNFOLDS_TOO_LARGE))
        blank: list[Cell] = [None] * width
        rows = [blank] * count
        for at, label in self.labels.items():
            rows[at] = [label, *blank[1:]]
        columns = {each: at for at, each in enumerate(head.dimensions, start=Column.OBJECTS)}
        shown: dict[tuple[str, str], str] = {}
        repeated = set(self.vouchers.repeated)
        for at, label, balance in self.records:
            row, amount = rows[at], AMOUNTS[label]
            row[Column.YEAR], row[Column.ACCOUNT], row[Column.PERIOD] = balance.year, balance.account, balance.period
            counted = at not in repeated and (at + 1, amount + 1) not in self.faults
            row[amount] = balance.amount if counted else None
            for each in balance.objects:
                if each not in shown:
                    shown[each] = f"{each[1]} {head.objects.get(each, '')}".strip()
                row[columns[each[0]]] = shown[each]
        rows[0] = [*HEADINGS, *(head.titled(each) for each in head.dimensions)]
        return Sheet("", rows, faults=self.faults)


def _in_order(dimension: str) -> tuple[int, str]:
    return (int(dimension) if dimension.isdecimal() else 0, dimension)
