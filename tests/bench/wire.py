"""The first visit to a unit page from a real server with a real browser: bytes over the wire."""

import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.bench.figure import Figure
from tests.serving import chromium, demo_server, sign_in

PATH = "/administrations/HV/units/1100/"
HEADLINE = "29,8"
MOST_KILOBYTES = 600


def measure(folder: Path) -> list[Figure]:
    """Kilobytes, hosts and what stands in the page before any script."""
    with demo_server(folder) as site, chromium() as browser:
        state = sign_in(browser, site, "enhetschef")
        sizes, hosts = _first_visit(browser, site, state)
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in state["cookies"])
        request = urllib.request.Request(site + PATH, headers={"Cookie": cookies, "Accept-Language": "sv"})  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            html = answer.read().decode()
    largest = sorted(sizes.items(), key=lambda each: -each[1])[:3]
    detail = ", ".join(f"{Path(urlsplit(url).path).name or 'page'} {size / 1000:.0f}" for url, size in largest)
    return [
        Figure("first visit to a unit page, compressed", sum(sizes.values()) / 1000, MOST_KILOBYTES, "kB", detail),
        Figure("requests to other hosts", len(hosts - {urlsplit(site).netloc}), 0),
        Figure("figures missing in the page without its scripts", int(HEADLINE not in html), 0),
    ]


def _first_visit(browser: Browser, site: str, state: dict) -> tuple[dict[str, int], set[str]]:
    """Bytes on the wire by address, headers included, and every host that was asked."""
    context = browser.new_context(storage_state=state, locale="sv-SE", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({addresses[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    page.goto(site + PATH)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1000)
    page.wait_for_load_state("networkidle")
    context.close()
    hosts = {urlsplit(url).netloc for url in addresses.values() if url.startswith("http")}
    return {url: size for url, size in sizes.items() if url.startswith("http")}, hosts
