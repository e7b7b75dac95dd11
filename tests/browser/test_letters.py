"""A controller sends the Monday letters and sees them leave."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_controller_sends_the_monday_letters_and_sees_how_far_they_have_come(visit):
    page = visit("/administrations/EX/letters/", "controller")

    page.get_by_role("button", name="Skicka veckans måndagsbrev").click()

    expect(page.get_by_text("Måndagsbreven skrivs och skickas. Du kan lämna sidan.")).to_be_visible()
    mailings = page.get_by_role("region", name="Senaste utskicken")
    expect(mailings.get_by_text(re.compile(r"^\s*(\d+) av \1\s*$")).first).to_be_visible()
    expect(mailings.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("link", name=re.compile(r"^Måndagsbrev vecka \d+$")).click()
    page.get_by_role("link", name=re.compile("^Måndagsbrev vecka .*underskott")).first.click()
    expect(page.get_by_text("Du får måndagsbrevet som")).to_be_visible()
