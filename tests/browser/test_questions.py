"""The controller answers what a file does not say, once: the next file of the same kind is not asked about."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.awkward import UPLOADS as UPLOADED
from tests.browser.conftest import NARROW
from tests.browser.look import Seen, seen

pytestmark = pytest.mark.browser
UPLOADS = "/administrations/EX/uploads/"
ASKS = "Programmet behöver ett svar innan filen kan läsas in"
PERIOD = f"{date.today():%Y%m}"  # noqa: DTZ011 (the demo is counted from the day it is loaded)
LEDGER = [["1030", 4631, PERIOD, 820_000.5], ["1040", 5021, PERIOD, 512_000.5], ["1050", 5021, PERIOD, 431_000.5]]


def workbook(path: Path, **sheets: list[list]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", ", "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def hand_in(page: Page, path: Path) -> None:
    page.goto(page.url.split("/administrations/")[0] + UPLOADS)
    page.get_by_label("Välj en fil").set_input_files(path)
    if page.get_by_role("button", name="Läs filen").is_visible():
        page.get_by_role("button", name="Läs filen").click()
    page.wait_for_url(re.compile(r"/uploads/\d+/"))


def answer(page: Page, *, remember: bool = False) -> None:
    page.get_by_label("Kom ihåg svaren").set_checked(remember)
    page.get_by_role("button", name="Läs filen med de här svaren").click()


def forget(page: Page, name: str) -> None:
    page.goto(page.url.split("/administrations/")[0] + "/administrations/EX/file-types/")
    page.get_by_role("button", name=f"Glöm {name}").click()
    expect(page.get_by_role("main")).not_to_contain_text(f"Glöm {name}")


def asked(page: Page, legend: str) -> None:
    """The question stands there alone with the rows of the file, and hinders nobody."""
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKS)
    expect(page.get_by_role("main").get_by_text(legend, exact=True).first).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("De första raderna")).first).to_be_visible()
    looks = [seen(page)]
    page.set_viewport_size({"width": NARROW, "height": 844})
    looks.append(seen(page))
    assert looks == [Seen("sv", [])] * 2


def read(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Filen ändrar")


def test_a_file_that_does_not_say_what_it_holds_is_asked_about_once(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Utdrag"], [], ["Ansvar", "Konto", "Bokf period", "Saldo kr"], *LEDGER]
    hand_in(page, workbook(tmp_path / "saldolista_1.xlsx", Blad1=rows))
    asked(page, "Beloppen är")

    page.get_by_label("Utfall").check()
    answer(page, remember=True)
    read(page)
    hand_in(page, workbook(tmp_path / "saldolista_2.xlsx", Export=rows[2:]))
    read(page)
    expect(page.get_by_text("Svaren från filtypen Saldolista används: utfall")).to_be_visible()

    forget(page, "Saldolista")
    hand_in(page, workbook(tmp_path / "saldolista_3.xlsx", Export=rows[2:]))
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKS)


def test_the_answers_that_are_kept_can_be_changed(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Ansvar", "Konto", "Redovisningsperiod", "Saldo kr"], *LEDGER]
    hand_in(page, workbook(tmp_path / "ändras.xlsx", Blad1=rows))
    page.get_by_label("Utfall").check()
    answer(page, remember=True)
    read(page)

    page.goto(page.url.split("/administrations/")[0] + "/administrations/EX/file-types/")
    assert seen(page) == Seen("sv", [])
    page.get_by_role("link", name="Ändras").click()
    assert seen(page) == Seen("sv", [])
    page.get_by_label("Namn på filtypen").fill("Ändrad lista")
    page.get_by_role("button", name="Spara").click()

    expect(page.get_by_role("link", name="Ändrad lista")).to_be_visible()
    forget(page, "Ändrad lista")


def test_the_sign_of_costs_is_asked_about(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    signs = [LEDGER[0], *([*row[:-1], -row[-1]] for row in LEDGER[1:])]
    hand_in(page, workbook(tmp_path / "tecken.xlsx", Blad1=[["Ansvar", "Konto", "Period", "Utfall kr"], *signs]))
    asked(page, "Kostnader i filen")
    expect(page.get_by_text("2 av 3 rader på kostnadskonton är under noll")).to_be_visible()

    page.get_by_label("är positiva: 1 234, och intäkter negativa").check()
    answer(page)

    read(page)


def test_the_unit_of_money_and_the_month_are_asked_about(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Enhet", "Prognos kr"], ["1030", 7], ["1040", 6], ["1050", 5]]
    hand_in(page, workbook(tmp_path / "prognos.xlsx", Blad1=rows))
    asked(page, "Månad")

    page.locator("input[name=month]").first.fill(f"{date.today():%Y-%m}")  # noqa: DTZ011
    answer(page)
    expect(page.get_by_role("group", name="Beloppen är i").first).to_be_visible()
    page.get_by_label("mnkr, miljoner").check()
    answer(page)

    expect(page.get_by_role("heading", level=1)).not_to_have_text(ASKS)


def test_the_year_is_asked_about(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Ansvar", "Konto", "Budget jan kr", "Budget feb kr"], ["1030", 4631, 820_000.5, 820_000.5]]
    hand_in(page, workbook(tmp_path / "år.xlsx", Blad1=rows))
    asked(page, "År")

    page.get_by_role("spinbutton", name="År").fill(f"{date.today().year + 3}")  # noqa: DTZ011
    answer(page)

    expect(page.get_by_role("heading", level=1)).not_to_have_text(ASKS)


def test_a_sheet_whose_name_has_a_comma_is_chosen(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Ansvar", "Konto", "Period", "Utfall kr"], *LEDGER]
    hand_in(page, workbook(tmp_path / "två.xlsx", Norr_allt=rows, Söder=rows[:2]))
    asked(page, "Läs den här tabellen")
    expect(page.get_by_role("region", name=re.compile("De första raderna"))).to_have_count(2)

    page.get_by_role("radio", name="Norr, allt").check()
    answer(page)

    read(page)
    expect(page.get_by_text("bladet Norr, allt")).to_be_visible()


def test_a_table_that_is_not_known_is_shown_with_a_choice_above_every_column(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Sammanställning"], ["Ställe", "Vad", "Helt"], ["Norr", "Löner", 100], ["Söder", "Hyra", 20]]
    hand_in(page, workbook(tmp_path / "okänd.xlsx", Data=rows))
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKS)
    page.set_viewport_size({"width": NARROW, "height": 844})
    assert seen(page) == Seen("sv", [])

    page.get_by_label("Rubrikerna står på rad").select_option("2")
    page.get_by_label("Kolumn A Ställe").select_option("unit")
    page.get_by_label("Kolumn C Helt").select_option("actual")
    answer(page)

    expect(page.get_by_label("Kolumn A Ställe").first).to_have_value("unit")


def test_a_text_is_given_a_unit_and_the_next_file_knows_it(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Ansvar", "Konto", "Period", "Utfall kr"], ["Hemtagningsgruppen", *LEDGER[0][1:]], *LEDGER[1:]]
    hand_in(page, workbook(tmp_path / "texter.xlsx", Blad1=rows))
    expect(page.get_by_role("heading", name="En text är ingen enhet här. Vad står den för?")).to_be_visible()
    assert seen(page) == Seen("sv", [])

    choice = page.get_by_label("Hemtagningsgruppen").locator("option", has_text=re.compile(r"^1030 ")).first
    page.get_by_label("Hemtagningsgruppen").select_option(choice.get_attribute("value"))
    page.get_by_role("button", name="Spara och läs filen igen").click()
    read(page)
    hand_in(page, workbook(tmp_path / "texter igen.xlsx", Blad1=rows))
    read(page)

    forget(page, "hemtagningsgruppen")


def test_a_unit_is_made_from_what_stands_in_the_file(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [["Ansvar", "Ansvar namn", "Konto", "Period", "Utfall kr"], ["1999", "Nya teamet", *LEDGER[0][1:]]]
    hand_in(page, workbook(tmp_path / "ny enhet.xlsx", Blad1=rows))

    page.get_by_role("link", name="Skapa enheten 1999").click()
    expect(page.get_by_label("Kod")).to_have_value("1999")
    expect(page.get_by_label("Namn")).to_have_value("Nya teamet")
    assert seen(page) == Seen("sv", [])
    # begins long after everything that the other tests look at
    page.get_by_label("Från och med månaden").fill(f"{date.today().year + 5}-01")  # noqa: DTZ011
    page.get_by_role("button", name="Skapa enheten och läs filen igen").click()

    expect(page.get_by_text("är ingen enhet här")).to_have_count(0)
    expect(page.get_by_role("table").first).to_contain_text("Nya teamet")


MONTHS = ["jan", "feb", "mar", "apr", "maj"]
GROWN = [[code, *(size * month for month in range(1, 6))] for code, size in [("1030", 300_000.5), ("1040", 200_000.5)]]


def test_months_that_only_grow_are_asked_about(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    rows = [[f"Budget {PERIOD[:4]} kr"], ["Ansvar", *MONTHS], *GROWN]
    hand_in(page, workbook(tmp_path / "ackumulerat.xlsx", Blad1=rows))
    asked(page, "Månadskolumnerna innehåller")

    page.get_by_label("allt sedan januari").check()
    answer(page)
    read(page)


def test_the_dimension_of_a_sie_file_is_asked_about(visit):
    page = visit(UPLOADS, "controller")
    hand_in(page, UPLOADED / "sie-two-dimensions.se")
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKS)
    page.set_viewport_size({"width": NARROW, "height": 844})
    assert seen(page) == Seen("sv", [])

    page.get_by_label("1 Kostnadsställe").check()
    answer(page)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(ASKS)


def test_tables_on_the_same_sheet_are_chosen_between(visit, tmp_path):
    page = visit(UPLOADS, "controller")
    table = [["Ansvar", "Konto", "Period", "Utfall kr"], *LEDGER]
    rows = [["Utfall kr"], *table, [], ["Budget kr"], ["Ansvar", "Konto", "Period", "Budget kr"], *LEDGER]
    hand_in(page, workbook(tmp_path / "två tabeller.xlsx", Blad1=rows))
    asked(page, "Läs den här tabellen")

    page.get_by_label("Blad1, tabellen som börjar i A8").check()
    answer(page)
    read(page)
