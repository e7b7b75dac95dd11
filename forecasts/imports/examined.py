"""What the steps of an upload hand to each other. Pure: plain values that travel between processes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple, Protocol

from forecasts.imports.amounts import Figures
from forecasts.imports.problems import Problem, Severity
from forecasts.imports.sheet import Workbook
from units.money import MoneyUnit

Kind = Literal["budget", "actual", "forecast"]


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that a file may name. `editable` says whether the person may store this kind of figure for it."""

    pk: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    parent: int | None = None
    editable: bool = True


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """An account group. `kind` is cost or revenue."""

    pk: int
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class KnownAlias:
    """What a text in files stands for here, as a person has said it: a unit, or no unit at all (`unit` is None).

    `text` is in the form of `headings.plain`. Rows whose text is no unit are left out, and said to be.
    """

    text: str
    unit: int | None


@dataclass(frozen=True, slots=True)
class KnownLayout:
    """Answers that were given for files of a shape, to be used again when the same shape comes.

    `answers` has those of the fields of `Options` that belong to the shape and not to one file, as
    `reading.plain_options` keeps them.
    """

    pk: int
    name: str
    shape: str
    answers: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the person has said about the file; empty means: find out.

    `sign` says how costs stand in the file; in one that is `unsigned` costs and revenues are both positive. `amounts`
    says whether the columns of months hold single months or sums to date. `columns` are the letters of columns and
    what they hold, one of `layouts.COLUMN_ROLES`. `header` is the number of the (last) row of headings. `dimension` is
    the one of a SIE file whose objects are the units. `sheet` may say where on it the table begins: `Blad1!A40`.
    """

    kind: str = "auto"
    year: int | None = None
    month: date | None = None
    sign: Literal["", "cost-positive", "cost-negative", "unsigned"] = ""
    money: MoneyUnit | None = None
    sheet: str = ""
    amounts: Literal["", "monthly", "to-date"] = ""
    columns: tuple[tuple[str, str], ...] = ()
    header: int | None = None
    dimension: str = ""


class Reader(Protocol):
    """Understands the sheets of a register in the reading process: a plain value of a pure module.

    What it finds is in `Understood.records`; see `registers`.
    """

    @property
    def kind(self) -> str:
        """What `Options.kind` calls its files."""

    def understand(self, workbook: Workbook, context: "Context") -> "Understood | None":
        """What the workbook means; None when it is no file of this kind, unless the person has said that it is."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that a file is held against. `yearly` is stored öre by (unit pk, year, kind), evidence for money and sign.

    `causes` are code and name of the administration's own list; empty is the standard one. `readers` understand files
    of registers. `departments` are codes and names of what the units are gathered in, the administration's own among
    them: rows that carry them are sums. `aliases` and `layouts` are what has been answered about earlier files.
    """

    administration: str
    units: tuple[KnownUnit, ...]
    groups: tuple[KnownGroup, ...]
    ranges: tuple[tuple[str, str, str], ...]
    closed: frozenset[date]
    today: date
    options: Options = Options()
    yearly: dict[tuple[int, int, str], int] = field(default_factory=dict)
    causes: tuple[tuple[str, str], ...] = ()
    readers: tuple[Reader, ...] = ()
    departments: tuple[tuple[str, str], ...] = ()
    aliases: tuple[KnownAlias, ...] = ()
    layouts: tuple[KnownLayout, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """The full-year forecast (öre) of one unit and account group, with its cause and comment.

    `as_of` is set where the file says a month of its own for each row; None is `Understood.as_of`.
    """

    unit: int
    group: int
    amount: int
    cause: str = ""
    comment: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something the program concluded about the file, and from what: a code of `messages.EVIDENCE` and its values."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A total printed in the file beside the sum of its rows (öre). `tolerance` is what rounding can explain."""

    sheet: str
    cell: str
    label: str
    printed: int
    computed: int
    tolerance: int = 0

    @property
    def agrees(self) -> bool:
        """Whether rounding explains the difference."""
        return abs(self.printed - self.computed) <= self.tolerance


@dataclass(slots=True)
class Understood:
    """A file after reading, recognition and validation, before it is held against what is stored.

    `figures` holds öre by kind of figure and key; `forecasts` one row per unit and group as of `as_of`. `sheet`,
    `header` (the row numbers) and `columns` (heading by role) say what the file was understood as. A file with both
    budget and actual has the kind `actual` and both in `figures`. `skipped` counts rows of totals and memo rows.
    `sign` is `cost-positive` or `cost-negative`: how the file writes; `figures` are always cost positive. `records` are
    rows of a register, of whatever type its reader makes. `shape` is the same for files with the same headings but
    for their months; `remembered` is the primary key of the layout whose answers were used. `unchanged` counts rows
    that are known to change nothing.
    """

    layout: str = ""
    kind: str = ""
    administration: str = ""
    year: int | None = None
    as_of: date | None = None
    months: list[date] = field(default_factory=list)
    money: MoneyUnit | None = None
    sign: str = ""
    sheet: str = ""
    header: list[int] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    figures: dict[Kind, Figures] = field(default_factory=dict)
    forecasts: list[ForecastRow] = field(default_factory=list)
    comments: dict[int, str] = field(default_factory=dict)
    records: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    reconciled: list[Reconciled] = field(default_factory=list)
    skipped: int = 0
    shape: str = ""
    remembered: int | None = None
    unchanged: int = 0

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop the commit."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


class ChangedAmount(NamedTuple):
    """One amount that a commit would add, change or remove (öre; None is not there).

    `kind` is budget, actual or forecast; a forecast's `month` is its as-of month. An amount that stays while its
    cause or comment changes has the same before and after; a unit's own comment has group 0.
    """

    kind: str
    unit: int
    month: date | None
    group: int
    account: str
    activity: str
    before: int | None
    after: int | None


class ChangedField(NamedTuple):
    """Something of a record in words, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record of a register that a commit would make (`sort` is new) or change: its name, and what changes, in words.

    `work` is what the register stores.
    """

    name: str
    sort: Literal["new", "changed"]
    fields: tuple[ChangedField, ...] = ()
    work: Any = None


class Fact(NamedTuple):
    """A number that sums up a preview: öre, + is better."""

    name: str
    amount: int


@dataclass(slots=True)
class Preview:
    """What a commit would do: counts, the effect on each kind's total (öre), every change, and a fingerprint.

    `added` are the figures of kinds that nothing is stored of in the file's months, all new; `listed` every other
    change. `zeros` are zero amounts that nothing is stored for: they are left out. `problems` came up against what is
    stored. A register has `records` instead of amounts, `facts` that sum them up, and in `totals` öre by month and unit
    of what the file says.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    zeros: int = 0
    effect: dict[str, int] = field(default_factory=dict)
    added: dict[Kind, Figures] = field(default_factory=dict)
    listed: list[ChangedAmount] = field(default_factory=list)
    records: list[ChangedRecord] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    totals: dict[tuple[date, int], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    fingerprint: str = ""

    @property
    def changes(self) -> list[ChangedAmount]:
        """Every change, the added first: one object for each amount."""
        added = (
            ChangedAmount(kind, *key, None, amount)
            for kind, figures in self.added.items()
            for key, amount in figures.items()
        )
        return [*added, *self.listed]

    @property
    def count(self) -> int:
        """How many changes there are."""
        return len(self.listed) + len(self.records) + sum(map(len, self.added.values()))


@dataclass(slots=True)
class Examined:
    """A file understood and held against what is stored."""

    name: str
    sha256: str
    understood: Understood
    preview: Preview = field(default_factory=Preview)

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong with the file, by itself and against what is stored."""
        return [*self.understood.problems, *self.preview.problems]

    @property
    def ready(self) -> bool:
        """Whether it may be committed."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)
