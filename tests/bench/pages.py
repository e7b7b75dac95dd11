"""The unit page and the administration page: 300 units and 5 years against 10 units and 1 year."""

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figure import Figure, run

SMALL, LARGE = (10, 1), (300, 5)
LAST = date(2026, 10, 1)
ACCOUNTS = {"PER": ("5021", "5022", "5611"), "KOP": ("4631", "4632"), "OVR": ("6455", "6911", "7011", "7111"),
            "LOK": ("6011", "6012"), "INT": ("3111", "3511", "3541"), "KON": ("7411", "7511")}  # fmt: skip
WARM_UP, TIMES, ROUNDS = 5, 30, 3
PAGES = {
    "unit page": ("/administrations/EX/units/U007/", 1.3),
    "administration page": ("/administrations/EX/", 3.0),
}
MOST_QUERIES = 15


def measure(folder: Path) -> list[Figure]:
    """Queries and processor time of both pages, interleaved between the two sizes."""
    sizes = {"small": SMALL, "large": LARGE}
    for name, (units, years) in sizes.items():
        (folder / name).mkdir()
        run("tests.bench.pages", "fill", units, years, folder=folder / name)
    seen: dict[str, list[Any]] = {name: [] for name in sizes}
    for _ in range(ROUNDS):
        for name in sizes:
            seen[name].append(run("tests.bench.pages", "visit", folder=folder / name))
    figures = []
    for page, (_, limit) in PAGES.items():
        small, large = (_typical(seen[name], page) for name in sizes)
        detail = f"{small['milliseconds']:.1f} and {large['milliseconds']:.1f} ms"
        figures += [
            Figure(f"{page}, server time against the small one", large["milliseconds"] / small["milliseconds"], limit,
                   "times", detail),
            Figure(f"{page}, queries", large["queries"], MOST_QUERIES),
            Figure(f"{page}, more queries than the small one", large["queries"] - small["queries"], 0),
        ]  # fmt: skip
    return figures


def _typical(rounds: list[Any], page: str) -> dict[str, float]:
    return {key: median(each[page][key] for each in rounds) for key in ("milliseconds", "queries")}


def _setup() -> None:
    import django

    django.setup()


def visit() -> dict[str, dict[str, float]]:
    """Median processor time of an answer in milliseconds and the queries of one, per page."""
    _setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from units.models import User

    client = Client()
    client.force_login(User.objects.get(username="controller"))
    seen = {}
    for page, (path, _) in PAGES.items():
        for _ in range(WARM_UP):
            answer = client.get(path)
            if answer.status_code != 200:
                sys.exit(f"{path} answers {answer.status_code}")
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        queries = len(captured)
        times = []
        for _ in range(TIMES):
            began = time.process_time()
            client.get(path)
            times.append(time.process_time() - began)
        seen[page] = {"milliseconds": median(times) * 1000, "queries": queries}
    return seen


def fill(units: int, years: int) -> None:
    """An administration with account level figures of every month and forecasts of every month from February."""
    _setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests import factories
    from units.models import Department, Unit
    from units.roles import Role

    administration = factories.small_administration("EX")
    administration.units.all().delete()
    departments = [administration.departments.get()]
    departments += Department.objects.bulk_create(
        Department(administration=administration, code=f"{number}", name=f"Avdelning {number}", valid_from="2020-01-01")
        for number in (20, 30, 40)
    )
    rows = Unit.objects.bulk_create(
        Unit(administration=administration, department=departments[number % 4], code=f"U{number:03}",
             name=f"Enhet {number}", valid_from="2020-01-01")
        for number in range(units)
    )  # fmt: skip
    user = factories.UserFactory(username="controller")
    factories.ResponsibilityFactory(user=user, role=Role.CONTROLLER, administration=administration)
    groups = {group.code: group.pk for group in administration.account_groups.all()}
    first = LAST.year - years + 1
    months = [date(year, month, 1) for year in range(first, LAST.year + 1) for month in range(1, 13)]
    from forecasts.models import ClosedMonth

    ClosedMonth.objects.bulk_create(ClosedMonth(administration=administration, month=m) for m in months if m <= LAST)
    _insert([row.pk for row in rows], months, groups)


def _insert(units: list[int], months: list[date], groups: dict[str, int]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as database:
        database.executemany(
            "INSERT INTO forecasts_figure (unit_id, month, kind, group_id, account, activity, amount) "
            "VALUES (%s, %s, %s, %s, %s, '', %s)",
            _figures(units, months, groups),
        )
        forecasts = [
            (number, unit, month.year, month, f"{month} 12:00:00")
            for number, (unit, month) in enumerate(
                ((u, m) for u in units for m in months if m.month > 1 and m <= LAST), 1
            )
        ]
        database.executemany(
            "INSERT INTO forecasts_forecast (id, unit_id, year, as_of, version, comment, submitted_at) "
            "VALUES (%s, %s, %s, %s, 1, 'Fler placeringar.', %s)",
            forecasts,
        )
        database.executemany(
            "INSERT INTO forecasts_forecastline (forecast_id, group_id, amount, cause, comment) "
            "VALUES (%s, %s, %s, '', '')",
            ((row[0], groups[code], 12_600_000_00 + row[0]) for row in forecasts for code in ACCOUNTS),
        )
        database.execute("ANALYZE")


def _figures(units: list[int], months: list[date], groups: dict[str, int]) -> Iterator[tuple]:
    for unit in units:
        for month in months:
            for code, accounts in ACCOUNTS.items():
                for number, account in enumerate(accounts):
                    amount = 350_000_00 + 1000 * (unit % 17) + 100 * month.month + number
                    yield unit, month, 1, groups[code], account, amount
                    if month <= LAST:
                        yield unit, month, 2, groups[code], account, amount + 7_000_00


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]), int(sys.argv[3]))
        sys.stdout.write("null\n")
    else:
        sys.stdout.write(json.dumps(visit()) + "\n")
