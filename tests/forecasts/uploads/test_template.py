"""The template is filled in with what is known, comes back and becomes a forecast."""

import io
import re
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forecasts.imports.template import TemplateLine
from forecasts.models import Figure, Forecast, ForecastLine, Upload
from forecasts.uploads.template_rows import template_lines
from tests import factories
from units.models import Unit
from units.roles import Role

AUGUST = date(2026, 8, 1)


@pytest.fixture
def figures(administration):
    """Unit 4100 with budget, actuals and a forecast of July; unit 4200 with a budget."""
    first, second = administration.units.order_by("code")
    personnel = administration.account_groups.get(code="PER")
    for month in (7, 8, 9):
        row = {"unit": first, "group": personnel, "month": date(2026, month, 1)}
        factories.FigureFactory(**row, kind=Figure.Kind.BUDGET, amount=100_00)
        factories.FigureFactory(**row, kind=Figure.Kind.ACTUAL, amount=110_00)
    factories.FigureFactory(unit=second, group=personnel, month=AUGUST, kind=Figure.Kind.BUDGET, amount=50_00)
    july = factories.ForecastFactory(unit=first, as_of=date(2026, 7, 1))
    ForecastLine.objects.create(forecast=july, group=personnel, amount=320_00)
    return administration


def lines(administration, units=None):
    return template_lines(administration, units or Unit.objects.filter(administration=administration), AUGUST)


def test_a_line_has_the_year_s_budget_the_actuals_to_date_and_the_previous_forecast(figures):
    personnel = figures.account_groups.get(code="PER").name
    first, second = figures.units.order_by("code")

    assert lines(figures) == [
        TemplateLine("4100", first.name, "PER", personnel, 300_00, 220_00, 320_00),
        TemplateLine("4200", second.name, "PER", personnel, 50_00, 0, None),
    ]


def test_a_unit_without_figures_has_every_group(administration):
    groups = list(administration.account_groups.order_by("order", "pk").values_list("code", flat=True))

    assert [line.group for line in lines(administration, administration.units.filter(code="4200"))] == groups


def test_a_unit_that_has_ended_has_no_line(figures):
    figures.units.filter(code="4200").update(valid_to=date(2026, 5, 1))

    assert {line.unit for line in lines(figures)} == {"4100"}


def test_a_unit_whose_parts_have_the_figures_has_no_line(figures):
    figures.units.filter(code="4100").update(parent=figures.units.get(code="4200"))
    Figure.objects.filter(unit__code="4200").delete()

    assert {line.unit for line in lines(figures)} == {"4100"}


def test_the_lines_take_a_fixed_number_of_queries(figures, django_assert_num_queries):
    with django_assert_num_queries(6):
        lines(figures)


def address(name, *args):
    return reverse(f"forecasts:{name}", args=["EX", *args])


def fetched(client, query="?month=2026-08"):
    answer = client.get(address("template") + query)
    assert answer.status_code == 200
    return answer


def filled_in(content, amounts):
    """The template with a forecast for each unit."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=8):
        if row[0].value in amounts:
            row[7].value = amounts[row[0].value]
            row[8].value = "Volym"
            row[9].value = "Fler placeringar"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def load(client, content):
    client.post(address("uploads"), {"file": SimpleUploadedFile("prognos.xlsx", content)})
    upload = Upload.objects.latest("pk")
    page = client.get(address("upload", upload.pk)).content.decode()
    assert upload.layout == "template", upload.summary
    client.post(address("upload-commit", upload.pk), {"seen": re.search(r'name="seen" value="(\w+)"', page)[1]})
    return Upload.objects.get(pk=upload.pk)


def of_august():
    found = ForecastLine.objects.filter(forecast__as_of=AUGUST, forecast__withdrawn_at=None)
    return list(found.order_by("forecast__unit__code").values_list("forecast__unit__code", "group__code", "amount"))


def test_the_template_comes_back_as_a_forecast(figures, client_of):
    client = client_of(Role.CONTROLLER)

    upload = load(client, filled_in(fetched(client).content, {"4100": 345.5, "4200": 60}))

    assert upload.state == Upload.State.COMMITTED
    assert of_august() == [("4100", "PER", 345_50), ("4200", "PER", 60_00)]
    assert "volume" in ForecastLine.objects.filter(forecast__as_of=AUGUST).values_list("cause", flat=True)


def test_the_template_saved_by_libreoffice_is_recognised(figures, client_of, tmp_path):
    client = client_of(Role.CONTROLLER)
    (tmp_path / "prognos.xlsx").write_bytes(filled_in(fetched(client).content, {"4100": 345.5}))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to = ["--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(tmp_path / "prognos.xlsx")]
    subprocess.run([shutil.which("soffice"), profile, *to], check=True, capture_output=True, timeout=120)

    load(client, (tmp_path / "saved" / "prognos.xlsx").read_bytes())

    assert of_august() == [("4100", "PER", 345_50)]


def test_a_unit_head_fills_in_the_own_unit(figures, client_of):
    head = client_of(Role.UNIT_HEAD)

    content = fetched(head).content
    load(head, filled_in(content, {"4100": 345.5}))

    units = {
        row[0]
        for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=8, values_only=True)
    }
    assert "4200" not in units
    assert of_august() == [("4100", "PER", 345_50)]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?month=2026-08", "prognos-EX-2026-08.xlsx"),
        ("?month=2026-08&unit=4100", "prognos-EX-4100-2026-08.xlsx"),
        ("?month=2026-08&department=10", "prognos-EX-10-2026-08.xlsx"),
        ("?month=2026-08&scope=u:4100", "prognos-EX-4100-2026-08.xlsx"),
    ],
)
def test_the_template_is_named_by_what_it_is_for(figures, client_of, query, name):
    answer = fetched(client_of(Role.CONTROLLER), query)

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_another_s_unit_has_no_template(figures, client_of):
    head = client_of(Role.UNIT_HEAD)

    assert head.get(address("template") + "?unit=4200").status_code == 404


def test_a_name_that_begins_as_a_formula_is_text(figures, client_of):
    figures.units.filter(code="4100").update(name="=1+1")

    sheet = openpyxl.load_workbook(io.BytesIO(fetched(client_of(Role.CONTROLLER)).content)).worksheets[0]

    assert (sheet["B8"].value, sheet["B8"].data_type) == ("=1+1", "s")


def test_the_forecast_stays_what_was_submitted_when_another_comes(figures, client_of):
    client = client_of(Role.CONTROLLER)
    load(client, filled_in(fetched(client).content, {"4100": 345.5}))

    load(client, filled_in(fetched(client).content, {"4100": 350}))

    assert Forecast.objects.filter(unit__code="4100", as_of=AUGUST).count() == 2
