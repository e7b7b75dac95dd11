"""The grid in which a unit's forecast is written or read: its rows as they stand on the page. Pure.

Amounts are net cost in öre. Deviation = budget − forecast, change = previous − forecast: + is better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from forecasts.entry.grid_typed import AMOUNT, COMMENT, exact_text
from forecasts.entry.lines import EntryLine
from units.money import MoneyUnit


@dataclass(frozen=True, slots=True)
class Theirs:
    """What someone else wrote in a cell meanwhile: the sentence, the text, and what is seen when it is taken."""

    sentence: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed and is not stored, by the name of its cell: the text, what is wrong, what someone else wrote."""

    texts: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    conflicts: Mapping[str, Theirs] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was not stored."""
        return bool(self.faults or self.conflicts)


@dataclass(frozen=True, slots=True)
class Cell:
    """One input: its name, the text in it, what is stored there, and what is wrong with it."""

    name: str
    text: str
    seen: str
    fault: str = ""
    theirs: Theirs | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One account group: its figures, its two cells, and how its proposal was made."""

    line: EntryLine
    amount: Cell
    comment: Cell
    how: str = ""
    first_spare: bool = False


def cell(name: str, text: str, seen: str, kept: Kept) -> Cell:
    """The cell `name` with what is stored, or with what was typed and not stored."""
    theirs = kept.conflicts.get(name)
    return Cell(name, kept.texts.get(name, text), theirs.seen if theirs else seen, kept.faults.get(name, ""), theirs)


def grid_rows(
    lines: Sequence[EntryLine],
    unit: MoneyUnit,
    *,
    turned: bool = False,
    kept: Kept | None = None,
    how: Mapping[int, str] | None = None,
) -> list[GridRow]:
    """The rows of the grid, amounts in `unit`; `turned` says that costs are shown with minus.

    `how` says of each group how its proposal was made.
    """
    keeping = kept if kept is not None else Kept()
    return [
        GridRow(
            line,
            cell(
                f"{AMOUNT}{line.group}",
                exact_text(line.forecast, unit, turned=turned),
                "" if line.forecast is None else str(line.forecast),
                keeping,
            ),
            cell(f"{COMMENT}{line.group}", line.comment, line.comment, keeping),
            (how or {}).get(line.group, ""),
        )
        for line in lines
    ]


def shown_lines(lines: Sequence[EntryLine]) -> list[EntryLine]:
    """The rows that hold anything."""
    return [line for line in lines if holds_anything(line)]


def with_spare(lines: Sequence[EntryLine]) -> list[EntryLine]:
    """The rows that hold anything, and after them the groups that could be written too."""
    spare = [line for line in lines if not holds_anything(line) and not line.is_unsplit]
    return [*shown_lines(lines), *spare]


def holds_anything(line: EntryLine) -> bool:
    """Whether a row has any figure but zeros, or a comment."""
    amounts = (line.budget, line.last_year, line.actual_to_date, line.previous)
    return any(amounts) or line.forecast is not None or bool(line.comment)


@dataclass(frozen=True, slots=True)
class Written:
    """What one version of a forecast says, by account group."""

    amounts: Mapping[int, int]
    comments: Mapping[int, str] = field(default_factory=dict)


def compared(lines: Sequence[EntryLine], this: Written, before: Written | None) -> list[EntryLine]:
    """`lines` with the version `this` as the forecast, beside the version `before` where there is one."""
    return [
        replace(
            line,
            forecast=this.amounts.get(line.group),
            comment=this.comments.get(line.group, ""),
            previous=line.previous if before is None else before.amounts.get(line.group),
        )
        for line in lines
    ]
