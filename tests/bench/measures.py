"""The registers of 2 000 measures with 20 000 follow-ups against those of 50, and 300 units after measures."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.bench.cycle import _seen, _timed
from tests.bench.figure import Figure, run
from tests.bench.pages import LAST, fill

UNITS, YEARS = 300, 1
FEW, MANY, FOLLOW_UPS = 50, 2000, 10
TIMES, TIMES_SLOWER, AFTER_MILLISECONDS = 15, 2.0, 100
REGISTER = "/administrations/EX/measures/?stage=all"
HISTORY = "/administrations/EX/follow-ups/"


def measure(folder: Path) -> list[Figure]:
    """Queries and processor time of the registers at both sizes, and of units after measures at the larger."""
    seen: dict[str, Any] = {}
    for name, count in {"few": FEW, "many": MANY}.items():
        (folder / name).mkdir()
        run("tests.bench.measures", "fill", count, folder=folder / name)
        seen[name] = run("tests.bench.measures", "work", folder=folder / name)
    few, many = seen["few"], seen["many"]
    figures = []
    for page in ("register", "history"):
        detail = f"{few[page]:.0f} and {many[page]:.0f} ms"
        more = many[f"{page}_queries"] - few[f"{page}_queries"]
        figures += [
            Figure(f"{page} of {MANY} measures, server time against {FEW}", many[page] / few[page], TIMES_SLOWER,
                   "times", detail),
            Figure(f"{page} of {MANY} measures, more queries than of {FEW}", more, 0,
                   detail=f"{many[f'{page}_queries']} queries"),
        ]  # fmt: skip
    return [
        *figures,
        Figure(f"effects that no forecast contains, {UNITS} units", many["remaining"], None, "ms"),
        Figure(f"standings after measures, {UNITS} units", many["after"], AFTER_MILLISECONDS, "ms"),
    ]


def prepare(count: int, units_filled: int = UNITS, years: int = YEARS) -> None:
    """The bench's administration with `count` measures of one or two units, all but a few of them followed up."""
    fill(units_filled, years)
    from django.db import connection

    from measures.models import Effect, FollowUp, Measure, MeasureShare
    from units.models import Administration, User

    administration, user = Administration.objects.get(), User.objects.get()
    units = list(administration.units.values_list("pk", flat=True))
    stages = ["idea", "proposed", "decided", "running", "running", "realised", "verified", "closed"]
    measures = Measure.objects.bulk_create(
        Measure(
            administration=administration,
            number=number,
            title=f"Åtgärd {number}",
            stage=stages[number % len(stages)],
            owner=user,
            start=date(LAST.year, 1 + number % 12, 1),
            full_year_effect=(number + 1) * 100_00,
            next_follow_up=LAST + timedelta(days=number % 60),
        )
        for number in range(count)
    )
    places = [
        (each, units[(each.number + step) % units_filled]) for each in measures for step in range(1 + each.number % 2)
    ]
    MeasureShare.objects.bulk_create(
        MeasureShare(measure=each, unit_id=unit, share=10_000 // (1 + each.number % 2)) for each, unit in places
    )
    months = [date(year, month, 1) for year in (LAST.year, LAST.year + 1) for month in range(1, 13)]
    Effect.objects.bulk_create(
        (
            Effect(measure=each, unit_id=unit, month=month, amount=each.number * 100, planned=each.number * 100,
                   planned_cost=0)
            for each, unit in places
            for month in months
            if month >= each.start
        ),
        batch_size=5000,
    )  # fmt: skip
    FollowUp.objects.bulk_create(
        (
            FollowUp(measure=each, day=LAST + timedelta(days=day), status="as-planned", realised=day, expected=day,
                     done="Ett samtal med varje konsult.", made_by=user)
            for day in range(FOLLOW_UPS)
            for each in measures
        ),
        batch_size=5000,
    )  # fmt: skip
    with connection.cursor() as database:
        database.execute("ANALYZE")


def work() -> dict[str, float]:
    """Median milliseconds and queries of both registers, and milliseconds of what comes after measures."""
    import django

    django.setup()
    from django.test import Client

    from forecasts.queries import period, standings
    from measures.queries import remaining_effects
    from units.models import Unit, User

    client = Client()
    client.force_login(User.objects.get())
    units, shown = Unit.objects.whole(), period(Unit.objects.first().administration)
    register, register_queries = _timed(lambda: _seen(client, REGISTER), TIMES)
    history, history_queries = _timed(lambda: _seen(client, HISTORY), TIMES)
    remaining, _ = _timed(lambda: remaining_effects(units, shown.year, shown.month), TIMES)

    def after() -> None:
        found = standings(units, shown, effects=remaining_effects(units, shown.year, shown.month))
        if not any(each.effect for each in found):
            sys.exit("no unit has an effect that its forecast lacks")

    return {
        "register": register,
        "register_queries": register_queries,
        "history": history,
        "history_queries": history_queries,
        "remaining": remaining,
        "after": _timed(after, TIMES)[0],
    }


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        prepare(int(sys.argv[2]))
        sys.stdout.write("null\n")
    else:
        sys.stdout.write(json.dumps(work()) + "\n")
