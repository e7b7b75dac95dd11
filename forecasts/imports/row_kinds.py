"""Rows that each say what kind of figure they hold: Budget, Utfall and Avvikelse below each other. Pure."""

from dataclasses import dataclass

from forecasts.imports.choose import KINDS, refuse_kind
from forecasts.imports.headings import Heading, heading_of
from forecasts.imports.lines import Job, is_blank
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell
from forecasts.imports.table import Column

MOST_WORDS = 12
SAMPLE = 50
AMOUNTS = ("amount", "total", "debit", "credit")
OWN_MEANING = frozenset({*AMOUNTS, "unit", "account", "group", "month", "year"})


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The column that says the kind of each row, and what its words mean."""

    column: Column
    words: dict[Cell, Heading]

    @property
    def present(self) -> list[str]:
        """The kinds that can be stored, in the order of `KINDS`."""
        found = {each.kind for each in self.words.values()}
        return [kind for kind in KINDS if kind in found]


def settle_kinds(job: Job) -> bool:
    """Leave only the amounts of one kind in `job`; false when it was asked which, or that kind is not there.

    Where the headings of the amounts say a kind, the rows are not asked.
    """
    if any(each.heading.kind for each in job.table.with_role("amount")):
        return True
    kinds = next(filter(None, (_kinds_in(job, each) for each in job.table.columns)), None)
    if kinds is None:
        return True
    said = job.context.options.kind
    if said in KINDS and said not in kinds.present:
        refuse_kind(job, said, [kinds.column])
        return False
    if said not in KINDS and len(kinds.present) != 1:
        job.notes.ask(Code.ASK_KIND, job.sheet, ", ".join(str(cell) for cell in kinds.words))
        return False
    kind = said if said in KINDS else kinds.present[0]
    job.claims.kinds = {kind}
    job.claims.texts["kind"] = kinds.column.heading.text
    _leave(job, kinds, kind)
    return True


def _kinds_in(job: Job, column: Column) -> _Kinds | None:
    """What a column says when every cell of it is a word for a kind, and there are two kinds or more."""
    if column.heading.role in OWN_MEANING:
        return None
    if not all(heading_of(cell).kind for cell in job.cells(column.index)[:SAMPLE] if not is_blank(cell)):
        return None
    cells = {cell for cell in job.distinct(column.index) if not is_blank(cell)}
    if not 1 < len(cells) <= MOST_WORDS:
        return None
    words = {cell: heading_of(cell) for cell in sorted(cells, key=str)}
    kinds = {each.kind for each in words.values()}
    return _Kinds(column, words) if len(kinds) > 1 and all(each.kind for each in words.values()) else None


def _leave(job: Job, kinds: _Kinds, kind: str) -> None:
    """Empty the amounts of rows of other kinds, of sums to date and of other years."""
    wanted = {
        cell
        for cell, each in kinds.words.items()
        if each.kind == kind and each.scope != "to-date" and each.year in {None, job.year}
    }
    marks = [is_blank(cell) or cell in wanted for cell in job.cells(kinds.column.index)]
    for column in job.table.with_role(*AMOUNTS):
        cells = zip(job.cells(column.index), marks, strict=True)
        job.body[column.index] = [cell if kept else None for cell, kept in cells]
        job.different.pop(column.index, None)
