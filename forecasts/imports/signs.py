"""How far the background work with an upload has come: told by the worker, seen by the pages.

While a file is read, the upload itself says it. While it is stored, the transaction holds the upload and nobody else
sees what is written there; then a cache of files that the worker and the server share says it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Q
from django.utils import timezone

from forecasts.imports.progress import Step, listening
from forecasts.models import Upload
from units.models import User

TOLD_EVERY = 0.5
SILENCE = timedelta(minutes=1)
WORK = "work"  # in `Upload.summary`: which work it waits for, another one each time it is put in the queue
WORKING = (Upload.State.WAITING, Upload.State.LOADING)


class WorkCancelledError(Exception):
    """Somebody asked the work to end, or it has ended otherwise."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life. `step` is empty as long as no worker has begun; `of` is None when nobody knows."""

    step: str
    rows: int
    of: int | None
    at: datetime

    @property
    def silent(self) -> bool:
        """Whether it came so long ago that the worker is not there any more, or has never been."""
        return timezone.now() - self.at > SILENCE


def sign_of(upload: Upload) -> Sign | None:
    """The last sign of life of the work with `upload`; None when nothing is done with it."""
    if upload.state not in WORKING:
        return None
    kept = Sign(upload.step, upload.rows_done, upload.rows_known, upload.seen_alive_at or upload.uploaded_at)
    told: Sign | None = caches["signs"].get(_key(upload))
    return told if told and told.at > kept.at and upload.state == Upload.State.LOADING else kept


def claim(upload: Upload) -> bool:
    """Begin the work that `upload` waits for, unless another worker is at it."""
    free = Q(step="") | Q(seen_alive_at=None) | Q(seen_alive_at__lt=timezone.now() - SILENCE)
    mine = Upload.objects.filter(free, of_same_work(upload), state__in=WORKING, cancelled=False)
    return bool(mine.update(step=Step.OPEN, rows_done=0, rows_known=None, seen_alive_at=timezone.now()))


def of_same_work(upload: Upload) -> Q:
    """The stored upload as long as nobody has put it in the queue anew since `upload` was fetched."""
    work = upload.summary.get(WORK)
    return Q(pk=upload.pk, **({f"summary__{WORK}": work} if work else {}))


@contextmanager
def told_by_upload(upload: Upload) -> Iterator[None]:
    """Let the upload itself say what is reported in the block.

    Raises:
        WorkCancelledError: from within the block, when the work has been cancelled or begun anew.
    """
    last = 0.0

    def tell(step: Step, rows: int, of: int | None) -> None:
        nonlocal last
        if (now := time.monotonic()) - last < TOLD_EVERY:
            return
        last = now
        still = Upload.objects.filter(of_same_work(upload), state=Upload.State.WAITING, cancelled=False)
        if not still.update(step=step, rows_done=rows, rows_known=of, seen_alive_at=timezone.now()):
            raise WorkCancelledError

    with listening(tell):
        yield


@contextmanager
def told_by_cache(upload: Upload) -> Iterator[None]:
    """Let the cache say what is reported in the block, and that the worker lives though it reports nothing.

    Raises:
        WorkCancelledError: from within the block, when the work has been cancelled.
    """
    ended, latest = threading.Event(), [(str(Step.OPEN), 0, None)]

    def beat() -> None:
        while not ended.wait(TOLD_EVERY):
            caches["signs"].set(_key(upload), Sign(*latest[0], timezone.now()))

    def tell(step: Step, rows: int, of: int | None) -> None:
        latest[0] = (str(step), rows, of)
        if caches["signs"].get(_cancel_key(upload)) is not None:
            raise WorkCancelledError

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    try:
        with listening(tell):
            yield
    finally:
        ended.set()
        beating.join()
        caches["signs"].delete(_key(upload))


def ask_to_end(upload: Upload, *, by: User | None) -> None:
    """Ask the worker that stores `upload` to end."""
    caches["signs"].set(_cancel_key(upload), by.pk if by else 0)


def who_asked_to_end(upload: Upload) -> User | None:
    """The person who did, as long as it is not forgotten."""
    return User.objects.filter(pk=caches["signs"].get(_cancel_key(upload), 0)).first()


def forget(upload: Upload) -> None:
    """Take away what was told of earlier work with `upload`."""
    caches["signs"].delete_many([_key(upload), _cancel_key(upload)])


def _key(upload: Upload) -> str:
    return f"sign-{upload.pk}-{upload.file.name}"


def _cancel_key(upload: Upload) -> str:
    return f"cancel-{upload.pk}-{upload.file.name}"
