"""Reads about letters and about the background work that sends them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from units.models import Administration, Letter, Mailing

REMINDER, DIGEST, CALL, MINUTES, MESSAGE = "reminder", "digest", "call", "minutes", "message"
WAITS_TOO_LONG = timedelta(minutes=2)
STOPS_AFTER = timedelta(minutes=3)
LONGEST_TASK = timedelta(minutes=15)
STATES = {
    "sent": Q(sent_at__isnull=False),
    "failed": ~Q(fault=""),
    "waiting": Q(sent_at=None, fault=""),
}


class Counts(NamedTuple):
    """How many letters were sent, could not be sent, and are waiting."""

    sent: int
    failed: int
    waiting: int


class RoundLike(Protocol):
    """A forecast round, which this app knows nothing of."""

    pk: int
    administration_id: int


def letters(
    administration: Administration, *, text: str = "", kind: str = "", state: str = "", mailing: int | None = None
) -> QuerySet[Letter]:
    """The letters of `administration`, the latest first. `text` is looked for in person, address and subject."""
    found = administration.letters.select_related("to", "mailing")
    if text:
        names = ("to__name", "to__username", "address", "subject")
        matches = Q()
        for name in names:
            matches |= Q(**{f"{name}__icontains": text})
        found = found.filter(matches)
    found = found.filter(kind=kind) if kind else found
    found = found.filter(STATES[state]) if state else found
    return found.filter(mailing=mailing) if mailing else found


def mailings(administration: Administration, count: int) -> list[Mailing]:
    """The latest mailings, the latest first."""
    return list(administration.mailings.select_related("started_by")[:count])


def stopped(found: Sequence[Mailing]) -> set[int]:
    """Those of `found` (pks) with letters left although nothing has been written or sent for minutes. One query."""
    unfinished = [each.pk for each in found if each.finished_at is None]
    if not unfinished:
        return set()
    moves = Letter.objects.filter(mailing__in=unfinished).order_by().values_list("mailing")
    last = {pk: max(filter(None, times)) for pk, *times in moves.annotate(Max("made_at"), Max("claimed_at"))}
    long_ago = timezone.now() - STOPS_AFTER
    return {each.pk for each in found if each.pk in unfinished and last.get(each.pk, each.started_at) < long_ago}


def counts(administration: Administration) -> Counts:
    """How many letters of `administration` there are of each state."""
    return Counts(**administration.letters.aggregate(**{name: Count("pk", filter=is_) for name, is_ in STATES.items()}))


def reminded(round_: RoundLike) -> dict[int, datetime]:
    """When a reminder about each unit (pk) was last sent, or posted to be sent, in a round. One query."""
    rows = Letter.objects.filter(
        administration=round_.administration_id, kind=REMINDER, key__startswith=f"{round_.pk}:", fault=""
    )
    when: dict[int, datetime] = {}
    for units, made_at in rows.order_by("made_at").values_list("about", "made_at"):
        when.update(dict.fromkeys(units, made_at))
    return when


def named(administration: Administration, kind: str, prefix: str) -> set[tuple[int, int]]:
    """Person and unit (pks) of every letter of `kind` whose key begins with `prefix`."""
    rows = administration.letters.filter(kind=kind, key__startswith=prefix).values_list("to", "about")
    return {(to, unit) for to, units in rows for unit in units}


def stands_still() -> bool:
    """Whether work has waited for minutes although no worker is busy: none is running."""
    now = timezone.now()
    due = Q(enqueued_at__lt=now - WAITS_TOO_LONG)
    waiting = DBTaskResult.objects.ready().filter(due).exclude(run_after__gt=now - WAITS_TOO_LONG, run_after__lt=now)
    busy = DBTaskResult.objects.filter(started_at__gt=now - WAITS_TOO_LONG) | DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__gt=now - LONGEST_TASK
    )
    return waiting.exists() and not busy.exists()
