"""A meeting under way of a group of its own in Exempelstad; prints its pk."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socbudget.settings")


def begin() -> int:
    from django.utils import timezone

    from meetings.holding.services import start_meeting
    from meetings.kinds import USUAL
    from meetings.models import Body, Meeting, Participant, Point
    from units.models import Administration, User

    administration = Administration.objects.get(code="EX")
    body = Body.objects.create(administration=administration, kind="management", name="Gruppen som prövas")
    meeting = Meeting.objects.create(body=body, day=timezone.localdate())
    Point.objects.bulk_create(
        Point(meeting=meeting, kind=kind, order=order) for order, kind in enumerate(USUAL[body.kind], 1)
    )
    called = User.objects.filter(username__in=["ledning", "controller"])
    Participant.objects.bulk_create(Participant(meeting=meeting, user=user) for user in called)
    return start_meeting(meeting, by=None).pk


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(f"{begin()}\n")
