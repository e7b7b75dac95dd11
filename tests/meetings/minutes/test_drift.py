"""The figures of a meeting that changed after it: the minutes keep theirs, and the page says so."""

from datetime import date

import pytest
from django.urls import reverse

from forecasts.closing import close_month, reopen_month
from forecasts.imports.commit import commit_upload, examine_upload, receive_upload
from forecasts.models import Figure
from meetings.access import Sight
from meetings.agenda.figures import Drift
from meetings.agenda.figures_queries import drifted
from meetings.holding.services import close_meeting, start_meeting
from meetings.minutes.assemble import minutes_of
from meetings.minutes.drift_words import told_of
from meetings.minutes.services import adjust
from tests import factories
from tests.meetings.minutes.held import DAY, NOON, ONE, again
from tests.meetings.places import AUGUST, MONTHS, forecast_of, meeting_on

pytestmark = pytest.mark.time_machine("2026-09-15T08:00:00+02:00", tick=False)
WHOLE = Sight(whole=True)


@pytest.fixture
def held(body, director, secretary, head):
    """A meeting over the months to August, all closed, where each unit has used 1 mnkr a month."""
    administration = body.administration
    group = factories.group(administration)
    for code in ("4100", "4200"):
        unit = administration.units.get(code=code)
        for month in MONTHS[:8]:
            factories.FigureFactory(unit=unit, month=month, amount=1_000_000_00, group=group)
    for month in MONTHS[:8]:
        close_month(administration, month, by=None)
    meeting = start_meeting(meeting_on(body, DAY, director, secretary, head), now=NOON, by=director)
    return close_meeting(meeting, adjuster=secretary, now=ONE, by=director)


def uploaded(administration, rows):
    """Actuals of August, read from a file as the controller reads it."""
    content = f"Ansvar;Konto;Period;Utfall kr\n{rows}".encode()
    upload = receive_upload(administration, name="utfall.csv", content=content, by=None)
    return commit_upload(upload, seen=examine_upload(upload, by=None).preview.fingerprint, by=None)


def told(meeting, sight=WHOLE):
    return told_of(drifted(meeting), meeting.snapshot.read(), sight)


def test_figures_that_stand_have_not_drifted(held):
    assert drifted(held) == Drift()


def test_a_month_that_is_opened_again_is_told(held):
    reopen_month(held.body.administration, AUGUST, by=None)

    assert drifted(held) == Drift(reopened=(AUGUST,))
    assert told(held) == ["Augusti har öppnats igen."]


def test_other_actuals_of_a_month_that_was_opened_again_are_told(held):
    administration = held.body.administration
    reopen_month(administration, AUGUST, by=None)
    uploaded(administration, "4100;5020;202608;1500000\n")

    assert drifted(held) == Drift(reopened=(AUGUST,), actuals=("4100",))


def test_they_are_told_when_the_month_is_closed_again_too(held):
    administration = held.body.administration
    reopen_month(administration, AUGUST, by=None)
    uploaded(administration, "4100;5020;202608;1500000\n")
    close_month(administration, AUGUST, by=None)

    assert told(held) == ["Utfallet i de stängda månaderna har ändrats för en enhet: 4100 Barn och ungdom."]


def test_actuals_of_a_later_month_are_no_drift(held):
    unit = held.body.administration.units.get(code="4100")
    factories.FigureFactory(unit=unit, month=date(2026, 9, 1), group=factories.group(unit.administration))

    assert not drifted(held)


def test_a_changed_budget_is_told(held):
    Figure.objects.filter(kind=Figure.Kind.BUDGET, unit__code="4200").update(amount=900_000_00)

    assert drifted(held) == Drift(actuals=(), budgets=("4200",))


def test_a_corrected_forecast_of_the_month_is_told(held):
    forecast_of(held.body.administration.units.get(code="4100"), AUGUST, 12_500_000_00, version=2)

    assert told(held) == ["Prognosen har ändrats för en enhet: 4100 Barn och ungdom."]


def test_a_forecast_of_a_later_month_is_no_drift(held):
    forecast_of(held.body.administration.units.get(code="4100"), date(2026, 9, 1), 12_500_000_00)

    assert not drifted(held)


def test_a_meeting_without_figures_has_no_drift(body):
    assert not drifted(factories.MeetingFactory(body=body))


def test_only_units_that_are_read_are_named(held):
    own = held.body.administration.units.get(code="4200")
    for code in ("4100", "4200"):
        forecast_of(held.body.administration.units.get(code=code), AUGUST, 12_500_000_00, version=2)

    sight = Sight(whole=False, units=frozenset({own.pk}))

    assert told(held, sight) == ["Prognosen har ändrats för 2 enheter: 4200 Vuxen."]
    assert told(held, Sight(whole=False)) == ["Prognosen har ändrats för 2 enheter."]


def test_the_page_says_it_and_the_frozen_minutes_stay(held, secretary, client):
    meeting = adjust(held, seen_pulse=held.pulse, by=secretary)
    before = minutes_of(meeting)
    reopen_month(meeting.body.administration, AUGUST, by=None)
    client.force_login(secretary)

    text = client.get(reverse("meetings:minutes", args=["EX", meeting.pk])).text

    assert "Siffrorna i protokollet är de som gällde kl. 12:00." in text
    assert "Augusti har öppnats igen." in text
    assert minutes_of(again(meeting)) == before


def test_the_document_does_not_say_it(held, secretary, client):
    client.force_login(secretary)
    address = reverse("meetings:minutes", args=["EX", held.pk]) + "?export=docx"
    before = client.get(address).content

    reopen_month(held.body.administration, AUGUST, by=None)

    assert client.get(address).content == before


@pytest.mark.parametrize("count", [1, 3])
def test_looking_for_drift_takes_the_same_queries_for_any_number_of_units(
    body, director, count, django_assert_num_queries
):
    department = body.administration.departments.get()
    for number in range(count):
        factories.UnitFactory(department=department, code=f"43{number}0")
    meeting = start_meeting(meeting_on(body, DAY, director), now=NOON, by=director)
    meeting = type(meeting).objects.select_related("body__administration", "snapshot").get(pk=meeting.pk)

    with django_assert_num_queries(5):
        drifted(meeting)
