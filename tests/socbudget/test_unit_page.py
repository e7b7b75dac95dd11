"""A unit's page."""

from datetime import date

import pytest

from forecasts.deviation import Remaining
from forecasts.models import ClosedMonth, Figure, Forecast, ForecastCause, ForecastRisk
from forecasts.queries import period, standings
from forecasts.unit_figures import Reason, Risk
from socbudget.unit_charts import headline_words
from socbudget.unit_page import unit_page
from tests import factories
from units.models import Unit
from units.roles import ALLOWED, Role

URL = "/administrations/EX/units/4100/"
FIGURES = URL + "figures/"
MNKR = 100_000_000
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def budgeted(unit, amount=12 * MNKR, code="PER"):
    group = factories.group(unit.administration, code)
    for number in range(1, 13):
        month = date(2026, number, 1)
        factories.FigureFactory(unit=unit, group=group, month=month, kind=Figure.Kind.BUDGET, amount=amount // 12)


def spent(unit, month, amount, code="PER", **more):
    factories.FigureFactory(
        unit=unit, group=factories.group(unit.administration, code), month=month, amount=amount, **more
    )


def forecast(unit, as_of, amount, code="PER", **more):
    row = factories.ForecastFactory(unit=unit, as_of=as_of, **more)
    factories.ForecastLineFactory(forecast=row, group=factories.group(unit.administration, code), amount=amount)
    return row


def closed(administration, *months):
    for month in months:
        ClosedMonth.objects.create(administration=administration, month=month)


def part_of(unit, code):
    return factories.UnitFactory(department=unit.department, code=code, parent=unit)


def page(unit, role=Role.CONTROLLER, month=JULY):
    return unit_page(unit, ALLOWED[role], month)


def filled(unit, groups):
    """A unit with a part per group, everything the page shows for each, and two closed months."""
    for number, code in enumerate(groups):
        part = part_of(unit, f"41{number}9")
        for one in (unit, part):
            budgeted(one, code=code)
            spent(one, date(2026, 1, 1), MNKR, code=code)
        forecast(part, JUNE, 13 * MNKR, code=code)
        factories.measure(part, {date(2026, 9, 1): 100_00}, title=f"Åtgärd {code}")
    closed(unit.administration, date(2026, 1, 1), date(2026, 2, 1))
    factories.person(unit.administration, Role.UNIT_HEAD)


@pytest.mark.parametrize("groups", [["PER"], ["PER", "LOK", "KOP"]], ids=len)
@pytest.mark.parametrize(("path", "queries"), [(URL, 15), (FIGURES + "?group=all", 9)])
def test_a_page_asks_as_often_however_much_there_is(client_of, unit, groups, path, queries, django_assert_num_queries):
    filled(unit, groups)
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(queries):
        client.get(path)


def test_it_stands_as_the_overview_says(administration, unit):
    filled(unit, ["PER", "LOK"])
    forecast(unit, JULY, 25 * MNKR)
    budgeted(administration.units.get(code="4200"))

    at = period(administration, JULY)
    effects = {unit.pk: Remaining(2 * 100_00, 2 * 80_00)}
    assert page(unit).standing == standings(Unit.objects.filter(pk=unit.pk), at, effects=effects)[0]


def test_the_headline_says_the_deviation_and_how_it_moved(administration, unit):
    administration.money_unit = "mnkr"
    administration.save()
    unit = Unit.objects.get(pk=unit.pk)
    budgeted(unit, round(266.4 * MNKR))
    forecast(unit, JUNE, round(295.0 * MNKR))
    forecast(unit, JULY, round(296.2 * MNKR))

    assert headline_words(page(unit)) == ("−29,8 mnkr".replace(" ", "\u00a0"), "1,2 sämre än juni")


def test_without_figures_the_page_says_what_is_missing(client_of, unit):
    response = client_of(Role.UNIT_HEAD).get(URL + "?month=2026-07")

    assert "Inga siffror ännu" in response.text
    assert "Varken budget eller prognos för 2026 är inläst." in response.text


def test_a_measure_that_no_forecast_contains_makes_the_deviation_after_measures(unit):
    budgeted(unit)
    forecast(unit, JULY, 14 * MNKR)
    factories.measure(unit, {JULY: 3 * MNKR, date(2026, 9, 1): MNKR})
    factories.measure(unit, {date(2026, 9, 1): 5 * MNKR}, contained_from=JULY)
    factories.measure(unit, {date(2026, 9, 1): 7 * MNKR}, stage="proposed")

    found = page(unit).standing

    assert (found.deviation, found.deviation_after) == (-2 * MNKR, -MNKR)


def test_staff_get_the_plain_page(client_of, unit):
    budgeted(unit)
    spent(unit, date(2026, 1, 1), MNKR)
    forecast(unit, JULY, 13 * MNKR, comment="Bara för chefer")

    text = client_of(Role.STAFF).get(URL + "?month=2026-07").text

    assert "Personalkostnader" not in text
    assert "Bara för chefer" not in text
    assert "1\u00a0000\u00a0tkr" in text


def test_the_committee_sees_closed_months_only(administration, unit):
    budgeted(unit)
    spent(unit, date(2026, 1, 1), 2 * MNKR)
    spent(unit, date(2026, 2, 1), 3 * MNKR)
    closed(administration, date(2026, 1, 1))

    found = page(unit, Role.COMMITTEE, date(2026, 2, 1))

    assert found.period.month == date(2026, 1, 1)
    assert [point.actual for point in found.months[:2]] == [2 * MNKR, None]


def test_the_committee_may_not_see_a_year_without_closed_months(administration, unit):
    spent(unit, date(2026, 1, 1), 2 * MNKR)
    forecast(unit, date(2026, 1, 1), 13 * MNKR)

    found = page(unit, Role.COMMITTEE, date(2026, 1, 1))

    assert ([point.actual for point in found.months], found.standing.forecasts) == ([None] * 12, ())


def test_a_month_that_is_none_is_not_found(client_of, unit):
    assert client_of(Role.CONTROLLER).get(URL + "?month=fredag").status_code == 404


@pytest.mark.parametrize("path", [URL, FIGURES])
def test_the_page_can_be_taken_away_as_a_workbook(client_of, unit, path):
    budgeted(unit)

    response = client_of(Role.UNIT_HEAD).get(path, {"month": "2026-07", "export": "xlsx"})

    assert (response.status_code, response.content[:2]) == (200, b"PK")


def test_the_plain_page_cannot_be_taken_away(client_of, unit):
    assert client_of(Role.STAFF).get(URL, {"export": "xlsx"}).status_code == 403


def test_the_head_of_a_part_without_its_own_is_the_units(administration, unit):
    part = part_of(unit, "4110")
    head = factories.person(administration, Role.UNIT_HEAD)

    assert [row.user for row in page(part).answerable.now] == [head]


def test_a_head_who_left_is_among_the_earlier_ones(administration, unit):
    user = factories.UserFactory()
    factories.ResponsibilityFactory(
        user=user, role=Role.UNIT_HEAD, administration=administration, unit=unit, until=date(2025, 12, 31)
    )

    found = page(unit).answerable

    assert (found.now, [row.user for row in found.earlier]) == ([], [user])


def test_show_that_does_not_exist_is_not_found(client_of, unit):
    assert client_of(Role.CONTROLLER).get(FIGURES, {"show": "everything"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "way"),
    [
        (Role.UNIT_HEAD, []),
        (Role.DEPARTMENT_HEAD, ["Individ och familj", "Barn och ungdom"]),
        (Role.CONTROLLER, ["Exempelstads socialförvaltning", "Individ och familj", "Barn och ungdom"]),
        (Role.STAFF, []),
    ],
)
def test_the_way_to_the_page_leads_only_to_what_one_may_open(client_of, unit, role, way):
    trail = client_of(role).get(URL).context["trail"]

    assert [step.text for step in trail] == way


def test_a_part_without_a_forecast_counts_as_if_it_ends_on_budget(unit):
    first, second = part_of(unit, "4101"), part_of(unit, "4102")
    for part in (first, second):
        budgeted(part)
    forecast(first, JUNE, 13 * MNKR)
    forecast(second, JULY, 14 * MNKR)
    seen = period(unit.administration, JULY)

    assert [each.amount // MNKR for each in page(unit).standing.forecasts] == [25, 27]
    assert page(unit).standing == standings(Unit.objects.filter(pk=unit.pk), seen)[0]
    shown = page(unit, month=JUNE)
    assert [row.forecast for row in (shown.total, shown.groups[0])] == [25 * MNKR, 25 * MNKR]


def test_a_forecast_made_for_the_parts_too_gives_way_to_theirs(unit):
    first, second = part_of(unit, "4101"), part_of(unit, "4102")
    for part in (first, second):
        budgeted(part)
    forecast(unit, JUNE, 30 * MNKR)
    forecast(first, JULY, 13 * MNKR)
    seen = period(unit.administration, JULY)

    assert [each.amount // MNKR for each in page(unit).standing.forecasts] == [30, 25]
    assert page(unit).standing == standings(Unit.objects.filter(pk=unit.pk), seen)[0]
    assert [page(unit, month=month).total.forecast // MNKR for month in (JUNE, JULY)] == [30, 25]


def test_causes_are_summed_and_what_they_leave_is_unexplained(unit):
    budgeted(unit)
    forecast(unit, JUNE, 13 * MNKR)
    row = Forecast.objects.get()
    ForecastCause.objects.create(forecast=row, cause="volume", amount=-700_000_00, comment="Fler vårddygn.")
    ForecastCause.objects.create(forecast=row, cause="price", amount=100_000_00)

    found = page(unit)

    assert found.reasons == [Reason("volume", -700_000_00, "Fler vårddygn."), Reason("price", 100_000_00)]
    assert found.unexplained == found.standing.deviation + 600_000_00


def test_risks_stand_beside_the_forecast_and_never_in_it(unit):
    budgeted(unit)
    forecast(unit, JUNE, 13 * MNKR)
    before = page(unit).standing
    ForecastRisk.objects.create(forecast=Forecast.objects.get(), text="Varsel", amount=-900_000_00, probability=25)

    found = page(unit)

    assert (found.risks, found.weighted_risk) == ([Risk("Varsel", -900_000_00, 25)], -225_000_00)
    assert found.standing == before
