"""Writing on the situation page."""

from datetime import date

import pytest
import time_machine

from meetings.models import SituationItem
from meetings.situation.refusals import ItemEndedError, ItemStaleError
from meetings.situation.services import bring_back_item, change_item, confirm_item, end_item, write_item
from tests.meetings.situation.making import item
from units.models import Change
from units.roles import Role

WRITTEN = {
    "section": "ask",
    "day": date(2026, 9, 15),
    "title": "Lämna en idé",
    "text": "Alla får svar.",
    "for_staff": True,
    "owner": None,
}


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


def test_what_is_written_is_kept_with_who_and_when(administration, person):
    management = person(Role.MANAGEMENT)

    written = write_item(administration, WRITTEN, by=management)

    kept = SituationItem.objects.get()
    assert (kept, kept.section, kept.title, kept.updated_by) == (written, "ask", "Lämna en idé", management)
    assert Change.objects.filter(action="situation-written", by=str(management)).count() == 1


def test_the_same_written_twice_is_one(administration):
    first = write_item(administration, WRITTEN, by=None)

    assert write_item(administration, WRITTEN, by=None) == first
    assert SituationItem.objects.count() == 1


def test_a_change_of_what_was_seen_counts_up_the_version(administration):
    written = item(administration)

    changed = change_item(written, WRITTEN, seen=1, by=None)

    assert (changed.title, changed.version) == ("Lämna en idé", 2)


def test_two_who_write_at_once_lose_nothing(administration, person):
    written, first = item(administration), person(Role.CONTROLLER)
    change_item(written, WRITTEN, seen=1, by=first)

    with pytest.raises(ItemStaleError, match=str(first)):
        change_item(written, WRITTEN | {"title": "Annat"}, seen=1, by=None)

    assert SituationItem.objects.get().title == "Lämna en idé"


def test_the_same_change_twice_is_one(administration):
    written = item(administration)
    change_item(written, WRITTEN, seen=1, by=None)

    assert change_item(written, WRITTEN, seen=1, by=None).version == 2


def test_what_has_ended_is_history_and_can_be_brought_back(administration):
    written = item(administration)

    assert end_item(written, by=None).ended_on == date(2026, 9, 15)
    assert bring_back_item(written, by=None).ended_on is None


def test_what_has_ended_is_not_changed(administration):
    written = end_item(item(administration), by=None)

    with pytest.raises(ItemEndedError):
        change_item(written, WRITTEN, seen=2, by=None)
    with pytest.raises(ItemEndedError):
        confirm_item(written, by=None)


def test_ending_and_bringing_back_twice_is_once(administration):
    written = item(administration)
    for deed in (end_item, end_item, bring_back_item, bring_back_item):
        deed(written, by=None)

    changes = Change.objects.filter(action__startswith="situation").order_by("pk")
    actions = list(changes.values_list("action", flat=True))
    assert actions == ["situation-ended", "situation-brought-back"]


def test_what_is_confirmed_counts_as_updated_today(administration, person):
    with time_machine.travel("2026-07-01 12:00", tick=False):
        written = item(administration)
    controller = person(Role.CONTROLLER)

    confirm_item(written, by=controller)

    kept = SituationItem.objects.get()
    assert (kept.updated_at.date(), kept.updated_by, kept.version) == (date(2026, 9, 15), controller, 1)
