"""The situation page: read, written, ended, taken to Excel."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
import time_machine

from meetings.models import SituationItem
from tests import factories
from tests.meetings.reading import heading, signed_in, text
from tests.meetings.situation.making import item
from units.roles import Role

PAGE = "/administrations/EX/situation/"
JULY = datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


def filled(**values):
    row = {"section": "ask", "day": "2026-09-15", "title": "Lämna en idé", "text": "Alla får svar.", "for_staff": "on"}
    return row | {"owner": "", "seen": "0"} | values


def test_the_headline_is_the_newest_word_on_how_things_are_going(administration, client_of):
    client = client_of(Role.UNIT_HEAD)
    assert heading(client.get(PAGE)) == "Läget i Exempelstads socialförvaltning"

    item(administration, title="Prognosen håller")
    item(administration, title="Idé", section="ask", day=date(2026, 9, 14))

    assert heading(client.get(PAGE)) == "Prognosen håller"


def test_the_page_says_when_and_by_whom_it_was_updated_and_what_is_old(administration, client_of, person):
    controller = person(Role.CONTROLLER)
    item(administration, updated=JULY, owner=controller, updated_by=controller)

    page = text(client_of(Role.UNIT_HEAD).get(PAGE))

    assert (
        f"Senast uppdaterad 1 juli 2026 kl. 12:00 av {controller}. En punkt har inte uppdaterats på 30 dagar." in page
    )
    assert f"Ansvarig: {controller}. Uppdaterad 2026-07-01 av {controller}. ! inte uppdaterad på 76 dagar" in page


def test_who_may_not_write_sees_no_buttons(administration, client_of):
    item(administration)

    assert "<form" not in client_of(Role.UNIT_HEAD).get(PAGE).content.decode().split("<main")[1].split("</main>")[0]


def test_the_committee_reads_what_is_shown_to_everyone(administration, client_of):
    item(administration, title="Till alla")
    item(administration, title="Till ledningen", for_staff=False)

    page = text(client_of(Role.COMMITTEE).get(PAGE))

    assert [words in page for words in ("Till alla", "Till ledningen")] == [True, False]


def test_an_empty_page_teaches_the_next_step(client_of):
    assert "Här är inget skrivet än." in text(client_of(Role.CONTROLLER).get(PAGE))
    assert "Ledningsgruppen och controllern skriver här" in text(client_of(Role.UNIT_HEAD).get(PAGE))


def test_something_is_written(administration, client_of):
    response = client_of(Role.MANAGEMENT).post(f"{PAGE}new/", filled())

    assert response["Location"] == PAGE
    assert SituationItem.objects.get().title == "Lämna en idé"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "I en mening"),
        ({"title": "x" * 151}, "Skriv högst 150 tecken. Nu är det 151."),
        ({"text": "Gäller 19811218-9876"}, "Det här ser ut som ett personnummer"),
        ({"day": "i går"}, "Dag"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(administration, client_of, values, said):
    response = client_of(Role.MANAGEMENT).post(f"{PAGE}new/", filled(**values))

    assert response.status_code == 422
    assert said in text(response)
    assert (values | {"section": "ask"}).items() <= response.context["form"].data.dict().items()
    assert not SituationItem.objects.exists()


def test_who_writes_after_somebody_else_sees_both_and_may_save_again(administration, client_of):
    written, client = item(administration, version=2, title="Andras"), client_of(Role.MANAGEMENT)

    response = client.post(f"{PAGE}{written.pk}/", filled(title="Mitt", seen="1"))

    assert response.status_code == 422
    assert 'value="Mitt"' in response.content.decode()
    assert "Så står det nu Andras" in text(response)
    assert 'name="seen" value="2"' in response.content.decode()

    assert client.post(f"{PAGE}{written.pk}/", filled(title="Mitt", seen="2")).status_code == 302
    assert SituationItem.objects.get().title == "Mitt"


def test_something_is_ended_brought_back_and_confirmed(administration, client_of):
    written, client = item(administration, updated=JULY), client_of(Role.MANAGEMENT)

    client.post(f"{PAGE}{written.pk}/end/")
    assert "En punkt är avslutad" in text(client.get(PAGE))
    client.post(f"{PAGE}{written.pk}/back/")
    client.post(f"{PAGE}{written.pk}/confirm/")

    assert "inte uppdaterad" not in text(client.get(PAGE))


def test_who_answers_for_something_confirms_and_changes_it_and_ends_nothing(administration, person):
    owner, other = person(Role.UNIT_HEAD), person(Role.UNIT_HEAD)
    own, others = item(administration, updated=JULY, owner=owner), item(administration, updated=JULY, owner=other)
    client = signed_in(owner)

    page = client.get(PAGE).content.decode()
    answers = [client.post(f"{PAGE}{each.pk}/confirm/").status_code for each in (own, others)]

    assert [f"{PAGE}{each.pk}/confirm/" in page for each in (own, others)] == [True, False]
    assert f"{PAGE}{own.pk}/end/" not in page
    assert answers == [302, 403]
    assert client.post(f"{PAGE}{own.pk}/", filled(title="Nytt", seen="1")).status_code == 302
    assert client.post(f"{PAGE}{others.pk}/", filled(title="Nytt", seen="1")).status_code == 403
    assert client.post(f"{PAGE}{own.pk}/end/").status_code == 403
    assert list(SituationItem.objects.filter(title="Nytt")) == [own]


def test_an_item_of_another_administration_is_not_there(administration, client_of):
    other = item(factories.small_administration("ZZ"))

    assert client_of(Role.MANAGEMENT).get(f"{PAGE}{other.pk}/").status_code == 404


def test_the_workbook_holds_what_stands_and_what_has_ended(administration, client_of):
    item(administration, title="Står", updated=JULY)
    item(administration, title="Slut", section="ask", ended_on=date(2026, 9, 1))

    content = client_of(Role.UNIT_HEAD).get(f"{PAGE}?export=xlsx").content

    rows = [row for row in openpyxl.load_workbook(BytesIO(content)).active.values if row[1]]
    assert [row[1] for row in rows] == ["I en mening", "Står", "Slut"]
    assert (rows[1][0], rows[1][5], rows[2][-1].date()) == ("Så går det", "ja", date(2026, 9, 1))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_stands_on_it(administration, person, count, django_assert_num_queries):
    client = signed_in(person(Role.CONTROLLER))
    for _ in range(count):
        item(administration, owner=person(Role.UNIT_HEAD), updated_by=person(Role.MANAGEMENT))

    with django_assert_num_queries(7):
        client.get(PAGE)
