"""What the mailings of the message of the week are called."""

import pytest

from units.mailing.queries import MESSAGE
from units.mailing.words import kind_name, mailing_name
from units.models import Mailing


@pytest.mark.parametrize(
    ("key", "name"),
    [("7:2026-W38", "Veckans budskap, vecka 38"), ("7:2026-09-15", "Påminnelser om veckans budskap 15 september")],
)
def test_a_mailing_of_the_message_of_the_week_says_what_it_was(key, name):
    assert (kind_name(MESSAGE), mailing_name(Mailing(kind=MESSAGE, key=key))) == ("Veckans budskap", name)
