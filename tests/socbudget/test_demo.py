"""The demo's published figures to the öre, its own illustrative ones, and that loading twice changes nothing."""

from collections import defaultdict
from datetime import date

from django.core.management import call_command
from django.db.models import Sum

from forecasts.closing_queries import frame_checks
from forecasts.deviation import total
from forecasts.entry.queries import entries
from forecasts.models import Figure, Forecast, ForecastStep
from forecasts.queries import period, standings
from forecasts.rounds.queries import expected_units, open_round_of
from measures.queries import remaining_effects
from socbudget.demo.accounts import ACCOUNTS, PASSWORD
from socbudget.demo.spread import shared, split
from units.models import Administration, Unit, User

HV = Unit.objects.filter(administration__code="HV")
EX = Unit.objects.filter(administration__code="EX")
PUBLISHED = """
    unit  budget-2011  deviation-2011  budget-2012  deviation-2012  after  as-of
    1100  270.6  -21.4  266.9  -29.8  -28.8  2012-07
    1200  116.9  -22.6  117.0  -15.4  -13.4  2012-07
    1300    1.1    0.3    9.3   -0.9   -0.9  2012-08
    1400   66.3   -8.5   67.8   -6.7   -6.7  2012-08
    1410   21.7   -3.1   23.2   -3.4   -3.4  2012-08
    1420   43.3   -4.6   44.7   -1.6   -1.6  2012-08
    1430    0.3    0.1    0.0   -0.7   -0.7  2012-08
    1440    1.0   -0.9    0.0   -1.0   -1.0  2012-08
    1500   70.6    0.6   71.1   -3.5   -3.2  2012-08
    2100  514.2  -17.3  525.9  -11.8  -11.8  2012-08
    2110  495.7  -18.4  504.9  -13.5  -13.5  2012-08
    2120   18.5    1.1   21.0    1.7    1.7  2012-08
    2200  -12.0    6.3   -3.1   -1.7   -1.7  2012-08
"""
PURCHASERS = ("1100", "1200", "1300", "1400", "1500", "2100")


def ore(text):
    return round(float(text) * 100_000_000)


def published():
    return {row[0]: row[1:] for row in (line.split() for line in PUBLISHED.strip().splitlines()[1:])}


def standings_of(year):
    when = period(Administration.objects.get(code="HV"), date(year, 12 if year == 2011 else 8, 1))
    effects = remaining_effects(HV, year, when.month)
    rows = [standings(units, when, effects=effects) for units in (HV.whole(), HV.exclude(parent=None))]
    return {each.code: each for found in rows for each in found}


def test_the_budget_and_result_of_every_published_unit_2011_are_exact(demo):
    found = {code: (each.budget, each.deviation_to_date) for code, each in standings_of(2011).items()}

    assert found == {code: (ore(row[0]), ore(row[1])) for code, row in published().items()}


def test_the_last_forecast_of_2011_is_the_result(demo):
    assert all(each.deviation == each.deviation_to_date for each in standings_of(2011).values())


def test_the_budget_and_forecast_of_every_published_unit_2012_are_exact(demo):
    found = {
        code: (each.budget, each.deviation, each.deviation_after, each.as_of)
        for code, each in standings_of(2012).items()
    }

    assert found == {
        code: (ore(row[2]), ore(row[3]), ore(row[4]), date.fromisoformat(f"{row[5]}-01"))
        for code, row in published().items()
    }


def test_the_purchasers_go_from_68_9_to_68_1_and_after_measures_64_8(demo):
    before = total([standings_of(2011)[code] for code in PURCHASERS])
    now = total([standings_of(2012)[code] for code in PURCHASERS])

    assert (before.deviation, now.deviation, now.deviation_after) == (ore(-68.9), ore(-68.1), ore(-64.8))
    assert now.as_of == (date(2012, 7, 1), date(2012, 8, 1))


def test_the_whole_elderly_care_department_is_as_published(demo):
    care = {year: total([standings_of(year)["2100"], standings_of(year)["2200"]]) for year in (2011, 2012)}

    assert [(each.budget, each.deviation) for each in care.values()] == [
        (ore(502.2), ore(-11.0)),
        (ore(522.8), ore(-13.5)),
    ]


def test_disability_is_1_2_worse_than_in_june(demo):
    unit = standings_of(2012)["1100"]

    assert (unit.change, unit.previous.as_of) == (ore(-1.2), date(2012, 6, 1))


def test_the_actuals_to_august_agree_with_the_forecasts(demo):
    for each in standings_of(2012).values():
        assert abs(each.actual_to_date - each.forecast * 8 / 12) < 0.05 * max(abs(each.forecast), ore(20))


def test_a_second_load_changes_nothing(demo):
    before = (Figure.objects.count(), Forecast.objects.count(), User.objects.count())

    call_command("load_demo", today=date(2027, 2, 3))

    assert (Figure.objects.count(), Forecast.objects.count(), User.objects.count()) == before


def test_every_role_has_an_account_that_can_sign_in(demo, client):
    assert all(client.login(username=username, password=PASSWORD) for username, _, _ in ACCOUNTS)


def test_the_illustrative_administration_runs_to_the_last_month(demo):
    administration = Administration.objects.get(code="EX")
    actuals = Figure.objects.filter(unit__in=EX, kind=Figure.Kind.ACTUAL).order_by("month")

    assert period(administration).closed == date(2026, 10, 1)
    assert (actuals.first().month, actuals.last().month) == (date(2022, 1, 1), date(2026, 10, 1))


def test_some_illustrative_forecasts_are_missing_or_old(demo):
    rows = standings(EX.whole().valid_in(2026), period(Administration.objects.get(code="EX")))

    assert total(rows).missing == 1
    assert total(rows).as_of == (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))
    assert any(each.deviation > 0 for each in rows if each.deviation is not None)


def test_the_frame_differs_from_the_budgets_in_one_department_only(demo):
    checks = frame_checks(Administration.objects.get(code="EX"), 2026)

    assert {check.department.code: check.difference for check in checks[1:] if check.difference} == {"30": ore("-1.2")}


def test_a_decided_change_leaves_the_budget_as_the_fixture_gives_it(demo):
    rows = Figure.objects.filter(unit__code="1030", unit__administration__code="EX", month__year=2026)
    sums = dict(rows.values_list("kind").annotate(sum=Sum("amount")).order_by())

    assert (sums[Figure.Kind.BUDGET], sums[Figure.Kind.CHANGE]) == (ore("93"), ore("3"))


def test_the_open_round_has_units_in_every_state(demo):
    round_ = open_round_of(Administration.objects.get(code="EX"))
    units = [unit.pk for unit in expected_units(round_.administration, round_.as_of)]

    states = {each.state for each in entries(units, round_).values()}

    assert states == {"not-started", "draft", "submitted", "checked", "sent-back", "approved"}


def test_every_forecast_of_a_round_was_submitted_checked_and_approved_in_time_order(demo):
    steps = ForecastStep.objects.filter(forecast__state="approved").values_list("forecast", "state")
    by_forecast = defaultdict(list)
    for forecast, state in steps.order_by("at", "pk"):
        by_forecast[forecast].append(state)

    assert set(map(tuple, by_forecast.values())) == {("submitted", "checked", "approved")}
    assert Forecast.objects.filter(state="approved").count() == len(by_forecast)


def test_the_causes_are_those_of_the_forecast_before(demo):
    last = Forecast.objects.filter(unit__code="3010", unit__administration__code="EX", version__gt=0).order_by("-pk")[
        :2
    ]

    assert [{cause.cause for cause in each.causes.all()} for each in last] == [{"volume"}, {"volume"}]


def test_the_causes_of_a_forecast_leave_only_crumbs_unexplained(demo):
    round_ = open_round_of(Administration.objects.get(code="EX"))
    units = [unit.pk for unit in expected_units(round_.administration, round_.as_of)]

    rest = [abs(each.unexplained) for each in entries(units, round_).values() if each.submitted]

    assert max(rest) < ore("0.1")


def test_parts_of_an_amount_add_up_to_it():
    assert sum(split(-1_234_567, [98.3, 101.2, 77], 1000)) == -1_234_567
    assert shared(1000, {"a": 250, "b": None}) == {"a": 250, "b": 750}
    assert shared(0, {"a": -1000, "b": None}, 600) == {"a": -600, "b": 600}
