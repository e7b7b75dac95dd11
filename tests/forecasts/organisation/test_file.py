"""The organisation and the account plan come out as workbooks, and go in again without changing anything."""

import io
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest
from django.utils import translation

from forecasts.imports.commit import examine_upload, receive_upload
from forecasts.organisation.template_rows import account_plan_file, organisation_file
from tests import factories
from tests.forecasts.organisation.lists import changes, codes
from units.models import AccountRange

FILES = {"unit": organisation_file, "account": account_plan_file}


@pytest.fixture
def full(administration):
    """Units with something in every field and names that are hard on a spreadsheet, and a group without accounts."""
    department = administration.departments.get(code="10")
    whole = administration.units.get(code="4100")
    factories.UnitFactory(
        department=department, parent=whole, code="0041", name="=HYPERLINK(1)", kind="support",
        valid_to=date(2026, 12, 1), successor=administration.units.get(code="4200"),
    )  # fmt: skip
    factories.UnitFactory(department=department, code="A-1.x", name="Två  mellanslag; 50 %")
    AccountRange.objects.create(group=factories.group(administration, "LOK"), first="451", last="451")
    return administration


def seen(administration, content, name="fil.xlsx"):
    return examine_upload(receive_upload(administration, name=name, content=content, by=None), by=None)


def unchanged(found, kind):
    """Whether a file was understood as `kind` and changes nothing of all that is there."""
    return (found.understood.kind, codes(found), changes(found), found.preview.unchanged > 3) == (kind, [], [], True)


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("kind", FILES)
def test_the_file_as_it_came_changes_nothing(full, kind):
    assert unchanged(seen(full, FILES[kind](full)), kind)


@pytest.mark.parametrize("kind", FILES)
def test_the_file_in_english_changes_nothing(full, kind):
    with translation.override("en"):
        content = FILES[kind](full)

    assert unchanged(seen(full, content), kind)


@pytest.mark.parametrize("kind", FILES)
def test_the_file_saved_by_openpyxl_changes_nothing(full, kind):
    content = saved(openpyxl.load_workbook(io.BytesIO(FILES[kind](full))))

    assert unchanged(seen(full, content), kind)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("kind", FILES)
def test_the_file_saved_by_libreoffice_changes_nothing(full, tmp_path, kind, form):
    (tmp_path / "fil.xlsx").write_bytes(FILES[kind](full))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to = ["--headless", "--convert-to", form, "--outdir", str(tmp_path / "saved"), str(tmp_path / "fil.xlsx")]
    subprocess.run([shutil.which("soffice"), profile, *to], check=True, capture_output=True, timeout=120)

    found = seen(full, (tmp_path / "saved" / f"fil.{form}").read_bytes(), f"fil.{form}")

    assert unchanged(found, kind)


def test_no_text_is_a_formula_and_no_code_a_number(full):
    sheet = openpyxl.load_workbook(io.BytesIO(organisation_file(full))).worksheets[0]

    assert {cell.data_type for row in sheet.iter_rows(min_row=5, max_col=6) for cell in row if cell.value} == {"s"}


def test_the_file_offers_what_can_be_chosen(full):
    book = openpyxl.load_workbook(io.BytesIO(organisation_file(full)))

    rules = {each.formula1.split("$")[1]: each for each in book.worksheets[0].data_validations.dataValidation}
    offered = {cells[0].column_letter: [each.value for each in cells if each.value] for cells in book["Listor"].columns}
    assert offered["C"] == ["10 Individ och familj"]
    assert offered["F"] == ["beställare", "utförare", "stödfunktion"]
    assert (bool(rules["C"].showErrorMessage), bool(rules["F"].showErrorMessage)) == (False, True)
    assert (book["Listor"].sheet_state, book.worksheets[1].title) == ("hidden", "Anvisningar")


def test_the_account_plan_offers_the_kinds(full):
    book = openpyxl.load_workbook(io.BytesIO(account_plan_file(full)))

    [rule] = book.worksheets[0].data_validations.dataValidation
    assert [each.value for each in book["Listor"]["C"]] == ["kostnad", "intäkt"]
    assert str(rule.sqref).startswith("C5:")


def edited(content, row, **values):
    """The file with other values in a row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for letter, value in values.items():
        book.worksheets[0][f"{letter}{row}"].value = value
    return saved(book)


def test_what_is_changed_in_the_file_is_what_changes(full):
    found = seen(full, edited(organisation_file(full), 5, B="Barn och unga", H=date(2027, 1, 1)))

    assert codes(found) == []
    assert changes(found) == [
        (
            "4100 Barn och ungdom",
            "changed",
            [("Namn", "Barn och ungdom", "Barn och unga"), ("Giltig till", "", "2027-01")],
        )
    ]


def test_a_unit_written_in_the_file_of_an_empty_administration_is_made(db):
    administration = factories.AdministrationFactory()
    row = {"A": "4100", "B": "Barn", "C": "Individ och familj", "D": "10", "G": date(2026, 1, 1)}

    found = seen(administration, edited(organisation_file(administration), 5, **row))

    assert (found.ready, [each[0] for each in changes(found)]) == (True, ["4100 Barn"])
