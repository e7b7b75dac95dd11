"""What of the situation page waits for a person on the start page."""

from datetime import UTC, date, datetime

from socbudget.message_tasks import message_tasks
from tests.meetings.situation.making import item
from units.roles import Role

TODAY = date(2026, 9, 15)
JULY = datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_who_answers_for_something_old_is_asked_whether_it_still_holds(administration, person):
    owner = person(Role.UNIT_HEAD)
    old = item(administration, title="Vi anställer", updated=JULY, owner=owner)
    item(administration, updated=JULY, owner=person(Role.CONTROLLER))

    assert message_tasks(owner, administration, TODAY) == [
        (
            "Gäller ”Vi anställer” fortfarande? Uppdaterades för 76 dagar sedan",
            f"/administrations/EX/situation/#item-{old.pk}",
        )
    ]


def test_nobody_is_asked_about_what_is_new_an_event_or_has_ended(administration, person):
    owner = person(Role.UNIT_HEAD)
    item(administration, updated=datetime(2026, 9, 1, 10, tzinfo=UTC), owner=owner)
    item(administration, updated=JULY, owner=owner, section="event")
    item(administration, updated=JULY, owner=owner, ended_on=date(2026, 8, 1))

    assert message_tasks(owner, administration, TODAY) == []
