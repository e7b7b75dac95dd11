"""What the pages of bodies and meetings share: the way in, the way back and addresses."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.admitted import acts_somewhere
from meetings.models import Body, Meeting
from meetings.planning.queries import administration_meetings
from meetings.planning.words import capital, when_words
from units.models import Administration
from units.navigation import Crumb
from units.roles import Act

BODY = ("administration", "department", "unit")


def entered(request: HttpRequest, adm: str) -> Administration:
    """The administration `adm`, where the person reads figures somewhere, is a member or is called.

    Raises:
        Http404: the person has no role in it.
        PermissionDenied: the person meets nobody there.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    user = request.user
    if Act.FIGURES in acts_somewhere(user, administration) or administration_meetings(administration, user).exists():
        return administration
    if administration.bodies.visible_to(user).exists():
        return administration
    raise PermissionDenied


def body_to_read(request: HttpRequest, adm: str, pk: int) -> Body:
    """The body `pk`.

    Raises:
        Http404: the person does not see it.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    bodies = administration.bodies.visible_to(request.user).select_related(*BODY, "unit__department")
    return get_object_or_404(bodies, pk=pk)


def body_to_hold(request: HttpRequest, adm: str, pk: int) -> Body:
    """The body `pk`, whose meetings the person plans.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person sees it and does not plan its meetings.
    """
    body = body_to_read(request, adm, pk)
    if not holds(request, body):
        raise PermissionDenied
    return body


def holds(request: HttpRequest, body: Body) -> bool:
    """Whether the person plans the meetings of `body`."""
    return Body.objects.held_by(request.user).filter(pk=body.pk).exists()


def meeting_to_hold(request: HttpRequest, adm: str, pk: int) -> Meeting:
    """The meeting `pk`, which the person plans.

    Raises:
        Http404: the person does not see it.
        PermissionDenied: the person sees it and does not plan it.
    """
    administration = get_object_or_404(Administration.objects.entered_by(request.user), code=adm)
    meetings = administration_meetings(administration, request.user)
    meeting = get_object_or_404(meetings.select_related(*(f"body__{name}" for name in BODY)), pk=pk)
    if not holds(request, meeting.body):
        raise PermissionDenied
    return meeting


def meeting_url(meeting: Meeting) -> str:
    """The page of a meeting."""
    return reverse("meetings:meeting", args=[meeting.body.administration.code, meeting.pk])


def body_url(body: Body) -> str:
    """The page of a body."""
    return reverse("meetings:body", args=[body.administration.code, body.pk])


def meetings_trail(administration: Administration, *steps: Crumb) -> list[Crumb]:
    """The way from the administration over its meetings to this page."""
    home = reverse("meetings:meetings", args=[administration.code])
    return [Crumb(administration.name), Crumb(_("Meetings"), home), *steps]


def body_trail(body: Body, *steps: str) -> list[Crumb]:
    """The way over the bodies to a page of `body`; without steps, to the body itself."""
    bodies = Crumb(_("Bodies that meet"), reverse("meetings:bodies", args=[body.administration.code]))
    own = Crumb(body.name, body_url(body) if steps else "")
    return meetings_trail(body.administration, bodies, own, *(Crumb(text) for text in steps))


def meeting_trail(meeting: Meeting, step: str) -> list[Crumb]:
    """The way over the meetings to a page of `meeting`."""
    when = f"{meeting.body}, {when_words(meeting, timezone.localdate())}"
    return meetings_trail(meeting.body.administration, Crumb(capital(when), meeting_url(meeting)), Crumb(step))
