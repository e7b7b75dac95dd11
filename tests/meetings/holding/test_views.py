"""The page of a meeting: who reads and writes it, what is said when something is lacking, and that nothing is lost."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from meetings.holding.services import close_meeting, start_meeting, write_note
from meetings.kinds import PointKind
from meetings.models import Assignment, Meeting, Note, Row
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
@pytest.mark.parametrize(("rest", "queries"), [("", 16), ("changes/?since=0", 11)])
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
