"""The rows of the API about key figures.

A key figure is given to who reads figures or what is reported in its administration, a value to who reads the figures
of its unit. Counts of people below five are given only to those in control: what the API gives leaves the
administration.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from indicators.models import Indicator, Observation
from indicators.scale import from_scaled, is_few
from socbudget.api.parameters import Parameters
from socbudget.api.rows import administrations, units
from units.models import Administration, Unit, User
from units.roles import Act

Row = dict[str, Any]


def indicator_rows(user: User, asked: Parameters) -> list[Row]:
    """A page of key figures, by administration and as they are listed there.

    Raises:
        PermissionDenied: `user` reads neither figures nor what is reported.
        Http404: the administration asked for is not one that `user` may enter.
    """
    own = Unit.objects.allowing(user, Act.FIGURES).order_by().values("administration")
    reported = Administration.objects.allowing(user, Act.REPORTED).order_by().values("pk")
    read = administrations(user, asked).filter(Q(pk__in=own) | Q(pk__in=reported))
    if not read.exists():
        raise PermissionDenied
    found = Indicator.objects.filter(administration__in=read.order_by().values("pk")).select_related("administration")
    if asked.indicator:
        found = found.filter(code__iexact=asked.indicator)
    return [
        {
            "administration": each.administration.code,
            "code": each.code,
            "name": each.name,
            "unit_of_measure": each.unit_of_measure,
            "decimals": each.decimals,
            "aggregate": each.aggregate,
            "better": each.better,
            "of_people": each.of_people,
            "about": each.about,
        }
        for each in found.order_by("administration__code", "order", "code")[asked.first : asked.last]
    ]


def observation_rows(user: User, asked: Parameters) -> list[Row]:
    """A page of values, by administration, key figure, unit and month.

    Raises:
        PermissionDenied: `user` may read the figures of no unit asked for.
        Http404: the administration asked for is not one that `user` may enter.
    """
    readable = units(user, asked, Act.FIGURES)
    if not readable.exists() and not Unit.objects.allowing(user, Act.FIGURES).exists():
        raise PermissionDenied
    found = Observation.objects.filter(unit__in=readable.order_by().values("pk"))
    if asked.indicator:
        found = found.filter(indicator__code__iexact=asked.indicator)
    if asked.year:
        found = found.filter(month__year=asked.year)
    if asked.month:
        found = found.filter(month=asked.month)
    controlled = set(Administration.objects.allowing(user, Act.CONTROL).values_list("pk", flat=True))
    ordered = found.select_related("indicator__administration", "unit").order_by(
        "indicator__administration__code", "indicator__order", "indicator__code", "unit__code", "month"
    )
    return [_observation_row(each, controlled) for each in ordered[asked.first : asked.last]]


def _observation_row(each: Observation, controlled: set[int]) -> Row:
    administration = each.indicator.administration
    few = each.indicator.of_people and is_few(each.scaled) and administration.pk not in controlled
    return {
        "administration": administration.code,
        "indicator": each.indicator.code,
        "unit": each.unit.code,
        "month": each.month.isoformat(),
        "value": None if few else str(from_scaled(each.scaled)),
        "unit_of_measure": each.indicator.unit_of_measure,
        "suppressed": few,
    }
