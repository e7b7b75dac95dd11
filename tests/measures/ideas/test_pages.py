"""The pages of ideas: leave, follow, answer."""

import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from measures.models import Idea
from tests import factories
from tests.measures.ideas.making import idea
from tests.test_permissions import ADDRESSES
from units.roles import Role

LIST = "/administrations/EX/ideas/"
NEW = f"{LIST}new/"
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def filled(**values):
    key = "6a8ee5ae-22a1-4d33-9c3c-0c6a7e2bd0f1"
    return {"title": "Samordna resorna", "text": "Åk tillsammans.", "unit": "", "key": key} | values


def heading(response):
    return re.sub(r"\s+", " ", re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)[1]).strip()


def answered(idea, **values):
    row = {"state": "considered", "answer": "Vi prövar det.", "answered_at": NOON} | values
    Idea.objects.filter(pk=idea.pk).update(**row)


@pytest.mark.parametrize(
    "role",
    [Role.STAFF, Role.SUPPORT, Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT, Role.COMMITTEE],
)
def test_everyone_but_system_administrators_leaves_an_idea(client_of, role):
    page = client_of(role).post(NEW, filled(), follow=True)

    assert "Tack. Du får svar senast den 15 oktober." in text(page)
    assert Idea.objects.get().title == "Samordna resorna"


def test_a_double_click_leaves_one_idea(client_of):
    client = client_of(Role.STAFF)

    for _ in range(2):
        client.post(NEW, filled())

    assert Idea.objects.count() == 1


def test_the_form_begins_with_the_own_unit(client_of, unit):
    page = client_of(Role.STAFF).get(NEW).content.decode()

    assert f'<option value="{unit.pk}" selected>' in page


def test_units_that_a_person_may_not_open_cannot_be_chosen(client_of, administration):
    other = administration.units.get(code="4200")

    answer = client_of(Role.STAFF).post(NEW, filled(unit=other.pk))

    assert (answer.status_code, Idea.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": "x" * 151}, "Skriv högst 150 tecken. Nu är det 151."),
        ({"text": "x" * 5001}, "Skriv högst 5 000 tecken. Nu är det 5001."),
        ({"text": "Gäller 19811218-9876"}, "personnummer"),
        ({"title": "Gäller 19811218-9876"}, "personnummer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(client_of, values, said):
    answer = client_of(Role.STAFF).post(NEW, filled(**values))

    assert (answer.status_code, Idea.objects.count()) == (422, 0)
    assert said in text(answer)
    assert next(iter(values.values())) in answer.content.decode()


def test_the_author_sees_what_came_of_the_idea(person, administration, unit):
    author = person(Role.STAFF)
    measure = factories.measure(unit, title="Samåkning")
    answered(idea(administration, unit, made_by=author), state="taken", measure=measure)

    page = text(signed_in(author).get(LIST))

    assert "Vi prövar det." in page
    assert "ny" in page
    assert "Åtgärd: Samåkning (beslutad)" in page


def test_an_idea_is_read_by_its_author_and_those_who_answer_it(person, administration, unit):
    author = person(Role.STAFF)
    left = idea(administration, unit, made_by=author)
    people = [author, person(Role.STAFF), person(Role.DEPARTMENT_HEAD), person(Role.UNIT_HEAD)]

    assert [signed_in(user).get(f"{LIST}{left.pk}/").status_code for user in people] == [200, 404, 200, 404]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], "Ingen idé väntar på svar"),
        ([date(2026, 9, 30)], "En idé väntar på svar"),
        ([date(2026, 9, 14)], "En idé väntar på svar och är försenad"),
        ([date(2026, 9, 14), date(2026, 9, 30), date(2026, 9, 30)], "Tre idéer väntar på svar, en är försenad"),
    ],
)
def test_the_headline_says_what_waits_for_those_who_answer(client_of, administration, unit, days, said):
    answered(idea(administration, unit))
    for day in days:
        idea(administration, unit, answer_by=day)

    assert heading(client_of(Role.CONTROLLER).get(LIST)) == said


def test_the_headline_says_what_came_of_the_own_ideas(person, administration, unit):
    author = person(Role.STAFF)
    first, second = (idea(administration, unit, made_by=author) for _ in range(2))
    client = signed_in(author)

    seen = [heading(client.get(LIST))]
    answered(first)
    seen.append(heading(client.get(LIST)))
    answered(second, answered_at=datetime(2026, 8, 1, tzinfo=UTC))
    answered(first, answered_at=datetime(2026, 8, 1, tzinfo=UTC))
    seen.append(heading(client.get(LIST)))

    assert seen == ["Två av dina idéer väntar på svar", "En av dina idéer har ett nytt svar", "Dina idéer är besvarade"]


def titles(client, query=""):
    page = client.get(LIST + query).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]*)</a>', page)


def test_what_waits_comes_first_and_the_most_overdue_before_the_others(client_of, administration, unit):
    answered(idea(administration, unit, title="Besvarad"))
    idea(administration, unit, title="I tid")
    idea(administration, unit, title="Sen", answer_by=date(2026, 9, 12))

    client = client_of(Role.CONTROLLER)

    assert titles(client) == ["Sen", "I tid", "Besvarad"]
    assert "3 dagar försenad" in text(client.get(LIST))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=new", ["Sen", "I tid"]),
        ("?state=late", ["Sen"]),
        ("?state=considered", ["Besvarad"]),
        ("?text=PRÖVAR", ["Besvarad"]),
        ("?unit={}", ["I tid", "Besvarad"]),
        ("?all-sort=-title", ["Sen", "I tid", "Besvarad"]),
    ],
)
def test_ideas_are_chosen_and_sorted(client_of, administration, unit, query, found):
    answered(idea(administration, unit, title="Besvarad"))
    idea(administration, unit, title="I tid")
    idea(administration, title="Sen", answer_by=date(2026, 9, 12))

    assert titles(client_of(Role.CONTROLLER), query.format(unit.pk)) == found


def test_the_workbook_has_the_texts_in_full(client_of, administration, unit):
    answered(idea(administration, unit))

    content = client_of(Role.CONTROLLER).get(f"{LIST}?export=xlsx").content

    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    assert rows[-1][0] == "Samordna resorna"
    assert rows[-1][-2:] == ("Åk tillsammans.", "Vi prövar det.")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(person, administration, unit, count, django_assert_num_queries):
    controller = person(Role.CONTROLLER)
    for _ in range(count):
        measure = factories.measure(unit)
        answered(idea(administration, unit, made_by=controller), state="taken", measure=measure)
        idea(administration, unit, made_by=controller)
    client = signed_in(controller)

    with django_assert_num_queries(8):
        client.get(LIST)


def answer(client, idea, **values):
    data = {"state": "considered", "answer": "Vi prövar det.", "seen": ""} | values
    return client.post(f"{LIST}{idea.pk}/answer/", data)


def test_an_answer_is_given_and_shown(client_of, administration, unit):
    left, client = idea(administration, unit), client_of(Role.DEPARTMENT_HEAD)

    assert answer(client, left)["Location"] == f"{LIST}{left.pk}/"

    assert "Vi prövar det." in text(client.get(f"{LIST}{left.pk}/"))


@pytest.mark.parametrize("values", [{"answer": " "}, {"state": "new"}, {"answer": "Gäller 19811218-9876"}])
def test_an_answer_that_cannot_be_is_refused(client_of, administration, unit, values):
    left = idea(administration, unit)

    assert answer(client_of(Role.CONTROLLER), left, **values).status_code == 422
    assert Idea.objects.get().state == "new"


def test_an_answer_written_at_the_same_time_as_another_is_refused_once(client_of, administration, unit):
    left, client = idea(administration, unit), client_of(Role.CONTROLLER)
    answer(client, left)

    page = answer(client, left, answer="Nej.")
    assert (page.status_code, Idea.objects.get().answer) == (422, "Vi prövar det.")
    assert "svarade medan du skrev" in text(page)

    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]
    answer(client, left, answer="Nej.", seen=unescape(seen))
    assert Idea.objects.get().answer == "Nej."


def test_ideas_are_told_in_english_to_those_who_read_it(person, administration, unit):
    controller = person(Role.CONTROLLER)
    controller.language = "en"
    controller.save()
    idea(administration, unit, answer_by=date(2026, 9, 14))

    page = signed_in(controller).get(LIST)

    assert heading(page) == "One idea waits for an answer and is overdue"


measures_are_written = pytest.mark.skipif(
    "measures:measure-new" not in ADDRESSES, reason="there is no page where a measure is written"
)


@measures_are_written
def test_an_idea_that_becomes_a_measure_is_answered_and_leads_to_where_it_is_written(client_of, administration, unit):
    left, client = idea(administration, unit), client_of(Role.DEPARTMENT_HEAD)

    page = answer(client, left, state="measure")

    assert page["Location"] == f"{reverse('measures:measure-new', args=['EX'])}?idea={left.pk}"
    kept = Idea.objects.get()
    assert (kept.state, kept.answer) == ("considered", "Vi prövar det.")


@measures_are_written
def test_an_answered_idea_leads_to_a_measure_for_those_who_answer_it(person, administration, unit):
    author = person(Role.STAFF)
    left = idea(administration, unit, made_by=author)
    answered(left)

    pages = [signed_in(user).get(f"{LIST}{left.pk}/") for user in (author, person(Role.CONTROLLER))]

    assert ["Gör en åtgärd av den" in text(page) for page in pages] == [False, True]
