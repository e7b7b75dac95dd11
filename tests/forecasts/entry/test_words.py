from datetime import date

import pytest
from django.utils import translation

from forecasts.entry.explain import Thresholds, must_explain
from forecasts.entry.flags import flags
from forecasts.entry.grid_words import not_an_amount
from forecasts.entry.lines import EntryLine
from forecasts.entry.proposal import Basis, propose
from forecasts.entry.words import METHODS, flag_sentence, proposal_sentence, reasons_sentence
from units.display import Display
from units.models import AccountGroup
from units.money import MoneyUnit

TKR = 1000_00
NO_LAST_YEAR = (
    "Det finns inget utfall från förra året att gå efter. Utfall till och med augusti, 900 tkr, "
    "plus återstående budget, 400 tkr."
)
LIMITS = Thresholds(100 * TKR, 5, 100 * TKR, 5)
DISPLAY = Display(MoneyUnit.TKR)


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


def line(**amounts):
    kept = {name: ore * TKR for name, ore in amounts.items()}
    return EntryLine(1, "PER", "Personal", "cost", staff=True, **kept)


def said(*lines):
    return [flag_sentence(flag, DISPLAY).replace("\N{NO-BREAK SPACE}", " ") for flag in flags(lines, LIMITS)]


def test_every_method_has_a_sentence():
    assert set(METHODS) == set(AccountGroup.Proposal.values)


def test_a_slip_of_the_unit_says_what_it_is_held_against():
    assert said(line(budget=12_000, forecast=120)) == [
        "Personal: prognosen 120 tkr är en hundradel av budgeten 12 000 tkr. Har du skrivit i fel enhet?"
    ]


def test_a_turned_sign_says_what_it_is_held_against():
    assert said(line(previous=12_000, forecast=-12_000)) == [
        "Personal: prognosen −12 000 tkr har omvänt tecken mot föregående prognos 12 000 tkr. Stämmer tecknet?"
    ]


def test_a_sign_of_its_own_says_which():
    assert said(line(forecast=-500)) == ["Personal: prognosen −500 tkr har en intäkts tecken. Stämmer tecknet?"]


def test_the_other_flags_say_why():
    over = line(budget=12_000, budget_to_date=8_000, actual_to_date=8_500, forecast=12_000, previous=12_000)
    assert said(over) == [
        "Prognosen slutar på budget, men utfallet hittills ligger 500 tkr över. Vad ska hämta in det?"
    ]
    below = line(budget=12_000, budget_to_date=8_000, actual_to_date=8_000, forecast=7_000, previous=12_200)
    assert said(below) == [
        "Personal: prognosen 7 000 tkr för hela året är mindre än det som redan är bokfört, 8 000 tkr.",
        "Prognosen är 5 200 tkr bättre än den föregående. Vad har hänt sedan dess?",
    ]
    assert said(line(budget=12_000, forecast=12_200)) == [
        "Personal: prognosen är 200 tkr över budget. Beror det på fler anställda, sjukfrånvaro eller vikarier?"
    ]


@pytest.mark.parametrize(
    ("method", "last", "text"),
    [
        (
            "remaining-budget",
            None,
            "Utfall till och med augusti, 900 tkr, plus återstående budget, 400 tkr.",
        ),
        ("linear", None, "Utfall till och med augusti, 900 tkr, för 8 av 12 månader i samma takt."),
        (
            "last-year",
            (600, 200),
            "Utfall till och med augusti, 900 tkr, plus förra årets september–december i årets takt (+50 %), 300 tkr.",
        ),
        (
            "last-year",
            (100, 200),
            "Utfall till och med augusti, 900 tkr, plus förra årets september–december som de var, 200 tkr.",
        ),
        (
            "last-year",
            None,
            NO_LAST_YEAR,
        ),
    ],
)
def test_a_proposal_says_how_it_was_made(method, last, text):
    to_date, rest = (last[0] * TKR, last[1] * TKR) if last else (None, None)
    how = propose(method, Basis(1200 * TKR, 800 * TKR, 900 * TKR, to_date, rest, months=8))
    row = EntryLine(1, "PER", "Personal", "cost", actual_to_date=900 * TKR, proposal=how.amount, how=how)

    assert proposal_sentence(row, date(2026, 8, 1), DISPLAY).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_proposal_before_any_month_is_closed_says_so():
    how = propose("linear", Basis(1200 * TKR, None, None))
    row = EntryLine(1, "PER", "Personal", "cost", proposal=how.amount, how=how)

    assert proposal_sentence(row, None, DISPLAY) == "Ingen månad är stängd än, så budgeten föreslås."


def test_why_it_is_to_be_explained():
    reasons = must_explain(-200 * TKR, -150 * TKR, 12_000 * TKR, LIMITS)

    assert reasons_sentence(reasons, -200 * TKR, -150 * TKR, DISPLAY).replace("\N{NO-BREAK SPACE}", " ") == (
        "Avvikelsen (−200 tkr) och förändringen sedan föregående prognos (−150 tkr) ska förklaras."
    )


@pytest.mark.parametrize(
    ("forecast", "budget", "times"),
    [
        (9_999, 626, "9 999 tkr är ungefär 16 gånger budgeten 626 tkr"),
        (300, 12_000, "300 tkr är ungefär 1/40 av budgeten 12 000 tkr"),
        (6_300, 626, "6 300 tkr är tio gånger budgeten 626 tkr"),
    ],
)
def test_how_many_times_is_said_as_it_is(forecast, budget, times):
    assert said(line(budget=budget, forecast=forecast))[0] == (
        f"Personal: prognosen {times}. Har du skrivit i fel enhet?"
    )


def test_what_could_be_two_amounts_says_which():
    assert not_an_amount(" −1.234 tkr", MoneyUnit.TKR).replace("\N{NO-BREAK SPACE}", " ") == (
        "−1.234 kan betyda −1 234 eller −1,234. Skriv −1 234 eller −1,234."
    )


def test_a_lone_dash_says_what_to_write_instead():
    assert not_an_amount("−", MoneyUnit.TKR) == "”−” är inget belopp. Skriv 0 om inget väntas."
