"""The register of measures: what it holds, how it is filtered, summed, sorted and taken away."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.db.models import Sum

from forecasts.queries import Period
from measures.followups.register_queries import register_rows, unit_lines
from measures.models import Effect, Measure, MeasureShare, Verification
from measures.programme.queries import programmes
from measures.queries import remaining_effects
from tests import factories
from tests.measures.followups.making import TODAY, decided, followed
from tests.measures.writing.making import AUTUMN
from units.models import Unit
from units.roles import Role

ADDRESS = "/administrations/EX/measures/"
MNKR = 1_000_000_00


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel("2026-10-15 12:00", tick=False):
        yield


@pytest.fixture
def units(administration):
    return {unit.code: unit for unit in administration.units.all()}


@pytest.fixture
def controller(client_of):
    return client_of(Role.CONTROLLER)


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def rows(response):
    return [row.record for row in response.context["table"].rows]


def numbers(response):
    return [row.number for row in rows(response)]


def sheet(response):
    return openpyxl.load_workbook(BytesIO(response.content)).active


def two(units):
    """A decided measure of both units (75 and 25 %) that saves 4 mnkr, and a proposed one of 4200 that saves 1."""
    shared = factories.measure(
        units["4100"], dict.fromkeys(AUTUMN, 750_000_00), number=1, title="Färre konsulter", full_year_effect=12 * MNKR
    )
    MeasureShare.objects.filter(measure=shared).update(share=7_500)
    MeasureShare.objects.create(measure=shared, unit=units["4200"], share=2_500)
    Effect.objects.bulk_create(
        Effect(measure=shared, unit=units["4200"], month=month, amount=250_000_00, planned=250_000_00, planned_cost=0)
        for month in AUTUMN
    )
    factories.measure(units["4200"], {AUTUMN[0]: MNKR}, number=2, title="Lokaler", stage="proposed", kind="premises")
    return shared


def test_the_headline_says_what_decided_measures_save_and_the_line_below_how_many_there_are(units, controller):
    two(units)

    shown = text(controller.get(ADDRESS))

    assert "1 beslutad åtgärd väntas ge 4 000 tkr under 2026" in shown
    assert "2 åtgärder: 1 föreslagen 1 000 · 1 beslutad 4 000 tkr" in shown


def test_the_headline_counts_overdue_follow_ups(units, controller):
    factories.measure(units["4100"], {AUTUMN[0]: MNKR}, next_follow_up=date(2026, 10, 10))

    shown = text(controller.get(ADDRESS))

    assert "; 1 uppföljning är försenad" in shown
    assert "2026-10-10 ! 5 dagar sen" in shown


def test_who_sees_one_unit_of_a_measure_sees_its_part_of_every_amount(units, client_of):
    measure = two(units)
    followed(measure, realised=40_00, expected=4 * MNKR)
    Verification.objects.create(measure=measure, year=2026, through=AUTUMN[0], amount=20_00)

    row = rows(client_of(Role.UNIT_HEAD).get(ADDRESS))[0]

    assert (row.full_year, row.planned, row.expected) == (9 * MNKR, 3 * MNKR, 3 * MNKR)
    assert (row.realised, row.verified, row.others) == (30_00, 15_00, 1)


def test_the_caption_says_when_amounts_are_a_part(units, client_of, controller):
    two(units)
    part = "beloppen är de här enheternas del"

    assert part in text(client_of(Role.UNIT_HEAD).get(ADDRESS))
    assert part not in text(controller.get(ADDRESS))


def test_all_units_of_a_measure_are_named_and_the_amounts_are_those_of_the_units_looked_at(units, client_of):
    two(units)

    [row] = rows(client_of(Role.UNIT_HEAD).get(ADDRESS))

    assert row.units == tuple(f"{each.code} {each.name}" for each in (units["4100"], units["4200"]))
    assert row.expected == 3 * MNKR


def test_thirds_of_a_krona_are_a_krona_for_three_who_look_at_one_unit_each(administration, units):
    third = factories.UnitFactory(department=units["4100"].department, code="4300")
    places = [units["4100"], units["4200"], third]
    made = factories.measure(places[0], {AUTUMN[0]: 100}, full_year_effect=100)
    MeasureShare.objects.filter(measure=made).update(share=3_334)
    MeasureShare.objects.bulk_create(MeasureShare(measure=made, unit=each, share=3_333) for each in places[1:])
    september = Period(2026, AUTUMN[0], None)

    found = [
        register_rows(administration, unit_lines(Unit.objects.filter(pk=each.pk)), september, {})[0].full_year
        for each in places
    ]

    assert sum(found) == 100


def test_the_headline_counts_closed_measures_and_what_stopped_ones_saved_as_the_programme_does(
    administration, units, controller
):
    for stage, saved in (("running", 1), ("closed", 2), ("stopped", 3), ("stopped", 0), ("rejected", 4), ("idea", 5)):
        factories.measure(units["4100"], {AUTUMN[0]: saved * MNKR}, stage=stage)

    response = controller.get(ADDRESS)

    assert "3 beslutade åtgärder väntas ge 6 000 tkr under 2026" in text(response)
    assert "Som beslutade räknas också avslutade åtgärder" in text(response)
    assert [row.stage for row in rows(response)] == ["running", "idea"]
    assert programmes(administration, [2026], [])[2026].gap.decided == 6 * MNKR


def test_measures_of_other_units_are_not_in_the_register(units, client_of):
    two(units)

    assert numbers(client_of(Role.UNIT_HEAD).get(ADDRESS)) == [1]


def test_sums_are_those_of_the_database_and_of_all_pages(units, controller):
    two(units)
    for number in range(3, 40):
        factories.measure(units["4100"], {AUTUMN[0]: number * 100_00}, number=number)

    table = controller.get(ADDRESS).context["table"]

    whole = Effect.objects.aggregate(sum=Sum("amount"))["sum"]
    assert (table.totals["expected"], len(table.page.object_list)) == (whole, 25)


def test_what_the_forecast_lacks_is_as_on_the_unit_pages(administration, units, controller):
    two(units)
    factories.ForecastFactory(unit=units["4100"], as_of=date(2026, 10, 1))
    factories.measure(units["4100"], {AUTUMN[3]: MNKR}, number=3, contained_from=date(2026, 10, 1))

    table = controller.get(ADDRESS).context["table"]

    year, month = table_period(administration)
    found = remaining_effects(Unit.objects.filter(administration=administration), year, month)
    assert table.totals["remaining"] == sum(each.amount for each in found.values()) != 0


def table_period(administration):
    from forecasts.queries import period

    seen = period(administration)
    return seen.year, seen.month


def test_costs_are_drawn_from_what_is_planned_and_expected(units, controller):
    measure = factories.measure(units["4100"], {AUTUMN[0]: MNKR})
    Effect.objects.filter(measure=measure).update(cost=400_000_00, planned_cost=300_000_00)

    row = rows(controller.get(ADDRESS))[0]

    assert (row.planned, row.expected) == (700_000_00, 600_000_00)


def test_a_rejected_measure_is_expected_to_save_nothing(units, controller):
    factories.measure(units["4100"], {AUTUMN[0]: MNKR}, stage="rejected")

    row = rows(controller.get(f"{ADDRESS}?stage=rejected"))[0]

    assert (row.expected, row.remaining) == (None, None)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", [1, 2]),
        ("stage=counted", [1]),
        ("stage=proposed", [2]),
        ("stage=ended", [3]),
        ("stage=all", [1, 2, 3]),
        ("unit=4100", [1]),
        ("unit=4200", [1, 2]),
        ("department=10", [1, 2]),
        ("kind=premises", [2]),
        ("horizon=structural", []),
        ("text=konsult", [1]),
        ("text=2", [2]),
        ("follow_up=never", [1]),
        ("follow_up=late", []),
        ("follow_up=overdue", []),
    ],
)
def test_the_register_is_filtered(units, controller, asked, found):
    two(units)
    factories.measure(units["4100"], {AUTUMN[0]: MNKR}, number=3, stage="stopped", start=AUTUMN[0])

    assert numbers(controller.get(f"{ADDRESS}?{asked}")) == found


def test_a_measure_is_in_the_years_when_it_has_an_effect_and_in_the_one_when_it_begins(units, controller):
    january = date(2027, 1, 1)
    factories.measure(units["4100"], {january: MNKR}, number=1, start=AUTUMN[0])
    factories.measure(units["4100"], {january: MNKR}, number=2, start=january)

    assert numbers(controller.get(f"{ADDRESS}?year=2026")) == [1]
    assert numbers(controller.get(f"{ADDRESS}?year=2027")) == [1, 2]


def test_the_register_is_filtered_by_owner(units, controller):
    owner = factories.UserFactory()
    factories.measure(units["4100"], {AUTUMN[0]: MNKR}, number=1, owner=owner)
    factories.measure(units["4100"], {AUTUMN[0]: MNKR}, number=2)

    assert numbers(controller.get(f"{ADDRESS}?owner={owner.pk}")) == [1]


def test_a_chosen_unit_has_its_part_of_the_sums(units, controller):
    two(units)

    assert controller.get(f"{ADDRESS}?unit=4200").context["table"].totals["expected"] == 2 * MNKR


@pytest.mark.parametrize(
    "asked",
    ["year=nej", "year=1", "stage=x", "unit=9999", "department=x", "kind=x", "owner=x", "owner=999999999999999999999",
     "follow_up=x", "text=%00", "sort=x", "page=99", "text=99999999999999999999"],
)  # fmt: skip
def test_what_is_unknown_never_breaks_the_register(units, controller, asked):
    two(units)

    assert controller.get(f"{ADDRESS}?{asked}").status_code == 200


@pytest.mark.parametrize("column", ["planned", "expected", "remaining", "title", "stage", "status", "overdue", "units"])
def test_the_register_is_sorted_by_what_is_asked(units, controller, column):
    two(units)

    up, down = (numbers(controller.get(f"{ADDRESS}?sort={sign}{column}")) for sign in ("", "-"))

    assert sorted(up) == sorted(down) == [1, 2]


def test_the_largest_effect_comes_first_when_asked(units, controller):
    two(units)

    assert numbers(controller.get(f"{ADDRESS}?sort=-expected")) == [1, 2]
    assert numbers(controller.get(f"{ADDRESS}?sort=expected")) == [2, 1]


def test_the_workbook_is_the_page_with_its_filter_its_order_and_its_sums(units, controller):
    two(units)
    asked = "stage=all&sort=-number"

    shown, taken = controller.get(f"{ADDRESS}?{asked}"), sheet(controller.get(f"{ADDRESS}?{asked}&export=xlsx"))

    values = list(taken.values)
    assert [row[1] for row in values[-3:-1]] == [2, 1] == numbers(shown)
    heading = next(index for index, row in enumerate(values) if row[0] == "Åtgärd")
    column = values[heading].index("Förväntat 2026 (kr)")
    assert [row[column] for row in values[heading + 1 :]] == [1_000_000, 4_000_000, 5_000_000]


def test_all_rows_are_shown_on_one_page_for_print(units, controller):
    for number in range(1, 40):
        factories.measure(units["4100"], {AUTUMN[0]: MNKR}, number=number)

    assert len(controller.get(f"{ADDRESS}?all=1").context["table"].page.object_list) == 39


def test_an_empty_register_teaches_what_a_measure_is(units, controller):
    assert "Ingen åtgärd är skriven ännu" in text(controller.get(ADDRESS))


def test_a_part_of_a_unit_is_found_with_its_unit(administration, units, controller):
    part = factories.UnitFactory(department=units["4100"].department, parent=units["4100"], code="4110")
    factories.measure(part, {AUTUMN[0]: MNKR}, number=1)

    assert numbers(controller.get(f"{ADDRESS}?unit=4100")) == [1]


def test_the_register_takes_as_many_queries_for_one_measure_as_for_three(
    units, controller, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    for _ in range(2):
        for _ in range(1 if not counted else 2):
            measure = factories.measure(units["4100"], {AUTUMN[0]: MNKR}, owner=factories.UserFactory())
            followed(measure, day=TODAY)
        with CaptureQueriesContext(connection) as captured:
            controller.get(ADDRESS)
        counted.append(len(captured))

    assert counted[0] == counted[1] <= 20


def test_a_decided_measure_has_its_latest_follow_up_in_the_register(units, controller, person):
    by = person(Role.CONTROLLER)
    measure = decided(units["4100"], by=by)
    followed(measure, by=by, day=date(2026, 10, 1), realised=50_00, expected=350_00)
    followed(measure, by=by, status="late")

    row = rows(controller.get(ADDRESS))[0]

    assert (row.status, row.realised, row.expected, row.planned) == ("late", 50_00, 350_00, 400_00)
    assert Measure.objects.get().next_follow_up == row.next_follow_up
