"""Decisions and actions: given once, numbered by kind and year, changed until adjusted, reported back."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.utils import translation

from measures.refusals import FormUsedError
from meetings.assignments import refusals
from meetings.assignments.services import change_assignment, give_assignment, hand_over, report_back
from meetings.matters.services import raise_matter
from meetings.models import Assignment, ReportBack
from meetings.refusals import KeyUsedError, MinutesAdjustedError
from tests import factories
from tests.meetings import making
from tests.meetings.making import DAY, DUE
from units.models import Change
from units.roles import Role

pytestmark = pytest.mark.usefixtures("_september")
TODAY = date(2026, 9, 15)


@pytest.fixture
def _september():
    with time_machine.travel("2026-09-15 09:00+02:00", tick=False):
        yield


@pytest.fixture
def owner(person):
    return person(Role.UNIT_HEAD)


@pytest.fixture
def given(administration, owner):
    return making.assignment(administration, owner)


def give(administration, **values):
    values = {"kind": "action", "text": "Säg upp lokalen", "owner": None, "due": DUE, "by": None} | values
    return give_assignment(administration, **values)


def change(assignment, **values):
    names = ("text", "owner", "due", "for_committee")
    values = {name: getattr(assignment, name) for name in names} | {"seen": assignment.version, "by": None} | values
    return change_assignment(assignment, **values)


def test_each_kind_and_year_has_numbers_of_its_own(administration, owner):
    for kind, day in [("action", DAY), ("action", DAY), ("decision", DAY), ("action", date(2025, 12, 30))]:
        making.assignment(administration, owner, kind=kind, made_on=day)

    numbers = Assignment.objects.order_by("pk").values_list("kind", "number", "year")
    assert list(numbers) == [("action", 1, 2026), ("action", 2, 2026), ("decision", 1, 2026), ("action", 1, 2025)]


def test_the_year_of_a_meeting_is_the_year_of_what_it_gives(administration, owner):
    held = making.meeting(administration, date(2025, 12, 29))

    made = give(administration, owner=owner, due=DUE, meeting=held)

    assert (made.year, made.made_on, made.decided_due) == (2025, date(2025, 12, 29), DUE)


def test_the_same_key_twice_is_one(administration, owner):
    key = uuid4()
    first = give(administration, owner=owner, key=key)

    assert give(administration, owner=owner, key=key) == first
    assert Assignment.objects.count() == 1


def test_the_same_key_with_another_text_is_refused(administration, owner):
    key = uuid4()
    give(administration, owner=owner, key=key)

    with pytest.raises(KeyUsedError):
        give(administration, owner=owner, text="Något annat", key=key)


def test_a_key_of_another_administration_is_refused(administration, owner):
    key = uuid4()
    give(administration, owner=owner, key=key)

    with pytest.raises(FormUsedError):
        give(factories.small_administration("ZZ"), owner=owner, key=key)


def test_everything_that_is_lacking_is_said_at_once(administration):
    with pytest.raises(refusals.SeveralError) as refused:
        give(administration, text="  ", due=None)

    kinds = [type(each) for each in refused.value.refusals]
    assert kinds == [refusals.TextMissingError, refusals.OwnerMissingError, refusals.DueMissingError]
    assert str(refused.value) == (
        "Det står inte vad som ska göras eller vad som beslutades. Skriv det. Ingen ansvarar för det. Välj vem som gör "
        "det. Det har ingen dag då det senast ska återrapporteras. Skriv en."
    )


def test_a_decision_without_an_owner_is_refused_with_that_alone(administration):
    with pytest.raises(refusals.OwnerMissingError):
        give(administration, kind="decision")


def test_a_day_before_it_is_given_is_refused(administration, owner):
    with pytest.raises(refusals.DueBeforeGivenError, match="2026-09-14 är före 2026-09-15"):
        give(administration, owner=owner, due=date(2026, 9, 14))


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("adjusted", MinutesAdjustedError),
        ("planned", refusals.MeetingNotBegunError),
        ("cancelled", refusals.MeetingCancelledError),
    ],
)
def test_nothing_is_given_in_a_meeting_that_is_not_written_in(administration, owner, state, refusal):
    with pytest.raises(refusal):
        give(administration, owner=owner, meeting=making.meeting(administration, state=state))

    assert not Assignment.objects.exists()


def test_the_secretary_still_writes_in_a_closed_meeting(administration, owner):
    assert give(administration, owner=owner, meeting=making.meeting(administration, state="closed")).pk


def test_what_a_row_is_about_is_what_it_is_about(administration, owner):
    unit = administration.units.get(code="4100")
    measure = factories.measure(unit)
    matter = raise_matter(administration, title="Hyror", by=None)
    row = making.row(making.meeting(administration), unit=unit, measure=measure, matter=matter)

    made = give(administration, owner=owner, row=row)

    assert (made.unit, made.measure, made.matter, made.meeting) == (unit, measure, matter, row.point.meeting)


def test_the_meeting_and_the_row_say_that_something_was_written(administration, owner):
    row = making.row(making.meeting(administration))
    give(administration, owner=owner, meeting=row.point.meeting, row=row)
    give(administration, owner=owner, meeting=row.point.meeting)

    row.refresh_from_db()
    row.point.meeting.refresh_from_db()
    assert (row.point.meeting.pulse, row.touched) == (2, 1)


def test_what_is_given_is_in_the_log_by_its_label(administration, owner):
    give(administration, kind="decision", owner=owner, by=owner)

    change = Change.objects.get(action="assignment-given")
    assert (change.subject, change.by, change.after["due"]) == ("B1/2026", str(owner), "2026-09-28")


def test_a_change_that_somebody_else_made_meanwhile_is_shown_and_not_overwritten(given, owner, person):
    change(given, text="Säg upp båda lokalerna", by=owner)

    with pytest.raises(refusals.AssignmentStaleError) as refused:
        change(given, text="Hyr ut lokalen", by=person(Role.CONTROLLER))

    assert f"{owner} ändrade det medan du skrev. Nu står det: ”Säg upp båda lokalerna”" in str(refused.value)
    assert Assignment.objects.get().text == "Säg upp båda lokalerna"


def test_the_same_words_again_change_nothing(given):
    assert change(given, seen=99).version == 1
    assert not Change.objects.filter(action="assignment-changed").exists()


def test_words_in_adjusted_minutes_do_not_change(administration, owner):
    held = making.meeting(administration)
    given = give(administration, owner=owner, meeting=held)
    type(held).objects.update(state="adjusted", closed_at=held.started_at, adjusted_at=held.started_at, minutes={})

    with pytest.raises(refusals.AssignmentAdjustedError, match="U1/2026 står i ett justerat protokoll"):
        change(given, text="Något annat")


def test_a_day_that_is_corrected_in_the_meeting_was_never_another(administration, owner):
    given = give(administration, owner=owner, meeting=making.meeting(administration))

    assert change(given, due=date(2026, 10, 5)).decided_due == date(2026, 10, 5)


def test_a_day_that_is_moved_later_keeps_the_first_one_beside_it(given):
    assert change(given, due=date(2026, 10, 5)).decided_due == DUE


def test_what_is_done_has_its_day_and_result(given, owner):
    report_back(given, state="done", word="Uppsagd till april.", executed_on=date(2026, 9, 14), by=owner)

    given.refresh_from_db()
    assert (given.state, given.executed_on, given.result) == ("done", date(2026, 9, 14), "Uppsagd till april.")
    assert given.ended_at is not None


def test_what_is_done_without_a_day_or_a_word_is_refused_for_both(given):
    with pytest.raises(refusals.SeveralError) as refused:
        report_back(given, state="done", word="", by=None)

    kinds = [type(each) for each in refused.value.refusals]
    assert kinds == [refusals.ExecutedMissingError, refusals.DoneWordMissingError]


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(date(2026, 9, 16), refusals.ExecutedLaterError), (date(2026, 9, 6), refusals.ExecutedBeforeGivenError)],
)
def test_it_is_done_between_the_day_it_was_given_and_today(given, day, refusal):
    with pytest.raises(refusal):
        report_back(given, state="done", word="Klart.", executed_on=day, by=None)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"state": "withdrawn"}, refusals.WithdrawnWordMissingError),
        ({"state": "open", "due": date(2026, 10, 5)}, refusals.MovedWordMissingError),
        ({"state": "open"}, refusals.WordMissingError),
        ({"state": "open", "due": date(2026, 9, 1), "word": "Förr."}, refusals.DueBeforeGivenError),
    ],
)
def test_a_report_says_why(given, said, refusal):
    with pytest.raises(refusal):
        report_back(given, **{"word": " "} | said, by=None)


def test_a_moved_day_keeps_the_first_one(given):
    said = report_back(given, state="open", word="Hyresvärden dröjer.", due=date(2026, 10, 5), by=None)

    given.refresh_from_db()
    assert (given.due, given.decided_due, given.state, said.due) == (date(2026, 10, 5), DUE, "open", given.due)


def test_the_same_report_twice_is_one(given):
    key = uuid4()
    first = report_back(given, state="open", word="På gång.", key=key, by=None)

    assert report_back(given, state="open", word="På gång.", key=key, by=None) == first
    assert ReportBack.objects.count() == 1


def test_a_report_for_another_is_refused(administration, owner, given):
    key = uuid4()
    report_back(given, state="open", word="På gång.", key=key, by=None)

    with pytest.raises(FormUsedError):
        report_back(making.assignment(administration, owner), state="open", word="På gång.", key=key, by=None)


def test_what_has_ended_is_taken_up_again(given):
    report_back(given, state="done", word="Uppsagd.", executed_on=TODAY, by=None)
    with pytest.raises(refusals.ReopenedWordMissingError):
        report_back(given, state="open", word="", by=None)

    report_back(given, state="open", word="Hyresvärden bestrider.", due=date(2026, 12, 1), by=None)

    given.refresh_from_db()
    assert (given.state, given.executed_on, given.result, given.ended_at) == ("open", None, "", None)


def test_what_stands_in_adjusted_minutes_is_still_reported_back(administration, owner):
    held = making.meeting(administration)
    given = give(administration, owner=owner, meeting=held)
    type(held).objects.update(state="adjusted", closed_at=held.started_at, adjusted_at=held.started_at, minutes={})

    report_back(given, state="done", word="Uppsagd.", executed_on=TODAY, by=owner)

    held.refresh_from_db()
    assert (Assignment.objects.get().state, held.pulse) == ("done", 1)


def test_a_meeting_that_has_it_on_its_agenda_learns_of_a_report(administration, given):
    row = making.row(making.meeting(administration), assignment=given)

    report_back(given, state="open", word="På gång.", by=None)

    row.refresh_from_db()
    assert row.touched == 1


def test_handed_over_says_from_whom_to_whom(given, owner, person):
    other = person(Role.CONTROLLER)

    said = hand_over(given, other, "Du har kontakten.", by=owner)

    given.refresh_from_db()
    assert given.owner == other
    assert said.word == f"Överlämnat från {owner} till {other}. Du har kontakten."


def test_a_handover_is_kept_in_the_language_of_the_site(given, owner, person):
    other = person(Role.CONTROLLER)
    with translation.override("en"):
        said = hand_over(given, other, by=owner)

    assert said.word == f"Överlämnat från {owner} till {other}."


def test_handed_over_to_who_has_it_changes_nothing(given, owner):
    assert hand_over(given, owner, by=None) is None
    assert not Change.objects.filter(action="assignment-handed-over").exists()


def test_a_report_on_what_somebody_changed_meanwhile_is_refused(given, owner):
    report_back(given, state="done", word="Uppsagd.", executed_on=TODAY, by=owner)

    with pytest.raises(refusals.AssignmentStaleError):
        report_back(given, state="open", word="På gång.", seen=1, by=None)

    assert Assignment.objects.get().state == "done"


def test_a_day_more_than_five_years_ahead_is_refused(administration, owner):
    with pytest.raises(refusals.DueTooFarError):
        give(administration, owner=owner, due=date(9999, 12, 31))

    assert not Assignment.objects.exists()
