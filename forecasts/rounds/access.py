"""Who sees the rounds of an administration, and which of its units."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from forecasts.models import Round
from units.access import allowed
from units.models import Administration, Unit
from units.pages import entered
from units.roles import Act


@dataclass(frozen=True, slots=True)
class Seen:
    """An administration and what of it a person sees: all of its units, or those of `units`."""

    administration: Administration
    acts: frozenset[Act]
    units: QuerySet[Unit]

    @property
    def whole(self) -> bool:
        """Whether all units are seen."""
        return Act.FIGURES in self.acts

    @property
    def may_control(self) -> bool:
        """Whether rounds may be planned, opened and locked."""
        return Act.CONTROL in self.acts


def seen(request: HttpRequest, adm: str) -> Seen:
    """What the person sees of the administration `adm`.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: none of the person's roles lets figures be read.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    acts = allowed(request.user, administration)
    units = Unit.objects.allowing(request.user, Act.FIGURES).filter(administration=administration)
    if Act.FIGURES not in acts and not units.exists():
        raise PermissionDenied
    return Seen(administration, acts, units)


def seen_round(request: HttpRequest, adm: str, pk: int) -> tuple[Seen, Round]:
    """What the person sees, and the round `pk`."""
    found = seen(request, adm)
    return found, _round(found.administration, pk)


def controlled_round(request: HttpRequest, adm: str, pk: int) -> Round:
    """The round `pk` of an administration that the person controls."""
    return _round(entered(request, adm, Act.CONTROL), pk)


def _round(administration: Administration, pk: int) -> Round:
    found = administration.rounds.select_related("opened_by", "locked_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.administration = administration
    return found
