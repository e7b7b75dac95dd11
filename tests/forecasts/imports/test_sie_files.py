"""SIE files on the whole way: the fixtures, the command and the figures that are stored."""

import io
import json

import openpyxl
import pytest
from django.core.management import call_command
from django.db.models import Sum

from forecasts.imports.commented import write_commented
from forecasts.imports.commit import commit_upload, examine_upload, receive_upload
from forecasts.models import Figure, Upload
from tests import sie_files
from tests.awkward import UPLOADS
from units.models import Change

BUDGET = sum(sie_files.budget(unit, account) for _month, account, unit in sie_files.KEYS)
GOOD = ["sie-type-3.se", "sie-type-4.se", "sie-utf-8.se", "sie-windows-1252.se"]


@pytest.fixture
def run(capsys):
    def call(name, *args):
        status = 0
        try:
            call_command("upload", str(UPLOADS / name), *args, "--json")
        except SystemExit as stop:
            status = stop.code
        return json.loads(capsys.readouterr().out), status

    return call


def codes(report):
    return {each["code"] for each in report["problems"]}


def totals(report):
    found = dict.fromkeys(("budget", "actual"), 0)
    for each in report["totals"]:
        found[each["kind"]] += each["amount_ore"]
    return found


def test_the_files_are_those_that_are_made():
    assert {name: (UPLOADS / name).read_bytes() for name in sie_files.FILES} == sie_files.FILES


@pytest.mark.parametrize("name", GOOD)
def test_budget_and_actuals_are_ready_and_every_sum_agrees(administration, run, name):
    report, status = run(name)

    assert (status, report["ready"], report["layout"], report["year"], codes(report)) == (
        0,
        True,
        "sie-actuals",
        2026,
        set(),
    )
    assert totals(report) == {"budget": BUDGET, "actual": sie_files.TOTAL}
    assert len(report["reconciliation"]) == 76
    assert {each["difference_ore"] for each in report["reconciliation"]} == {0}


def test_vouchers_alone_are_the_same_actuals(administration, run):
    report, status = run("sie-4i.si")

    assert (status, totals(report)) == (0, {"budget": 0, "actual": sie_files.TOTAL})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sie-type-1.se", "sie-without-months"),
        ("sie-type-2.se", "sie-without-objects"),
        ("sie-two-dimensions.se", "ask-dimension"),
        ("sie-voucher-does-not-balance.se", "sie-voucher-does-not-balance"),
        ("sie-personal-number-in-text.se", "personal-identity-number"),
        ("sie-cut-off.se", "sie-cut-off"),
    ],
)
def test_what_is_wrong_is_what_the_name_says(administration, run, name, code):
    report, status = run(name, "--commit")

    assert (status, codes(report), report["ready"]) == (1, {code}, False)
    assert Upload.objects.count() == Figure.objects.count() == 0


def test_sums_that_are_wrong_are_said_and_leave_the_choice(administration, run):
    report, status = run("sie-wrong-sums.se")

    assert (status, codes(report), len(report["problems"])) == (0, {"total-differs"}, 3)


def test_a_question_about_the_dimension_names_the_option_that_answers_it(administration, run):
    asked, _status = run("sie-two-dimensions.se")
    answered, status = run("sie-two-dimensions.se", "--dimension", "1")

    assert "--dimension" in asked["problems"][0]["message"]
    assert "1 Kostnadsställe, 6 Projekt" in asked["problems"][0]["message"]
    assert (status, totals(answered)["actual"]) == (0, 1800_00)


def test_what_is_stored_is_what_the_file_says(administration, run):
    report, _status = run("sie-type-4.se", "--commit", "--administration", "EX")

    stored = Figure.objects.filter(unit__administration=administration, month__year=2026)
    rows = {
        (code, account, month.month): amount
        for code, account, month, amount in stored.filter(kind=Figure.Kind.ACTUAL).values_list(
            "unit__code", "account", "month", "amount"
        )
    }
    assert report["committed"]
    assert rows == {
        (unit, account, month): sie_files.ore(unit, account, month) for month, account, unit in sie_files.KEYS
    }
    assert stored.filter(kind=Figure.Kind.BUDGET).aggregate(total=Sum("amount"))["total"] == BUDGET


def test_the_same_money_from_vouchers_changes_nothing(administration, run):
    run("sie-type-3.se", "--commit")

    report, _status = run("sie-4i.si", "--commit")

    assert (report["counts"]["unchanged"], report["counts"]["new"], report["counts"]["changed"]) == (64, 0, 0)


def test_a_kept_file_is_examined_and_committed_as_any_other(administration):
    upload = receive_upload(administration, name="aug.SE", content=sie_files.FILES["sie-type-3.se"], by=None)

    examined = examine_upload(upload, by=None)
    commit_upload(upload, seen=examined.preview.fingerprint, by=None)

    assert (upload.layout, upload.file.name.endswith(".se")) == ("sie-actuals", True)
    assert Figure.objects.aggregate(total=Sum("amount"))["total"] == BUDGET + sie_files.TOTAL


def test_a_file_with_a_personal_identity_number_in_a_text_is_not_kept(administration):
    content = sie_files.FILES["sie-personal-number-in-text.se"]

    upload = receive_upload(administration, name="aug.se", content=content, by=None)

    assert (upload.state, bool(upload.file)) == (Upload.State.REFUSED, False)
    assert "1231" not in str(upload.summary)


def test_texts_of_vouchers_are_nowhere_but_in_the_file(administration):
    upload = receive_upload(administration, name="aug.se", content=sie_files.FILES["sie-type-4.se"], by=None)
    examined = examine_upload(upload, by=None)
    commit_upload(upload, seen=examined.preview.fingerprint, by=None)

    kept = [
        examined,
        upload.summary,
        *Change.objects.values_list("before", "after"),
        *Figure.objects.values_list("account"),
    ]
    assert "Åkesson" not in str(kept)
    assert "Händelse" not in str(kept)


def test_the_workbook_that_is_handed_back_has_the_problem_at_its_line_and_no_texts():

    content = sie_files.FILES["sie-type-4.se"]
    row = next(at for at, line in enumerate(sie_files.TYPE_4, start=1) if line.startswith("   #TRANS"))

    book = openpyxl.load_workbook(io.BytesIO(write_commented(content, "aug.se", [("", f"G{row}", "Fel.")])))

    assert book["Data"][f"G{row}"].comment.text == "Fel."
    assert [book["Data"].cell(row, column).value for column in (1, 3, 4, 9)] == [
        "#TRANS",
        "3011",
        "202601",
        "4100 Barn och unga",
    ]
    assert "Åkesson" not in str(list(book["Data"].values))
