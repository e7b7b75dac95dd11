"""Large files: received at once, read and stored by the worker, and ended when somebody says so.

An upload that waits is WAITING (to be read) or LOADING (to be stored) until the work is done, whoever does it. A worker
that dies leaves it so, without a sign of life; then it is read again, or given back to be looked through. Whatever is
stored is stored in one transaction, so nothing is lost and nothing is there twice.
"""

import time
from contextlib import suppress
from dataclasses import replace

from django.core.files import File
from django.db import transaction

from forecasts.filetypes.services import remember_layout
from forecasts.imports import tasks
from forecasts.imports.commit import (
    COMMITTABLE,
    REMEMBER_AS,
    begin_reading,
    commit_upload,
    has_texts,
    is_large,
    keep_file,
    locked,
    new_upload,
    receive_upload,
    record,
    refuse,
    settle,
    stored_name,
    wait,
)
from forecasts.imports.context import build_context
from forecasts.imports.examined import Examined, Options
from forecasts.imports.personal import find_personal_numbers
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.progress import Step, report
from forecasts.imports.reading import Reading, hold, kept_content, options_of, read_content, remember, remembered
from forecasts.imports.report import problem
from forecasts.imports.signs import (
    WORK,
    WorkCancelledError,
    ask_to_end,
    claim,
    forget,
    sign_of,
    told_by_cache,
    told_by_upload,
    who_asked_to_end,
)
from forecasts.models import Upload
from forecasts.refusals import StalePreviewError
from units.models import Administration, User
from units.refusals import RefusedError

CANCELLED, STALE = "cancelled", "stale"
JUST_NOW = 15


def receive(administration: Administration, *, name: str, file: File, by: User | None) -> Upload:
    """Take in a file: a small one is read now, a large one by the worker."""
    if is_large(file.size):
        return receive_large(administration, name=name, file=file, by=by)
    return receive_upload(administration, name=name, content=file.read(), by=by)


def must_be_read(upload: Upload, *, by: User | None) -> bool:
    """Whether the worker must read a large file again, as what it was read as is forgotten or does not hold any more.

    Not one that was read a moment ago: it would be read for ever if it could not be remembered.
    """
    if upload.state not in COMMITTABLE or not is_large(upload.size) or _was_just_read(upload):
        return False
    return remembered(upload, by=by) is None


def _was_just_read(upload: Upload) -> bool:
    return time.time() - upload.summary.get("read_at", 0) < JUST_NOW


def load(upload: Upload, *, seen: str, by: User | None) -> Upload:
    """Store a file whose preview `by` saw as `seen`: a small one now, a large one by the worker.

    Raises:
        StalePreviewError: something was stored since, which the upload says too; its preview is to be seen again.
        UnreadableError: it cannot be read.
        RefusedError: what a register refuses.
    """
    try:
        return (begin_commit if is_large(upload.size) else commit_upload)(upload, seen=seen, by=by)
    except StalePreviewError:
        _say_stale(upload)
        raise


@transaction.atomic
def _say_stale(upload: Upload) -> None:
    _, upload = locked(upload)
    if upload.state in COMMITTABLE:
        upload.summary["returned"] = STALE
        upload.save(update_fields=["summary"])


@transaction.atomic
def receive_large(
    administration: Administration, *, name: str, file: File, by: User | None, options: Options | None = None
) -> Upload:
    """Keep a file as it came, and let the worker read it; with a personal identity number in its name it is refused."""
    upload = new_upload(administration, name=name, file=file, by=by, options=options or Options())
    if find_personal_numbers(name):
        refuse(upload, Problem(Code.PERSONAL_NUMBER, found=upload.name))
        upload.save()
    else:
        upload.file.save(stored_name(name), file, save=False)
        wait(upload, Upload.State.WAITING)
        tasks.read_upload.enqueue(upload.pk, by and by.pk)
    record("upload-received", upload, by, {"sha256": upload.sha256, "state": upload.state})
    return upload


def read_waiting(upload: Upload, *, by: User | None) -> None:
    """Read a file that waits for it, unless somebody else does or it has been cancelled."""
    if upload.state != Upload.State.WAITING or not claim(upload):
        return
    found: Reading | Problem
    examined = None
    try:
        with told_by_upload(upload):
            content = kept_content(upload)
            found = read_content(content, upload.name, [upload.administration], by=by, options=options_of(upload))
            report(Step.COMPARE)
            examined = hold(upload.administration, found, name=upload.name, checksum=upload.sha256).examined
            remember(upload, found, by=by)
    except WorkCancelledError:
        return
    except UnreadableError as error:
        found = error.problem
    with suppress(Upload.DoesNotExist):  # it was thrown away meanwhile
        _say_what_was_read(upload, found, examined, by)


@transaction.atomic
def _say_what_was_read(upload: Upload, found: Reading | Problem, examined: Examined | None, by: User | None) -> None:
    began = upload.summary.get(WORK)
    _, upload = locked(upload)
    if upload.state != Upload.State.WAITING or upload.cancelled or upload.summary.get(WORK) != began:
        return
    returned, remember_as = upload.summary.get("returned"), upload.summary.get(REMEMBER_AS)
    upload.state, upload.step = _state_before(upload), ""
    if isinstance(found, Problem):
        refuse(upload, found)
    elif not settle(upload, found, examined):
        _drop_file(upload)
    elif remember_as is not None:
        _remember_answers(upload, found, remember_as, by)
    if upload.file:
        _keep_anew(upload)
    upload.summary |= {"read_at": time.time()} | ({"returned": returned} if returned else {})
    upload.save()
    record("upload-read", upload, by, {"sha256": upload.sha256, "state": upload.state})


def _remember_answers(upload: Upload, found: Reading, name: str, by: User | None) -> None:
    """Keep the answers for files of the same shape; what was read with them holds with that too."""
    layout = remember_layout(upload.administration, found.understood, options_of(upload), name=name, by=by)
    if layout:
        found.understood.remembered = layout.pk
        layouts = build_context(upload.administration, by, options_of(upload)).layouts
        remember(upload, replace(found, context=replace(found.context, layouts=layouts)), by=by)


@transaction.atomic
def begin_commit(upload: Upload, *, seen: str, by: User | None) -> Upload:
    """Let the worker store what a file says, if that does what `by` saw in the preview with the fingerprint `seen`.

    Raises:
        StalePreviewError: it is stored already, or is being stored.
    """
    _, upload = locked(upload)
    if upload.state not in COMMITTABLE:
        raise StalePreviewError
    forget(upload)
    upload.summary.pop("returned", None)
    wait(upload, Upload.State.LOADING)
    tasks.load_upload.enqueue(upload.pk, seen, by and by.pk)
    return upload


def load_waiting(upload: Upload, *, seen: str, by: User | None) -> None:
    """Store a file that waits for it, unless somebody else does. What is refused is given back, nothing stored."""
    if upload.state != Upload.State.LOADING or not claim(upload):
        return
    try:
        with told_by_cache(upload):
            commit_upload(upload, seen=seen, by=by, loading=True)
    except WorkCancelledError:
        give_back(upload, CANCELLED, by=who_asked_to_end(upload))
    except StalePreviewError:
        give_back(upload, STALE, by=by)
    except RefusedError as error:
        give_back(upload, str(error), by=by)
    except UnreadableError as error:
        give_back(upload, problem(error.problem)["message"], by=by)
    finally:
        forget(upload)


@transaction.atomic
def give_back(upload: Upload, why: str, *, by: User | None) -> Upload:
    """Let a file that was to be stored be looked through again; `why` is CANCELLED, STALE or a sentence."""
    _, upload = locked(upload)
    if upload.state == Upload.State.LOADING:
        upload.state, upload.step = _state_before(upload), ""
        upload.summary["returned"] = why
        upload.save()
        record("upload-returned", upload, by, {"why": why})
    return upload


def cancel_upload(upload: Upload, *, by: User | None) -> Upload:
    """End the work with a file. What was to be stored is not, what was to be read the first time is not kept."""
    sign = sign_of(upload)
    if sign is None:
        return upload
    if upload.state == Upload.State.WAITING:
        return _cancel_reading(upload, by=by)
    if sign.step and not sign.silent:
        ask_to_end(upload, by=by)  # its worker holds the upload until it ends
        return upload
    return give_back(upload, CANCELLED, by=by)


@transaction.atomic
def _cancel_reading(upload: Upload, *, by: User | None) -> Upload:
    _, upload = locked(upload)
    if upload.state == Upload.State.WAITING:
        upload.state, upload.step, upload.cancelled = _state_before(upload), "", True
        upload.summary.pop("read_at", None)  # what it was read as then does not hold with the answers of today
        if "counts" not in upload.summary:  # nobody has looked for personal identity numbers in it
            upload.state = Upload.State.REFUSED
            _drop_file(upload)
        upload.save()
        record("upload-cancelled", upload, by, {"sha256": upload.sha256})
    return upload


@transaction.atomic
def begin_again(upload: Upload, *, by: User | None) -> Upload:
    """Take up the work with a file whose worker has gone silent, or that must be read again: read it again, or let it
    be looked through again.
    """
    _, upload = locked(upload)
    if must_be_read(upload, by=by):
        return begin_reading(upload, by=by)
    sign = sign_of(upload)
    if sign and sign.silent and upload.state == Upload.State.WAITING:
        wait(upload, Upload.State.WAITING)
        tasks.read_upload.enqueue(upload.pk, by and by.pk)
    elif sign and sign.silent:
        return give_back(upload, CANCELLED, by=by)
    return upload


def _state_before(upload: Upload) -> Upload.State:
    return Upload.State.UNDONE if upload.undone_at else Upload.State.EXAMINED


def _keep_anew(upload: Upload) -> None:
    """Keep a file that has been read as one that is read at once is kept."""
    storage, whole = upload.file.storage, upload.file.name
    with storage.open(whole) as file:
        if not has_texts(file):
            return
        keep_file(upload, upload.name, file)
    transaction.on_commit(lambda: storage.delete(whole))


def _drop_file(upload: Upload) -> None:
    """Keep nothing of the file but its name and checksum."""
    storage, name = upload.file.storage, upload.file.name
    upload.file = ""
    transaction.on_commit(lambda: storage.delete(name))
