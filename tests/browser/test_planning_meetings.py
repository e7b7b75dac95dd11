"""A department's group from nothing to a year of meetings, its agenda arranged and its members called."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
BODIES = "/administrations/EX/meetings/bodies/"
GROUP = "Avdelningsgruppen Funktionsnedsättning"


def test_a_group_is_made_and_its_year_planned_without_scripts(visit):
    page = visit(BODIES, "controller", java_script_enabled=False)
    page.get_by_role("link", name="Ny grupp").click()
    make_the_group(page)
    plan_its_year(page)
    put_the_units_first(page)
    call_its_members(page)


def make_the_group(page: Page) -> None:
    page.get_by_label("Vad möts de om?").select_option(label="Funktionsnedsättning")
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_label("Namn")).to_have_value(GROUP)
    expect(page.get_by_text("Avdelningschef Funktionsnedsättning")).to_be_visible()
    page.get_by_label("Tid").fill("09:00")
    page.get_by_role("button", name="Skapa gruppen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(GROUP)


def plan_its_year(page: Page) -> None:
    page.get_by_role("link", name="Planera ett år").click()
    page.get_by_role("button", name="Visa dagarna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\d+ möten att planera"))
    days = page.get_by_role("checkbox", checked=True).filter(visible=True)
    planned = int(re.match(r"\d+", page.get_by_role("heading", level=1).inner_text()).group())
    days.last.uncheck()
    page.get_by_role("button", name="Planera de ikryssade dagarna").click()
    expect(page.get_by_role("status")).to_contain_text(f"{planned - 1} möten är planerade.")


def put_the_units_first(page: Page) -> None:
    page.get_by_role("link", name="Ändra grundagendan").click()
    page.get_by_role("button", name="Flytta upp 3").click()
    page.get_by_role("button", name="Flytta upp 2").click()
    expect(page.get_by_label("Rubrik 1", exact=True)).to_have_value("Enheter att titta på")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Det gäller även \d+ planerade möten"))
    page.get_by_role("button", name="Spara").click()


def call_its_members(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=re.compile("kl. 09:00")).first.click()
    page.get_by_role("link", name="Skicka kallelsen").click()
    expect(page.get_by_text("1. Enheter att titta på")).to_be_visible()
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page.locator(".messages")).to_contain_text(re.compile(r"Kallelsen skickas till \d+ personer"))
