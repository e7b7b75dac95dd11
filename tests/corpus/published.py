"""Tables that municipalities have printed, as workbooks: as numbers, and as the text that stands on the page.

The tables are in fixtures/uploads/published.json. Their rows are the units of a test administration of their own.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from forecasts.imports.examined import KnownUnit
from tests.corpus.case import Case, Key, Reading, asks, holds, holds_or_asks
from tests.corpus.organisation import START, spread
from tests.corpus.writing import Grid, bold_row, xlsx

DATA = Path(__file__).resolve().parent.parent.parent / "fixtures" / "uploads" / "published.json"
ORE = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000, "Mkr": 100_000_000}
REFUSED = (
    "unknown-layout", "ask-columns", "ask-kind", "not-that-kind", "summary-of-actuals", "missing-unit", "unknown-unit",
    "ambiguous-columns", "accumulated-amounts", "ask-year", "ask-month",
)  # fmt: skip


@cache
def tables() -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in json.loads(DATA.read_text(encoding="utf-8"))}


def units_of(name: str) -> tuple[KnownUnit, ...]:
    """The rows of the table as units, with codes of their place; in T02 the code stands in the row."""
    found = []
    for at, row in enumerate(tables()[name]["rows"], start=1):
        code, _, rest = str(row[0]).partition(" ")
        found.append(
            KnownUnit(at, code, rest, START, None) if code.isdigit() else KnownUnit(at, f"R{at}", row[0], START, None)
        )
    return tuple(found)


def written(cell: object, dash: str) -> object:
    """A number as it stands on the page: thousands with a space, decimal comma, a dash for minus."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    places = 1 if isinstance(cell, float) else 0
    text = f"{abs(cell):,.{places}f}".replace(",", " ").replace(".", ",")
    return f"{dash}{text}" if cell < 0 else text


def grid(name: str, *, dash: str | None = None) -> Grid:
    """The table as printed; with `dash` every amount is text with that minus."""
    table = tables()[name]
    rows = [list(row) for row in table["rows"]]
    totals = [bold_row(label, *amounts) for label, amounts in table["totals"].items() if len(amounts) > 1]
    totals += [bold_row(label, *amounts) for label, amounts in table["totals"].items() if len(table["columns"]) == 2]
    body = [*totals, *rows] if table["total_above"] else [*rows, *totals]
    if dash is not None:
        body = [[written(getattr(cell, "value", cell), dash) for cell in row] for row in body]
    title = f"{table['title']} ({table['money']})"
    return Grid([[title], [], table["columns"], *body], name)


def column(name: str, at: int) -> dict[str, Decimal]:
    """The amounts of a column by the code of the unit."""
    rows = tables()[name]["rows"]
    return {each.code: Decimal(str(row[at])) for each, row in zip(units_of(name), rows, strict=True)}


def ore(name: str, amount: Decimal) -> int:
    return int(amount * ORE[tables()[name]["money"]])


def forecast(name: str, amounts: Mapping[str, Decimal], as_of: Mapping[str, str] | str) -> dict[Key, int]:
    return {
        ("forecast", code, as_of if isinstance(as_of, str) else as_of[code], "0"): ore(name, amount)
        for code, amount in amounts.items()
    }


def implied(name: str, budget: int, deviation: int) -> dict[str, Decimal]:
    """Budget minus deviation."""
    deviations = column(name, deviation)
    return {code: amount - deviations[code] for code, amount in column(name, budget).items()}


def budgets(name: str, amounts: Mapping[str, Decimal], year: int) -> dict[Key, int]:
    return {
        ("budget", code, f"{year}-{number:02}", "0"): amount
        for code, whole in amounts.items()
        for number, amount in enumerate(spread(ore(name, whole)), start=1)
    }


def readings() -> dict[str, list[Reading]]:
    """What is right for each table; those without units cannot be stored at all."""
    own = {code: -amount for code, amount in column("T02", 4).items()}
    months = {f"R{at}": "2012-07" if at < 3 else "2012-08" for at in range(1, 7)}
    net = {code: -amount for code, amount in column("T06", 6).items()}
    august = {"kind": "forecast", "month": date(2012, 8, 1)}
    found = {name: [asks(*REFUSED)] for name in tables()}
    own_costs = {code: -amount for code, amount in column("T01", 5).items()}
    return found | {
        "T01": [
            holds_or_asks(forecast("T01", own_costs, "2020-10"), *REFUSED, "ask-sign"),
            holds(forecast("T01", own_costs, "2020-10"), sign="cost-negative"),
        ],
        "T10": [asks(*REFUSED, "ask-sign")],
        "T02": [holds(forecast("T02", own, "2020-10"))],
        "T04": [asks("no-stored-budget")],
        "T06": [asks(*REFUSED), holds(budgets("T06", net, 2020), kind="budget")],
        "S01": [holds(forecast("S01", implied("S01", 3, 4), months))],
        "S02": [asks(*REFUSED), holds(forecast("S02", implied("S02", 3, 4), "2012-08"), **august)],
        "S03": [
            asks(*REFUSED),
            holds(forecast("S03", implied("S03", 3, 4), "2012-08"), "total-differs", **august),
            holds(budgets("S03", column("S03", 3), 2012), "total-differs", kind="budget", year=2012),
        ],
    }


def cases() -> list[Case]:
    found = []
    for name, right in readings().items():
        for ending, dash in (("", None), ("-as-text", "\N{MINUS SIGN}"), ("-dashes", "– ")):
            found.append(
                Case(
                    f"published-{name}{ending}.xlsx",
                    lambda name=name, dash=dash: xlsx(grid(name, dash=dash)),
                    right,
                    units_of(name),
                    (),
                )
            )
    return [*found, _against_stored()]


def _against_stored() -> Case:
    """Deviations alone, beside budgets that are stored: 100 mnkr for every row."""
    stored = 100 * ORE["mnkr"]
    amounts = {code: 100 - deviation for code, deviation in column("T04", 1).items()}
    yearly = {(each.pk, 2016, "budget"): stored for each in units_of("T04")}
    right = [holds(forecast("T04", amounts, "2016-05"))]
    return Case("published-T04-stored.xlsx", lambda: xlsx(grid("T04")), right, units_of("T04"), (), yearly)
