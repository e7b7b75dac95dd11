"""The page where the effect of a measure is seen and signed."""

import re
from html import unescape

import pytest
from django.urls import reverse

from forecasts.models import Figure
from measures.models import Effect, FollowUp, MeasureShare, Overlap, Verification
from tests import factories
from tests.measures.verifying.making import AUGUST, closed, costs, measured, neighbours
from units.models import User
from units.roles import Role


@pytest.fixture
def unit(administration):
    unit = administration.units.get(code="4100")
    costs(unit, drop=0.25)
    costs(unit, kind=Figure.Kind.BUDGET)
    closed(administration)
    return unit


@pytest.fixture
def measure(unit):
    return measured(unit)


@pytest.fixture
def seen(administration, measure):
    """The measure beside ten units to compare with: the ledger shows it."""
    neighbours(administration, 10)
    return measure


@pytest.fixture
def client(client_of):
    return client_of(Role.CONTROLLER)


def address(measure, name="measure-verify"):
    return reverse(f"measures:{name}", args=[measure.administration.code, measure.pk])


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)[1].replace("\xa0", " ").strip()


def written(**given):
    return {"year": "2026", "through": "2026-08", "amount": "120 000", "word": "Avtalen är avslutade."} | given


def test_a_saving_that_shows_is_the_headline(seen, client):
    page = client.get(address(seen))

    assert re.fullmatch(r"Syns i utfallet: 1\d\d tkr lägre kostnad än utan åtgärden sedan mars", heading(page))
    assert "Planerat var 120 tkr." in text(page)


def test_what_cannot_be_judged_shows_plan_actual_and_budget_and_says_why(measure, client):
    page = client.get(address(measure))

    assert heading(page) == "Kan inte avgöras: för få enheter att jämföra med"
    assert "Det krävs 10 andra enheter med samma kontogrupp" in text(page)
    assert [line["name"] for line in page.context["page"].chart.figure["data"]] == ["budget", "plan", "utfall"]


def test_the_numbers_of_the_chart_stand_in_its_table_with_their_sum(measure, client):
    rows = client.get(address(measure)).context["page"].chart.rows

    assert [row[0] for row in rows] == [
        "mars 2026", "april 2026", "maj 2026", "juni 2026", "juli 2026", "augusti 2026", "Summa",
    ]  # fmt: skip
    assert rows[-1][5:] == ["+120", "–"]


def test_a_measure_without_an_account_group_shows_all_costs_of_its_units(unit, client):
    costs(unit, group=factories.group(unit.administration, "PER"))

    page = client.get(address(measured(unit, group=None)))

    assert heading(page) == "Kan inte avgöras: åtgärden saknar kontogrupp"
    march = sum(Figure.objects.filter(kind=Figure.Kind.ACTUAL, month="2026-03-01").values_list("amount", flat=True))
    assert page.context["page"].chart.figure["data"][-1]["y"][0] == march / 1000_00


def test_before_a_month_is_closed_there_is_nothing_to_sign(administration, measure, client):
    administration.closed_months.all().delete()

    page = client.get(address(measure))

    assert heading(page) == "Kan inte avgöras: ingen månad sedan starten är stängd"
    assert page.context["may_sign"] is False


def test_what_was_reported_and_signed_stands_beside_the_plan(measure, client):
    FollowUp.objects.create(measure=measure, day="2026-09-14", status="late", realised=70_000_00)
    client.post(address(measure), written(amount="90 000"))

    page = text(client.get(address(measure)))

    assert "Rapporterat för 2026, 2026-09-14 +70 tkr" in page
    assert "Verifierat för 2026, till och med augusti +90 tkr" in page


def test_the_form_begins_with_what_the_ledger_shows(seen, client):
    page = client.get(address(seen)).context

    first = page["form"].initial
    assert (first["year"], first["through"]) == (2026, AUGUST)
    assert abs(first["amount"] - page["page"].judgement.saved.estimate) < 100


def test_the_form_begins_with_what_was_reported_where_the_ledger_shows_nothing(measure, client):
    FollowUp.objects.create(measure=measure, day="2026-09-14", status="late", realised=70_000_00)

    assert client.get(address(measure)).context["form"].initial["amount"] == 70_000_00


def test_a_controller_signs_with_what_the_ledger_said(seen, client):
    response = client.post(address(seen), written())

    made = Verification.objects.get()
    assert response.url == address(seen)
    assert (made.amount, made.verdict, made.word) == (120_000_00, "seen", "Avtalen är avslutade.")


def test_a_signature_that_is_refused_says_why_and_loses_nothing(measure, client):
    response = client.post(address(measure), written(through="2026-09"))

    assert response.status_code == 422
    assert "September 2026 är inte stängd" in text(response)
    assert "Avtalen är avslutade." in text(response)


def test_nothing_about_individuals_is_signed(measure, client):
    response = client.post(address(measure), written(word="Avser 19121212-1212"))

    assert (response.status_code, Verification.objects.count()) == (422, 0)


def test_a_unit_head_reads_it_and_signs_nothing(measure, client_of):
    client = client_of(Role.UNIT_HEAD)

    assert [client.get(address(measure)).status_code, client.post(address(measure), written()).status_code] == [
        200,
        403,
    ]


def test_who_reads_the_figures_of_one_of_its_units_only_is_refused(administration, measure, client_of):
    MeasureShare.objects.create(measure=measure, unit=administration.units.get(code="4200"), share=1)

    assert client_of(Role.UNIT_HEAD).get(address(measure)).status_code == 403


def test_a_measure_of_another_administration_is_not_found(measure, client):
    factories.small_administration("ZZ")

    assert client.get(f"/administrations/ZZ/measures/{measure.pk}/verify/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_units_and_signatures(
    administration, seen, client, count, django_assert_num_queries
):
    for number in range(count):
        client.post(address(seen), written(amount=f"{number + 1}"))
        MeasureShare.objects.create(measure=seen, unit=administration.units.get(code=f"500{number}"), share=1)
        measured(seen.shares.first().unit)

    with django_assert_num_queries(21):
        client.get(address(seen))


def test_an_answer_to_a_double_counting_is_kept_and_leads_back(unit, measure, client):
    other = measured(unit)
    said = {"doubt": str(other.pk), "answer": "Olika konsulter", "next": "/administrations/EX/measures/"}

    response = client.post(address(measure, "overlap-answer"), said)

    assert (response.url, Overlap.objects.get().answer) == (said["next"], "Olika konsulter")


@pytest.mark.parametrize(
    "where", ["https://example.org/administrations/", "//example.org/administrations/", "//[", "/x", ""]
)
def test_an_answer_never_leads_to_another_site(unit, measure, client, where):
    other = measured(unit)

    response = client.post(
        address(measure, "overlap-answer"), {"doubt": str(other.pk), "answer": "Olika", "next": where}
    )

    assert response.url == address(measure)


def test_an_empty_answer_is_asked_for_again(unit, measure, client):
    response = client.post(address(measure, "overlap-answer"), {"doubt": str(measured(unit).pk), "answer": ""})

    assert response.status_code == 422
    assert "Skriv varför inget räknas dubbelt." in text(response)


def test_a_question_that_is_gone_keeps_what_was_typed(measure, client):
    response = client.post(address(measure, "overlap-answer"), {"doubt": "forecast", "answer": "Olika konsulter"})

    assert response.status_code == 422
    assert 'value="Olika konsulter"' in response.content.decode()


def test_one_button_says_that_the_forecast_contains_the_effect(unit, measure, client):
    factories.ForecastFactory(unit=unit, as_of=AUGUST)

    client.post(address(measure, "overlap-answer"), {"doubt": "forecast", "contained": "1"})

    measure.refresh_from_db()
    assert measure.contained_from == AUGUST


def test_doubts_are_asked_on_the_page_of_those_who_may_answer(unit, measure, client, client_of):
    measured(unit, title="Nytt avtal", number=77)
    factories.ForecastFactory(unit=unit, as_of=AUGUST)

    asked, read = text(client.get(address(measure))), text(client_of(Role.SUPPORT).get(address(measure)))

    assert "Åtgärd 77, Nytt avtal, ska också spara på" in asked
    assert "Prognosen per augusti 2026 gjordes när åtgärden redan pågick. Ingår effekten?" in asked
    assert ("Ja, den ingår i prognosen" in asked, "Ja, den ingår i prognosen" in read) == (True, False)


def test_the_page_reads_in_english_too(seen, client):
    User.objects.update(language="en")

    assert "lower cost than without the measure since March" in heading(client.get(address(seen)))


@pytest.mark.parametrize(("amount", "reported", "asked"), [
    ("99 000 000", None, True),
    ("240 001", None, True),
    ("240 000", None, False),
    ("400 000", 200_000_00, False),
])  # fmt: skip
def test_an_amount_far_above_plan_and_report_is_asked_about(measure, client, amount, reported, asked):
    Effect.objects.filter(measure=measure).update(planned=20_000_00)
    FollowUp.objects.create(measure=measure, day="2026-09-14", status="late", realised=reported)

    page = client.post(address(measure), written(amount=amount))

    assert (page.status_code, Verification.objects.exists()) == ((422, False) if asked else (302, True))
    if asked:
        assert "Beloppet är större än planen och det uppföljda" in text(page)


def test_an_amount_that_is_confirmed_is_signed(measure, client):
    client.post(address(measure), written(amount="99 000 000", sure="on"))

    assert Verification.objects.get().amount == 99_000_000_00


def test_the_verdict_is_said_once(measure, client):
    assert text(client.get(address(measure))).lower().count("kan inte avgöras") == 1
