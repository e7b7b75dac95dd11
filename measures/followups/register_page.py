"""What the page of the register shows, gathered once for the page and for its workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from forecasts.queries import Period, period
from forecasts.rounds.access import Seen
from measures.followups.forms import RegisterForm
from measures.followups.register import RegisterRow
from measures.followups.register_queries import (
    LIVE,
    UnitLine,
    chosen_units,
    in_stages,
    owners_of,
    register_rows,
    unit_lines,
    years_of,
)
from measures.followups.tables import RegisterTable
from measures.followups.words import part_sentence
from measures.models import Measure
from measures.words import decided_sentence
from units.display import Display, display_of, month_and_year
from units.models import Administration


@dataclass(frozen=True, slots=True)
class Register:
    """The measures that were asked for, of the units looked at, in a year."""

    administration: Administration
    form: RegisterForm
    period: Period
    units: list[UnitLine]
    every: list[RegisterRow]
    stage: str

    @property
    def rows(self) -> list[RegisterRow]:
        """Those of the stages that were asked for."""
        return in_stages(self.every, self.stage)

    @property
    def told(self) -> list[RegisterRow]:
        """Those that the headline is about: beside what goes on, what has ended and counts as decided too."""
        return self.every if self.stage == LIVE else self.rows

    @property
    def display(self) -> Display:
        """How the administration shows figures."""
        return display_of(self.administration)

    @property
    def is_bare(self) -> bool:
        """Whether the units have no measure at all, of any year."""
        return not self.rows and not Measure.objects.filter(shares__unit__in=[each.pk for each in self.units]).exists()

    def table(self) -> RegisterTable:
        """The measures as a table with sums."""
        return RegisterTable(
            self.rows,
            administration=self.administration.code,
            year=self.period.year,
            display=self.display,
            caption=" ".join([_("Effects in {unit}; + saves.").format(unit=self.display.unit), *self.notes()]),
            label=_("Register of measures"),
        )

    def notes(self) -> list[str]:
        """What the amounts hold, in sentences."""
        notes = [
            _("Planned, expected and not in the forecast are net of costs."),
            _("Not in the forecast is as seen at the end of {month}.").format(month=month_and_year(self.period.month)),
        ]
        notes.append(decided_sentence())
        if any(row.others for row in self.rows):
            notes.append(part_sentence())
        return notes


def register_of(found: Seen, asked: Mapping[str, str]) -> Register:
    """The register as it was asked for, of the units that the person may read."""
    administration, usual = found.administration, period(found.administration)
    units = unit_lines(found.units)
    years = years_of(administration, usual.year)
    defaults = {"year": str(usual.year), "stage": "live"}
    form = RegisterForm({**defaults, **asked}, years=years, units=units, owners=owners_of(units))
    known = form.asked()
    chosen = chosen_units(units, department=known.get("department", ""), unit=known.get("unit", ""))
    shown = period_of(usual, known.get("year", usual.year))
    stage = known.get("stage") or LIVE
    asked_for = {**known, "stage": "all"} if stage == LIVE else known
    return Register(administration, form, shown, chosen, register_rows(administration, chosen, shown, asked_for), stage)


def period_of(usual: Period, year: int) -> Period:
    """The usual period when it is of `year`; else the end of an earlier year, or the beginning of a later one."""
    if year == usual.year:
        return usual
    return Period(year, date(year, 12, 1) if year < usual.year else date(year - 1, 12, 1), None)
