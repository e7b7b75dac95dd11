"""The rules, the causes and the units of a round."""

from datetime import date

import pytest

from forecasts.models import Figure, OwnCause
from forecasts.rounds.queries import cause_name, causes_of, every_cause_of, expected_of, expected_units, rules_of
from tests import factories

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)


def _budget(unit, amount=100_00):
    factories.FigureFactory(
        unit=unit, kind=Figure.Kind.BUDGET, amount=amount, group=factories.group(unit.administration)
    )


def _part(administration, code):
    whole = administration.units.get(code="4100")
    return factories.UnitFactory(department=whole.department, parent=whole, code=code)


def _expected(administration):
    return [unit.code for unit in expected_units(administration, SEPTEMBER)]


def test_an_administration_without_rules_follows_the_usual(administration):
    rules = rules_of(administration)

    assert (rules.pk, rules.unit_head_days, rules.months) == (None, 8, [2, 3, 4, 5, 6, 8, 9, 10, 11, 12])


def test_units_without_parts_are_expected_with_or_without_a_budget(administration):
    assert _expected(administration) == ["4100", "4200"]


def test_a_unit_that_has_ended_is_not_expected(administration):
    administration.units.filter(code="4200").update(valid_to=date(2026, 8, 1))

    assert _expected(administration) == ["4100"]


def test_a_unit_speaks_for_parts_without_budget(administration):
    _part(administration, "4101")
    _budget(administration.units.get(code="4100"))

    assert _expected(administration) == ["4100", "4200"]


def test_parts_with_all_the_budget_speak_for_themselves(administration):
    _budget(_part(administration, "4101"))
    _part(administration, "4102")

    assert _expected(administration) == ["4101", "4200"]


def test_a_unit_with_budget_of_its_own_is_expected_beside_its_parts(administration):
    _budget(_part(administration, "4101"))
    _budget(administration.units.get(code="4100"))

    assert _expected(administration) == ["4100", "4101", "4200"]


def test_expected_units_are_found_with_two_queries_at_most(administration, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        _names = [(unit.department.name, unit.parent) for unit in expected_units(administration, SEPTEMBER)]


def test_the_standard_causes_are_the_list_of_an_administration_without_its_own(administration):
    assert [cause.code for cause in causes_of(administration)][:3] == ["volume", "price", "staffing"]


def test_an_own_list_has_its_names_and_order(administration):
    OwnCause.objects.create(administration=administration, code="tak", name="Tak som läcker", order=0)
    OwnCause.objects.create(administration=administration, code="volume", order=1)

    assert causes_of(administration) == [("tak", "Tak som läcker"), ("volume", "volym")]


def test_a_retired_cause_keeps_its_name_but_cannot_be_chosen(administration):
    OwnCause.objects.create(administration=administration, code="tak", name="Tak som läcker", retired=True)

    assert causes_of(administration) == []
    assert cause_name(every_cause_of(administration), "tak") == "Tak som läcker"


def test_a_cause_that_is_not_in_the_list_is_said_as_in_the_standard_one(administration):
    assert [cause_name([], "price"), cause_name([], "gone")] == ["pris", "gone"]


def test_a_unit_alone_is_expected_as_among_all(administration):
    for unit in administration.units.all():
        among = [each for each in expected_units(administration, SEPTEMBER) if unit in (each, each.parent)]

        assert expected_of(unit, SEPTEMBER) == among


def test_a_part_whose_income_takes_out_its_cost_is_expected(administration):
    part = _part(administration, "4101")
    _budget(part, 100_00)
    income = factories.group(administration, "INT")
    factories.FigureFactory(unit=part, kind=Figure.Kind.BUDGET, amount=-100_00, group=income)

    assert _expected(administration) == ["4101", "4200"]
