"""The register comes out as a workbook, and goes in again without changing anything."""

import io
import re
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from forecasts.imports.commit import examine_upload, receive_upload
from forecasts.models import Upload
from measures.models import Measure
from measures.services import change_measure, effects_by_month, start_measure
from tests import factories
from tests.measures.imports.lists import codes
from tests.measures.writing.making import AUTUMN, plan
from units.roles import Role

HOSTILE = '=HYPERLINK("http://x";"y")'
FULL = {
    "title": HOSTILE,
    "what": "@SUM(A1)\nrad två",
    "kind": "consultants",
    "horizon": "structural",
    "indicator": "+1",
    "end_condition": "-2",
    "full_year_effect": 1_234_567_89,
    "one_time_cost": 50_01,
    "reinvestment": 12_00,
    "fte_hundredths": 250,
    "probability": 80,
    "contained_from": date(2026, 10, 1),
    "investigate_by": date(2026, 10, 15),
    "decision_body": "Socialnämnden",
    "decided_on": date(2026, 9, 10),
    "decision_paragraph": "45",
    "decision_reference": "2026-0123",
    "decision_text": "Bifall",
    "union_required": True,
    "union_on": date(2026, 9, 9),
    "for_clients": "Inga",
    "for_staff": "Tre tjänster",
    "for_quality": "Inga",
    "for_children": "Inga",
    "risk": "Låg",
    "anchored": "partly",
}


def address(query=""):
    return reverse("measures:measures-file", args=["EX"]) + query


@pytest.fixture
def full(administration, unit, other, owner):
    """A measure of two units with something in every field, and a plain one."""
    group = factories.group(administration, "KON")
    values = FULL | {"owner": owner, "group": group}
    months = {month: 33_33 + number for number, month in enumerate(AUTUMN)}
    written = plan(unit, shares={unit.pk: 3_333, other.pk: 6_667}, months=months, **values)
    start_measure(administration, plan(unit), by=owner)
    return start_measure(administration, written, by=owner)


@pytest.fixture
def controller(client_of):
    return client_of(Role.CONTROLLER)


def fetched(client, query="?year=2026"):
    answer = client.get(address(query))
    assert answer.status_code == 200
    return answer.content


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def seen(administration, content):
    return examine_upload(receive_upload(administration, name="atgarder.xlsx", content=content, by=None), by=None)


def cells(content):
    """The rows of the first sheet by heading."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    head = [cell.value for cell in sheet[4]]
    return [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=5) if row[1].value]


def test_the_file_has_a_row_for_each_measure(full, controller):
    plain, row = cells(fetched(controller))

    assert (plain["Nr"].value, plain["Enheter och andelar"].value) == (1, "4100 Barn och ungdom")
    assert (row["Enheter och andelar"].value, row["Kontogrupp"].value) == (
        "4100 33,33 %; 4200 66,67 %",
        "Konsulter och bemanning",
    )
    assert (row["Ansvarig"].value, row["Skede"].value, row["sep 2026"].value) == ("Enhetschef Barn", "idé", 33.33)
    assert (row["Helårseffekt (kr)"].value, row["Sannolikhet (%)"].value) == (1_234_567.89, 80)


@pytest.mark.parametrize("heading", ["Åtgärd", "Vad som görs", "Nyckeltal", "Pågår tills"])
def test_no_text_is_a_formula(full, controller, heading):
    assert cells(fetched(controller))[1][heading].data_type == "s"


def test_the_file_as_it_came_changes_nothing(administration, full, controller):
    found = seen(administration, fetched(controller))

    assert codes(found) == []
    assert (found.preview.unchanged, found.preview.records) == (2, [])


def test_the_file_in_english_changes_nothing(administration, full, controller):
    controller.cookies["django_language"] = "en"
    controller.get("/")
    with translation.override("en"):
        content = fetched(controller)

    assert (codes(seen(administration, content)), seen(administration, content).preview.unchanged) == ([], 2)


def test_the_file_saved_by_openpyxl_changes_nothing(administration, full, controller):
    content = saved(openpyxl.load_workbook(io.BytesIO(fetched(controller))))

    assert (codes(seen(administration, content)), seen(administration, content).preview.unchanged) == ([], 2)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_file_saved_by_libreoffice_changes_nothing(administration, full, controller, tmp_path, kind):
    (tmp_path / "atgarder.xlsx").write_bytes(fetched(controller))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to = ["--headless", "--convert-to", kind, "--outdir", str(tmp_path / "saved"), str(tmp_path / "atgarder.xlsx")]
    subprocess.run([shutil.which("soffice"), profile, *to], check=True, capture_output=True, timeout=120)

    found = seen(administration, (tmp_path / "saved" / f"atgarder.{kind}").read_bytes())

    assert (codes(found), found.preview.unchanged, found.preview.records) == ([], 2, [])


def edited(content, row=6, **by_heading):
    """The file with other values in its second measure, or that of another row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[4]}
    for heading, value in by_heading.items():
        sheet.cell(row, head[heading.replace("_", " ")]).value = value
    return saved(book)


def test_what_is_changed_in_the_file_is_what_changes(administration, full, controller):
    found = seen(administration, edited(fetched(controller), Risk="Hög", okt_2026=100))

    [record] = found.preview.records
    assert [(each.name, each.before, each.after) for each in record.fields] == [
        ("Risk", "Låg", "Hög"),
        ("Effekt 2026 (kr)", "133,38", "200,04"),
        ("Månader 2026 (kr)", "okt 33", "okt 100"),
    ]


def test_a_measure_that_somebody_changed_since_is_told_of_with_who(administration, full, unit, controller, owner):
    content = edited(fetched(controller), row=5, Risk="Hög")
    plain = Measure.objects.get(number=1)
    change_measure(plain, plan(unit, title="Nytt namn"), seen=plain.version, by=owner)

    found = seen(administration, content)

    [problem] = found.problems
    assert (problem.code.value, problem.found, problem.hint) == (
        "measure-changed-since", "1 Nytt namn", "Enhetschef Barn, 2026-09-15",
    )  # fmt: skip


def test_what_is_as_it_was_is_not_older_though_its_version_is_another(administration, full, controller):
    content = fetched(controller)
    Measure.objects.filter(number=2).update(version=7)

    assert codes(seen(administration, content)) == []


def test_the_template_without_rows_has_none(full, controller):
    assert cells(fetched(controller, "?empty=1")) == []


def test_the_template_offers_what_can_be_chosen(full, controller):
    book = openpyxl.load_workbook(io.BytesIO(fetched(controller, "?empty=1")))

    rules = book.worksheets[0].data_validations.dataValidation
    offered = {rule.formula1.split("$")[1]: rule for rule in rules}
    lists = {
        column[0].column_letter: [cell.value for cell in column if cell.value] for column in book["Listor"].columns
    }
    assert lists["A"][:2] == ["anställningsstopp", "vakanshållning"]
    assert lists["F"] == ["4100 Barn och ungdom", "4200 Vuxen"]
    assert set(offered) == set(lists)
    assert (book["Listor"].sheet_state, book.worksheets[1].title) == ("hidden", "Anvisningar")


def test_a_measure_written_in_the_empty_template_is_made(administration, owner, controller):
    book = openpyxl.load_workbook(io.BytesIO(fetched(controller, "?empty=1&year=2026")))
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[4]}
    row = {"Åtgärd": "Ny", "Enheter och andelar": "4100", "Första månad": date(2026, 9, 1), "sep 2026": 100}
    for heading, value in row.items():
        sheet.cell(5, head[heading]).value = value
    controller.post(reverse("forecasts:uploads", args=["EX"]), {"file": SimpleUploadedFile("a.xlsx", saved(book))})
    upload = Upload.objects.get()
    page = controller.get(reverse("forecasts:upload", args=["EX", upload.pk])).content.decode()
    assert "Filen ändrar 1 åtgärd" in page
    assert re.search(r"<button[^>]*>\s*Läs in 1 åtgärd\s*</button>", page)

    controller.post(
        reverse("forecasts:upload-commit", args=["EX", upload.pk]),
        {"seen": re.search(r'name="seen" value="(\w+)"', page)[1]},
    )

    assert effects_by_month(Measure.objects.get())[date(2026, 9, 1)] == 100_00
    assert "Filen är inläst" in controller.get(reverse("forecasts:upload", args=["EX", upload.pk])).content.decode()


def test_a_unit_head_gets_the_measures_of_the_own_unit(full, client_of):
    assert [row["Nr"].value for row in cells(fetched(client_of(Role.UNIT_HEAD)))] == [1]


def test_measures_of_other_years_are_left_out(full, controller):
    assert cells(fetched(controller, "?year=2027")) == []


@pytest.mark.parametrize("year", ["2026.5", "x", "99999", "²²²²", ""])
def test_a_year_that_is_none_is_the_usual_one(full, controller, year):
    assert controller.get(address(), {"year": year}).status_code == 200


def test_the_file_takes_a_fixed_number_of_queries(administration, unit, owner, controller, django_assert_num_queries):
    for number in (1, 3):
        for _ in range(number):
            start_measure(administration, plan(unit), by=owner)
        controller.get(address())
        with django_assert_num_queries(18):
            controller.get(address())


def test_the_uploads_page_links_to_the_template(administration, controller):
    page = controller.get(reverse("forecasts:uploads", args=["EX"])).content.decode()

    assert "Mall för åtgärder" in page
    assert f'href="{address()}"' in page


def test_a_row_that_nobody_edited_is_passed_over_though_its_measure_was_changed_since(
    administration, full, unit, controller, owner
):
    content = fetched(controller)
    plain = Measure.objects.get(number=1)
    change_measure(plain, plan(unit, title="Nytt namn"), seen=plain.version, by=owner)

    found = seen(administration, content)

    assert codes(found) == []
