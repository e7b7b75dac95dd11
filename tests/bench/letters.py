"""Three hundred Monday letters in one piece of background work, against ten: time, queries and progress."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure, run

SMALL, LARGE = 10, 300
MOST_SECONDS = 10
QUERIES_TO_WRITE, QUERIES_TO_SEND = 40, 6.1


def measure(folder: Path) -> list[Figure]:
    """What writing and sending costs, and how often the progress could be seen to move."""
    seen: dict[int, dict[str, Any]] = {}
    for size in (SMALL, LARGE):
        place = folder / str(size)
        place.mkdir()
        run("tests.bench.pages", "fill", size, 1, folder=place)
        seen[size] = run("tests.bench.letters", "send", folder=place)
    small, large = seen[SMALL], seen[LARGE]
    letters = large["letters"]
    return [
        Figure(f"{letters} Monday letters written and sent in one task", large["seconds"], MOST_SECONDS, "s"),
        Figure("queries to write all of them", large["write"], QUERIES_TO_WRITE),
        Figure("more queries to write them than ten", large["write"] - small["write"], 0),
        Figure("queries to send each", large["send"] / letters, QUERIES_TO_SEND),
        Figure("steps of the progress seen while it ran", large["steps"], detail=f"{letters} letters"),
        Figure("sent once more by running the task again", large["again"], 0),
    ]


def send() -> dict[str, float]:
    """One head for each unit, an open round, and a worker that runs until its queue is empty."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from socbudget import digests
    from tests.bench.backend import Watching
    from units.mailing import services
    from units.models import Administration, Mailing

    settings.EMAIL_BACKEND = "tests.bench.backend.Watching"
    administration = Administration.objects.get()
    _people(administration)
    mailing = digests.send_digests(administration, timezone.localdate(), by=None)
    with CaptureQueriesContext(connection) as written:
        people = digests.readers(administration, timezone.localdate())
        list(digests.drafts(mailing, people, timezone.localdate()))
    began = time.perf_counter()
    _work()
    seconds = time.perf_counter() - began
    mailing.refresh_from_db()
    sent, steps, looks = mailing.sent, len(Watching.seen), Watching.looks
    Mailing.objects.filter(pk=mailing.pk).update(sent=0, finished_at=None)
    mailing.letters.update(sent_at=None, claimed_at=None)
    with CaptureQueriesContext(connection) as delivered:
        services.deliver(mailing)
    Mailing.objects.filter(pk=mailing.pk).update(finished_at=None)
    before = Watching.sent
    services.deliver(mailing)
    return {
        "letters": sent,
        "seconds": seconds,
        "write": len(written),
        "send": len(delivered) - (Watching.looks - looks),
        "steps": steps,
        "again": Watching.sent - before,
    }


def _work() -> None:
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
           max_tasks=None, worker_id="bench", excluded_queue_names=[]).run()  # fmt: skip


def _people(administration: Any) -> None:
    from datetime import date

    from forecasts.models import Round
    from tests import factories
    from tests.bench.pages import LAST
    from units.roles import Role

    due = date(2026, 11, 10)
    steps = ("ledger", "unit_head", "controller", "department_head", "director", "committee")
    Round.objects.create(administration=administration, as_of=LAST, opened_at="2026-11-02T08:00:00+01:00",
                         **{f"{step}_due": due for step in steps})  # fmt: skip
    for unit in administration.units.all():
        factories.person(administration, Role.UNIT_HEAD, unit=unit)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(send()) + "\n")
