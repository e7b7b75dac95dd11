"""From bytes or a kept upload to what they mean for what is stored now. Reading is the slow part; it is remembered."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

from forecasts.imports import registers
from forecasts.imports.context import build_context, controls
from forecasts.imports.examine import understand_file
from forecasts.imports.examined import Context, Examined, Options, Understood
from forecasts.imports.limits import Limits
from forecasts.imports.preview import Stored, preview
from forecasts.imports.problems import Code, Problem
from forecasts.imports.recall import options_from
from forecasts.imports.stored import stored_amounts
from forecasts.imports.worker import ROOT, run_limited
from forecasts.models import Figure, Upload
from units.models import Administration, User
from units.months import parse_month


@dataclass(frozen=True, slots=True)
class Reading:
    """A file understood in a context: it holds as long as the context does."""

    context: Context
    understood: Understood


@dataclass(frozen=True, slots=True)
class Held:
    """A file held against what is stored at this moment."""

    examined: Examined
    stored: Stored


def read_content(
    content: bytes | Path, name: str, administrations: Sequence[Administration], *, by: User | None, options: Options
) -> Reading:
    """What the file, or the one at a path, means in the one of `administrations` that it belongs to.

    Raises:
        UnreadableError: it cannot be read.
    """
    contexts = {each.code: build_context(each, by, options) for each in administrations}
    limits = Limits(file_bytes=settings.UPLOAD_MAX_BYTES)
    understood = run_limited(
        understand_file,
        content,
        name,
        tuple(contexts.values()),
        limits,
        memory_bytes=settings.UPLOAD_READ_MEMORY_BYTES,
        seconds=settings.UPLOAD_READ_SECONDS,
    )
    for administration in administrations:
        if administration.code == understood.administration and not controls(administration, by):
            _keep_to_forecasts(understood)
    return Reading(contexts.get(understood.administration, next(iter(contexts.values()))), understood)


def _keep_to_forecasts(understood: Understood) -> None:
    for kind in understood.figures:
        label = str(Figure.Kind[kind.upper()].label)
        understood.problems.append(Problem(Code.KIND_NOT_YOURS, understood.sheet, found=label))


def read_upload(upload: Upload, *, by: User | None) -> Reading:
    """What a kept file means for `by` today.

    Raises:
        UnreadableError: it cannot be read.
    """
    if reading := remembered(upload, by=by):
        return reading
    content = kept_content(upload)
    reading = read_content(content, upload.name, [upload.administration], by=by, options=options_of(upload))
    remember(upload, reading, by=by)
    return reading


def kept_content(upload: Upload) -> bytes | Path:
    """The file as it came, or where it lies."""
    try:
        return Path(upload.file.path)
    except NotImplementedError:  # kept somewhere else than in a folder
        with upload.file.open("rb") as file:
            return file.read()


def remembered(upload: Upload, *, by: User | None) -> Reading | None:
    """What `upload` was read as for `by`, when that was not long ago and still holds."""
    context = build_context(upload.administration, by, options_of(upload))
    reading: Reading | None = caches["uploads"].get(_key(upload, by))
    return reading if reading is not None and reading.context == context else None


def remember(upload: Upload, reading: Reading, *, by: User | None) -> None:
    """Keep what `upload` was read as for `by` a while, so that the pages up to its commit need not read it again."""
    caches["uploads"].set(_key(upload, by), reading)


def _key(upload: Upload, by: User | None) -> str:
    """Of the file, its answers and the person, or all who may store every kind of figure; the same in every process."""
    who = "all" if controls(upload.administration, by) else by and by.pk
    answers = sorted(upload.options.items())
    return sha256(
        f"{_code()} {upload.sha256} {upload.name} {upload.administration_id} {who} {answers}".encode()
    ).hexdigest()


@cache
def _code() -> str:
    """A digest of the program's own text: what another version read is not understood by this one."""
    found = sha256()
    for app in ("units", "forecasts", "indicators", "measures"):
        for path in sorted((ROOT / app).rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


def hold(administration: Administration, reading: Reading, *, name: str, checksum: str) -> Held:
    """A file that was read, held against what `administration` has stored now."""
    understood = reading.understood
    if register := registers.of(understood.kind):
        reader = next(each for each in reading.context.readers if each.kind == understood.kind)
        return Held(Examined(name, checksum, understood, register.hold(administration, understood, reader)), Stored())
    stored = stored_amounts(administration, understood)
    return Held(Examined(name, checksum, understood, preview(understood, stored)), stored)


def options_of(upload: Upload) -> Options:
    """The answers that have been given about the file."""
    values = dict(upload.options)
    month = parse_month(values["month"]) if values.get("month") else None
    return replace(options_from(values), year=values.get("year"), month=month)


def plain_options(options: Options) -> dict[str, Any]:
    """`options` as `Upload.options` keeps them: what was said, nothing else."""
    values = asdict(options) | {"month": f"{options.month:%Y-%m}" if options.month else None}
    return {name: value for name, value in values.items() if value and value != "auto"}
