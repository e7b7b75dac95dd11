"""The pages about people, and the own page."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import ResponsibilityFactory, UserFactory, person
from units.models import Responsibility, Token, User
from units.roles import Role
from units.tokens import user_of


def page(name, *args):
    return reverse(f"units:{name}", args=["EX", *args])


@pytest.fixture
def system(client_of):
    return client_of(Role.SYSTEM)


def test_a_new_person_gets_an_account_a_role_and_a_link(administration, system):
    unit = administration.units.get(code="4100")
    values = {"who": "Ny@example.org", "name": "Ny chef", "role": "unit_head", "place": f"unit:{unit.pk}"}

    system.post(page("role-add"), values | {"since": "2026-01-01"})

    held = Responsibility.objects.get(user__email="ny@example.org")
    assert (held.role, held.unit, str(held.user)) == ("unit_head", unit, "Ny chef")
    assert ([message.to for message in mail.outbox], mail.outbox[0].subject) == (
        [["ny@example.org"]],
        "Ditt konto i Socbudget",
    )


def test_the_link_of_a_new_person_leads_to_a_password(administration, system, client):
    values = {"who": "ny@example.org", "name": "Ny", "role": "controller", "since": "2026-01-01"}
    system.post(page("role-add"), values)
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))

    form = client.get(link).url
    client.post(form, {"password1": "en alldeles ny fras", "password2": "en alldeles ny fras"})

    assert User.objects.get(email="ny@example.org").check_password("en alldeles ny fras")


def test_a_person_with_an_account_gets_no_link(administration, system):
    UserFactory(username="anna", email="anna@example.org")

    system.post(page("role-add"), {"who": "ANNA", "role": "controller", "since": "2026-01-01"})

    assert (Responsibility.objects.filter(user__username="anna").count(), mail.outbox) == (1, [])


def test_nothing_is_made_when_the_role_is_refused(administration, system):
    response = system.post(
        page("role-add"), {"who": "ny@example.org", "name": "Ny", "role": "unit_head", "since": "2026-01-01"}
    )

    assert (response.status_code, User.objects.filter(email="ny@example.org").exists(), mail.outbox) == (422, False, [])


def test_a_unit_is_handed_over_from_its_page(administration, system):
    UserFactory(username="anna")

    system.post(page("unit-answers", "4100"), {"who": "anna", "since": "2026-01-01"})

    assert Responsibility.objects.get(role=Role.UNIT_HEAD).user.username == "anna"


def test_a_person_of_another_administration_is_not_found(administration, system):
    assert system.get(page("person", UserFactory().pk)).status_code == 404


def test_an_account_is_closed_and_the_person_is_out_at_once(administration, system, client):
    anna = person(administration, Role.CONTROLLER)
    client.force_login(anna)

    system.post(page("person-account", anna.pk), {"deed": "close"})

    assert client.get("/").status_code == 302


def test_an_unknown_deed_is_refused(administration, system):
    anna = person(administration, Role.CONTROLLER)

    assert system.post(page("person-account", anna.pk), {"deed": "what"}).status_code == 400


@pytest.mark.parametrize(("text", "found"), [("Barn", 1), ("anna", 1), ("nobody", 0), ("", 3)])
def test_people_are_found_by_name_or_unit(administration, system, text, found):
    person(administration, Role.UNIT_HEAD)
    ResponsibilityFactory(user=UserFactory(username="anna"), administration=administration)

    assert system.get(page("people"), {"q": text}).context["page"].paginator.count == found


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_of_people_asks_as_often_for_one_as_for_three(
    administration, system, django_assert_num_queries, people
):
    for _ in range(people):
        person(administration, Role.UNIT_HEAD)

    with django_assert_num_queries(9):
        system.get(page("people"))


def test_a_key_is_shown_once(client, db):
    client.force_login(UserFactory())
    client.post(reverse("units:token-make"), {"name": "Power BI"})

    first, second = (client.get(reverse("units:account")).context["new_key"] for _ in range(2))

    assert (user_of(first), second) == (User.objects.get(), "")


def test_a_key_is_withdrawn_by_its_owner_only(client, db):
    token = Token.objects.create(user=UserFactory(), name="Power BI", digest="0" * 64)
    client.force_login(UserFactory())

    assert client.post(reverse("units:token-withdraw", args=[token.pk])).status_code == 404


def test_the_own_page_keeps_name_and_language(client, db):
    user = UserFactory()
    client.force_login(user)

    client.post(reverse("units:account"), {"name": "Enhetschef Vuxen", "email": "", "language": "en"})

    user.refresh_from_db()
    assert (user.name, user.email, user.language) == ("Enhetschef Vuxen", "", "en")
