"""What the top of a page leads to."""

import pytest
from django.test import RequestFactory

from tests import factories
from units.navigation import navigation
from units.roles import Role


@pytest.fixture
def reach(administration, person):
    """The navigation of a person with a role on a page of the administration."""

    def make(role, path="/administrations/EX/"):
        return navigation(RequestFactory().get(path), person(role))

    return make


def texts(links):
    return [str(link.text) for link in links]


def test_the_navigation_asks_once(reach, administration, person, django_assert_num_queries):
    user = person(Role.CONTROLLER)
    with django_assert_num_queries(1):
        navigation(RequestFactory().get("/administrations/EX/"), user)


def test_staff_reach_no_page_of_the_controllers(reach):
    found = reach(Role.STAFF)

    assert not {"Inläsningar", "Månader", "Förvaltning"} & set(texts(found.links))
    assert (texts(found.measures), texts(found.more)) == (["Idéer"], [])


def test_what_belongs_to_measures_is_under_measures(reach):
    found = reach(Role.UNIT_HEAD)

    assert texts(found.measures) == [
        "Alla åtgärder", "Uppföljningar", "Idéer", "Kalkylatorer", "Delegation", "Revisionsiakttagelser", "Åtaganden",
    ]  # fmt: skip


def test_a_stranger_reaches_only_the_start_page(administration):
    found = navigation(RequestFactory().get("/administrations/EX/"), factories.UserFactory())

    assert (found.administrations, found.administration, texts(found.links)) == ([], None, ["Start"])


def test_the_only_administration_is_chosen_on_every_page(reach, administration):
    assert reach(Role.CONTROLLER, "/").administration == administration


def test_with_several_administrations_the_address_chooses_and_else_the_first(administration):
    other = factories.AdministrationFactory(code="HV")
    user = factories.person(administration, Role.CONTROLLER)
    factories.ResponsibilityFactory(user=user, administration=other)

    assert navigation(RequestFactory().get("/"), user).administration == administration
    assert navigation(RequestFactory().get("/?administration=HV"), user).start == "/?administration=HV"
    assert navigation(RequestFactory().get("/administrations/HV/uploads/"), user).administration == other


def test_a_department_head_reaches_the_department_from_every_page(reach, administration):
    department = administration.departments.first()

    assert texts(reach(Role.DEPARTMENT_HEAD, "/").links)[:2] == ["Start", department.name]


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.MANAGEMENT, Role.DEPARTMENT_HEAD, Role.UNIT_HEAD, Role.SUPPORT])
def test_who_reads_figures_reaches_the_meetings(reach, role):
    assert "Möten" in texts(reach(role).meetings)


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.STAFF, Role.SYSTEM])
def test_who_reads_no_figures_is_led_to_no_meetings(reach, role):
    assert "Möten" not in texts(reach(role).meetings)


def test_a_page_below_the_meetings_is_among_them(reach):
    found = reach(Role.CONTROLLER, "/administrations/EX/meetings/bodies/7/")

    assert [str(link.text) for link in found.meetings if link.current] == ["Möten"]
