"""A meeting over 300 units and 500 open measures, planned and under way, against the administration's page."""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench import measures
from tests.bench.cycle import _seen, _timed
from tests.bench.figure import Figure, run

SIZES = {"small": (10, 1, 20), "large": (300, 5, 500)}
ADMINISTRATION = "/administrations/EX/"
TIMES, TIMES_SLOWER = 15, 1.5
STATES = ("planned", "running")
CAUSES = ("price", "volume", "staffing")


def measure(folder: Path) -> list[Figure]:
    """Queries and processor time of a meeting's page before it begins and while it is held."""
    seen: dict[str, Any] = {}
    for name, size in SIZES.items():
        (folder / name).mkdir()
        run("tests.bench.meetings", "fill", *size, folder=folder / name)
        seen[name] = run("tests.bench.meetings", "work", folder=folder / name)
    small, large = seen["small"], seen["large"]
    figures = []
    for state in STATES:
        detail = f"{large[state]:.0f} and {large['administration']:.0f} ms"
        more = large[f"{state}_queries"] - small[f"{state}_queries"]
        figures += [
            Figure(f"meeting {state}, server time against the administration page", large[state] /
                   large["administration"], TIMES_SLOWER, "times", detail),
            Figure(f"meeting {state}, more queries than the small one", more, 0,
                   detail=f"{large[f'{state}_queries']} queries"),
        ]  # fmt: skip
    return [
        *figures,
        Figure("starting a meeting: its figures frozen", large["start"], None, "ms"),
        Figure("what a page hears when nothing is new", large["quiet"], None, "ms"),
        Figure("what a page hears after a note", large["news"], None, "ms"),
    ]


def prepare(units: int, years: int, count: int) -> None:
    """The bench's administration with causes, measures and two meetings: one that was held a week ago, one of today."""
    measures.prepare(count, units, years)
    from django.db import connection
    from django.utils import timezone

    from forecasts.models import Forecast, ForecastCause
    from meetings.holding.services import close_meeting, start_meeting
    from meetings.kinds import USUAL
    from meetings.models import Body, Meeting, Participant, Point
    from units.models import Administration, User

    administration, user, now = Administration.objects.get(), User.objects.get(), timezone.now()
    ForecastCause.objects.bulk_create(
        (
            ForecastCause(forecast_id=pk, cause=cause, amount=-(pk % 90) * 1_000_00)
            for pk in Forecast.objects.values_list("pk", flat=True)
            for cause in CAUSES
        ),
        batch_size=5000,
    )
    body = Body.objects.create(administration=administration, kind="management", name="Ledningsgruppen")
    for ago in (timedelta(weeks=1), timedelta()):
        meeting = Meeting.objects.create(body=body, day=timezone.localdate(now - ago))
        Participant.objects.create(meeting=meeting, user=user, function="ordförande")
        Point.objects.bulk_create(
            Point(meeting=meeting, kind=kind, order=order) for order, kind in enumerate(USUAL["management"], 1)
        )
        if ago:
            start_meeting(meeting, now=now - ago, by=user)
            close_meeting(meeting, by=user)
    with connection.cursor() as database:
        database.execute("ANALYZE")


def work() -> dict[str, float]:
    """Median milliseconds and queries of the administration's page and of the meeting's before and after it begins."""
    import django

    django.setup()
    from django.test import Client

    from meetings.holding.services import start_meeting, write_note
    from meetings.models import Meeting, Row
    from units.models import User

    client, user, meeting = Client(), User.objects.get(), Meeting.objects.get(state="planned")
    client.force_login(user)
    path = f"{ADMINISTRATION}meetings/{meeting.pk}/"
    found: dict[str, float] = {}
    found["administration"], found["administration_queries"] = _timed(lambda: _seen(client, ADMINISTRATION), TIMES)
    found["planned"], found["planned_queries"] = _timed(lambda: _seen(client, path), TIMES)
    began = time.process_time()
    meeting = start_meeting(meeting, by=user)
    found["start"] = (time.process_time() - began) * 1000
    row = Row.objects.filter(point__meeting=meeting).select_related("point__meeting__body").first()
    write_note(row.point, "Två placeringar avslutas före jul.", row=row, by=user)
    found["running"], found["running_queries"] = _timed(lambda: _seen(client, path), TIMES)
    pulse = Meeting.objects.get(pk=meeting.pk).pulse
    found["quiet"], _ = _timed(lambda: _seen(client, f"{path}changes/?since={pulse}"), TIMES)
    found["news"], _ = _timed(lambda: _seen(client, f"{path}changes/?since={pulse - 1}"), TIMES)
    return found


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        prepare(*map(int, sys.argv[2:]))
        sys.stdout.write("null\n")
    else:
        sys.stdout.write(json.dumps(work()) + "\n")
