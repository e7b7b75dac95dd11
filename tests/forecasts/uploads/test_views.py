import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forecasts.models import Figure, Upload
from tests import factories
from units.models import User
from units.roles import Role

GOOD = b"Ansvar;Konto;Period;Utfall kr\n4100;5020;202608;100,50\n4200;5020;202608;200\n"
WRONG = b"Ansvar;Konto;Period;Utfall kr\n9999;5020;202608;100\n4200;5020;202608;abc\n"
ASKING = b"Ansvar;Konto;Period;Belopp kr\n4100;5020;202608;100\n"
PERSONAL = b"Ansvar;Konto;Period;Utfall kr;Text\n4100;5020;202608;100;19800101-1231\n"


@pytest.fixture
def client(client_of):
    return client_of(Role.CONTROLLER)


def address(name, *args):
    return reverse(f"forecasts:{name}", args=["EX", *args])


def hand_in(client, content=GOOD, name="aug.csv"):
    answer = client.post(address("uploads"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return Upload.objects.latest("pk")


def page(client, upload, query=""):
    return re.sub(r"\s+", " ", client.get(address("upload", upload.pk) + query).content.decode())


def seen(client, upload):
    return re.search(r'name="seen" value="(\w+)"', page(client, upload))[1]


def load(client, upload):
    return client.post(address("upload-commit", upload.pk), {"seen": seen(client, upload)})


def taken(client, name, upload):
    answer = client.get(address(name, upload.pk))
    return answer, b"".join(answer.streaming_content)


def test_the_preview_says_what_the_button_does_and_what_it_changes(administration, client):
    shown = page(client, hand_in(client))

    assert "Filen ändrar 2 belopp" in shown
    assert re.search(r"<button[^>]*>\s*Läs in 2 belopp\s*</button>", shown)
    assert "Utfall, högre nettokostnad" in shown


def test_the_changes_can_be_narrowed_to_a_unit(administration, client):
    upload = hand_in(client)

    part = client.get(address("upload", upload.pk) + "?unit=4100", headers={"HX-Request": "true"}).content.decode()

    rows = re.findall(r'<th scope="row">(\d+)', part)
    assert (rows, "<html" in part) == (["4100"], False)


def test_loading_twice_stores_once_and_says_nothing_wrong(administration, client):
    upload = hand_in(client)
    form = {"seen": seen(client, upload)}

    first = client.post(address("upload-commit", upload.pk), form)
    second = client.post(address("upload-commit", upload.pk), form, follow=True)

    assert (first.status_code, second.status_code, Figure.objects.count()) == (302, 200, 2)
    assert "Filen är inläst" in second.content.decode()
    assert 'class="message' not in second.content.decode()


def test_what_was_not_seen_is_not_stored(administration, client):
    upload = hand_in(client)
    was_seen = seen(client, upload)
    load(client, hand_in(client, GOOD.replace(b"200\n", b"300\n")))

    answer = client.post(address("upload-commit", upload.pk), {"seen": was_seen}, follow=True)

    assert "gå igenom ändringarna igen" in answer.content.decode()
    assert Figure.objects.get(unit__code="4200").amount == 300_00


def test_undo_brings_back_and_says_so(administration, client):
    upload = hand_in(client)
    load(client, upload)

    answer = client.post(address("upload-undo", upload.pk), follow=True)

    assert "aug.csv är ångrad" in answer.content.decode()
    assert Figure.objects.count() == 0


def test_undo_says_which_upload_stands_in_its_way(administration, client):
    first = hand_in(client)
    load(client, first)
    load(client, hand_in(client, GOOD.replace(b"200\n", b"300\n"), "sep.csv"))

    answer = client.post(address("upload-undo", first.pk), follow=True)

    assert "sep.csv" in answer.content.decode()
    assert Figure.objects.count() == 2


def test_a_file_that_is_thrown_away_is_gone(administration, client):
    upload = hand_in(client)

    answer = client.post(address("upload-discard", upload.pk))

    assert (answer.status_code, answer.url, Upload.objects.count()) == (302, address("uploads"), 0)


def test_a_loaded_file_is_not_thrown_away(administration, client):
    upload = hand_in(client)
    load(client, upload)

    client.post(address("upload-discard", upload.pk))

    assert Upload.objects.get().state == Upload.State.COMMITTED


def test_a_question_has_its_likeliest_answer_chosen(administration, client):
    shown = page(client, hand_in(client, ASKING))

    assert "behöver ett svar" in shown
    assert re.search(r'<input type="radio" name="kind" value="actual"[^>]* checked', shown)


def test_an_answer_leads_to_the_preview(administration, client):
    upload = hand_in(client, ASKING)

    client.post(address("upload-answer", upload.pk), {"kind": "budget"})

    assert "Läs in 1 belopp" in page(client, upload)
    assert Upload.objects.get().kind == "budget"


def test_an_answer_that_cannot_be_read_changes_nothing(administration, client):
    upload = hand_in(client, ASKING)

    client.post(address("upload-answer", upload.pk), {"kind": "something"})

    assert Upload.objects.get().options == {}


def test_every_problem_is_shown_with_its_cell(administration, client):
    shown = page(client, hand_in(client, WRONG))

    assert "Filen har 2 fel" in shown
    assert "A2" in shown
    assert "D3" in shown
    assert 'name="seen"' not in shown


def test_a_file_comes_back_with_its_problems_as_comments(administration, client):
    answer, content = taken(client, "upload-commented", hand_in(client, WRONG))

    book = openpyxl.load_workbook(io.BytesIO(content))
    comments = {cell.coordinate: cell.comment.text for row in book.worksheets[1] for cell in row if cell.comment}
    assert comments == {
        "A2": "”9999” är ingen enhet här. Rätta koden eller namnet, eller lägg upp enheten först.",
        "D3": "”abc” är inget belopp. Skriv siffror, t.ex. 1 234,50.",
    }
    assert answer["Content-Disposition"] == 'attachment; filename="aug-med-kommentarer.xlsx"'


@pytest.mark.parametrize("name", ["upload-file", "upload-commented"])
def test_what_is_taken_away_is_never_shown_as_a_page(administration, client, name):
    answer, _content = taken(client, name, hand_in(client, GOOD, "<script>.html"))

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_formulas_in_a_text_file_are_text_in_the_commented_one(administration, client):
    content = b"Ansvar;Konto;Period;Utfall kr;Text\n9999;5020;202608;100;=HYPERLINK(1)\n"

    _answer, book = taken(client, "upload-commented", hand_in(client, content))

    cell = openpyxl.load_workbook(io.BytesIO(book)).worksheets[1]["E2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_original_comes_back_as_it_was(administration, client):
    answer, content = taken(client, "upload-file", hand_in(client, GOOD, "å sept.csv"))

    assert content == GOOD
    assert "%C3%A5%20sept.csv" in answer["Content-Disposition"]


def test_a_file_with_a_personal_identity_number_is_not_kept_and_cannot_be_fetched(administration, client):
    upload = hand_in(client, PERSONAL)

    assert "har inte sparats" in page(client, upload)
    assert [client.get(address(name, upload.pk)).status_code for name in ("upload-file", "upload-commented")] == [
        404,
        404,
    ]


def test_an_unreadable_file_says_why(administration, client):
    upload = hand_in(client, b"%PDF-1.7", "aug.xlsx")

    assert "Filen är inget kalkylblad" in page(client, upload)
    assert client.get(address("upload-commented", upload.pk)).status_code == 302


def test_a_file_over_the_limit_is_not_taken_in(administration, client, settings):
    settings.UPLOAD_MAX_BYTES = 1000

    answer = client.post(address("uploads"), {"file": SimpleUploadedFile("aug.csv", b"x" * 2000)})

    assert (answer.status_code, Upload.objects.count()) == (422, 0)
    assert "för stor" in answer.content.decode()


def test_no_file_is_asked_for_again(administration, client):
    answer = client.post(address("uploads"), {})

    assert answer.status_code == 422
    assert "Välj en fil" in answer.content.decode()


def test_the_list_is_narrowed_by_state_and_kind(administration, client):
    load(client, hand_in(client))
    hand_in(client, GOOD.replace(b"Utfall", b"Budget"), "budget.csv")

    names = {}
    for query in ("", "?state=committed", "?kind=budget", "?state=undone"):
        found = client.get(address("uploads") + query).content.decode()
        names[query] = [name for name in ("aug.csv", "budget.csv") if name in found]

    assert names == {"": ["aug.csv", "budget.csv"], "?state=committed": ["aug.csv"], "?kind=budget": ["budget.csv"],
                     "?state=undone": []}  # fmt: skip


@pytest.mark.parametrize("files", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(administration, client, django_assert_num_queries, files):
    for number in range(files):
        hand_in(client, GOOD, f"{number}.csv")

    with django_assert_num_queries(13):
        assert client.get(address("uploads")).status_code == 200


def test_a_unit_head_sees_own_files_only(administration, client, client_of):
    others = hand_in(client)
    head = client_of(Role.UNIT_HEAD)
    own = hand_in(head, GOOD, "mine.csv")

    shown = head.get(address("uploads")).content.decode()

    assert ("mine.csv" in shown, "aug.csv" in shown) == (True, False)
    assert (head.get(address("upload", others.pk)).status_code, head.get(address("upload", own.pk)).status_code) == (
        404,
        200,
    )


def test_a_unit_head_hands_in_forecasts_for_own_units_only(administration, client_of):
    head = client_of(Role.UNIT_HEAD)
    content = "Helårsprognos per augusti 2026, tkr\nEnhet;Prognos\n4100;900\n4200;800\n".encode()

    upload = hand_in(head, content, "prognos.csv")

    assert "Du får inte lämna in" in page(head, upload)
    assert upload.summary["errors"] == 1


@pytest.mark.parametrize("role", [Role.STAFF, Role.COMMITTEE, Role.MANAGEMENT, Role.SUPPORT])
def test_who_has_no_forecast_to_hand_in_is_refused(administration, client_of, role):
    answer = client_of(role).post(address("uploads"), {"file": SimpleUploadedFile("aug.csv", GOOD)})

    assert (answer.status_code, Upload.objects.count()) == (403, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_asks_a_fixed_number_of_questions(administration, client, django_assert_num_queries, rows):
    upload = hand_in(client, GOOD + b"".join(b"4200;602%d;202608;7\n" % number for number in range(rows - 1)))
    page(client, upload)

    with django_assert_num_queries(30):
        client.get(address("upload", upload.pk))


def test_a_stranger_does_not_learn_that_there_is_a_file(administration, client):
    upload = hand_in(client)
    other = factories.person(factories.small_administration("ZZ"), Role.CONTROLLER)
    client.force_login(User.objects.get(pk=other.pk))

    assert client.get(reverse("forecasts:upload", args=["ZZ", upload.pk])).status_code == 404
