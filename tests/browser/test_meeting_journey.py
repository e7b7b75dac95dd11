"""A meeting from its preparation to the next one: two people, the projector, the minutes and what changed since."""

import re
import subprocess
import sys
from io import BytesIO

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.serving import ROOT, demo_environment

pytestmark = pytest.mark.browser
LEADS, WRITES = "ledning", "controller"
MEETINGS = "/administrations/EX/meetings/"


@pytest.fixture(scope="module")
def ask(site, tmp_path_factory):
    """Ask the module of the two meetings for something; its words come back."""
    folder = next(each for each in tmp_path_factory.getbasetemp().glob("site*") if (each / "demo.sqlite3").exists())

    def asked(what: str) -> list[str]:
        module = [sys.executable, "-m", "tests.browser.two_meetings", what]
        env = demo_environment(folder)
        return subprocess.run(module, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.split()

    return asked


def start(page: Page) -> None:
    page.get_by_role("button", name="Starta mötet").click()
    expect(page.get_by_text("pågår").first).to_be_visible()


def write_on_the_projector(page: Page, key: str, text: str) -> None:
    page.keyboard.press(key)
    dialog = page.locator("dialog[open]")
    dialog.locator("textarea").fill(text)
    if key == "u":
        dialog.get_by_label("Vem").select_option(label="Controller")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("#written")).to_contain_text(text)


def test_a_meeting_is_prepared_held_by_two_closed_and_followed_by_one_that_knows_what_changed(visit, ask):
    first, second = ask("plan")
    leader = visit(f"{MEETINGS}{first}/", LEADS)
    units = leader.get_by_role("region", name="Enheter att titta på")
    units.get_by_text("Lägg till en rad").click()
    units.get_by_label("Vad som ska tas upp").fill("Bemanningen i jul")
    units.get_by_role("button", name="Sätt upp på dagordningen").click()
    expect(units).to_contain_text("Bemanningen i jul")
    start(leader)

    colleague = visit(f"{MEETINGS}{first}/", WRITES)
    row = colleague.get_by_role("region", name="Totalen och vad som ändrats").locator(".meeting-row").first
    row.get_by_role("heading").get_by_role("link").click()
    row.get_by_label("Beslut", exact=True).check()
    row.get_by_label("Det som skrivs").fill("Inga nya avtal i år.")
    row.get_by_label("Vem").select_option(label="Controller")
    row.get_by_role("button", name="Spara").click()
    expect(row.locator(".given")).to_contain_text("Inga nya avtal i år.")

    leader.goto(leader.url.partition("#")[0] + "show/1/")
    leader.wait_for_load_state("networkidle")
    leader.keyboard.press("3")
    leader.keyboard.press("Enter")
    expect(leader.locator("h1")).to_contain_text("Enheter att titta på")
    leader.keyboard.press("ArrowRight")
    expect(leader.locator("h1")).to_contain_text("1030")
    write_on_the_projector(leader, "a", "Två placeringar prövas om.")
    write_on_the_projector(leader, "u", "Visa planen för de dyraste placeringarna.")

    leader.goto(leader.url.partition("show/")[0])
    expect(leader.get_by_role("region", name="Totalen och vad som ändrats")).to_contain_text("Inga nya avtal i år.")
    leader.locator("#to-close").click()
    leader.get_by_role("button", name="Avsluta mötet").click()
    expect(leader).to_have_url(re.compile(r"/minutes/$"))
    minutes = leader.locator("main")
    for text in ("Inga nya avtal i år.", "Två placeringar prövas om.", "Visa planen för de dyraste placeringarna."):
        expect(minutes).to_contain_text(text)
    word = leader.context.request.get(leader.url + "?export=docx")
    said = "\n".join(each.text for each in docx.Document(BytesIO(word.body())).paragraphs)
    assert "Två placeringar prövas om." in said
    assert leader.pdf(format="A4").startswith(b"%PDF")

    [unit] = ask("worsen")
    leader.goto(leader.url.partition("/administrations/")[0] + f"{MEETINGS}{second}/")
    start(leader)

    expect(leader.locator("h1")).to_contain_text(re.compile(r"1.000.tkr sämre än"))
    units = leader.get_by_role("region", name="Enheter att titta på")
    worse = units.locator(".meeting-row", has_text=unit)
    expect(worse).to_contain_text(re.compile(r"1.000.tkr sämre än förra mötet"))
    actions = leader.get_by_role("region", name="Uppdrag från förra gången")
    expect(actions).to_contain_text("Visa planen för de dyraste placeringarna.")
