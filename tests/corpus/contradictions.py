"""Tables whose parts say different things, or that stand the other way round."""

from tests.corpus.case import Case, asks, holds, holds_or_asks
from tests.corpus.organisation import (
    COST_GROUPS,
    DEPARTMENTS,
    GROUP_NAMES,
    UNITS,
    department_of,
    groups_truth,
    in_group,
    net_tkr,
    tkr,
    units_truth,
)  # fmt: skip
from tests.corpus.traps import EIGHT, QUESTIONS, SHORT, YEAR, by_month
from tests.corpus.writing import Grid, bold, xlsx


def yearly(kind: str = "budget", months: tuple[int, ...] = YEAR) -> dict[str, int]:
    """Whole tkr of each unit."""
    return {unit: sum(net_tkr(unit, number, kind) for number in months) for unit in UNITS}


def ranges() -> Grid:
    """Budget and actuals of eight months, and nothing of a year."""
    budget, actual = yearly("budget", EIGHT), yearly("actual", EIGHT)
    rows = [[name, budget[unit], actual[unit], budget[unit] - actual[unit]] for unit, name in UNITS.items()]
    return Grid([["2026, tkr"], ["Enhet", "Budget jan-aug", "Utfall jan-aug", "Avvikelse"], *rows])


def forecasts_twice() -> Grid:
    rows = [[name, year, year + 300, year + 120] for name, year in zip(UNITS.values(), yearly().values(), strict=True)]
    heading = ["Enhet", "Budget", "Prognos", "Prognos efter åtgärder"]
    return Grid([["Prognos per augusti 2026, tkr"], heading, *rows])


def before_measures() -> dict[tuple[str, str, str, str], int]:
    return {("forecast", unit, "2026-08", "0"): 100_000 * (year + 300) for unit, year in yearly().items()}


def units_across() -> Grid:
    rows = [
        [GROUP_NAMES[group], *(tkr(sum(in_group(unit, group, each, "budget") for each in YEAR)) for unit in UNITS)]
        for group in COST_GROUPS
    ]
    return Grid([["Budget 2026, tkr"], ["Kontogrupp", *(f"{code} {name}" for code, name in UNITS.items())], *rows])


def months_down() -> Grid:
    rows = [[name, *(net_tkr(unit, number, "budget") for unit in UNITS)] for number, name in enumerate(SHORT, start=1)]
    return Grid([["Budget 2026, tkr"], ["Månad", *(f"{code} {name}" for code, name in UNITS.items())], *rows])


def department_lacks_unit() -> Grid:
    """The row of a department is the sum of its units, one of which was removed."""
    rows: list[list[object]] = []
    for code, name in DEPARTMENTS.items():
        own = by_month(units=[unit for unit in UNITS if department_of(unit) == code])
        sums = [sum(column) for column in zip(*(row[1:] for row in own), strict=True)]  # type: ignore[arg-type]
        rows += [[bold(name), *sums], *(own[1:] if code == "51" else own)]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows])


def without(unit: str, figures: dict[tuple[str, str, str, str], int]) -> dict[tuple[str, str, str, str], int]:
    return {key: amount for key, amount in figures.items() if key[1] != unit}


def worse_is_positive() -> Grid:
    """A deviation that is forecast minus budget: + is a deficit."""
    rows = []
    for at, (unit, year) in enumerate(yearly().items()):
        rows.append([UNITS[unit], year, year + 100 * at - 250, 100 * at - 250])
    heading = ["Enhet", "Budget helår", "Prognos helår", "Avvikelse"]
    return Grid([["Prognos per augusti 2026, tkr"], heading, *rows])


def unsigned_months() -> Grid:
    rows = [
        [f"{unit} {name}", GROUP_NAMES[group], *(abs(tkr(in_group(unit, group, each, "budget"))) for each in YEAR)]
        for unit, name in UNITS.items()
        for group in COST_GROUPS
    ]
    return Grid([["Budget 2026, tkr"], ["Enhet", "Kontogrupp", *SHORT], *rows])


def other_year_in_headings() -> Grid:
    return Grid([["Budget 2026, tkr"], ["Enhet", *(f"{name}-25" for name in SHORT)], *by_month()])


def two_moneys() -> Grid:
    rows = [[name, year / 1000, year + 90] for name, year in zip(UNITS.values(), yearly().values(), strict=True)]
    heading = ["Enhet", "Budget mnkr", "Prognos tkr"]
    return Grid([["Prognos per augusti 2026"], heading, *rows])


def unallocated() -> Grid:
    rows = [*by_month(), ["Ofördelad besparing", *[-100] * 12]]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows])


def cases() -> list[Case]:
    budget = units_truth("budget", YEAR)
    worse = {
        ("forecast", unit, "2026-08", "0"): 100_000 * (year + 100 * at - 250)
        for at, (unit, year) in enumerate(yearly().items())
    }
    fewer = without("5110", budget)
    asked = asks(*QUESTIONS)
    forecast = {key: amount - 210 * 100_000 for key, amount in before_measures().items()}
    every = {
        "ranges": (ranges, [asked, asks(*QUESTIONS, kind="budget"), asks(*QUESTIONS, kind="actual")]),
        "forecast-after-measures": (forecasts_twice, [holds(before_measures())]),
        "units-across": (units_across, [asked]),
        "months-down": (months_down, [asked]),
        "department-lacks-unit": (department_lacks_unit, [holds(fewer, "total-differs")]),
        "worse-is-positive": (worse_is_positive, [holds_or_asks(worse, "ask-sign")]),
        "unsigned-months": (
            unsigned_months,
            [asks("ask-sign"), holds(groups_truth("budget", YEAR), sign="unsigned")],
        ),
        "other-year-in-headings": (other_year_in_headings, [asks("ask-year")]),
        "two-units-of-money": (two_moneys, [holds_or_asks(forecast, "ask-money-unit")]),
        "unallocated": (unallocated, [asks("unknown-unit")]),
    }
    return [
        Case(f"contradiction-{name}.xlsx", lambda grid=grid: xlsx(grid()), readings)
        for name, (grid, readings) in every.items()
    ]
