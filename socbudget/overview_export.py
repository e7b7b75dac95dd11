"""The table of units as a workbook: what the page shows, all of its rows."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forecasts.deviation import Total
from forecasts.overview import Choice
from forecasts.tables import StandingTable
from socbudget.overview import Overview
from units.display import month_and_year
from units.export import Cell
from units.money import ORE_PER_KRONA
from units.tables import exported


def overview_workbook(overview: Overview, table: StandingTable, choice: Choice) -> bytes:
    """An xlsx file: the finding, the scope, the units asked for in the order of the page and their sum in kronor."""
    heading = f"{overview.name}, {month_and_year(overview.period.month)}"
    lines = [heading, overview.finding, overview.scope]
    if overview.administration.label:
        lines.append(overview.administration.label)
    if choice != Choice():
        lines.append(_("A selection of the units, and their sum."))
    lines.append(_("Amounts in kr, net cost. Deviation: + is surplus, − is deficit."))
    lines.append(_("Before measures where nothing else is said."))
    lines.append(_("Taken out {day}").format(day=date_format(timezone.localtime(), "Y-m-d H:i")))
    return exported(
        table, _("Units"), administration=overview.administration, lines=lines, total=_total_cells(table.total)
    )


def _total_cells(total: Total) -> dict[str, Cell]:
    amounts = {
        "budget": total.budget,
        "budget_to_date": total.budget_to_date,
        "actual_to_date": total.actual_to_date,
        "deviation_to_date": total.deviation_to_date,
        "forecast": total.forecast,
        "deviation": total.deviation,
        "after": total.after,
        "after_weighted": total.after_weighted,
        "change": total.change,
    }
    kronor = {name: amount / ORE_PER_KRONA for name, amount in amounts.items() if amount is not None}
    return {"unit": _("Sum"), **kronor}
