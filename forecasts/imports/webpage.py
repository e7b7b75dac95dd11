"""Tables saved as a web page, as many systems do when they say xls. Pure."""

from html.parser import HTMLParser

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.sheet import Cell, Sheet, Workbook

_WIDEST = 1000
_FEWEST = 2


def read_webpage(text: str, limits: Limits) -> Workbook:
    """The tables of a web page, each on a sheet of its own; their cells are texts as they stand, or None.

    What has a single row or a single column lays out the page, so it is left out where there is anything else.

    Raises:
        UnreadableError: there is no table, or they are too many or too large.
    """
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    tables = [table for table in reader.tables if any(any(row) for row in table.rows)]
    if not tables:
        raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint="html"))
    wide = [table for table in tables if table.is_a_list] or [max(tables, key=lambda table: table.size)]
    if len(wide) > limits.sheets:
        raise UnreadableError(Problem(Code.TOO_MANY_SHEETS, found=str(len(wide))))
    names = [f"Tabell {number}" for number in range(1, len(wide) + 1)] if len(wide) > 1 else [""]
    return Workbook("html", [table.sheet(name) for name, table in zip(names, wide, strict=True)])


class _Table:
    """A table as far as it has been read. A cell over several rows or columns has its text in the first of them."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.taken: list[int] = []
        self.text: list[str] | None = None
        self.height = self.width = 1
        self.settled = 0

    @property
    def size(self) -> int:
        """How many cells there are."""
        return sum(map(len, self.rows))

    @property
    def is_a_list(self) -> bool:
        """Whether there are rows and columns enough for figures."""
        filled = [row for row in self.rows if any(row)]
        return len(filled) >= _FEWEST and max(map(len, filled)) >= _FEWEST

    def sheet(self, name: str) -> Sheet:
        """The table as a sheet, when it has been read."""
        self.end_group()
        return Sheet(name, self.rows, merged=tuple(each for each in self.merged if each[:2] != each[2:]))

    def begin_cell(self, height: int, width: int) -> None:
        self.text, self.height, self.width = [], height, width

    def begin_row(self) -> None:
        self.rows.append([])

    def end_group(self) -> None:
        """End the cells that say to go on below the last row: none goes on from the head of a table into its body."""
        last = len(self.rows)
        self.merged[self.settled :] = [
            (top, left, min(bottom, last), right) for top, left, bottom, right in self.merged[self.settled :]
        ]
        self.taken, self.settled = [], len(self.merged)

    def end_cell(self) -> int:
        """Put the cell that is open in the first free columns of the row; how many cells that made the table larger."""
        if self.text is None:
            return 0
        if not self.rows:
            self.begin_row()
        row, number = self.rows[-1], len(self.rows)
        before = first = len(row)
        while first < len(self.taken) and self.taken[first] >= number:
            first += 1
        row += [*[None] * (first - before), "".join(self.text).strip() or None, *[None] * (self.width - 1)]
        self.text = None
        if self.height > 1 or self.width > 1:
            bottom = number + self.height - 1
            self.merged.append((number, first + 1, bottom, first + self.width))
            self.taken += [0] * (len(row) - len(self.taken))
            self.taken[first : len(row)] = [bottom] * self.width
        return len(row) - before


class _Reader(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.open.append(_Table())
            self.tables.append(self.open[-1])
        elif not self.open:
            return
        elif tag == "tr":
            self._end_cell()
            self.open[-1].begin_row()
        elif tag in ("td", "th"):
            self._end_cell()
            said = dict(attrs)
            self.open[-1].begin_cell(_span(said.get("rowspan")), _span(said.get("colspan")))
        elif tag == "br":
            self.handle_data("\n")
        elif tag in ("thead", "tbody", "tfoot"):
            self._end_group()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        elif tag in ("thead", "tbody", "tfoot"):
            self._end_group()
        if tag == "table" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].text is not None:
            self.open[-1].text.append(data)

    def _end_group(self) -> None:
        self._end_cell()
        if self.open:
            self.open[-1].end_group()

    def _end_cell(self) -> None:
        if self.open:
            self.cells += self.open[-1].end_cell()
        if self.cells > self.limits.cells:
            raise UnreadableError(Problem(Code.UNFOLDS_TOO_LARGE))


def _span(said: str | None) -> int:
    """How many rows or columns a cell says that it takes; 0 is all that are left."""
    number = int(said) if said and said.isdecimal() and len(said) < 6 else 1
    return min(number or _WIDEST, _WIDEST)
