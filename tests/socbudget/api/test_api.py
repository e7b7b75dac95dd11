"""The API: rights, parameters, pages, errors, and the same figures as the pages and the database."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db.models import Sum
from django.test import Client

from forecasts.models import ClosedMonth, Figure, Forecast
from socbudget.views import broken
from tests import factories
from units.models import Token
from units.roles import Role
from units.tokens import make_token, withdraw_token

API = "/api/v1/"
JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (7, 8, 9))


@pytest.fixture
def figures(administration):
    """4100 and 4200 with budget and actual July to September, July closed alone; 4100 with forecasts. Öre."""
    for number, unit in enumerate(administration.units.order_by("code"), 1):
        for month in (JULY, AUGUST, SEPTEMBER):
            for kind in (Figure.Kind.BUDGET, Figure.Kind.ACTUAL):
                for account in ("5020", "5510"):
                    factories.FigureFactory(
                        unit=unit,
                        month=month,
                        kind=kind,
                        account=account,
                        group=factories.group(administration),
                        amount=1000 * number + 10 * month.month + kind,
                    )
    for month in range(1, 8):
        ClosedMonth.objects.create(administration=administration, month=date(2026, month, 1))
    barn = administration.units.get(code="4100")
    for as_of, version, amount in ((JULY, 1, 9_000), (JULY, 2, 9_500), (AUGUST, 1, 9_900)):
        made = factories.ForecastFactory(
            unit=barn,
            as_of=as_of,
            version=version,
            comment="Fler placeringar",
            submitted_at=datetime(2026, 9, 8, tzinfo=UTC),
        )
        factories.ForecastLineFactory(
            forecast=made, group=factories.group(administration), amount=amount, cause="volume"
        )
    barn.forecasts.filter(version=1, as_of=JULY).update(withdrawn_at=datetime(2026, 9, 9, tzinfo=UTC))
    return administration


def rows(client, address):
    response = client.get(API + address)
    assert response.status_code == 200, response.content
    return response.json()["rows"]


def problem(response):
    answer = json.loads(response.content)
    assert (list(answer), answer["status"]) == (["error", "status"], response.status_code)
    return response.status_code


def test_a_token_reads_what_its_owner_may_read(figures, person):
    token = make_token(person(Role.CONTROLLER), "Power BI")

    response = Client().get(f"{API}administrations/", headers={"Authorization": f"Bearer {token}"})

    assert response.json() == {
        "page": 1,
        "limit": 1000,
        "next": None,
        "rows": [{"code": "EX", "name": "Exempelstads socialförvaltning", "label": "", "money_unit": "tkr"}],
    }


def test_a_withdrawn_token_reads_nothing(person):
    owner = person(Role.CONTROLLER)
    token = make_token(owner, "Power BI")
    withdraw_token(Token.objects.get(), by=owner)

    response = Client().get(f"{API}units/", headers={"Authorization": f"Bearer {token}"})

    assert (problem(response), response["WWW-Authenticate"]) == (401, 'Bearer realm="socbudget"')


def test_a_bad_token_is_refused_though_the_session_is_good(client_of):
    response = client_of(Role.CONTROLLER).get(f"{API}units/", headers={"Authorization": "Bearer no"})

    assert problem(response) == 401


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("units/?colour=red", 400),
        ("units/?kind=budget", 400),
        ("units/?unit=4100&unit=4200", 400),
        ("figures/?year=20x6", 400),
        ("figures/?month=2026-13", 400),
        ("measures/?stage=ready", 400),
        ("measures/?month=2026-08", 400),
        ("meetings/?state=open", 400),
        ("meetings/?kind=provider", 400),
        ("decisions/?state=planned", 400),
        ("actions/?since=2026-02-30", 400),
        ("actions/?administration=ZZ", 404),
        ("followups/?administration=ZZ", 404),
        ("figures/?limit=1001", 400),
        ("figures/?page=0", 400),
        ("figures/?administration=ZZ", 404),
        ("secrets/", 404),
    ],
)
def test_every_refusal_has_one_shape(figures, client_of, address, status):
    assert problem(client_of(Role.CONTROLLER).get(API + address)) == status


def test_a_wrong_parameter_is_named(figures, client_of):
    response = client_of(Role.CONTROLLER).get(f"{API}figures/?year=20x6")

    assert response.json()["error"] == "Parametern year är fel: skriv ett heltal från 1990 till 2099."


def test_nothing_can_be_posted(figures, client_of):
    response = client_of(Role.CONTROLLER).post(f"{API}figures/", {})

    assert (problem(response), response["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_the_index_lists_what_there_is(client_of):
    assert client_of(Role.STAFF).get(API).json()["addresses"] == {
        name: f"http://testserver{API}{path}"
        for name, path in {
            "administrations": "administrations/",
            "units": "units/",
            "figures": "figures/",
            "forecasts": "forecasts/",
            "deviations": "deviations/",
            "measures": "measures/",
            "followups": "followups/",
            "indicators": "indicators/",
            "observations": "observations/",
            "meetings": "meetings/",
            "decisions": "decisions/",
            "actions": "actions/",
            "openapi": "openapi.json",
        }.items()
    }


def test_figures_are_those_of_the_database(figures, client_of):
    found = rows(client_of(Role.CONTROLLER), "figures/")

    assert found[0] == {
        "administration": "EX",
        "unit": "4100",
        "month": "2026-07-01",
        "kind": "budget",
        "group": "PER",
        "account": "5020",
        "activity": "",
        "amount_ore": 1071,
        "final": True,
    }
    assert len(found) == Figure.objects.count()
    assert sum(row["amount_ore"] for row in found) == Figure.objects.aggregate(sum=Sum("amount"))["sum"]


def test_figures_are_filtered(figures, client_of):
    found = rows(client_of(Role.CONTROLLER), "figures/?unit=4200&month=2026-08&kind=actual&year=2026&department=10")

    assert [(row["account"], row["amount_ore"], row["final"]) for row in found] == [
        ("5020", 2082, False),
        ("5510", 2082, False),
    ]


def test_the_next_page_is_an_address(figures, client_of):
    client = client_of(Role.CONTROLLER)
    found, address = [], f"{API}figures/?limit=7"
    while address:
        answer = client.get(address).json()
        found.append(len(answer["rows"]))
        address = answer["next"]

    assert found == [7, 7, 7, 3]


def test_the_committee_reads_sums_of_closed_months(figures, client_of):
    found = rows(client_of(Role.COMMITTEE), "figures/")

    assert [(row["unit"], row["month"], row["kind"], row["account"], row["amount_ore"]) for row in found] == [
        ("4100", "2026-07-01", "budget", None, 2142),
        ("4100", "2026-07-01", "actual", None, 2144),
        ("4200", "2026-07-01", "budget", None, 4142),
        ("4200", "2026-07-01", "actual", None, 4144),
    ]


def test_who_reads_all_of_a_unit_and_sums_of_the_rest_pages_through_both(figures, client_of, person):
    head = person(Role.UNIT_HEAD)
    factories.ResponsibilityFactory(user=head, role=Role.COMMITTEE, administration=figures)
    client = Client()
    client.force_login(head)

    pages = [rows(client, f"figures/?limit=5&page={page}") for page in (1, 2, 3, 4)]

    assert [[row["unit"] for row in page] for page in pages] == [
        ["4100"] * 5,
        ["4100"] * 5,
        ["4100"] * 2 + ["4200"] * 2,
        [],
    ]


def test_a_unit_head_reads_the_own_unit(figures, client_of):
    assert {row["unit"] for row in rows(client_of(Role.UNIT_HEAD), "figures/")} == {"4100"}


def test_every_forecast_is_given_with_its_lines_and_withdrawn_ones_say_so(figures, client_of):
    found = rows(client_of(Role.CONTROLLER), "forecasts/")

    assert [(row["as_of"], row["version"], row["amount_ore"], row["withdrawn_at"] is None) for row in found] == [
        ("2026-07-01", 1, 9_000, False),
        ("2026-07-01", 2, 9_500, True),
        ("2026-08-01", 1, 9_900, True),
    ]
    assert found[0]["lines"] == [{"group": "PER", "amount_ore": 9_000, "cause": "volume", "comment": ""}]


def test_a_forecast_says_how_far_it_has_come_and_what_explains_it(figures, client_of):
    forecast = Forecast.objects.get(as_of=AUGUST)
    Forecast.objects.filter(pk=forecast.pk).update(state="checked", late=True)
    forecast.causes.create(cause="volume", amount=-9, comment="Fler placeringar")
    forecast.risks.create(text="Hyran", amount=-5, probability=40)

    found = rows(client_of(Role.CONTROLLER), "forecasts/?month=2026-08-01")[0]

    assert (found["state"], found["late"], found["round"], found["reason"]) == ("checked", True, None, "")
    assert found["causes"] == [{"cause": "volume", "amount_ore": -9, "comment": "Fler placeringar"}]
    assert found["risks"] == [{"text": "Hyran", "amount_ore": -5, "probability_percent": 40}]


def test_the_committee_reads_forecasts_of_closed_months_without_their_lines(figures, client_of):
    found = rows(client_of(Role.COMMITTEE), "forecasts/")

    assert [(row["as_of"], row["comment"], row["lines"]) for row in found] == [("2026-07-01", None, None)] * 2
    assert [(row["reason"], row["causes"], row["risks"]) for row in found] == [(None, None, None)] * 2


def test_deviations_are_the_rows_of_the_overview_and_of_its_workbook(figures, client_of):
    client = client_of(Role.CONTROLLER)

    found = rows(client, "deviations/?month=2026-08-01&unit=4100")

    assert found == [
        {
            "administration": "EX",
            "month": "2026-08-01",
            "closed_month": "2026-07-01",
            "unit": "4100",
            "name": "Barn och ungdom",
            "kind": "provider",
            "department": "10",
            "status": "balance",
            "as_of": "2026-08-01",
            "budget_ore": 6486,
            "budget_to_date_ore": 2142,
            "actual_to_date_ore": 2144,
            "deviation_to_date_ore": -2,
            "forecast_ore": 9900,
            "deviation_ore": -3414,
            "effect_ore": 0,
            "weighted_effect_ore": 0,
            "deviation_after_ore": -3414,
            "deviation_after_weighted_ore": -3414,
            "previous_as_of": "2026-07-01",
            "previous_forecast_ore": 9500,
            "change_ore": -400,
        }
    ]
    workbook = client.get("/administrations/EX/?month=2026-08&export=xlsx").content
    exported = [
        row for row in openpyxl.load_workbook(BytesIO(workbook)).active.values if row[0] == "4100 Barn och ungdom"
    ]
    assert [round(amount * 100) for amount in exported[0][1:9]] == [6486, 2142, 2144, -2, 9900, -3414, 9500, -400]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.STAFF])
def test_who_may_not_read_all_figures_is_given_closed_months_only(figures, client_of, role):
    client = client_of(role)

    assert {row["month"] for row in rows(client, "deviations/")} == {"2026-07-01"}
    assert problem(client.get(f"{API}deviations/?month=2026-08-01")) == 403


def test_deviations_of_a_year_are_seen_at_its_end(figures, client_of):
    assert [
        {(row["month"], row["as_of"]) for row in rows(client_of(role), "deviations/?year=2026&unit=4100")}
        for role in (Role.CONTROLLER, Role.COMMITTEE)
    ] == [{("2026-12-01", "2026-08-01")}, {("2026-07-01", "2026-07-01")}]


def test_a_strangers_rows_are_not_given(figures, client_of):
    other = factories.small_administration("ZZ")

    assert {row["administration"] for row in rows(client_of(Role.CONTROLLER), "units/")} == {"EX"}
    assert other.units.count() == 2


def test_a_fault_of_ours_has_the_shape_of_every_error(rf):
    assert problem(broken(rf.get(f"{API}figures/"))) == 500


def test_writing_is_refused_in_the_one_shape_of_errors_without_a_form_token(administration):
    response = Client(enforce_csrf_checks=True).post(f"{API}units/")

    assert (response.status_code, response.json()["status"]) == (405, 405)
