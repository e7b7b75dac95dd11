"""A meeting on a projector: by keys, with a clicker, without contact and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import seen
from tests.browser.meeting import RUNNING

pytestmark = pytest.mark.browser
SHOW = f"/administrations/EX/meetings/{RUNNING}/show"
PROJECTORS = [(1920, 1080), (1280, 720), (1440, 900)]


def at(page: Page, step: int) -> None:
    """Wait until the slide is there."""
    expect(page).to_have_url(re.compile(rf"/show/{step}/$"))
    expect(page.locator("#show")).to_have_attribute("data-here", re.compile(rf"/show/{step}/$"))


def first_with_measures(page: Page) -> None:
    """Go to the first unit that has measures on the agenda."""
    for _ in range(40):
        if page.locator("#show").get_attribute("data-down"):
            return
        here = page.locator("#show").get_attribute("data-here")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#show")).not_to_have_attribute("data-here", here)
    raise AssertionError("no unit has a measure")


def test_the_keys_go_on_and_back_and_to_both_ends(visit):
    page = visit(f"{SHOW}/1/", "controller")
    page.keyboard.press("ArrowRight")
    at(page, 2)
    page.keyboard.press("PageDown")
    at(page, 3)
    page.keyboard.press("PageUp")
    at(page, 2)
    page.keyboard.press("Home")
    at(page, 1)
    page.keyboard.press("End")

    expect(page.locator("h1")).to_contain_text("beslut")


def test_one_goes_down_to_a_units_measures_and_up_again(visit):
    page = visit(f"{SHOW}/1/", "controller")
    first_with_measures(page)
    unit = page.locator("h1").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".eyebrow")).to_contain_text("åtgärd 1 av")
    page.keyboard.press("Escape")

    expect(page.locator("h1")).to_have_text(unit)


def test_a_number_and_enter_go_to_a_point(visit):
    page = visit(f"{SHOW}/1/", "controller")
    page.keyboard.press("4")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("Åtgärder")


def test_keys_do_nothing_while_one_writes(visit):
    page = visit(f"{SHOW}/2/", "controller")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("a")
    page.keyboard.type("bud 3 ?")

    expect(page.locator("dialog[open] textarea")).to_have_value("bud 3 ?")
    at(page, 2)


def test_a_note_is_there_when_it_is_saved(visit):
    page = visit(f"{SHOW}/2/", "controller")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("a")
    page.keyboard.type("Det sade vi.")
    page.locator("dialog[open] button[type=submit]").click()

    expect(page.locator("#written")).to_contain_text("Det sade vi.")


def test_a_key_pressed_as_soon_as_the_page_is_there_opens_its_dialog(visit):
    page = visit(f"{SHOW}/2/", "controller")
    page.reload(wait_until="domcontentloaded")
    page.keyboard.press("a")
    page.keyboard.type("Genast.")

    expect(page.locator("dialog[open] textarea")).to_have_value("Genast.")
    page.locator("dialog[open] [data-cancel]").click()


def test_control_and_enter_save_what_is_written(visit):
    page = visit(f"{SHOW}/10/", "controller")
    page.keyboard.press("a")
    page.keyboard.type("Sparat med tangenter.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#written")).to_contain_text("Sparat med tangenter.")


def test_what_does_not_fit_is_told_of_and_scrolled_to_by_key(visit):
    page = visit(f"{SHOW}/2/", "controller")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.evaluate("() => { document.querySelector('#written').style.minHeight = '900px'; }")
    expect(page.locator(".more-below")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("ArrowDown")

    expect(page.locator(".more-below")).to_be_hidden()
    at(page, 2)


def test_what_is_told_of_what_was_written_covers_nothing(visit):
    page = visit(f"{SHOW}/2/", "controller")
    page.evaluate("() => { document.querySelector('.show-toast').textContent = 'Anteckningen är sparad.'; }")
    toast, bar = page.locator(".show-toast").bounding_box(), page.locator(".show-bar").bounding_box()

    assert toast["y"] >= bar["y"] + bar["height"] - 1


def test_what_is_written_without_contact_is_sent_when_there_is_contact(visit):
    page = visit(f"{SHOW}/2/", "controller")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.keyboard.type("Skrivet utan nät.")
    page.locator("dialog[open] button[type=submit]").click()
    expect(page.locator(".show-toast")).to_contain_text("Ingen kontakt")
    page.context.set_offline(False)

    expect(page.locator("#written")).to_contain_text("Skrivet utan nät.")


def note(page: Page, text: str) -> None:
    """Write a note on the slide, once its forms are there."""
    page.keyboard.press("a")
    page.keyboard.type(text)
    page.locator("dialog[open] button[type=submit]").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def without_contact(page: Page, *texts: str) -> None:
    """Write notes that wait until there is contact."""
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for text in texts:
        note(page, text)


def test_what_is_queued_while_something_is_sent_is_sent_after_it(visit):
    page = visit(f"{SHOW}/6/", "controller")
    without_contact(page, "Köat först.")
    page.evaluate(
        "() => { const real = window.fetch; let lost = 0; window.fetch = async (url, options) => {"
        " const body = options?.body || '';"
        " if (body.includes('sedan') && !lost++) throw new TypeError('no contact');"
        " if (body.includes('rst.')) await new Promise((done) => setTimeout(done, 1500));"
        " return real(url, options); }; }"
    )
    page.context.set_offline(False)
    note(page, "Köat sedan.")

    expect(page.locator("#written")).to_contain_text("Köat först.")
    expect(page.locator("#written")).to_contain_text("Köat sedan.")


def test_a_row_marked_by_who_is_signed_out_is_marked_when_they_are_back(visit):
    page = visit(f"{SHOW}/7/", "avdelningschef")
    page.wait_for_load_state("networkidle")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("d")
    expect(page.locator(".show-toast")).to_contain_text("Du är utloggad")
    page.context.add_cookies(cookies)
    expect(page.locator(".show-toast")).not_to_contain_text("Du är utloggad", timeout=15000)
    page.reload()

    expect(page.locator("[data-key=D]")).to_have_attribute("aria-pressed", "true")


def test_what_is_refused_is_set_aside_before_a_newer_draft_and_the_rest_is_sent(visit):
    page = visit(f"{SHOW}/8/", "controller")
    without_contact(page, "Nej tack.", "Ja tack.")
    page.keyboard.press("a")
    page.keyboard.type("Nyare utkast.")
    page.keyboard.press("Escape")
    page.evaluate(
        "() => { const real = window.fetch;"
        " window.fetch = async (url, options) => (options?.body || '').includes('Nej')"
        " ? Object.defineProperty(new Response('', { status: 422 }), 'url', { value: location.href })"
        " : real(url, options); }"
    )
    page.context.set_offline(False)

    expect(page.locator("#written")).to_contain_text("Ja tack.")
    page.keyboard.press("a")
    expect(page.locator("dialog[open] textarea")).to_have_value("Nej tack.\n\nNyare utkast.")


def test_a_browser_that_keeps_nothing_says_that_the_page_must_stay_open(visit):
    page = visit(f"{SHOW}/9/", "controller")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    without_contact(page, "Bara på sidan.")
    expect(page.locator(".show-toast")).to_contain_text("Låt sidan vara öppen")
    page.context.set_offline(False)

    expect(page.locator("#written")).to_contain_text("Bara på sidan.")


def test_a_draft_is_there_when_the_page_comes_again(visit):
    page = visit(f"{SHOW}/4/", "ledning")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("b")
    page.keyboard.type("Halvt beslut")
    page.reload()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("b")

    expect(page.locator("dialog[open] textarea")).to_have_value("Halvt beslut")


def test_a_decision_before_its_meeting_is_refused_and_stays(visit):
    page = visit(f"{SHOW}/3/", "ledning")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("b")
    dialog = page.locator("dialog[open]")
    dialog.locator("textarea").fill("Inga konsulter.")
    dialog.locator("select").select_option(index=1)
    dialog.locator("[type=date]").fill("2020-01-01")
    dialog.locator("button[type=submit]").click()

    expect(dialog.locator(".error-summary")).to_be_visible()
    expect(dialog.locator("textarea")).to_have_value("Inga konsulter.")


def test_what_another_writes_comes_to_the_slide_by_itself(visit):
    mine, theirs = visit(f"{SHOW}/5/", "controller"), visit(f"{SHOW}/5/", "ledning")
    theirs.wait_for_load_state("networkidle")
    theirs.keyboard.press("a")
    theirs.keyboard.type("Sagt av en annan.")
    theirs.locator("dialog[open] button[type=submit]").click()

    expect(mine.locator("#written")).to_contain_text("Sagt av en annan.")
    expect(mine.locator("#written .new")).to_have_text("1 nytt")


def test_discussed_is_marked_and_taken_back_with_the_same_key(visit):
    page = visit(f"{SHOW}/3/", "avdelningschef")
    page.keyboard.press("d")
    expect(page.locator("[data-key=D]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("d")

    expect(page.locator("[data-key=D]")).to_have_attribute("aria-pressed", "false")


def test_the_question_mark_shows_the_keys(visit):
    page = visit(f"{SHOW}/1/", "controller")
    page.keyboard.press("?")
    expect(page.locator(".show-help")).to_be_visible()

    assert seen(page).violations == []


def test_the_slides_are_gone_through_without_scripts(visit):
    page = visit(f"{SHOW}/1/", "controller", java_script_enabled=False)
    page.locator("a[rel=next]").click()
    at(page, 2)
    page.locator("[data-write=note]").click()
    page.locator("textarea").fill("Utan skript.")
    page.locator("main button[type=submit]").click()

    expect(page.locator("#written")).to_contain_text("Utan skript.")


def test_going_on_leaves_no_trail_to_go_back_through(visit):
    page = visit("/", "controller")
    page.goto(page.url.rstrip("/") + f"{SHOW}/1/")
    page.keyboard.press("ArrowRight")
    at(page, 2)
    page.go_back()

    expect(page.locator("#show")).to_have_count(0)


@pytest.mark.parametrize("size", PROJECTORS, ids=str)
def test_no_slide_is_wider_or_higher_than_the_projector(visit, size):
    page = visit(f"{SHOW}/1/", "controller")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(page.url.replace("/1/", "/999/"))
    last = int(page.locator(".bar-where").inner_text().split(" av ")[0].split()[-1])
    over = {}
    for step in range(1, last + 1):
        page.goto(re.sub(r"/show/\d+/", f"/show/{step}/", page.url))
        beyond = page.evaluate(
            "() => { const s = document.querySelector('.slide'); document.getElementById('written').remove();"
            " return [document.documentElement.scrollWidth - innerWidth, s.scrollWidth - s.clientWidth,"
            " s.scrollHeight - s.clientHeight]; }"
        )
        if any(each > 1 for each in beyond):
            over[page.locator("h1").inner_text()] = beyond

    assert over == {}
