"""Meetings, decisions and actions in the API: rights, filters, and what is frozen."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from forecasts.models import Figure
from measures.models import MeasureShare
from meetings.assignments.services import give_assignment, report_back
from meetings.holding.services import add_row, close_meeting, set_row_state, start_meeting, write_note
from meetings.models import Assignment, Body, Matter, Member, Note, Participant, Point
from tests import factories
from tests.meetings.places import meeting_on, with_figures
from units.roles import Role
from units.tokens import make_token

API = "/api/v1/"
DAY, NEXT = date(2026, 9, 14), date(2026, 9, 21)
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
READERS = [
    Role.MANAGEMENT, Role.CONTROLLER, Role.DEPARTMENT_HEAD, Role.UNIT_HEAD, Role.SUPPORT,
]  # fmt: skip
OTHERS = [role for role in Role if role not in READERS]


def rows(client, address):
    response = client.get(API + address)
    assert response.status_code == 200, response.content
    return response.json()["rows"]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def director(administration):
    user = factories.person(administration, Role.MANAGEMENT)
    user.name = "Förvaltningschef"
    user.save()
    return user


@pytest.fixture
def meetings(administration, director):
    """The management group on 14 September, held, and a week later; the team of 4100 on the 15th, planned."""
    with_figures(administration)
    body = factories.BodyFactory(administration=administration, name="Ledningsgruppen")
    held = meeting_on(body, DAY, director)
    held.participants.update(function="ordförande", present=True)
    with time_machine.travel(NOON, tick=False):
        start_meeting(held, now=NOON, by=director)
        point = held.points.get(kind="units")
        row = point.rows.get(unit__code="4100")
        set_row_state(row, "discussed", by=director)
        write_note(point, "Vikarierna kostar.", row=row, by=director)
        write_note(point, "Fler siffror nästa gång.", by=director)
        close_meeting(held, now=NOON, by=director)
    meeting_on(body, NEXT, director)
    unit = administration.units.get(code="4100")
    team = factories.BodyFactory(administration=administration, kind=Body.Kind.TEAM, unit=unit, name="Teamet")
    factories.MeetingFactory(body=team, day=date(2026, 9, 15), starts_at=time(8, 30))
    return administration


@pytest.fixture
def given(meetings, director):
    """Decision 1 of the meeting about 4100, done; action 1 of it for the committee; action 2 between meetings."""
    held = Body.objects.get(kind="management").meetings.get(day=DAY)
    row = held.points.get(kind="units").rows.get(unit__code="4100")
    with time_machine.travel(NOON, tick=False):
        decision = give_assignment(
            meetings, kind="decision", text="Inga fler vikarier", owner=director, due=NEXT, meeting=held, row=row,
            by=director,
        )  # fmt: skip
        report_back(decision, state="done", word="Det är klart", executed_on=DAY, by=director)
        give_assignment(
            meetings, kind="action", text="Skriv underlag", owner=director, due=DAY, meeting=held, for_committee=True,
            by=director,
        )  # fmt: skip
        give_assignment(
            meetings, kind="action", text="Ring Vuxen", owner=director, due=NEXT, made_on=date(2026, 9, 15),
            unit=meetings.units.get(code="4200"), by=director,
        )  # fmt: skip
    return meetings


def test_a_held_meeting_is_given_with_its_agenda_and_the_total_it_was_held_over(meetings, client_of):
    found = rows(client_of(Role.CONTROLLER), "meetings/")[0]

    held = Body.objects.get(kind="management").meetings.get(day=DAY)
    agenda = found.pop("agenda")
    assert found == {
        "id": held.pk,
        "administration": "EX",
        "body": "Ledningsgruppen",
        "kind": "management",
        "department": None,
        "unit": None,
        "day": "2026-09-14",
        "starts_at": None,
        "place": "",
        "state": "closed",
        "started_at": "2026-09-14T10:00:00+00:00",
        "closed_at": "2026-09-14T10:00:00+00:00",
        "adjusted_at": None,
        "previous": None,
        "participants": [{"name": "Förvaltningschef", "function": "ordförande", "present": True}],
        "figures": {
            "month": "2026-08-01",
            "closed_month": None,
            "budget_ore": 24_000_000_00,
            "forecast_ore": 25_000_000_00,
            "deviation_ore": -1_000_000_00,
            "deviation_after_ore": -1_000_000_00,
        },
    }
    [units] = [point for point in agenda if point["kind"] == "units"]
    assert units["title"] == "Enheter att titta på"
    assert units["rows"][0] | {"key": ""} == {
        "key": "", "kind": "unit", "unit": "4100", "measure": None, "state": "discussed",
    }  # fmt: skip
    assert [(note["row"], note["text"]) for note in units["notes"]] == [
        (units["rows"][0]["key"], "Vikarierna kostar."),
        (None, "Fler siffror nästa gång."),
    ]


def test_the_figures_stay_as_they_were_frozen(meetings, client_of):
    unit, group = meetings.units.get(code="4200"), factories.group(meetings, "LOK")
    factories.FigureFactory(unit=unit, kind=Figure.Kind.BUDGET, amount=5_00, group=group)

    assert rows(client_of(Role.CONTROLLER), "meetings/")[0]["figures"]["budget_ore"] == 24_000_000_00


def test_an_agenda_without_a_point_of_the_total_has_its_total_all_the_same(meetings, client_of):
    Point.objects.filter(kind="total").delete()

    assert rows(client_of(Role.CONTROLLER), "meetings/")[0]["figures"]["deviation_ore"] == -1_000_000_00


def test_a_planned_meeting_has_no_figures(meetings, client_of):
    found = rows(client_of(Role.CONTROLLER), "meetings/?state=planned")

    assert [(row["body"], row["starts_at"], row["figures"]) for row in found] == [
        ("Teamet", "08:30", None),
        ("Ledningsgruppen", None, None),
    ]


def test_no_row_of_an_agenda_has_an_amount(meetings, client_of):
    keys = {
        key
        for meeting in rows(client_of(Role.CONTROLLER), "meetings/")
        for point in meeting["agenda"]
        for row in point["rows"]
        for key in row
    }

    assert keys == {"key", "kind", "unit", "measure", "state"}


def test_a_note_that_was_taken_away_is_not_given(meetings, client_of):
    Note.objects.update(removed_at=NOON)

    found = rows(client_of(Role.CONTROLLER), "meetings/")

    assert [point["notes"] for meeting in found for point in meeting["agenda"] if point["notes"]] == []


def test_a_unit_head_reads_the_meetings_of_the_own_team(meetings, client_of):
    assert [row["body"] for row in rows(client_of(Role.UNIT_HEAD), "meetings/")] == ["Teamet"]


def test_who_was_called_reads_the_meeting_without_the_total(meetings, person):
    head = person(Role.UNIT_HEAD)
    Participant.objects.create(meeting=Body.objects.get(kind="management").meetings.get(day=DAY), user=head)

    held, team = rows(signed_in(head), "meetings/")

    assert (held["body"], held["figures"], held["agenda"] != []) == ("Ledningsgruppen", None, True)
    assert team["body"] == "Teamet"


def test_a_member_of_the_body_who_was_not_called_reads_no_meeting_of_it(meetings, person):
    head = person(Role.UNIT_HEAD)
    Member.objects.create(body=Body.objects.get(kind="management"), user=head)

    assert [row["body"] for row in rows(signed_in(head), "meetings/")] == ["Teamet"]


@pytest.mark.parametrize("name", ["meetings", "decisions", "actions"])
@pytest.mark.parametrize("role", READERS)
def test_who_reads_figures_is_answered(given, client_of, name, role):
    assert client_of(role).get(f"{API}{name}/").status_code == 200


@pytest.mark.parametrize("name", ["meetings", "decisions", "actions"])
@pytest.mark.parametrize("role", OTHERS)
def test_who_reads_no_figures_and_is_called_to_nothing_is_refused(given, client_of, name, role):
    assert client_of(role).get(f"{API}{name}/").status_code == 403


@pytest.mark.parametrize("name", ["meetings", "decisions", "actions"])
def test_those_of_another_administration_are_not_given(given, name):
    stranger = factories.person(factories.small_administration("ZZ"), Role.CONTROLLER)

    client = signed_in(stranger)

    assert rows(client, f"{name}/") == []
    assert client.get(f"{API}{name}/?administration=EX").status_code == 404


def test_a_token_reads_the_meetings_of_its_owner(meetings, person):
    token = make_token(person(Role.UNIT_HEAD), "Power BI")

    answer = Client().get(f"{API}meetings/", headers={"Authorization": f"Bearer {token}"}).json()

    assert [row["body"] for row in answer["rows"]] == ["Teamet"]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("", ["2026-09-14", "2026-09-15", "2026-09-21"]),
        ("?administration=EX&year=2026", ["2026-09-14", "2026-09-15", "2026-09-21"]),
        ("?year=2025", []),
        ("?since=2026-09-15", ["2026-09-15", "2026-09-21"]),
        ("?state=closed", ["2026-09-14"]),
        ("?kind=team", ["2026-09-15"]),
        ("?unit=4100", ["2026-09-15"]),
        ("?department=10", ["2026-09-15"]),
        ("?department=20", []),
    ],
)
def test_meetings_are_filtered(meetings, client_of, query, days):
    assert [row["day"] for row in rows(client_of(Role.CONTROLLER), f"meetings/{query}")] == days


def test_a_decision_is_given_with_what_was_reported_back(given, client_of):
    [found] = rows(client_of(Role.CONTROLLER), "decisions/")

    held = Body.objects.get(kind="management").meetings.get(day=DAY)
    assert found == {
        "administration": "EX",
        "number": 1,
        "year": 2026,
        "label": "B1/2026",
        "text": "Inga fler vikarier",
        "unit": "4100",
        "measure": None,
        "matter": None,
        "meeting": held.pk,
        "owner": "Förvaltningschef",
        "given": "2026-09-14",
        "due": "2026-09-21",
        "decided_due": "2026-09-21",
        "state": "done",
        "overdue": False,
        "executed_on": "2026-09-14",
        "result": "Det är klart",
        "for_committee": False,
        "reports": [
            {
                "at": "2026-09-14T10:00:00+00:00",
                "by": "Förvaltningschef",
                "state": "done",
                "word": "Det är klart",
                "due": "2026-09-21",
                "executed_on": "2026-09-14",
            }
        ],
    }


def test_an_open_action_is_overdue_the_day_after_it_was_due(given, client_of):
    client = client_of(Role.CONTROLLER)

    found = {}
    for day in (DAY, DAY + timedelta(days=1)):
        with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
            found[day.day] = [(row["label"], row["overdue"]) for row in rows(client, "actions/")]

    assert found == {14: [("U1/2026", False), ("U2/2026", False)], 15: [("U1/2026", True), ("U2/2026", False)]}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2]),
        ("?administration=EX&year=2026", [1, 2]),
        ("?year=2025", []),
        ("?since=2026-09-15", [2]),
        ("?state=open", [1, 2]),
        ("?state=done", []),
        ("?unit=4200", [2]),
        ("?unit=4100", []),
        ("?department=10", [2]),
    ],
)
def test_actions_are_filtered(given, client_of, query, numbers):
    assert [row["number"] for row in rows(client_of(Role.CONTROLLER), f"actions/{query}")] == numbers


def test_an_action_about_a_measure_is_one_of_its_units(given, client_of):
    unit = given.units.get(code="4100")
    measure = factories.MeasureFactory(administration=given, number=7)
    MeasureShare.objects.create(measure=measure, unit=unit)
    Assignment.objects.filter(kind="action", number=1).update(measure=measure)

    assert [row["measure"] for row in rows(client_of(Role.CONTROLLER), "actions/?unit=4100")] == [7]


def test_an_action_that_a_team_gave_about_nothing_else_is_one_of_its_unit(given, client_of):
    held = Body.objects.get(kind="team").meetings.get()
    Assignment.objects.filter(kind="action", number=1).update(meeting=held)

    assert [row["number"] for row in rows(client_of(Role.CONTROLLER), "actions/?unit=4100")] == [1]


def test_a_unit_head_reads_what_is_about_the_own_unit(given, client_of):
    client = client_of(Role.UNIT_HEAD)

    assert [row["label"] for row in rows(client, "decisions/")] == ["B1/2026"]
    assert rows(client, "actions/") == []


def test_who_answers_for_an_action_reads_it_whatever_the_role(given, person):
    committee = person(Role.COMMITTEE)
    Assignment.objects.filter(kind="action", number=2).update(owner=committee)

    assert [row["label"] for row in rows(signed_in(committee), "actions/")] == ["U2/2026"]


def test_a_matter_is_named_to_who_may_read_it(given, client_of):
    matter = Matter.objects.create(administration=given, title="Bidrag som delas", raised_on=DAY)
    Assignment.objects.filter(kind="decision").update(matter=matter)

    found = [rows(client_of(role), "decisions/")[0]["matter"] for role in (Role.CONTROLLER, Role.UNIT_HEAD)]

    assert found == ["Bidrag som delas", None]


def test_actions_come_a_page_at_a_time(given, client_of):
    client = client_of(Role.CONTROLLER)

    first = client.get(f"{API}actions/?limit=1").json()

    assert [row["number"] for row in first["rows"]] == [1]
    assert [row["number"] for row in client.get(first["next"]).json()["rows"]] == [2]


def test_the_questions_do_not_grow_with_the_meetings(meetings, client_of, director, django_assert_num_queries):
    client = client_of(Role.CONTROLLER)
    body = Body.objects.get(kind="management")
    for number in (1, 3):
        for week in range(number):
            day = NEXT + timedelta(weeks=number * 10 + week)
            more = meeting_on(body, day, director)
            now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
            with time_machine.travel(now, tick=False):
                start_meeting(more, now=now, by=director)
                write_note(more.points.get(kind="total"), "Så är det.", by=director)
                close_meeting(more, now=now, by=director)
        with django_assert_num_queries(10):
            client.get(f"{API}meetings/")


@pytest.mark.parametrize(("name", "kind"), [("decisions", "decision"), ("actions", "action")])
def test_the_questions_do_not_grow_with_what_came_of_them(
    given, client_of, director, name, kind, django_assert_num_queries
):
    client = client_of(Role.CONTROLLER)
    for number in (1, 3):
        for _ in range(number):
            made = give_assignment(
                given, kind=kind, text="Gör det", owner=factories.UserFactory(), due=NEXT, made_on=DAY, by=director
            )
            report_back(made, state="open", word="På väg", by=director)
        with django_assert_num_queries(5):
            client.get(f"{API}{name}/")


def test_an_own_row_says_what_kind_it_is(meetings, client_of, director):
    coming = Body.objects.get(kind="management").meetings.get(day=NEXT)
    add_row(coming.points.get(kind="matters"), "Lokalerna", by=director)

    found = rows(client_of(Role.CONTROLLER), "meetings/?since=2026-09-21")[0]

    assert [row["kind"] for point in found["agenda"] for row in point["rows"]] == ["own"]
