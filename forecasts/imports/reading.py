"""From bytes or a kept upload to what they mean for what is stored now. Reading is the slow part; it is remembered."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
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
from forecasts.imports.stored import stored_amounts
from forecasts.imports.worker import ROOT, run_limited
from forecasts.models import Figure, Upload
from units.models import Administration, User
from units.money import MoneyUnit
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
    content: bytes, name: str, administrations: Sequence[Administration], *, by: User | None, options: Options
) -> Reading:
    """What the file means in the one of `administrations` that it belongs to.

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
    options = options_of(upload)
    context = build_context(upload.administration, by, options)
    remembered = caches["uploads"].get(_key(upload, context, by))
    if remembered is not None and remembered.context == context:
        return remembered
    with upload.file.open("rb") as file:
        reading = read_content(file.read(), upload.name, [upload.administration], by=by, options=options)
    remember(upload, reading, by=by)
    return reading


def remember(upload: Upload, reading: Reading, *, by: User | None) -> None:
    """Keep what `upload` was read as for `by` a while, so that the pages up to its commit need not read it again."""
    caches["uploads"].set(_key(upload, reading.context, by), reading)


def _key(upload: Upload, context: Context, by: User | None) -> str:
    """Of the file, what it is held against, and whether the person may store every kind of figure."""
    everything = controls(upload.administration, by)
    return sha256(f"{_code()} {upload.sha256} {upload.name} {everything} {context!r}".encode()).hexdigest()


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
    return Options(
        kind=values.get("kind") or "auto",
        year=values.get("year"),
        month=parse_month(values["month"]) if values.get("month") else None,
        sign=values.get("sign") or "",
        money=MoneyUnit(values["money"]) if values.get("money") else None,
        sheet=values.get("sheet") or "",
        amounts=values.get("amounts") or "",
        columns=tuple((letters, role) for letters, role in values.get("columns") or ()),
        header=values.get("header"),
        dimension=values.get("dimension") or "",
    )


def plain_options(options: Options) -> dict[str, Any]:
    """`options` as `Upload.options` keeps them: what was said, nothing else."""
    values = asdict(options) | {"month": f"{options.month:%Y-%m}" if options.month else None}
    return {name: value for name, value in values.items() if value and value != "auto"}
