import re

import pytest
from django.urls import reverse

from forecasts.models import FileLayout, UnitAlias
from units.roles import Role


@pytest.fixture
def client(client_of):
    return client_of(Role.CONTROLLER)


def address(name, *args):
    return reverse(f"forecasts:{name}", args=["EX", *args])


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def layout(administration, **row):
    answers = {"sign": "cost-negative", "money": "tkr", "columns": [["A", "unit"]], "headings": [["A", "ställe"]]}
    row = {"name": "Agresso", "shape": "a" * 64, "headings": ["Ställe", "Belopp"], "answers": answers} | row
    return FileLayout.objects.create(administration=administration, **row)


def test_nothing_kept_says_how_something_comes_to_be(administration, client):
    shown = text_of(client.get(address("file-types")))

    assert "Inga svar är sparade än" in shown
    assert "Kom ihåg svaren" in shown


def test_answers_are_shown_in_words(administration, client):
    layout(administration)
    UnitAlias.objects.create(administration=administration, text="hela kommunen")

    shown = text_of(client.get(address("file-types")))

    assert "Kostnader negativa, tkr, kolumner A enhet" in shown
    assert "ingen enhet: raderna hoppas över" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_a_fixed_number_of_questions(administration, client, django_assert_num_queries, rows):
    for number in range(rows):
        layout(administration, shape=f"{number}" * 64)
        UnitAlias.objects.create(administration=administration, text=f"{number}", unit=administration.units.first())

    with django_assert_num_queries(7):
        client.get(address("file-types"))


def test_a_kind_of_file_is_given_other_answers(administration, client):
    kept = layout(administration)
    form = {"name": "Raindance", "kind": "actual", "sign": "", "money": "kr", "sheet": "", "column_A": "ignored"}

    answer = client.post(address("file-type", kept.pk), form)

    kept.refresh_from_db()
    assert (answer.status_code, kept.name) == (302, "Raindance")
    assert kept.answers == {
        "kind": "actual",
        "money": "kr",
        "columns": [["A", "ignored"]],
        "headings": [["A", "ställe"]],
    }


def test_a_kind_of_file_is_forgotten(administration, client):
    answer = client.post(address("file-type-forget", layout(administration).pk), follow=True)

    assert FileLayout.objects.count() == 0
    assert "Svaren för Agresso är glömda" in text_of(answer)


def test_a_text_is_added_changed_and_forgotten(administration, client):
    unit = administration.units.get(code="4100")
    client.post(address("unit-alias-add"), {"text": "Hemtj", "unit": unit.pk})
    alias = UnitAlias.objects.get()

    client.post(address("unit-alias", alias.pk), {"text": "Hemtj", "unit": ""})
    assert UnitAlias.objects.get().unit is None

    client.post(address("unit-alias-forget", alias.pk))
    assert UnitAlias.objects.count() == 0


def test_a_text_that_is_a_unit_is_refused_and_not_lost(administration, client):
    answer = client.post(address("unit-alias-add"), {"text": "4100", "unit": ""})

    assert answer.status_code == 422
    assert "är redan kod eller namn för" in text_of(answer)
    assert 'value="4100"' in answer.content.decode()


def test_a_name_with_a_personal_identity_number_is_refused(administration, client):
    answer = client.post(address("unit-alias-add"), {"text": "19800101-1231", "unit": ""})

    assert (answer.status_code, UnitAlias.objects.count()) == (422, 0)


def test_what_another_administration_remembers_is_not_found(administration, client):
    from tests import factories

    other = layout(factories.small_administration("ZZ"))

    assert client.get(address("file-type", other.pk)).status_code == 404
