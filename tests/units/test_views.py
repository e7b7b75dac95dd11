"""The pages of the organisation and the log."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from tests.factories import AdministrationFactory, UnitFactory, UserFactory, person, small_administration
from units import services
from units.models import Administration, Change, Unit
from units.people.services import hand_over
from units.roles import Role


def page(name, *args, adm="EX"):
    return reverse(f"units:{name}", args=[adm, *args])


@pytest.fixture
def controller(client_of):
    return client_of(Role.CONTROLLER)


def tree(response):
    return [
        (
            department.place.code,
            [
                (unit.place.code, unit.answers, [part.place.code for part in unit.branches])
                for unit in department.branches
            ],
        )
        for department in response.context["branches"]
    ]


def test_the_organisation_is_shown_as_departments_units_and_parts_with_who_answers(administration, controller):
    unit = administration.units.get(code="4100")
    UnitFactory(department=unit.department, parent=unit, code="4110")
    hand_over(unit, UserFactory(name="Enhetschef Barn"), date(2026, 1, 1), by=None)

    response = controller.get(page("organisation"))

    assert tree(response) == [("10", [("4100", "Enhetschef Barn", ["4110"]), ("4200", "", [])])]


def test_an_empty_organisation_says_where_to_begin(client, db):
    administration = AdministrationFactory(code="NY")
    client.force_login(person(administration, Role.SYSTEM))

    response = client.get(page("organisation", adm="NY"))

    assert "Börja med avdelningarna" in response.text


@pytest.mark.parametrize("units", [1, 3])
def test_the_organisation_asks_as_often_for_one_unit_as_for_three(
    administration, controller, django_assert_num_queries, units
):
    department = administration.departments.get(code="10")
    for _ in range(units):
        unit = UnitFactory(department=department)
        hand_over(unit, UserFactory(), date(2026, 1, 1), by=None)

    with django_assert_num_queries(10):
        controller.get(page("organisation"))


def test_a_controller_makes_a_unit(administration, controller):
    department = administration.departments.get(code="10")
    values = {"code": "4300", "name": "Ny", "kind": "provider", "department": department.pk, "valid_from": "2026-01"}

    response = controller.post(page("unit-add"), values)

    assert (response.url, Unit.objects.get(code="4300").valid_from) == (page("organisation"), date(2026, 1, 1))


def test_what_is_refused_is_said_in_the_form(administration, controller):
    values = {"code": "10", "name": "En till", "valid_from": "2026-01"}

    response = controller.post(page("department-add"), values)

    assert (response.status_code, response.context["form"].non_field_errors()) == (
        422,
        ["Koden 10 används redan av Individ och familj. Välj en annan kod."],
    )


def test_a_department_of_another_administration_cannot_be_chosen(administration, controller):
    other = small_administration("ZZ").departments.get(code="10")
    values = {"code": "4300", "name": "Ny", "kind": "provider", "department": other.pk, "valid_from": "2026-01"}

    response = controller.post(page("unit-add"), values)

    assert list(response.context["form"].errors) == ["department"]


def test_a_unit_of_another_administration_is_not_found(administration, controller):
    small_administration("ZZ")

    assert controller.get(page("unit-edit", "4100", adm="ZZ")).status_code == 404


def test_thresholds_are_written_in_kronor_and_per_cent(administration, controller):
    values = {
        "name": "EX", "money_unit": "mnkr", "costs_negative": "1", "watch_ore": "200 000", "watch_permille": "0,5",
        "deficit_ore": "1 000 000", "deficit_permille": "1",
    }  # fmt: skip

    controller.post(page("settings"), values)

    saved = Administration.objects.get()
    assert (saved.watch_ore, saved.watch_permille, saved.deficit_permille, saved.costs_negative) == (
        200_000_00, 5, 10, True,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["abc", "-1", ""])
def test_a_threshold_that_is_no_amount_is_refused(administration, controller, text):
    values = {"name": "EX", "money_unit": "tkr", "watch_ore": text, "watch_permille": "0", "deficit_ore": "0"}

    response = controller.post(page("settings"), values | {"deficit_permille": "0"})

    assert list(response.context["form"].errors) == ["watch_ore"]


def test_the_log_is_read_in_words(administration, controller):
    services.change_settings(administration, {"watch_ore": 200_000_00}, by=None)

    response = controller.get(page("changes"))

    [change, action, lines] = response.context["changes"][0]
    assert (change.by, action, lines) == (
        "kommandoraden",
        "Inställningar ändrade",
        [("bevakas från, kronor", "100\N{NO-BREAK SPACE}000", "200\N{NO-BREAK SPACE}000")],
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"action": "settings-changed"}, 1),
        ({"by": "nobody"}, 0),
        ({"last": "2020-01-01"}, 0),
        ({"first": "2020-01-01"}, 2),
    ],
)
def test_the_log_is_filtered(administration, controller, asked, found):
    services.change_settings(administration, {"name": "Annat"}, by=None)

    assert controller.get(page("changes"), asked).context["page"].paginator.count == found


def test_another_administrations_log_is_not_shown(administration, controller):
    small_administration("ZZ")

    assert controller.get(page("changes")).context["page"].paginator.count == 1


def test_a_system_administrator_reads_the_log_without_amounts(administration, controller, client_of):
    after = {"amount_ore": 100_00, "decision": "§ 12"}
    services.record_change("frame-set", "2026", administration=administration, by=None, after=after)

    read = [
        [line.name for line in client.get(page("changes")).context["changes"][0][2]]
        for client in (controller, client_of(Role.SYSTEM))
    ]

    assert read == [["belopp, kronor", "beslut"], ["beslut"]]


def test_the_log_is_taken_away_as_excel(administration, controller):
    services.change_settings(administration, {"name": "=1+1"}, by=None)

    content = controller.get(page("changes"), {"format": "xlsx"}).content

    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    assert rows[3][1:] == ("Vem", "Vad som gjordes", "Om", "Vad som ändrades", "Före", "Efter")
    assert rows[4][4:] == ("namn", "Exempelstads socialförvaltning", "=1+1")


@pytest.mark.parametrize("changes", [1, 3])
def test_the_log_asks_as_often_for_one_change_as_for_three(
    administration, controller, django_assert_num_queries, changes
):
    Change.objects.all().delete()
    for number in range(changes):
        services.record_change("unit-changed", number, administration=administration, by=None)

    with django_assert_num_queries(9):
        controller.get(page("changes"))


def test_the_one_who_runs_the_installation_makes_an_administration(client, db):
    client.force_login(UserFactory(is_superuser=True))

    response = client.post(reverse("units:administration-add"), {"code": "NY", "name": "Nystad"})

    assert (response.url, Administration.objects.get().name) == (page("organisation", adm="NY"), "Nystad")
