"""What people do with files: hand in, answer, commit, undo and discard.

A file is read outside the transaction. Inside it the administration is locked, the file is held against what is stored
then, and nothing is stored unless the outcome is the one that the person saw.
"""

from hashlib import sha256
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from forecasts.entry.refusals import ForecastApprovedError
from forecasts.imports import registers
from forecasts.imports.context import build_context
from forecasts.imports.examined import Examined, Options
from forecasts.imports.personal import find_personal_numbers, masked
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.reading import Reading, hold, options_of, plain_options, read_content, read_upload, remember
from forecasts.imports.report import counts, problem, refusal, summary
from forecasts.imports.rounds import approved_of, final_forecasts, round_for
from forecasts.imports.store import later_uploads, store, take_out
from forecasts.models import ClosedMonth, Figure, Upload
from forecasts.refusals import (
    CommittedError,
    LaterUploadError,
    NotCommittedError,
    StalePreviewError,
    UploadMonthClosedError,
    UploadRoundLockedError,
)
from units.models import Administration, User
from units.services import record_change

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv", ".se", ".si", ".sie"})
LONGEST_NAME = 200
COMMITTABLE = (Upload.State.EXAMINED, Upload.State.UNDONE)


def receive_upload(
    administration: Administration,
    *,
    name: str,
    content: bytes,
    by: User | None,
    options: Options | None = None,
    reading: Reading | None = None,
    examined: Examined | None = None,
) -> Upload:
    """Keep a file as it came, and say what it is.

    A file with a personal identity number is not kept, only its checksum and what was wrong. `reading` and `examined`
    are what the caller knows of it already.
    """
    options = options or Options()
    upload = Upload(
        administration=administration,
        name=tidy_name(name),
        sha256=sha256(content).hexdigest(),
        size=len(content),
        options=plain_options(options),
        uploaded_by=by,
    )
    keep = not find_personal_numbers(name)
    try:
        if reading is None:
            reading = read_content(content, upload.name, [administration], by=by, options=options)
            remember(upload, reading, by=by)
    except UnreadableError as error:
        _refuse(upload, error.problem)
    else:
        personal = [each for each in reading.understood.problems if each.code is Code.PERSONAL_NUMBER]
        keep = keep and not personal
        if keep:
            held = examined or hold(administration, reading, name=upload.name, checksum=upload.sha256).examined
            _describe(upload, held)
        else:
            _refuse(upload, *(personal or [Problem(Code.PERSONAL_NUMBER, found=upload.name)]))
    with transaction.atomic():
        if keep:
            upload.file.save(_stored_name(name), ContentFile(content), save=False)
        upload.save()
        _record("upload-received", upload, by, {"sha256": upload.sha256, "state": upload.state})
    return upload


def tidy_name(name: str) -> str:
    """A file's name without folders, control characters and personal identity numbers."""
    last = PurePath(name.replace("\\", "/")).name
    return masked("".join(each for each in last if each.isprintable()))[-LONGEST_NAME:] or "fil"


def _stored_name(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return uuid4().hex + (suffix if suffix in SUFFIXES else ".bin")


def _refuse(upload: Upload, first: Problem, *more: Problem) -> None:
    upload.state = Upload.State.REFUSED
    upload.kind = upload.layout = ""
    upload.summary = refusal(first) | {"errors": 1 + len(more), "problems": [problem(each) for each in (first, *more)]}


def _describe(upload: Upload, examined: Examined) -> None:
    upload.kind = examined.understood.kind
    upload.layout = examined.understood.layout
    upload.summary = summary(examined)


def examine_upload(upload: Upload, *, by: User | None) -> Examined:
    """What a kept file would change now.

    Raises:
        UnreadableError: it cannot be read.
    """
    reading = read_upload(upload, by=by)
    return hold(upload.administration, reading, name=upload.name, checksum=upload.sha256).examined


def answer_upload(upload: Upload, options: Options, *, by: User | None) -> Upload:
    """Settle what the program asked about a file, and read it again with the answers.

    Raises:
        CommittedError: it is stored already.
        UnreadableError: it cannot be read; the answers are not kept.
    """
    upload.options = plain_options(options)
    examined = examine_upload(upload, by=by)
    with transaction.atomic():
        _, upload = _locked(upload)
        if upload.state == Upload.State.COMMITTED:
            raise CommittedError(name=upload.name)
        before, upload.options = dict(upload.options), plain_options(options)
        _describe(upload, examined)
        upload.save(update_fields=["options", "kind", "layout", "summary"])
        record_change(
            "upload-answered", upload, administration=upload.administration, by=by, before=before, after=upload.options
        )
    return upload


def commit_upload(upload: Upload, *, seen: str, by: User | None, reading: Reading | None = None) -> Upload:
    """Store what a file says, all or nothing, if that does what `by` saw in the preview with the fingerprint `seen`.

    Raises:
        StalePreviewError: something changed since, or it was committed already, so a double click stores nothing twice.
        UnreadableError: it cannot be read.
        RefusedError: what a register refuses.
    """
    if upload.state not in COMMITTABLE:
        raise StalePreviewError
    reading = reading or read_upload(upload, by=by)
    with transaction.atomic():
        administration, upload = _locked(upload)
        if upload.state not in COMMITTABLE:
            raise StalePreviewError
        round_for(administration, reading.understood.as_of, lock=True)
        if build_context(administration, by, options_of(upload)) != reading.context:
            reading = read_upload(upload, by=by)
        held = hold(administration, reading, name=upload.name, checksum=upload.sha256)
        if not held.examined.ready or held.examined.preview.fingerprint != seen:
            raise StalePreviewError
        _describe(upload, held.examined)
        if register := registers.of(reading.understood.kind):
            register.store(upload, held.examined.preview, by=by)
        else:
            store(upload, reading.understood, held.examined.preview, held.stored, by=by)
        upload.state, upload.committed_at, upload.committed_by = Upload.State.COMMITTED, timezone.now(), by
        upload.undone_at = upload.undone_by = None
        upload.save()
        _record("upload-committed", upload, by, counts(held.examined) | {"effect": held.examined.preview.effect})
    return upload


@transaction.atomic
def undo_upload(upload: Upload, *, by: User | None) -> Upload:
    """Bring back exactly what was stored before a commit.

    Raises:
        NotCommittedError: it is not stored.
        LaterUploadError: a later upload of the same kind decided a month of the same unit.
        UploadMonthClosedError: it changed actuals of a month that has been closed since.
        UploadRoundLockedError: a forecast of it belongs to a round that has been locked since.
        ForecastApprovedError: a forecast of it has been approved since.
        RefusedError: what a register refuses.
    """
    administration, upload = _locked(upload)
    if upload.state != Upload.State.COMMITTED:
        raise NotCommittedError(name=upload.name)
    if register := registers.of(upload.kind):
        register.take_out(upload, by=by)
    else:
        _require_undoable(administration, upload)
        take_out(upload)
    upload.state, upload.undone_at, upload.undone_by = Upload.State.UNDONE, timezone.now(), by
    upload.save()
    _record("upload-undone", upload, by, upload.summary.get("counts", {}))
    return upload


def _require_undoable(administration: Administration, upload: Upload) -> None:
    if later := later_uploads(upload, upload.summary.get("kinds", [])):
        raise LaterUploadError(name=later[0].name)
    _require_open(administration, upload)
    if final_forecasts(upload):
        raise UploadRoundLockedError(name=upload.name)
    if approved_of(upload):
        raise ForecastApprovedError


def _require_open(administration: Administration, upload: Upload) -> None:
    closed = ClosedMonth.objects.filter(administration=administration, month__in=upload.months.values("month"))
    months = list(closed.values_list("month", flat=True))
    units = upload.months.filter(month__in=months).values("unit")
    own = Figure.objects.filter(unit__in=units, month__in=months, kind=Figure.Kind.ACTUAL, upload=upload)
    replaced = upload.replaced_figures.filter(month__in=months, kind=Figure.Kind.ACTUAL)
    if months and (own.exists() or replaced.exists()):
        raise UploadMonthClosedError(name=upload.name)


@transaction.atomic
def discard_upload(upload: Upload, *, by: User | None) -> None:
    """Throw away a file that was not stored; the log keeps its name and checksum.

    Raises:
        CommittedError: it is stored, or was until it was undone.
    """
    _, upload = _locked(upload)
    if upload.state in (Upload.State.COMMITTED, Upload.State.UNDONE):
        raise CommittedError(name=upload.name)
    _record("upload-discarded", upload, by, {"sha256": upload.sha256})
    file = upload.file
    upload.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name))


def _locked(upload: Upload) -> tuple[Administration, Upload]:
    """The administration, so that its commits wait for each other, and the upload as it is now."""
    administration = Administration.objects.select_for_update(no_key=True).get(pk=upload.administration_id)
    return administration, Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)


def _record(action: str, upload: Upload, by: User | None, after: dict[str, Any]) -> None:
    record_change(action, upload, administration=upload.administration, by=by, after={"upload": upload.pk} | after)
