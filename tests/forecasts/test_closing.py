from datetime import date

import pytest
from django.urls import reverse

from forecasts.closing import close_month, reopen_month, set_frame
from forecasts.closing_queries import frame_checks, month_states
from forecasts.models import ClosedMonth, Figure, Frame
from forecasts.refusals import MonthClosedAlreadyError, MonthEmptyError, MonthNotClosedError, MonthNotOverError
from tests import factories
from units.models import Change
from units.roles import Role

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
BUDGET, ACTUAL = Figure.Kind.BUDGET, Figure.Kind.ACTUAL


@pytest.fixture(autouse=True)
def _in_september(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 9, 15))


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def figure(administration, unit):
    """Store an amount of a kind in a month."""
    group = administration.account_groups.get(code="PER")

    def make(month, kind, amount=100_00, of=unit):
        return factories.FigureFactory(unit=of, group=group, month=month, kind=kind, amount=amount)

    return make


@pytest.fixture
def loaded(figure):
    return figure(AUGUST, ACTUAL)


@pytest.fixture
def controller(client_of):
    return client_of(Role.CONTROLLER)


def test_a_month_is_closed_and_opened_and_both_are_remembered(administration, loaded, person):
    controller = person(Role.CONTROLLER)

    close_month(administration, AUGUST, by=controller)
    assert ClosedMonth.objects.get().closed_by == controller
    reopen_month(administration, AUGUST, by=controller)

    assert ClosedMonth.objects.count() == 0
    changes = Change.objects.filter(action__startswith="month").order_by("pk")
    assert list(changes.values_list("action", "subject", "by")) == [
        ("month-closed", "2026-08", str(controller)),
        ("month-reopened", "2026-08", str(controller)),
    ]


def test_a_month_without_actuals_is_not_closed(administration, loaded):
    with pytest.raises(MonthEmptyError):
        close_month(administration, JULY, by=None)


def test_a_month_that_is_not_over_is_not_closed(administration, loaded):
    with pytest.raises(MonthNotOverError):
        close_month(administration, date(2026, 9, 1), by=None)


def test_a_month_is_closed_once(administration, loaded):
    close_month(administration, AUGUST, by=None)

    with pytest.raises(MonthClosedAlreadyError):
        close_month(administration, AUGUST, by=None)


def test_an_open_month_is_not_opened(administration):
    with pytest.raises(MonthNotClosedError):
        reopen_month(administration, AUGUST, by=None)


def test_another_administration_s_actuals_do_not_let_a_month_be_closed(administration, loaded):
    with pytest.raises(MonthEmptyError):
        close_month(factories.small_administration("ZZ"), AUGUST, by=None)


def test_a_refusal_is_said_on_the_page(administration, controller):
    address = reverse("forecasts:month-close", args=["EX"])

    page = controller.post(address, {"month": "2026-08"}, follow=True).content.decode()

    assert "2026 saknar utfall och kan inte stängas" in page


def test_closing_on_the_page_comes_back_to_the_year(administration, loaded, controller):
    answer = controller.post(reverse("forecasts:month-close", args=["EX"]), {"month": "2026-08"})

    assert (answer.status_code, answer.url) == (302, "/administrations/EX/months/?year=2026")
    assert ClosedMonth.objects.get().month == AUGUST


def test_a_month_knows_which_units_lack_actuals(administration, figure, loaded):
    other = administration.units.get(code="4200")
    figure(AUGUST, BUDGET, 90_00)
    figure(AUGUST, BUDGET, 10_00, of=other)

    state = month_states(administration, 2026)[7]

    assert (state.month, state.actual, state.budget, state.missing) == (AUGUST, 100_00, 100_00, [other])


@pytest.mark.parametrize("years", [1, 3])
def test_the_page_of_months_asks_a_fixed_number_of_questions(
    administration, figure, controller, django_assert_num_queries, years
):
    for month in range(1, years + 1):
        figure(date(2026, month, 1), ACTUAL)
        ClosedMonth.objects.create(administration=administration, month=date(2026, month, 1))
    address = reverse("forecasts:months", args=["EX"]) + "?year=2026"
    controller.get(address)

    with django_assert_num_queries(9):
        assert controller.get(address).status_code == 200


def test_a_frame_is_set_and_set_again(administration, person):
    controller = person(Role.CONTROLLER)
    set_frame(administration, None, 2026, amount=100_00, decision="§ 1", by=controller)

    set_frame(administration, None, 2026, amount=120_00, decision="§ 2", by=controller)

    assert Frame.objects.values_list("amount", "decision").get() == (120_00, "§ 2")
    change = Change.objects.filter(action="frame-set").order_by("pk").last()
    assert (change.before, change.after) == (
        {"amount_ore": 100_00, "decision": "§ 1"},
        {"amount_ore": 120_00, "decision": "§ 2"},
    )


def test_the_units_budgets_are_held_against_the_frames(administration, figure):
    figure(JULY, BUDGET, 130_00)
    department = administration.departments.get(code="10")
    set_frame(administration, None, 2026, amount=120_00, decision="", by=None)

    whole, part = frame_checks(administration, 2026)

    assert (whole.amount, whole.budget, whole.difference, whole.units) == (120_00, 130_00, -10_00, 1)
    assert (part.department, part.frame, part.budget, part.difference) == (department, None, 130_00, None)


def test_a_frame_is_written_in_kronor_on_the_page(administration, controller):
    address = reverse("forecasts:frames", args=["EX"]) + "?year=2026"

    answer = controller.post(address, {"department": "10", "amount": "1 250 000", "decision": "§ 5"})

    assert answer.status_code == 302
    assert Frame.objects.values_list("department__code", "year", "amount").get() == ("10", 2026, 1_250_000_00)


def test_a_frame_that_is_no_amount_is_said_to_be(administration, controller):
    answer = controller.post(reverse("forecasts:frames", args=["EX"]), {"amount": "mycket"})

    assert (answer.status_code, Frame.objects.count()) == (422, 0)
    assert "mycket" in answer.content.decode()


@pytest.mark.parametrize("departments", [1, 3])
def test_the_page_of_frames_asks_a_fixed_number_of_questions(
    administration, controller, django_assert_num_queries, departments
):
    for number in range(1, departments):
        factories.DepartmentFactory(administration=administration, code=f"{10 + number}")
    address = reverse("forecasts:frames", args=["EX"]) + "?year=2026"
    controller.get(address)

    with django_assert_num_queries(14):
        assert controller.get(address).status_code == 200
