"""Older measures, of one unit and a year, become measures of units and months, and can go back.

Migrating takes seconds, so it is done once: there, back, and there again, with what was found on the way kept.
"""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FORECASTS = ("forecasts", "0006_answers_keep_their_conditions")
OLDER = [("measures", "0002_initial"), FORECASTS]
NOW = [("measures", "0005_measures_leave_their_older_columns"), FORECASTS]
SINCE = date(2020, 1, 1)
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
KEPT = ("pk", "unit", "title", "stage", "year", "effect", "full_year_effect", "contained_from")


def migrated(to):
    """The models as they are after the migrations `to`."""
    MigrationExecutor(connection).migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


def unit_in(apps, code):
    administration = apps.get_model("units", "Administration").objects.create(code=code, name=code)
    place = {"administration": administration, "valid_from": SINCE}
    department = apps.get_model("units", "Department").objects.create(code="10", name="Barn", **place)
    return apps.get_model("units", "Unit").objects.create(code="4100", name="Unga", department=department, **place)


def make_older(apps):
    """A measure of EX and one of NO before any forecast; three of SE in each older stage after one as of August."""
    ex, no, se = (unit_in(apps, code) for code in ("EX", "NO", "SE"))
    handed_in = {"year": 2026, "as_of": AUGUST, "version": 1, "submitted_at": "2026-09-08T12:00Z"}
    apps.get_model("forecasts", "Forecast").objects.create(unit=se, **handed_in)
    planned = [(ex, "decided"), (no, "decided"), (se, "planned"), (se, "decided"), (se, "stopped")]
    for unit, stage in planned:
        values = {"title": f"{unit.administration.code} {stage}", "stage": stage, "contained_from": SEPTEMBER}
        amounts = {"year": 2026, "effect": 1_000_01, "full_year_effect": 3_000_00}
        apps.get_model("measures", "Measure").objects.create(unit=unit, **values, **amounts)


def told(apps):
    """What measures are now: by title."""
    return {
        each.title: SimpleNamespace(
            place=(each.administration.code, each.number),
            stage=each.stage,
            start=each.start,
            contained_from=each.contained_from,
            shares=list(each.shares.values_list("unit__administration__code", "share")),
            effects=list(each.effects.order_by("month").values_list("month", "amount", "planned")),
        )
        for each in apps.get_model("measures", "Measure").objects.all()
    }


def older_rows(apps):
    return list(apps.get_model("measures", "Measure").objects.order_by("pk").values_list(*KEPT))


def emptied(apps):
    for app, model in (("measures", "Measure"), ("forecasts", "Forecast"), ("units", "Unit"), ("units", "Department"),
                       ("units", "Administration")):  # fmt: skip
        apps.get_model(app, model).objects.all().delete()


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker):
    """How the older measures stood `before`, what they became (`now`), how they came `back` and became `again`."""
    with django_db_blocker.unblock():
        apps = migrated(OLDER)
        try:
            make_older(apps)
            found = SimpleNamespace(before=older_rows(apps), now=told(migrated(NOW)))
            apps = migrated(OLDER)
            found.back = older_rows(apps)
            found.again = told(migrated(NOW))
            apps = migrated(OLDER)
        finally:
            emptied(apps)
            executor = MigrationExecutor(connection)
            executor.migrate(executor.loader.graph.leaf_nodes())
    return found


def test_measures_are_numbered_in_the_administration_of_their_unit(walk):
    assert [each.place for each in walk.now.values()] == [("EX", 1), ("NO", 1), ("SE", 1), ("SE", 2), ("SE", 3)]


def test_a_measure_is_all_of_its_units(walk):
    assert walk.now["NO decided"].shares == [("NO", 10_000)]


def test_the_months_of_an_effect_sum_to_it(walk):
    assert {sum(amount for _, amount, _ in each.effects) for each in walk.now.values()} == {1_000_01}


def test_without_a_forecast_the_effect_is_of_the_whole_year(walk):
    made = walk.now["EX decided"]

    assert (made.start, len(made.effects)) == (date(2026, 1, 1), 12)


def test_the_effect_is_of_the_months_after_the_latest_forecast(walk):
    made = walk.now["SE decided"]

    assert made.start == SEPTEMBER
    assert [(month.month, amount) for month, amount, _ in made.effects] == [
        (9, 250_00), (10, 250_00), (11, 250_00), (12, 250_01),
    ]  # fmt: skip


def test_stages_keep_their_sense_and_only_what_was_decided_has_a_plan(walk):
    found = {title: (each.stage, each.effects[0][2]) for title, each in walk.now.items() if title.startswith("SE")}

    assert found == {
        "SE planned": ("proposed", None),
        "SE decided": ("decided", 250_00),
        "SE stopped": ("stopped", None),
    }


def test_what_a_forecast_contains_stays_said(walk):
    assert {each.contained_from for each in walk.now.values()} == {SEPTEMBER}


def test_measures_come_back_as_they_were(walk):
    assert walk.back == walk.before


def test_going_there_twice_is_as_going_there_once(walk):
    assert walk.again == walk.now
