"""The list of what is missing in a round."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from forecasts.rounds.services import open_round, plan_year
from tests import factories
from units.mailing import services
from units.mailing.draft import Draft
from units.roles import Role

pytestmark = pytest.mark.django_db


def test_the_controller_sees_when_a_unit_was_reminded(administration, client_of):
    controller = client_of(Role.CONTROLLER)
    with time_machine.travel(datetime(2026, 10, 9, 8, tzinfo=UTC)):
        plan_year(administration, 2026, by=None)
        september = open_round(administration.rounds.get(as_of=date(2026, 9, 1)), by=None)
        about, key = (administration.units.get(code="4100").pk,), f"{september.pk}:2026-10-09"
        letter = Draft(factories.UserFactory().pk, f"{key}:4100", "", "", about=about)
        services.post(administration, "reminder", key, [letter], by=None)

        page = controller.get(reverse("forecasts:round", args=["EX", september.pk])).content.decode()

    assert page.count("påmind 9 okt") == 1
