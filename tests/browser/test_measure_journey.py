"""A measure on its whole way, from the idea somebody leaves to the day it is closed with its effect in the forecast."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from units.months import add_months, first_of

pytestmark = pytest.mark.browser
IDEAS = "/administrations/EX/ideas/"
MEASURES = "/administrations/EX/measures/"
SAVE = "Spara uppföljningen"
TITLE = "Gemensam jour med grannkommunen"
EFFECT = "600 000"
RISK = "Jouren blir skör när två är sjuka samtidigt."


def test_a_measure_goes_from_an_idea_to_closed_with_its_effect_in_the_forecast(visit):
    today = timezone.localdate()
    leave_the_idea(visit(f"{IDEAS}new/", "medarbetare"))

    page = visit(IDEAS, "avdelningschef")
    make_a_measure_of_it(page, add_months(first_of(today), -2))
    here = page.url.removeprefix(page.evaluate("location.origin"))
    propose_it(page)
    decide_it_when_nothing_is_missing(page, today)

    step(page, "Starta", "Pågår")
    follow_up(page, status="Som planerat", saved="50 000", done="Jouren är igång.")
    follow_up(page, status="Försenad", saved="80 000", hinders="Två pass i månaden saknar bemanning.")
    expect(page.get_by_role("region", name="Uppföljning")).to_contain_text("försenad")
    step(page, "Genomförd", "Genomförd")

    controller = visit(here, "controller")
    sign(controller)
    controller.goto(page.url)
    step(controller, "Verifierad", "Verifierad")
    close_it(controller)


def test_an_overdue_measure_rises_to_the_start_page_and_is_gone_when_it_is_followed_up(visit):
    page = visit("/?administration=EX", "enhetschef")
    task = page.get_by_role("link", name=re.compile("Följ upp: Öppenvård.* dagar försenad"))

    task.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Öppenvård i egen regi")
    page.get_by_label("Vad som gjordes").fill("Kvällarna är bemannade.")
    save_the_follow_up(page)

    page.goto(page.evaluate("location.origin") + "/?administration=EX")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(task).to_have_count(0)


def test_two_who_follow_up_at_once_see_each_other_and_lose_nothing(visit):
    path = f"{MEASURES}?text=hemtjänsten&stage=all"
    first, second = (open_the_follow_up(visit(path, "controller")) for _ in range(2))

    first.get_by_label("Vad som gjordes").fill("Brukartiden är 59 procent.")
    save_the_follow_up(first)
    second.get_by_label("Vad som gjordes").fill("Ett nytt schema är klart.")
    second.get_by_role("button", name=SAVE).click()

    expect(second.get_by_role("alert")).to_contain_text("Inget av ditt är förlorat")
    expect(second.get_by_role("region", name="Senaste uppföljningarna")).to_contain_text("Brukartiden är 59 procent.")
    expect(second.get_by_label("Vad som gjordes")).to_have_value("Ett nytt schema är klart.")
    save_the_follow_up(second)
    followed = second.get_by_role("region", name="Uppföljning")
    expect(followed).to_contain_text("Brukartiden är 59 procent.")
    expect(followed).to_contain_text("Ett nytt schema är klart.")


def open_the_follow_up(page: Page) -> Page:
    page.get_by_role("link", name="Samordnad planering av hemtjänsten").first.click()
    page.get_by_role("region", name="Uppföljning").get_by_role("link", name="Följ upp").click()
    return page


def save_the_follow_up(page: Page) -> None:
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_text("Uppföljningen är sparad.")).to_be_visible()


def leave_the_idea(page: Page) -> None:
    page.get_by_label("Vad kan göras?").fill(TITLE)
    page.get_by_label("Hur, och vad skulle det ge?").fill("Två kommuner delar på jouren i stället för att ha var sin.")
    page.get_by_role("button", name="Lämna idén").click()
    expect(page.get_by_text(re.compile("^Tack"))).to_be_visible()


def make_a_measure_of_it(page: Page, start: date) -> None:
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Besvara idén").click()
    page.get_by_label("Den blir en åtgärd").check()
    page.get_by_label("Svar", exact=True).fill("Det här gör vi.")
    page.get_by_role("button", name="Spara svaret").click()

    expect(page.get_by_label("Vad åtgärden heter")).to_have_value(TITLE)
    page.get_by_label("Första månaden med effekt").fill(f"{start:%Y-%m}")
    page.get_by_label("Helårseffekt, kronor").fill(EFFECT)
    page.get_by_label("Ansvarig").select_option(index=1)
    page.get_by_text("Utredning och facklig förhandling").click()
    page.get_by_label("Facklig förhandling krävs").check()
    page.get_by_label("Den pågick redan innan den skrevs här").check()
    page.get_by_role("button", name="Spara åtgärden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def propose_it(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Föreslå")).click()
    is_in(page, "Föreslagen")


def decide_it_when_nothing_is_missing(page: Page, today: date) -> None:
    """The decision is refused until the day of the negotiation and the risk are written."""
    page.get_by_role("link", name="Besluta").click()
    page.get_by_label("Vem som beslutade").fill("Socialnämnden")
    page.get_by_label("Beslutsdag").fill(f"{today}")
    page.get_by_role("button", name="Besluta").click()
    expect(page.get_by_role("alert")).to_contain_text("Facklig förhandling klar")
    page.get_by_label("Facklig förhandling klar").fill(f"{today - timedelta(days=7)}")
    page.get_by_role("button", name="Besluta").click()
    expect(page.get_by_role("alert")).to_contain_text("risk")
    page.get_by_label("Risk", exact=True).fill(RISK)
    page.get_by_role("button", name="Besluta").click()
    expect(page.get_by_role("alert")).to_contain_text("två gånger")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    page.get_by_label("Varför inget räknas dubbelt").fill("Prognosen räknar med hela jouren.")
    page.get_by_role("button", name="Svara").click()

    page.get_by_role("link", name="Besluta").click()
    page.get_by_label("Vem som beslutade").fill("Socialnämnden")
    page.get_by_label("Beslutsdag").fill(f"{today}")
    page.get_by_label("Facklig förhandling klar").fill(f"{today - timedelta(days=7)}")
    page.get_by_label("Risk", exact=True).fill(RISK)
    page.get_by_role("button", name="Besluta").click()
    is_in(page, "Beslutad")


def follow_up(page: Page, *, status: str, saved: str, done: str = "", hinders: str = "") -> None:
    page.get_by_role("region", name="Uppföljning").get_by_role("link", name="Följ upp").click()
    page.get_by_label(status, exact=True).check()
    page.get_by_label("Effekt hittills det året, kronor").fill(saved)
    page.get_by_label("Vad som gjordes").fill(done)
    page.get_by_label("Vad som hindrar").fill(hinders)
    save_the_follow_up(page)


def step(page: Page, button: str, to: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    is_in(page, to)


def sign(page: Page) -> None:
    page.get_by_role("link", name="Verifiera effekten").first.click()
    page.get_by_label("Verifierad effekt, kronor").fill("75 000")
    page.get_by_label("Hur den har verifierats").fill("Jourlistorna och lönerna är jämförda.")
    page.get_by_role("button", name="Signera").click()
    expect(page.get_by_role("main")).to_contain_text("Jourlistorna och lönerna är jämförda.")


def close_it(page: Page) -> None:
    """It is closed when somebody says from which month the forecast contains it."""
    page.get_by_role("link", name="Avsluta", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="saknas")).to_be_visible()
    page.get_by_label("Ingår i prognosen från").select_option(index=1)
    page.get_by_role("button", name="Avsluta", exact=True).click()
    is_in(page, "Avslutad")
    expect(page.get_by_text(re.compile("räknar redan med den"))).to_be_visible()


def is_in(page: Page, stage: str) -> None:
    expect(page.get_by_role("navigation", name="Hur långt den har kommit")).to_contain_text(f"{stage} (den är här)")
