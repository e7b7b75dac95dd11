"""What a person reads of a meeting that looks at more than the person may open."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from meetings.access import sight_of
from meetings.assignments.services import give_assignment
from meetings.holding.services import set_row_state, start_meeting
from meetings.models import Assignment, Matter, Meeting, Row
from tests import factories
from tests.meetings.places import meeting_on
from tests.meetings.reading import signed_in, text
from units.models import User
from units.roles import Role

DAY = date(2026, 9, 14)
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
PRIVATE = "Familjen på Storgatan"


@pytest.fixture
def head(body) -> User:
    """The head of 4200, who is called to the management group."""
    return factories.person(body.administration, Role.UNIT_HEAD, unit=body.administration.units.get(code="4200"))


def matter(place, code, **values) -> Matter:
    made = Matter.objects.create(administration=place, title="Bidrag på två håll", raised_on=DAY, **values)
    made.units.add(place.units.get(code=code))
    return made


def between(place, code, **values) -> Assignment:
    return factories.AssignmentFactory(administration=place, unit=place.units.get(code=code), **values)


@pytest.fixture
def held(body, place, director, head) -> Meeting:
    """A meeting that discussed a matter, with it and a decision of 4100 whose texts are for those who read 4100."""
    matter(place, "4100", text=PRIVATE)
    between(
        place, "4100", text="Säg upp lokalen", state="done", executed_on=DAY, ended_at=NOON.replace(hour=8),
        result=PRIVATE,
    )  # fmt: skip
    meeting = start_meeting(meeting_on(body, DAY, director, head), now=NOON, by=director)
    set_row_state(Row.objects.select_related("point__meeting__body").get(kind="matter"), "discussed", by=director)
    return meeting


def test_a_matter_is_read_by_who_may_open_it(body, place, head):
    own, other, answered = matter(place, "4200"), matter(place, "4100"), matter(place, "4100", owner=head)

    sight = sight_of(head, body)

    assert [sight.of(Row(kind="matter", matter=each)) for each in (own, other, answered)] == [True, False, True]


def test_a_decision_is_read_by_who_may_open_it(body, place, head):
    own, other, answered = between(place, "4200"), between(place, "4100"), between(place, "4100", owner=head)

    sight = sight_of(head, body)

    assert [sight.of(Row(kind="assignment", assignment=each)) for each in (own, other, answered)] == [
        True,
        False,
        True,
    ]


def test_what_the_group_decided_itself_is_read_by_whoever_is_called_to_it(body, place, director, head):
    earlier = start_meeting(meeting_on(body, date(2026, 9, 7), director), now=NOON, by=director)
    made = give_assignment(
        place, kind="action", text="Se över scheman", owner=director, due=DAY, meeting=earlier,
        unit=place.units.get(code="4100"), by=director,
    )  # fmt: skip

    assert sight_of(head, body).of(Row(kind="assignment", assignment=made))


@pytest.mark.parametrize("page", ["meeting", "minutes", "show"])
def test_no_page_says_what_is_for_others(held, director, head, page):
    args = ["EX", held.pk]
    addresses = [reverse(f"meetings:{page}", args=args)] if page != "show" else _slides(held)

    seen = "".join(text(signed_in(head).get(address)) for address in addresses)
    all_of_it = "".join(text(signed_in(director).get(address)) for address in addresses)

    assert "Bidrag på två håll" in seen
    assert "Säg upp lokalen" in seen
    assert PRIVATE not in seen
    assert PRIVATE in all_of_it


def _slides(held: Meeting) -> list[str]:
    return [reverse("meetings:show", args=["EX", held.pk, step]) for step in range(1, 12)]


def test_the_word_document_does_not_say_it_either(held, director, head):
    address = reverse("meetings:minutes", args=["EX", held.pk]) + "?export=docx"

    own, whole = (signed_in(user).get(address).content for user in (head, director))

    assert (PRIVATE in words_of(own), PRIVATE in words_of(whole)) == (False, True)


def words_of(document: bytes) -> str:
    return ZipFile(BytesIO(document)).read("word/document.xml").decode()


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_read_takes_five_queries_however_much_there_is(body, place, head, count, django_assert_num_queries):
    for _ in range(count):
        matter(place, "4200")
        between(place, "4200")

    with django_assert_num_queries(5):
        sight_of(head, body)
