"""Hand-made `Understood` values for tests of what comes after reading."""

from datetime import date

from forecasts.imports.amounts import FigureKey, Figures
from forecasts.imports.examined import ForecastRow, Understood
from units.models import Administration

AUGUST = date(2026, 8, 1)


def actuals(administration: Administration, table: str, kind: str = "actual") -> Understood:
    """A file with one row per line of `table`: unit, account group, account, month number and kronor."""
    units = dict(administration.units.values_list("code", "pk"))
    groups = dict(administration.account_groups.values_list("code", "pk"))
    figures = {}
    for line in table.strip().splitlines():
        unit, group, account, month, kronor = line.split()
        key = FigureKey(units[unit], date(2026, int(month), 1), groups[group], account.strip("-"), "")
        figures[key] = int(kronor) * 100
    months = sorted({key.month for key in figures})
    return Understood(
        layout="ledger-actuals", kind=kind, administration=administration.code, year=2026, months=months,
        figures={kind: Figures(figures)},
    )  # fmt: skip


def forecasts(administration: Administration, table: str, as_of: date = AUGUST) -> Understood:
    """A file with one row per line of `table`: unit, account group and kronor of the full-year forecast."""
    units = dict(administration.units.values_list("code", "pk"))
    groups = dict(administration.account_groups.values_list("code", "pk"))
    rows = [line.split() for line in table.strip().splitlines()]
    return Understood(
        layout="summary", kind="forecast", administration=administration.code, year=as_of.year, as_of=as_of,
        forecasts=[ForecastRow(units[unit], groups[group], int(kronor) * 100) for unit, group, kronor in rows],
    )  # fmt: skip
