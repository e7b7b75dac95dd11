"""What stands on the situation page."""

from datetime import UTC, date, datetime

import pytest

from meetings.situation.queries import situation_of
from tests.meetings.situation.making import item

TODAY = date(2026, 9, 15)


def at(month, day):
    return datetime(2026, month, day, 10, tzinfo=UTC)


def test_the_newest_stands_first_in_its_section(administration):
    item(administration, title="Äldre", day=date(2026, 8, 1))
    item(administration, title="Nyare", day=date(2026, 9, 1))
    item(administration, title="Annat", section="ask")

    found = situation_of(administration, TODAY)

    titles = {each.section.value: [row.item.title for row in each.rows] for each in found.sections}
    assert titles == {"how": ["Nyare", "Äldre"], "doing": [], "gave": [], "ask": ["Annat"], "event": []}


@pytest.mark.parametrize(
    ("updated", "section", "old"),
    [(at(8, 16), "how", False), (at(8, 15), "how", True), (at(1, 1), "event", False)],
)
def test_what_nobody_has_looked_at_for_thirty_days_is_old_unless_it_is_an_event(administration, updated, section, old):
    item(administration, updated=updated, section=section)

    [row] = situation_of(administration, TODAY).rows

    assert row.old is old


def test_the_page_was_updated_when_the_last_thing_was_even_if_that_has_ended(administration, person):
    controller = person("controller")
    item(administration, updated=at(9, 1))
    item(administration, updated=at(9, 10), ended_on=date(2026, 9, 10), updated_by=controller)

    found = situation_of(administration, TODAY)

    assert (found.updated_at, found.updated_by, len(found.rows), len(found.ended)) == (at(9, 10), controller, 1, 1)


def test_staff_is_told_what_is_shown_to_staff_and_has_not_ended(administration):
    item(administration, title="Till alla")
    item(administration, title="Till ledningen", for_staff=False)
    item(administration, title="Förr", ended_on=TODAY)

    assert [row.item.title for row in situation_of(administration, TODAY, for_staff=True).rows] == ["Till alla"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_once(administration, person, count, django_assert_num_queries):
    for _ in range(count):
        item(administration, owner=person("controller"), updated_by=person("management"))

    with django_assert_num_queries(1):
        assert len([str(row.item.owner) for row in situation_of(administration, TODAY).rows]) == count
