"""What people do with files: hand in, answer, commit, undo and discard.

A file is read outside the transaction. Inside it the administration is locked, the file is held against what is stored
then, and nothing is stored unless the outcome is the one that the person saw.
"""

from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from forecasts.entry.refusals import ForecastApprovedError
from forecasts.filetypes.services import mark_used, remember_layout
from forecasts.imports import registers, tasks
from forecasts.imports.context import build_context
from forecasts.imports.examined import Examined, Options
from forecasts.imports.personal import find_personal_numbers, masked
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.progress import Step, report
from forecasts.imports.reading import Reading, hold, options_of, plain_options, read_content, read_upload, remember
from forecasts.imports.report import counts, problem, refusal, summary
from forecasts.imports.rounds import approved_of, final_forecasts, round_for
from forecasts.imports.sie import is_sie
from forecasts.imports.sie_kept import without_texts
from forecasts.imports.signs import WORK
from forecasts.imports.store import later_uploads, store, take_out
from forecasts.models import ClosedMonth, Figure, Upload
from forecasts.refusals import (
    BeingLoadedError,
    CommittedError,
    HasHistoryError,
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
SIE_HEAD = 100_000
REMEMBER_AS = "remember"  # in `Upload.summary` while it is read: the name to keep its answers under, or None
COMMITTABLE = (Upload.State.EXAMINED, Upload.State.UNDONE)


def receive_upload(
    administration: Administration,
    *,
    name: str,
    content: bytes | Path,
    by: User | None,
    options: Options | None = None,
    reading: Reading | None = None,
    examined: Examined | None = None,
) -> Upload:
    """Keep a file as it came, from its bytes or from a path, and say what it is.

    A file with a personal identity number is not kept, only its checksum and what was wrong. `reading` and `examined`
    are what the caller knows of it already.
    """
    options = options or Options()
    with ContentFile(content) if isinstance(content, bytes) else File(content.open("rb")) as file:
        upload = new_upload(administration, name=name, file=file, by=by, options=options)
        keep = not find_personal_numbers(name)
        try:
            if reading is None:
                reading = read_content(content, upload.name, [administration], by=by, options=options)
                remember(upload, reading, by=by)
        except UnreadableError as error:
            refuse(upload, error.problem)
        else:
            keep = settle(upload, reading, examined) and keep
        if not keep and upload.state != Upload.State.REFUSED:
            refuse(upload, Problem(Code.PERSONAL_NUMBER, found=upload.name))
        with transaction.atomic():
            if keep:
                keep_file(upload, name, file)
            upload.save()
            record("upload-received", upload, by, {"sha256": upload.sha256, "state": upload.state})
    return upload


def keep_file(upload: Upload, name: str, file: File) -> None:
    """Keep `file` as it came, but for the texts of vouchers in a SIE file, which may name people."""
    kept = ContentFile(without_texts(file.read())) if has_texts(file) else file
    upload.file.save(stored_name(name), kept, save=False)


def has_texts(file: File) -> bool:
    """Whether `file` is a SIE file, whatever else it is found to be. It is read from its beginning afterwards."""
    file.seek(0)
    head = file.read(SIE_HEAD)
    file.seek(0)
    return is_sie(head)


def new_upload(administration: Administration, *, name: str, file: File, by: User | None, options: Options) -> Upload:
    """An upload of `file`, not stored and its file not kept."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return Upload(
        administration=administration,
        name=tidy_name(name),
        sha256=digest.hexdigest(),
        size=file.size,
        options=plain_options(options),
        uploaded_by=by,
    )


def settle(upload: Upload, reading: Reading, examined: Examined | None = None) -> bool:
    """Say on `upload` what it was read as, and whether its file may be kept: not with personal identity numbers."""
    personal = [each for each in reading.understood.problems if each.code is Code.PERSONAL_NUMBER]
    if personal:
        refuse(upload, *personal)
        return False
    describe(
        upload,
        examined or hold(upload.administration, reading, name=upload.name, checksum=upload.sha256).examined,
    )
    return True


def tidy_name(name: str) -> str:
    """A file's name without folders, control characters and personal identity numbers."""
    last = PurePath(name.replace("\\", "/")).name
    return masked("".join(each for each in last if each.isprintable()))[-LONGEST_NAME:] or "fil"


def stored_name(name: str) -> str:
    """What a file is called where it is kept: nothing that somebody has written."""
    suffix = PurePath(name).suffix.lower()
    return uuid4().hex + (suffix if suffix in SUFFIXES else ".bin")


def refuse(upload: Upload, first: Problem, *more: Problem) -> None:
    """Say on `upload` why its file is not taken."""
    upload.state = Upload.State.REFUSED
    upload.kind = upload.layout = ""
    upload.summary = refusal(first) | {"errors": 1 + len(more), "problems": [problem(each) for each in (first, *more)]}


def describe(upload: Upload, examined: Examined) -> None:
    """Say on `upload` what its file was found to be."""
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


def is_large(size: int) -> bool:
    """Whether a file of `size` bytes is read and stored in the background."""
    return size > settings.UPLOAD_BACKGROUND_BYTES


@transaction.atomic
def begin_reading(
    upload: Upload, *, by: User | None, options: Options | None = None, remember_as: str | None = None
) -> Upload:
    """Let the worker read a kept file, with `options` as its answers if they are given.

    When it has been read, the answers are kept for files of the same shape under the name `remember_as`, if not None.

    Raises:
        CommittedError: it is stored already, or is being stored.
    """
    _, upload = locked(upload)
    if upload.state not in COMMITTABLE:
        raise CommittedError(name=upload.name)
    if options:
        before, upload.options = dict(upload.options), plain_options(options)
        record_change(
            "upload-answered", upload, administration=upload.administration, by=by, before=before, after=upload.options
        )
    upload.summary[REMEMBER_AS] = remember_as
    wait(upload, Upload.State.WAITING)
    tasks.read_upload.enqueue(upload.pk, by and by.pk)
    return upload


def wait(upload: Upload, state: Upload.State) -> None:
    """Put `upload` in the queue of the worker."""
    upload.state, upload.step, upload.rows_done, upload.rows_known = state, "", 0, None
    upload.seen_alive_at, upload.cancelled = timezone.now(), False
    upload.summary[WORK] = uuid4().hex
    upload.save()


def answer_upload(upload: Upload, options: Options, *, by: User | None, remember_as: str | None = None) -> Upload:
    """Settle what the program asked about a file, and read it again with the answers.

    The answers are kept for files of the same shape under the name `remember_as`, if it is not None.

    Raises:
        CommittedError: it is stored already.
        UnreadableError: it cannot be read; the answers are not kept. A large one is read in the background.
    """
    if is_large(upload.size):
        return begin_reading(upload, by=by, options=options, remember_as=remember_as)
    upload.options = plain_options(options)
    examined = examine_upload(upload, by=by)
    with transaction.atomic():
        _, upload = locked(upload)
        if upload.state == Upload.State.COMMITTED:
            raise CommittedError(name=upload.name)
        before, upload.options = dict(upload.options), plain_options(options)
        describe(upload, examined)
        upload.save(update_fields=["options", "kind", "layout", "summary"])
        record_change(
            "upload-answered", upload, administration=upload.administration, by=by, before=before, after=upload.options
        )
        if remember_as is not None:
            remember_layout(upload.administration, examined.understood, options, name=remember_as, by=by)
    return upload


def commit_upload(
    upload: Upload, *, seen: str, by: User | None, reading: Reading | None = None, loading: bool = False
) -> Upload:
    """Store what a file says, all or nothing, if that does what `by` saw in the preview with the fingerprint `seen`.

    One that is being stored in the background is only stored by the worker, which is `loading`.

    Raises:
        StalePreviewError: something changed since, or it was committed already, so a double click stores nothing twice.
        UnreadableError: it cannot be read.
        RefusedError: what a register refuses.
    """
    expected = (Upload.State.LOADING,) if loading else COMMITTABLE
    if upload.state not in expected:
        raise StalePreviewError
    reading = reading or read_upload(upload, by=by)
    with transaction.atomic():
        administration, upload = locked(upload)
        if upload.state not in expected:
            raise StalePreviewError
        report(Step.COMPARE)
        round_for(administration, reading.understood.as_of, lock=True)
        if build_context(administration, by, options_of(upload)) != reading.context:
            reading = read_upload(upload, by=by)
        held = hold(administration, reading, name=upload.name, checksum=upload.sha256)
        if not held.examined.ready or held.examined.preview.fingerprint != seen:
            raise StalePreviewError
        describe(upload, held.examined)
        if register := registers.of(reading.understood.kind):
            register.store(upload, held.examined.preview, by=by)
        else:
            store(upload, reading.understood, held.examined.preview, held.stored, by=by)
        mark_used(reading.understood)
        upload.state, upload.committed_at, upload.committed_by = Upload.State.COMMITTED, timezone.now(), by
        upload.undone_at = upload.undone_by = None
        upload.step, upload.cancelled = "", False
        upload.save()
        record("upload-committed", upload, by, counts(held.examined) | {"effect": held.examined.preview.effect})
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
    administration, upload = locked(upload)
    if upload.state != Upload.State.COMMITTED:
        raise NotCommittedError(name=upload.name)
    if register := registers.of(upload.kind):
        register.take_out(upload, by=by)
    else:
        _require_undoable(administration, upload)
        take_out(upload)
    upload.state, upload.undone_at, upload.undone_by = Upload.State.UNDONE, timezone.now(), by
    upload.save()
    record("upload-undone", upload, by, upload.summary.get("counts", {}))
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
    """Throw away a file that was never stored; the log keeps its name and checksum.

    Raises:
        CommittedError: it is stored.
        HasHistoryError: it was stored until it was undone.
        BeingLoadedError: it is being stored.
    """
    _, upload = locked(upload)
    if upload.state == Upload.State.COMMITTED:
        raise CommittedError(name=upload.name)
    if upload.committed_at or upload.undone_at:
        raise HasHistoryError(name=upload.name)
    if upload.state == Upload.State.LOADING:
        raise BeingLoadedError(name=upload.name)
    record("upload-discarded", upload, by, {"sha256": upload.sha256})
    file = upload.file
    upload.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name))


def locked(upload: Upload) -> tuple[Administration, Upload]:
    """The administration, so that its commits wait for each other, and the upload as it is now."""
    administration = Administration.objects.select_for_update(no_key=True).get(pk=upload.administration_id)
    return administration, Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)


def record(action: str, upload: Upload, by: User | None, after: dict[str, Any]) -> None:
    """A line in the log about `upload`."""
    record_change(action, upload, administration=upload.administration, by=by, after={"upload": upload.pk} | after)
