import json
from datetime import date

import pytest
from django.core.management import call_command

from forecasts.filetypes.services import remember_layout, remember_units
from forecasts.imports.examined import Options
from forecasts.imports.reading import read_content
from forecasts.models import Figure, Upload
from tests import factories
from units.models import Change
from units.roles import Role

ROWS = "Ansvar;Konto;Period;Utfall kr\n4100;5020;202608;100,50\n4200;5020;202608;200\n4200;3011;202608;-7\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "aug.csv"
    path.write_text(ROWS)
    return path


@pytest.fixture
def run(capsys):
    def call(*args):
        status = 0
        try:
            call_command("upload", *map(str, args), "--json")
        except SystemExit as stop:
            status = stop.code
        return json.loads(capsys.readouterr().out), status

    return call


def codes(report):
    return [each["code"] for each in report["problems"]]


def test_without_commit_nothing_at_all_is_stored(administration, run, file):
    before = Change.objects.count()

    report, status = run(file)

    assert (status, report["ready"], report["committed"], report["upload"]) == (0, True, False, None)
    assert (Upload.objects.count(), Figure.objects.count(), Change.objects.count()) == (0, 0, before)


def test_the_report_is_the_contract(administration, run, file):
    report, status = run(file, "--commit")

    upload = Upload.objects.get()
    assert status == 0
    assert report == {
        "file": "aug.csv", "sha256": upload.sha256, "layout": "ledger-actuals", "kind": "actual",
        "administration": "EX", "year": 2026, "months": ["2026-08-01"], "ready": True, "committed": True,
        "upload": upload.pk, "problems": [],
        "counts": {"new": 3, "changed": 0, "unchanged": 0, "removed": 0, "skipped": 0},
        "totals": [{"kind": "actual", "month": "2026-08-01", "amount_ore": 293_50}], "reconciliation": [],
    }  # fmt: skip


def test_totals_by_unit_sum_to_the_total(administration, run, file):
    report, _status = run(file, "--by-unit")

    assert report["totals"] == [
        {"kind": "actual", "month": "2026-08-01", "unit": "4100", "amount_ore": 100_50},
        {"kind": "actual", "month": "2026-08-01", "unit": "4200", "amount_ore": 193_00},
    ]


def test_a_printed_total_is_reconciled(administration, run, file):
    file.write_text(ROWS + "Summa;;;293,50\n")

    report, _status = run(file)

    [printed] = report["reconciliation"]
    assert (printed["printed_ore"], printed["computed_ore"], printed["difference_ore"]) == (293_50, 293_50, 0)


def test_the_same_file_twice_changes_nothing(administration, run, file):
    run(file, "--commit")

    report, status = run(file, "--commit")

    assert (status, report["counts"]["unchanged"], report["counts"]["new"]) == (0, 3, 0)
    assert Figure.objects.count() == 3


def test_a_file_with_an_error_is_not_stored(administration, run, file):
    file.write_text(ROWS + "9999;5020;202608;1\n")

    report, status = run(file, "--commit")

    assert (status, codes(report), report["committed"]) == (1, ["unknown-unit"], False)
    assert (Upload.objects.count(), Figure.objects.count()) == (0, 0)


def test_a_file_that_cannot_be_read_says_so(administration, run, tmp_path):
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(b"%PDF-1.7")

    report, status = run(path, "--commit")

    assert (status, codes(report), report["ready"]) == (2, ["not-a-spreadsheet"], False)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("saknas.xlsx",), "missing-file"),
        (("aug.csv", "--administration", "FINNSINTE"), "unknown-administration"),
        (("aug.csv", "--user", "ingen"), "unknown-user"),
    ],
)
def test_what_cannot_be_tried_is_one_object_too(administration, run, file, monkeypatch, args, code):
    monkeypatch.chdir(file.parent)

    report, status = run(*args)

    assert (status, codes(report)) == (2, [code])


def test_a_question_names_the_option_that_answers_it(administration, run, file):
    file.write_text(ROWS.replace("Utfall", "Belopp"))

    asked, status = run(file)
    answered, _status = run(file, "--kind", "budget")

    assert (status, codes(asked)) == (1, ["ask-kind"])
    assert "--kind" in asked["problems"][0]["message"]
    assert (answered["kind"], answered["ready"]) == ("budget", True)


def test_the_administration_is_the_one_that_has_every_unit(administration, run, file):
    other = factories.small_administration("ZZ")
    other.units.filter(code="4100").update(code="7100")

    report, _status = run(file)

    assert (report["administration"], report["ready"]) == ("EX", True)


def test_the_administration_is_asked_for_when_several_fit(administration, run, file):
    factories.small_administration("ZZ")

    report, status = run(file, "--commit")

    assert (status, codes(report), report["administration"]) == (1, ["ask-administration"], None)


def test_a_person_has_the_rights_of_the_person(administration, person, run, file):
    head = person(Role.UNIT_HEAD)

    report, status = run(file, "--user", head.username)

    assert status == 1
    assert "kind-not-yours" in codes(report)


def test_people_get_a_readable_report(administration, file, capsys):
    call_command("upload", str(file))

    assert capsys.readouterr().out.splitlines()[-1] == "Bara granskad. Inget lästes in; --commit läser in den."


def test_months_of_the_report_are_first_days(administration, run, file):
    report, _status = run(file)

    assert [date.fromisoformat(each).day for each in report["months"]] == [1]


def test_what_has_been_answered_and_what_texts_stand_for_holds_on_the_command_line_too(administration, run, file):
    file.write_text("Ansvar;Konto;Period;Belopp kr\nHemtj;5020;202608;100\n4200;5020;202608;200\n")
    reading = read_content(file.read_bytes(), "aug.csv", [administration], by=None, options=Options())
    remember_layout(administration, reading.understood, Options(kind="actual"), name="Agresso", by=None)
    remember_units(administration, {"Hemtj": administration.units.get(code="4100")}, by=None)

    report, status = run(file)

    assert (status, report["kind"], report["counts"]["new"]) == (0, "actual", 2)
