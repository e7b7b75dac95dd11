"""The table in which a measure's effect is revised: a row for each month, what was planned beside what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField, Form

from measures.effect import months_of_measure
from measures.models import Measure
from measures.writing.amounts import Amounts


@dataclass(frozen=True, slots=True)
class EffectMonth:
    """A month with its field, what was planned and what is expected now (öre)."""

    month: date
    field: BoundField
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class EffectYear:
    """The months of a year and their sums: as planned, as they are kept, and as they stand in the form."""

    year: int
    months: list[EffectMonth]
    planned: int
    expected: int
    written: int


def months_to_write(measure: Measure, amounts: Mapping[date, Amounts]) -> list[date]:
    """Every month that `measure` has, or has had, an effect in."""
    return sorted({*months_of_measure(measure.start, measure.end), *amounts})


def effect_years(form: Form, months: Mapping[str, date], amounts: Mapping[date, Amounts]) -> list[EffectYear]:
    """The years of `months`, by the names of their fields in `form`, with what is kept of each."""
    rows = [EffectMonth(month, form[name], amounts.get(month, Amounts())) for name, month in months.items()]
    years = []
    for year in sorted({row.month.year for row in rows}):
        own = [row for row in rows if row.month.year == year]
        planned = sum(row.amounts.planned_effect or 0 for row in own)
        expected = sum(row.amounts.effect for row in own)
        years.append(EffectYear(year, own, planned, expected, sum(_written(form, row) for row in own)))
    return years


def _written(form: Form, row: EffectMonth) -> int:
    """What stands in the field of a month; what is kept where it is not sent, or is no amount."""
    if not form.is_bound or row.field.errors:
        return row.amounts.effect
    return form.cleaned_data.get(row.field.name) or 0
