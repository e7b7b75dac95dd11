"""Every table that the program lets people take away can be handed in again, and changes nothing."""

import json
from dataclasses import dataclass
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from forecasts.imports.context import build_context
from forecasts.imports.examine import understand_file
from forecasts.imports.examined import Options
from forecasts.imports.limits import Limits
from forecasts.imports.messages import evidence_sentence
from forecasts.imports.problems import Code
from forecasts.imports.reading import Reading, hold
from forecasts.models import Round, Upload
from tests.browser.pages import PLACES, Place
from units.export import XLSX
from units.models import Administration, User

OWN = "own-table"
EXPORTS = {
    "forecasts:budget-changes",
    "forecasts:conditions",
    "forecasts:forecast",
    "forecasts:growth",
    "forecasts:round",
    "forecasts:round-bridge",
    "forecasts:unit-figures",
    "forecasts:year-end",
    "indicators:indicator",
    "indicators:indicators",
    "measures:action-plan",
    "measures:calculation",
    "measures:commitments",
    "measures:delegation",
    "measures:department-action-plan",
    "measures:department-programme",
    "measures:findings",
    "measures:follow-ups",
    "measures:ideas",
    "measures:measures",
    "measures:programme",
    "meetings:assignments",
    "meetings:matters",
    "meetings:situation",
    "socbudget:administration",
    "socbudget:department",
    "socbudget:letters",
    "socbudget:unit",
    "units:changes",
}
TAKING = "export=xlsx&format=xlsx"


@dataclass(frozen=True)
class Taken:
    """A workbook as it was taken away from a page."""

    place: Place
    content: bytes

    @property
    def administration(self):
        return self.place.path.split("/")[2]


def taken_from(place):
    """The workbook of a page; None when it has none."""
    client = Client()
    if place.username:
        client.force_login(User.objects.get(username=place.username))
    response = client.get(place.path + ("&" if "?" in place.path else "?") + TAKING)
    return Taken(place, response.content) if response["Content-Type"] == XLSX else None


def pages():
    """The pages of the demo, and those of its latest round."""
    each = Round.objects.filter(administration__code="EX").exclude(forecasts=None).latest("as_of")
    of_round = [
        Place(name, reverse(name, args=["EX", each.pk])) for name in ("forecasts:round", "forecasts:round-bridge")
    ]
    figures = reverse("forecasts:unit-figures", args=["EX", "1010"])
    shown = [Place("forecasts:unit-figures", f"{figures}?show={show}") for show in ("budget", "difference")]
    return [*PLACES, *of_round, *shown]


@pytest.fixture(scope="module")
def tables(_demo, django_db_blocker):
    with django_db_blocker.unblock():
        return [found for place in pages() if (found := taken_from(place))]


@pytest.fixture
def units_table(tables):
    return next(each for each in tables if each.place.path == "/administrations/EX/")


def handed_in(content, administration="EX", name="tabell.xlsx", **options):
    there = Administration.objects.get(code=administration)
    context = build_context(there, None, Options(**options))
    understood = understand_file(content, name, [context], Limits())
    return hold(there, Reading(context, understood), name=name, checksum="").examined


def changes_nothing(examined):
    nothing = not examined.preview.count and not examined.understood.figures and not examined.understood.forecasts
    return examined.understood.layout == OWN and examined.ready and examined.problems == [] and nothing


def saved(book):
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def resaved(content):
    return saved(openpyxl.load_workbook(BytesIO(content)))


def edited(content):
    """The workbook with the last number of its first row that has any one thousand higher, or with a row more."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows() if sum(cell.value is not None for cell in row) > 2]
    numbers = [cell for row in rows[1:] for cell in row if isinstance(cell.value, int | float)]
    if numbers:
        own = [cell for cell in numbers if cell.row == numbers[0].row]
        own[-1].value += 1000
    else:
        sheet.append(["en rad till"])
    return saved(book)


def test_every_table_that_can_be_taken_away_is_tried(tables, demo):
    assert {each.place.name for each in tables} == EXPORTS


def test_a_table_changes_nothing_when_it_comes_back(tables, demo):
    assert [each.place for each in tables if not changes_nothing(handed_in(each.content, each.administration))] == []


def test_a_table_changes_nothing_in_another_administration(tables, demo):
    assert [each.place for each in tables if not changes_nothing(handed_in(each.content, "HV"))] == []


def test_a_table_changes_nothing_when_another_program_has_saved_it(tables, demo):
    assert [each.place for each in tables if not changes_nothing(handed_in(resaved(each.content)))] == []


def test_an_english_table_changes_nothing_either(tables, demo):
    User.objects.update(language="en")
    english = [taken_from(each.place) for each in tables]

    assert "Units" in openpyxl.load_workbook(BytesIO(english[0].content)).sheetnames
    assert [each.place for each in english if not changes_nothing(handed_in(each.content))] == []


def test_a_table_is_said_to_be_the_programs_own(units_table, demo):
    examined = handed_in(units_table.content)

    (said,) = map(evidence_sentence, examined.understood.evidence)
    assert said.startswith("programmets egen tabell ”Enheter” från 20")
    assert examined.preview.unchanged == 24


def test_a_changed_table_is_not_said_to_be_unchanged(tables, demo):
    assert [each.place for each in tables if handed_in(edited(each.content)).understood.layout == OWN] == []


def test_nothing_but_forecasts_is_read_from_a_changed_table(tables, demo):
    found = [(each.place, handed_in(edited(each.content), each.administration)) for each in tables]

    assert [place for place, examined in found if examined.understood.figures or examined.understood.records] == []


def test_a_changed_table_without_forecasts_is_said_to_be_no_file_of_figures(tables, demo):
    log = next(each for each in tables if each.place.name == "units:changes")

    examined = handed_in(edited(log.content))

    assert [(each.code, each.found) for each in examined.problems] == [(Code.OWN_TABLE_CHANGED, "Ändringslogg")]
    assert examined.understood.evidence == []


def test_forecasts_written_in_a_table_are_read(tables, demo):
    bridge = next(each for each in tables if each.place.name == "forecasts:round-bridge")

    assert handed_in(edited(bridge.content)).understood.layout == "summary-forecast"


def test_forecasts_written_in_a_table_of_another_administration_are_refused(tables, demo):
    bridge = next(each for each in tables if each.place.name == "forecasts:round-bridge")

    problems = handed_in(edited(bridge.content), "HV").problems

    assert ("EX", Code.OTHER_ADMINISTRATION) in [(each.found, each.code) for each in problems]


def test_rows_that_were_sorted_are_the_same_table(units_table, demo):
    book = openpyxl.load_workbook(BytesIO(units_table.content))
    sheet = book.worksheets[0]
    first, second = ([cell.value for cell in sheet[row]] for row in (10, 11))
    for column, pair in enumerate(zip(second, first, strict=True), start=1):
        sheet.cell(10, column).value, sheet.cell(11, column).value = pair

    assert changes_nothing(handed_in(saved(book)))


def test_a_sheet_more_is_a_change(units_table, demo):
    book = openpyxl.load_workbook(BytesIO(units_table.content))
    book.create_sheet("Blad2").append(["Ansvar", "Period", "Utfall kr"])

    assert handed_in(saved(book)).understood.layout != OWN


def test_an_error_in_an_empty_cell_is_a_change(units_table, demo):
    book = openpyxl.load_workbook(BytesIO(units_table.content))
    book.worksheets[0]["A8"] = "#REF!"

    assert handed_in(saved(book)).understood.layout != OWN


def test_the_page_says_calmly_that_a_table_changes_nothing(units_table, demo):
    client = Client()
    client.force_login(User.objects.get(username="controller"))
    file = BytesIO(units_table.content)
    file.name = "enheter.xlsx"

    page = client.post(reverse("forecasts:uploads", args=["EX"]), {"file": file}, follow=True).content.decode()

    assert "Filen ändrar inget: den är en av programmets egna tabeller" in page
    assert "/commit/" not in page
    assert "Lämna in en annan fil" in page


@pytest.mark.parametrize("arguments", [[], ["--commit"], ["--administration", "HV"]], ids=" ".join)
def test_the_command_line_finds_nothing_to_do(arguments, units_table, tmp_path, demo):
    path = tmp_path / "enheter.xlsx"
    path.write_bytes(units_table.content)
    out = StringIO()

    call_command("upload", str(path), "--json", *arguments, stdout=out)

    report = json.loads(out.getvalue())
    assert (report["layout"], report["ready"], report["committed"]) == (OWN, True, False)
    assert (report["counts"]["unchanged"], report["totals"], report["problems"]) == (24, [], [])
    assert not Upload.objects.filter(name=path.name).exists()


@pytest.fixture
def template(demo):
    return taken_from(Place("forecasts:template", "/administrations/EX/template/?scope=u:1050&month=2026-10")).content


def test_the_forecast_template_holds_nothing_as_it_was_taken_out(template):
    examined = handed_in(template)

    assert (examined.understood.layout, examined.preview.count) == ("template", 0)
    assert [each.code for each in examined.problems] == [Code.NO_ROWS]


def test_the_forecast_template_is_read_when_it_is_filled_in(template):
    book = openpyxl.load_workbook(BytesIO(template))
    for row in range(8, 12):
        book.worksheets[0].cell(row, 8).value = 1_000_000

    understood = handed_in(saved(book)).understood

    assert understood.layout == "template"
    assert [row.amount for row in understood.forecasts] == [1_000_000_00] * 4


def test_the_register_of_measures_changes_nothing(demo):
    taken = taken_from(Place("measures:measures-file", reverse("measures:measures-file", args=["EX"])))

    examined = handed_in(taken.content)

    assert (examined.understood.layout, examined.preview.count, examined.problems) == ("measures", 0, [])
