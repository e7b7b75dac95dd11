"""A large file is read and loaded by the demo's worker: its progress is seen, left, returned to and cancelled."""

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW
from tests.browser.look import Seen, seen
from tests.browser.test_controller import MONTH, UPLOADS, hand_in, load, rows, undo
from tests.browser.test_controller import ledger as small_ledger

pytestmark = pytest.mark.browser
ROWS = 300_000
MILLISECONDS = 90_000
HEADING = "Filen (väntar på sin tur|läses)"


@pytest.fixture
def large(tmp_path) -> Path:
    """Postings of one unit this month, above the size that is read at once."""
    chance = random.Random(1)
    path = tmp_path / "huvudbok.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Ansvar;Konto;Verksamhet;Period;Motpart;Utfall kr\n")
        for number in range(ROWS):
            file.write(f"1050;{chance.choice((4631, 5021))};554;{MONTH:%Y%m};{number};{chance.randrange(1, 99)},50\n")
    return path


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def test_a_large_file_is_read_in_the_background_and_shows_its_progress(visit, large):
    page = visit(UPLOADS, "controller")

    hand_in(page, large)
    expect(heading(page)).to_have_text(re.compile(HEADING))
    expect(page.get_by_role("progressbar")).to_be_visible()
    looks = [seen(page)]
    page.set_viewport_size({"width": NARROW, "height": 844})
    looks.append(seen(page))
    expect(heading(page)).to_have_text("Filen ändrar 2 belopp", timeout=MILLISECONDS)
    page.get_by_role("button", name="Läs in 2 belopp").click()
    expect(heading(page)).to_have_text("Filen är inläst", timeout=MILLISECONDS)
    undo(page)

    assert looks == [Seen("sv", [])] * 2


def test_the_page_of_a_large_file_can_be_closed_and_returned_to(visit, large):
    page = visit(UPLOADS, "controller")
    hand_in(page, large)
    address = page.url
    page.close()

    other = visit(UPLOADS, "controller")
    row = other.get_by_role("row").filter(has_text="huvudbok.csv").first
    expect(row).to_contain_text(re.compile("väntar på sin tur|läser|tolkar|kontrollerar|räknar|jämför|rader|granskad"))
    expect(row).to_contain_text("granskad, inte inläst", timeout=MILLISECONDS)
    row.get_by_role("link").click()

    assert other.url == address
    expect(heading(other)).to_have_text("Filen ändrar 2 belopp")


def test_the_reading_of_a_large_file_can_be_cancelled(visit, large):
    page = visit(UPLOADS, "controller")
    hand_in(page, large)

    page.get_by_role("button", name="Avbryt").click()

    expect(page.get_by_text("huvudbok.csv är avbruten. Ingenting lästes in.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="huvudbok.csv").first
    expect(row).to_contain_text("avbruten, inte sparad")


def test_a_large_file_is_followed_without_javascript(visit, large):
    page = visit(UPLOADS, "controller", java_script_enabled=False)
    hand_in(page, large)
    link = page.get_by_role("link", name="Visa hur långt det har kommit")

    while re.search(HEADING, heading(page).inner_text()):
        link.click()
        page.wait_for_load_state()

    expect(heading(page)).to_have_text("Filen ändrar 2 belopp")


def test_of_two_people_with_the_same_month_the_second_sees_what_was_loaded_meanwhile(visit, tmp_path):
    first, second = visit(UPLOADS, "controller"), visit(UPLOADS, "controller")
    for page, amount in ((first, 100_000), (second, 200_000)):
        hand_in(page, small_ledger(tmp_path, rows(amount)))
    load(first)

    second.get_by_role("button", name=re.compile("^Läs in ")).click()

    told = second.get_by_role("alert")
    expect(told).to_contain_text("Inget lästes in nu; gå igenom ändringarna igen.")
    expect(told).to_contain_text("Senast inläst är huvudbok.xlsx")
    expect(heading(second)).to_have_text("Filen ändrar 1 belopp")
    load(second)
    undo(second)
    first.reload()
    undo(first)
