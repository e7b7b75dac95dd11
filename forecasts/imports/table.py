"""A table of a sheet: where it is, and what each of its columns holds. Pure."""

from dataclasses import dataclass

from forecasts.imports.headings import Heading
from forecasts.imports.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its index in the sheet's rows and what its heading says."""

    index: int
    heading: Heading


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table. All numbers are indices in the sheet's rows.

    `header` are the heading rows; the rows of the table begin at `first` and end before `last`. `titles` are the rows
    that speak of this table, `heads` those that speak of the whole sheet. `repeated` are rows where the headings stand
    again. `title_units` are units that stand above their rows instead of in a column, and from which row on.
    """

    sheet: Sheet
    shape: str
    header: tuple[int, ...]
    first: int
    columns: tuple[Column, ...]
    last: int | None = None
    titles: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()
    repeated: frozenset[int] = frozenset()
    title_units: tuple[tuple[int, Cell], ...] = ()

    def with_role(self, *roles: str) -> list[Column]:
        """The columns with one of these roles, from left to right."""
        return [each for each in self.columns if each.heading.role in roles]

    def one(self, role: str) -> Column | None:
        """The first column with this role."""
        return next(iter(self.with_role(role)), None)

    @property
    def month_columns(self) -> list[Column]:
        """The columns that each hold a month's amount."""
        return [each for each in self.with_role("amount") if each.heading.month]

    @property
    def place(self) -> str:
        """The cell where the headings begin: A3."""
        left = min((each.index for each in self.columns if each.heading.text and each.index < self.made), default=0)
        return self.sheet.address(self.header[0], left)

    @property
    def made(self) -> int:
        """The index of the first column beyond the sheet's own."""
        return len(self.sheet.columns())

    @property
    def end(self) -> int:
        """The index of the row after the last."""
        return len(self.sheet.rows) if self.last is None else self.last

    def _title_units(self) -> list[Cell]:
        found: list[Cell] = [None] * (self.end - self.first)
        for row, cell in self.title_units:
            found[row - self.first :] = [cell] * (self.end - row)
        return found

    def cells(self, index: int) -> list[Cell]:
        """The cells of a column under the headings; rows where the headings stand again are empty."""
        if self.title_units and index == self.made:
            return self._title_units()
        columns = self.sheet.columns()
        whole: list[Cell] = columns[index] if index < len(columns) else [None] * len(self.sheet.rows)
        own = whole[self.first : self.last]
        for row in self.repeated:
            own[row - self.first] = None
        return own
