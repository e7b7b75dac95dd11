"""A table saved as a web page, as many systems do when they say xls. Pure."""

from html.parser import HTMLParser

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.sheet import Cell, Sheet, Workbook

_WIDEST = 1000


def read_webpage(text: str, limits: Limits) -> Workbook:
    """The largest table of a web page; its cells are texts as they stand, or None.

    Raises:
        UnreadableError: there is no table, or it is too large.
    """
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    tables = [table for table in reader.tables if any(any(row) for row in table)]
    if not tables:
        raise UnreadableError(Problem(Code.NOT_A_SPREADSHEET, hint="html"))
    return Workbook("html", [Sheet("", max(tables, key=lambda table: sum(map(len, table))))])


class _Reader(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.tables: list[list[list[Cell]]] = []
        self.open: list[list[list[Cell]]] = []
        self.text: list[str] | None = None
        self.span = 1
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.open.append([])
            self.tables.append(self.open[-1])
        elif tag == "tr" and self.open:
            self._end_cell()
            self.open[-1].append([])
        elif tag in ("td", "th") and self.open:
            self._end_cell()
            self.text = []
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), _WIDEST) if span.isdecimal() and len(span) < 5 else 1
        elif tag == "br" and self.text is not None:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def _end_cell(self) -> None:
        if self.text is None or not self.open:
            return
        table = self.open[-1]
        if not table:
            table.append([])
        self.cells += self.span
        if self.cells > self.limits.cells:
            raise UnreadableError(Problem(Code.UNFOLDS_TOO_LARGE))
        table[-1] += ["".join(self.text).strip() or None, *[None] * (self.span - 1)]
        self.text = None
