"""A ledger workbook of 100 000 rows from file to committed figures, against the floor.

The floor is python-calamine reading the same file and `executemany` of the same rows into the program's own table of
figures, with its indexes and checks and nothing else looked at; for the record also into a bare table. All run in
processes of their own, in turn, on an empty SQLite database; times begin when the program has started, and the time of
the reading process is in the program's own. The least of several rounds counts: what else the machine does only adds.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.bench.figure import ROOT, Figure, environment, run

ROWS, UNITS = 100_000, 300
MONTHS = range(1, 11)
ACCOUNTS = [*range(5010, 5030), *range(4610, 4620), *range(6010, 6015)]
ROUNDS = 5
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
    seconds: dict[str, list[float]] = {"ours": [], "floor": [], "bare": []}
    for number in range(ROUNDS):
        for name, found in seconds.items():
            place = folder / f"{name}-{number}"
            shutil.copytree(empty, place)
            found.append(run("tests.bench.upload", name, book, folder=place)["seconds"])
    place = folder / "memory"
    shutil.copytree(empty, place)
    own, floor, bare = (min(found) for found in seconds.values())
    detail = f"{own:.1f} s and {floor:.1f} s, the least of {ROUNDS}"
    return [
        Figure("upload of 100 000 rows against the floor", own / floor, MOST_TIMES, "times", detail),
        Figure("for the record, against a bare table", own / bare, None, "times", f"{bare:.1f} s"),
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
    """Seconds of reading the workbook and putting its rows into the program's table, in one transaction."""
    import django

    django.setup()
    from django.db import connection, transaction

    from units.models import AccountGroup, Unit

    units = dict(Unit.objects.values_list("code", "pk"))
    group = AccountGroup.objects.values_list("pk", flat=True)[0]
    began = time.perf_counter()
    figures = (
        (units[unit], f"{month[:4]}-{month[4:]}-01", 2, group, str(int(account)), str(int(activity)), round(kr * 100))
        for unit, _, account, _, activity, month, kr, _ in _read(book)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO forecasts_figure (unit_id, month, kind, group_id, account, activity, amount) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s)",
            figures,
        )
    return time.perf_counter() - began


def bare(book: Path) -> float:
    """Seconds of the same into a table with no index and no check."""
    began = time.perf_counter()
    database = sqlite3.connect("")  # a file of its own that goes away
    database.execute("CREATE TABLE figure (unit, name, account, account_name, activity, month, amount, text)")
    with database:
        database.executemany("INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _read(book))
    database.close()
    return time.perf_counter() - began


def _read(book: Path) -> Iterator[list[Any]]:
    from python_calamine import CalamineWorkbook

    with book.open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).iter_rows()
    next(rows)
    return rows


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
    command = [sys.executable, "-m", "tests.bench.upload", "ours", str(book)]
    return peak(subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL))


def peak(running: subprocess.Popen[bytes]) -> float:
    """Megabytes at most of a process and all its children until it ends, pages they share counted once."""
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
    else:
        measured = {"ours": ours, "floor": floor, "bare": bare}[sys.argv[1]]
        answer = {"seconds": measured(Path(sys.argv[2]))}
    sys.stdout.write(json.dumps(answer) + "\n")
