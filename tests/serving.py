"""The server of `make demo` on a free port, and Debian's browser; for the browser tests, the bench and the pictures."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from socbudget.demo.accounts import PASSWORD
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 240
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class StartError(Exception):
    """The server or the browser does not start."""


def demo_environment(folder: Path) -> dict[str, str]:
    """Settings for the demo in `folder`, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOCBUDGET_")}
    return kept | {"SOCBUDGET_DEMO": "1", "SOCBUDGET_VAR": str(folder)}


@contextmanager
def demo_server(folder: Path) -> Iterator[str]:
    """The address of a server with a freshly loaded demo in `folder`.

    Raises:
        StartError: it does not answer within four minutes.
    """
    port = free_port()
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=demo_environment(folder),
            stdout=output,
            stderr=output,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise StartError(f"The server did not start:\n{log.read_text()}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the system.

    Raises:
        StartError: there is none.
    """
    found = shutil.which("chromium")
    if not found:
        raise StartError("The browser tests need chromium. Install with: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield running
        finally:
            running.close()


def sign_in(browser: Browser, site: str, username: str) -> dict[str, Any]:
    """The cookies of a demo account after it has signed in through the form."""
    context: BrowserContext = browser.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{site}/")
    state = context.storage_state()
    context.close()
    return state
