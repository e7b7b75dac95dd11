"""Which follow-ups are overdue, and which come soon."""

from datetime import date

import pytest

from measures.followups.queries import coming_measures, overdue_measures
from measures.models import Measure, MeasureShare
from tests import factories

TODAY = date(2026, 9, 15)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def test_a_measure_is_overdue_the_day_after_its_follow_up(unit):
    factories.measure(unit, number=1, next_follow_up=date(2026, 9, 14))
    factories.measure(unit, number=2, next_follow_up=TODAY)

    found = overdue_measures(Measure.objects.all(), TODAY)

    assert [(each.number, each.days_late) for each in found] == [(1, 1)]


def test_a_measure_that_is_not_followed_is_never_overdue(unit):
    for number, stage in enumerate(["proposed", "verified", "closed", "stopped"]):
        factories.measure(unit, number=number, stage=stage, next_follow_up=date(2026, 1, 1))

    assert overdue_measures(Measure.objects.all(), TODAY) == []


def test_an_overdue_measure_names_its_owner_units_and_departments(unit, administration):
    owner = factories.UserFactory(name="Eva Ek")
    measure = factories.measure(unit, next_follow_up=date(2026, 9, 1), owner=owner)
    MeasureShare.objects.create(measure=measure, unit=administration.units.get(code="4200"), share=1)

    found = overdue_measures(Measure.objects.all(), TODAY)[0]

    assert (found.owner, found.owner_name, found.departments) == (owner.pk, "Eva Ek", ("10",))
    assert [each.code for each in found.units] == ["4100", "4200"]


def test_the_longest_overdue_comes_first(unit):
    factories.measure(unit, number=1, next_follow_up=date(2026, 9, 10))
    factories.measure(unit, number=2, next_follow_up=date(2026, 9, 1))

    assert [each.number for each in overdue_measures(Measure.objects.all(), TODAY)] == [2, 1]


def test_those_of_the_coming_two_weeks_are_coming_today_and_the_last_day_included(unit):
    for number, day in enumerate([14, 15, 29, 30], 1):
        factories.measure(unit, number=number, next_follow_up=date(2026, 9, day))

    assert [each.number for each in coming_measures(Measure.objects.all(), TODAY)] == [2, 3]


def test_what_is_overdue_takes_one_query_however_many_they_are(unit, django_assert_num_queries):
    for number in range(1, 4):
        factories.measure(unit, number=number, next_follow_up=date(2026, 9, number))

    with django_assert_num_queries(1):
        assert len(overdue_measures(Measure.objects.all(), TODAY)) == 3
