"""Adjusting minutes: who may, when, and what is refused after it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meetings.assignments.refusals import AssignmentAdjustedError
from meetings.assignments.services import change_assignment, hand_over, report_back
from meetings.holding.refusals import NotReopenedError
from meetings.holding.services import (
    add_row,
    change_note,
    close_meeting,
    reopen_meeting,
    set_row_state,
    write_note,
)
from meetings.kinds import PointKind
from meetings.minutes import refusals
from meetings.minutes.assemble import assemble, minutes_of
from meetings.minutes.services import adjust, draft_seal, name_adjuster
from meetings.models import Meeting, Note, Row
from meetings.refusals import MinutesAdjustedError
from tests import factories
from tests.meetings.minutes.held import ONE, again, give, point_of, row_of
from tests.meetings.places import meeting_on
from units.models import Change

TWO = ONE + timedelta(hours=1)


@pytest.fixture
def adjusted(closed, secretary):
    return adjust(closed, seen_pulse=closed.pulse, now=TWO, by=secretary)


def address(meeting, name="adjust"):
    return reverse(f"meetings:{name}", args=["EX", meeting.pk])


def read(meeting):
    """What the page of adjusting sends along, having shown `meeting` as it stands."""
    return {"pulse": meeting.pulse, "seal": draft_seal(assemble(again(meeting)))}


def test_the_adjuster_freezes_the_minutes(adjusted, secretary):
    assert (adjusted.state, adjusted.adjusted_by, adjusted.minutes["adjuster"]) == (
        Meeting.State.ADJUSTED,
        secretary,
        str(secretary),
    )


def test_the_log_says_who_adjusted_them_with_their_check_sum(adjusted, secretary):
    change = Change.objects.get(action="minutes-adjusted")

    assert (change.by, len(change.after["seal"])) == (str(secretary), 64)


def test_only_the_adjuster_adjusts(closed, director, secretary):
    with pytest.raises(refusals.NotAdjusterError, match=str(secretary)):
        adjust(closed, seen_pulse=closed.pulse, by=director)


def test_minutes_are_not_adjusted_twice(adjusted, secretary):
    with pytest.raises(MinutesAdjustedError, match="justerades 14 september av"):
        adjust(adjusted, seen_pulse=adjusted.pulse, by=secretary)


def test_a_meeting_under_way_is_not_adjusted(running, director):
    with pytest.raises(refusals.NotClosedError):
        adjust(running, seen_pulse=running.pulse, by=director)


def test_minutes_that_nobody_is_named_for_are_not_adjusted(running, director):
    meeting = close_meeting(running, now=ONE, by=director)

    with pytest.raises(refusals.NoAdjusterError):
        adjust(meeting, seen_pulse=meeting.pulse, by=director)


def test_what_was_written_since_they_were_read_is_not_adjusted_unread(closed, secretary, director):
    row = row_of(closed, PointKind.UNITS, "unit:4100")
    write_note(row.point, "Nytt.", row=row, by=director)

    with pytest.raises(refusals.WrittenSinceError):
        adjust(closed, seen_pulse=closed.pulse, by=secretary)


def test_what_was_handed_over_since_they_were_read_is_not_adjusted_unread(closed, secretary, director):
    seen = draft_seal(assemble(closed))
    hand_over(closed.assignments.get(kind="action"), director, by=secretary)

    with pytest.raises(refusals.WrittenSinceError):
        adjust(closed, seen_pulse=closed.pulse, seen_seal=seen, by=secretary)


def test_another_adjuster_is_named(closed, director):
    meeting = name_adjuster(closed, director, by=director)

    assert (meeting.adjuster, Change.objects.get(action="adjuster-named").by) == (director, str(director))


def test_naming_the_same_adjuster_again_changes_nothing(closed, secretary):
    name_adjuster(closed, secretary, by=None)

    assert not Change.objects.filter(action="adjuster-named").exists()


def test_who_was_not_called_does_not_adjust(closed):
    with pytest.raises(refusals.NotCalledError):
        name_adjuster(closed, factories.UserFactory(), by=None)


def test_nobody_else_is_named_for_adjusted_minutes(adjusted, director):
    with pytest.raises(MinutesAdjustedError):
        name_adjuster(adjusted, director, by=director)


def test_naming_an_adjuster_counts_as_written(closed, director, secretary):
    name_adjuster(closed, director, by=secretary)

    with pytest.raises(refusals.WrittenSinceError):
        adjust(closed, seen_pulse=closed.pulse, by=director)


def test_nothing_is_noted_in_adjusted_minutes(adjusted, director):
    with pytest.raises(MinutesAdjustedError):
        write_note(point_of(adjusted, PointKind.UNITS), "Sent.", by=director)


def test_no_note_of_adjusted_minutes_changes(adjusted, director):
    with pytest.raises(MinutesAdjustedError):
        change_note(Note.objects.get(), "Annat.", seen=1, by=director)


def test_no_row_of_adjusted_minutes_is_taken_up(adjusted, director):
    with pytest.raises(MinutesAdjustedError):
        set_row_state(row_of(adjusted, PointKind.UNITS, "unit:4100"), Row.State.SKIPPED, by=director)


def test_no_row_is_added_to_adjusted_minutes(adjusted, director):
    with pytest.raises(MinutesAdjustedError):
        add_row(point_of(adjusted, PointKind.UNITS), "Sent", by=director)


def test_a_meeting_with_adjusted_minutes_is_not_opened_again(adjusted, director):
    with pytest.raises(NotReopenedError):
        reopen_meeting(adjusted, by=director)


@pytest.mark.parametrize("kind", ["decision", "action"])
def test_nothing_more_is_decided_in_adjusted_minutes(adjusted, head, kind):
    with pytest.raises(MinutesAdjustedError):
        give(adjusted, kind, "Sent.", owner=head)


@pytest.mark.parametrize("kind", ["decision", "action"])
def test_the_words_of_what_was_decided_do_not_change(adjusted, head, kind):
    given = adjusted.assignments.get(kind=kind)

    with pytest.raises(AssignmentAdjustedError):
        change_assignment(given, text="Annat.", owner=head, due=given.due, for_committee=False, seen=1, by=head)


def test_what_was_decided_is_reported_back_and_the_minutes_stay(adjusted, secretary, director):
    before, action = minutes_of(adjusted), adjusted.assignments.get(kind="action")

    hand_over(action, director, by=secretary)
    report_back(action, state="done", word="Klart.", executed_on=adjusted.day, by=director)

    action.refresh_from_db()
    assert (action.state, minutes_of(again(adjusted))) == ("done", before)


def test_the_page_says_what_will_be_frozen(closed, secretary, client):
    client.force_login(secretary)

    text = client.get(address(closed)).text

    assert "Stämmer protokollet?" in text
    assert "Schemat ses över." in text


def test_posting_the_page_adjusts_the_minutes(closed, secretary, client):
    client.force_login(secretary)

    response = client.post(address(closed), read(closed), follow=True)

    assert again(closed).state == Meeting.State.ADJUSTED
    assert "Protokollet är justerat och ändras inte mer." in response.text


def test_the_page_says_what_is_new_and_asks_again(closed, secretary, director, client):
    seen = read(closed)
    row = row_of(closed, PointKind.UNITS, "unit:4100")
    write_note(row.point, "Nytt.", row=row, by=director)
    client.force_login(secretary)

    response = client.post(address(closed), seen)

    assert response.status_code == 422
    assert "Nytt sedan dess:\n            4100 Barn och ungdom." in response.text
    assert f'name="pulse" value="{again(closed).pulse}"' in response.text


def test_a_note_on_a_whole_point_is_told_of_as_new(closed, secretary, director, client):
    client.force_login(secretary)
    form = client.get(address(closed)).context["form"]
    write_note(point_of(closed, PointKind.MATTERS), "Lokalen är uppsagd.", by=director)

    assert "Nytt sedan dess:\n            Frågor mellan enheter." in client.post(address(closed), form.initial).text


def test_nobody_is_named_to_adjust_a_meeting_that_has_not_begun(body, director):
    planned = meeting_on(body, ONE.date() + timedelta(days=7), director)

    with pytest.raises(refusals.NotBegunError):
        name_adjuster(planned, director, by=director)


def test_somebody_else_does_not_come_to_the_page(closed, director, client):
    client.force_login(director)

    assert client.get(address(closed)).status_code == 403


def test_who_holds_the_meeting_names_an_adjuster(closed, director, client):
    client.force_login(director)

    response = client.post(address(closed, "adjuster"), {"adjuster": director.pk})

    assert (response.status_code, again(closed).adjuster) == (302, director)


def test_the_adjuster_of_adjusted_minutes_is_not_changed_by_the_page(adjusted, director, client):
    client.force_login(director)

    response = client.post(address(adjusted, "adjuster"), {"adjuster": director.pk})

    assert response.status_code == 422
    assert "Protokollet justerades 14 september av" in response.text


def test_who_would_name_an_adjuster_of_adjusted_minutes_is_led_to_them_and_told_why(adjusted, director, client):
    client.force_login(director)

    response = client.get(address(adjusted, "adjuster"), follow=True)

    assert response.redirect_chain == [(address(adjusted, "minutes"), 302)]
    assert "Protokollet justerades 14 september av" in response.text


def test_an_adjuster_who_does_not_read_every_figure_is_told_what_is_attested(closed, head, secretary, client):
    name_adjuster(closed, head, by=secretary)
    client.force_login(head)
    told = "Du intygar det som skrevs, det som beslutades och vilka som var där."

    assert told in client.get(address(closed)).text
    name_adjuster(closed, secretary, by=secretary)
    client.force_login(secretary)
    assert told not in client.get(address(closed)).text


def test_adjusted_minutes_are_not_adjusted_by_the_page_again(adjusted, secretary, client):
    client.force_login(secretary)

    response = client.post(address(adjusted), read(adjusted))

    assert (response.status_code, "Protokollet är redan justerat." in response.text) == (422, True)
