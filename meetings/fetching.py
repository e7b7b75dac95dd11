"""The way in to a meeting, the same for every page of it: whoever was called and has left the administration is out."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.models import Meeting
from units.models import Administration, Responsibility, User
from units.roles import Act, roles_that

WITH = (
    "body__administration", "body__department__administration", "body__unit__administration", "body__unit__department",
    "previous", "started_by", "closed_by", "adjuster", "adjusted_by",
)  # fmt: skip


def meeting_read(request: HttpRequest, adm: str, pk: int, *more: str) -> Meeting:
    """The meeting `pk` of the administration `adm`, which the person may read; `more` is fetched with it. One query.

    Raises:
        Http404: it is not there, the person has no role in the administration, or may neither read the figures of its
            place nor was called to it.
    """
    entered = Administration.objects.entered_by(request.user).filter(code=adm).order_by()
    meetings = Meeting.objects.visible_to(request.user).filter(body__administration__in=entered.values("pk"))
    return get_object_or_404(meetings.select_related(*WITH, *more), pk=pk)


def who_enter(administration: Administration) -> QuerySet[User]:
    """Those with a role in `administration` today, who may open its pages."""
    held = Responsibility.objects.current(timezone.localdate()).filter(
        administration=administration, role__in=roles_that(Act.ENTER)
    )
    return User.objects.filter(Q(pk__in=held.order_by().values("user")) | Q(is_superuser=True), is_active=True)
