import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forecasts.imports.examined import Options, Sample, Understood
from forecasts.imports.problems import Code, Problem
from forecasts.imports.reading import options_of, plain_options
from forecasts.models import FileLayout, UnitAlias, Upload
from forecasts.uploads.answer_form import AnswerForm, guesses
from forecasts.uploads.questions import questions_of
from units.models import Unit
from units.roles import Role

ASKING = b"Rapport;;;\nAnsvar;Konto;Period;Belopp kr\n4100;5020;202608;100\n4200;5020;202608;50\n"
STRANGE = b"Ansvar;Ansvar namn;Konto;Period;Utfall kr\n4100;;5020;202608;1\n9999;Ny enhet;5020;202608;2\n"
SAMPLE = Sample(
    "Blad1", 1, ("A", "B"), (("Titel", ""), ("Ställe", "Helt"), ("4100", "1")), header=(2,), roles=("", "total")
)


@pytest.fixture
def client(client_of):
    return client_of(Role.CONTROLLER)


def address(name, *args):
    return reverse(f"forecasts:{name}", args=["EX", *args])


def hand_in(client, content, name="aug.csv"):
    client.post(address("uploads"), {"file": SimpleUploadedFile(name, content)})
    return Upload.objects.latest("pk")


def page(client, upload):
    return re.sub(r"\s+", " ", client.get(address("upload", upload.pk)).content.decode())


def form_for(*problems, data=None, options=None, understood=None, may_remember=True):
    understood = understood or Understood(samples=(SAMPLE,), sheet="Blad1", sheets=("Blad1", "Blad2"))
    usual = {"kind": "actual", "sign": "cost-positive", "amounts": "monthly"}
    initial = guesses(options or Options(), understood, problems, usual)
    return AnswerForm(data, understood, problems, may_remember=may_remember, initial=initial)


def answered(*problems, before=None, **data):
    form = form_for(*problems, data=data, options=before)
    assert form.is_valid(), form.errors
    return form.options(before or Options())


def test_the_rows_are_shown_beside_the_question_with_the_headings_marked(administration, client):
    shown = page(client, hand_in(client, ASKING))

    assert "De första raderna i filen, som de står" in shown
    assert re.search(r'<tr class="headings"> <th scope="row"> 2 ', shown)
    assert "Varken rubrikerna (Belopp kr) eller titlarna säger" in shown


def test_answers_of_a_controller_are_kept_and_the_next_file_is_not_asked_about(administration, client):
    upload = hand_in(client, ASKING)
    client.post(address("upload-answer", upload.pk), {"kind": "actual", "remember": "on", "name": "Agresso"})

    shown = page(client, hand_in(client, ASKING.replace(b"202608", b"202607"), "jul.csv"))

    assert FileLayout.objects.get().name == "Agresso"
    assert "Svaren från filtypen Agresso används: utfall" in shown
    assert "Läs in 2 belopp" in shown


def test_answers_are_not_kept_when_that_is_not_wanted(administration, client):
    upload = hand_in(client, ASKING)

    client.post(address("upload-answer", upload.pk), {"kind": "actual", "name": "Agresso"})

    assert FileLayout.objects.count() == 0
    assert Upload.objects.get().options == {"kind": "actual"}


def test_answers_of_a_unit_head_hold_for_that_file_only(administration, client_of):
    head = client_of(Role.UNIT_HEAD)
    upload = hand_in(head, b"Enhet;Prognos tkr\n4100;900\n")

    assert 'name="remember"' not in page(head, upload)
    head.post(address("upload-answer", upload.pk), {"month": "2026-08", "remember": "on", "name": "Min"})
    assert FileLayout.objects.count() == 0


def test_a_use_of_kept_answers_is_noted_when_the_file_is_loaded(administration, client):
    client.post(address("upload-answer", hand_in(client, ASKING).pk), {"kind": "actual", "remember": "on", "name": "A"})
    upload = hand_in(client, ASKING.replace(b"202608", b"202607"))
    seen = re.search(r'name="seen" value="(\w+)"', page(client, upload))[1]

    client.post(address("upload-commit", upload.pk), {"seen": seen})

    assert FileLayout.objects.get().used_at is not None


def test_the_name_is_that_of_the_file_without_its_digits(administration, client):
    shown = page(client, hand_in(client, ASKING, "huvudbok_utdrag_202608.csv"))

    assert 'value="Huvudbok utdrag"' in shown


@pytest.mark.parametrize(
    ("problem", "data", "field", "value"),
    [
        (Problem(Code.ASK_SIGN), {"sign": "unsigned"}, "sign", "unsigned"),
        (Problem(Code.ASK_AMOUNTS), {"amounts": "to-date"}, "amounts", "to-date"),
        (Problem(Code.ASK_DIMENSION, found="1 Kostnadsställe, 6 Projekt"), {"dimension": "6"}, "dimension", "6"),
        (Problem(Code.ASK_SHEET, choices=("Norr, a", "Blad1!A40")), {"sheet": "Norr, a"}, "sheet", "Norr, a"),
        (Problem(Code.ASK_SHEET, choices=("Norr, a", "Blad1!A40")), {"sheet": "Blad1!A40"}, "sheet", "Blad1!A40"),
        (Problem(Code.ASK_MONEY, found="kr, tkr"), {"money": "kr"}, "money", "kr"),
        (Problem(Code.ASK_COLUMNS), {"header": "2", "column_A": "unit"}, "header", 2),
    ],
)
def test_every_question_has_its_answer(administration, problem, data, field, value):
    assert getattr(answered(problem, **data), field) == value


def test_all_chosen_columns_are_answers_when_they_are_asked_for(administration):
    found = answered(Problem(Code.ASK_COLUMNS), header="2", column_A="unit", column_B="total")

    assert found.columns == (("A", "unit"), ("B", "total"))


def test_only_columns_that_were_changed_are_answers_when_nothing_was_asked(administration):
    assert answered(column_A="unit", column_B="total").columns == (("A", "unit"),)


def test_a_column_can_be_given_back_to_its_heading(administration):
    understood = Understood(samples=(Sample("B", 1, ("A",), (("x",),), roles=("unit",)),))
    before = Options(columns=(("A", "unit"), ("B", "actual")))
    form = AnswerForm({"column_A": ""}, understood, [], may_remember=False)

    assert form.is_valid()
    assert form.options(before).columns == (("B", "actual"),)


def test_a_form_without_columns_leaves_those_that_were_answered(administration):
    before = Options(columns=(("B", "actual"),))

    assert answered(Problem(Code.ASK_SIGN), before=before, sign="cost-negative").columns == before.columns


def test_another_sheet_has_other_columns(administration):
    before = Options(columns=(("B", "actual"),), header=4, sheet="Blad1")

    found = answered(before=before, sheet="Blad2")

    assert (found.sheet, found.columns, found.header) == ("Blad2", (), None)


def test_a_choice_that_is_no_answer_is_not_taken(administration):
    form = form_for(Problem(Code.ASK_COLUMNS), data={"column_A": "secret", "header": "2"})

    assert not form.is_valid()


def test_what_the_file_says_so_far_stands_with_the_question(administration):
    from forecasts.imports.examined import Evidence

    evidence = [Evidence("sign-accounts-above", {"agree": "5", "rows": "9"}), Evidence("year-title", {"text": "2026"})]

    found = questions_of(form_for(Problem(Code.ASK_SIGN)), evidence)

    assert found[0].so_far == ["5 av 9 rader på kostnadskonton är över noll"]


def test_an_answer_that_was_kept_and_is_contradicted_is_named(administration):
    found = questions_of(form_for(Problem(Code.ASK_SIGN, hint="Agresso")), [])

    assert "Det sparade svaret för Agresso" in found[0].why


def test_what_the_file_says_is_chosen_where_it_and_the_stored_differ(administration):
    assert form_for(Problem(Code.ASK_MONEY, found="kr, tkr"))["money"].value() == "kr"


@pytest.mark.parametrize("code", [Code.ASK_COLUMNS, Code.ASK_AMOUNTS, Code.ASK_DIMENSION])
def test_every_new_question_can_be_drawn(administration, code):
    form = form_for(Problem(code, found="1 Kostnadsställe, 6 Projekt"))

    assert all(str(each.field) and each.why for each in questions_of(form, []))


def test_answers_are_kept_as_json_and_come_back_as_they_were():
    options = Options(
        kind="actual", sign="unsigned", sheet="Blad1!A40", amounts="to-date", columns=(("A", "unit"),), header=3,
        dimension="6",
    )  # fmt: skip

    assert options_of(Upload(options=plain_options(options))) == options


def test_a_file_without_a_known_table_is_shown_so_that_its_columns_can_be_said(administration, client):
    shown = page(client, hand_in(client, "Ställe;Vad;Helt\n4100;Löner;100\n".encode()))

    assert "Programmet hittar inte tabellen i filen" in shown
    assert '<select name="column_A"' in shown


def test_a_text_that_is_no_unit_is_asked_about_with_what_stands_beside_it(administration, client):
    shown = page(client, hand_in(client, STRANGE))

    assert "En text är ingen enhet här" in shown
    assert "9999 Ny enhet" in shown


def choose(client, upload, value):
    name = re.search(r'name="(unit_\w+)"', page(client, upload))[1]
    return client.post(address("upload-units", upload.pk), {name: value}, follow=True)


def test_a_text_is_given_a_unit_and_the_file_is_read_again(administration, client):
    upload = hand_in(client, STRANGE)
    unit = administration.units.get(code="4200")

    shown = choose(client, upload, unit.pk).content.decode()

    assert UnitAlias.objects.get().unit == unit
    assert "Läs in 2 belopp" in re.sub(r"\s+", " ", shown)
    assert Upload.objects.get().summary["errors"] == 0


def test_a_text_is_said_to_be_no_unit(administration, client):
    choose(client, hand_in(client, STRANGE), "none")

    assert UnitAlias.objects.get().unit is None


def test_nothing_chosen_is_said(administration, client):
    answer = choose(client, hand_in(client, STRANGE), "")

    assert "Inget valdes" in answer.content.decode()
    assert UnitAlias.objects.count() == 0


def test_a_unit_of_another_administration_is_no_answer(administration, client):
    from tests import factories

    other = factories.small_administration("ZZ").units.first()

    choose(client, hand_in(client, STRANGE), other.pk)

    assert UnitAlias.objects.count() == 0


def test_a_unit_is_made_from_what_stands_in_the_file(administration, client):
    upload = hand_in(client, STRANGE)
    to = address("upload-unit-add", upload.pk) + "?text=9999"
    shown = client.get(to).content.decode()
    assert 'value="9999"' in shown
    assert 'value="Ny enhet"' in shown
    assert 'value="2026-01"' in shown

    department = administration.departments.get()
    values = {"code": "9999", "name": "Ny enhet", "kind": "provider", "department": department.pk}
    client.post(to, values | {"valid_from": "2026-01"})

    assert Unit.objects.filter(code="9999").exists()
    assert Upload.objects.get().summary["errors"] == 0


def test_a_unit_head_is_not_asked_what_texts_stand_for(administration, client_of):
    head = client_of(Role.UNIT_HEAD)
    upload = hand_in(head, "Helårsprognos per augusti 2026, tkr\nEnhet;Prognos\n9999;900\n".encode())

    assert 'name="unit_' not in page(head, upload)
    assert head.post(address("upload-units", upload.pk)).status_code == 403


def test_an_account_without_a_group_leads_to_the_account_groups(administration, client):
    shown = page(client, hand_in(client, b"Ansvar;Konto;Period;Utfall kr\n4100;1111;202608;1\n"))

    assert "Lägg kontona i en kontogrupp" in shown


def test_an_answer_that_cannot_be_read_is_said_beside_what_was_typed(administration, client):
    upload = hand_in(client, ASKING)

    answer = client.post(address("upload-answer", upload.pk), {"kind": "budget", "year": "3000", "name": "Min lista"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert ('value="3000"' in shown, 'value="Min lista"' in shown, "error-text" in shown) == (True, True, True)
    assert Upload.objects.get().options == {}


def test_a_name_with_a_personal_identity_number_is_not_kept(administration, client):
    upload = hand_in(client, ASKING)

    answer = client.post(
        address("upload-answer", upload.pk), {"kind": "actual", "remember": "on", "name": "19800101-1231"}
    )

    assert (answer.status_code, FileLayout.objects.count()) == (422, 0)


def test_a_register_that_was_taken_for_one_can_be_said_to_be_figures(administration, client):
    upload = hand_in(client, "Nr;Åtgärd;Enhet;Start;Helårseffekt kr\n;Färre timmar;4100;2026-09;1000\n".encode())

    assert re.search(r'<input type="radio" name="kind" value="actual"', page(client, upload))


@pytest.mark.parametrize("text", ["4100", "19800101-1231", ""])
def test_a_unit_is_only_made_from_a_text_that_the_file_asks_about(administration, client, text):
    upload = hand_in(client, STRANGE)
    department = administration.departments.get()
    values = {"code": "9999", "name": "Ny", "kind": "provider", "department": department.pk, "valid_from": "2026-01"}

    answer = client.post(f"{address('upload-unit-add', upload.pk)}?text={text}", values)

    assert (answer.status_code, UnitAlias.objects.count()) == (404, 0)
    assert not Unit.objects.filter(code="9999").exists()
