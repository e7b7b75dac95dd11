import pytest

from forecasts.entry.drafts import write_amount, write_line_comment
from forecasts.entry.lines import EntryState
from forecasts.entry.queries import entries
from forecasts.entry.steps import submit
from forecasts.models import Figure, Forecast
from tests import factories
from tests.forecasts.entry.cycle import AUGUST, SEPTEMBER, TKR, close, entry_of, figures, round_of, submitted
from units.months import add_months


def test_a_row_says_what_the_forecast_is_held_against(unit, august):
    figures(unit, "PER", Figure.Kind.ACTUAL, 900 * TKR, year=2025)
    submitted(unit, add_months(AUGUST, -2), PER=12_100 * TKR)

    revenue, staff = entry_of(unit, august).lines

    assert (revenue.code, revenue.budget, revenue.actual_to_date) == ("INT", -600 * TKR, -400 * TKR)
    assert (staff.code, staff.budget, staff.budget_to_date) == ("PER", 12_000 * TKR, 8_000 * TKR)
    assert (staff.actual_to_date, staff.last_year, staff.previous) == (8_160 * TKR, 10_800 * TKR, 12_100 * TKR)
    assert (staff.proposal, staff.method, staff.forecast) == (12_160 * TKR, "remaining-budget", None)
    assert (revenue.staff, staff.staff) == (False, True)


def test_a_budget_change_is_budget(unit, august):
    figures(unit, "PER", Figure.Kind.CHANGE, 10 * TKR)

    staff = entry_of(unit, august).lines[1]

    assert (staff.budget, staff.budget_to_date) == (12_120 * TKR, 8_080 * TKR)


def test_the_budget_is_proposed_while_no_month_is_closed(administration, unit, august):
    administration.closed_months.all().delete()

    staff = entry_of(unit, august).lines[1]

    assert (staff.budget_to_date, staff.actual_to_date, staff.proposal) == (None, None, 12_000 * TKR)
    assert staff.how.fallback == "nothing-closed"


def test_a_group_is_a_row_when_a_forecast_has_it_only(unit, august):
    submitted(unit, add_months(AUGUST, -2), **{"0": 11_000 * TKR})

    rows = [(line.code, line.previous) for line in entry_of(unit, august).lines]

    assert rows == [("INT", None), ("PER", None), ("0", 11_000 * TKR)]


def test_the_previous_forecast_is_the_latest_outside_the_round(unit, august):
    submitted(unit, add_months(AUGUST, -2), PER=1)
    june = submitted(unit, add_months(AUGUST, -2), version=2, PER=2)
    submitted(unit, AUGUST, round=august, PER=3)
    submitted(unit, SEPTEMBER, PER=4)

    assert entry_of(unit, august).previous == june


def test_in_an_extra_round_the_ordinary_rounds_forecast_is_the_previous_one(administration, unit):
    ordinary, extra = round_of(administration, locked=True), round_of(administration, number=1)
    first = submitted(unit, AUGUST, round=ordinary, PER=1)
    second = submitted(unit, AUGUST, version=2, round=extra, PER=2)

    assert entry_of(unit, extra).previous == first
    assert (entry_of(unit, ordinary).previous, entry_of(unit, ordinary).submitted) == (None, first)
    assert entry_of(unit, extra).submitted == second


def test_a_draft_stands_before_what_is_submitted(administration, unit, august):
    submitted(unit, AUGUST, round=august, PER=12_100 * TKR)
    group = factories.group(administration)

    draft = write_amount(unit, august, group, amount=12_200 * TKR, seen=12_100 * TKR, by=None)

    entry = entry_of(unit, august)
    staff = entry.lines[1]
    assert (entry.forecast, entry.draft, entry.state) == (draft, draft, EntryState.DRAFT)
    assert (staff.forecast, staff.submitted) == (12_200 * TKR, 12_100 * TKR)


@pytest.mark.parametrize("state", ["submitted", "sent-back", "checked", "approved"])
def test_the_state_is_that_of_what_is_submitted(unit, august, state):
    forecast = submitted(unit, AUGUST, round=august, PER=1)
    Forecast.objects.filter(pk=forecast.pk).update(state=state)

    assert entry_of(unit, august).state == state


def test_a_locked_round_has_units_that_are_locked_and_units_that_are_missing(administration, unit):
    locked = round_of(administration, locked=True)
    submitted(unit, AUGUST, round=locked, PER=1)
    other = administration.units.get(code="4200")

    states = {pk: entry.state for pk, entry in entries([unit.pk, other.pk], locked).items()}

    assert states == {unit.pk: EntryState.LOCKED, other.pk: EntryState.MISSING}


def test_a_withdrawn_forecast_is_not_there(unit, august):
    forecast = submitted(unit, AUGUST, round=august, PER=1)
    Forecast.objects.filter(pk=forecast.pk).update(withdrawn_at=forecast.submitted_at)

    assert entry_of(unit, august).state == EntryState.NOT_STARTED


def test_the_sum_says_what_is_missing(administration, unit, august):
    submitted(unit, add_months(AUGUST, -2), PER=12_100 * TKR, INT=-600 * TKR)
    write_amount(unit, august, factories.group(administration), amount=12_300 * TKR, seen=None, by=None)

    total = entry_of(unit, august).total

    assert (total.budget, total.forecast, total.deviation) == (11_400 * TKR, 12_300 * TKR, -300 * TKR)
    assert (total.missing, total.complete, total.change) == (1, False, None)


def test_the_sum_of_a_whole_forecast_has_a_change(administration, unit, august):
    submitted(unit, add_months(AUGUST, -2), PER=12_100 * TKR, INT=-600 * TKR)
    write_amount(unit, august, factories.group(administration), amount=12_300 * TKR, seen=None, by=None)
    write_amount(unit, august, factories.group(administration, "INT"), amount=-600 * TKR, seen=None, by=None)

    entry = entry_of(unit, august)

    assert (entry.amount, entry.deviation, entry.change) == (11_700 * TKR, -300 * TKR, -200 * TKR)


def test_an_amount_for_the_whole_unit_is_a_whole_forecast(administration, unit, august):
    write_amount(unit, august, factories.group(administration, "0"), amount=11_500 * TKR, seen=None, by=None)

    total = entry_of(unit, august).total

    assert (total.complete, total.forecast, total.deviation) == (True, 11_500 * TKR, -100 * TKR)


@pytest.mark.parametrize("count", [1, 40])
def test_as_many_queries_for_many_units_as_for_one(administration, django_assert_num_queries, count):
    department = administration.departments.get()
    units = factories.UnitFactory.create_batch(count, department=department)
    august = round_of(administration)
    close(administration)
    for unit in units:
        figures(unit, "PER", Figure.Kind.BUDGET, 1)
        submitted(unit, AUGUST, round=august, PER=1)

    with django_assert_num_queries(12):
        assert len(entries([unit.pk for unit in units], august)) == count


def test_what_was_being_written_when_a_round_was_locked_is_left_out(unit, august):
    made = submitted(unit, round=august, PER=12_000 * TKR, INT=-600 * TKR)
    write_amount(unit, august, factories.group(unit.administration, "PER"), amount=TKR, seen=12_000 * TKR, by=None)
    august.locked_at = august.opened_at
    august.save()

    entry = entry_of(unit, august)

    assert (entry.forecast, entry.amount, entry.deviation) == (made, 11_400 * TKR, 0)


def test_a_comment_beside_an_amount_for_the_whole_unit_leaves_its_deviation(unit, august):
    whole, staff = (factories.group(unit.administration, code) for code in ("0", "PER"))
    write_amount(unit, august, whole, amount=11_450 * TKR, seen=None, by=None)
    write_line_comment(unit, august, staff, text="Vikarier", seen="", by=None)

    submit(unit, august, by=None)

    entry = entry_of(unit, august)
    assert (entry.deviation, entry.total.complete) == (-50 * TKR, True)
