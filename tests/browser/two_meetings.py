"""Two meetings of a group of its own in Exempelstad, yesterday's and today's, neither begun; and a forecast made worse.

`python -m tests.browser.two_meetings plan` prints their pks, `… worsen` adds a million kronor to a forecast.
"""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socbudget.settings")
CALLED = ("ledning", "controller")
UNIT, MORE = "3010", 1_000_000_00


def plan() -> str:
    from django.utils import timezone

    from meetings.kinds import USUAL
    from meetings.models import Body, Member, Point
    from meetings.planning.services import plan_meeting
    from units.models import Administration, User

    administration, today = Administration.objects.get(code="EX"), timezone.localdate()
    body = Body.objects.create(administration=administration, kind="management", name="Gruppen på resan")
    Member.objects.bulk_create(Member(body=body, user=user) for user in User.objects.filter(username__in=CALLED))
    meetings = [plan_meeting(body, day, by=None) for day in (today - timedelta(days=1), today)]
    Point.objects.bulk_create(
        Point(meeting=meeting, kind=kind, order=order)
        for meeting in meetings
        for order, kind in enumerate(USUAL[body.kind], 1)
    )
    return " ".join(str(meeting.pk) for meeting in meetings)


def worsen() -> str:
    from django.utils import timezone

    from forecasts.models import Forecast, ForecastLine

    last = Forecast.objects.filter(unit__code=UNIT, withdrawn_at=None).order_by("as_of", "version").last()
    lines = list(last.lines.all())
    made = Forecast.objects.create(
        unit=last.unit, year=last.year, as_of=last.as_of, version=last.version + 1, submitted_at=timezone.now()
    )
    lines[0].amount += MORE
    ForecastLine.objects.bulk_create(
        ForecastLine(forecast=made, group_id=line.group_id, amount=line.amount) for line in lines
    )
    return UNIT


if __name__ == "__main__":
    django.setup()
    sys.stdout.write({"plan": plan, "worsen": worsen}[sys.argv[1]]() + "\n")
