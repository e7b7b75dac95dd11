"""The pages of the cycle that have no address before something is done: found as a person finds them, and looked at."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.look import Seen, seen
from tests.browser.pages import EX

pytestmark = pytest.mark.browser
CONTROLLER = "controller"
TODAY = date.today()  # noqa: DTZ011 (the demo is counted from the day it is loaded)
TAKEN, GIVEN = "2010", "3010"
PATHS = {
    "board": "",
    "bridge": "bridge/",
    "lock": "lock/",
    "deadlines": "deadlines/",
    "reminders": "remind/",
    "one reminder": "remind/?unit=4040",
}
GRIDS = [("1020", CONTROLLER), ("1020", "avdelningschef"), ("4010", "ledning"), ("4010", CONTROLLER)]


def looks(page: Page) -> list[Seen]:
    """A page as it stands, wide and narrow."""
    found = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        found.append(seen(page))
    return found


def fine(lang: str) -> list[Seen]:
    return [Seen(lang, [])] * 2


def open_round(page: Page) -> str:
    """The address of the open round."""
    return page.locator("main a.primary").get_attribute("href")


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", PATHS)
def test_a_page_of_the_open_round_hinders_nobody(visit, site, name, lang):
    page = visit(f"{EX}/rounds/", CONTROLLER, lang=lang)

    page.goto(site + open_round(page) + PATHS[name])

    assert looks(page) == fine(lang)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_locked_round_and_a_planned_one_hinder_nobody(visit, lang):
    page = visit(f"{EX}/rounds/", CONTROLLER, lang=lang)
    of_year = page.url
    states = []

    for row in (page.locator("tr.locked").first, page.locator("table.rounds tbody tr").last):
        row.get_by_role("link").first.click()
        states.append(looks(page))
        page.goto(of_year)

    assert states == [fine(lang)] * 2


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("unit", "username"), GRIDS)
def test_the_page_where_a_forecast_is_written_or_read_hinders_nobody(visit, unit, username, lang):
    page = visit(f"{EX}/units/{unit}/forecast/", username, lang=lang)

    assert looks(page) == fine(lang)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_locked_forecast_and_the_conditions_of_a_unit_hinder_nobody(visit, site, lang):
    page = visit(f"{EX}/units/1050/forecast/", "enhetschef", lang=lang)
    page.get_by_role("navigation", name=re.compile("^(Prognoso|O)mgång|Round")).get_by_role("link").first.click()
    locked = looks(page)
    page.goto(f"{site}{EX}/units/1050/conditions/")

    assert (locked, looks(page)) == (fine(lang), fine(lang))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_letter_hinders_nobody(visit, lang):
    page = visit(f"{EX}/letters/", CONTROLLER, lang=lang)
    if not page.locator("table.figures tbody th a").count():
        page.goto(page.url.replace("letters/", "rounds/"))
        page.locator("main a.primary").click()
        page.get_by_role("link", name=re.compile("^(Påminn|Remind) (Bemanningsenheten|HR-stöd)")).first.click()
        page.locator("button.primary").click()
        page.goto(re.sub("rounds/.*", "letters/", page.url))

    page.get_by_role("link", name=re.compile("^(Påminnelse|Måndagsbrev|Reminder|Monday)")).last.click()

    expect(page.locator("pre.letter")).to_be_visible()
    assert looks(page) == fine(lang)


# A budget moved between two units


def kronor(text: str) -> int:
    return int(re.sub(r"[^-0-9]", "", text.replace("−", "-")))


def budget_of(page: Page, site: str, unit: str) -> float:
    """The net budget of the year in kronor, as the unit's page gives it in Excel."""
    answer = page.request.get(f"{site}{EX}/units/{unit}/?export=xlsx")
    rows = list(openpyxl.load_workbook(BytesIO(answer.body())).active.iter_rows(values_only=True))
    headings = next(row for row in rows if "Kontogrupp" in row)
    place = headings.index(f"Budget {TODAY.year} (kr)")
    return next(row for row in rows if row[0] == "Summa")[place]


def placed(page: Page, site: str) -> list[int]:
    """What the frames page says that the units of the two departments have, tkr."""
    page.goto(f"{site}{EX}/frames/")
    headings = [text.strip() for text in page.locator("thead th").all_inner_texts()]
    place = headings.index("Enheternas budget nu")
    rows = [page.get_by_role("row", name=re.compile(f"^{name}")) for name in ("Funktionsnedsättning", "Äldreomsorg")]
    return [kronor(row.locator("th, td").nth(place).inner_text()) for row in rows]


def write_reallocation(page: Page) -> None:
    page.get_by_label("Beslutad den").fill(TODAY.isoformat())
    page.get_by_label("Beslut", exact=True).fill("Förvaltningschefen, omdisponering 7")
    for line, unit, amount in ((1, TAKEN, "-500 000"), (2, GIVEN, "500 000")):
        page.get_by_label(f"Enhet {line}", exact=True).fill(unit)
        page.get_by_label(f"Kontogrupp {line}", exact=True).select_option(label="Personalkostnader")
        page.get_by_label(f"Belopp, kronor {line}", exact=True).fill(amount)
    page.get_by_role("button", name="Se vad den gör").click()


def test_half_a_million_is_moved_between_two_units_to_the_krona_and_back(visit, site):
    page = visit(f"{EX}/", CONTROLLER)
    before, departments = [budget_of(page, site, unit) for unit in (TAKEN, GIVEN)], placed(page, site)
    page.goto(f"{site}{EX}/budget-changes/new/?kind=reallocation&year={TODAY.year}")

    write_reallocation(page)
    preview = looks(page)
    for unit, then, more in zip((TAKEN, GIVEN), before, (-500_000, 500_000), strict=True):
        row = page.get_by_role("row", name=re.compile("^Hela ")).filter(has_text=spaced(then + more))
        expect(row, unit).to_have_count(1)
    page.get_by_role("button", name="Spara ändringen").click()
    stored, change = looks(page), page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("500")

    assert [budget_of(page, site, unit) for unit in (TAKEN, GIVEN)] == [before[0] - 500_000, before[1] + 500_000]
    assert placed(page, site) == [departments[0] - 500, departments[1] + 500]
    page.goto(change)
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_text("Ändringen är ångrad")).to_be_visible()
    assert [budget_of(page, site, unit) for unit in (TAKEN, GIVEN)] == before
    assert placed(page, site) == departments
    assert (preview, stored) == (fine("sv"), fine("sv"))


def spaced(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
