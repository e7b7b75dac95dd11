"""Large files: a million rows in the background, and how fast a wide workbook is understood.

A ledger list of a million rows (csv, eight columns, many postings of the same account and month) is handed in, read,
looked through and stored by the steps of the worker, on an empty SQLite database. What the page would show is asked for
ten times a second meanwhile; the longest time without anything new counts. A workbook of 5 000 rows and 24 columns is
recognised and previewed, against python-calamine reading it, each time in a process of its own: its start is not in it.
"""

import gc
import json
import random
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.bench.figure import ROOT, Figure, environment, run
from tests.bench.upload import peak

ROWS, UNITS = 1_000_000, 300
ACCOUNTS = [*range(5010, 5030), *range(4610, 4620), *range(6010, 6015)]
HEADINGS = ("Ansvar", "Benämning", "Konto", "Verksamhet", "Period", "Motpart", "Text", "Belopp")
WIDE_ROWS, KEYS = 5_000, 11
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MOST_SECONDS, MOST_MEGABYTES, LONGEST_SILENCE, MOST_TIMES = 60, 1000, 1.0, 3.0
ROUNDS = 9
LOOK_SECONDS = 0.1


def measure(folder: Path) -> list[Figure]:
    """Time, memory and signs of life of a million rows; time of a wide workbook against reading it."""
    million, empty = folder / "million.csv", folder / "empty"
    write_million(million)
    empty.mkdir()
    run("tests.bench.upload", "prepare", folder=empty)
    timed, weighed = folder / "timed", folder / "weighed"
    shutil.copytree(empty, timed)
    shutil.copytree(empty, weighed)
    found = run("tests.bench.files", "background", million, folder=timed)
    size = f"{million.stat().st_size / 1e6:.0f} MB, {found['figures']} figures"
    steps = f"read in {found['read']:.1f} s, stored in {found['stored']:.1f} s"
    own, theirs = _wide(folder)
    start = min(run("tests.bench.files", "start", folder=empty)["seconds"] for _ in range(3))
    detail = f"{own * 1000:.0f} ms and {theirs * 1000:.0f} ms, the least of {ROUNDS}"
    return [
        Figure("a million rows, file to committed figures", found["seconds"], MOST_SECONDS, "s", f"{size}; {steps}"),
        Figure("longest time without progress meanwhile", found["silence"], LONGEST_SILENCE, "s"),
        Figure("peak memory of it, reading process included", _peak(million, weighed), MOST_MEGABYTES, "MB"),
        Figure("5 000 rows and 24 columns understood, against reading them", own / theirs, MOST_TIMES, "times", detail),
        Figure("for the record, start of the reading process", start, None, "s"),
    ]


def write_million(path: Path) -> None:
    """Postings in no order."""
    chance = random.Random(1)
    with path.open("w", encoding="cp1252") as file:
        file.write(";".join(HEADINGS) + "\n")
        for number in range(ROWS):
            unit, account = chance.randrange(UNITS), chance.choice(ACCOUNTS)
            file.write(
                f"U{unit:03};Enhet {unit};{account};{chance.choice((510, 520, 530))};2026{chance.randrange(1, 11):02};"
                f"{chance.randrange(1000):04};Verifikation {number % 5000};"
                f"{chance.randrange(2_000_000)},{chance.randrange(100):02}\n"
            )


def write_wide(path: Path) -> None:
    """A budget with the months as columns: eleven columns that say what, twelve months and their total."""
    chance = random.Random(1)
    keys = [(unit, account) for unit in range(UNITS) for account in ACCOUNTS][:WIDE_ROWS]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Budget")
        said = ("Ansvar", "Benämning", "Konto", "Kontonamn", "Verksamhet", "Verksamhetsnamn", "Projekt", "Motpart")
        sheet.write_row(0, 0, (*said, "Objekt", "Fri kod", "Text", *(f"{month} 2026" for month in MONTHS), "Totalt"))
        for number, (unit, account) in enumerate(keys, 1):
            amounts = [round(chance.uniform(1000, 90_000), 2) for _ in MONTHS]
            texts = (f"U{unit:03}", f"Enhet {unit}", account, f"Konto {account}", 510, "Hemtjänst", "", "1234", "O1")
            sheet.write_row(number, 0, (*texts, "F2", "Löpande", *amounts, round(sum(amounts), 2)))


def _wide(folder: Path) -> tuple[float, float]:
    """Seconds of understanding and previewing the wide workbook, and of python-calamine reading it."""
    book = folder / "wide.xlsx"
    write_wide(book)
    found = [run("tests.bench.files", "wide", book, folder=folder) for _ in range(ROUNDS)]
    return min(each["ours"] for each in found), min(each["theirs"] for each in found)


def wide(book: Path) -> dict[str, float]:
    """Both in turn; the collector is off, as it is in the reading process."""
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    from forecasts.imports.examine import understand_file
    from forecasts.imports.limits import Limits
    from forecasts.imports.preview import Stored, preview

    gc.disable()
    content, context = book.read_bytes(), _context()
    began = time.perf_counter()
    CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    between = time.perf_counter()
    understood = understand_file(content, book.name, (context,), Limits())
    preview(understood, Stored())
    ended = time.perf_counter()
    if len(understood.figures["budget"]) != WIDE_ROWS * len(MONTHS):
        sys.exit("The workbook was not understood.")
    return {"ours": ended - between, "theirs": between - began}


def _context() -> Any:
    from forecasts.imports.examined import Context, KnownGroup, KnownUnit, Options

    units = tuple(
        KnownUnit(number + 1, f"U{number:03}", f"Enhet {number}", date(2020, 1, 1), None) for number in range(UNITS)
    )
    groups = (KnownGroup(1, "personnel", "Personal", "cost"), KnownGroup(2, "other", "Övrigt", "cost"))
    ranges = (("50", "57", "personnel"), ("4", "4", "other"), ("58", "79", "other"))
    options = Options(kind="budget")
    return Context("EX", units, groups, ranges, frozenset(), date(2026, 11, 15), options)


def start() -> dict[str, float]:
    """Until the reading process has said that a file is empty."""
    from forecasts.imports.examine import understand_file
    from forecasts.imports.limits import Limits
    from forecasts.imports.problems import UnreadableError
    from forecasts.imports.worker import run_limited

    began = time.perf_counter()
    with suppress(UnreadableError):
        run_limited(understand_file, b"", "empty.csv", (), Limits())
    return {"seconds": time.perf_counter() - began}


def background(file: Path) -> dict[str, float]:
    """A file handed in, read, looked through and stored as the worker does it."""
    import django

    django.setup()
    from django.core.files import File

    from forecasts.imports import background as work
    from forecasts.imports.commit import examine_upload
    from forecasts.imports.examined import Options
    from forecasts.models import Figure as Stored
    from forecasts.models import Upload
    from units.models import Administration

    began = time.perf_counter()
    administration = Administration.objects.get(code="EX")
    with file.open("rb") as opened:
        upload = work.receive_large(
            administration, name=file.name, file=File(opened), by=None, options=Options(kind="actual")
        )
    watch = _Watch(upload.pk)
    with watch:
        work.read_waiting(upload, by=None)
    read = time.perf_counter()
    upload = Upload.objects.get(pk=upload.pk)
    seen = examine_upload(upload, by=None).preview.fingerprint
    shown = time.perf_counter()
    upload = work.begin_commit(upload, seen=seen, by=None)
    with watch:
        work.load_waiting(upload, seen=seen, by=None)
    ended = time.perf_counter()
    figures = Stored.objects.count()
    if Upload.objects.get(pk=upload.pk).state != Upload.State.COMMITTED:
        sys.exit("The file was not stored.")
    seconds = (read - began) + (ended - shown)
    return {
        "seconds": seconds, "read": read - began, "stored": ended - shown, "silence": watch.longest, "figures": figures,
    }  # fmt: skip


class _Watch:
    """Looks at the signs of life as the page does, and keeps the longest time between two that differ."""

    def __init__(self, pk: int) -> None:
        self.pk, self.longest = pk, 0.0

    def __enter__(self) -> None:
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()

    def _look(self) -> None:
        from django.db import connection

        from forecasts.imports.signs import sign_of
        from forecasts.models import Upload

        last, since = None, time.perf_counter()
        while not self.ended.wait(LOOK_SECONDS):
            sign = sign_of(Upload.objects.get(pk=self.pk))
            now = time.perf_counter()
            self.longest = max(self.longest, now - since)
            if sign is None:
                break
            if sign.at != last:
                last, since = sign.at, now
        connection.close()


def _peak(file: Path, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.files", "background", str(file)]
    return peak(subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL))


if __name__ == "__main__":
    doing: dict[str, Any] = {"background": background, "wide": wide, "start": start}
    sys.stdout.write(json.dumps(doing[sys.argv[1]](*map(Path, sys.argv[2:]))) + "\n")
