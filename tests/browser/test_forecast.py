"""A unit head writes the forecast: by keyboard, from Excel, without contact or script, and beside someone else."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import Seen, seen
from tests.serving import PASSWORD

pytestmark = pytest.mark.browser
HEAD, OTHER = "avdelningschef", "controller"
SAVED = re.compile(r"Sparat \d\d:\d\d")
STAFF, OTHERS = "Prognos, Personalkostnader", "Prognos, Övriga kostnader"
COMMENT = "Vad som ligger bakom prognosen, med några meningar"


def at(unit: str) -> str:
    return f"/administrations/EX/units/{unit}/forecast/"


def cell(page: Page, label: str):
    return page.get_by_label(label, exact=True)


def write(page: Page, label: str, text: str) -> None:
    cell(page, label).fill(text)
    cell(page, label).press("Tab")


def state(page: Page):
    return page.locator("#save-state")


def paste(page: Page, text: str) -> None:
    """What the browser does when a person presses Ctrl-V in the cell that has the focus."""
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def test_a_forecast_is_written_explained_and_handed_in_by_keyboard_alone(visit):
    page = visit(at("1010"), HEAD)
    keys = page.keyboard
    amounts = page.locator("[data-kind=amount]:visible")
    amounts.first.focus()

    for _ in range(amounts.count()):
        keys.type("5000")
        keys.press("Enter")
    expect(state(page)).to_have_text(SAVED)
    page.get_by_label(COMMENT).focus()
    keys.type("Fler placeringar än budgeterat.")
    page.get_by_label("Orsak 1", exact=True).focus()
    keys.type("Vol")
    keys.press("Tab")
    keys.type("-500")
    keys.press("Tab")
    expect(page.locator("#rest")).to_contain_text("förklarat −500")
    blocking = page.locator(".blocking").first
    while blocking.count():
        blocking.get_by_role("textbox").focus()
        keys.type("Det stämmer.")
        keys.press("Enter")
        expect(page.get_by_text("Det stämmer.").first).to_be_visible()
        expect(page.locator("#save-state")).to_have_text(SAVED)
    page.get_by_role("button", name=re.compile("Lämna prognosen")).focus()
    keys.press("Enter")

    expect(page.get_by_text("Prognosen är lämnad.")).to_be_visible()
    expect(page.locator("#state")).to_have_text("Lämnad")
    assert page.locator("[data-kind=amount]").count() == 0


def test_the_arrows_move_and_escape_takes_back(visit):
    page = visit(at("1020"), HEAD)
    amounts = page.locator("[data-kind=amount]:visible")
    amounts.first.focus()

    page.keyboard.press("ArrowDown")
    expect(amounts.nth(1)).to_be_focused()
    page.keyboard.type("777")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")

    expect(amounts.first).to_be_focused()
    expect(amounts.nth(1)).to_have_value("")


def test_a_block_from_excel_fills_amounts_and_comments(visit):
    page = visit(at("1020"), HEAD)
    cell(page, STAFF).focus()

    paste(page, "7\N{NO-BREAK SPACE}100,5\tFler vikarier\r\n12 00O\t\r\n")

    amounts = page.locator("[data-kind=amount]:visible")
    expect(amounts.nth(1)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".cell-fault")).to_have_text(
        "”12 00O” är inget belopp. Skriv siffror i tkr, till exempel 1 234,5."
    )
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(cell(page, STAFF)).to_have_value("7\N{NO-BREAK SPACE}100,5")
    expect(cell(page, "Kommentar, Personalkostnader")).to_have_value("Fler vikarier")
    expect(page.locator("#left-behind")).to_contain_text("12 00O")


def test_a_block_that_does_not_fit_is_not_pasted(visit):
    page = visit(at("1020"), HEAD)
    cell(page, OTHERS).focus()
    before = cell(page, OTHERS).input_value()

    paste(page, "1\t2\t3\n4\t5\t6")

    expect(page.locator("#save-trouble")).to_contain_text("har 3 kolumner")
    expect(cell(page, OTHERS)).to_have_value(before)


def test_two_people_who_write_in_one_cell_see_both_amounts(visit):
    mine, theirs = visit(at("1030"), HEAD), visit(at("1030"), OTHER)
    write(theirs, STAFF, "8100")
    expect(state(theirs)).to_have_text(SAVED)

    write(mine, STAFF, "8200")

    box = mine.get_by_role("group", name=re.compile(r"Controller skrev 8\s100"))
    expect(box).to_be_visible()
    assert seen(mine) == Seen("sv", [])
    box.get_by_role("button", name="Behåll min").click()
    expect(state(mine)).to_have_text(SAVED)
    theirs.reload()
    expect(cell(theirs, STAFF)).to_have_value("8\N{NO-BREAK SPACE}200")


def test_one_can_take_what_the_other_wrote(visit):
    mine, theirs = visit(at("1030"), HEAD), visit(at("1030"), OTHER)
    write(theirs, OTHERS, "510")
    expect(state(theirs)).to_have_text(SAVED)
    write(mine, OTHERS, "520")

    mine.get_by_role("button", name="Ta deras").click()

    expect(cell(mine, OTHERS)).to_have_value("510")
    expect(mine.locator(".conflict")).to_have_count(0)


def test_without_contact_it_waits_and_is_sent_when_the_contact_is_back(visit):
    page = visit(at("1040"), HEAD)
    page.context.set_offline(True)

    write(page, STAFF, "4321")

    expect(page.locator("#save-trouble")).to_contain_text("Ingen kontakt. Det du skrivit finns kvar här")
    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED)
    page.reload()
    expect(cell(page, STAFF)).to_have_value("4\N{NO-BREAK SPACE}321")


def test_what_a_closed_tab_left_is_offered_and_used(visit):
    page = visit(at("1040"), HEAD)
    page.context.set_offline(True)
    write(page, OTHERS, "432")
    expect(page.locator("#save-trouble")).to_contain_text("Ingen kontakt")
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)

    expect(again.locator("#left-behind")).to_contain_text("432")
    again.get_by_role("button", name="Använd dem").click()

    expect(state(again)).to_have_text(SAVED)
    expect(cell(again, OTHERS)).to_have_value("432")


def test_a_session_that_ends_while_typing_loses_nothing(visit):
    page = visit(at("1060"), HEAD)
    page.context.clear_cookies(name="sessionid")

    write(page, STAFF, "1234")

    expect(page.locator("#save-trouble")).to_contain_text("Du har blivit utloggad")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in igen i en ny flik").click()
    again = opened.value
    again.get_by_label(re.compile("Användarnamn")).fill(HEAD)
    again.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    again.get_by_role("button", name="Logga in").click()
    again.wait_for_url(re.compile("/$"))
    again.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(state(page)).to_have_text(SAVED)
    page.reload()
    expect(cell(page, STAFF)).to_have_value("1\N{NO-BREAK SPACE}234")


def test_the_whole_page_works_without_a_script(visit):
    page = visit(at("1070"), HEAD, java_script_enabled=False)
    cell(page, STAFF).fill("12 00O")
    page.get_by_label(COMMENT).fill("Vakanser under våren.")

    page.get_by_role("button", name="Spara utkast").last.click()
    expect(page.locator(".cell-fault")).to_contain_text("är inget belopp")
    expect(cell(page, STAFF)).to_have_value("12 00O")
    cell(page, STAFF).fill("1200")
    page.get_by_role("button", name="Fyll tomma med förslaget").click()

    expect(cell(page, STAFF)).to_have_value("1\N{NO-BREAK SPACE}200")
    expect(page.get_by_label(COMMENT)).to_have_value("Vakanser under våren.")
    expect(cell(page, OTHERS)).not_to_have_value("")


def test_a_group_is_opened_to_its_accounts(visit):
    page = visit(at("1020"), HEAD)

    page.get_by_role("button", name="Personalkostnader", exact=True).click()

    expect(page.get_by_role("table", name=re.compile("Konton i Personalkostnader"))).to_be_visible()
    expect(page.locator("tr.more.open p")).to_have_text(re.compile(r"^\s*Förslag [0-9\s]+: Utfall till och med"))
    assert seen(page) == Seen("sv", [])


def test_a_forecast_is_sent_back_with_a_word_and_handed_in_again_beside_its_first_version(visit):
    head = visit(at("1050"), "enhetschef")
    head.get_by_role("button", name="Fyll tomma med förslaget").click()
    head.get_by_label(COMMENT).fill("Enligt förslaget.")
    head.get_by_role("button", name=re.compile("Lämna prognosen")).click()
    expect(head.locator("#state")).to_have_text("Lämnad")
    controller = visit(at("1050"), OTHER)
    controller.get_by_label("Vad som ska ändras").fill("Konsulterna ser höga ut.")
    controller.get_by_role("button", name="Skicka tillbaka").click()
    head.reload()
    expect(head.locator(".notice").first).to_contain_text("Konsulterna ser höga ut.")

    write(head, "Prognos, Konsulter och bemanning", "220")
    head.get_by_role("button", name=re.compile("Lämna prognosen")).click()

    expect(head.get_by_role("columnheader", name="Version 2")).to_be_visible()
    controller.reload()
    controller.get_by_role("button", name="Markera som granskad").click()
    expect(controller.locator("#state")).to_have_text("Granskad")
    assert seen(controller) == Seen("sv", [])


def test_a_risk_that_loses_its_text_says_so_at_the_field(visit):
    page = visit(at("1010") + "?edit=1", HEAD)
    row = page.locator("#risks tbody tr[data-row]").last
    fields = row.locator("[data-needed]")
    name = fields.nth(0).get_attribute("id")
    fields.nth(1).fill("-500")
    fields.nth(2).fill("40")

    cell(page, "Prognos, Personalkostnader").focus()

    expect(page.locator(f"#{name}-fault")).to_have_text("Skriv vad som kan hända, eller ta bort raden.")
    expect(page.locator(f"#{name}")).to_have_attribute("aria-invalid", "true")
