"""What the page of a key figure says and shows of its bands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.access import Reach
from indicators.band_queries import LeftBand, bands_of, left_band
from indicators.bands import Range
from indicators.pages import ShownLine, shown_lines
from indicators.queries import IndicatorRow, Year
from indicators.summing import Cell
from indicators.words import band_words, value_words
from units.display import month_and_year

FIRST = 8
Marks = Mapping[tuple[int | None, date], int]


def band_context(reach: Reach, row: IndicatorRow, year: Year | None) -> dict[str, Any]:
    """The lines of the year and its total with their bands, and what left its band in the latest month."""
    if year is None:
        return {"lines": [], "left": [], "more_left": ""}
    bands = _bands(reach, row)
    found = _left(reach, row)
    marks = {(each.unit, each.month): each.beyond for each in found}
    total = ShownLine(None, year.summed.total)
    more = len(found) - FIRST
    return {
        "lines": [_banded(each, year, bands, marks) for each in shown_lines(year)],
        "total": _banded(total, year, bands, marks),
        "has_bands": any(pk is None or pk in {each.pk for each in year.units} for pk in bands),
        "left": [left_words(each) for each in found[:FIRST]],
        "more_left": ngettext("{n} more is outside.", "{n} more are outside.", more).format(n=more) if more > 0 else "",
    }


def left_words(each: LeftBand) -> str:
    """What left its band, in a sentence: Vuxen: 312 dygn in August 2026, above the band (100–300)."""
    if each.few:
        sentence = _("{place}: fewer than 5 {measure} in {month}, outside the band.")
    else:
        sentence = _sentences()[each.band, each.beyond > 0]
    return sentence.format(
        place=each.unit_name or _("The total"),
        value=value_words(each.value, each.decimals),
        measure=each.unit_of_measure,
        month=month_and_year(each.month),
        band=band_words(each.low, each.high, each.decimals),
    )


def _sentences() -> dict[tuple[str, bool], str]:
    """By which band it is and whether it is above it."""
    return {
        ("set", True): _("{place}: {value} {measure} in {month}, above the band ({band})."),
        ("set", False): _("{place}: {value} {measure} in {month}, below the band ({band})."),
        ("usual", True): _("{place}: {value} {measure} in {month}, above the usual ({band})."),
        ("usual", False): _("{place}: {value} {measure} in {month}, below the usual ({band})."),
    }


def _bands(reach: Reach, row: IndicatorRow) -> dict[int | None, Range]:
    """Those the person reads. Who reads totals only is not given an end that is a count of too few people."""
    bands = {pk: each for pk, each in bands_of(row.indicator).items() if pk is not None or reach.whole}
    if not reach.only_total:
        return bands
    return {pk: each for pk, each in bands.items() if each == each.told(of_people=row.indicator.of_people)}


def _left(reach: Reach, row: IndicatorRow) -> list[LeftBand]:
    """What the person reads of it: who reads totals only is told of the total, in the months that are read."""
    if row.month is None:
        return []
    units = reach.units
    found = left_band(reach.administration, units, through=row.month, whole=reach.whole, indicator=row.indicator)
    if not reach.only_total:
        return found
    return [each for each in found if each.unit is None and each.month in (reach.months or ())]


def _banded(each: ShownLine, year: Year, bands: Mapping[int | None, Range], marks: Marks) -> ShownLine:
    pk = each.unit.pk if each.unit else None
    band = bands.get(pk)
    shown = zip(each.line.months, year.months, strict=True)
    beyond = (0 if cell.few else _beyond(cell, band) or marks.get((pk, of), 0) for cell, of in shown)
    return replace(each, band=band, marks=tuple(beyond))


def _beyond(cell: Cell, band: Range | None) -> int:
    return band.beyond(cell.scaled) if band and cell.scaled is not None else 0
