"""The controller's signature of an effect, and answers to double countings."""

from datetime import date

import pytest

from measures.models import Measure, Overlap, Verification
from measures.overlaps import doubts_of, open_doubts
from measures.verifying import refusals
from measures.verifying.services import answer_doubt, contain_doubt, verify_effect
from tests import factories
from tests.measures.verifying.making import AUGUST, closed, measured
from units.log import action_in_words, lines
from units.models import Change
from units.roles import Role

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


@pytest.fixture
def measure(unit):
    closed(unit.administration)
    return measured(unit)


def signed(measure, by, **given):
    usual = {"year": 2026, "through": AUGUST, "amount": 120_000_00, "word": "Avtalen är avslutade.", "verdict": "seen"}
    return verify_effect(measure, **usual | given, by=by)


def test_a_signature_is_kept_with_what_the_ledger_said(measure, controller):
    made = signed(measure, controller)

    kept = (made.measure, made.year, made.through, made.amount, made.verdict, made.word, made.signed_by)
    assert kept == (measure, 2026, AUGUST, 120_000_00, "seen", "Avtalen är avslutade.", controller)


def test_a_signature_leaves_a_line_in_the_log_that_reads_well(measure, controller):
    signed(measure, controller)

    change = Change.objects.get(action="measure-verified")
    assert action_in_words(change.action) == "Effekt av en åtgärd signerad"
    assert [(line.name, line.after) for line in lines(change, figures=True)] == [
        ("belopp, kronor", "120\xa0000"),
        ("hur den verifierades", "Avtalen är avslutade."),
        ("månad", "2026-08"),
        ("enligt utfallet", "syns i utfallet"),
        ("år", "2026"),
    ]


def test_the_same_signature_twice_is_one(measure, controller):
    first, again = signed(measure, controller), signed(measure, controller)

    assert (first, Change.objects.filter(action="measure-verified").count()) == (again, 1)


def test_another_amount_is_another_signature_and_the_latest_comes_first(measure, controller):
    signed(measure, controller)
    signed(measure, controller, amount=-5_00)

    assert [each.amount for each in measure.verifications.all()] == [-5_00, 120_000_00]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"through": SEPTEMBER}, refusals.VerifiedMonthOpenError),
        ({"through": date(2026, 2, 1)}, refusals.VerifiedBeforeStartError),
        ({"year": 2025}, refusals.VerifiedYearError),
        ({"word": "  "}, refusals.VerifiedWordError),
    ],
)
def test_a_signature_that_cannot_be_is_refused(measure, controller, given, error):
    with pytest.raises(error):
        signed(measure, controller, **given)

    assert Verification.objects.count() == 0


@pytest.mark.parametrize("stage", ["idea", "proposed", "closed", "stopped", "rejected"])
def test_only_a_decided_measure_that_has_not_ended_is_signed(measure, controller, stage):
    Measure.objects.update(stage=stage)

    with pytest.raises(refusals.NotVerifiableError):
        signed(measure, controller)


def test_nothing_is_signed_before_a_month_is_closed(measure, controller):
    measure.administration.closed_months.all().delete()

    with pytest.raises(refusals.NothingClosedError, match="mars 2026"):
        signed(measure, controller)


def test_a_closed_month_after_an_open_one_is_not_signed(measure, controller):
    measure.administration.closed_months.filter(month=date(2026, 5, 1)).delete()

    with pytest.raises(refusals.VerifiedMonthOpenError, match="april 2026"):
        signed(measure, controller)


def test_an_answer_is_kept_and_logged_with_what_it_is_about(measure, unit, controller):
    other = measured(unit, title="Nytt avtal")

    answer_doubt(measure, str(other.pk), answer=" Olika konsulter ", by=controller)

    change = Change.objects.get(action="measure-overlap-answered")
    assert (open_doubts(measure), change.after) == ([], {"answer": "Olika konsulter", "other": str(other)})


def test_answering_again_takes_the_place_of_the_answer(measure, unit, controller):
    other = measured(unit)
    for answer in ("Olika konsulter", "Olika konsulter", "Olika avtal"):
        answer_doubt(measure, str(other.pk), answer=answer, by=controller)

    answers = [each.after["answer"] for each in Change.objects.filter(action="measure-overlap-answered").order_by("pk")]
    assert [each.answer for each in Overlap.objects.all()] == ["Olika avtal"]
    assert answers == ["Olika konsulter", "Olika avtal"]


def test_an_empty_answer_is_refused(measure, unit, controller):
    other = measured(unit)

    with pytest.raises(refusals.AnswerNeededError):
        answer_doubt(measure, str(other.pk), answer=" ", by=controller)


@pytest.mark.parametrize("key", ["forecast", "0", "", "nonsense"])
def test_a_doubt_that_is_gone_is_not_answered(measure, controller, key):
    with pytest.raises(refusals.DoubtGoneError):
        answer_doubt(measure, key, answer="Olika konsulter", by=controller)


def test_a_forecast_that_contains_the_effect_says_so_from_its_month(measure, unit, controller):
    factories.ForecastFactory(unit=unit, as_of=AUGUST)

    contain_doubt(measure, "forecast", by=controller)

    measure.refresh_from_db()
    assert (measure.contained_from, measure.version, doubts_of(measure)) == (AUGUST, 2, [])


def test_a_word_about_what_the_forecast_contains_is_kept(measure, unit, controller):
    factories.ForecastFactory(unit=unit, as_of=AUGUST)

    contain_doubt(measure, "forecast", answer="Från och med augusti", by=controller)

    assert Overlap.objects.get().answer == "Från och med augusti"


def test_another_measure_does_not_contain_an_effect(measure, unit, controller):
    other = measured(unit)

    with pytest.raises(refusals.DoubtGoneError):
        contain_doubt(measure, str(other.pk), by=controller)
