"""What minutes hold, and that adjusted ones never change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from forecasts.models import Figure
from meetings.access import Sight
from meetings.agenda.codec import decode, encode
from meetings.agenda.facts import AssignmentFacts, CauseFacts
from meetings.agenda.figures import CauseChange, Since, UnitChange
from meetings.assignments.services import hand_over, report_back
from meetings.holding.services import change_note, set_row_state
from meetings.minutes.assemble import assemble, minutes_of
from meetings.minutes.grids import Seen, grids_of
from meetings.minutes.minutes import Minutes, MinutesRow, seal
from meetings.minutes.services import adjust
from meetings.minutes.shown import shown
from meetings.models import Assignment, Note, Participant, Row
from tests import factories
from tests.meetings.minutes.held import DAY, ONE, again, give, row_of
from tests.meetings.places import forecast_of
from units.display import Display
from units.models import Unit, User
from units.money import MoneyUnit

WHOLE = Sight(whole=True)
QUERIES = 17
PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-"})


@pytest.fixture
def adjusted(closed, secretary):
    return adjust(closed, seen_pulse=closed.pulse, now=ONE + timedelta(hours=1), by=secretary)


def address(meeting, query=""):
    return reverse("meetings:minutes", args=["EX", meeting.pk]) + query


def point(minutes, kind, sight=WHOLE):
    [found] = [
        each for each, stored in zip(shown(minutes, sight).points, minutes.points, strict=True) if stored.kind == kind
    ]
    return found


def test_minutes_come_back_from_json_as_they_were(closed):
    minutes = assemble(closed)

    assert decode(Minutes, encode(minutes)) == minutes


def test_the_seal_is_the_same_in_whatever_order_the_json_is_kept():
    assert seal({"a": 1, "b": 2}) == seal({"b": 2, "a": 1}) != seal({"a": 1, "b": 3})


def test_they_say_who_was_there(closed, director, secretary, head):
    minutes = assemble(closed)

    assert [each.name for each in minutes.present] == [str(director), str(secretary)]
    assert [each.name for each in minutes.unsaid] == [str(head)]
    assert (minutes.chair, minutes.secretary) == (str(director), str(secretary))


def test_what_was_written_on_a_unit_stands_under_it(closed):
    [item] = point(assemble(closed), "units").items

    assert item.title == "4100 Barn och ungdom"
    assert [each.text for each in item.notes] == ["Schemat ses över."]
    assert [each.heading for each in item.given] == ["Beslut B1/2026", "Uppdrag U1/2026"]


def test_a_note_that_somebody_else_changed_names_both(closed, director, secretary):
    note = Note.objects.get(text="Schemat ses över.")
    change_note(note, "Schemat görs om.", seen=note.version, by=secretary)

    [item] = [each for each in point(assemble(again(closed)), "units").items if each.notes]

    assert [each.by for each in item.notes] == [f"{director}, ändrad av {secretary}"]


def test_a_note_that_its_writer_changed_names_one(closed, director):
    note = Note.objects.get(text="Schemat ses över.")
    change_note(note, "Schemat görs om.", seen=note.version, by=director)

    [item] = [each for each in point(assemble(again(closed)), "units").items if each.notes]

    assert [each.by for each in item.notes] == [str(director)]


def test_a_unit_without_a_forecast_has_no_change_either(closed):
    minutes = assemble(closed)
    units = next(each for each in minutes.points if each.kind == "units")
    rows = tuple(replace(each, facts={**each.facts, "forecast": None, "change": 0}) for each in units.rows * 2)

    [grid] = point(replace(minutes, points=(replace(units, rows=rows),)), "units").grids

    assert {row[5].text for row in grid.rows} == {"–"}


def test_how_late_something_is_stands_on_one_line():
    late = AssignmentFacts(1, "action", 1, 2026, "Räkna om.", "Anna", DAY, "open", DAY, days_late=12)
    row = MinutesRow(kind="assignment", state="open", facts=encode(late))

    [grid] = grids_of([Seen(row, sees=True)] * 2, Display(MoneyUnit.TKR))

    assert (grid.rows[0][-1].text, grid.rows[0][-1].short) == ("12 dagar sent", True)


def test_the_total_stands_in_a_table(closed):
    [grid] = point(assemble(closed), "total").grids

    assert [(row[0].text, row[1].text) for row in grid.rows][:3] == [
        ("Budget", "24\N{NO-BREAK SPACE}000"),
        ("Prognos", "25\N{NO-BREAK SPACE}000"),
        ("Avvikelse före åtgärder", "−1\N{NO-BREAK SPACE}000"),
    ]


def test_the_table_of_causes_sums_with_the_rest_and_the_budgets_to_the_change_of_the_total(closed):
    causes = tuple(CauseChange(f"{n}", f"orsak {n}", -n * 100_000_00) for n in range(9, 0, -1))
    changed = Since((UnitChange(1, "4100", "Barn", given=-500_000_00, own=-4_500_000_00),), causes)
    row = row_of(closed, "total", "total")
    row.facts = encode(replace(row.read(), since=changed))
    row.save(update_fields=["facts"])
    Row.objects.create(point=row.point, key="cause:9", kind="cause", facts=encode(CauseFacts("9", "orsak 9", -1)))

    [grid] = [each for each in point(assemble(closed), "total").grids if each.caption.startswith("Det som ändrats")]

    assert [(name.text, figure.text.translate(PLAIN)) for name, figure in grid.rows[-4:]] == [
        ("Orsak 2", "-200"),
        ("Övriga 1", "-100"),
        ("Ändrad budget", "-500"),
        ("Tillsammans", "-5 000"),
    ]


def test_the_decisions_and_actions_are_summed_up(closed):
    minutes = shown(assemble(closed), WHOLE)

    assert [(each.label, each.due) for each in minutes.given] == [("B1/2026", "2026-09-28"), ("U1/2026", "2026-09-28")]
    assert minutes.summary == "Ett beslut och ett uppdrag."


def test_a_decision_on_no_row_is_not_lost(running, head):
    give(running, "decision", "Mötet flyttas till tisdagar.", owner=head)

    minutes = shown(assemble(again(running)), WHOLE)

    assert [each.text for each in minutes.other] == ["Mötet flyttas till tisdagar."]
    assert len(minutes.given) == 3


def test_what_was_parked_is_listed(closed):
    assert shown(assemble(closed), WHOLE).parked == ("Lokalen på Storgatan",)


def test_a_row_that_nobody_took_up_is_only_named(closed):
    assert point(assemble(closed), "matters").left == ("Lokalen på Storgatan (parkerad)",)


def test_a_row_in_a_table_that_was_only_talked_about_is_not_repeated(running, director):
    own = row_of(running, "total", "total")
    set_row_state(own, "discussed", by=director)

    assert point(assemble(again(running)), "total").items == ()


def test_who_does_not_read_a_unit_sees_its_row_and_not_its_figures(closed):
    found = point(assemble(closed), "units", Sight(whole=False))

    assert (found.hidden, [item.title for item in found.items], [item.finding for item in found.items]) == (
        True,
        ["4100 Barn och ungdom"],
        [""],
    )


def test_no_total_is_shown_to_who_reads_one_unit(closed):
    found = point(assemble(closed), "total", Sight(whole=False, units=frozenset({1})))

    assert found.grids == ()
    assert [title.partition(",")[0] for title in found.left] == ["Totalen för 2026"]


def test_the_minutes_read_in_english_say_the_same(closed):
    with translation.override("en"):
        minutes = shown(assemble(closed), WHOLE)

    assert (minutes.title, minutes.summary) == ("Minutes 14 September 2026", "One decision and one action.")


def test_a_draft_says_so(closed, secretary):
    assert shown(assemble(closed), WHOLE).state == f"Utkast: justeras av {secretary}"


def test_a_meeting_under_way_is_a_draft_that_says_so(running):
    assert shown(assemble(running), WHOLE).state == "Utkast: mötet pågår"


def test_adjusted_minutes_say_when_and_by_whom(adjusted, secretary):
    assert shown(minutes_of(adjusted), WHOLE).state == f"Justerat 2026-09-14 kl. 14:00 av {secretary}"


def test_the_day_of_an_action_is_the_one_first_said_whatever_was_reported_since(closed, secretary):
    action = closed.assignments.get(kind="action")
    report_back(action, state="open", word="Hinner inte.", due=date(2026, 11, 30), by=secretary)

    assert shown(assemble(closed), WHOLE).given[1].due == "2026-09-28"


def everything_else_changes(meeting, director):
    """What minutes could be read from, other than what was frozen."""
    administration = meeting.body.administration
    for action in meeting.assignments.all():
        hand_over(action, director, by=director)
        report_back(action, state="done", word="Klart.", executed_on=meeting.day, by=director)
    Unit.objects.update(name="Något annat")
    User.objects.filter(pk__in=meeting.participants.values("user")).exclude(pk=director.pk).update(name="Någon annan")
    Participant.objects.update(present=False, function="Gäst")
    Note.objects.update(text="Något annat skrevs.")
    Assignment.objects.update(text="Något annat bestämdes.", decided_due=date(2026, 12, 1))
    Figure.objects.update(amount=7_00)
    forecast_of(administration.units.get(code="4100"), date(2026, 9, 1), 99_000_000_00)
    type(meeting.snapshot).objects.update(figures=meeting.snapshot.figures | {"year": 2020})
    type(meeting.body).objects.update(name="Ett annat namn")
    type(administration).objects.update(name="En annan förvaltning", money_unit="kr", costs_negative=True)
    type(meeting).objects.filter(pk=meeting.pk).update(place="Någon annanstans", guests="Andra", adjuster=director)


def test_nothing_that_changes_afterwards_changes_adjusted_minutes(adjusted, director):
    before = shown(minutes_of(adjusted), WHOLE)

    everything_else_changes(adjusted, director)

    assert shown(minutes_of(again(adjusted)), WHOLE) == before


def test_nothing_that_changes_afterwards_changes_the_document_of_adjusted_minutes(adjusted, director, client):
    client.force_login(director)
    before = client.get(address(adjusted, "?export=docx")).content

    everything_else_changes(adjusted, director)

    assert client.get(address(adjusted, "?export=docx")).content == before


def test_nothing_that_changes_afterwards_changes_what_the_page_says_of_adjusted_minutes(adjusted, director, client):
    def article():
        text = client.get(address(adjusted)).text
        return text[text.index('<dl class="minutes-head">') : text.index("</article>")]

    client.force_login(director)
    before = article()

    everything_else_changes(adjusted, director)

    assert article() == before


def test_adjusted_minutes_take_no_query(adjusted, django_assert_num_queries):
    meeting = again(adjusted)

    with django_assert_num_queries(0):
        minutes_of(meeting)


@pytest.mark.parametrize("written", [1, 3])
def test_a_draft_takes_the_same_queries_however_much_is_written(running, head, written, django_assert_num_queries):
    for number in range(written):
        give(running, "action", f"{number}", owner=head)
    meeting = again(running)

    with django_assert_num_queries(6):
        assemble(meeting)


def test_the_page_shows_the_seal_of_adjusted_minutes(adjusted, director, client):
    client.force_login(director)

    assert seal(again(adjusted).minutes)[:12] in client.get(address(adjusted)).text


def test_the_minutes_of_a_meeting_that_has_not_begun_say_how_they_come_about(body, director, client):
    from tests.meetings.places import meeting_on

    planned = meeting_on(body, date(2026, 10, 5), director)
    client.force_login(director)

    assert "Det finns inget protokoll än" in client.get(address(planned)).text


def test_who_reads_one_unit_is_told_that_figures_are_left_out(closed, head, client):
    client.force_login(head)

    text = client.get(address(closed)).text

    assert "Du läser inte allt här." in text
    assert "−1\N{NO-BREAK SPACE}000" not in text


def test_a_cancelled_meeting_has_no_minutes(body, director, client):
    meeting = factories.MeetingFactory(body=body, state="cancelled")
    client.force_login(director)

    assert "Mötet är inställt, så det finns inget protokoll" in client.get(address(meeting)).text


@pytest.mark.parametrize("written", [1, 3])
def test_the_page_takes_the_same_queries_however_much_was_written(
    running, director, head, written, client, django_assert_num_queries
):
    for number in range(written):
        give(running, "action", f"{number}", owner=head)
    client.force_login(director)
    client.get(address(running))

    with django_assert_num_queries(QUERIES):
        client.get(address(running))
