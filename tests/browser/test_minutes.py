"""The minutes of a meeting that was closed: looked at by everyone who has to do with them, and adjusted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.look import Seen, seen
from tests.browser.pages import EX

pytestmark = pytest.mark.browser
ADJUSTER = "avdelningschef"
PAGES = [
    ("minutes", "ledning", "sv"),
    ("minutes", "ledning", "en"),
    ("minutes", ADJUSTER, "sv"),
    ("adjust", ADJUSTER, "sv"),
    ("adjuster", "ledning", "en"),
    ("send", "ledning", "sv"),
    ("send", "ledning", "en"),
]
MOST = 200


@pytest.fixture
def closed(visit, site) -> str:
    """The address of the meeting whose minutes wait for their adjuster."""
    page = visit("/", ADJUSTER)
    for pk in range(1, MOST):
        answer = page.request.get(f"{site}{EX}/meetings/{pk}/adjust/")
        if answer.ok and 'class="primary"' in answer.text():
            return f"{EX}/meetings/{pk}/"
    pytest.fail("no minutes wait for their adjuster")


def looks(page: Page) -> list[Seen]:
    """A page as it stands, wide and narrow."""
    found = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        found.append(seen(page))
    return found


@pytest.mark.parametrize(("name", "username", "lang"), PAGES)
def test_a_page_of_minutes_hinders_nobody(visit, closed, name, username, lang):
    page = visit(f"{closed}{name}/", username, lang=lang)

    assert looks(page) == [Seen(lang, [])] * 2


def test_the_adjuster_reads_the_minutes_and_adjusts_them(visit, closed):
    page = visit(f"{closed}minutes/", ADJUSTER)

    page.get_by_role("link", name="Justera protokollet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stämmer protokollet?")
    page.get_by_role("button", name="Justera protokollet").click()

    expect(page.get_by_text("Protokollet är justerat och ändras inte mer.")).to_be_visible()
    expect(page.get_by_role("link", name="Justera protokollet")).to_have_count(0)
