"""Large files are read and loaded by the worker: seen, ended, taken up again, and never stored twice."""

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from forecasts.imports import background
from forecasts.imports.commit import examine_upload, receive_upload
from forecasts.imports.examined import Options
from forecasts.imports.problems import Code, Problem
from forecasts.imports.progress import Step, report
from forecasts.imports.signs import WorkCancelledError, ask_to_end, claim, told_by_cache, told_by_upload
from forecasts.models import Figure, FileLayout, Upload
from forecasts.refusals import StalePreviewError
from tests import factories
from tests.working import work_off
from units.models import Change
from units.roles import Role

GOOD = b"Ansvar;Konto;Period;Utfall kr\n4100;5020;202608;100,50\n4200;5020;202608;200\n"
CORRECTED = GOOD.replace(b"200\n", b"300\n")
ASKING = b"Ansvar;Konto;Period;Belopp kr\n4100;5020;202608;100\n"
STRANGE = b"Ansvar;Ansvar namn;Konto;Period;Utfall kr\n4100;;5020;202608;1\n9999;Ny enhet;5020;202608;2\n"
SIE = (
    b'#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#VER A 1 20260131 "Anna Ek"\n'
    b'{\n#TRANS 5010 {1 "4100"} 100.00 20260131 "Anna Ek"\n#TRANS 1930 {} -100.00\n}\n'
)
PERSONAL = b"Ansvar;Konto;Period;Utfall kr;Text\n4100;5020;202608;100;19800101-1231\n"
STOPPED = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _every_file_is_large(settings):
    settings.UPLOAD_BACKGROUND_BYTES = 10


@pytest.fixture
def client(client_of):
    return client_of(Role.CONTROLLER)


def address(name, *args):
    return reverse(f"forecasts:{name}", args=["EX", *args])


def hand_in(client, content=GOOD, name="aug.csv"):
    answer = client.post(address("uploads"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return Upload.objects.latest("pk")


def page(client, upload):
    return re.sub(r"\s+", " ", client.get(address("upload", upload.pk)).content.decode())


def again(upload):
    return Upload.objects.get(pk=upload.pk)


def read(client, content=GOOD, name="aug.csv"):
    upload = hand_in(client, content, name)
    work_off()
    return again(upload)


def seen(client, upload):
    return re.search(r'name="seen" value="(\w+)"', page(client, upload))[1]


def load(client, upload):
    return client.post(address("upload-commit", upload.pk), {"seen": seen(client, upload)})


def test_a_large_file_waits_until_the_worker_has_read_it(administration, client):
    upload = hand_in(client)

    before = page(client, upload)
    work_off()

    assert "Filen väntar på sin tur" in before
    assert "Filen ändrar 2 belopp" in page(client, upload)


def test_the_page_says_the_step_and_the_rows(administration, client):
    upload = hand_in(client)

    with told_by_upload(upload):
        report(Step.ROWS, 412_000, 1_000_000)

    shown = page(client, upload)
    assert "412 000 rader lästa" in shown
    assert re.search(r'class="now" aria-current="step">\s*läser rader', shown)


def test_the_progress_of_all_the_work_grows_from_step_to_step(administration, client):
    upload = hand_in(client)
    shares = []
    for step, rows in ((Step.ROWS, 10), (Step.ROWS, 90), (Step.UNDERSTAND, 0), (Step.CHECK, 50), (Step.COMPARE, 0)):
        with told_by_upload(upload):
            report(step, rows, 100)
        shares.append(int(re.search(r'<progress value="(\d+)"', page(client, upload))[1]))

    assert shares == sorted(set(shares))


def test_the_list_says_how_far_a_file_has_come(administration, client):
    upload = hand_in(client)
    with told_by_upload(upload):
        report(Step.CHECK, 5, 10)

    shown = client.get(address("uploads")).content.decode()

    assert "5 av 10 rader" in shown


def test_the_list_can_show_what_is_being_read(administration, client):
    read(client, name="juli.csv")
    hand_in(client)

    shown = client.get(address("uploads") + "?state=waiting").content.decode()

    assert ("aug.csv" in shown, "juli.csv" in shown) == (True, False)


def test_the_page_is_shown_anew_when_the_work_is_done(administration, client):
    upload = hand_in(client)
    during = client.get(address("upload-progress", upload.pk))
    work_off()

    after = client.get(address("upload-progress", upload.pk))

    assert ("HX-Refresh" in during, after["HX-Refresh"]) == (False, "true")


def test_a_file_that_cannot_be_read_says_why(administration, client):
    upload = read(client, b"%PDF-1.7 much more", "aug.xlsx")

    assert upload.state == Upload.State.REFUSED
    assert upload.summary["problems"][0]["message"] in page(client, upload)


def test_a_personal_identity_number_is_found_by_the_worker_and_nothing_is_kept(
    administration, client, django_capture_on_commit_callbacks
):
    upload = hand_in(client, PERSONAL)
    kept = Path(upload.file.path)
    assert kept.exists()

    with django_capture_on_commit_callbacks(execute=True):
        work_off()

    upload = again(upload)
    assert (upload.state, upload.file.name, kept.exists()) == (Upload.State.REFUSED, "", False)
    assert Change.objects.filter(action="upload-read", after__sha256=upload.sha256).exists()


def test_a_file_that_nobody_has_searched_cannot_be_fetched(administration, client):
    upload = hand_in(client, PERSONAL)

    assert client.get(address("upload-file", upload.pk)).status_code == 404


def test_a_personal_identity_number_in_the_name_is_refused_at_once(administration, client):
    upload = hand_in(client, GOOD, "19800101-1231.csv")

    assert (upload.state, upload.file.name) == (Upload.State.REFUSED, "")


def test_a_cancelled_reading_keeps_no_file_and_is_not_taken_up(administration, client):
    upload = hand_in(client)

    answer = client.post(address("upload-cancel", upload.pk), follow=True)
    work_off()

    assert "aug.csv är avbruten. Ingenting lästes in." in answer.content.decode()
    upload = again(upload)
    assert (upload.state, upload.cancelled, upload.file.name) == (Upload.State.REFUSED, True, "")
    assert "Läsningen avbröts" in page(client, upload)


def test_a_file_that_was_read_before_is_kept_when_its_next_reading_is_cancelled(administration, client):
    upload = read(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual"})

    answer = client.post(address("upload-cancel", upload.pk))

    upload = again(upload)
    assert (answer.url, upload.state, bool(upload.file)) == (address("uploads"), Upload.State.EXAMINED, True)


def test_a_reading_ends_when_it_is_cancelled(administration, client):
    upload = hand_in(client)

    with told_by_upload(upload):
        background.cancel_upload(again(upload), by=None)
        with pytest.raises(WorkCancelledError):
            report(Step.ROWS, 10)


def test_a_file_whose_worker_died_says_so_and_is_read_again(administration, client):
    upload = hand_in(client)
    assert claim(upload)
    Upload.objects.update(seen_alive_at=timezone.now() - STOPPED)

    shown = page(client, upload)
    client.post(address("upload-again", upload.pk))
    work_off()

    assert "Arbetet med filen har stannat" in shown
    assert again(upload).state == Upload.State.EXAMINED
    assert Change.objects.filter(action="upload-read").count() == 1


def test_a_file_that_has_waited_long_says_that_the_worker_may_stand_still(administration, client):
    upload = hand_in(client)
    Upload.objects.update(seen_alive_at=timezone.now() - STOPPED)

    assert "bakgrundsarbetet kanske står still" in page(client, upload)


def test_a_file_that_is_being_read_is_not_begun_again(administration, client):
    upload = hand_in(client)
    assert claim(upload)

    client.post(address("upload-again", upload.pk))
    work_off()

    assert again(upload).state == Upload.State.WAITING


def test_a_large_file_is_loaded_by_the_worker(administration, client):
    upload = read(client)

    load(client, upload)
    during = page(client, upload)
    stored_before = Figure.objects.count()
    work_off()

    assert "läser in" in during
    assert (stored_before, Figure.objects.count(), again(upload).state) == (0, 2, Upload.State.COMMITTED)
    assert "Filen är inläst" in page(client, upload)


def test_a_double_click_loads_a_large_file_once(administration, client):
    upload = read(client)
    form = {"seen": seen(client, upload)}
    for _ in range(2):
        client.post(address("upload-commit", upload.pk), form)

    work_off()

    assert Figure.objects.count() == 2
    assert Change.objects.filter(action="upload-committed").count() == 1


def test_a_stale_preview_is_given_back_and_says_what_was_loaded(administration, client):
    first, second = read(client), read(client, CORRECTED, "rättad.csv")
    forms = [{"seen": seen(client, each)} for each in (first, second)]
    for upload, form in zip((first, second), forms, strict=True):
        client.post(address("upload-commit", upload.pk), form)
    work_off()

    before = page(client, second)
    client.post(address("upload-again", second.pk))
    work_off()
    shown = page(client, second)

    assert "Senast inläst är aug.csv" in before
    assert Figure.objects.get(unit__code="4200").amount == 200_00
    assert "Inget lästes in nu; gå igenom ändringarna igen." in shown
    assert "Senast inläst är aug.csv" in shown
    assert "Filen ändrar 1 belopp" in shown


def test_a_cancelled_loading_stores_nothing_and_can_be_done_later(administration, client):
    upload = read(client)
    load(client, upload)
    client.post(address("upload-cancel", upload.pk))
    work_off()
    assert Figure.objects.count() == 0
    assert "Inläsningen avbröts. Ingenting lästes in." in page(client, upload)

    load(client, upload)
    work_off()

    assert Figure.objects.count() == 2


def test_a_loading_that_is_under_way_ends_when_it_is_cancelled_and_stores_nothing(administration, client, person):
    upload = read(client)
    load(client, upload)
    by = person(Role.CONTROLLER)
    ask_to_end(again(upload), by=by)

    work_off()

    assert (Figure.objects.count(), again(upload).state) == (0, Upload.State.EXAMINED)
    assert Change.objects.get(action="upload-returned").by == by.username


def test_a_loading_tells_that_it_lives_though_the_database_is_held(administration, client):
    upload = read(client)
    load(client, upload)
    upload = again(upload)
    assert claim(upload)
    ended = threading.Event()

    with told_by_cache(upload):
        report(Step.STORE, 1, 2)
        ended.wait(0.8)
        shown = page(client, upload)

    assert "1 av 2 rader" in shown


def test_a_loading_whose_worker_died_is_looked_through_again(administration, client):
    upload = read(client)
    load(client, upload)
    assert claim(again(upload))
    Upload.objects.update(seen_alive_at=timezone.now() - STOPPED)

    shown = page(client, upload)
    client.post(address("upload-again", upload.pk))

    assert "Arbetet med filen har stannat" in shown
    assert "Filen ändrar 2 belopp" in page(client, upload)


def test_a_question_about_a_large_file_is_answered_and_the_worker_reads_it_again(administration, client):
    upload = read(client, ASKING)

    client.post(address("upload-answer", upload.pk), {"kind": "actual"})
    state = again(upload).state
    work_off()

    assert state == Upload.State.WAITING
    assert "Filen ändrar 1 belopp" in page(client, upload)


def forgotten(upload):
    """The upload when what it was read as has been forgotten."""
    caches["uploads"].clear()
    upload.summary.pop("read_at")
    upload.save()
    return upload


def test_a_page_whose_reading_is_forgotten_asks_for_it_and_changes_nothing_itself(administration, client):
    upload = forgotten(read(client))
    logged = Change.objects.count()

    shown = page(client, upload)

    assert "Filen behöver läsas igen" in shown
    assert (again(upload).state, Change.objects.count(), work_off()) == (Upload.State.EXAMINED, logged, 0)


def test_a_reading_that_is_forgotten_is_made_again_when_that_is_asked_for(administration, client):
    upload = forgotten(read(client))

    client.post(address("upload-again", upload.pk))
    work_off()

    assert "Filen ändrar 2 belopp" in page(client, upload)


@pytest.mark.parametrize("name", ["upload-commented", "upload-unit-add"])
def test_no_page_reads_a_large_file_itself(administration, client, name):
    upload = forgotten(read(client, STRANGE))

    answer = client.get(address(name, upload.pk) + "?text=9999")

    assert (answer.status_code, answer["Location"]) == (302, address("upload", upload.pk))


def test_an_answer_while_the_file_is_read_is_kept_and_chosen_when_it_has_been(administration, client):
    upload = read(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual"})

    said = client.post(address("upload-answer", upload.pk), {"kind": "budget", "name": "Min"}, follow=True)
    work_off()

    assert "Filen håller på att läsas. Svaret är kvar" in said.content.decode()
    shown = page(client, upload)
    assert 'value="Min"' in shown
    assert re.search(r'name="kind" value="budget"[^>]*checked', shown)


def test_a_file_whose_next_reading_was_cancelled_must_be_read_with_its_new_answers(administration, client):
    caches["uploads"].clear()
    upload = read(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual"})
    client.post(address("upload-cancel", upload.pk))

    assert "Filen behöver läsas igen" in page(client, upload)


def test_an_answer_while_the_file_is_loaded_says_so(administration, client):
    upload = read(client)
    load(client, upload)

    said = client.post(address("upload-answer", upload.pk), {"kind": "budget"}, follow=True).content.decode()

    assert "aug.csv håller på att läsas in. Avbryt det först." in said


def answered_anew(client, upload):
    """Cancel the reading and begin another with another answer."""
    client.post(address("upload-cancel", upload.pk))
    background.begin_reading(again(upload), by=None, options=Options(kind="budget"))


def test_an_old_worker_ends_when_the_reading_has_been_cancelled_and_begun_anew(administration, client):
    upload = read(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual"})
    old = again(upload)

    with told_by_upload(old):
        answered_anew(client, upload)
        with pytest.raises(WorkCancelledError):
            report(Step.ROWS, 10)

    assert not claim(old)


def test_what_an_old_worker_read_with_old_answers_is_not_taken(administration, client):
    upload = read(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual"})
    old = again(upload)
    answered_anew(client, upload)

    background._say_what_was_read(old, Problem(Code.DAMAGED), None, None)
    between = again(upload).state
    work_off()

    assert between == Upload.State.WAITING
    assert (again(upload).state, again(upload).kind) == (Upload.State.EXAMINED, "budget")


def test_answers_that_are_to_be_remembered_are_when_the_worker_has_read_the_file_once(administration, client):
    upload = read(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual", "remember": "on", "name": "Agresso"})
    before = FileLayout.objects.count()

    work_off()

    assert (before, FileLayout.objects.get().name) == (0, "Agresso")
    assert "Filen ändrar 1 belopp" in page(client, forgotten_time(again(upload)))


def forgotten_time(upload):
    """The upload when it was not read just now."""
    upload.summary.pop("read_at")
    upload.save()
    return upload


def test_a_text_of_a_large_file_that_is_given_a_unit_lets_the_worker_read_it_again(administration, client):
    upload = read(client, STRANGE)
    name = re.search(r'name="(unit_\w+)"', page(client, upload))[1]

    client.post(address("upload-units", upload.pk), {name: administration.units.get(code="4200").pk})
    between = again(upload).state
    work_off()

    assert between == Upload.State.WAITING
    assert "Filen ändrar 2 belopp" in page(client, upload)


@pytest.mark.parametrize("end", [b"", b"#RES 0 5010 nothing\n#VALUTA EUR\n"])
def test_a_large_sie_file_is_kept_without_the_texts_of_its_vouchers_whatever_comes_of_it(administration, client, end):
    upload = read(client, SIE + end, "a.se")

    with upload.file.open("rb") as file:
        kept = file.read()
    assert (b"Anna" in kept, b"#TRANS 5010" in kept) == (False, True)


def test_a_file_that_was_undone_cannot_be_thrown_away_though_it_waits_to_be_read(administration, client):
    upload = read(client)
    load(client, upload)
    work_off()
    client.post(address("upload-undo", upload.pk))
    background.begin_reading(again(upload), by=None)

    answer = client.post(address("upload-discard", upload.pk), follow=True)

    assert "kan därför inte kastas" in answer.content.decode()
    assert again(upload).state == Upload.State.WAITING


def test_a_file_that_is_being_loaded_cannot_be_thrown_away(administration, client):
    upload = read(client)
    load(client, upload)

    client.post(address("upload-discard", upload.pk))

    assert again(upload).state == Upload.State.LOADING


def test_a_reading_that_cannot_be_remembered_is_not_made_for_ever(administration, client):
    upload = read(client)
    caches["uploads"].clear()

    assert "Filen ändrar 2 belopp" in page(client, upload)


def test_a_small_file_is_read_at_once(administration, client, settings):
    settings.UPLOAD_BACKGROUND_BYTES = 1_000_000

    assert "Filen ändrar 2 belopp" in page(client, hand_in(client))


def at_once(*tasks):
    """Run the tasks in threads that start at the same moment, each with a connection of its own."""
    gate = threading.Barrier(len(tasks))

    def run(task):
        gate.wait()
        try:
            task()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    [each.start() for each in threads]
    [each.join() for each in threads]


def received(administration, content):
    return receive_upload(administration, name="aug.csv", content=content, by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one connection at a time write")
def test_two_workers_at_once_store_a_file_once():
    upload = received(factories.small_administration(), GOOD)
    print_of = examine_upload(upload, by=None).preview.fingerprint
    background.begin_commit(upload, seen=print_of, by=None)

    at_once(*[lambda: background.load_waiting(again(upload), seen=print_of, by=None)] * 2)

    assert (Figure.objects.count(), again(upload).state) == (2, Upload.State.COMMITTED)
    assert Change.objects.filter(action="upload-committed").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one connection at a time write")
def test_of_two_files_of_a_month_at_once_one_is_given_back_and_nothing_is_doubled(settings):
    settings.UPLOAD_BACKGROUND_BYTES = 1_000_000
    administration = factories.small_administration()
    pair = [received(administration, GOOD), received(administration, CORRECTED)]
    prints = [examine_upload(each, by=None).preview.fingerprint for each in pair]
    stale = []

    def task(upload, print_of):
        try:
            background.load(upload, seen=print_of, by=None)
        except StalePreviewError:
            stale.append(upload)

    at_once(*[lambda each=each: task(*each) for each in zip(pair, prints, strict=True)])

    assert len(stale) == 1
    assert again(stale[0]).summary["returned"] == "stale"
    assert Figure.objects.count() == 2
    assert Figure.objects.get(unit__code="4200").amount == (300_00 if stale[0] == pair[0] else 200_00)
