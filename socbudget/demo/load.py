"""An empty database becomes the demo."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from forecasts.models import ClosedMonth, Figure, Forecast, ForecastLine, Frame
from socbudget.demo import people
from socbudget.demo.assignments import load_assignments
from socbudget.demo.cycle import load_cycle
from socbudget.demo.held_meetings import load_held_meetings
from socbudget.demo.ideas import load_ideas
from socbudget.demo.indicators import load_indicators
from socbudget.demo.measures import load_measures
from socbudget.demo.meetings import load_bodies, load_series
from socbudget.demo.plan import Plan, mnkr, plan
from socbudget.demo.programme import load_programme
from socbudget.demo.registers import load_registers
from socbudget.demo.situation import load_situation
from socbudget.demo.year import load_years
from units.models import AccountGroup, Administration, Department, Unit
from units.months import add_months
from units.services import record_change, start_administration

NAMES = ("hasselby-vallingby", "exempelstad")
SETTINGS = ("label", "about", "money_unit", "watch_ore", "deficit_ore")
BATCH = 2000


class ForeignDatabaseError(Exception):
    """The database holds an administration that is not the demo's."""


@transaction.atomic
def load(today: date) -> bool:
    """Fill an empty database with the demo as it is on `today`; False when it was there already.

    Raises:
        ForeignDatabaseError: the database holds other administrations.
    """
    plans = [plan(name, today) for name in NAMES]
    own = {(each.fixture["code"], each.fixture["name"]) for each in plans}
    found = set(Administration.objects.values_list("code", "name"))
    if found - own:
        raise ForeignDatabaseError(", ".join(sorted(code for code, _ in found - own)))
    if found:
        return False
    for each in plans:
        administration = _administration(each)
        people.assign(administration, each)
        load_programme(administration, each, today)
        load_registers(administration, each, today)
        load_indicators(administration, each)
        if "cycle" in each.fixture:
            load_years(administration, each, today)
            load_cycle(administration, each, today)
        load_measures(administration, each, today)
        if "ideas" in each.fixture:
            load_ideas(administration, each, today)
        if "meetings" in each.fixture:
            load_bodies(administration)
            load_assignments(administration, each, today)
            load_held_meetings(administration, each, today)
            load_series(administration, today)
        if "situation" in each.fixture:
            load_situation(administration, each, today)
        record_change("demo-loaded", administration, administration=administration, by=None)
    return True


def _administration(plan: Plan) -> Administration:
    fixture = plan.fixture
    settings = {key: fixture[key] for key in SETTINGS if key in fixture}
    administration = start_administration(fixture["code"], fixture["name"], by=None, **settings)
    departments = {
        row["code"]: Department.objects.create(
            administration=administration, code=row["code"], name=row["name"], valid_from=plan.month(fixture["from"])
        )
        for row in fixture["departments"]
    }
    units = _units(plan, administration, departments)
    groups = {group.code: group for group in administration.account_groups.all()}
    _figures(plan, units, groups)
    _forecasts(plan, units, groups)
    _frames(plan, administration, departments)
    _closed(plan, administration)
    return administration


def _units(plan: Plan, administration: Administration, departments: dict[str, Department]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for each in plan.units:
        row = each.row
        units[row["code"]] = Unit.objects.create(
            administration=administration,
            department=departments[row["department"]],
            parent=units.get(row.get("parent")),
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            valid_from=each.valid_from,
            valid_to=each.valid_to,
        )
    for row in (each.row for each in plan.units if "successor" in each.row):
        Unit.objects.filter(pk=units[row["code"]].pk).update(successor=units[row["successor"]])
    return units


def _figures(plan: Plan, units: dict[str, Unit], groups: dict[str, AccountGroup]) -> None:
    rows = (
        Figure(
            unit=units[each.row["code"]],
            month=amount.month,
            kind=Figure.Kind.ACTUAL if amount.actual else Figure.Kind.BUDGET,
            group=groups[amount.group],
            account=amount.account,
            activity=amount.activity,
            amount=amount.amount,
        )
        for each in plan.units
        for amount in each.amounts
    )
    Figure.objects.bulk_create(rows, batch_size=BATCH)


def _forecasts(plan: Plan, units: dict[str, Unit], groups: dict[str, AccountGroup]) -> None:
    planned = [(units[each.row["code"]], forecast) for each in plan.units for forecast in each.forecasts]
    stored = Forecast.objects.bulk_create(
        [
            Forecast(
                unit=unit,
                year=forecast.as_of.year,
                as_of=forecast.as_of,
                comment=forecast.comment,
                submitted_at=forecast.submitted_at,
            )
            for unit, forecast in planned
        ],
        batch_size=BATCH,
    )
    lines = [
        ForecastLine(
            forecast=row,
            group=groups[group],
            amount=amount,
            cause=forecast.causes.get(group, ["", ""])[0],
            comment=forecast.causes.get(group, ["", ""])[1],
        )
        for row, (_, forecast) in zip(stored, planned, strict=True)
        for group, amount in forecast.amounts.items()
    ]
    ForecastLine.objects.bulk_create(lines, batch_size=BATCH)


def _frames(plan: Plan, administration: Administration, departments: dict[str, Department]) -> None:
    """Frames as the sum of the units' budgets, but where the fixture says that they differ."""
    sums: dict[tuple[int, str], int] = {}
    for each in plan.units:
        for amount in (amount for amount in each.amounts if not amount.actual):
            key = amount.month.year, each.row["department"]
            sums[key] = sums.get(key, 0) + amount.amount
    for text, by_department in plan.fixture.get("frames_differ", {}).items():
        for code, difference in by_department.items():
            sums[plan.year(text), code] += mnkr(difference)
    for year in {year for year, _ in sums}:
        decision = plan.fixture["frame_decision"].format(year=year, before=year - 1)
        whole = sum(amount for (of, _), amount in sums.items() if of == year)
        Frame.objects.create(administration=administration, year=year, amount=whole, decision=decision)
        for code, department in departments.items():
            amount = sums.get((year, code), 0)
            Frame.objects.create(administration=administration, department=department, year=year, amount=amount)


def _closed(plan: Plan, administration: Administration) -> None:
    rows = ClosedMonth.objects.bulk_create(
        ClosedMonth(administration=administration, month=month) for month in plan.closed
    )
    for row in rows:
        day = add_months(row.month, 1).replace(day=8)
        row.closed_at = datetime.combine(day, time(15), ZoneInfo("Europe/Stockholm"))
    ClosedMonth.objects.bulk_update(rows, ["closed_at"])
