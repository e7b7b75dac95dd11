"""An administration's own list of causes."""

import pytest
from django.urls import reverse

from forecasts.rounds.causes import CauseLine, cause_lines, change_causes
from forecasts.rounds.queries import causes_of, every_cause_of
from forecasts.rounds.refusals import CauseTwiceError, NoCauseError
from forecasts.templatetags.forecast_words import cause_word
from units.models import Change
from units.roles import Role

pytestmark = pytest.mark.django_db


def names(administration) -> list[str]:
    return [cause.name for cause in causes_of(administration)]


def test_a_new_cause_comes_last_and_gets_a_code(administration):
    change_causes(administration, [*cause_lines(administration), CauseLine("", "Fler placeringar")], by=None)

    assert causes_of(administration)[-1] == ("fler-placeringar", "Fler placeringar")


def test_a_cause_can_be_called_something_else(administration):
    first, *rest = cause_lines(administration)

    change_causes(administration, [first._replace(name="Fler ärenden"), *rest], by=None)

    assert causes_of(administration)[0] == ("volume", "Fler ärenden")


def test_the_order_is_the_one_given(administration):
    change_causes(administration, list(reversed(cause_lines(administration))), by=None)

    assert names(administration)[:2] == ["annat", "ändrad budget"]


def test_a_cause_that_is_left_out_is_retired_never_deleted(administration):
    change_causes(administration, [line for line in cause_lines(administration) if line.code != "price"], by=None)

    assert "pris" not in names(administration)
    assert "pris" in [cause.name for cause in every_cause_of(administration)]


def test_two_causes_cannot_be_called_the_same(administration):
    with pytest.raises(CauseTwiceError):
        change_causes(administration, [*cause_lines(administration), CauseLine("", "Pris")], by=None)


def test_one_cause_must_be_in_use(administration):
    with pytest.raises(NoCauseError):
        change_causes(administration, [], by=None)


def test_the_log_tells_the_list_before_and_after(administration):
    change_causes(administration, [CauseLine("", "Tak som läcker")], by=None)

    assert Change.objects.get(action="causes-changed").after == {"causes": ["Tak som läcker"]}


def test_saving_the_list_as_it_is_changes_nothing(administration):
    change_causes(administration, cause_lines(administration), by=None)

    assert not Change.objects.filter(action="causes-changed").exists()


def test_the_page_adds_and_retires(administration, client_of):
    data = {"new": "Tak som läcker"}
    for place, line in enumerate(cause_lines(administration), 1):
        data |= {f"order-{line.code}": place, f"name-{line.code}": line.name}
        data |= {f"used-{line.code}": "on"} if line.code != "volume" else {}

    client_of(Role.CONTROLLER).post(reverse("forecasts:causes", args=["EX"]), data)

    assert "volym" not in names(administration)
    assert names(administration)[-1] == "Tak som läcker"


def test_an_own_cause_is_said_on_pages_by_its_name(administration):
    change_causes(administration, [CauseLine("", "Tak som läcker")], by=None)

    assert cause_word("tak-som-lacker", every_cause_of(administration)) == "Tak som läcker"
