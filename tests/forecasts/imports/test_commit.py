import threading
from datetime import date

import pytest
from django.db import connection

from forecasts.imports.commit import (
    answer_upload,
    commit_upload,
    discard_upload,
    examine_upload,
    receive_upload,
    undo_upload,
)
from forecasts.imports.examined import Options
from forecasts.models import ClosedMonth, Figure, Forecast, ForecastLine, ReplacedFigure, Upload, UploadedMonth
from forecasts.refusals import (
    CommittedError,
    LaterUploadError,
    NotCommittedError,
    StalePreviewError,
    UploadMonthClosedError,
)
from tests import factories
from units.models import Change
from units.roles import Role

AUGUST = date(2026, 8, 1)
PERSONAL = "19800101-1231"


def ledger(*rows, kind="Utfall"):
    return "\n".join([f"Ansvar;Konto;Period;{kind} kr", *rows]).encode()


def receive(administration, content, by=None, **kwargs):
    return receive_upload(administration, name="aug.csv", content=content, by=by, **kwargs)


def commit(administration, content, by=None):
    upload = receive(administration, content, by)
    seen = examine_upload(upload, by=by).preview.fingerprint
    return commit_upload(upload, seen=seen, by=by)


def stored():
    columns = ("unit__code", "month", "kind", "group__code", "account", "activity", "amount", "upload")
    return {
        "figures": sorted(Figure.objects.values_list(*columns), key=str),
        "replaced": sorted(ReplacedFigure.objects.values_list(*columns), key=str),
        "months": sorted(UploadedMonth.objects.values_list("upload", "unit", "month"), key=str),
        "forecasts": sorted(Forecast.objects.filter(withdrawn_at=None).values_list("pk", "version")),
        "lines": sorted(ForecastLine.objects.filter(forecast__withdrawn_at=None).values_list("pk", "amount")),
    }


AUGUST_FILE = ledger("4100;5020;202608;100", "4100;3011;202608;-10", "4200;5020;202608;200")
CORRECTED = ledger("4100;5020;202608;120", "4100;3011;202608;-10", "4100;6010;202608;7", "4200;5020;202608;200")


def test_a_file_is_kept_as_it_came(administration):
    upload = receive(administration, AUGUST_FILE)

    with upload.file.open("rb") as file:
        assert file.read() == AUGUST_FILE
    assert (upload.state, upload.kind, upload.summary["counts"]["new"]) == ("examined", "actual", 3)


@pytest.mark.parametrize("kind", ["Utfall", "Budget"])
def test_what_was_seen_is_stored(administration, kind):
    commit(administration, ledger("4100;5020;202608;100", "4100;3011;202608;-10", kind=kind))

    number = {"Utfall": Figure.Kind.ACTUAL, "Budget": Figure.Kind.BUDGET}[kind]
    found = Figure.objects.order_by("amount").values_list("unit__code", "month", "kind", "account", "amount")
    assert list(found) == [
        ("4100", AUGUST, number, "3011", -10_00),
        ("4100", AUGUST, number, "5020", 100_00),
    ]


def test_the_same_file_twice_changes_nothing(administration):
    commit(administration, AUGUST_FILE)
    before = stored()

    commit(administration, AUGUST_FILE)

    assert stored() == before


def test_a_double_click_stores_nothing_twice(administration):
    upload = receive(administration, AUGUST_FILE)
    seen = examine_upload(upload, by=None).preview.fingerprint
    commit_upload(upload, seen=seen, by=None)
    before = stored()

    with pytest.raises(StalePreviewError):
        commit_upload(Upload.objects.get(pk=upload.pk), seen=seen, by=None)
    assert stored() == before


def test_the_second_of_two_previews_of_a_month_is_stale(administration):
    first, second = receive(administration, AUGUST_FILE), receive(administration, CORRECTED)
    seen = [examine_upload(each, by=None).preview.fingerprint for each in (first, second)]
    commit_upload(first, seen=seen[0], by=None)
    before = stored()

    with pytest.raises(StalePreviewError):
        commit_upload(second, seen=seen[1], by=None)
    assert stored() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one connection at a time write")
def test_of_two_commits_at_once_one_is_stale():
    administration = factories.small_administration()
    pair = [receive(administration, AUGUST_FILE), receive(administration, CORRECTED)]
    seen = [examine_upload(each, by=None).preview.fingerprint for each in pair]
    outcomes = []
    gate = threading.Barrier(2)

    def run(upload, fingerprint):
        gate.wait()
        try:
            commit_upload(upload, seen=fingerprint, by=None)
            outcomes.append("stored")
        except StalePreviewError:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in zip(pair, seen, strict=True)]
    [each.start() for each in threads]
    [each.join() for each in threads]

    assert sorted(outcomes) == ["stale", "stored"]


def test_undo_brings_back_exactly_what_was_before(administration):
    commit(administration, AUGUST_FILE)
    before = stored()
    upload = commit(administration, CORRECTED)
    assert stored() != before

    undo_upload(upload, by=None)

    assert stored() == before
    assert Upload.objects.get(pk=upload.pk).state == Upload.State.UNDONE


def test_an_undone_file_can_be_loaded_again(administration):
    upload = commit(administration, AUGUST_FILE)
    after = stored()
    undo_upload(upload, by=None)

    seen = examine_upload(Upload.objects.get(pk=upload.pk), by=None).preview.fingerprint
    commit_upload(Upload.objects.get(pk=upload.pk), seen=seen, by=None)

    assert stored()["figures"] == after["figures"]


def test_undo_waits_for_the_later_upload(administration):
    first = commit(administration, AUGUST_FILE)
    commit(administration, CORRECTED)

    with pytest.raises(LaterUploadError, match=r"aug\.csv"):
        undo_upload(first, by=None)


def test_only_what_is_stored_can_be_undone(administration):
    with pytest.raises(NotCommittedError):
        undo_upload(receive(administration, AUGUST_FILE), by=None)


def test_undo_does_not_touch_a_month_that_is_closed_since(administration):
    upload = commit(administration, AUGUST_FILE)
    ClosedMonth.objects.create(administration=administration, month=AUGUST)

    with pytest.raises(UploadMonthClosedError):
        undo_upload(upload, by=None)


def test_the_actuals_of_a_closed_month_cannot_be_changed(administration):
    ClosedMonth.objects.create(administration=administration, month=AUGUST)

    upload = receive(administration, AUGUST_FILE)

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=examine_upload(upload, by=None).preview.fingerprint, by=None)
    assert Figure.objects.count() == 0


def test_a_file_with_a_personal_identity_number_is_not_kept(administration, settings):
    upload = receive(administration, ledger(f"4100;5020;202608;100;{PERSONAL}"))

    assert (upload.state, upload.file.name, upload.summary["errors"]) == (Upload.State.REFUSED, "", 1)
    assert PERSONAL not in str(upload.summary)
    assert list(settings.MEDIA_ROOT.rglob("*.csv")) == []


def test_a_file_that_is_called_by_a_personal_identity_number_is_not_kept(administration):
    upload = receive_upload(administration, name=f"{PERSONAL}.csv", content=AUGUST_FILE, by=None)

    assert (upload.state, upload.file.name) == (Upload.State.REFUSED, "")
    assert PERSONAL not in upload.name


def test_a_file_is_read_once_from_handing_in_to_loading(administration, person):
    controller = person(Role.CONTROLLER)
    upload = receive(administration, AUGUST_FILE, controller)
    upload.file.storage.delete(upload.file.name)

    seen = examine_upload(upload, by=controller).preview.fingerprint
    commit_upload(upload, seen=seen, by=controller)

    assert Figure.objects.count() == 3


def test_what_a_controller_may_load_is_not_remembered_for_a_department_head(administration, person):
    upload = receive(administration, AUGUST_FILE, person(Role.CONTROLLER))

    problems = examine_upload(upload, by=person(Role.DEPARTMENT_HEAD)).problems

    assert [each.code for each in problems] == ["kind-not-yours"]


def test_an_unreadable_file_is_kept_and_refused(administration):
    upload = receive(administration, b"%PDF-1.7 something")

    assert (upload.state, upload.summary["problems"][0]["code"]) == (Upload.State.REFUSED, "not-a-spreadsheet")
    assert upload.file.size == 18


def test_an_answer_settles_what_the_program_asks(administration):
    content = b"Ansvar;Konto;Period;Belopp kr\n4100;5020;202608;100\n"
    upload = receive(administration, content)
    assert [each.code for each in examine_upload(upload, by=None).problems] == ["ask-kind"]

    upload = answer_upload(upload, Options(kind="budget"), by=None)

    assert examine_upload(upload, by=None).ready
    assert (upload.kind, upload.options) == ("budget", {"kind": "budget"})


def test_an_answer_that_comes_after_the_commit_leaves_the_file_stored(administration):
    upload = commit(administration, AUGUST_FILE)
    late = Upload.objects.get(pk=upload.pk)
    late.state = Upload.State.EXAMINED

    with pytest.raises(CommittedError):
        answer_upload(late, Options(kind="budget"), by=None)

    assert Upload.objects.get(pk=upload.pk).state == Upload.State.COMMITTED


def test_a_discarded_file_is_gone_but_for_the_log(administration, settings, django_capture_on_commit_callbacks):
    upload = receive(administration, AUGUST_FILE)

    with django_capture_on_commit_callbacks(execute=True):
        discard_upload(upload, by=None)

    assert list(settings.MEDIA_ROOT.rglob("*.csv")) == []
    assert Change.objects.first().action == "upload-discarded"


def test_a_loaded_file_cannot_be_discarded(administration):
    with pytest.raises(CommittedError):
        discard_upload(commit(administration, AUGUST_FILE), by=None)


def test_every_step_leaves_a_trace(administration, person):
    controller = person(Role.CONTROLLER)
    undo_upload(commit(administration, AUGUST_FILE, controller), by=controller)

    actions = Change.objects.filter(action__startswith="upload").order_by("pk").values_list("action", "by")
    assert list(actions) == [
        ("upload-received", str(controller)),
        ("upload-committed", str(controller)),
        ("upload-undone", str(controller)),
    ]


def test_a_unit_head_hands_in_forecasts_only(administration, person):
    head = person(Role.UNIT_HEAD)

    problems = examine_upload(receive(administration, AUGUST_FILE, head), by=head).problems

    assert "kind-not-yours" in [each.code for each in problems]
