"""The minutes of a meeting over 300 units with 60 rows, all of them taken up: as a page and in Word."""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure, run
from tests.bench.pages import LAST, fill

UNITS, YEARS, ROWS = 300, 1, 60
TIMES, MOST_SECONDS = 5, 2.0


def measure(folder: Path) -> list[Figure]:
    """Seconds of processor time for the page and for the document."""
    run("tests.bench.minutes", "fill", folder=folder)
    seen: dict[str, Any] = run("tests.bench.minutes", "work", folder=folder)
    return [
        Figure(f"minutes in Word, {UNITS} units and {ROWS} rows", seen["word"], MOST_SECONDS, "s",
               f"{seen['bytes'] / 1024:.0f} kB"),
        Figure("the page of the same minutes", seen["page"], MOST_SECONDS, "s"),
    ]  # fmt: skip


def prepare() -> None:
    """A closed meeting of the management group, with a note, a decision and an action on each of its rows."""
    fill(UNITS, YEARS)
    from meetings.assignments.services import give_assignment
    from meetings.holding.services import add_row, close_meeting, start_meeting, write_note
    from meetings.models import Body, Meeting, Point, Row
    from meetings.words import POINT_TITLES
    from units.models import Administration, User

    administration, user = Administration.objects.get(), User.objects.get()
    body = Body.objects.create(administration=administration, kind="management", name="Ledningsgruppen")
    meeting = Meeting.objects.create(body=body, day=LAST)
    Point.objects.bulk_create(
        Point(meeting=meeting, kind=kind, order=order) for order, kind in enumerate(POINT_TITLES, 1)
    )
    meeting = start_meeting(meeting, by=user)
    own = meeting.points.select_related("meeting__body").get(kind="matters")
    for number in range(ROWS - Row.objects.filter(point__meeting=meeting).count()):
        add_row(own, f"Fråga {number}", "Gemensam upphandling.", by=user)
    for row in Row.objects.filter(point__meeting=meeting).select_related("point__meeting__body"):
        write_note(row.point, "Schemat ses över till nästa möte.", row=row, by=user)
        for kind in ("decision", "action"):
            give_assignment(administration, kind=kind, text="Ta fram ett förslag.", owner=user,
                            due=LAST + timedelta(days=14), meeting=meeting, row=row, by=user)  # fmt: skip
    close_meeting(meeting, adjuster=user, by=user)


def work() -> dict[str, float]:
    """Median seconds of processor time for the page and for the document, and how large the document is."""
    import django

    django.setup()
    from django.test import Client

    from meetings.models import Meeting
    from units.models import User

    client, meeting = Client(), Meeting.objects.get()
    client.force_login(User.objects.get())
    address = f"/administrations/{meeting.body.administration.code}/meetings/{meeting.pk}/minutes/"

    def seconds(query: str) -> float:
        taken = []
        for _ in range(TIMES):
            began = time.process_time()
            if client.get(address + query).status_code != 200:
                sys.exit(f"{address}{query} did not answer")
            taken.append(time.process_time() - began)
        return sorted(taken)[TIMES // 2]

    return {
        "page": seconds(""),
        "word": seconds("?export=docx"),
        "bytes": len(client.get(f"{address}?export=docx").content),
    }


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        prepare()
        sys.stdout.write("null\n")
    else:
        sys.stdout.write(json.dumps(work()) + "\n")
