"""The message of the week: planned, sent, and passed on with one press."""

from datetime import date

import pytest
import time_machine

from meetings.models import Message, Passing
from tests import factories
from tests.meetings.reading import heading, signed_in, text
from tests.meetings.situation.making import WEEK, message, passing
from units.models import Letter
from units.roles import Role

LIST = "/administrations/EX/messages/"


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def pressed(client, told, step, place, word=""):
    return client.post(f"{LIST}{told.pk}/pass/", {"step": step, "place": place.pk, "word": word})


def test_who_writes_sees_the_weeks_to_come(administration, client_of):
    page = text(client_of(Role.MANAGEMENT).get(LIST))

    assert "Skriv veckans budskap" in page
    assert [f"Vecka {week}" in page for week in range(38, 45)] == [True] * 6 + [False]


def test_what_is_planned_is_read_by_those_who_read_the_whole(administration, client_of):
    planned = message(administration, sent=False)

    assert "Tack för prognoserna!" in text(client_of(Role.CONTROLLER).get(LIST))
    for role in (Role.DEPARTMENT_HEAD, Role.STAFF):
        assert "Tack för prognoserna!" not in text(client_of(role).get(LIST))
        assert client_of(role).get(f"{LIST}{planned.pk}/").status_code == 404


def test_a_message_is_written_for_the_week_asked_for(administration, client_of):
    client = client_of(Role.MANAGEMENT)

    response = client.post(f"{LIST}new/?week=2026-09-23", {"text": "Tack!", "seen": "0"})

    assert response["Location"] == LIST
    assert str(Message.objects.get().week) == "2026-09-21"
    assert client.get(f"{LIST}new/?week=snart").status_code == 404


def test_what_somebody_else_wrote_meanwhile_is_shown_and_nothing_is_lost(administration, client_of):
    client = client_of(Role.MANAGEMENT)
    message(administration, sent=False, text="Andras")

    response = client.post(f"{LIST}new/", {"text": "Mitt", "seen": "0"})

    assert response.status_code == 422
    assert "Så står det nu Andras" in text(response)
    assert "Mitt</textarea>" in response.content.decode().replace("\n", "")


def test_sending_says_to_how_many_and_then_shows_how_far_it_has_come(administration, client_of, person):
    person(Role.UNIT_HEAD), person(Role.DEPARTMENT_HEAD)
    told, client = message(administration, sent=False), client_of(Role.MANAGEMENT)
    assert "Det går som brev till 2 avdelningschefer och enhetschefer." in text(client.get(f"{LIST}{told.pk}/"))

    assert heading(client.get(f"{LIST}{told.pk}/send/")) == "Skicka det här till 2 chefer?"
    assert not Letter.objects.exists()
    client.post(f"{LIST}{told.pk}/send/")
    assert client.get(f"{LIST}{told.pk}/send/")["Location"] == f"{LIST}{told.pk}/"

    assert Letter.objects.count() == 2
    assert heading(client.get(f"{LIST}{told.pk}/")) == "Inget team har hört budskapet än"


def test_a_message_says_beforehand_to_how_many_it_goes(administration, client_of, person):
    person(Role.UNIT_HEAD)
    person(Role.UNIT_HEAD, unit=administration.units.get(code="4200"))
    administration.units.filter(code="4200").update(valid_to=date(2026, 8, 1))
    planned = message(administration, sent=False)

    assert "Det går som brev till en chef" in text(client_of(Role.MANAGEMENT).get(f"{LIST}{planned.pk}/"))


def test_the_year_of_a_week_is_the_one_that_the_week_belongs_to(administration, client_of):
    told = message(administration, week=date(2025, 12, 29))

    assert "vecka 1 2026" in text(client_of(Role.MANAGEMENT).get(f"{LIST}{told.pk}/"))


def test_a_message_of_a_week_to_come_has_no_button_to_send_it(administration, client_of):
    planned = message(administration, sent=False, week="2026-09-21")

    page = text(client_of(Role.MANAGEMENT).get(f"{LIST}{planned.pk}/"))

    assert "Planerat för vecka 39" in page
    assert "Skicka budskapet" not in page


@pytest.mark.parametrize(
    ("role", "before", "step", "after"),
    [
        (Role.DEPARTMENT_HEAD, "För det här vidare", "department", "Inget team har hört budskapet än"),
        (Role.UNIT_HEAD, "För det här vidare", "unit", "Fört vidare, inte hört av teamet än"),
        (Role.STAFF, "Har ert team hört det här?", "team", "Inte fört vidare till teamet än"),
        (Role.SUPPORT, "Har ert team hört det här?", "team", "Inte fört vidare till teamet än"),
    ],
)
def test_each_passes_on_at_the_own_place_with_one_press(administration, unit, client_of, role, before, step, after):
    told, client = message(administration), client_of(role)
    assert heading(client.get(f"{LIST}{told.pk}/")) == before

    pressed(client, told, step, unit.department if step == "department" else unit, "Togs väl emot")

    assert heading(client.get(f"{LIST}{told.pk}/")) == after
    assert Passing.objects.get().word == "Togs väl emot"


@pytest.mark.parametrize(
    ("role", "step", "code"),
    [
        (Role.UNIT_HEAD, "unit", "4200"),
        (Role.UNIT_HEAD, "department", "10"),
        (Role.UNIT_HEAD, "team", "4100"),
        (Role.STAFF, "unit", "4100"),
        (Role.DEPARTMENT_HEAD, "unit", "4100"),
        (Role.CONTROLLER, "department", "10"),
    ],
)
def test_nobody_passes_on_for_others(administration, client_of, role, step, code):
    places = administration.departments if step == "department" else administration.units
    told, client, place = message(administration), client_of(role), places.get(code=code)

    assert pressed(client, told, step, place).status_code == 403
    assert client.post(f"{LIST}{told.pk}/take-back/", {"step": step, "place": place.pk}).status_code == 403
    assert not Passing.objects.exists()


def test_a_word_about_a_person_is_refused_and_not_lost(administration, unit, client_of):
    told = message(administration)

    response = pressed(client_of(Role.UNIT_HEAD), told, "unit", unit, "Fråga 19811218-9876")

    assert response.status_code == 422
    assert 'value="Fråga 19811218-9876"' in response.content.decode()
    assert not Passing.objects.exists()


def test_a_refused_word_stands_at_its_own_place_and_the_summary_leads_there(administration, unit, person):
    head, other = person(Role.UNIT_HEAD), administration.units.get(code="4200")
    factories.ResponsibilityFactory(user=head, role=Role.UNIT_HEAD, administration=administration, unit=other)
    told = message(administration)

    page = pressed(signed_in(head), told, "unit", unit, "Fråga 19811218-9876").content.decode()

    key = f"unit-{unit.pk}"
    assert page.count('value="Fråga 19811218-9876"') == 1
    assert f'href="#word-{key}"' in page
    assert f'aria-describedby="word-{key}-hint word-{key}-error"' in page
    assert f'id="word-unit-{other.pk}"' in page


def test_what_was_passed_on_today_is_taken_back(administration, unit, client_of):
    told, client = message(administration), client_of(Role.UNIT_HEAD)
    pressed(client, told, "unit", unit)
    assert f"{LIST}{told.pk}/take-back/" in client.get(f"{LIST}{told.pk}/").content.decode()

    client.post(f"{LIST}{told.pk}/take-back/", {"step": "unit", "place": unit.pk})

    assert not Passing.objects.exists()


def test_the_whole_sees_who_is_lacking_and_reminds_them_once_a_day(administration, unit, client_of, person):
    head, told = person(Role.UNIT_HEAD), message(administration)
    passing(told, "department", unit.department)
    client = client_of(Role.CONTROLLER)
    page = text(client.get(f"{LIST}{told.pk}/"))
    assert "Avdelningar 1/1 · 100 % Enheter 0/2 · 0 % Team 0/2 · 0 %" in page
    assert f"inte än {head}" in page

    assert "En påminnelse skickas." in text(client.post(f"{LIST}{told.pk}/remind/", follow=True))
    assert "har redan påmints i dag" in text(client.post(f"{LIST}{told.pk}/remind/", follow=True))


def test_a_message_of_another_administration_is_not_there(administration, client_of):
    other = message(factories.small_administration("ZZ"))

    assert client_of(Role.MANAGEMENT).get(f"{LIST}{other.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(administration, person, count, django_assert_num_queries):
    client = signed_in(person(Role.CONTROLLER))
    for number in range(count):
        told = message(administration, week=WEEK.replace(day=14 - 7 * number) if number < 2 else WEEK.replace(month=8))
        passing(told, "unit", administration.units.get(code="4100"), by=person(Role.STAFF))

    with django_assert_num_queries(11):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_have_passed_it_on(
    administration, person, count, django_assert_num_queries
):
    client, told = signed_in(person(Role.CONTROLLER)), message(administration)
    unit = administration.units.get(code="4100")
    for place, step in [(unit, "unit"), (unit, "team"), (unit.department, "department")][:count]:
        passing(told, step, place, by=person(Role.STAFF))

    with django_assert_num_queries(11):
        client.get(f"{LIST}{told.pk}/")
