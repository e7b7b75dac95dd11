"""Whose values of key figures a person reads.

Who reads figures of units reads their values, and totals over those units. Who reads only what is reported, the
committee, reads totals over the administration in closed months, without counts of so few people that they point
someone out. A workbook leaves the administration: such counts are in it only for those in control.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from forecasts.queries import closed_months
from indicators.models import Indicator
from units.access import allowed
from units.models import Administration, Unit
from units.roles import Act


@dataclass(frozen=True)
class Reach:
    """The units whose values a person reads, or with `only_total` the total over them, in `months` or in all.

    `whole` says that they are all the units of the administration.
    """

    administration: Administration
    units: QuerySet[Unit]
    controls: bool
    whole: bool
    only_total: bool = False
    months: tuple[date, ...] | None = None


def reading(request: HttpRequest, code: str) -> Reach:
    """What the person reads in the administration `code`.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: none of the person's roles reads figures or what is reported.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=code)
    acts = allowed(request.user, administration)
    units = administration.units.allowing(request.user, Act.FIGURES)
    if Act.FIGURES in acts or units.exists():
        return Reach(administration, units, Act.CONTROL in acts, Act.FIGURES in acts)
    if Act.REPORTED not in acts:
        raise PermissionDenied
    closed = tuple(closed_months(administration))
    return Reach(administration, administration.units.all(), controls=False, whole=True, only_total=True, months=closed)


def indicator_read(reach: Reach, pk: int) -> Indicator:
    """The key figure `pk` of the administration.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(reach.administration.indicators, pk=pk)
