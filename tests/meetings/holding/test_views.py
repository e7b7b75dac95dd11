"""The page of a meeting: who reads and writes it, what is said when something is lacking, and that nothing is lost."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from meetings.holding.services import close_meeting, start_meeting, write_note
from meetings.kinds import PointKind
from meetings.models import Assignment, Meeting, Note, Row
from meetings.planning.services import cancel_meeting
from tests import factories
from tests.meetings.places import forecast_of, meeting_on
from units.models import User
from units.roles import Role

DAY = date(2026, 9, 14)
NOON = datetime(2026, 9, 14, 10, tzinfo=UTC)
UNSEEN = "Siffrorna visas för den som har rätt till enheten."


@pytest.fixture
def meeting(body, director) -> Meeting:
    return meeting_on(body, DAY, director)


@pytest.fixture
def started(meeting, director) -> Meeting:
    return start_meeting(meeting, now=NOON, by=director)


@pytest.fixture
def page(client, director):
    client.force_login(director)
    return client


@pytest.fixture
def guest(started) -> User:
    """Head of 4200 alone, called to the meeting of the whole."""
    unit = started.body.administration.units.get(code="4200")
    person = factories.person(started.body.administration, Role.UNIT_HEAD, unit=unit)
    started.participants.create(user=person)
    return person


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/administrations/EX/meetings/{meeting.pk}/{rest}"


def row_of(meeting: Meeting, key: str) -> Row:
    return Row.objects.select_related("point__meeting__body").get(point__meeting=meeting, key=key)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def written(meeting: Meeting, key: str = "unit:4100", **values: object) -> dict[str, object]:
    """What the form on a row sends."""
    sent = {"at": f"row-{row_of(meeting, key).pk}", "kind": "note", "text": "Två placeringar.", "key": uuid4()}
    return sent | values


def test_a_planned_meeting_shows_the_agenda_as_it_would_be_now(page, meeting):
    shown = text_of(page.get(at(meeting)))

    assert "4100 Barn och ungdom" in shown
    assert "Starta mötet" in shown


def test_a_meeting_that_starts_goes_on_with_frozen_figures(page, meeting):
    answer = page.post(at(meeting, "start/"), follow=True)

    assert "Siffrorna är frusna kl." in text_of(answer)
    assert Meeting.objects.get().state == Meeting.State.RUNNING


def test_a_meeting_is_not_started_twice(page, started):
    answer = page.post(at(started, "start/"))

    assert answer.status_code == 422
    assert "Mötet har redan börjat, kl. 12:00." in text_of(answer)


def test_the_live_figures_stand_beside_the_frozen_ones(page, started):
    unit = started.body.administration.units.get(code="4100")
    forecast_of(unit, date(2026, 8, 1), 14_000_000_00, version=2)

    shown = text_of(page.get(at(started, "?figures=now")))

    assert "visas bredvid mötets, som är frusna kl. 12:00" in shown
    assert "Ett underskott på 1 000 tkr väntas" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "<strong>Nu:</strong> Ett underskott på 2 000 tkr väntas" in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_a_note_is_written_on_its_row(page, started):
    answer = page.post(at(started, "write/"), written(started))

    row = row_of(started, "unit:4100")
    assert answer["Location"] == at(started, f"#said-row-{row.pk}")
    assert [note.text for note in row.notes.all()] == ["Två placeringar."]


def test_what_is_sent_twice_is_there_once(page, started):
    sent = written(started)

    page.post(at(started, "write/"), sent)
    page.post(at(started, "write/"), sent)

    assert Note.objects.count() == 1


def test_a_decision_goes_into_the_unit_it_is_about(page, started, director):
    values = {"kind": "decision", "owner": director.pk, "due": "2026-09-21", "for_committee": "on"}

    page.post(at(started, "write/"), written(started, **values))

    [made] = Assignment.objects.all()
    assert (made.kind, made.unit.code, made.owner, made.for_committee) == ("decision", "4100", director, True)


def test_a_decision_without_owner_and_day_is_refused_with_what_was_typed(page, started):
    sent = written(started, kind="decision", text="Avsluta två.", owner="", due="")

    answer = page.post(at(started, "write/"), sent)

    shown = text_of(answer)
    assert answer.status_code == 422
    assert "Ingen ansvarar för det. Välj vem som gör det." in shown
    assert "Skriv en." in shown
    assert ">Avsluta två.</textarea>" in shown
    assert Assignment.objects.count() == 0


def test_a_script_is_told_at_which_fields_something_is_lacking(page, started):
    sent = written(started, kind="action", owner="", due="")

    answer = page.post(at(started, "write/"), sent, headers={"accept": "application/json"})

    assert (answer.status_code, sorted(answer.json()["faults"])) == (422, ["due", "owner"])


def test_a_decision_on_a_whole_point_has_a_row_of_its_own(page, started, director):
    point = started.points.get(kind=PointKind.MATTERS)
    sent = {"at": f"point-{point.pk}", "kind": "decision", "text": "Ta upp bidraget.", "key": uuid4()}

    page.post(at(started, "write/"), sent | {"owner": director.pk, "due": "2026-09-21"})
    page.post(at(started, "write/"), sent | {"owner": director.pk, "due": "2026-09-21", "key": uuid4()})

    assert [(row.state, row.facts["title"]) for row in point.rows.all()] == [("discussed", "Frågor mellan enheter")]
    assert Assignment.objects.filter(row__point=point).count() == 2


def test_a_personal_identity_number_is_refused(page, started):
    answer = page.post(at(started, "write/"), written(started, text="Anna 19850312-2387"))

    assert answer.status_code == 422
    assert Note.objects.count() == 0


def test_a_row_of_another_meeting_is_not_written_on(page, started, director):
    other = meeting_on(factories.BodyFactory(administration=started.body.administration), DAY, director)
    start_meeting(other, now=NOON, by=director)

    answer = page.post(at(started, "write/"), written(other))

    assert answer.status_code == 404


def test_text_is_text(page, started, director):
    row = row_of(started, "unit:4100")
    write_note(row.point, "<script>alert(1)</script>", row=row, by=director)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text_of(page.get(at(started)))


def test_a_row_is_taken_up_with_one_press(page, started):
    row = row_of(started, "unit:4100")

    page.post(at(started, f"rows/{row.pk}/"), {"state": "parked"})

    assert row_of(started, "unit:4100").state == "parked"


def test_a_note_that_somebody_changed_meanwhile_shows_both_texts(page, started, director):
    row = row_of(started, "unit:4100")
    note = write_note(row.point, "En placering.", row=row, by=director)
    page.post(at(started, f"notes/{note.pk}/"), {"text": "Två placeringar.", "seen": 1})

    answer = page.post(at(started, f"notes/{note.pk}/"), {"text": "Tre placeringar.", "seen": 1})

    shown = text_of(answer)
    assert answer.status_code == 422
    assert "medan du skrev: ”Två placeringar.”" in shown
    assert ">Tre placeringar.</textarea>" in shown
    assert 'name="seen" value="2"' in shown


def test_a_script_is_given_the_text_that_stands_there_now(page, started, director):
    row = row_of(started, "unit:4100")
    note = write_note(row.point, "En placering.", row=row, by=director)
    sent, asks = {"text": "Två placeringar.", "seen": 7}, {"accept": "application/json"}

    answer = page.post(at(started, f"notes/{note.pk}/"), sent, headers=asks)

    assert (answer.status_code, answer.json()["theirs"]) == (409, {"text": "En placering.", "seen": 1})


def test_a_note_is_taken_away(page, started, director):
    row = row_of(started, "unit:4100")
    note = write_note(row.point, "En placering.", row=row, by=director)

    page.post(at(started, f"notes/{note.pk}/"), {"text": "En placering.", "seen": 1, "deed": "remove"})

    assert "En placering." not in text_of(page.get(at(started)))


def test_anyone_called_puts_a_row_on_the_agenda_and_takes_it_away(client, started, guest, body):
    coming = meeting_on(body, DAY + timedelta(weeks=1), guest)
    point = coming.points.get(kind=PointKind.MATTERS)
    client.force_login(guest)
    client.post(at(coming, "rows/"), {"point": point.pk, "title": "Lokalerna", "key": uuid4()})
    [row] = point.rows.all()

    client.post(at(coming, f"rows/{row.pk}/remove/"))

    assert (row.facts["title"], point.rows.count()) == ("Lokalerna", 0)


def test_nobody_takes_away_what_another_put_there(client, started, guest, director, body, page):
    coming = meeting_on(body, DAY + timedelta(weeks=1), guest, director)
    point = coming.points.get(kind=PointKind.MATTERS)
    page.post(at(coming, "rows/"), {"point": point.pk, "title": "Lokalerna", "key": uuid4()})
    client.force_login(guest)

    answer = client.post(at(coming, f"rows/{point.rows.get().pk}/remove/"))

    assert answer.status_code == 403


@pytest.mark.parametrize("rest", ["", "?figures=now", "?row={row}", "changes/?since=0"])
def test_a_participant_without_rights_to_a_unit_sees_its_row_and_not_its_figures(client, started, guest, rest):
    row = row_of(started, "unit:4100")
    write_note(row.point, "Vi återkommer.", row=row, by=guest)
    client.force_login(guest)

    answer = client.get(at(started, rest.format(row=row.pk)))

    shown = text_of(answer).replace("\\u00f6", "ö").replace("\\u00e4", "ä")
    assert ("4100 Barn och ungdom" in shown, UNSEEN in shown, "Vi återkommer." in shown.replace("\\u00e5", "å")) == (
        True,
        True,
        True,
    )
    assert "underskott" not in shown
    assert "tkr" not in shown


def test_who_only_reads_does_not_write(client, started):
    client.force_login(factories.person(started.body.administration, Role.SUPPORT, department=None))
    shown = text_of(client.get(at(started)))

    assert "4100 Barn och ungdom" in shown
    assert "Skriv på hela punkten" not in shown
    assert client.post(at(started, "write/"), written(started)).status_code == 403


def test_who_was_called_writes_and_does_not_close(client, started, guest):
    client.force_login(guest)

    codes = [
        client.post(at(started, "write/"), written(started)).status_code,
        client.get(at(started, "close/")).status_code,
        client.post(at(started, "start/")).status_code,
        client.post(at(started, "reopen/")).status_code,
    ]

    assert codes == [302, 403, 403, 403]


def test_closing_shows_what_is_left_and_parks_what_is_to_come_back(page, started, guest):
    row = row_of(started, "unit:4100")
    shown = text_of(page.get(at(started, "close/")))

    page.post(at(started, "close/"), {"parked": [row.pk], "adjuster": guest.pk})

    stored = Meeting.objects.get(pk=started.pk)
    assert "4100 Barn och ungdom" in shown
    assert (stored.state, stored.adjuster, row_of(started, "unit:4100").state) == ("closed", guest, "parked")


def test_the_adjuster_is_another_than_who_closes_unless_somebody_says_otherwise(page, started, guest):
    shown = text_of(page.get(at(started, "close/")))

    assert f'<option value="{guest.pk}" selected>' in shown


def test_the_adjuster_who_was_named_stays(page, started, guest, director):
    controller = factories.person(started.body.administration, Role.CONTROLLER)
    started.participants.create(user=controller)
    Meeting.objects.filter(pk=started.pk).update(adjuster=controller)

    assert f'<option value="{controller.pk}" selected>' in text_of(page.get(at(started, "close/")))


@pytest.mark.parametrize(("state", "shows", "closes"), [("open", True, False), ("discussed", False, True)])
def test_the_main_button_shows_the_agenda_until_everything_is_taken_up(page, started, state, shows, closes):
    Row.objects.update(state=state)

    shown = text_of(page.get(at(started)))

    assert ('class="button primary" id="to-show"' in shown, 'class="button primary" id="to-close"' in shown) == (
        shows,
        closes,
    )


def test_a_planned_meeting_is_rehearsed_on_the_projector(page, meeting):
    shown = text_of(page.get(at(meeting)))

    assert f'<a href="{at(meeting, "show/1/")}">Förhandsvisa på projektorn</a>' in shown


def test_nobody_whose_account_is_closed_is_given_anything(page, started, guest):
    User.objects.filter(pk=guest.pk).update(is_active=False)

    answer = page.post(at(started, "write/"), written(started, kind="action", owner=guest.pk, due="2026-09-21"))

    assert answer.status_code == 422


def test_a_used_key_comes_back_new_with_the_text_that_is_not_saved(page, started):
    sent, asks = written(started), {"accept": "application/json"}
    page.post(at(started, "write/"), sent)

    told = page.post(at(started, "write/"), sent | {"text": "En annan text."}, headers=asks).json()
    page.post(at(started, "write/"), sent | {"text": "En annan text."} | told["fields"], headers=asks)

    assert told["refused"].startswith("Formuläret sparades förut med en annan text.")
    assert sorted(Note.objects.values_list("text", flat=True)) == ["En annan text.", "Två placeringar."]


@time_machine.travel("2026-09-14 10:00+02:00", tick=False)
def test_the_message_of_the_week_is_saved_over_that_of_another_once_it_is_read(page, started):
    page.post(at(started, "message/"), {"text": "Deras", "seen": 0})

    answer = page.post(at(started, "message/"), {"text": "Mitt", "seen": 0})
    again = page.post(at(started, "message/"), {"text": "Mitt", "seen": 1})

    shown = text_of(answer)
    assert ("”Deras”" in shown, 'name="seen" value="1"' in shown, again.status_code) == (True, True, 302)
    assert started.body.administration.messages.get().text == "Mitt"


@time_machine.travel("2026-09-14 10:00+02:00", tick=False)
def test_a_script_hears_the_message_that_another_wrote(page, started):
    pulse = Meeting.objects.get().pulse
    page.post(at(started, "message/"), {"text": "Håll i inköpen.", "seen": 0})

    told = page.get(at(started, "changes/"), {"since": pulse}).json()

    assert "Håll i inköpen." in told["parts"]["message"]


def test_a_meeting_closed_twice_says_when_and_by_whom(page, started, director):
    row = row_of(started, "unit:4100")
    close_meeting(started, now=NOON + timedelta(hours=1), by=director)

    answer = page.post(at(started, "close/"), {"parked": [row.pk], "adjuster": ""})

    assert answer.status_code == 422
    assert "Mötet avslutades 14 september kl. 13:00 av" in text_of(answer)
    assert row_of(started, "unit:4100").state == "open"


def test_a_meeting_closed_by_mistake_goes_on(page, started, director):
    close_meeting(started, now=NOON, by=director)

    page.post(at(started, "reopen/"))

    assert Meeting.objects.get().state == Meeting.State.RUNNING


def test_an_older_page_leaves_the_tick_that_a_colleague_set(page, started, director, guest):
    seen = f"{director.pk}:- {guest.pk}:-"
    page.post(at(started, "present/"), {"present": [guest.pk], "seen": seen})

    page.post(at(started, "present/"), {"present": [director.pk], "seen": seen})

    assert sorted(started.participants.values_list("user", "present")) == sorted(
        [(director.pk, True), (guest.pk, True)]
    )


def test_who_is_called_meanwhile_does_not_become_absent(page, started, director, guest):
    page.post(at(started, "present/"), {"present": [director.pk], "seen": f"{director.pk}:-"})

    assert started.participants.get(user=guest).present is None


def test_guests_that_somebody_changed_meanwhile_come_back_with_what_was_typed(page, started):
    page.post(at(started, "present/"), {"guests": "Revisorn", "seen": "", "seen_guests": ""})

    answer = page.post(at(started, "present/"), {"guests": "Facket", "seen": "", "seen_guests": ""})

    shown = text_of(answer)
    assert answer.status_code == 422
    assert "”Revisorn”" in shown
    assert 'value="Facket"' in shown
    assert 'name="seen_guests" value="Revisorn"' in shown


def test_a_script_is_told_who_is_there(page, started, director):
    pulse = Meeting.objects.get().pulse
    page.post(at(started, "present/"), {"present": [director.pk], "seen": f"{director.pk}:-"})

    told = page.get(at(started, "changes/"), {"since": pulse}).json()

    assert f'name="seen" value="{director.pk}:1"' in told["parts"]["present"]


def test_a_script_hears_what_another_wrote_and_only_that(page, started, guest):
    row = row_of(started, "unit:4100")
    pulse, heard = Meeting.objects.get().pulse, timezone.now().isoformat()
    write_note(row.point, "Två placeringar.", row=row, by=guest)

    told = page.get(at(started, "changes/"), {"since": pulse, "heard": heard}).json()

    assert told["told"] == [f"{guest} skrev på 4100 Barn och ungdom."]
    assert [each for each in told["parts"] if "row-" in each] == [f"line-row-{row.pk}", f"said-row-{row.pk}"]
    assert "Två placeringar." in told["parts"][f"said-row-{row.pk}"]


def test_a_script_that_has_heard_everything_is_told_nothing(page, started):
    told = page.get(at(started, "changes/"), {"since": Meeting.objects.get().pulse}).json()

    assert (told["state"], "parts" in told) == ("running", False)


def test_a_script_that_is_signed_out_is_told_so(client, started):
    asks = {"accept": "application/json"}

    codes = [
        client.get(at(started, "changes/")).status_code,
        client.post(at(started, "write/"), headers=asks).status_code,
        client.post(at(started, "write/")).status_code,
    ]

    assert codes == [401, 401, 302]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("rest", "queries"), [("", 16), ("changes/?since=0", 14)])
def test_as_many_queries_however_much_was_written(
    page, started, director, rows, rest, queries, django_assert_num_queries
):
    row = row_of(started, "unit:4100")
    for number in range(rows):
        write_note(row.point, f"Anteckning {number}", row=row, by=director)
        person = factories.person(started.body.administration, Role.CONTROLLER)
        started.participants.create(user=person)
        factories.AssignmentFactory(
            administration=started.body.administration, meeting=started, row=row, owner=person, made_by=person
        )

    with django_assert_num_queries(queries):
        page.get(at(started, rest))


def test_the_message_of_the_week_is_written_where_none_is_stored(page, started):
    shown = text_of(page.get(at(started)))
    form = shown.partition('id="form-message"')[2]
    assert 'name="seen" value="0"' in form

    with time_machine.travel(NOON, tick=False):
        page.post(at(started, "message/"), {"text": "Vi bromsar inköpen.", "seen": "0"})

    assert started.body.administration.messages.get().text == "Vi bromsar inköpen."


def test_those_ticked_stay_ticked_when_the_guests_are_refused(page, started, director, guest):
    sent = {"present": [director.pk, guest.pk], "guests": "Anna 19121212-1212", "seen": "", "seen_guests": ""}

    shown = text_of(page.post(at(started, "present/"), sent))

    assert [f'value="{each.pk}" checked' in shown for each in (director, guest)] == [True, True]


def test_a_script_is_told_not_to_keep_a_personal_identity_number(page, started):
    headers = {"accept": "application/json"}

    private, other = (
        page.post(at(started, "write/"), written(started, **values), headers=headers).json()["private"]
        for values in ({"text": "Om 19121212-1212."}, {"kind": "action"})
    )

    assert (private, other) == (True, False)


def test_a_refused_address_that_is_loaded_again_leads_to_the_meeting(page, started):
    for rest in ("present/", "write/", "message/", "start/", "reopen/"):
        assert page.get(at(started, rest))["Location"] == at(started)


def test_a_planned_meeting_says_that_odd_forecasts_come_when_it_starts(page, meeting):
    hint = "Enheter vars prognos behöver tittas på läggs till när mötet startar."

    assert hint in text_of(page.get(at(meeting)))
    start_meeting(meeting, now=NOON, by=None)
    assert hint not in text_of(page.get(at(meeting)))


def test_a_cancelled_meeting_is_held_after_all_from_its_page(page, meeting):
    cancel_meeting(meeting, word="Ingen kan", by=None)
    assert "Håll mötet ändå" in text_of(page.get(at(meeting)))

    page.post(at(meeting, "take-up/"))

    assert Meeting.objects.get().state == Meeting.State.PLANNED


def test_who_may_not_read_the_total_sees_whose_meeting_it_is(client, started, guest):
    client.force_login(guest)

    shown = text_of(client.get(at(started)))

    assert f"<h1>{started.body}, 14 september</h1>" in shown
    assert shown.count("rader är kvar.") == 1


def test_a_day_far_away_is_shown_with_its_year(page, started, director):
    values = {"kind": "action", "owner": director.pk, "due": "2028-12-31"}

    page.post(at(started, "write/"), written(started, **values))

    assert "återrapporteras senast 31 december 2028" in text_of(page.get(at(started)))


def test_a_day_that_nobody_will_see_is_refused_at_its_field(page, started, director):
    values = {"kind": "action", "owner": director.pk, "due": "9999-12-31"}

    answer = page.post(at(started, "write/"), written(started, **values), headers={"accept": "application/json"})

    assert answer.json()["faults"] == {
        "due": "9999-12-31 är mer än fem år framåt. Skriv ett tidigare datum att återrapportera."
    }
