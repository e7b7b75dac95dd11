"""A unit's page as a workbook."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from forecasts.deviation import Standing
from forecasts.rounds.queries import CauseName, cause_name
from forecasts.unit_figures import Row
from socbudget.unit_page import UnitPage
from units.display import Display, month_and_year
from units.export import Cell, Column, Form, workbook
from units.money import ORE_PER_KRONA, MoneyUnit
from units.tables import taken_out


def unit_workbook(page: UnitPage) -> bytes:
    """The account groups of the page in kronor, with its total."""
    year = page.period.year
    headings = [
        _("Budget {year}").format(year=year - 1),
        _("Deviation {year}").format(year=year - 1),
        _("Budget {year}").format(year=year),
        _("Budget to date"),
        _("Actual to date"),
        _("Deviation to date"),
        _("Forecast"),
        _("Deviation, full year"),
    ]
    columns = [
        Column(_("Account group")),
        *(Column(f"{heading} (kr)", Form.KRONOR) for heading in headings),
        Column(_("Cause")),
        Column(_("Comment")),
    ]
    lines = [
        f"{page.unit.code} {page.unit.name}",
        page.unit.administration.name,
        _("As seen at the end of {month}, before measures").format(month=month_and_year(page.period.month)),
        *_after(page.standing),
    ]
    return workbook(
        page.unit.name,
        columns,
        [_cells(row, page.causes) for row in page.groups],
        lines=lines,
        total=_cells(page.total, page.causes, _("Total")),
        origin=taken_out(page.unit.administration),
    )


def _after(standing: Standing) -> list[str]:
    """What the year ends at after measures, where any counts."""
    if standing.after is None or standing.after_weighted is None:
        return []
    kronor = Display(MoneyUnit.KR)
    text = _("After decided measures that the forecast does not contain: {after}; weighted by probability {weighted}")
    return [text.format(after=kronor.in_words(standing.after), weighted=kronor.in_words(standing.after_weighted))]


def _cells(row: Row, causes: Sequence[CauseName], name: str = "") -> list[Cell]:
    amounts = [
        row.last_budget,
        row.last_deviation,
        row.budget,
        row.budget_to_date,
        row.actual_to_date,
        row.deviation_to_date,
        row.forecast,
        row.deviation,
    ]
    return [
        name or row.key.name,
        *(None if each is None else each / ORE_PER_KRONA for each in amounts),
        ", ".join(cause_name(causes, cause) for cause in row.causes),
        " ".join(row.comments),
    ]
