"""A unit head signs in and understands the unit's page."""

import re

import pytest
from playwright.sync_api import expect

from tests.serving import PASSWORD

pytestmark = pytest.mark.browser
SEEN = "−29,8"
PAGE = "/administrations/HV/units/1100/"


def test_from_signing_in_to_the_unit_in_a_few_steps(visit):
    page = visit("/", None)

    page.get_by_label(re.compile("Användarnamn")).fill("enhetschef")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("banner").locator("summary").first.click()
    page.get_by_role("banner").get_by_role("link", name=re.compile("Hässelby-Vällingby")).click()
    page.get_by_role("main").get_by_role("link", name=re.compile("Funktionsnedsättning")).first.click()

    expect(page).to_have_url(re.compile(PAGE))


def test_the_headline_says_the_deviation_and_how_it_changed(visit):
    page = visit(PAGE, "enhetschef")

    expect(page.get_by_text("−29,8\N{NO-BREAK SPACE}mnkr").first).to_be_visible()
    expect(page.get_by_text(re.compile("1,2 sämre än juni")).first).to_be_visible()


def test_the_account_groups_sum_to_the_published_figures(visit):
    page = visit(PAGE, "enhetschef")

    total = page.get_by_role("row", name=re.compile("^Summa")).first.inner_text().split("\t")

    assert {"270,6", "266,9", "296,7"} <= {cell.strip() for cell in total}


def test_one_goes_down_from_an_account_group_to_its_accounts_and_months(visit):
    page = visit(PAGE, "enhetschef")

    page.get_by_role("link", name="Köp av verksamhet och placeringar").first.click()

    expect(page).to_have_url(re.compile(f"{PAGE}figures/"))
    expect(page.get_by_role("table").first).to_contain_text("4631")


def test_the_charts_are_drawn_and_have_their_numbers_beside_them(visit):
    page = visit(PAGE, "enhetschef")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.get_by_text("Siffrorna").first.click()
    expect(page.locator("details[open]", has_text="Siffrorna").first).to_contain_text(SEEN)


def test_the_page_is_readable_without_javascript(visit):
    page = visit(PAGE, "enhetschef", java_script_enabled=False)

    expect(page.get_by_text("−29,8\N{NO-BREAK SPACE}mnkr").first).to_be_visible()
    expect(page.locator("details", has_text="Siffrorna").first.get_by_role("table")).to_contain_text(SEEN)


def test_another_unit_is_not_found(visit):
    page = visit("/", "enhetschef")

    answer = page.request.get(page.url + "administrations/HV/units/1200/")

    assert answer.status == 404


def test_staff_see_the_plain_page(visit):
    page = visit("/administrations/EX/units/1050/", "medarbetare")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("link", name="Konton och månader").count() == 0
