"""A management group of Exempelstad that met two weeks ago and meets now."""

import os
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socbudget.settings")
HELD, RUNNING = 9001, 9002
CALLED = ("controller", "ledning", "avdelningschef", "controller-en", "ledning-en")


def hold_meetings() -> None:
    from django.utils import timezone

    from forecasts.models import ClosedMonth
    from meetings.holding.services import close_meeting, start_meeting
    from meetings.models import Body
    from units.models import Administration
    from units.months import add_months

    administration, now = Administration.objects.get(code="EX"), timezone.now()
    body = Body.objects.create(administration=administration, kind="management", name="Ledningsgruppen på projektor")
    closed = ClosedMonth.objects.filter(administration=administration).order_by("-month")[0].month
    then = now - timedelta(days=14)
    held = _meeting(HELD, body, timezone.localdate(then))
    start_meeting(held, now=then, month=add_months(closed, -1), by=None)
    close_meeting(held, now=then + timedelta(hours=1), by=None)
    start_meeting(_meeting(RUNNING, body, timezone.localdate(now)), by=None)


def _meeting(pk: int, body: object, day: date) -> object:
    from meetings.kinds import USUAL
    from meetings.models import Meeting, Participant, Point
    from units.models import User

    meeting = Meeting.objects.create(pk=pk, body=body, day=day)
    Point.objects.bulk_create(
        Point(meeting=meeting, kind=kind, minutes=10, order=order) for order, kind in enumerate(USUAL["management"], 1)
    )
    Participant.objects.bulk_create(
        Participant(meeting=meeting, user=user) for user in User.objects.filter(username__in=CALLED)
    )
    return meeting


if __name__ == "__main__":
    django.setup()
    hold_meetings()
