"""The workbook to fill values in comes back as it was, however it was saved."""

import shutil
import subprocess
from io import BytesIO

import openpyxl
import pytest

from indicators.imports.template import template_rows, write_template
from tests.indicators.files import changes, codes, examined, load
from units.roles import Role


@pytest.fixture
def filled(days, occupancy, observe):
    """Two key figures with values that are not whole."""
    observe(days, "4100", "2026-08", 312.3333)
    observe(days, "4200", "2025-08", 20)
    observe(occupancy, "4100", "2026-07", 94.5)
    return days


@pytest.fixture
def template(administration):
    """The template of 2026."""

    def making():
        return write_template(administration, template_rows(administration, 2026), 2026)

    return making


def resaved(content, change=None):
    book = openpyxl.load_workbook(BytesIO(content))
    if change:
        change(book.worksheets[0])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_it_is(content, folder):
    return content


def by_openpyxl(content, folder):
    return resaved(content)


def by_libreoffice(content, folder):
    (folder / "in.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    out = folder / "out"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(folder / "in.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (out / "in.xlsx").read_bytes()


def test_a_row_for_each_unit_that_reports_and_for_every_unit_where_none_has(administration, filled, price):
    rows = [(row.indicator.code, row.unit.code) for row in template_rows(administration, 2026)]

    assert rows == [
        ("hvb", "4100"), ("hvb", "4200"), ("belaggning", "4100"), ("pris", "4100"), ("pris", "4200"),
    ]  # fmt: skip


@pytest.mark.parametrize("save", [as_it_is, by_openpyxl, by_libreoffice])
def test_the_template_changes_nothing_when_it_comes_back(administration, filled, template, save, tmp_path):
    seen = examined(administration, save(template(), tmp_path), name="nyckeltal.xlsx")

    assert (codes(seen), seen.preview.count, seen.preview.unchanged) == ([], 0, 2)
    assert seen.understood.layout == "observations"


def test_what_is_filled_in_is_what_changes(administration, filled, template, stored):
    def fill(sheet):
        sheet["K5"] = 313
        sheet.append(["belaggning", "%", "4200 Vuxen", 90])

    content = resaved(template(), fill)

    assert changes(examined(administration, content, name="n.xlsx")) == [
        ("Vårddygn HVB (dygn)", "changed", [("4100 Barn och ungdom", "aug 2026: 312,3333", "aug 2026: 313")]),
        ("Beläggning (%)", "new", [("4200 Vuxen", "", "jan 2026: 90,0")]),
    ]
    load(administration, content, name="n.xlsx")
    assert ("hvb", "4100", "2026-08", "313") in stored()


def test_the_template_in_english_changes_nothing_either(administration, filled, person, client):
    user = person(Role.CONTROLLER)
    user.language = "en"
    user.save()
    client.force_login(user)
    content = client.get("/administrations/EX/indicators/file/?year=2026").content

    assert openpyxl.load_workbook(BytesIO(content)).worksheets[0]["A4"].value == "Key figure"
    assert examined(administration, content, name="n.xlsx").preview.unchanged == 2


def test_an_empty_template_has_nothing_to_load(administration, days, template):
    assert codes(examined(administration, template(), name="n.xlsx")) == [("no-rows", "")]
