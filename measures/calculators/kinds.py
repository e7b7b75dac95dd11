"""The calculators there are: what each answers, what it begins with and how it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.calculators import forms, shown
from measures.calculators.beginning import begin_with
from measures.calculators.steps import Shown
from measures.models import Calculation
from units.months import add_months, first_of


@dataclass(frozen=True, slots=True)
class Kind:
    """One calculator. `example` is what the form begins with, as people write it; months are counted from the next one.

    `measure` is the kind of measure that it suits, `about` what one calculation is saved as, for an example.
    """

    slug: str
    title: Promise
    answers: Promise
    form: type[forms.GivenForm]
    show: Callable[[Any], Shown]
    example: Mapping[str, str | int]
    measure: str
    about: Promise
    source: Promise | str = ""

    def begins_with(self, today: date) -> dict[str, str]:
        """The example on `today`."""
        next_month = first_of(today)
        return {
            name: f"{add_months(next_month, value):%Y-%m}" if isinstance(value, int) else value
            for name, value in self.example.items()
        }


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "staffing",
            _("Team leaders and administration"),
            _("What do fewer team leaders and a smaller administration save?"),
            forms.StaffingForm,
            shown.staffing,
            {
                "case_officers": "114",
                "leaders": "12",
                "per_leader": "15",
                "leader_cost": "500 000",
                "administrators": "12",
                "fewer_percent": "50",
                "administrator_cost": "450 000",
            },
            "reorganisation",
            _("Team leaders in Child welfare 2027"),
            _("The example is published: Ramböll, Organisationsanalys av Hässelby-Vällingby, October 2012."),
        ),
        Kind(
            "vacancy",
            _("Vacancy"),
            _("What does it save to keep posts vacant, this year and a full year?"),
            forms.VacancyForm,
            shown.vacancy,
            {"posts": "2", "salary": "36 000", "charges": "42", "first": 1, "months": "6", "covered": "25"},
            "vacancy",
            _("Two vacant posts in Home care West 2027"),
        ),
        Kind(
            "hiring-freeze",
            _("Hiring freeze"),
            _("How many are expected to leave, and what does it save not to replace them?"),
            forms.HiringFreezeForm,
            shown.hiring_freeze,
            {"staff": "120", "turnover": "9,5", "months": "6", "salary": "36 000", "charges": "42", "covered": "25"},
            "hiring-freeze",
            _("Hiring freeze in the Adult department, spring 2027"),
            _("People leave evenly over the freeze, so that each is missing for half of it in the mean."),
        ),
        Kind(
            "consultants",
            _("Consultants"),
            _("What does it save to employ instead of hiring consultants?"),
            forms.ConsultantsForm,
            shown.consultants,
            {
                "number": "3",
                "hourly": "850",
                "hours": "160",
                "salary": "42 000",
                "charges": "42",
                "overhead": "6 000",
                "recruiting": "80 000",
            },
            "consultants",
            _("Own social workers in Intake 2027"),
        ),
        Kind(
            "price-volume",
            _("Price and volume"),
            _("How much of a changed cost is because of more or fewer, and how much because of the price?"),
            forms.PriceVolumeForm,
            shown.price_volume,
            {"volume_before": "12 275", "price_before": "2 042", "volume_after": "10 796", "price_after": "1 875"},
            "price",
            _("Institutional care for adults, 2026 and 2027"),
            _("The example is published: Helsingborg, days in institution for abuse, 2014 and 2015."),
        ),
        Kind(
            "premises",
            _("Premises"),
            _("What does it save to leave premises, year by year, and when is moving paid back?"),
            forms.PremisesForm,
            shown.premises,
            {"rent": "1 200 000", "notice_from": 1, "notice_months": "9", "once": "300 000", "new_rent": "480 000"},
            "premises",
            _("The office on Storgatan, left in 2027"),
            _("The new rent begins when the old one ends."),
        ),
    )
}


def begun_with(calculation: Calculation, start: date) -> dict[str, Any]:
    """What a measure begins with out of a kept `calculation`: its kind, what it is, and what `begin_with` knows."""
    kind = KINDS.get(calculation.kind)
    form = kind.form(calculation.given) if kind else None
    if kind is None or form is None or not form.is_valid():
        return {}
    given = form.given()
    return begin_with(given, start) | {"kind": kind.measure, "what": f"{kind.show(given).finding}."}
