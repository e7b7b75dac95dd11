"""The controller hands in a workbook, reads what it changes, loads it, corrects it and takes it back."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW
from tests.browser.look import Seen, seen
from units.months import first_of

pytestmark = pytest.mark.browser
UPLOADS = "/administrations/EX/uploads/"
# The month that runs: the demo has no actuals of it, and no other test looks at it.
MONTH = first_of(date.today())  # noqa: DTZ011 (the demo is counted from the day it is loaded)
HEADINGS = ["Ansvar", "Konto", "Verksamhet", "Period", "Belopp"]


def ledger(folder: Path, rows: list[list]) -> Path:
    """A ledger list as a system exports it, title rows and total included."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Huvudbok Exempelstad, belopp i kr"])
    sheet.append([])
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    sheet.append(["Summa", None, None, None, sum(row[-1] for row in rows)])
    path = folder / "huvudbok.xlsx"
    book.save(path)
    return path


def rows(amount: float = 512_000.5, unit: str = "1030") -> list[list]:
    period = f"{MONTH:%Y%m}"
    return [
        [unit, 4631, 554, period, 8_200_000],
        [unit, 5021, 554, period, amount],
        ["1040", 4511, 557, period, 1_900_000],
    ]


def hand_in(page: Page, path: Path) -> None:
    page.get_by_label("Välj en fil").set_input_files(path)
    if page.get_by_role("button", name="Läs filen").is_visible():
        page.get_by_role("button", name="Läs filen").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/"))


def load(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Läs in ")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Filen är inläst")


def undo(page: Page) -> None:
    page.locator("summary", has_text="Ångra inläsningen").click()
    page.get_by_role("button", name="Ångra inläsningen").click()
    expect(page.get_by_text("är ångrad").first).to_be_visible()


def test_a_month_is_handed_in_read_loaded_corrected_and_taken_back(visit, tmp_path):
    page = visit(UPLOADS, "controller")

    hand_in(page, ledger(tmp_path, rows()))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Filen ändrar 3 belopp")
    load(page)

    page.goto(page.url.split("/uploads/")[0] + "/uploads/")
    hand_in(page, ledger(tmp_path, rows(amount=498_000)))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Filen ändrar 1 belopp")
    load(page)
    undo(page)

    page.goto(page.url.split("/uploads/")[0] + "/uploads/")
    page.get_by_role("row", name=re.compile("huvudbok.xlsx")).nth(1).get_by_role("link").click()
    undo(page)


def test_a_file_with_an_error_says_where_and_what_and_stores_nothing(visit, tmp_path):
    page = visit(UPLOADS, "controller")

    hand_in(page, ledger(tmp_path, rows(unit="1039")))

    expect(page.get_by_role("heading", level=1)).to_contain_text("inget kan läsas in")
    expect(page.get_by_role("row", name=re.compile("A4.*1039", re.DOTALL)).first).to_be_visible()
    assert page.get_by_role("button", name=re.compile("^Läs in ")).count() == 0


def test_a_wrong_file_comes_back_with_comments_and_the_corrected_one_reaches_the_unit(visit, tmp_path):
    page = visit(UPLOADS, "controller", accept_downloads=True)
    hand_in(page, ledger(tmp_path, rows(unit="1039")))

    with page.expect_download() as started:
        page.get_by_role("link", name="Ladda ner filen med felen som kommentarer").click()
    started.value.save_as(tmp_path / "commented.xlsx")
    assert "1039" in openpyxl.load_workbook(tmp_path / "commented.xlsx").worksheets[1]["A4"].comment.text

    page.get_by_role("link", name="Lämna in den rättade filen").click()
    hand_in(page, ledger(tmp_path, rows()))
    expect(page.get_by_text("Utfall, högre nettokostnad")).to_be_visible()
    expect(page.get_by_role("button", name="Läs in 3 belopp")).to_be_visible()
    load(page)
    loaded = page.url
    page.goto(page.url.split("/uploads/")[0] + f"/units/1030/figures/?month={MONTH:%Y-%m}")
    expect(page.get_by_role("table").first).to_contain_text("8\N{NO-BREAK SPACE}200")
    page.goto(loaded)
    undo(page)


def test_an_upload_hinders_nobody_before_and_after_it_is_loaded(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    looks = []

    hand_in(page, ledger(tmp_path, rows(unit="1039")))
    looks.append(seen(page))
    page.set_viewport_size({"width": NARROW, "height": 844})
    looks.append(seen(page))
    page.goto(page.url.split("/uploads/")[0] + "/uploads/")
    hand_in(page, ledger(tmp_path, rows(unit="1070")))
    looks.append(seen(page))
    load(page)
    looks.append(seen(page))
    undo(page)

    assert looks == [Seen("sv", [])] * 4


def test_the_same_file_twice_changes_nothing(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    hand_in(page, ledger(tmp_path, rows()))
    load(page)
    loaded = page.url

    page.goto(page.url.split("/uploads/")[0] + "/uploads/")
    hand_in(page, ledger(tmp_path, rows()))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Filen ändrar ingenting")
    page.goto(loaded)
    undo(page)


def test_a_file_can_be_handed_in_without_javascript(visit, tmp_path):
    page = visit(UPLOADS, "controller", java_script_enabled=False)

    hand_in(page, ledger(tmp_path, rows(unit="1060")))

    expect(page.get_by_role("button", name=re.compile("^Läs in 3 belopp"))).to_be_visible()
    page.get_by_role("button", name="Kasta").click()


def test_the_template_comes_filled_in(visit, tmp_path):
    page = visit(UPLOADS, "controller", accept_downloads=True)

    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile("mallen")).click()
    started.value.save_as(tmp_path / "template.xlsx")

    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert any("1030" in text for text in texts)
