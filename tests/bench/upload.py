"""A ledger workbook of 100 000 rows from file to committed figures, against the floor.

The floor is python-calamine reading the same file and `executemany` of the same rows into an empty SQLite table with
no index. Both run in processes of their own, in turn; times begin when the program has started.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

import xlsxwriter

from tests.bench.figure import ROOT, Figure, environment, run

ROWS, UNITS = 100_000, 300
MONTHS = range(1, 11)
ACCOUNTS = [*range(5010, 5030), *range(4610, 4620), *range(6010, 6015)]
ROUNDS = 3
MOST_TIMES, MOST_MEGABYTES = 2.0, 400
HEADINGS = ("Ansvar", "Benämning", "Konto", "Kontonamn", "Verksamhet", "Period", "Belopp", "Text")
SAMPLE_SECONDS = 0.03


def measure(folder: Path) -> list[Figure]:
    """Time against the floor and the most memory that the program and its reading process use together."""
    book = folder / "ledger.xlsx"
    write_book(book)
    empty = folder / "empty"
    empty.mkdir()
    run("tests.bench.upload", "prepare", folder=empty)
    ours, floors = [], []
    for number in range(ROUNDS):
        floors.append(run("tests.bench.upload", "floor", book, folder=empty)["seconds"])
        place = folder / str(number)
        shutil.copytree(empty, place)
        ours.append(run("tests.bench.upload", "ours", book, folder=place)["seconds"])
    place = folder / "memory"
    shutil.copytree(empty, place)
    detail = f"{median(ours):.1f} s and {median(floors):.1f} s, medians of {ROUNDS}"
    return [
        Figure("upload of 100 000 rows against the floor", median(ours) / median(floors), MOST_TIMES, "times", detail),
        Figure("peak memory of the upload, reading process included", _peak(book, place), MOST_MEGABYTES, "MB"),
    ]


def write_book(path: Path) -> None:
    """A ledger list with one row per unit, account and month."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Huvudbok")
        sheet.write_row(0, 0, HEADINGS)
        keys = ((u, a, m) for u in range(UNITS) for a in ACCOUNTS for m in MONTHS)
        for number, (unit, account, month) in enumerate(keys, 1):
            if number > ROWS:
                break
            amount = 12_345.67 + unit + account / 100 + month
            row = (
                f"U{unit:03}",
                f"Enhet {unit}",
                account,
                f"Konto {account}",
                510,
                f"2026{month:02}",
                amount,
                "Löpande",
            )
            sheet.write_row(number, 0, row)


def floor(book: Path) -> float:
    """Seconds of the least that must be done."""
    from python_calamine import CalamineWorkbook

    began = time.perf_counter()
    with book.open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).iter_rows()
        next(rows)
        database = sqlite3.connect(book.with_suffix(".floor"))
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE figure (unit, name, account, account_name, activity, month, amount, text)")
        with database:
            database.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        database.close()
    seconds = time.perf_counter() - began
    for each in book.parent.glob("*.floor*"):
        each.unlink()
    return seconds


def prepare() -> None:
    """An administration with the units of the workbook."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import factories
    from units.models import Unit

    administration = factories.small_administration("EX")
    department = administration.departments.get()
    Unit.objects.bulk_create(
        Unit(administration=administration, department=department, code=f"U{number:03}", name=f"Enhet {number}",
             valid_from="2020-01-01")
        for number in range(UNITS)
    )  # fmt: skip


def ours(book: Path) -> float:
    """Seconds of the program's own upload, from file to committed figures."""
    import django

    django.setup()
    from django.core.management import call_command

    from forecasts.models import Figure as Stored

    began = time.perf_counter()
    call_command("upload", str(book), administration="EX", commit=True, kind="actual", json=True)
    seconds = time.perf_counter() - began
    if Stored.objects.count() != ROWS:
        sys.exit(f"{Stored.objects.count()} figures are stored, not {ROWS}.")
    return seconds


def _peak(book: Path, folder: Path) -> float:
    """Megabytes at most of an upload and all its processes, pages they share counted once."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.upload", "ours", str(book)],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
    )
    most = 0
    while running.poll() is None:
        most = max(most, sum(_kilobytes(pid) for pid in _family(running.pid)))
        time.sleep(SAMPLE_SECONDS)
    return most / 1000


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        with suppress(OSError):
            for children in Path(f"/proc/{each}/task").glob("*/children"):
                found += map(int, children.read_text().split())
    return found


def _kilobytes(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    answer: Any = None
    if sys.argv[1] == "prepare":
        prepare()
    elif sys.argv[1] == "floor":
        answer = {"seconds": floor(Path(sys.argv[2]))}
    else:
        answer = {"seconds": ours(Path(sys.argv[2]))}
    sys.stdout.write(json.dumps(answer) + "\n")
