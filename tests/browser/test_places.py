"""That no page is forgotten when pages are looked at."""

from tests.browser.pages import IN_JOURNEYS, NOT_PAGES, PLACES
from tests.test_permissions import ACCESS


def test_every_page_is_looked_at_in_the_browser():
    """A new page gets a line in tests/browser/pages.py, in PLACES or in NOT_PAGES."""
    pages = {name for name, row in ACCESS.items() if 200 in row.get.values() and not name.startswith("api:")}

    assert pages - {place.name for place in PLACES} - IN_JOURNEYS - NOT_PAGES == set()
