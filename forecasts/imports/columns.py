"""What the columns of a table hold, by their headings and by what stands under them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from forecasts.imports.cells import account_of
from forecasts.imports.headings import NO_HEADING, Heading, heading_of, plain
from forecasts.imports.names import Names
from forecasts.imports.sheet import Cell, Sheet
from forecasts.imports.table import Column

SAMPLE = 60
TREE_SAMPLE = 500
ACCOUNT = 4
HALF = 0.5
MOST = 0.8
HARDLY = 0.2
UNIT_LIKE = frozenset({"", "unit", "unit-name", "name", "activity", "activity-name", "ignored", "group", "detail"})
ACTIVITIES = frozenset({"activity", "activity-name"})
KINDS = frozenset({"budget", "actual", "forecast", "deviation"})


@dataclass(frozen=True, slots=True)
class Known:
    """The names that cells are held against."""

    units: Names
    groups: Names


def columns_of(sheet: Sheet, headings: Sequence[Heading], first: int, known: Known) -> list[Column]:
    """The columns with their roles settled; the rows under the headings begin at index `first`."""
    columns = [Column(index, heading) for index, heading in enumerate(headings)]
    columns = _year_month_numbers(columns)
    columns = _named_neighbours(columns)
    return _with_units(sheet, columns, first, known)


def said_columns(columns: Sequence[Column], said: Sequence[tuple[int, str]]) -> list[Column]:
    """The columns as a person says: `said` are indices and roles of `layouts.COLUMN_ROLES`.

    What is not said keeps nothing but a month in its heading, and that only when no amounts were said.
    """
    roles = dict(said)
    width = max([*(each.index for each in columns), *roles], default=-1) + 1
    by_index = {each.index: each for each in columns}
    every = [by_index.get(index, Column(index, NO_HEADING)) for index in range(width)]
    with_amounts = any(role in KINDS or role in {"amount", "debit"} for role in roles.values())
    return [_said(each, roles.get(each.index, ""), with_amounts=with_amounts) for each in every]


def _said(column: Column, role: str, *, with_amounts: bool) -> Column:
    heading = column.heading
    if role in KINDS:
        return replace(column, heading=replace(heading, role="amount", kind=role))
    if role == "amount":
        return replace(column, heading=replace(heading, role="amount", kind=""))
    if role:
        return replace(column, heading=replace(heading, role=role, kind=""))
    kept = heading.role == "amount" and heading.month is not None and not with_amounts
    return column if kept else replace(column, heading=replace(heading, role="ignored", kind=""))


def _year_month_numbers(columns: list[Column]) -> list[Column]:
    """Lone numbers 1–12 are months only when several of them follow each other."""
    numbers = [
        each.heading.month
        for each in columns
        if each.heading.text.isdigit() and each.heading.month and not each.heading.year
    ]
    runs = len(numbers) >= 2 and all(later == earlier + 1 for earlier, later in pairwise(numbers))
    if runs:
        return columns
    return [
        replace(each, heading=NO_HEADING) if each.heading.text.isdigit() and not each.heading.year else each
        for each in columns
    ]


def _named_neighbours(columns: list[Column]) -> list[Column]:
    """A name column and a repeated code heading belong to the code to their left."""
    seen: list[Column] = []
    codes = {"unit": "unit-name", "account": "account-name", "group": "group-name", "activity": "activity-name"}
    for each in columns:
        role = each.heading.role
        before = next((one.heading.role for one in reversed(seen) if one.heading.role in codes), "")
        if role == "name":
            role = codes.get(before, "unit-name")
        elif role in codes and any(one.heading.role == role for one in seen):
            role = codes[role] if seen[-1].heading.role == role else "ignored"
        seen.append(replace(each, heading=replace(each.heading, role=role)))
    return seen


def _with_units(sheet: Sheet, columns: list[Column], first: int, known: Known) -> list[Column]:
    """The unit column is the one whose heading says so, unless its cells say no unit and another's cells do."""
    named = next((each for each in columns if each.heading.role == "unit"), None)
    by_name = next((each for each in columns if each.heading.role == "unit-name"), None)
    amounts = [each.index for each in columns if each.heading.role == "amount"]
    others = [
        each
        for each in columns
        if (each.heading.role in UNIT_LIKE or _is_text_of_amounts(sheet, each, first))
        and each is not named
        and (not amounts or each.index < max(amounts))
    ]
    shares = {each.index: _share(_sample(sheet, each.index, first), known.units) for each in others}
    best = max(others, key=lambda each: (shares[each.index], -each.index), default=None)
    share = shares[best.index] if best else 0.0
    if named is not None:
        stays = best is None or share < MOST or best.heading.role in ACTIVITIES
        return columns if stays or _may_be_units(sheet, named, first, known.units) else _moved(columns, named, best)
    if best is not None and share >= HALF:
        return _moved(columns, None, best)
    if by_name is not None:
        return _moved(columns, None, by_name)
    tree = next((each for each in others if _is_tree(_sample(sheet, each.index, first, TREE_SAMPLE), known)), None)
    return _moved(columns, None, tree)


def _may_be_units(sheet: Sheet, column: Column, first: int, units: Names) -> bool:
    """Whether anything under a heading for the unit is one, or most of it is codes, which may be of new units."""
    if _share(_sample(sheet, column.index, first), units) > HARDLY:
        return True
    cells = {cell for cell in sheet.columns()[column.index][first:] if plain(cell)}
    codes = sum(plain(cell)[0].isdigit() for cell in cells)
    return codes >= HALF * len(cells) > 0 or any(units.find(cell) is not None for cell in cells)


def moved_unit(columns: Sequence[Column]) -> tuple[str, str] | None:
    """The headings of the column that the unit is read from, and of the one that says it is but names none."""
    unit = next((each for each in columns if each.heading.role == "unit"), None)
    other = next(
        (each for each in columns if each.heading.role == "ignored" and heading_of(each.heading.text).role == "unit"),
        None,
    )
    moved = unit and other and unit.heading.text and heading_of(unit.heading.text).role != "unit"
    return (unit.heading.text, other.heading.text) if unit and other and moved else None


def _is_text_of_amounts(sheet: Sheet, column: Column, first: int) -> bool:
    """Whether a heading that speaks of the amounts, such as Belopp i tkr, stands over nothing but words."""
    if column.heading.role != "amount" or column.heading.kind or column.heading.month:
        return False
    return all(
        isinstance(cell, str) and not cell.strip()[-1:].isdigit() for cell in _sample(sheet, column.index, first)
    )


def _moved(columns: list[Column], before: Column | None, after: Column | None) -> list[Column]:
    """The columns with the role of the unit at `after` instead of at `before`."""
    roles = {before.index: "ignored"} if before else {}
    roles |= {after.index: "unit"} if after else {}
    return [
        replace(each, heading=replace(each.heading, role=roles[each.index])) if each.index in roles else each
        for each in columns
    ]


def _sample(sheet: Sheet, index: int, first: int, rows: int = SAMPLE) -> list[Cell]:
    return [row[index] for row in sheet.rows[first : first + rows] if index < len(row) and plain(row[index])]


def _share(cells: Sequence[Cell], units: Names) -> float:
    """How many of the cells name a unit."""
    return sum(units.find(cell) is not None for cell in cells) / len(cells) if cells else 0.0


def _is_tree(cells: Sequence[Cell], known: Known) -> bool:
    """Whether units and what stands under them, accounts or account groups, share a column."""
    units = sum(known.units.find(cell) is not None for cell in cells)
    below = sum(len(account_of(cell)) >= ACCOUNT or known.groups.find(cell) is not None for cell in cells)
    return units > 0 and below > 0 and units + below >= HALF * len(cells)


def looks_like_accounts(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells begin with an account of four digits or more."""
    texts = [cell for cell in cells if plain(cell)]
    return bool(texts) and sum(len(account_of(cell)) >= ACCOUNT for cell in texts) >= MOST * len(texts)
