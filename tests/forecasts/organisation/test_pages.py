"""The organisation and the account plan on the pages of uploads, for those who may and for those who may not."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forecasts.models import Upload
from tests.forecasts.organisation.lists import GROUPS, table
from units.roles import Act, Role, roles_that

UNITS = table("4500;Nya enheten;10;;;2026-09;", "4100;Barn och unga;10;;;2020-01;")
PLAN = table("KON;Konsulter;kostnad;74–75", head=GROUPS)


def address(name, *args):
    return reverse(f"forecasts:{name}", args=["EX", *args])


def handed_in(client, content):
    client.post(address("uploads"), {"file": SimpleUploadedFile("fil.csv", content)})
    return Upload.objects.get()


@pytest.mark.parametrize(
    ("content", "says", "button"),
    [
        (UNITS, "Filen ändrar 2 enheter", "Läs in 2 enheter"),
        (PLAN, "Filen ändrar 1 kontogrupp", "Läs in 1 kontogrupp"),
    ],
)
def test_a_controller_sees_what_the_file_changes_loads_it_and_undoes_it(
    administration, client_of, content, says, button
):
    client = client_of(Role.CONTROLLER)
    upload = handed_in(client, content)
    page = client.get(address("upload", upload.pk)).content.decode()
    assert says in page
    assert re.search(rf"<button[^>]*>\s*{button}\s*</button>", page)

    client.post(address("upload-commit", upload.pk), {"seen": re.search(r'name="seen" value="(\w+)"', page)[1]})
    assert "Filen är inläst" in client.get(address("upload", upload.pk)).content.decode()

    client.post(address("upload-undo", upload.pk))
    upload.refresh_from_db()
    assert upload.state == Upload.State.UNDONE
    assert says in client.get(address("upload", upload.pk)).content.decode()


def test_a_list_that_could_be_of_anything_is_read_when_it_is_said_to_be_of_units(administration, client_of):
    client = client_of(Role.CONTROLLER)
    upload = handed_in(client, b"Kod;Namn;Giltig till\n4100;Barn och ungdom;2026-12\n")
    assert "Filen har 1 fel" in client.get(address("upload", upload.pk)).content.decode()

    client.post(address("upload-answer", upload.pk), {"kind": "unit"})

    assert "Filen ändrar 1 enhet" in client.get(address("upload", upload.pk)).content.decode()


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD])
@pytest.mark.parametrize("content", [UNITS, PLAN])
def test_others_are_told_whom_to_ask_and_see_nothing_of_what_is_stored(administration, client_of, role, content):
    client = client_of(role)
    upload = handed_in(client, content)

    page = client.get(address("upload", upload.pk)).content.decode()

    assert "Du får inte ändra organisationen. Be en controller läsa in filen." in page
    assert "Barn och unga" not in page
    assert "Konsulter" not in page
    client.post(address("upload-commit", upload.pk), {"seen": ""})
    assert not administration.units.filter(code="4500").exists()


def test_who_is_in_control_may_change_the_organisation():
    assert set(roles_that(Act.CONTROL)) - set(roles_that(Act.ORGANISE)) == set()


@pytest.mark.parametrize("name", ["organisation-file", "account-plan-file"])
def test_the_workbooks_can_be_taken_away(administration, client_of, name):
    answer = client_of(Role.CONTROLLER).get(address(name))

    assert openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]["A4"].value == "Kod"


@pytest.mark.parametrize("page", ["units:organisation", "forecasts:account-groups"])
def test_the_pages_lead_to_the_workbook_and_to_the_uploads(administration, client_of, page):
    path = reverse(page, args=["EX"])
    leads = [client_of(role).get(path).content.decode() for role in (Role.CONTROLLER, Role.SYSTEM)]

    assert ["Hämta som Excel" in each for each in leads] == [True, True]
    assert ["Läs in från Excel" in each for each in leads] == [True, False]


def test_the_page_of_uploads_offers_both_to_those_who_may_load_them(administration, client_of):
    pages = [client_of(role).get(address("uploads")).content.decode() for role in (Role.CONTROLLER, Role.UNIT_HEAD)]

    assert ["Hämta organisationen" in each for each in pages] == [True, False]
    assert ["Hämta kontoplanen" in each for each in pages] == [True, False]
