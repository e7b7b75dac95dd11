"""What the pages of the savings programme show: of an administration, or of one department."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forecasts.charts import Chart
from forecasts.queries import period
from measures.programme import words
from measures.programme.drawing import against_needed, by_year
from measures.programme.gap import DepartmentGap, Gap, Programme
from measures.programme.queries import (
    RequirementRow,
    programmes,
    requirements_of,
    row_of,
    years_around,
)
from measures.programme.tables import ProgrammeRow, ProgrammeTable, programme_rows, unit_rows
from measures.templatetags.programme import saving
from measures.words import decided_sentence
from units.asked import year_asked
from units.display import Display, display_of
from units.models import Administration, Department
from units.money import ORE_PER_KRONA
from units.tables import exported

SUMS = {
    "needed": "needed", "identified": "identified", "decided": "decided", "gap": "amount", "likely": "likely_decided",
    "likely_identified": "likely_identified", "realised": "realised", "verified": "verified",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """The programme of an administration or one of its departments in a year, with the years around it."""

    administration: Administration
    department: Department | None
    year: int
    display: Display
    gap: Gap
    rows: list[ProgrammeRow]
    years: Mapping[int, Gap]
    requirements: list[RequirementRow]
    not_spread: int

    @property
    def name(self) -> str:
        """Whose programme it is."""
        return str(self.department or self.administration)

    @property
    def finding(self) -> str:
        """The headline."""
        return words.finding(self.gap, self.year, timezone.localdate().year, self.display)

    @property
    def more(self) -> list[str]:
        """What stands behind it."""
        return words.more_about(self.gap, self.display)


def asked_year(request: HttpRequest, administration: Administration) -> int:
    """The year in the address; without one, that of the last month with figures."""
    return year_asked(request, 0) or period(administration).year


def programme_page(administration: Administration, year: int, department: Department | None = None) -> ProgrammePage:
    """The page of `year`. Nine queries, whatever the number of units and measures."""
    years = list(years_around(year))
    requirements = requirements_of(administration, years)
    found = programmes(administration, years, requirements)
    own = [_of(found[each], department) for each in years]
    gaps = {each: place.gap if place else Gap() for each, place in zip(years, own, strict=True)}
    place = own[years.index(year)]
    return ProgrammePage(
        administration=administration,
        department=department,
        year=year,
        display=display_of(administration),
        gap=gaps[year],
        rows=_rows(place),
        years={each: gap for each, gap in gaps.items() if gap},
        requirements=[row_of(each) for each in requirements if each.year == year],
        not_spread=place.not_spread if place else 0,
    )


def _of(found: Programme, department: Department | None) -> Programme | DepartmentGap | None:
    if department is None:
        return found
    return next((each for each in found.departments if each.department.pk == department.pk), None)


def _rows(place: Programme | DepartmentGap | None) -> list[ProgrammeRow]:
    if place is None:
        return []
    return programme_rows(place) if isinstance(place, Programme) else unit_rows(place)


def programme_table(page: ProgrammePage, *, to_measures: bool) -> ProgrammeTable:
    """The table of `page`; units lead to their measures where the person may read those."""
    notes = [
        _("Amounts in {unit}; what is saved is positive.").format(unit=page.display.unit),
        _("Costs are taken away in every column."),
        decided_sentence(),
    ]
    return ProgrammeTable(
        page.rows,
        total=page.gap,
        links=_links(page, to_measures=to_measures),
        display=page.display,
        caption=" ".join(notes),
        label=_("Savings by department and unit"),
        part="places",
    )


def _links(page: ProgrammePage, *, to_measures: bool) -> dict[str, str]:
    """The address of each department's programme and of each unit's measures, by level and code."""
    found = {}
    for row in page.rows:
        if row.level == "department":
            address = reverse("measures:department-programme", args=[page.administration.code, row.code])
            found[f"department {row.code}"] = f"{address}?year={page.year}"
        elif row.level == "unit" and to_measures:
            found[f"unit {row.code}"] = measures_address(page.administration, page.year, unit=row.code)
    return found


def measures_address(administration: Administration, year: int, **place: str) -> str:
    """The register of measures, of one unit or department (by code)."""
    address = reverse("measures:measures", args=[administration.code])
    return f"{address}?{urlencode({'year': year, **place})}"


def programme_workbook(request: HttpRequest, page: ProgrammePage) -> bytes:
    """The table in its order, with its sum, the finding and the requirements above it."""
    lines = [
        f"{page.administration}, {page.name}, {page.year}" if page.department else f"{page.name}, {page.year}",
        page.finding,
        *page.more,
        _("Amounts in kr; what is saved is positive. Missing or above: − is missing."),
        _("Costs are taken away in every column."),
        decided_sentence(),
    ]
    total = {name: getattr(page.gap, field) / ORE_PER_KRONA for name, field in SUMS.items()}
    table = programme_table(page, to_measures=False).ordered(request)
    return exported(
        table,
        _("Savings programme"),
        administration=page.administration,
        lines=lines,
        total={"name": _("Sum"), **total},
    )


def charts_of(page: ProgrammePage) -> list[Chart]:
    """The requirement against the measures, and the years beside each other where there are several."""
    if not page.gap:
        return [_years_chart(page)] if len(page.years) > 1 else []
    return [_needed_chart(page), *([_years_chart(page)] if len(page.years) > 1 else [])]


def _needed_chart(page: ProgrammePage) -> Chart:
    gap, display = page.gap, page.display
    bars = [
        (_("Identified"), gap.identified, "--context"),
        (pgettext("saving", "Decided"), gap.decided, "--accent"),
        (_("Followed up"), gap.realised, "--accent"),
        (pgettext("saving", "Verified"), gap.verified, "--accent"),
    ]
    needed = [(_("To save"), gap.needed)] if gap.needed else []
    texts = [saving(amount, display) for _name, amount, _colour in bars]
    return Chart(
        key="needed",
        title=words.chart_finding(gap, page.year, display),
        unit=str(display.unit),
        figure=against_needed(
            [name for name, _amount, _colour in bars],
            [display.number(amount) for _name, amount, _colour in bars],
            texts,
            [colour for _name, _amount, colour in bars],
            needed=display.number(gap.needed),
            needed_name=_("to save {amount}").format(amount=saving(gap.needed, display)),
        ),
        head=[_("In {year}").format(year=page.year), _("Saves")],
        rows=_pairs([*needed, *((name, amount) for name, amount, _colour in bars)], display),
    )


def _pairs(amounts: Sequence[tuple[str, int]], display: Display) -> list[list[str]]:
    return [[name, saving(amount, display)] for name, amount in amounts]


def _years_chart(page: ProgrammePage) -> Chart:
    display, years = page.display, page.years
    return Chart(
        key="years",
        title=words.years_finding(years, display),
        unit=str(display.unit),
        figure=by_year(
            [str(year) for year in years],
            [display.number(gap.needed) for gap in years.values()],
            [display.number(gap.decided) for gap in years.values()],
            [display.number(gap.realised) for gap in years.values()],
            needed_name=pgettext("saving", "to save"),
            decided_name=pgettext("saving", "decided"),
            realised_name=_("followed up"),
        ),
        head=[
            _("Year"),
            _("To save"),
            _("Identified"),
            pgettext("saving", "Decided"),
            _("Missing or above"),
            _("Followed up"),
        ],
        rows=[
            [
                str(year),
                saving(gap.needed, display),
                saving(gap.identified, display),
                saving(gap.decided, display),
                display.deviation(gap.amount),
                saving(gap.realised, display),
            ]
            for year, gap in years.items()
        ],
    )
