"""The upload for integration engines: the same pipeline as the page. Without --commit nothing is stored."""

import json
import re
from argparse import ArgumentTypeError
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from pathlib import Path
from typing import Any, get_args

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from forecasts.imports import registers
from forecasts.imports.commit import commit_upload, receive_upload, tidy_name
from forecasts.imports.examined import Examined, Kind, Options
from forecasts.imports.layouts import COLUMN_ROLES
from forecasts.imports.own_table import LAYOUT as OWN_TABLE
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.progress import Step, listening
from forecasts.imports.reading import Reading, hold, read_content
from forecasts.imports.report import failed_report, machine_report, problem
from forecasts.imports.step_words import STEPS
from forecasts.imports.written import written_report
from forecasts.refusals import StalePreviewError
from units.models import Administration, User
from units.money import MoneyUnit
from units.months import parse_month
from units.refusals import RefusedError
from units.roles import Act

DONE, WRONG, UNREADABLE = 0, 1, 2
KINDS = ("auto", *get_args(Kind), "observation")
COLUMN = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class File:
    """A file named on the command line."""

    name: str
    path: Path

    @property
    def sha256(self) -> str:
        """Its checksum."""
        with self.path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()


def month(text: str) -> date:
    """The month of an argument."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no month, such as 2026-08") from error


def columns(text: str) -> tuple[tuple[str, str], ...]:
    """Letters and roles of an argument like A=unit,F=actual."""
    pairs = [tuple(part.strip() for part in each.split("=")) for each in text.split(",") if each.strip()]
    if any(len(pair) != 2 or not COLUMN.fullmatch(pair[0].upper()) or pair[1] not in COLUMN_ROLES for pair in pairs):
        raise ArgumentTypeError(f"{text} is no list of columns, such as A=unit,F=actual, of {', '.join(COLUMN_ROLES)}")
    return tuple((letters.upper(), role) for letters, role in pairs)


class Command(BaseCommand):
    """Exit status: 0 examined or committed; 1 the file has errors; 2 it cannot be read."""

    help = "Examine a file of figures or of a register, and store it with --commit."

    def add_arguments(self, parser: CommandParser) -> None:
        """The contract's arguments and the answers to the program's questions."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--administration", metavar="CODE")
        parser.add_argument("--kind", choices=[*KINDS, *registers.names()], default="auto")
        parser.add_argument("--year", type=int)
        parser.add_argument("--month", type=month, metavar="YYYY-MM")
        parser.add_argument("--sign", choices=["cost-positive", "cost-negative", "unsigned"], default="")
        parser.add_argument("--money", choices=[unit.value for unit in MoneyUnit])
        parser.add_argument("--sheet", default="", metavar="NAME", help="or NAME!A40, where its table begins")
        parser.add_argument("--amounts", choices=["monthly", "to-date"], default="")
        parser.add_argument("--columns", type=columns, default=(), metavar="A=unit,F=actual")
        parser.add_argument("--header", type=int, metavar="ROW")
        parser.add_argument("--dimension", default="", metavar="NUMBER")
        parser.add_argument("--commit", action="store_true")
        parser.add_argument("--user", metavar="NAME", help="act with this person's rights")
        parser.add_argument("--by-unit", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one report, and exit with its status."""
        shown = self.stderr.isatty() and not options["json"]
        try:
            with listening(self._tell) if shown else nullcontext():
                report, status = self._examine(options)
        except UnreadableError as error:
            report, status = self._failed(options, error.problem), UNREADABLE
        text = json.dumps(report, ensure_ascii=False) if options["json"] else written_report(report)
        self.stdout.write(text)
        if status:
            raise SystemExit(status)

    def _tell(self, step: Step, rows: int, of: int | None) -> None:
        """How far it has come, on one line of a terminal that is written over."""
        share = f" {rows:>9} / {of}" if of else f" {rows:>9}" if rows else ""
        ending = "\n" if step is Step.STORE and rows == of else ""
        self.stderr.write(f"\r\x1b[K{STEPS[step]}{share}", style_func=str, ending=ending)

    def _failed(self, options: dict[str, Any], failure: Problem) -> dict[str, Any]:
        path = options["file"]
        file = File(tidy_name(path.name), path)
        return failed_report(file.name, file.sha256 if path.is_file() else None, failure, options["administration"])

    def _examine(self, options: dict[str, Any]) -> tuple[dict[str, Any], int]:
        by, administrations = _who_and_where(options)
        said = _said(options)
        file = _file(options["file"])
        reading = read_content(file.path, file.name, administrations, by=by, options=said)
        found = {each.code: each for each in administrations}.get(reading.understood.administration)
        if found is None:
            examined = Examined(file.name, file.sha256, reading.understood)
            return machine_report(examined, {}, by_unit=False), WRONG
        examined = hold(found, reading, name=file.name, checksum=file.sha256).examined
        report = machine_report(examined, dict(found.units.values_list("pk", "code")), by_unit=options["by_unit"])
        if not examined.ready:
            return report, WRONG
        if not options["commit"] or report["layout"] == OWN_TABLE:
            return report, DONE
        return _committed(report, found, file, reading, examined, by=by, said=said)


def _who_and_where(options: dict[str, Any]) -> tuple[User | None, list[Administration]]:
    """The person, and the administrations that the file may be for."""
    by = None
    if options["user"]:
        by = User.objects.filter(username__iexact=options["user"], is_active=True).first()
        if by is None:
            raise UnreadableError(Problem(Code.UNKNOWN_USER, found=options["user"]))
    every = Administration.objects.all() if by is None else Administration.objects.entered_by(by)
    wanted = [each for each in every if options["administration"] in (None, each.code)]
    if not wanted:
        known = ", ".join(every.values_list("code", flat=True))
        raise UnreadableError(
            Problem(Code.UNKNOWN_ADMINISTRATION, found=options["administration"] or "", hint=known or "–")
        )
    if by is not None:
        wanted = [each for each in wanted if each.units.allowing(by, Act.FORECAST).exists()]
        if not wanted:
            raise UnreadableError(Problem(Code.UNKNOWN_USER, found=options["user"]))
    return by, wanted


def _said(options: dict[str, Any]) -> Options:
    return Options(
        kind=options["kind"],
        year=options["year"],
        month=options["month"],
        sign=options["sign"],
        money=MoneyUnit(options["money"]) if options["money"] else None,
        sheet=options["sheet"],
        amounts=options["amounts"],
        columns=options["columns"],
        header=options["header"],
        dimension=options["dimension"],
    )


def _file(path: Path) -> File:
    if not path.is_file():
        raise UnreadableError(Problem(Code.MISSING_FILE, found=tidy_name(str(path))))
    if path.stat().st_size > settings.UPLOAD_MAX_BYTES:
        raise UnreadableError(Problem(Code.TOO_LARGE))
    return File(tidy_name(path.name), path)


def _committed(
    report: dict[str, Any],
    administration: Administration,
    file: File,
    reading: Reading,
    examined: Examined,
    *,
    by: User | None,
    said: Options,
) -> tuple[dict[str, Any], int]:
    upload = receive_upload(
        administration, name=file.name, content=file.path, by=by, options=said, reading=reading, examined=examined
    )
    try:
        commit_upload(upload, seen=examined.preview.fingerprint, by=by, reading=reading)
    except RefusedError as refused:
        stale = isinstance(refused, StalePreviewError)
        why = problem(Problem(Code.STALE_PREVIEW) if stale else Problem(Code.REFUSED, found=str(refused)))
        return report | {"ready": False, "upload": upload.pk, "problems": [*report["problems"], why]}, WRONG
    return report | {"committed": True, "upload": upload.pk}, DONE
