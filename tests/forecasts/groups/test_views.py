"""The pages of the account groups."""

import pytest
from django.urls import reverse

from forecasts.models import Figure
from tests.factories import FigureFactory, group
from units.roles import Role


@pytest.fixture
def amount(administration):
    unit = administration.units.get(code="4100")
    return FigureFactory(unit=unit, account="7410", group=group(administration, "KON"))


def test_amounts_that_would_move_are_shown_before_anything_is_stored(administration, client_of, amount):
    client = client_of(Role.CONTROLLER)
    address = reverse("forecasts:account-group", args=["EX", "KON"])

    shown = client.post(address, {"name": "Konsulter", "kind": "cost", "ranges": "75"})

    assert [(move.account, move.source, move.code, move.amounts) for move in shown.context["moves"]] == [
        ("7410", "Konsulter och bemanning", "0", 1)
    ]
    assert Figure.objects.get().group.code == "KON"


def test_what_was_shown_is_done_when_it_is_confirmed(administration, client_of, amount):
    client = client_of(Role.CONTROLLER)
    address = reverse("forecasts:account-group", args=["EX", "KON"])
    values = {"name": "Konsulter", "kind": "cost", "ranges": "75"}
    shown = client.post(address, values)

    response = client.post(address, values | {"seen": shown.context["form"].data["seen"]})

    assert (response.status_code, Figure.objects.get().group.code) == (302, "0")


def test_a_new_group_is_previewed_and_confirmed_too(administration, client_of, amount):
    client = client_of(Role.CONTROLLER)
    address = reverse("forecasts:account-group-add", args=["EX"])
    values = {"code": "BEM", "name": "Bemanning", "kind": "cost", "ranges": "741"}
    shown = client.post(address, values)

    client.post(address, values | {"seen": shown.context["form"].data["seen"]})

    assert Figure.objects.get().group.code == "BEM"


def test_nonsense_in_the_ranges_is_said_at_the_field(administration, client_of):
    response = client_of(Role.CONTROLLER).post(
        reverse("forecasts:account-group", args=["EX", "KON"]), {"name": "K", "kind": "cost", "ranges": "74–7"}
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ranges"])


@pytest.mark.parametrize("amounts", [1, 3])
def test_the_list_asks_as_often_for_one_amount_as_for_three(
    administration, client_of, django_assert_num_queries, amounts
):
    unit = administration.units.get(code="4100")
    for number in range(amounts):
        FigureFactory(unit=unit, account=f"741{number}", group=group(administration, "KON"))
    client = client_of(Role.CONTROLLER)

    with django_assert_num_queries(9):
        response = client.get(reverse("forecasts:account-groups", args=["EX"]))

    assert response.context["amounts"] == amounts


def test_every_method_of_the_proposal_is_explained_and_can_be_chosen(administration, client_of):
    client = client_of(Role.CONTROLLER)
    address = reverse("forecasts:account-group", args=["EX", "LOK"])

    page = client.get(address).content.decode()
    client.post(address, {"name": "Lokaler", "kind": "cost", "ranges": "60–62", "proposal": "last-year"})

    assert [text in page for text in ("följer planen", "jämna kostnader", "med säsong")] == [True] * 3
    assert group(administration, "LOK").proposal == "last-year"
