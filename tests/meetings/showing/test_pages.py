"""A meeting on a projector, as people meet it."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from meetings.assignments.services import give_assignment
from meetings.holding.services import add_row, close_meeting, start_meeting, write_note
from meetings.kinds import PointKind, RowKind
from meetings.models import Assignment, Body, Meeting, Note, Row
from meetings.showing.shown import showing_of
from meetings.showing.steps import StepKind
from tests import factories
from tests.meetings.places import AUGUST, forecast_of, meeting_on
from units.models import User
from units.roles import Role

JULY = date(2026, 7, 1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def meeting(body, director, today) -> Meeting:
    return start_meeting(meeting_on(body, today, director), by=director)


@pytest.fixture
def client(director) -> Client:
    return signed_in(director)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(meeting: Meeting, step: int = 1, name: str = "show", *more: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.body.administration.code, meeting.pk, step, *more])


def step_of(meeting: Meeting, user: User, kind: str, key: str = "", *, beside: bool = False) -> int:
    """The number of the step of that kind, of the row `key` when it is said."""
    shown = showing_of(meeting, user)
    steps = shown.steps.beside if beside else shown.steps.way
    found = [
        each for each in steps if each.kind == kind and (not key or any(row.key == key for row in shown.rows_of(each)))
    ]
    return found[0].number


def text_of(client: Client, meeting: Meeting, step: int, query: str = "") -> str:
    """What the slide says, its spaces made plain."""
    response = client.get(address(meeting, step) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_first_slide_says_who_meets_when_and_about_what(meeting, client, director):
    text = text_of(client, meeting, 1)

    assert "Ledningsgruppen" in text
    assert str(director) in text
    assert "Enheter att titta på" in text


def test_a_slide_has_one_heading_and_none_of_the_site_around_it(meeting, client):
    text = text_of(client, meeting, 2)

    assert text.partition("<template")[0].count("<h1") == 1
    assert 'class="site-header"' not in text


def test_the_total_is_shown_before_and_after_measures(meeting, client, director):
    text = text_of(client, meeting, step_of(meeting, director, StepKind.ROW, "total"))

    assert "−1 000" in text
    assert "Efter beslutade åtgärder" in text


def test_a_first_meeting_says_that_there_is_nothing_to_compare_with(meeting, client, director):
    text = text_of(client, meeting, step_of(meeting, director, StepKind.ROW, "total"))

    assert "Det finns inget tidigare möte" in text


@pytest.fixture
def second(body, director, today, now) -> Meeting:
    """A meeting after one that was held over the figures as of August, with worse ones."""
    last = today - timedelta(days=7)
    before = start_meeting(meeting_on(body, last, director), now=now - timedelta(days=7), by=director)
    close_meeting(before, now=now - timedelta(days=7), by=director)
    unit = body.administration.units.get(code="4200")
    forecast_of(unit, AUGUST.replace(month=9), 12_300_000_00)
    return start_meeting(meeting_on(body, today, director), by=director)


def test_what_changed_by_unit_stands_as_bars_and_in_a_table(second, client, director):
    text = text_of(client, second, step_of(second, director, StepKind.UNITS))

    assert 'data-figure="chart-changes"' in text
    assert '<th scope="row">4200' in text


def test_what_changed_is_said_with_its_size_and_word(second, client, director):
    text = text_of(client, second, step_of(second, director, StepKind.ROW, "unit:4200"))

    assert '<span class="deviation deficit">300 tkr</span> sämre än den' in text


def test_since_is_the_day_the_last_meeting_started_whatever_day_it_was_planned_for(second, client, director, today):
    Meeting.objects.filter(pk=second.previous_id).update(day=today - timedelta(days=10))
    started = date_format(today - timedelta(days=7), "j F")

    assert f"sämre än den {started}" in text_of(client, second, step_of(second, director, StepKind.ROW, "unit:4200"))


def test_changes_that_are_gone_with_the_figures_of_now_say_that_nothing_changed(second, client, director):
    unit = second.body.administration.units.get(code="4200")
    forecast_of(unit, AUGUST.replace(month=9), 12_000_000_00, version=2)

    text = text_of(client, second, step_of(second, director, StepKind.UNITS), "?figures=now")

    assert "Inget har ändrats sedan förra gången." in text


def test_the_figures_of_now_are_one_key_away_and_the_slides_stay_the_same(meeting, client, director):
    step = step_of(meeting, director, StepKind.ROW, "unit:4100")
    forecast_of(meeting.body.administration.units.get(code="4100"), AUGUST.replace(month=9), 15_000_000_00)

    assert "−3 000" not in text_of(client, meeting, step)
    text = text_of(client, meeting, step, "?figures=now")
    assert "Siffrorna som de är nu, inte de som mötet fryste" in text
    assert "−3 000" in text


def test_a_row_that_would_not_be_there_now_says_so(meeting, client, director):
    step = step_of(meeting, director, StepKind.ROW, "unit:4100")
    forecast_of(meeting.body.administration.units.get(code="4100"), AUGUST.replace(month=9), 12_000_000_00)

    assert "den står kvar som den var" in text_of(client, meeting, step, "?figures=now")


def test_a_planned_meeting_is_shown_as_a_rehearsal(body, director, today, client):
    planned = meeting_on(body, today, director)
    text = text_of(client, planned, 1)

    assert "Förhandsvisning" in text
    assert "data-write" not in text


def test_a_cancelled_meeting_says_that_it_is_cancelled(body, director, today, client):
    planned = meeting_on(body, today, director)
    Meeting.objects.filter(pk=planned.pk).update(state=Meeting.State.CANCELLED)

    assert "Mötet är inställt" in text_of(client, planned, 1)


def test_a_row_whose_figures_are_not_read_shows_its_title_and_no_figure(meeting, director):
    head = factories.person(meeting.body.administration, Role.UNIT_HEAD)
    meeting.participants.create(user=head)
    text = text_of(signed_in(head), meeting, step_of(meeting, head, StepKind.ROW, "total"))

    assert "Totalen för 2026" in text
    assert "Raden kan ni ändå prata om" in text
    assert "1 000" not in text


def test_the_figures_of_ones_own_unit_are_read_all_the_same(meeting, director):
    head = factories.person(meeting.body.administration, Role.UNIT_HEAD)
    meeting.participants.create(user=head)
    text = text_of(signed_in(head), meeting, step_of(meeting, head, StepKind.ROW, "unit:4100"))

    assert "−1 000" in text


def test_a_unit_leads_down_to_its_measure_and_the_measure_up_to_it(body, director, today, client):
    measure = factories.measure(
        body.administration.units.get(code="4100"), stage="running", next_follow_up=today - timedelta(days=3)
    )
    meeting = start_meeting(meeting_on(body, today, director), by=director)
    unit = step_of(meeting, director, StepKind.ROW, "unit:4100")
    below = step_of(meeting, director, StepKind.ROW, f"measure:{measure.number}", beside=True)

    assert f'data-down="{address(meeting, below)}"' in text_of(client, meeting, unit)
    text = text_of(client, meeting, below)
    assert f'data-up="{address(meeting, unit)}"' in text
    assert "Uppföljningen är 3 dagar sen" in text


def test_what_went_well_thanks_who_answers_for_the_unit(second, client, director):
    head = factories.person(second.body.administration, Role.UNIT_HEAD)
    point = second.points.get(kind=PointKind.MILESTONES)
    row = Row.objects.get(point__meeting=second, point__kind=PointKind.UNITS, key="unit:4100")
    Row.objects.create(point=point, key=row.key, kind=RowKind.UNIT, facts=row.facts, unit=row.unit)
    shown = showing_of(second, director)
    step = next(each for each in shown.steps.way if each.point == 7)

    assert f"Tack, {head}" in text_of(client, second, step.number)


def test_the_last_slide_holds_the_decisions_and_actions_of_the_day(meeting, client, director, today):
    given = give_assignment(
        meeting.body.administration,
        kind=Assignment.Kind.DECISION,
        text="Inga konsulter.",
        owner=director,
        due=today,
        meeting=meeting,
        by=director,
    )
    text = text_of(client, meeting, step_of(meeting, director, StepKind.END))

    assert "Ett beslut, inga uppdrag" in text
    assert f"B{given.number}/{given.year}" in text


def test_the_meeting_is_taken_up_where_it_is(meeting, client, director):
    first = Row.objects.filter(point__meeting=meeting, point__kind=PointKind.TOTAL).first()
    Row.objects.filter(pk=first.pk).update(state=Row.State.DISCUSSED)

    response = client.get(reverse("meetings:show-first", args=["EX", meeting.pk]))

    assert response.url == address(meeting, step_of(meeting, director, StepKind.ROW, "unit:4100"))


def test_a_step_beyond_the_last_is_the_last(meeting, client):
    assert "Inga beslut eller uppdrag ännu" in text_of(client, meeting, 999)


def test_a_script_is_given_the_slide_alone(meeting, client):
    text = client.get(address(meeting, 2), headers=HTMX).content.decode()

    assert text.strip().startswith("<article")


def test_nothing_new_is_no_answer(meeting, client):
    meeting.refresh_from_db()

    assert client.get(f"{address(meeting, 2)}?part=written&seen={meeting.pulse}").status_code == 204


def test_what_others_write_is_counted_and_comes_to_the_slide(meeting, client, director):
    step = step_of(meeting, director, StepKind.ROW, "unit:4100")
    row = Row.objects.select_related("point__meeting__body").get(point__meeting=meeting, key="unit:4100")
    write_note(row.point, "Vi börjar på måndag.", row=row, by=factories.UserFactory(name="Bo"))

    text = client.get(f"{address(meeting, step)}?part=written&seen=0&others=0").content.decode()

    assert "Vi börjar på måndag." in text
    assert "1 nytt" in text


def test_what_one_writes_oneself_is_not_counted_as_new(meeting, client, director):
    row = Row.objects.select_related("point__meeting__body").get(point__meeting=meeting, key="unit:4100")
    write_note(row.point, "Vi börjar på måndag.", row=row, by=director)

    assert "nytt" not in client.get(f"{address(meeting, 2)}?part=written&seen=0&others=0").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("headers", "queries"), [(HTMX, 10), ({}, 16)], ids=["slide", "page with its forms"])
def test_a_slide_takes_as_many_queries_however_much_is_on_the_agenda(
    meeting, client, director, count, headers, queries, django_assert_num_queries
):
    point = meeting.points.select_related("meeting__body").get(kind=PointKind.MATTERS)
    for number in range(count):
        row = add_row(point, f"Fråga {number}", by=director)
        write_note(row.point, "Sagt.", row=row, by=director)

    with django_assert_num_queries(queries):
        client.get(address(meeting, step_of_units(meeting)), headers=headers)


def step_of_units(meeting: Meeting) -> int:
    """The step of the first unit: the points before it have as many steps in both cases."""
    return 5


def write(client: Client, meeting: Meeting, step: int, what: str, data: dict, **options):
    return client.post(address(meeting, step, "show-write", what), data, **options)


@pytest.fixture
def row(meeting) -> Row:
    return Row.objects.select_related("point").get(point__meeting=meeting, key="unit:4100")


def values(row: Row, **more: object) -> dict:
    return {"point": row.point_id, "row": row.pk, "key": str(uuid4()), **more}


def test_a_note_is_written_on_the_row_and_the_slide_comes_back(meeting, client, row):
    response = write(client, meeting, 4, "note", values(row, text="Vi börjar på måndag."))

    assert response.url == address(meeting, 4)
    assert Note.objects.get().row == row


def test_a_script_that_saves_a_note_is_told_in_words(meeting, client, row):
    response = write(client, meeting, 4, "note", values(row, text="Vi börjar."), headers=HTMX)

    assert response.content.decode() == "Anteckningen är sparad."


def test_a_note_that_is_sent_twice_is_one(meeting, client, row):
    said = values(row, text="Vi börjar på måndag.")
    write(client, meeting, 4, "note", said)
    write(client, meeting, 4, "note", said)

    assert Note.objects.count() == 1


def test_a_decision_is_given_its_number_on_the_row_it_is_about(meeting, client, row, director, today):
    said = values(row, text="Inga konsulter.", owner=director.pk, due=f"{today}")
    response = write(client, meeting, 4, "decision", said, headers=HTMX)

    made = Assignment.objects.get()
    assert (made.kind, made.row, made.unit) == (Assignment.Kind.DECISION, row, row.unit)
    assert f"B{made.number}/{made.year}" in response.content.decode()


def test_an_action_is_given_to_who_was_called_without_a_role(meeting, client, row, today):
    guest = factories.UserFactory(name="Bo")
    meeting.participants.create(user=guest)
    write(client, meeting, 4, "action", values(row, text="Räkna om.", owner=guest.pk, due=f"{today}"))

    assert Assignment.objects.get().owner == guest


def test_a_decision_without_owner_and_day_is_refused_and_what_was_typed_stays(meeting, client, row):
    response = write(client, meeting, 4, "decision", values(row, text="Inga konsulter.", owner="", due=""))

    text = response.content.decode()
    assert response.status_code == 422
    assert "Inga konsulter." in text
    assert "Ingen ansvarar för det." in text
    assert "Det har ingen dag" in text


def test_an_empty_note_is_refused_in_the_words_of_the_program(meeting, client, row):
    response = write(client, meeting, 4, "note", values(row, text=""))

    assert "Anteckningen är tom." in response.content.decode()


def test_a_day_that_is_none_is_told_how_days_are_written(meeting, client, row, director):
    response = write(client, meeting, 4, "action", values(row, text="Räkna om.", owner=director.pk, due="i morgon"))

    assert "2026-08-31" in response.content.decode()


@pytest.mark.parametrize("what", ["decision", "action"])
def test_the_called_stand_before_the_others_and_the_next_meeting_is_proposed(
    meeting, client, director, body, today, what
):
    other = factories.person(body.administration, Role.UNIT_HEAD, unit=body.administration.units.get(code="4200"))
    next_week = today + timedelta(days=7)
    meeting_on(body, next_week, director)

    form = client.get(address(meeting, 4, "show-write", what)).context["form"]

    groups = dict(form.fields["owner"].choices)
    assert [pk for pk, _ in groups["Kallade till mötet"]] == [director.pk]
    assert other.pk in [pk for pk, _ in groups["Övriga"]]
    assert form["due"].value() == next_week


def test_the_forms_are_there_with_the_page_and_a_slide_that_a_script_asks_for_brings_none(meeting, client):
    whole, part = client.get(address(meeting)), client.get(address(meeting), headers=HTMX)

    assert [whole.content.count(f'data-form="{each}"'.encode()) for each in ("note", "decision", "action")] == [1] * 3
    assert b"data-form" not in part.content


def test_a_decision_due_before_the_meeting_is_refused_in_words(meeting, client, row, director, today):
    due = today - timedelta(days=1)
    said = values(row, text="Inga konsulter.", owner=director.pk, due=f"{due}")

    assert write(client, meeting, 4, "decision", said, headers=HTMX).status_code == 422


def test_a_note_with_a_personal_number_is_refused(meeting, client, row):
    assert write(client, meeting, 4, "note", values(row, text="Anna 811228-9874")).status_code == 422


def test_nothing_is_written_on_a_row_of_another_meeting(meeting, client, row, body, director, today):
    other = meeting_on(body, today + timedelta(days=7), director)
    elsewhere = other.points.first()

    said = {"point": elsewhere.pk, "row": "", "key": str(uuid4()), "text": "Hej"}
    assert write(client, meeting, 4, "note", said).status_code == 422


def test_the_form_of_a_slide_is_about_its_row(meeting, client, row, director):
    step = step_of(meeting, director, StepKind.ROW, "unit:4100")
    response = client.get(address(meeting, step, "show-write", "note"))

    assert response.context["form"].initial == {"point": row.point_id, "row": row.pk}


def test_there_is_nothing_else_to_write(meeting, client):
    assert client.get(address(meeting, 2, "show-write", "poem")).status_code == 404


def point_step(meeting: Meeting, user: User, kind: str) -> int:
    """The number of the first slide of the point of that kind."""
    shown = showing_of(meeting, user)
    place = next(place for place, each in enumerate(shown.agenda.points) if each.point.kind == kind)
    return shown.steps.first_of(place).number


def test_a_note_is_of_the_point_of_its_row_whatever_point_was_sent(meeting, client, row):
    other = meeting.points.get(kind=PointKind.MESSAGE)
    write(client, meeting, 4, "note", values(row, text="Vi börjar.") | {"point": other.pk})

    assert Note.objects.get().point == row.point


@pytest.mark.parametrize("what", ["decision", "action"])
def test_what_is_given_on_a_whole_point_stands_on_its_slide(meeting, client, director, today, what):
    point, step = meeting.points.get(kind=PointKind.COMMITTEE), point_step(meeting, director, PointKind.COMMITTEE)
    said = {"point": point.pk, "key": str(uuid4()), "text": "Inga konsulter.", "owner": director.pk, "due": f"{today}"}
    write(client, meeting, step, what, said)

    assert Assignment.objects.get().row.point == point
    assert "Inga konsulter." in text_of(client, meeting, step)


def test_what_is_given_on_a_whole_point_leaves_every_slide_its_number(meeting, client, director, today):
    before = len(showing_of(meeting, director).steps.way)
    point = meeting.points.get(kind=PointKind.ACTIONS)
    said = {"point": point.pk, "key": str(uuid4()), "text": "Inga konsulter.", "owner": director.pk, "due": f"{today}"}
    write(client, meeting, 2, "decision", said)

    assert len(showing_of(meeting, director).steps.way) == before


def test_what_is_given_on_the_title_is_of_the_first_point_and_stands_on_both(meeting, client, director, today):
    target = client.get(address(meeting, 1, "show-write", "decision")).context["form"].initial
    said = {"point": target["point"], "key": str(uuid4()), "text": "Inga konsulter."}
    write(client, meeting, 1, "decision", said | {"owner": director.pk, "due": f"{today}"})

    assert "Inga konsulter." in text_of(client, meeting, 1)
    assert "Inga konsulter." in text_of(client, meeting, 2)


def test_a_note_on_the_whole_of_a_point_with_one_row_stands_on_the_slide_of_that_row(meeting, client, director):
    point = meeting.points.select_related("meeting__body").get(kind=PointKind.TOTAL)
    write_note(point, "Det var väntat.", by=director)

    assert "Det var väntat." in text_of(client, meeting, point_step(meeting, director, PointKind.TOTAL))


def test_the_slide_of_the_message_shows_the_message_of_the_week(meeting, client, director, today):
    step = point_step(meeting, director, PointKind.MESSAGE)
    assert "Vad ska alla få höra" in text_of(client, meeting, step)
    monday = today - timedelta(days=today.weekday())
    meeting.body.administration.messages.create(week=monday, text="Tack för veckan.", made_by=director)

    text = text_of(client, meeting, step)
    assert "Tack för veckan." in text
    assert f"{reverse('meetings:meeting', args=['EX', meeting.pk])}#message" in text


def test_a_message_that_is_sent_is_not_to_be_written_again(meeting, client, director, today, now):
    monday = today - timedelta(days=today.weekday())
    meeting.body.administration.messages.create(week=monday, text="Tack.", sent_at=now)

    text = text_of(client, meeting, point_step(meeting, director, PointKind.MESSAGE))
    assert "#message" not in text
    assert "Så långt har budskapet kommit" in text


def take(client: Client, meeting: Meeting, rows: list[int], state: str, following: int = 9):
    return client.post(address(meeting, 4, "show-state"), {"rows": rows, "state": state, "next": following})


def test_a_row_that_is_discussed_is_so_and_its_slide_stays(meeting, client, row):
    response = take(client, meeting, [row.pk], Row.State.DISCUSSED)

    row.refresh_from_db()
    assert (row.state, response.url) == (Row.State.DISCUSSED, address(meeting, 4))


@pytest.mark.parametrize("state", [Row.State.PARKED, Row.State.SKIPPED])
def test_from_a_row_that_is_left_behind_the_meeting_goes_on(meeting, client, row, state):
    assert take(client, meeting, [row.pk], state).url == address(meeting, 9)


@pytest.mark.parametrize("state", [Row.State.DISCUSSED, Row.State.PARKED])
def test_the_figures_of_now_stay_when_a_row_is_taken_up(meeting, client, row, state):
    said = {"rows": [row.pk], "state": state, "next": 9}
    response = client.post(address(meeting, 4, "show-state") + "?figures=now", said)

    assert response.url.endswith("?figures=now")


def test_a_slide_with_the_figures_of_now_leads_its_states_to_them(meeting, client, director):
    text = text_of(client, meeting, step_of(meeting, director, StepKind.ROW, "unit:4100"), "?figures=now")

    assert "state/?figures=now" in text


@pytest.mark.parametrize(("query", "fetched_ahead"), [("", True), ("?figures=now", False)])
def test_slides_are_fetched_ahead_when_their_figures_are_frozen(meeting, client, query, fetched_ahead):
    assert ("data-live" not in text_of(client, meeting, 2, query)) == fetched_ahead


def test_a_rehearsal_has_nothing_written_to_ask_for(body, director, today, client):
    planned = meeting_on(body, today, director)

    assert "data-live" in text_of(client, planned, 2)
    assert client.get(f"{address(planned, 2)}?part=written&seen=99").status_code == 204


def test_what_is_written_is_asked_for_without_gathering_the_figures_of_now(
    meeting, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        client.get(f"{address(meeting, 2)}?part=written&seen=99&figures=now")


def test_a_state_that_there_is_not_changes_nothing(meeting, client, row):
    take(client, meeting, [row.pk], "danced")

    row.refresh_from_db()
    assert row.state == Row.State.OPEN


def test_who_reads_and_may_not_write_is_refused(place, today):
    unit = place.units.get(code="4100")
    team = factories.BodyFactory(administration=place, kind=Body.Kind.TEAM, unit=unit, name="Teamet")
    meeting = start_meeting(meeting_on(team, today), by=None)
    client = signed_in(factories.person(place, Role.SUPPORT))

    assert "data-write" not in text_of(client, meeting, 1)
    assert client.get(address(meeting, 1, "show-write", "note")).status_code == 403
    assert take(client, meeting, [], Row.State.DISCUSSED).status_code == 403


def test_a_meeting_of_another_administration_is_not_there(meeting, client):
    factories.small_administration("ZZ")

    assert client.get(reverse("meetings:show", args=["ZZ", meeting.pk, 1])).status_code == 404


def test_adjusted_minutes_offer_nothing_to_write(meeting, client, director, now):
    close_meeting(meeting, by=director)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.ADJUSTED, adjusted_at=now, minutes={})

    assert "data-write" not in text_of(client, meeting, 2)


def test_a_state_set_after_the_minutes_are_adjusted_is_refused_in_words(meeting, client, director, row, now):
    close_meeting(meeting, by=director)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=Meeting.State.ADJUSTED, adjusted_at=now, adjusted_by=director, minutes={}
    )

    response = client.post(
        address(meeting, 4, "show-state"), {"rows": [row.pk], "state": "discussed", "next": 5}, follow=True
    )
    assert "Protokollet justerades" in response.content.decode()


def test_a_decision_that_stands_under_two_points_is_discussed_in_both(meeting, client, director, today):
    give_assignment(
        meeting.body.administration, kind="decision", text="Till nämnden.", owner=director, due=today,
        for_committee=True, meeting=meeting, by=director,
    )  # fmt: skip
    close_meeting(meeting, by=director)
    following = start_meeting(
        meeting_on(meeting.body, today + timedelta(days=1), director),
        now=timezone.now() + timedelta(days=1),
        by=director,
    )
    twice = Row.objects.filter(point__meeting=following, kind=RowKind.ASSIGNMENT)
    step = step_of(following, director, StepKind.ROW, twice[0].key)

    taken = client.get(address(following, step)).context["slide"].taken

    assert sorted(taken) == sorted(twice.values_list("pk", flat=True))
    assert {each.point.kind for each in twice} == {PointKind.ACTIONS, PointKind.COMMITTEE}
