"""A measure goes from an idea to a decision, through what the decision takes."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
NEW = "/administrations/EX/measures/new/?unit=1050"
TITLE = "Två inhyrda konsulter ersätts av egna"


def test_a_unit_head_writes_an_idea_and_the_controller_decides_it_when_nothing_is_missing(visit):
    today = timezone.localdate()
    negotiated, coming = f"{today - timedelta(days=7)}", today.year + 1
    page = visit(NEW, "enhetschef")

    page.get_by_label("Vad åtgärden heter").fill(TITLE)
    page.get_by_label("Vad som görs").fill("Konsulterna avslutas när vakanserna är tillsatta.")
    page.get_by_label("Första månaden med effekt").fill(f"{coming}-03")
    page.get_by_label("Helårseffekt, kronor").fill("1 200 000")
    page.get_by_text("Utredning och facklig förhandling").click()
    page.get_by_label("Facklig förhandling krävs").check()
    page.get_by_text("Konsekvenser, risk och förankring").click()
    page.get_by_label("Risk", exact=True).fill("Svårt att rekrytera.")
    page.get_by_role("button", name="Spara åtgärden").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        f"1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}tkr {coming}"
    )
    expect(page.get_by_role("link", name="Besluta")).to_have_count(0)

    page.get_by_role("button", name=re.compile("^Föreslå")).click()
    expect(page.get_by_role("navigation", name="Hur långt den har kommit")).to_contain_text("Föreslagen (den är här)")

    page = visit(page.url.removeprefix(page.evaluate("location.origin")), "controller")
    page.get_by_role("link", name="Besluta").click()
    expect(page.get_by_role("listitem").filter(has_text="Facklig förhandling")).to_contain_text("saknas")
    page.get_by_label("Vem som beslutade").fill("Socialnämnden")
    page.get_by_label("Beslutsdag").fill(f"{today}")
    page.get_by_label("Paragraf").fill("§ 12")
    page.get_by_role("button", name="Besluta").click()

    expect(page.get_by_role("alert")).to_contain_text("Facklig förhandling klar")
    expect(page.get_by_label("Paragraf")).to_have_value("§ 12")
    page.get_by_label("Facklig förhandling klar").fill(negotiated)
    page.get_by_role("button", name="Besluta").click()

    expect(page.get_by_text("Åtgärden är nu i skedet beslutad.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("som planerat")
    expect(page.get_by_text(f"Socialnämnden, {today}, § 12")).to_be_visible()
