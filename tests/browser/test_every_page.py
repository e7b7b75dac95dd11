"""Every page in both languages, widths and colour schemes: nothing that hinders, no sideways scroll, no error."""

import pytest

from tests.browser.conftest import NARROW
from tests.browser.look import Seen, seen
from tests.browser.pages import PLACES

pytestmark = pytest.mark.browser


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
