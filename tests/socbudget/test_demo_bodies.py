"""Who meets in the demo."""

import pytest

from meetings.models import Body, Meeting
from socbudget.demo.meetings import load_bodies, load_series
from tests.loaded import TODAY
from units.models import Administration
from units.workdays import is_working_day

pytestmark = pytest.mark.usefixtures("demo")


def test_the_demo_has_a_management_group_a_department_group_and_a_team():
    assert list(Body.objects.order_by("pk").values_list("name", flat=True)) == [
        "Ledningsgruppen",
        "Avdelningsgruppen Individ och familj",
        "Teamet Vuxenenheten",
    ]


def test_everyone_who_meets_has_something_to_meet_for():
    assert all(body.members.count() >= 3 and body.usual_points.count() >= 6 for body in Body.objects.all())


def test_the_management_group_meets_on_working_mondays_of_the_year_to_come():
    planned = Meeting.objects.filter(body__kind="management", state="planned").exclude(day=TODAY)
    days = list(planned.values_list("day", flat=True))

    assert len(days) > 40
    assert all(day > TODAY and day.weekday() == 0 and is_working_day(day) for day in days)


def test_loading_the_bodies_twice_changes_nothing():
    before = Body.objects.count(), Meeting.objects.count()
    administration = Administration.objects.get(code="EX")
    load_bodies(administration)
    load_series(administration, TODAY)

    assert (Body.objects.count(), Meeting.objects.count()) == before
