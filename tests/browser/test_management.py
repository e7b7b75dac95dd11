"""Management opens the administration page before its weekly meeting: who is worst, what changed, and takes it away."""

import re

import openpyxl
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PAGE = "/administrations/EX/"


def table(page):
    return page.locator("#units").get_by_role("table").first


def names(page) -> list[str]:
    """The units of the first table, in the order they stand."""
    return [row.strip() for row in table(page).locator("tbody tr th, tbody tr td:first-child").all_inner_texts()]


def test_the_page_begins_with_how_the_year_is_expected_to_end(visit):
    page = visit(PAGE, "ledning")

    expect(page.get_by_role("heading", level=1)).to_contain_text("tkr över budget")
    expect(page.get_by_text("En enhet saknar prognos", exact=False).first).to_be_visible()


def test_the_largest_deficit_stands_first(visit):
    page = visit(PAGE, "ledning")

    assert names(page)[0].startswith("Barn och unga – placeringar")


def test_a_column_sorts_the_table_and_the_order_is_in_the_address(visit):
    page = visit(PAGE, "ledning")

    table(page).get_by_role("link", name="Enhet", exact=True).click()
    page.wait_for_url("**/*sort=*")

    found = names(page)
    assert found == sorted(found, key=lambda name: name.replace("Ä", "A"))


def test_a_status_filters_the_table(visit):
    page = visit(PAGE, "ledning")

    page.get_by_label("Status").select_option(label="Underskott")
    page.locator("form", has=page.get_by_label("Status")).get_by_role("button", name="Visa").click()
    page.wait_for_url("**/*status=deficit*")

    statuses = table(page).locator("tbody .status").all_text_contents()
    assert {status.lstrip("−") for status in statuses} == {"underskott"}


def test_the_table_can_be_taken_away_as_a_workbook_with_real_numbers(visit, tmp_path):
    page = visit(PAGE, "ledning", accept_downloads=True)

    with page.expect_download() as started:
        page.get_by_role("link", name="Till Excel").first.click()
    started.value.save_as(tmp_path / "units.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "units.xlsx").active
    rows = [row for row in sheet.iter_rows(values_only=True) if any("1030" in str(cell) for cell in row)]
    assert any(96_000_000 in row for row in rows)


def test_a_department_is_one_step_down(visit):
    page = visit(PAGE, "ledning")

    page.get_by_role("link", name="Individ och familj", exact=True).click()

    expect(page).to_have_url(re.compile("/administrations/EX/departments/10/"))
    assert "Ekonomiskt bistånd" in " ".join(names(page))


def test_the_page_is_the_same_without_javascript(visit):
    page = visit(PAGE, "ledning", java_script_enabled=False)

    page.get_by_label("Status").select_option(label="I balans")
    page.locator("form", has=page.get_by_label("Status")).get_by_role("button", name="Visa").click()

    statuses = table(page).locator("tbody .status").all_text_contents()
    assert {status[-8:] for status in statuses} == {"i balans"}


def test_the_published_total_says_why_it_is_not_the_printed_one(visit):
    page = visit("/administrations/HV/", "ledning")

    expect(page.get_by_role("heading", level=1)).to_contain_text("69,8 mnkr över budget")
    expect(page.get_by_text("Rapporten skriver −64,1", exact=False).first).to_be_visible()
