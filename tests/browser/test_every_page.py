"""Every page in both languages, widths and colour schemes: nothing that hinders, no sideways scroll, no error."""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW
from tests.browser.pages import PLACES

pytestmark = pytest.mark.browser


@dataclass
class Seen:
    """What is to be seen on a page at one width."""

    language: str
    violations: list[str]
    sideways: int = 0
    headings: int = 1


def seen(page: Page) -> Seen:
    """Look at a page as it stands."""
    found = Axe().run(page).response["violations"]
    return Seen(
        page.locator("html").get_attribute("lang"),
        [f"{each['id']}: {each['help']}: {node['html'][:200]}" for each in found for node in each["nodes"]],
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
        page.locator("h1").count(),
    )


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_page_hinders_nobody(visit, place):
    page = visit(place.path, place.username)
    wide = seen(page)
    page.set_viewport_size({"width": NARROW, "height": 844})

    assert (wide, seen(page)) == (Seen("sv", []), Seen("sv", []))


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_page_hinders_nobody_in_english_and_in_the_dark(visit, place):
    page = visit(place.path, place.username, lang="en", color_scheme="dark")

    assert seen(page) == Seen("en", [])
