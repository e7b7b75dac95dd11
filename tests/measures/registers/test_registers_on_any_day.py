"""The illustrative registers load on any day."""

from datetime import date

import pytest
from django.core.management import call_command

from measures.models import Commitment


@pytest.mark.parametrize("today", [date(2027, 1, 2), date(2027, 3, 31), date(2028, 2, 29)])
def test_the_registers_load_on_any_day(db, today):
    call_command("load_demo", today=today)

    assert Commitment.objects.filter(administration__code="EX").count() == 5
