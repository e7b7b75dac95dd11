"""The monthly cycle: saving one cell of a forecast, and reading every unit's entry, for 300 units of 5 years and 10."""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figure import Figure, run
from tests.bench.pages import LARGE, LAST, SMALL, fill

TIMES, READS = 40, 7
CELL_MILLISECONDS, ENTRIES_TIMES = 50, 60
CELL = "/administrations/EX/units/U007/forecast/cell/"
BOARD = "/administrations/EX/rounds/{pk}/"
BOARD_TIMES = 3


def measure(folder: Path) -> list[Figure]:
    """Server time of a cell, and of all entries, at both sizes."""
    seen: dict[str, Any] = {}
    for name, (units, years) in {"small": SMALL, "large": LARGE}.items():
        (folder / name).mkdir()
        run("tests.bench.cycle", "fill", units, years, folder=folder / name)
        seen[name] = run("tests.bench.cycle", "work", folder=folder / name)
    small, large = seen["small"], seen["large"]
    detail = f"{small['entries']:.0f} and {large['entries']:.0f} ms"
    slower, more = large["entries"] / small["entries"], large["queries"] - small["queries"]
    queries = large["cell_queries"]
    return [
        Figure("saving one cell, server time", large["cell"], CELL_MILLISECONDS, "ms", f"{queries} queries"),
        Figure("saving one cell, more queries than with 10 units", queries - small["cell_queries"], 0),
        Figure("entries of 300 units, more queries than of 10", more, 0, detail=f"{large['queries']} queries"),
        Figure("entries of 300 units, time against 10", slower, ENTRIES_TIMES, "times", detail),
        Figure(
            "board of 300 units, server time against 10",
            large["board"] / small["board"],
            BOARD_TIMES,
            "times",
            f"{small['board']:.0f} and {large['board']:.0f} ms",
        ),
        Figure(
            "board of 300 units, more queries than of 10",
            large["board_queries"] - small["board_queries"],
            0,
            detail=f"{large['board_queries']} queries",
        ),
    ]


def prepare(units: int, years: int) -> None:
    """The bench's administration with an open round, in which every second unit has submitted."""
    fill(units, years)
    from django.utils import timezone

    from forecasts.models import Forecast, Round
    from units.models import Administration

    today = timezone.localdate()
    dues = ("ledger_due", "unit_head_due", "controller_due", "department_head_due", "director_due", "committee_due")
    opened = Round.objects.create(
        administration=Administration.objects.get(),
        as_of=LAST,
        opened_at=timezone.now(),
        **{name: today + timedelta(days=number) for number, name in enumerate(dues)},
    )
    Forecast.objects.filter(as_of=LAST, unit__code__regex="[02468]$").update(round=opened)


def work() -> dict[str, float]:
    """Median milliseconds and queries of a saved cell, and of all entries of the administration."""
    import django

    django.setup()
    from django.test import Client

    from forecasts.entry.queries import entries
    from forecasts.models import Round
    from units.models import User

    client, opened = Client(), Round.objects.get()
    client.force_login(User.objects.get(username="controller"))
    group = opened.administration.account_groups.get(code="PER").pk
    units = list(opened.administration.units.values_list("pk", flat=True))
    amounts = iter(range(1000, 1000 + 3 * TIMES))
    stored: list[int] = []

    def save() -> None:
        amount, seen = next(amounts), stored[-1] * 100_000 if stored else ""
        sent = {"round": opened.pk, f"amount-{group}": amount, f"seen-amount-{group}": seen}
        answer = client.post(CELL, sent)
        if answer.status_code != 200:
            sys.exit(f"{CELL} answers {answer.status_code}: {answer.content.decode()[:500]}")
        stored.append(amount)

    cell, cell_queries = _timed(save, TIMES)
    read, queries = _timed(lambda: entries(units, opened), READS)
    _require_stored(stored[-1] * 100_000)
    board, board_queries = _timed(lambda: _seen(client, BOARD.format(pk=opened.pk)), READS)
    return {
        "cell": cell,
        "cell_queries": cell_queries,
        "entries": read,
        "queries": queries,
        "board": board,
        "board_queries": board_queries,
    }


def _seen(client: Any, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        sys.exit(f"{path} answers {answer.status_code}")


def _require_stored(amount: int) -> None:
    from forecasts.models import Forecast

    if amount not in Forecast.drafts.get().lines.values_list("amount", flat=True):
        sys.exit("the last cell was not stored")


def _timed(do: Callable[[], object], times: int) -> tuple[float, int]:
    """Median milliseconds of processor time of doing it, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    do()
    with CaptureQueriesContext(connection) as captured:
        do()
    queries = len(captured)
    took = []
    for _ in range(times):
        began = time.process_time()
        do()
        took.append(time.process_time() - began)
    return median(took) * 1000, queries


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        prepare(int(sys.argv[2]), int(sys.argv[3]))
        sys.stdout.write("null\n")
    else:
        sys.stdout.write(json.dumps(work()) + "\n")
