"""Sheets from text tables, and an organisation to hold them against."""

from datetime import date

from forecasts.imports.examined import Context, KnownGroup, KnownUnit, Options
from forecasts.imports.pipeline import understand
from forecasts.imports.sheet import Sheet, Workbook
from units.accounts import KOMMUN_BAS

GROUPS = tuple(KnownGroup(100 + number, each.code, each.name, each.kind) for number, each in enumerate(KOMMUN_BAS))
RANGES = tuple((first, last, each.code) for each in KOMMUN_BAS for first, last in each.ranges)
GROUP = {each.code: each.pk for each in GROUPS}
START = date(2010, 1, 1)
UNITS = (
    KnownUnit(1, "4100", "Barn och unga", START, None),
    KnownUnit(2, "4200", "Vuxen", START, None),
    KnownUnit(3, "4210", "Missbruk", START, None, parent=2),
    KnownUnit(4, "4220", "Socialpsykiatri", START, None, parent=2),
    KnownUnit(5, "60", "Stab, nämnd och ledning", START, None),
    KnownUnit(6, "61", "Mottagning och utredning", START, None),
    KnownUnit(7, "63", "Socialt stöd", START, None),
    KnownUnit(8, "64", "Vård och omsorg", START, None),
    KnownUnit(9, "0041", "Nollenheten", START, None),
    KnownUnit(10, "4300", "Stängda enheten", START, date(2026, 3, 1)),
    KnownUnit(11, "4400", "Annans enhet", START, None, editable=False),
)


def number(text):
    """A cell of a text table: empty, a whole number in quotes stays text, else what it looks like."""
    if text in {"", "."}:
        return None
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text)
    except ValueError:
        return text


def sheet(text, name="Blad1", **fields):
    """A sheet from lines whose cells are parted by |. A lone . is an empty cell, 'x is text."""
    rows = [[number(cell.strip()) for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[None] * (width - len(row))] for row in rows], **fields)


def context(*, units=UNITS, yearly=None, **options):
    return Context("EX", units, GROUPS, RANGES, frozenset(), date(2026, 9, 10), Options(**options), yearly or {})


def read(text, *, name="Blad1", fields=None, **options):
    return understand(Workbook("xlsx", [sheet(text, name, **(fields or {}))]), context(**options))


def problems(understood):
    """Code and cell of every problem."""
    return [(each.code.value, each.cell) for each in understood.problems]
