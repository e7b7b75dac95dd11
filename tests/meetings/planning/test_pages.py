"""The pages of bodies and their meetings."""

from datetime import date, time

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from meetings.models import Assignment, Body, Meeting
from meetings.planning.pages import meeting_url
from meetings.planning.points import AgendaPoint
from meetings.planning.services import (
    call,
    cancel_meeting,
    end_body,
    plan_meeting,
    plan_series,
    set_members,
    set_usual_agenda,
    start_body,
)
from tests import factories
from tests.meetings.planning.conftest import MONDAY, NEXT_MONDAY
from tests.meetings.planning.making import adjust, close, start
from units.models import Letter
from units.navigation import navigation
from units.roles import Role

PERSONAL = "19121212-1212"


@pytest.fixture
def client(chief) -> Client:
    client = Client()
    client.force_login(chief)
    return client


def at(name, *args):
    return reverse(f"meetings:{name}", args=["EX", *args])


def text(response):
    return response.content.decode()


def test_where_nobody_meets_the_page_says_how_to_begin(client):
    page = text(client.get(at("meetings")))

    assert "Ingen grupp möts här än" in page
    assert f'href="{at("body-new")}"' in page


def test_who_may_not_begin_a_body_gets_no_link_to_it(client_of):
    assert at("body-new") not in text(client_of(Role.SUPPORT).get(at("meetings")))


def test_the_page_says_which_meeting_is_next(client, group, meeting):
    plan_meeting(group, NEXT_MONDAY, by=None)

    assert "<h1>Nästa möte: Ledningsgruppen måndag 21 september kl. 08:30</h1>" in text(client.get(at("meetings")))


def test_a_cancelled_meeting_is_not_the_next_one(client, group, meeting):
    plan_meeting(group, NEXT_MONDAY, by=None)
    cancel_meeting(meeting, word="Sjukdom", by=None)

    page = text(client.get(at("meetings")))
    assert "<h1>Nästa möte: Ledningsgruppen måndag 28 september kl. 08:30</h1>" in page
    assert "inställt" in page


def test_a_meeting_under_way_comes_first_and_is_opened_from_the_top(client, meeting):
    start(meeting)
    page = text(client.get(at("meetings")))

    assert "<h1>Ledningsgruppen har möte nu</h1>" in page
    assert f'<a class="button primary" href="{meeting_url(meeting)}">Öppna mötet</a>' in page


def test_todays_meeting_is_opened_from_the_top(client, group):
    meeting = plan_meeting(group, date(2026, 9, 15), by=None)
    page = text(client.get(at("meetings")))

    assert "<h1>Nästa möte: Ledningsgruppen i dag kl. 08:30</h1>" in page
    assert f'<a class="button primary" href="{meeting_url(meeting)}">' in page


def test_a_day_that_passed_without_its_meeting_is_named(client, group):
    plan_meeting(group, date(2026, 9, 14), by=None)

    assert "Inte hållna än" in text(client.get(at("meetings")))


def test_eight_meetings_are_shown_and_the_rest_when_asked_for(client, group):
    plan_series(group, [date(2026, 10, day) for day in range(1, 11)], by=None)

    assert [len(client.get(address).context["coming"]) for address in (at("meetings"), at("meetings") + "?all=1")] == [
        8,
        10,
    ]


def test_meetings_held_more_than_a_year_ago_are_shown_when_asked_for(client, group):
    close(plan_meeting(group, date(2025, 9, 1), by=None))
    close(plan_meeting(group, date(2026, 9, 7), by=None))

    assert "Visa 1 som hölls dessförinnan" in text(client.get(at("meetings")))
    assert "2025-09-01" in text(client.get(at("meetings") + "?all=1"))


def test_a_held_meeting_says_how_far_its_minutes_have_come_and_what_it_decided(client, group, administration, chief):
    closed = close(plan_meeting(group, date(2026, 9, 7), by=None))
    adjust(plan_meeting(group, date(2026, 8, 31), by=None))
    for number, kind in enumerate(["decision", "action", "action"], start=1):
        Assignment.objects.create(
            administration=administration, meeting=closed, kind=kind, year=2026, number=number, text="Gör", owner=chief,
            due=MONDAY, decided_due=MONDAY, made_on=MONDAY,
        )  # fmt: skip

    rows = client.get(at("meetings")).context["agenda"].held
    page = text(client.get(at("meetings")))
    assert [(row.decisions, row.actions) for row in rows] == [(1, 2), (0, 0)]
    assert "Ska justeras" in page
    assert "Justerat" in page


def test_the_meetings_of_one_body_are_chosen(client, group, team, meeting):
    plan_meeting(team, NEXT_MONDAY, by=None)

    rows = client.get(at("meetings") + f"?body={team.pk}").context["coming"]
    assert [row.meeting.body for row, _url in rows] == [team]


def test_who_is_called_sees_that_meeting_and_no_other(group, meeting, administration):
    member = factories.person(administration, Role.STAFF)
    call(meeting, member, by=None)
    plan_meeting(group, NEXT_MONDAY, by=None)
    client = Client()
    client.force_login(member)

    assert [row.meeting for row, _url in client.get(at("meetings")).context["coming"]] == [meeting]


def test_who_is_called_is_led_to_the_meetings_whatever_the_role(meeting, administration):
    member, other = (factories.person(administration, Role.COMMITTEE) for _ in range(2))
    call(meeting, member, by=None)

    found = [
        [str(link.text) for link in navigation(RequestFactory().get(at("meetings")), user).meetings]
        for user in (member, other)
    ]

    assert ["Möten" in links for links in found] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_meetings_asks_the_same_whatever_the_number(client, group, count, django_assert_num_queries):
    plan_series(group, [date(2026, 10, 5 + day) for day in range(count)], by=None)
    for day in range(count):
        close(plan_meeting(group, date(2026, 9, 1 + day), by=None))
    client.get(at("meetings"))

    with django_assert_num_queries(18):
        client.get(at("meetings"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_of_meetings_asks_the_same_whatever_the_number(
    client, administration, count, django_assert_num_queries
):
    for number in range(count):
        unit = factories.UnitFactory(department=administration.departments.get(), code=f"43{number}")
        plan_meeting(start_body(unit, by=None), MONDAY, by=None)
    client.get(at("bodies"))

    with django_assert_num_queries(11):
        client.get(at("bodies"))


def test_the_plan_goes_from_the_management_group_to_the_teams(client, group, team, meeting):
    page = client.get(at("bodies"))

    assert [(str(level["name"]), [row["rhythm"] for row in level["rows"]]) for level in page.context["levels"]] == [
        ("Hela förvaltningen", ["varje måndag kl. 08:30"]),
        ("Enheter", ["varannan torsdag"]),
    ]
    assert "<h1>2 grupper möts, 1 har inget möte planerat</h1>" in text(page)


def test_a_new_body_is_made_in_two_steps(client, administration):
    assert client.get(at("body-new")).status_code == 200
    page = text(client.get(at("body-new") + "?over=department-10"))
    assert 'value="Avdelningsgruppen Individ och familj"' in page

    data = {"name": "IFO-gruppen", "weekday": "2", "every": "2", "starts_at": "13:15", "minutes": "45", "place": ""}
    response = client.post(at("body-new") + "?over=department-10", data)

    body = Body.objects.get()
    assert response.url == at("body", body.pk)
    assert (body.name, body.weekday, body.every, body.starts_at, body.department.code) == (
        "IFO-gruppen", 2, 2, time(13, 15), "10",
    )  # fmt: skip


def test_a_unit_head_begins_a_body_about_the_own_unit_only(client_of):
    client = client_of(Role.UNIT_HEAD)

    assert client.get(at("body-new") + "?over=team-4100").status_code == 200
    assert client.get(at("body-new") + "?over=team-4200").status_code == 422
    assert client.get(at("body-new") + "?over=management-EX").status_code == 422


def test_a_refused_body_keeps_what_was_typed(client, group):
    data = {"name": "ledningsgruppen", "weekday": "2", "every": "1", "starts_at": "", "minutes": "45", "place": "Rum 9"}
    response = client.post(at("body-new") + "?over=department-10", data)

    assert response.status_code == 422
    assert "Det finns redan en grupp som heter Ledningsgruppen" in text(response)
    assert 'value="Rum 9"' in text(response)


def test_no_personal_number_is_kept_in_a_place(client, group):
    data = {"name": "L", "weekday": "2", "every": "1", "starts_at": "", "minutes": "45", "place": PERSONAL}

    assert "personnummer" in text(client.post(at("body-edit", group.pk), data))


def test_a_year_is_looked_at_before_it_is_planned(client, group):
    asked = {
        "first": "2027-01-01", "last": "2027-12-31", "weekday": "0", "every": "1", "starts_at": "09:00",
        "minutes": "60", "place": "Rum 2", "without_summer": "on",
    }  # fmt: skip
    page = client.get(at("series", group.pk), asked)

    assert "<h1>47 möten att planera</h1>" in text(page)
    assert not Meeting.objects.exists()

    ticked = [each.day.isoformat() for each, why in page.context["days"] if not why][:-1]
    client.post(at("series", group.pk), {**asked, "day": ticked})

    group.refresh_from_db()
    assert (group.meetings.count(), group.starts_at, group.place) == (46, time(9), "Rum 2")


def test_no_day_outside_the_series_is_planned(client, group):
    asked = {"first": "2027-01-01", "last": "2027-01-31", "weekday": "0", "every": "1", "minutes": "60"}
    response = client.post(at("series", group.pk), {**asked, "day": ["2027-03-29", "2027-01-05", "x"]})

    assert response.status_code == 422
    assert not Meeting.objects.exists()


def test_a_series_proposes_to_go_on_after_the_last_planned_meeting(client, group, meeting):
    page = client.get(at("series", group.pk))

    assert (page.context["form"]["first"].value(), page.context["form"]["last"].value()) == (
        date(2026, 9, 28), date(2027, 12, 31),
    )  # fmt: skip


def test_a_fortnightly_series_keeps_its_rhythm_when_it_goes_on(client, group):
    Body.objects.update(every=2)
    plan_series(group, [MONDAY, date(2026, 10, 5)], by=None)
    plan_meeting(group, date(2026, 10, 7), by=None)  # an extra one, on a Wednesday

    assert client.get(at("series", group.pk)).context["form"]["first"].value() == date(2026, 10, 19)


def test_a_day_with_a_cancelled_meeting_says_so(client, group, meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)
    asked = {"first": "2026-09-21", "last": "2026-09-30", "weekday": "0", "every": "1", "minutes": "60"}

    page = text(client.get(at("series", group.pk), asked))

    assert "har ett inställt möte, som kan tas upp igen" in page
    assert "har redan ett möte" not in page


def agenda_data(client, url, **more):
    page = client.get(url)
    rows = page.context["rows"]
    data = {f"{form.prefix}-{name}": form[name].value() or "" for form in rows for name in form.fields}
    data |= {f"point-{name}": rows.management_form[name].value() for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return data | {"seen": page.context["seen"], "new_title": ""} | more


def kinds(body):
    return [point.kind for point in body.usual_points.all()]


def test_the_buttons_of_an_agenda_keep_what_is_typed(client, team):
    url = at("body-agenda", team.pk)
    client.post(url, agenda_data(client, url, **{"deed": "up-1", "point-1-minutes": "20", "point-2-title": "Insatser"}))

    assert [(point.kind, point.title, point.minutes) for point in team.usual_points.all()[:3]] == [
        ("total", "", 20),
        ("actions", "", None),
        ("measures", "Insatser", None),
    ]


def test_a_point_is_removed_and_brought_back_and_an_own_one_added(client, team):
    url = at("body-agenda", team.pk)
    client.post(url, agenda_data(client, url, deed="remove-0"))
    assert "actions" not in kinds(team)

    client.post(url, agenda_data(client, url, deed="add", back="actions", new_title="Fika"))
    assert kinds(team)[-2:] == ["actions", "own"]


def test_an_agenda_that_somebody_else_changed_is_refused_with_what_was_typed(client, team):
    url = at("body-agenda", team.pk)
    data = agenda_data(client, url, **{"deed": "save", "point-0-title": "Mina uppdrag"})
    client.post(url, agenda_data(client, url, deed="remove-3"))

    response = client.post(url, data)

    assert response.status_code == 422
    assert "Någon annan ändrade dagordningen" in text(response)
    assert "Mina uppdrag" in text(response)


def test_what_was_refused_because_the_agenda_is_old_is_saved_when_asked_for_once_more(client, team):
    data = agenda_data(client, at("body-agenda", team.pk), deed="remove-0")
    set_usual_agenda(team, [AgendaPoint("total")], by=None)
    refused = client.post(at("body-agenda", team.pk), data)

    again = client.post(at("body-agenda", team.pk), {**data, "seen": refused.context["seen"]})

    assert (refused.status_code, again.status_code) == (422, 302)
    assert len(kinds(team)) > 1


def test_an_own_point_needs_a_title(client, team):
    url = at("body-agenda", team.pk)
    client.post(url, agenda_data(client, url, deed="add", new_title="Fika"))
    response = client.post(url, agenda_data(client, url, **{"deed": "save", "point-6-title": ""}))

    assert response.status_code == 422
    assert "Skriv vad punkten handlar om." in text(response)


def test_members_are_changed_removed_and_added(client, group, chief, controller):
    person = factories.person(group.administration, Role.STAFF)
    data = {
        f"function_{chief.pk}": "ordförande", f"function_{controller.pk}": "", f"remove_{controller.pk}": "on",
        "add": person.pk, "add_function": "HR",
    }  # fmt: skip
    client.post(at("body-members", group.pk), data)

    assert {each.user: each.function for each in group.members.all()} == {chief: "ordförande", person: "HR"}


def test_what_somebody_else_added_meanwhile_is_kept(client, group, chief, controller):
    set_members(group, {chief.pk: "ordförande", controller.pk: "sekreterare"}, by=None)
    client.post(at("body-members", group.pk), {f"function_{chief.pk}": "ordf."})

    assert {each.user: each.function for each in group.members.all()} == {chief: "ordf.", controller: "sekreterare"}


def test_a_fault_in_one_row_of_many_says_whose_it_is_and_stands_at_the_row(client, group, chief, controller):
    response = client.post(at("body-members", group.pk), {f"function_{controller.pk}": "x" * 61})

    page = text(response)
    assert response.status_code == 422
    assert f'<a href="#id_function_{controller.pk}">Funktion {controller}: ' in page
    assert f'id="id_function_{controller.pk}_error"' in page
    assert f'aria-describedby="id_function_{controller.pk}_error"' in page


def test_a_fault_in_the_agenda_is_tied_to_its_field(client, team):
    page = text(
        client.post(
            at("body-agenda", team.pk), agenda_data(client, at("body-agenda", team.pk)) | {"point-0-minutes": "x"}
        )
    )

    assert 'id="id_point-0-minutes_error"' in page
    assert 'aria-describedby="id_point-0-minutes_error"' in page


def test_no_browser_cuts_what_is_pasted_when_planning(client, group, meeting):
    places = [at("body-members", group.pk), at("body-agenda", group.pk), at("meeting-change", meeting.pk)]

    assert [text(client.get(place)).count("maxlength") for place in places] == [0, 0, 0]


def test_only_people_of_the_administration_become_members(client, group, chief):
    stranger = factories.person(factories.small_administration("ZZ"), Role.CONTROLLER)

    assert client.post(at("body-members", group.pk), {"add": stranger.pk}).status_code == 422


def test_everyone_is_present_until_it_is_said_otherwise(client, meeting, chief, controller):
    start(meeting)
    page = text(client.get(at("participants", meeting.pk)))
    assert page.count(" checked") == 2

    data = {
        f"function_{chief.pk}": "",
        f"function_{controller.pk}": "",
        f"present_{chief.pk}": "on",
        "guests": "Revisorn",
    }
    client.post(at("participants", meeting.pk), data)

    meeting.refresh_from_db()
    assert [each.present for each in meeting.participants.order_by("user")] == [True, False]
    assert meeting.guests == "Revisorn"


def test_a_meeting_is_planned_with_the_usual_time_and_place_where_none_is_given(client, group):
    client.post(at("meeting-new"), {"body": group.pk, "day": "2026-09-24", "starts_at": "", "place": "Rum 7"})

    meeting = Meeting.objects.get()
    assert (meeting.day, meeting.starts_at, meeting.place) == (date(2026, 9, 24), time(8, 30), "Rum 7")


@pytest.mark.parametrize(("day", "word"), [("2026-09-14", "Dagen har passerat"), ("2026-09-20", "ingen arbetsdag")])
def test_an_odd_day_is_planned_with_a_warning(client, group, day, word):
    response = client.post(at("meeting-new"), {"body": group.pk, "day": day}, follow=True)

    assert word in text(response)
    assert Meeting.objects.count() == 1


def test_a_meeting_is_cancelled_with_a_word_and_taken_up_again(client, meeting):
    client.post(at("meeting-cancel", meeting.pk), {"word": "Sjukdom"})
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"

    client.post(at("meeting-take-up", meeting.pk))
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def test_the_call_is_read_before_it_is_sent(client, meeting):
    page = text(client.get(at("meeting-call", meeting.pk)))
    assert "Kallelsen går till 2 personer" in page
    assert not Letter.objects.exists()

    client.post(at("meeting-call", meeting.pk))
    assert Letter.objects.count() == 2


def test_whoever_left_is_named_on_the_page_of_the_call(client, meeting, controller):
    controller.responsibilities.update(until=date(2026, 9, 14))

    page = text(client.get(at("meeting-call", meeting.pk)))

    assert "Har ingen roll här i dag och får inte kallelsen:" in page
    assert "Kallelsen går till 1 person" in page


def test_the_own_meetings_are_a_calendar_file(client, group, meeting, team):
    plan_meeting(team, NEXT_MONDAY, by=None)
    response = client.get(at("meetings-calendar"))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert text(response).count("BEGIN:VEVENT") == 1
    assert "DTSTART:20260921T063000Z\r\nDTEND:20260921T080000Z" in text(response)


def test_the_meetings_of_a_body_are_a_calendar_file_with_cancelled_ones(client, group, meeting):
    cancel_meeting(meeting, word="Sjukdom", by=None)

    assert "STATUS:CANCELLED" in text(client.get(at("meetings-calendar"), {"body": group.pk}))


def test_the_calendar_of_a_body_that_one_does_not_see_is_not_found(client_of, group):
    assert client_of(Role.SUPPORT).get(at("meetings-calendar"), {"body": group.pk}).status_code == 404


def test_an_ended_body_plans_nothing_before_it_is_taken_up(client, group):
    end_body(group, by=None)

    assert "Gruppen är avslutad" in text(client.get(at("series", group.pk)))
    client.post(at("body-take-up", group.pk))
    assert "Visa dagarna" in text(client.get(at("series", group.pk)))
