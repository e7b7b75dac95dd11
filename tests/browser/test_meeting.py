"""A meeting is held on its page: two write at once, the network drops, the keyboard alone, and without a script."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW
from tests.browser.look import Seen, seen
from tests.serving import ROOT, demo_environment

pytestmark = pytest.mark.browser
LEADS, WRITES = "ledning", "controller"
SAVED = re.compile(r"Sparat \d\d:\d\d")
NO_CONTACT = "Ingen kontakt – det du skrivit ligger kvar här"


@pytest.fixture(scope="module")
def path(site, tmp_path_factory) -> str:
    """A meeting under way of a group of its own, over the demo's administration."""
    folder = next(each for each in tmp_path_factory.getbasetemp().glob("site*") if (each / "demo.sqlite3").exists())
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.own_meeting"],
        cwd=ROOT,
        env=demo_environment(folder),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return f"/administrations/EX/meetings/{made.stdout.split()[-1]}/"


def row(page: Page, number: int) -> Locator:
    """A row of the point about units."""
    return page.get_by_role("region", name="Enheter att titta på").locator(".meeting-row").nth(number)


def opened(page: Page, number: int) -> Locator:
    found = row(page, number)
    if not found.get_by_label("Det som skrivs").is_visible():
        found.get_by_role("heading").get_by_role("link").click()
    return found


def write(page: Page, number: int, text: str) -> Locator:
    found = opened(page, number)
    found.get_by_label("Det som skrivs").fill(text)
    found.get_by_role("button", name="Spara").click()
    return found


def state(page: Page) -> Locator:
    return page.locator("#save-state")


def test_two_write_on_the_same_row_at_once_and_both_stand_on_both_pages(visit, path):
    mine, theirs = visit(path, LEADS), visit(path, WRITES)
    opened(theirs, 0).get_by_label("Det som skrivs").fill("Vi väntar på besked om två.")

    write(mine, 0, "Tre nya placeringar.")
    expect(state(mine)).to_have_text(SAVED)
    expect(row(theirs, 0)).to_contain_text("Tre nya placeringar.")
    expect(theirs.locator("#heard")).to_contain_text("Ledningsgruppen skrev på")
    row(theirs, 0).get_by_role("button", name="Spara").click()

    for page in (mine, theirs):
        expect(row(page, 0).locator(".note")).to_have_count(2)
        assert seen(page) == Seen("sv", [])


def test_without_contact_it_waits_and_is_sent_once_when_the_contact_is_back(visit, path):
    page = visit(path, LEADS)
    page.context.set_offline(True)
    write(page, 1, "Skrivet utan nät.")
    expect(state(page)).to_have_text(NO_CONTACT)
    expect(row(page, 1)).to_contain_text("Väntar på att sparas: Skrivet utan nät.")

    page.context.set_offline(False)

    expect(state(page)).to_have_text(SAVED)
    page.reload()
    expect(row(page, 1).locator(".note")).to_have_count(1)
    expect(row(page, 1)).to_contain_text("Skrivet utan nät.")


def test_what_was_typed_is_there_again_after_the_page_was_closed(visit, path):
    page = visit(path, LEADS)
    opened(page, 2).get_by_label("Det som skrivs").fill("Halvskrivet")
    page.wait_for_timeout(100)

    page.reload()

    expect(row(page, 2).get_by_label("Det som skrivs")).to_have_value("Halvskrivet")


def test_a_decision_without_owner_is_said_at_the_field_before_it_is_sent(visit, path):
    page = visit(path, LEADS)
    found = opened(page, 3)
    found.get_by_label("Beslut", exact=True).check()
    found.get_by_label("Det som skrivs").fill("Inga nya avtal i år.")

    found.get_by_role("button", name="Spara").click()

    expect(found.locator(".error-text")).to_have_text("Ingen ansvarar för det. Välj vem som gör det.")
    found.get_by_label("Vem").select_option(label="Controller")
    found.get_by_role("button", name="Spara").click()
    expect(found.locator(".given")).to_contain_text("Inga nya avtal i år.")
    expect(found.get_by_label("Anteckning", exact=True)).to_be_checked()
    assert seen(page) == Seen("sv", [])


def test_a_row_is_opened_written_on_and_taken_up_by_keyboard_alone(visit, path):
    page = visit(path, LEADS)
    found, keys = row(page, 4), page.keyboard
    found.get_by_role("heading").get_by_role("link").focus()

    keys.press("Enter")
    found.get_by_label("Det som skrivs").focus()
    keys.type("Skrivet med tangenter.")
    keys.press("Tab")
    keys.press("Enter")
    expect(found.locator(".note")).to_contain_text("Skrivet med tangenter.")
    expect(found.get_by_role("button", name="Diskuterad")).to_have_attribute("aria-pressed", "true")
    found.get_by_role("button", name="Parkerad").focus()
    keys.press("Enter")

    expect(found.get_by_role("button", name="Parkerad")).to_have_attribute("aria-pressed", "true")
    expect(found.get_by_role("button", name="Parkerad")).to_be_focused()


def test_of_two_who_change_a_note_the_second_sees_both_texts_and_chooses(visit, path):
    mine, theirs = visit(path, LEADS), visit(path, WRITES)
    write(mine, 5, "En placering.")
    expect(row(theirs, 5)).to_contain_text("En placering.")
    for page, text in ((theirs, "Två placeringar."), (mine, "Tre placeringar.")):
        row(page, 5).get_by_text("Ändra").click()
        row(page, 5).locator(".change").get_by_label("Anteckning").fill(text)
    row(theirs, 5).locator(".change").get_by_role("button", name="Spara").click()
    expect(state(theirs)).to_have_text(SAVED)

    row(mine, 5).locator(".change").get_by_role("button", name="Spara").click()
    expect(row(mine, 5).locator(".conflict")).to_contain_text("Två placeringar.")
    row(mine, 5).get_by_role("button", name="Behåll min").click()

    expect(row(mine, 5).locator(".note")).to_contain_text("Tre placeringar.")
    expect(row(theirs, 5).locator(".note")).to_contain_text("Tre placeringar.")


def test_who_is_there_is_ticked_by_one_and_seen_by_the_other(visit, path):
    mine, theirs = visit(path, LEADS), visit(path, WRITES)
    theirs.locator("#present").get_by_role("checkbox").first.check()

    theirs.locator("#present").get_by_role("button", name="Spara").click()

    expect(state(theirs)).to_have_text(SAVED)
    expect(mine.locator("#present").get_by_role("checkbox").first).to_be_checked()


def test_the_message_of_the_week_is_written_in_the_meeting_and_written_again(visit, path):
    page = visit(path, LEADS)
    form = page.locator("#form-message")
    for number, text in enumerate(("Vi bromsar inköpen.", "Vi bromsar inköpen. Tack."), 1):
        form.get_by_label("Veckans budskap").fill(text)
        form.get_by_role("button", name="Spara budskapet").click()
        expect(form.locator("[name=seen]")).to_have_value(str(number))

    page.reload()

    expect(form.get_by_label("Veckans budskap")).to_have_value("Vi bromsar inköpen. Tack.")


def test_a_text_with_a_personal_identity_number_stays_in_its_field_and_is_not_kept_in_the_browser(visit, path):
    page = visit(path, LEADS)
    found = write(page, 6, "Om 19121212-1212.")

    expect(found.locator(".error-text")).to_contain_text("personnummer")
    expect(found.get_by_label("Det som skrivs")).to_have_value("Om 19121212-1212.")
    found.get_by_label("Det som skrivs").press("End")
    found.get_by_label("Det som skrivs").press_sequentially(" Mer.")
    assert page.evaluate("Object.values(localStorage).join()").count("19121212") == 0


def test_a_refusal_about_guests_leaves_everyone_ticked_and_is_in_view(visit, path):
    page = visit(path, LEADS)
    there = page.locator("#form-present [name=present]")
    for each in there.all():
        each.check()
    page.get_by_label("Övriga närvarande").fill("Anna 19121212-1212")
    page.get_by_role("button", name="Spara vilka som är med").click()

    expect(page.locator("#guests-fault")).to_be_in_viewport()
    assert all(each.is_checked() for each in there.all())


def test_a_meeting_is_written_and_closed_without_a_script(visit, path):
    page, theirs = visit(path, LEADS, java_script_enabled=False, width=NARROW), visit(path, WRITES)
    row(page, 6).get_by_role("heading").get_by_role("link").click()
    row(page, 6).get_by_label("Uppdrag", exact=True).check()
    row(page, 6).get_by_label("Det som skrivs").fill("Se över schemat.")
    row(page, 6).get_by_role("button", name="Spara").click()
    expect(row(page, 6).locator(".error-text").first).to_be_visible()
    expect(row(page, 6).get_by_label("Det som skrivs")).to_have_value("Se över schemat.")
    row(page, 6).get_by_label("Vem").select_option(label="Controller")
    row(page, 6).get_by_role("button", name="Spara").click()
    expect(row(page, 6).locator(".given")).to_contain_text("Se över schemat.")

    page.get_by_role("link", name="Avsluta mötet").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("inte genomgångna")
    page.get_by_role("button", name="Avsluta mötet").click()

    expect(page).to_have_url(re.compile("/minutes/"))
    expect(theirs.locator("[data-meeting]")).to_have_attribute("data-state", "closed", timeout=10_000)


def test_what_was_typed_stands_above_the_agenda_once_its_form_is_gone(visit, path):
    page = visit(path, LEADS)
    page.evaluate(
        """() => {
            const { meeting, user } = document.querySelector("[data-meeting]").dataset;
            const typed = JSON.stringify({ text: "Skrivet men inte sparat." });
            localStorage.setItem(`meeting-${meeting}-${user}-draft-write-row-0`, typed);
        }"""
    )
    page.reload()
    expect(page.locator("#stray")).to_contain_text("Skrivet men inte sparat.")
    assert seen(page) == Seen("sv", [])

    page.locator("#stray").get_by_role("button", name="Kasta").click()
    page.reload()

    expect(page.locator("#stray")).to_be_hidden()
