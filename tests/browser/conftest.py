"""A real server with the demo, and a real browser that notices every error on a page.

Every page opened through `visit` is watched: an error or a warning in the console (a breach of the content security
policy is one), an exception in a script, a request to another host or an answer of 500 fails the test.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.serving import ROOT, chromium, demo_environment, demo_server, sign_in

# What a script is told and handles, and the browser writes in its console all the same.
HANDLED = re.compile(r"Failed to load resource: .*(status of (401|409|422|423)|ERR_INTERNET_DISCONNECTED)")
WIDE, NARROW = 1440, 390
MILLISECONDS = 15_000


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of a server with a freshly loaded demo, and its accounts in English too."""
    folder = tmp_path_factory.mktemp("site")
    with demo_server(folder) as address:
        for module in ("tests.browser.english", "tests.browser.cycle", "tests.browser.meeting"):
            subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=demo_environment(folder), check=True)
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(site, browser) -> Callable[[str], dict[str, Any]]:
    """The cookies of a demo account, signed in once."""
    known: dict[str, dict[str, Any]] = {}

    def state(username: str) -> dict[str, Any]:
        if username not in known:
            known[username] = sign_in(browser, site, username)
        return known[username]

    return state


@dataclass
class Watch:
    """What must not happen on a page."""

    site: str
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", lambda said: said.type in ("error", "warning") and self._said(said.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda sent: self._host(sent.url))
        page.on("response", lambda got: got.status >= 500 and self.faults.append(f"{got.status} {got.url}"))

    def _said(self, text: str) -> None:
        if not HANDLED.match(text):
            self.faults.append(text)

    def _host(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:", "about:")):
            self.faults.append(f"another host: {url}")


@pytest.fixture
def visit(site, browser, signed_in) -> Iterator[Callable[..., Page]]:
    """Open a page of the demo as one of its accounts (None is signed out)."""
    watch, contexts = Watch(site), []

    def open_page(path: str, username: str | None = None, *, width: int = WIDE, lang: str = "sv", **options) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale={"sv": "sv-SE", "en": "en-GB"}[lang],
            storage_state=signed_in(username if lang == "sv" else f"{username}-{lang}") if username else None,
            **options,
        )
        context.add_cookies([{"name": "django_language", "value": lang, "url": site}])
        context.set_default_timeout(MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.faults == []
