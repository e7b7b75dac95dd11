"""What is to be seen on a page as it stands."""

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


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
