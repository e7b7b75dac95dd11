"""The monthly cycle in one journey: a round is opened, three units hand in, it is followed up, locked and corrected."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.look import Seen, seen
from tests.browser.test_forecast import COMMENT, SAVED, STAFF, at, cell, state, write
from tests.serving import PASSWORD, ROOT, demo_environment, demo_server, sign_in

pytestmark = pytest.mark.browser
CONTROLLER, DEPARTMENT_HEAD = "controller", "avdelningschef"
TABS = 150
KEYBOARD, PASTE, FILL, MISSING = "1010", "1020", "1030", "Bemanningsenheten"
WORD = "Räkna om personalen: två vakanser tillsätts inte i år."
REASON = "En faktura för november räknades två gånger."
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """A demo of its own, for its rounds are locked here, in which the heads of three units can sign in."""
    folder = tmp_path_factory.mktemp("cycle")
    with demo_server(folder) as address:
        command = [sys.executable, "-m", "tests.browser.heads"]
        subprocess.run(command, cwd=ROOT, env=demo_environment(folder), check=True)
        yield address


@pytest.fixture(scope="module")
def signed_in(site, browser) -> Callable[[str], dict[str, Any]]:
    """The cookies of an account of this demo."""
    return lambda username: sign_in(browser, site, username)


def test_a_month_from_the_round_that_is_opened_to_the_forecast_that_is_corrected(visit, tmp_path):
    controller = visit("/administrations/EX/rounds/", CONTROLLER)
    lock_what_is_open(controller, missing=7, sent_back=2)
    board = open_a_round(controller)

    by_keyboard(visit)
    pasting = by_pasting(visit)
    by_the_proposal(visit)
    controller.goto(board)
    remind_one(controller)
    for unit in (KEYBOARD, PASTE, FILL):
        check(controller, unit)

    head = visit(at(PASTE), DEPARTMENT_HEAD)
    send_back(head)
    hand_in_again(pasting)
    check(controller, PASTE)
    approve(head)

    controller.goto(board)
    controller.get_by_role("link", name="Lås omgången").click()
    lock(controller)
    read_only_beside_the_version_before(pasting)
    compare(controller, board, tmp_path)
    correct(controller)


# The round


def lock_what_is_open(page: Page, missing: int, sent_back: int) -> None:
    page.get_by_role("link", name="Se läget för varje enhet").click()
    page.get_by_role("link", name="Lås omgången").click()
    expect(page.get_by_role("main")).to_contain_text(f"{missing} enheter har inte lämnat in.")
    expect(page.locator(".notice").get_by_role("listitem")).to_have_count(missing + sent_back)
    lock(page)


def lock(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Lås omgången")).click()
    expect(page.get_by_text(re.compile(r"är låst\."))).to_be_visible()
    expect(page.get_by_role("link", name="Lås omgången")).to_have_count(0)


def open_a_round(page: Page) -> str:
    """Plan one more round of the last month that is over, open it and give its address."""
    page.goto(re.sub(r"rounds/\d+/$", "rounds/", page.url))
    page.get_by_role("link", name="Lägg till en extra omgång").click()
    page.get_by_role("button", name="Planera omgången").click()
    page.get_by_role("button", name=re.compile("^Öppna .*extra")).click()
    expect(page.get_by_text(re.compile(r"är öppen\."))).to_be_visible()
    return page.url


def remind_one(page: Page) -> None:
    page.get_by_role("link", name=f"Påminn {MISSING}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("En prognos väntar på någon")
    expect(page.locator("pre.letter")).to_contain_text(MISSING)
    page.get_by_role("button", name="Skicka en påminnelse").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Prognosen saknas för")
    page.goto(re.sub(r"rounds/.*", "letters/", page.url))
    row = page.get_by_role("row", name=re.compile(f"^Påminnelse: prognosen för .*{MISSING}"))
    expect(row).to_have_count(1)
    expect(row).to_contain_text("skickat")


# The unit heads


def by_keyboard(visit: Visit) -> None:
    """From signing in to the forecast handed in, without the mouse."""
    page = visit("/accounts/login/")
    keys = page.keyboard
    tab_to(page.get_by_label(re.compile("Användarnamn")))
    keys.type(f"ex-{KEYBOARD}")
    tab_to(page.get_by_label("Lösenord", exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")
    tab_to(page.get_by_role("link", name=re.compile("^Lämna prognosen per")))
    keys.press("Enter")

    amounts = page.locator("[data-kind=amount]:visible")
    tab_to(amounts.first)
    for amount in ("11950", "497", "994", "1350"):
        keys.type(amount)
        keys.press("Enter")
    keys.press("ArrowUp")
    expect(page.locator("#must")).to_contain_text("ska förklaras")
    tab_to(page.get_by_label(COMMENT))
    keys.type("Fler sjukskrivna än i fjol, och vikarier in i december.")
    tab_to(page.get_by_label("Orsak 1", exact=True))
    keys.type("Sjuk")
    keys.press("Tab")
    keys.type("-591")
    keys.press("Tab")
    expect(page.locator("#rest")).to_contain_text("Oförklarat 0")
    answer_all(page)
    tab_to(page.get_by_role("button", name="Lämna prognosen −591 tkr"))
    keys.press("Enter")
    expect(state(page)).to_have_count(0)
    expect(page.locator("#state")).to_have_text("Lämnad")


def by_pasting(visit: Visit) -> Page:
    """A block of amounts and comments, as it is copied in Excel."""
    page = visit(at(PASTE), f"ex-{PASTE}", permissions=["clipboard-read", "clipboard-write"])
    amounts = page.locator("[data-kind=amount]:visible")
    block = [f"{before}\tUr bladet" for before in column(page, "Förslag", amounts.count())]
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(block) + "\r\n")
    amounts.first.focus()
    page.keyboard.press("Control+V")
    expect(state(page)).to_have_text(SAVED)
    expect(amounts.last).not_to_have_value("")
    expect(cell(page, "Kommentar, Personalkostnader")).to_have_value("Ur bladet")
    explain_and_hand_in(page)
    return page


def by_the_proposal(visit: Visit) -> None:
    page = visit(at(FILL), f"ex-{FILL}")
    page.get_by_role("button", name="Fyll tomma med förslaget").click()
    expect(page.locator("[data-kind=amount]:visible").first).not_to_have_value("")
    explain_and_hand_in(page)


def column(page: Page, heading: str, count: int) -> list[str]:
    """What stands in the first `count` rows under `heading`."""
    headings = page.locator("table.grid thead th").all_inner_texts()
    place = [text.strip() for text in headings].index(heading)
    return [row.locator("th, td").nth(place).inner_text() for row in page.locator("table.grid tr.main").all()[:count]]


def explain_and_hand_in(page: Page, *, after: str = "Lämnad") -> None:
    """A comment always, a cause of all that deviates where one is demanded, an answer where something looks wrong."""
    page.get_by_label(COMMENT).fill("Läget är som det var förra månaden.")
    page.get_by_label(COMMENT).press("Tab")
    expect(state(page)).to_have_text(SAVED)
    if "ska förklaras" in page.locator("#must").inner_text():
        deviation = page.locator("#total-deviation").inner_text().split("\n")[0]
        page.get_by_label("Orsak 1", exact=True).select_option(label="Volym")
        page.get_by_label("Belopp för orsak 1", exact=True).fill(re.sub("[^−+0-9]", "", deviation))
        page.get_by_label("Belopp för orsak 1", exact=True).press("Tab")
        expect(page.locator("#rest")).to_contain_text("Oförklarat 0")
    answer_all(page)
    page.get_by_role("button", name=re.compile("^Lämna prognosen")).click()
    expect(page.locator("#state")).to_have_text(after)


def answer_all(page: Page) -> None:
    """Answer, by keyboard, what must be answered before the forecast can be handed in."""
    expect(state(page)).to_have_text(SAVED)
    blocking = page.locator(".blocking")
    for left in range(blocking.count(), 0, -1):
        tab_to(blocking.first.get_by_role("textbox"))
        page.keyboard.type("Det stämmer.")
        page.keyboard.press("Enter")
        expect(blocking).to_have_count(left - 1)


def tab_to(target: Locator) -> None:
    """Press Tab until `target` has the focus, as one does without a mouse."""
    expect(target).to_be_visible()
    for _ in range(TABS):
        if target.evaluate("each => each === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


# The steps after


def check(page: Page, unit: str) -> None:
    page.goto(address(page, unit))
    page.get_by_role("button", name="Markera som granskad").click()
    expect(page.locator("#state")).to_have_text("Granskad")


def send_back(page: Page) -> None:
    page.reload()
    page.get_by_label("Vad som ska ändras").fill(WORD)
    page.get_by_role("button", name="Skicka tillbaka").click()
    expect(page.locator("#state")).to_have_text("Återsänd")


def hand_in_again(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("main").locator(".notice").first).to_contain_text(WORD)
    write(page, STAFF, "22500")
    expect(state(page)).to_have_text(SAVED)
    explain_and_hand_in(page)


def approve(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Godkänn", exact=True).click()
    expect(page.locator("#state")).to_have_text("Godkänd")


def read_only_beside_the_version_before(page: Page) -> None:
    page.reload()
    expect(page.locator("#state")).to_have_text("Låst")
    expect(page.get_by_role("textbox")).to_have_count(0)
    before, now = versions(page)
    assert now == before + 1
    assert seen(page) == Seen("sv", [])


def correct(page: Page) -> None:
    page.goto(address(page, PASTE))
    latest = versions(page)[-1]
    page.get_by_label("Varför den låsta prognosen rättas").fill(REASON)
    page.get_by_role("button", name="Rätta efter låsning").click()
    write(page, STAFF, "22400")
    expect(state(page)).to_have_text(SAVED)
    explain_and_hand_in(page, after="Låst")
    expect(page.locator(".notice", has_text=REASON)).to_be_visible()
    assert versions(page) == [latest, latest + 1]
    assert seen(page) == Seen("sv", [])


def versions(page: Page) -> list[int]:
    """The numbers of the versions that stand beside each other."""
    headings = page.get_by_role("columnheader", name=re.compile(r"^Version \d+$"))
    expect(headings).to_have_count(2)
    return [int(text.split()[-1]) for text in headings.all_inner_texts()]


def address(page: Page, unit: str) -> str:
    return re.sub(r"/administrations/.*", at(unit), page.url)


# The comparison


def compare(page: Page, board: str, folder: Path) -> None:
    """The bridge's own sum, and that the board's deviations are the bridge's."""
    expected = deviations(taken_out(page, board, folder), "Avvikelse helår")
    page.goto(f"{board}bridge/")
    bridge = taken_out(page, f"{board}bridge/", folder)
    now, before = deviations(bridge, "Avvikelse nu"), deviations(bridge, "Avvikelse före")
    assert {unit: now[unit] for unit in expected} == expected
    assert len(expected) == 3
    total = page.get_by_role("row", name=re.compile("^Summa"))
    assert numbers(total)[-1] == round(sum(now.values()) / 1000)
    assert numbers(total)[0] == round(sum(before.values()) / 1000)


def taken_out(page: Page, url: str, folder: Path) -> list[tuple]:
    page.goto(url)
    with page.expect_download() as started:
        page.get_by_role("link", name="Till Excel").click()
    started.value.save_as(folder / "table.xlsx")
    return list(openpyxl.load_workbook(folder / "table.xlsx").active.iter_rows(values_only=True))


def deviations(rows: list[tuple], heading: str) -> dict[str, float]:
    """What stands under `heading`, kronor by unit, where something does."""
    headings = next(row for row in rows if row[0] == "Enhet")
    place = headings.index(f"{heading} (kr)")
    return {row[0]: row[place] for row in rows if re.match(r"\d{4} ", str(row[0])) and row[place] is not None}


def numbers(row: Locator) -> list[int]:
    texts = [text.replace("−", "-") for text in row.locator("td").all_inner_texts()]
    return [int(re.sub(r"[^-0-9]", "", text)) for text in texts if re.search(r"\d", text)]
