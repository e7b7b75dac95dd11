"""The usual agenda of a body, and that of one meeting."""

from datetime import timedelta

import pytest

from meetings.models import Row
from meetings.planning import refusals
from meetings.planning.agendas import own_agendas, points_of, titles
from meetings.planning.points import AgendaPoint, fingerprint, moved
from meetings.planning.services import cancel_meeting, plan_meeting, set_agenda, set_usual_agenda, use_usual_agenda
from tests.meetings.planning.conftest import NEXT_MONDAY
from tests.meetings.planning.making import start
from units.models import Change

COFFEE = AgendaPoint("own", "Fika", 15)


def usual(body):
    return points_of(body.usual_points.all())


def agenda(meeting):
    return points_of(meeting.points.all())


def said(points):
    return [point.said for point in points]


def write_on(meeting, kind):
    point = meeting.points.get(kind=kind)
    return Row.objects.create(point=point, key="own-1", kind="own", facts={"text": "Lokalerna"})


def test_a_new_meeting_has_the_usual_agenda(group):
    set_usual_agenda(group, [COFFEE, AgendaPoint("total", "Läget")], by=None)

    assert said(agenda(plan_meeting(group, NEXT_MONDAY, by=None))) == [COFFEE.said, ("total", "Läget", None)]


def test_a_changed_usual_agenda_holds_in_planned_meetings_that_nobody_changed(group, meeting):
    other = plan_meeting(group, NEXT_MONDAY, by=None)
    set_agenda(other, [COFFEE], by=None)

    following = set_usual_agenda(group, moved(usual(group), 0, up=False), by=None)

    assert (following, said(agenda(meeting)), said(agenda(other))) == (1, said(usual(group)), [COFFEE.said])


def test_a_meeting_that_has_begun_keeps_its_agenda(group, meeting):
    before = said(agenda(start(meeting)))
    set_usual_agenda(group, [COFFEE], by=None)

    assert said(agenda(meeting)) == before


def test_what_somebody_wrote_before_the_meeting_stays_when_the_usual_agenda_loses_its_point(group, meeting):
    row = write_on(meeting, "matters")

    set_usual_agenda(group, [COFFEE, AgendaPoint("total")], by=None)

    row.refresh_from_db()
    assert [kind for kind, *_ in said(agenda(meeting))] == ["own", "total", "matters"]
    assert row.point.kind == "matters"


def test_a_point_keeps_what_is_written_on_it_when_it_moves(meeting):
    row = write_on(meeting, "total")
    set_agenda(meeting, moved(agenda(meeting), 1, up=True), by=None)

    assert agenda(meeting)[0].pk == row.point_id


def test_a_point_with_something_written_on_it_cannot_be_removed_from_a_meeting(meeting):
    write_on(meeting, "total")

    with pytest.raises(refusals.PointWrittenOnError, match="Totalen"):
        set_agenda(meeting, [COFFEE], by=None)


def test_a_meeting_is_given_the_usual_agenda_again(group, meeting):
    set_agenda(meeting, [COFFEE], by=None)
    assert own_agendas(group) == [meeting]

    use_usual_agenda(meeting, by=None)

    assert (said(agenda(meeting)), own_agendas(group)) == (said(usual(group)), [])


def test_the_agenda_of_a_meeting_that_has_begun_is_not_changed(meeting):
    with pytest.raises(refusals.MeetingBegunError):
        set_agenda(start(meeting), [COFFEE], by=None)


def test_the_agenda_of_a_cancelled_meeting_is_refused_as_cancelled(meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)

    with pytest.raises(refusals.MeetingCancelledError):
        set_agenda(meeting, [COFFEE], by=None)


def test_an_agenda_that_somebody_else_changed_is_not_written_over(group):
    seen = fingerprint(usual(group))
    set_usual_agenda(group, [COFFEE], seen=seen, by=None)

    with pytest.raises(refusals.AgendaStaleError):
        set_usual_agenda(group, [AgendaPoint("total")], seen=seen, by=None)


def test_an_agenda_is_never_empty(group):
    with pytest.raises(refusals.AgendaEmptyError):
        set_usual_agenda(group, [], by=None)


def test_the_same_agenda_once_more_changes_nothing(group):
    set_usual_agenda(group, [COFFEE], by=None)
    set_usual_agenda(group, [COFFEE], by=None)

    assert Change.objects.filter(action="usual-agenda-changed").count() == 1


def test_two_own_points_of_one_name_are_two_points(group, meeting):
    set_agenda(meeting, [COFFEE, COFFEE], by=None)
    set_usual_agenda(group, [COFFEE, COFFEE, AgendaPoint("total")], by=None)
    use_usual_agenda(meeting, by=None)

    assert titles(agenda(meeting)) == ["Fika", "Fika", "Totalen och vad som ändrats"]


@pytest.mark.parametrize("count", [1, 8])
def test_a_year_of_meetings_follows_a_moved_point_without_a_query_for_each_meeting(
    group, count, django_assert_max_num_queries
):
    for week in range(count):
        plan_meeting(group, NEXT_MONDAY + timedelta(weeks=week), by=None)
    with django_assert_max_num_queries(15):
        set_usual_agenda(group, moved(usual(group), 0, up=False), by=None)
