"""What a new head of a unit is handed over."""

from datetime import date

import pytest
import time_machine

from forecasts.models import Round
from measures.models import Commitment, Finding, MeasureShare, MeasureStep
from measures.programme.services import set_requirement
from meetings.assignments.services import report_back
from meetings.models import Body, Matter
from tests import factories
from tests.meetings.reading import heading, signed_in, text
from tests.meetings.teams.making import NOON, assignment, in_deficit, meeting, note, team
from units.models import Responsibility
from units.roles import Role

PAGE = "/administrations/EX/units/4100/handover/"


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def former(administration, unit):
    """The head until the end of August."""
    user = factories.UserFactory(name="Förra chefen")
    place = {"role": Role.UNIT_HEAD, "administration": administration, "unit": unit}
    Responsibility.objects.create(user=user, since=date(2020, 1, 1), until=date(2026, 8, 31), **place)
    return user


@pytest.fixture
def head(administration, unit, former):
    """The head since September."""
    user = factories.UserFactory(name="Nya chefen")
    place = {"role": Role.UNIT_HEAD, "administration": administration, "unit": unit}
    Responsibility.objects.create(user=user, since=date(2026, 9, 1), **place)
    return user


@pytest.fixture
def page(head):
    """The page as its new head reads it."""
    return lambda: text(signed_in(head).get(PAGE))


def test_the_page_says_how_it_stands_and_who_answered_before(unit, head):
    in_deficit(unit)

    response = signed_in(head).get(PAGE)

    assert heading(response) == "Överlämning av Barn och ungdom 2026 −300 tkr 100 sämre än juli"
    assert "Nya chefen sedan 2026-09-01" in text(response)
    assert "Förra chefen 2020-01-01 – 2026-08-31" in text(response)


def test_the_forecasts_are_told_from_the_latest_back_with_the_words_of_the_latest(unit, page):
    in_deficit(unit)

    found = page()

    assert "augusti 2026 1 300 −300 underskott juli 2026 1 200 −200 underskott" in found
    assert "Fler placeringar." in found


def test_what_is_open_stopped_and_said_is_told(administration, unit, page):
    going = factories.measure(
        unit, {date(2026, 10, 1): 100_00}, title="Färre konsulter", next_follow_up=date(2026, 9, 1)
    )
    stopped = factories.measure(unit, {}, title="Färre lokaler", stage="stopped")
    MeasureStep.objects.create(measure=stopped, stage="stopped", at=NOON, word="Avtalet gick inte att säga upp.")
    note(meeting(team(unit)), unit=unit)
    Matter.objects.create(administration=administration, title="Bidraget", raised_on=date(2026, 9, 1)).units.add(unit)

    found = page()

    assert f"{going.title} beslutad – 0 1 sep 2026 ! sen" in found
    assert "Färre lokaler stoppad 2026-09-15 Avtalet gick inte att säga upp." in found
    assert "Rekrytering pågår. Teamet 4100, 2026-09-22" in found
    assert "Bidraget" in found


def test_what_any_meeting_said_of_the_unit_is_told_and_what_another_team_said_of_a_shared_measure_is_not(
    administration, unit, page
):
    other = administration.units.get(code="4200")
    shared = factories.measure(unit)
    MeasureShare.objects.create(measure=shared, unit=other)
    management = Body.objects.create(administration=administration, kind="management", name="Ledningsgruppen")
    note(meeting(management), "Sagt i ledningsgruppen", unit=unit)
    note(meeting(team(other)), "Sagt i den andra enhetens team", measure=shared)
    note(meeting(team(unit)), "Sagt om allt möjligt")

    found = page()

    assert ["Sagt i ledningsgruppen" in found, "Sagt om allt möjligt" in found] == [True, True]
    assert "Sagt i den andra enhetens team" not in found


def test_what_was_reported_back_is_told_too(administration, unit, former, page):
    given = assignment(administration, owner=former, unit=unit)
    report_back(given, state="done", word="Lokalen är uppsagd.", executed_on=date(2026, 9, 1), by=None)

    assert "Återrapporterat U1/2026 Se över avtalet 1" in page()


def test_a_reader_who_does_not_act_is_not_told_to(administration, unit, former, head, person):
    in_deficit(unit)
    days = dict.fromkeys(
        [f"{step}_due" for step in ("ledger", "unit_head", "controller", "department_head", "director", "committee")],
        date(2026, 9, 20),
    )
    Round.objects.create(administration=administration, as_of=date(2026, 8, 1), opened_at=NOON, **days)
    factories.measure(unit, {date(2026, 10, 1): 100_00}, next_follow_up=date(2026, 9, 1))
    assignment(administration, owner=former, unit=unit, due=date(2026, 9, 1))

    found = text(signed_in(person(Role.SUPPORT, unit=unit)).get(PAGE))

    assert ["Gör först" in found, "Ta över" in found] == [False, False]


def test_what_binds_the_unit_is_told(administration, unit, page):
    Commitment.objects.create(
        administration=administration, unit=unit, title="Hyra", first=date(2025, 1, 1), yearly=1_200_000_00
    )
    Commitment.objects.create(
        administration=administration,
        unit=unit,
        title="Gammalt",
        first=date(2020, 1, 1),
        last=date(2021, 1, 1),
        yearly=1,
    )
    row = {"administration": administration, "unit": unit, "source": "Revisionen", "found_on": date(2026, 1, 1)}
    Finding.objects.create(title="Avtal saknas", due=date(2026, 9, 1), **row)
    Finding.objects.create(title="Åtgärdat", state="done", **row)

    found = page()

    assert "Hyra 1 200 tkr per år" in found
    assert "Avtal saknas Revisionen, 2026-01-01 · åtgärdas senast 2026-09-01 ! försenad" in found
    assert [words in found for words in ("Gammalt", "Åtgärdat")] == [False, False]


def test_what_is_urgent_stands_first(administration, unit, former, head, page):
    in_deficit(unit)
    days = dict.fromkeys(
        [f"{step}_due" for step in ("ledger", "unit_head", "controller", "department_head", "director", "committee")],
        date(2026, 9, 20),
    )
    Round.objects.create(administration=administration, as_of=date(2026, 8, 1), opened_at=NOON, **days)
    factories.measure(unit, {date(2026, 10, 1): 100_00}, next_follow_up=date(2026, 9, 1))
    values = {"year": 2026, "title": "Besparing", "amount": 500_000_00, "decided_on": date(2026, 1, 15)}
    requirement = set_requirement(administration, values, by=None)
    requirement.shares.create(unit=unit, amount=500_000_00)
    assignment(administration, owner=former, unit=unit)

    first = page().split("Gör först")[1].split("Det tidigare chefer")[0].strip()

    assert first == (
        "Ta över ett beslut eller uppdrag som en tidigare chef fortfarande ansvarar för "
        "Lämna prognosen per augusti 2026: omgången är öppen "
        "Följ upp en åtgärd som skulle ha varit uppföljd "
        "500 tkr ska sparas. Beslutade åtgärder ger 0 tkr, 500 tkr saknas. "
        "Träffa teamet runt enheten: inget möte är planerat "
        "Skriv tillsammans med teamet hur ni ser på enhetens läge"
    )


def test_what_former_heads_were_given_while_they_were_heads_is_left_behind(administration, unit, former, page):
    other = administration.units.get(code="4200")
    assignment(administration, owner=former, text="Om enheten", unit=unit)
    assignment(administration, owner=former, text="Som ny avdelningschef", unit=unit, made_on=date(2026, 9, 10))
    assignment(administration, owner=former, text="Om en annan", unit=other)

    left = page().split("Det tidigare chefer fortfarande ansvarar för")[1].split("Så har prognosen")[0]

    assert "Om enheten" in left
    assert [words in left for words in ("Som ny avdelningschef", "Om en annan")] == [False, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_much_there_is(
    administration, unit, former, head, count, django_assert_num_queries
):
    in_deficit(unit)
    held = meeting(team(unit))
    for number in range(count):
        measure = factories.measure(unit, {date(2026, 10, 1): 100_00}, owner=former)
        stopped = factories.measure(unit, stage="stopped")
        MeasureStep.objects.create(measure=stopped, stage="stopped", at=NOON)
        assignment(administration, owner=former, measure=measure)
        note(held, measure=measure)
        note(held, unit=unit)
        Matter.objects.create(
            administration=administration, title="Bidraget", raised_on=date(2026, 9, 1), owner=former
        ).units.add(unit)
        Commitment.objects.create(
            administration=administration, unit=unit, title=f"Hyra {number}", first=date(2025, 1, 1), yearly=100_00
        )
        row = {"administration": administration, "unit": unit, "source": "Revisionen", "found_on": date(2026, 1, 1)}
        Finding.objects.create(title=f"Avtal {number}", **row)
    client = signed_in(head)

    with django_assert_num_queries(39):
        client.get(PAGE)
