"""The way in to the pages of one measure, and the ways on from them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.access import rights_on
from measures.models import Measure
from units.models import Administration
from units.navigation import Crumb


def measure_seen(request: HttpRequest, adm: str, pk: int) -> Measure:
    """The measure `pk` of the administration `adm`, which the person may read.

    Raises:
        Http404: it is not there, or the person may not read the figures of any of its units.
    """
    measures = Measure.objects.visible_to(request.user).select_related("administration", "owner", "group", "made_by")
    return get_object_or_404(measures, pk=pk, administration__code=adm)


def measure_to_change(request: HttpRequest, adm: str, pk: int) -> Measure:
    """The same, which the person may change.

    Raises:
        Http404: as `measure_seen`.
        PermissionDenied: the person may not write for every unit of it.
    """
    measure = measure_seen(request, adm, pk)
    if not rights_on(measure, request.user).may_change:
        raise PermissionDenied
    return measure


def address_of(measure: Measure) -> str:
    """Where the measure is read."""
    return reverse("measures:measure", args=[measure.administration.code, measure.pk])


def address(name: str, *args: str | int) -> str:
    """The address of a page."""
    return reverse(name, args=args)


def trail_to(administration: Administration, measure: Measure | None, here: str) -> list[Crumb]:
    """The way to a page of `measure`, or of a new one."""
    first = Crumb(_("Measures"), address("measures:measures", administration.code))
    if measure is None:
        return [first, Crumb(here)]
    own = Crumb(str(measure), address_of(measure) if here else "")
    return [first, own, Crumb(here)] if here else [first, own]
