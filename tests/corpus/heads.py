"""Reports that are known by their heads: of a whole company, of an administration, per cent of the year's budget."""

from tests.corpus.case import Case, asks, holds, holds_or_asks
from tests.corpus.organisation import ACCOUNTS, UNITS, ledger, ledger_truth, net_tkr, spread
from tests.corpus.writing import Grid, bold_row, kronor, xlsx

YEAR = range(1, 13)


def sums(unit: str, until: int) -> list[int]:
    """Whole tkr of a unit: actual and budget to date, budget of the year."""
    actual = sum(net_tkr(unit, number) for number in range(1, until + 1))
    budget = sum(net_tkr(unit, number, "budget") for number in range(1, until + 1))
    return [actual, budget, sum(net_tkr(unit, number, "budget") for number in YEAR)]


def added(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def yearly_budget() -> dict[tuple[str, str, str, str], int]:
    return {
        ("budget", unit, f"2026-{number:02}", "0"): amount
        for unit in UNITS
        for number, amount in enumerate(spread(sums(unit, 8)[2] * 100_000), start=1)
    }


def per_cent() -> Grid:
    """The budget to date under a heading that is a share of the year."""
    rows = []
    for unit in UNITS:
        actual, budget, year = sums(unit, 7)
        rows.append([actual, year, budget - actual, budget])
    lines = [[f"{unit} {name}", *row] for (unit, name), row in zip(UNITS.items(), rows, strict=True)]
    total = bold_row("Summa", *added(rows))
    heading = ["Ansvar", "Utfall", "Budget", "Avvikelse", "Budget 58%"]
    return Grid([["Budgetuppföljning juli 2026, tkr"], [], heading, *lines, total])


def administration() -> Grid:
    rows = []
    for unit in UNITS:
        actual, budget, year = (1000 * amount for amount in sums(unit, 8))
        rows.append([year, budget, actual, budget - actual, round(100 * actual / year, 1)])
    lines = [[unit, name, *row] for (unit, name), row in zip(UNITS.items(), rows, strict=True)]
    total = bold_row("Summa förvaltning", None, *added(rows)[:4], None)
    heading = ["Ansvar", "Text", "Årsbudget", "Budget jan-aug", "Utfall jan-aug", "Avvikelse", "Förbr %"]
    titles = [["Budgetavräkning – Fackförvaltning"], ["Period: jan-aug 2026   Förvaltning: 117   Kr"], []]
    return Grid([*titles, heading, *lines, total])


def of_company(*, unit: str = "") -> Grid:
    """Accounts of the company, or of one unit that only the title names."""
    units = [unit] if unit else list(UNITS)
    rows = []
    for account, text in ACCOUNTS.items():
        month = sum(ledger(each, account, 8) for each in units)
        to_date = sum(ledger(each, account, number) for each in units for number in range(1, 9))
        rows.append([account, text, *map(kronor, (month, to_date, to_date * 97 // 100))])
    title = "Resultaträkning inkl jämförelse med fg år  Företag: 183  Period: 202608"
    about = [[f"Ansvar: {unit} {UNITS[unit]}"]] if unit else []
    heading = ["Konto", "Benämning", "Utfall per", "Utfall ack", "Utfall ack fg år"]
    total = ["", "Resultat", *(round(sum(row[at] for row in rows), 2) for at in (2, 3, 4))]
    return Grid([[title], *about, [], heading, *rows, total])


def both_years() -> Grid:
    """This year's month beside last year's, by unit and account."""
    rows = [
        [unit, account, kronor(ledger(unit, account, 8)), kronor(ledger(unit, account, 8) * 93 // 100)]
        for unit in UNITS
        for account in ACCOUNTS
    ]
    return Grid([["Augusti 2026, kr"], ["Ansvar", "Konto", "Utfall", "Utfall fg år"], *rows])


def quarters() -> Grid:
    rows = [
        [f"{unit} {name}", *(sum(net_tkr(unit, 3 * part + at, "budget") for at in (1, 2, 3)) for part in range(4))]
        for unit, name in UNITS.items()
    ]
    return Grid([["Budget 2026, tkr"], ["Enhet", "Kv 1", "Kv 2", "Kv 3", "Kv 4"], *rows])


def thirds() -> Grid:
    rows = [
        [f"{unit} {name}", *(sum(net_tkr(unit, 4 * part + at, "budget") for at in (1, 2, 3, 4)) for part in range(3))]
        for unit, name in UNITS.items()
    ]
    heading = ["Enhet", "Budget tertial 1", "Budget tertial 2", "Budget tertial 3"]
    return Grid([["Budget 2026, tkr"], heading, *rows])


def plans() -> Grid:
    """Budgets of three years, of which the file's title says which one it is about."""
    rows = [
        [f"{unit} {name}", year, year * 102 // 100, year * 104 // 100]
        for unit, name in UNITS.items()
        for year in [sums(unit, 8)[2]]
    ]
    heading = ["Enhet", "Budget 2026", "Plan 2027", "Plan 2028"]
    return Grid([["Budget och plan, tkr"], heading, *rows])


def forecast() -> Grid:
    rows = []
    for at, unit in enumerate(UNITS):
        actual, budget, year = sums(unit, 8)
        rows.append([year, budget, actual, year + 100 * at - 250, 250 - 100 * at, 40, 60 - 100 * at])
    lines = [[unit, name, *row] for (unit, name), row in zip(UNITS.items(), rows, strict=True)]
    heading = [
        "Ansvar", "Enhet", "Budget helår", "Budget ack", "Utfall ack", "Prognos helår", "Avvikelse budget–prognos",
        "Föregående prognos", "Förändring",
    ]  # fmt: skip
    total = bold_row("Totalt", None, *added(rows))
    return Grid([["Prognosrapport augusti 2026, tkr"], [], heading, *lines, total])


def cases() -> list[Case]:
    refused = ("summary-of-actuals", "accumulated-amounts", "ask-kind", "ask-columns")
    no_unit = ("unknown-layout", "ask-columns", "missing-unit", "ask-month")
    own = {key: amount for key, amount in ledger_truth("actual", [8]).items() if key[1] == "5110"}
    expected = {
        ("forecast", unit, "2026-08", "0"): 100_000 * (sums(unit, 8)[2] + 100 * at - 250)
        for at, unit in enumerate(UNITS)
    }
    return [
        Case(
            "head-per-cent-of-budget.xlsx",
            lambda: xlsx(per_cent()),
            [asks(*refused), holds_or_asks(_until_july(), *refused, kind="budget")],
        ),
        Case(
            "head-budgetavrakning.xlsx",
            lambda: xlsx(administration()),
            [holds_or_asks(yearly_budget(), *refused), holds(yearly_budget(), kind="budget")],
        ),
        Case("head-resultatrakning-company.xlsx", lambda: xlsx(of_company()), [asks(*no_unit)]),
        Case(
            "head-resultatrakning-unit.xlsx",
            lambda: xlsx(of_company(unit="5110")),
            [holds_or_asks(own, *no_unit)],
        ),
        Case("head-last-year-beside.xlsx", lambda: xlsx(both_years()), [holds(ledger_truth("actual", [8]))]),
        Case(
            "head-quarters.xlsx", lambda: xlsx(quarters()), [asks("unknown-layout", "ask-columns", "ambiguous-columns")]
        ),
        Case(
            "head-thirds.xlsx",
            lambda: xlsx(thirds()),
            [asks("unknown-layout", "ask-columns", "ambiguous-columns")],
        ),
        Case("head-budget-and-plans.xlsx", lambda: xlsx(plans()), [holds_or_asks(yearly_budget(), "ask-year")]),
        Case("head-forecast.xlsx", lambda: xlsx(forecast()), [holds(expected)]),
    ]


def _until_july() -> dict[tuple[str, str, str, str], int]:
    return yearly_budget()
