"""What a meeting goes through, out of the figures as they stand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from forecasts.models import Forecast, ForecastCause
from measures.models import FollowUp, Measure, MeasureStep, Requirement
from meetings.agenda.facts import Reason
from meetings.agenda.gathering import Gathered, gather, previous_of
from meetings.kinds import PointKind
from meetings.models import Assignment, Body, Matter
from tests import factories
from tests.meetings.places import AUGUST, MONTHS, forecast_of

DAY = date(2026, 9, 14)
NOW = datetime(2026, 9, 14, 8, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


def agenda(body: Body) -> Gathered:
    return gather(body, DAY, now=NOW)


def reasons(body: Body, kind: str) -> dict[str, list[str]]:
    return {row.key: list(getattr(row.facts, "reasons", ())) for row in agenda(body).rows[kind]}


@pytest.fixture
def unit(place):
    return place.units.get(code="4100")


def test_a_measure_whose_follow_up_is_late_is_taken_up(body, unit):
    factories.measure(unit, number=7, stage="running", next_follow_up=date(2026, 9, 1))

    [row] = [row for row in agenda(body).rows[PointKind.MEASURES] if row.key == "measure:7"]
    assert (row.facts.reasons, row.facts.days_late) == ((Reason.OVERDUE,), 13)


def test_a_measure_that_is_not_followed_is_taken_up(body, unit):
    made = factories.measure(unit, number=7, stage="running")
    FollowUp.objects.create(measure=made, day=DAY, status=FollowUp.Status.NOT_FOLLOWED)

    assert reasons(body, PointKind.MEASURES)["measure:7"] == [Reason.NOT_FOLLOWED]


def test_only_the_latest_follow_up_says_whether_it_is_followed(body, unit):
    made = factories.measure(unit, number=7, stage="running")
    FollowUp.objects.create(measure=made, day=DAY - timedelta(days=9), status=FollowUp.Status.NOT_FOLLOWED)
    FollowUp.objects.create(measure=made, day=DAY, status=FollowUp.Status.AS_PLANNED)

    assert "measure:7" not in reasons(body, PointKind.MEASURES)


@pytest.mark.parametrize(
    ("stage", "at", "taken_up"),
    [("decided", YESTERDAY, True), ("decided", NOW - timedelta(days=9), False), ("stopped", YESTERDAY, False)],
)
def test_a_measure_decided_since_last_time_is_taken_up(body, unit, stage, at, taken_up):
    made = factories.measure(unit, number=7, stage=stage)
    MeasureStep.objects.create(measure=made, stage="decided", at=at)

    assert ("measure:7" in reasons(body, PointKind.MEASURES)) is taken_up


def test_a_verified_measure_is_taken_up_and_acknowledged(body, unit):
    made = factories.measure(unit, number=7, stage="verified")
    MeasureStep.objects.create(measure=made, stage="verified", at=YESTERDAY)

    assert reasons(body, PointKind.MEASURES)["measure:7"] == [Reason.VERIFIED]
    assert reasons(body, PointKind.MILESTONES)["measure:7"] == [Reason.VERIFIED]


def test_a_proposed_measure_is_one_to_decide(body, unit):
    factories.measure(unit, number=7, stage="proposed")

    assert reasons(body, PointKind.COMMITTEE) == {"measure:7": [Reason.PROPOSED]}
    assert "measure:7" not in reasons(body, PointKind.MEASURES)


def test_what_a_measure_saves_in_the_year_is_net_of_its_costs(body, unit):
    made = factories.measure(unit, dict.fromkeys(MONTHS, 100_00), number=7, stage="proposed")
    made.effects.filter(month=AUGUST).update(cost=30_00)

    [row] = agenda(body).rows[PointKind.COMMITTEE]

    assert row.facts.effect == 1_170_00


def test_what_must_be_saved_comes_first_among_the_measures(body, place, unit):
    Requirement.objects.create(administration=place, year=2026, title="Krav", amount=500_00, decided_on=DAY)

    rows = agenda(body).rows[PointKind.MEASURES]

    assert (rows[0].key, rows[0].facts.needed, rows[0].facts.amount) == ("gap", 500_00, -500_00)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due": date(2026, 9, 1)}, [Reason.LATE]),
        ({"due": date(2026, 9, 30)}, [Reason.OPEN]),
        ({"due": date(2026, 9, 30), "for_committee": True}, [Reason.OPEN, Reason.FOR_COMMITTEE]),
        (
            {"state": Assignment.State.DONE, "executed_on": DAY, "ended_at": YESTERDAY, "due": DAY},
            [Reason.DONE],
        ),
    ],
)
def test_a_decision_is_taken_up_until_it_is_reported_back(body, place, values, said):
    factories.AssignmentFactory(administration=place, number=3, made_on=date(2026, 8, 20), **values)

    assert reasons(body, PointKind.ACTIONS) == {"action:3/2026": said}


def test_what_was_reported_back_before_last_time_is_not_taken_up(body, place):
    ended = {"state": Assignment.State.DONE, "executed_on": DAY, "ended_at": NOW - timedelta(days=20)}
    factories.AssignmentFactory(administration=place, **ended)

    assert reasons(body, PointKind.ACTIONS) == {}


def test_a_decision_for_the_committee_is_prepared(body, place):
    factories.AssignmentFactory(administration=place, number=3, for_committee=True, due=date(2026, 9, 30))

    assert list(reasons(body, PointKind.COMMITTEE)) == ["action:3/2026"]


def test_what_a_team_decided_is_not_the_management_groups(body, place, unit):
    team = factories.BodyFactory(administration=place, kind=Body.Kind.TEAM, unit=unit)
    meeting = factories.MeetingFactory(body=team)
    factories.AssignmentFactory(administration=place, meeting=meeting)

    assert reasons(body, PointKind.ACTIONS) == {}


def test_a_matter_is_taken_up_until_it_is_settled(body, place, unit):
    open_one = Matter.objects.create(administration=place, title="Bidrag på två håll", raised_on=DAY)
    open_one.units.add(unit)
    Matter.objects.create(administration=place, title="Löst", raised_on=DAY, settled_on=DAY)

    [row] = agenda(body).rows[PointKind.MATTERS]
    assert (row.facts.title, row.facts.units) == ("Bidrag på två håll", ("4100 Barn och ungdom",))


def test_a_department_looks_at_its_own_units_only(place, unit):
    other = factories.DepartmentFactory(administration=place, code="20", name="Äldreomsorg")
    body = factories.BodyFactory(administration=place, kind=Body.Kind.DEPARTMENT, department=other)

    assert agenda(body).figures.units == ()


def test_the_causes_of_the_latest_forecast_are_frozen_by_unit(body, unit):
    forecast = Forecast.objects.get(unit=unit)
    ForecastCause.objects.create(forecast=forecast, cause="price", amount=-1_000_000_00)

    figures = agenda(body).figures

    assert figures.units[0].causes == {"price": -1_000_000_00}
    assert figures.causes["price"] == "pris"


def test_the_figures_are_those_of_the_administrations_page(body, place):
    total = agenda(body).figures.total

    assert (total.units, total.budget, total.deviation, total.missing) == (2, 24_000_000_00, -1_000_000_00, 0)


def test_the_month_may_be_said(body, unit):
    forecast_of(unit, date(2026, 9, 1), 15_000_000_00)

    assert gather(body, DAY, now=NOW, month=AUGUST).figures.total.deviation == -1_000_000_00


def test_a_body_that_never_met_has_no_meeting_before(body):
    assert previous_of(body, DAY) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_however_much_there_is(body, place, unit, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        made = factories.measure(unit, number=number, stage="running", next_follow_up=date(2026, 9, 1))
        MeasureStep.objects.create(measure=made, stage="decided", at=YESTERDAY)
        factories.AssignmentFactory(administration=place)
        Matter.objects.create(administration=place, title="Fråga", raised_on=DAY).units.add(unit)
    assert Measure.objects.count() == rows

    with django_assert_num_queries(35):
        agenda(body)
