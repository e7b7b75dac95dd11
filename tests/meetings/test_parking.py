"""What a meeting parked comes back at the next one as it is then."""

from datetime import UTC, date, datetime, timedelta

import pytest

from indicators.models import Band, Indicator, Observation
from indicators.scale import SCALE
from meetings.agenda.facts import Reason
from meetings.agenda.gathering import gather
from meetings.assignments.services import report_back
from meetings.holding.reading import agenda_of
from meetings.holding.services import add_row, close_meeting, set_row_state, start_meeting, whole_point
from meetings.kinds import PointKind
from meetings.models import Body, Matter, Meeting, Point, Row
from tests import factories
from tests.meetings.places import AUGUST, forecast_of, meeting_on

DAY, NEXT = date(2026, 9, 14), date(2026, 9, 21)
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def unit(place):
    return place.units.get(code="4100")


@pytest.fixture
def meeting(body, director) -> Meeting:
    """One that is to start, when a test has put what it takes up there."""
    return meeting_on(body, DAY, director)


def park(meeting: Meeting, *keys: str, by) -> None:
    """Start `meeting`, park the rows of these keys, and close it."""
    if not meeting.is_begun:
        start_meeting(meeting, now=NOON, by=by)
    rows = Row.objects.select_related("point__meeting__body").filter(point__meeting=meeting, key__in=keys)
    assert {each.key for each in rows} == set(keys)
    for row in rows:
        set_row_state(row, Row.State.PARKED, by=by)
    close_meeting(meeting, now=Meeting.objects.get(pk=meeting.pk).started_at, by=by)


def after(body: Body, by, *points: tuple[str, str]) -> Meeting:
    """The next meeting, begun; with these points only, by kind and title, where they are given."""
    meeting = meeting_on(body, NEXT, by)
    if points:
        meeting.points.all().delete()
        for order, (kind, title) in enumerate(points, 1):
            Point.objects.create(meeting=meeting, kind=kind, title=title, order=order)
    return start_meeting(meeting, now=NOON + WEEK, by=by)


def back(meeting: Meeting, key: str) -> list[Row]:
    return list(Row.objects.select_related("point").filter(point__meeting=meeting, key=key))


def test_a_parked_unit_comes_back_with_the_figures_of_the_day(meeting, body, unit, director):
    park(meeting, "unit:4100", by=director)
    forecast_of(unit, AUGUST, 12_000_000_00, version=2)

    rows = [row for row in back(after(body, director), "unit:4100") if row.point.kind == PointKind.UNITS]

    [facts] = [row.read() for row in rows]
    assert (facts.deviation, facts.change, facts.reasons[-1]) == (0, 1_000_000_00, Reason.PARKED)
    assert rows[0].parked_from.point.meeting == meeting


def test_a_parked_unit_that_nothing_else_takes_up_is_there_for_that_alone(meeting, body, unit, director):
    park(meeting, "unit:4100", by=director)
    forecast_of(unit, AUGUST, 12_000_000_00, version=2)
    park(after(body, director), "unit:4100", by=director)

    points = [Point(pk=1, kind=PointKind.UNITS)]
    [row] = gather(body, NEXT + WEEK, now=NOON + 2 * WEEK).under(points)[1]

    assert (row.key, row.facts.deviation, row.facts.change, row.facts.reasons) == (
        "unit:4100", 0, 0, (Reason.PARKED,),
    )  # fmt: skip


def test_a_parked_measure_comes_back_as_it_stands(meeting, body, unit, director):
    made = factories.measure(unit, number=7, stage="proposed")
    park(meeting, "measure:7", by=director)
    type(made).objects.filter(pk=made.pk).update(stage="running", next_follow_up=date(2026, 12, 1))

    [row] = back(after(body, director), "measure:7")

    assert (row.point.kind, row.read().stage, row.read().reasons) == ("committee", "running", (Reason.PARKED,))


def test_a_parked_action_comes_back_as_late_as_it_is(meeting, body, place, director):
    factories.AssignmentFactory(administration=place, number=3, due=date(2026, 9, 10))
    park(meeting, "action:3/2026", by=director)

    [row] = back(after(body, director), "action:3/2026")

    assert (row.read().days_late, row.read().reasons) == (11, (Reason.LATE, Reason.PARKED))


def test_a_parked_action_that_is_done_comes_back_as_done(meeting, body, place, director):
    made = factories.AssignmentFactory(administration=place, number=3, for_committee=True, due=NEXT)
    start_meeting(meeting, now=NOON, by=director)
    park(Meeting.objects.get(pk=meeting.pk), "action:3/2026", by=director)
    report_back(made, state="done", word="Klart.", executed_on=DAY, by=director)
    type(made).objects.filter(pk=made.pk).update(ended_at=NOON + timedelta(days=1))

    rows = {row.point.kind: row.read() for row in back(after(body, director), "action:3/2026")}

    assert {each.state for each in rows.values()} == {"done"}
    assert rows["committee"].reasons == (Reason.DONE, Reason.PARKED)


def test_a_parked_matter_says_what_is_known_of_it_now(meeting, body, place, director):
    made = Matter.objects.create(administration=place, title="Bidrag", raised_on=DAY)
    park(meeting, f"matter:{made.pk}", by=director)
    Matter.objects.update(title="Bidrag på två håll")

    [row] = back(after(body, director), f"matter:{made.pk}")

    assert (row.read().title, row.read().reasons) == ("Bidrag på två håll", (Reason.PARKED,))


def test_a_parked_matter_that_was_settled_does_not_come_back(meeting, body, place, director):
    made = Matter.objects.create(administration=place, title="Bidrag", raised_on=DAY)
    park(meeting, f"matter:{made.pk}", by=director)
    Matter.objects.update(settled_on=DAY)

    assert back(after(body, director), f"matter:{made.pk}") == []


def test_a_parked_key_figure_comes_back_though_it_is_within_its_band_again(meeting, body, place, unit, director):
    days = Indicator.objects.create(administration=place, code="hvb", name="Vårddygn", unit_of_measure="dygn")
    Band.objects.create(indicator=days, unit=unit, high=300 * SCALE)
    Observation.objects.create(indicator=days, unit=unit, month=AUGUST, scaled=312 * SCALE)
    park(meeting, "indicator:hvb:4100", by=director)
    Observation.objects.update(scaled=290 * SCALE)

    [row] = back(after(body, director), "indicator:hvb:4100")

    facts = row.read()
    assert (facts.value, facts.within, facts.reasons) == (290 * SCALE, True, (Reason.PARKED,))


def test_a_parked_total_comes_back_as_the_total_of_the_day(meeting, body, unit, director):
    park(meeting, "total", by=director)
    forecast_of(unit, AUGUST, 12_000_000_00, version=2)

    [row] = back(after(body, director), "total")

    assert (row.read().total.deviation, row.read().reasons) == (0, (Reason.PARKED,))


def test_a_parked_cause_that_changed_nothing_since_is_dropped(meeting, body, director):
    start_meeting(meeting, now=NOON, by=director)
    total = meeting.points.get(kind="total")
    facts = {"code": "price", "name": "pris", "amount": -100}
    Row.objects.create(point=total, key="cause:price", kind="cause", facts=facts, order=9)
    park(Meeting.objects.get(pk=meeting.pk), "cause:price", by=director)

    assert back(after(body, director), "cause:price") == []


@pytest.fixture
def two_own(meeting, director) -> tuple[Row, Row]:
    """A row parked under each of two own points."""
    points = [
        Point.objects.create(meeting=meeting, kind="own", title=title, order=20) for title in ("Lokaler", "Bemanning")
    ]
    start_meeting(meeting, now=NOON, by=director)
    rows = [add_row(point, f"Om {point.title}", by=director) for point in points]
    park(Meeting.objects.get(pk=meeting.pk), *(row.key for row in rows), by=director)
    return tuple(rows)


def test_what_was_parked_under_an_own_point_comes_under_the_one_with_its_title(two_own, body, director):
    later = after(body, director, ("actions", ""), ("own", "Bemanning"), ("own", "Lokaler"))

    places = {row.key: [each.point.title for each in back(later, row.key)] for row in two_own}

    assert places == {two_own[0].key: ["Lokaler"], two_own[1].key: ["Bemanning"]}


def test_what_was_parked_under_a_point_that_is_gone_comes_under_the_first(two_own, body, director):
    later = after(body, director, ("actions", ""), ("own", "Lokaler"))

    [row] = back(later, two_own[1].key)

    assert (row.point.kind, row.parked_from) == ("actions", two_own[1])


def test_the_row_of_a_whole_point_does_not_come_back(meeting, body, director):
    start_meeting(meeting, now=NOON, by=director)
    whole_point(Point.objects.select_related("meeting__body").get(meeting=meeting, kind="units"), by=director)
    park(Meeting.objects.get(pk=meeting.pk), "whole", by=director)

    assert back(after(body, director), "whole") == []


def test_a_parked_own_row_stands_once_beside_the_figures_of_now(two_own, body, director):
    later = after(body, director, ("own", "Lokaler"), ("own", "Bemanning"))

    keys = [row.key for point in agenda_of(later, director, live=True).points for row in point.rows]

    assert sorted(keys) == sorted(row.key for row in two_own)


def test_since_last_time_is_since_the_day_it_was_held_and_not_the_one_it_was_planned_for(meeting, body, director):
    start_meeting(meeting, now=NOON + timedelta(days=5), by=director)
    close_meeting(Meeting.objects.get(pk=meeting.pk), now=NOON + timedelta(days=5), by=director)

    later = after(body, director)

    [total] = back(later, "total")
    assert total.read().held == agenda_of(later, director).held == date(2026, 9, 19)


@pytest.mark.parametrize(("reasons", "is_gone"), [(["deficit"], True), (["deficit", "flagged"], False)])
def test_a_unit_is_not_said_to_be_gone_when_what_looked_odd_is_not_looked_for(meeting, director, reasons, is_gone):
    started = start_meeting(meeting, now=NOON, by=director)
    row = Row.objects.get(point__meeting=meeting, key="unit:4100")
    row.facts["reasons"] = reasons
    row.save(update_fields=["facts"])

    rows = {each.key: each for point in agenda_of(started, director).points for each in point.rows}

    assert rows["unit:4100"].would_be_gone(None) is is_gone
    assert not rows["unit:4100"].would_be_gone(rows["unit:4100"].facts)
    assert not rows["total"].would_be_gone(None)


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_however_much_was_parked(
    meeting, body, place, unit, director, count, django_assert_num_queries
):
    keys = ["unit:4100", "total"]
    for number in range(1, count + 1):
        factories.measure(unit, number=number, stage="proposed")
        factories.AssignmentFactory(administration=place, number=number, due=DAY)
        keys += [f"measure:{number}", f"action:{number}/2026"]
    park(meeting, *keys, by=director)

    with django_assert_num_queries(35):
        gather(body, NEXT, now=NOON + WEEK)
