"""The pages of the registers: what they find, how they are filtered and taken away, and how rows are written."""

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forecasts.models import Figure
from measures.models import Commitment, DelegationLimit, Finding
from measures.registers import services
from tests import factories
from tests.measures.registers import making
from units.roles import Role

ADM = "/administrations/EX/"
DELEGATION, FINDINGS, COMMITMENTS = f"{ADM}delegation/", f"{ADM}findings/", f"{ADM}commitments/"


@pytest.fixture(autouse=True)
def _in_october(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 10, 15))


@pytest.fixture
def client(administration, client_of):
    return client_of(Role.CONTROLLER)


@pytest.fixture
def units(administration):
    return [administration.units.get(code=code) for code in ("4100", "4200")]


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def headline(response):
    return re.sub(r"\s+", " ", unescape(re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)[1])).strip()


def sheet(response):
    return openpyxl.load_workbook(BytesIO(response.content)).active


def values(response):
    return [[cell.value for cell in row] for row in sheet(response).iter_rows()]


# Delegation


def test_the_matrix_says_in_how_many_units_case_officers_decide_without_limit(client, units):
    making.limit(units[0], "case-officer")
    making.limit(units[1], "case-officer", limit=850_00, per="day")
    making.limit(units[1], limit=1_00, withdrawn_on=date(2026, 9, 1), until="tills ekonomin är i balans")

    page = client.get(DELEGATION)

    assert headline(page) == "1 av 2 enheter låter handläggare besluta utan gräns; 1 har dragit in delegation"
    assert "upp till 850 kr/dygn" in text(page)
    assert "indragen sedan 2026-09-01, tills ekonomin är i balans" in text(page)


def test_a_delegation_that_is_to_be_withdrawn_still_holds(client, units):
    making.limit(units[0], "case-officer", withdrawn_on=date(2026, 11, 1), until="årets slut")

    page = client.get(DELEGATION)

    assert headline(page) == "I enheten beslutar handläggare utan gräns"
    assert "indragen från 2026-11-01, årets slut" in text(page)


def test_an_empty_register_teaches_the_next_step(client):
    assert headline(client.get(DELEGATION)) == "Ingen delegation är införd än"
    assert "Skriv vem som får besluta vad" in text(client.get(DELEGATION))
    assert headline(client.get(FINDINGS)) == "Inga revisionsiakttagelser är införda än"
    assert headline(client.get(COMMITMENTS)) == "Inga åtaganden är införda än"


def test_the_page_answers_who_decides_what_costs_so_much(client, units):
    making.limit(units[0], "unit-head", above=850_000_00)
    making.limit(units[0], limit=850_000_00)
    making.limit(units[1], "case-officer")

    page = client.get(DELEGATION, {"cost": "900 000", "per": "year"})

    assert "900 000 kr/år beslutas av enhetschef i 1 enhet och handläggare i 1 enhet" in text(page)


def test_a_cost_that_is_no_amount_is_said_and_answers_nothing(client, units):
    making.limit(units[0])

    page = client.get(DELEGATION, {"cost": "många", "per": "year"})

    assert "många är inget belopp" in text(page)


def test_the_matrix_sorts_by_how_high_a_role_reaches(client, units):
    making.limit(units[0], limit=850_00, per="day")
    making.limit(units[1], limit=310_251_00)

    page = text(client.get(DELEGATION, {"units-sort": "-team_leader"}))

    assert page.index("310 251 kr/år") < page.index("850 kr/dygn")


def test_the_comparison_can_be_of_one_role_and_one_kind(client, units):
    making.limit(units[0], "unit-head", what="Köpta insatser")
    making.limit(units[1], "case-officer", what="Bistånd")

    page = client.get(DELEGATION, {"role": "unit-head", "what": "Köpta insatser"}).content.decode()
    matrix = re.search(r"<table.*?</table>", page, re.DOTALL)[0]

    assert "Barn och ungdom" in matrix
    assert "Vuxen" not in matrix
    assert "Handläggare" not in matrix


def test_the_limits_are_taken_away_as_numbers(client, units):
    making.limit(units[0], limit=850_000_00, decision="§ 44")

    rows = values(client.get(DELEGATION, {"export": "xlsx"}))

    assert rows[-1][:6] == ["4100 Barn och ungdom", "gruppledare", "Insatser", None, 850_000, "år"]


def test_the_matrix_is_taken_away_in_words(client, units):
    making.limit(units[0], limit=850_000_00)

    rows = values(client.get(DELEGATION, {"export": "matrix"}))

    assert rows[-1][3].replace("\xa0", " ") == "upp till 850 000 kr/år (Insatser)"


def test_a_limit_is_written_withdrawn_given_back_and_removed(client, units):
    sent = {"unit": units[0].pk, "role": "team-leader", "what": "Insatser", "limit": "850 000", "per": "year"}
    assert client.post(f"{DELEGATION}new/", sent).status_code == 302
    row = DelegationLimit.objects.get()
    assert row.limit == 850_000_00

    client.post(f"{DELEGATION}{row.pk}/withdraw/", {"day": "2026-10-01", "until": "tills ekonomin är i balans"})
    row.refresh_from_db()
    assert row.withdrawn_on == date(2026, 10, 1)

    client.post(f"{DELEGATION}{row.pk}/restore/")
    row.refresh_from_db()
    assert row.withdrawn_on is None

    client.post(f"{DELEGATION}{row.pk}/remove/")
    assert not DelegationLimit.objects.exists()


def test_a_refused_limit_keeps_what_was_typed(client, units):
    making.limit(units[0], limit=1_000_00)
    sent = {"unit": units[0].pk, "role": "team-leader", "what": "Insatser", "limit": "2 000", "per": "year"}

    page = client.post(f"{DELEGATION}new/", sent)

    assert page.status_code == 422
    assert "Gruppledare i Barn och ungdom har redan en gräns för Insatser: upp till 1 000 kr/år" in text(page)
    assert 'value="2 000"' in page.content.decode()


@pytest.mark.parametrize("amount", ["-5", "mycket"])
def test_a_limit_is_an_amount_from_nothing(client, units, amount):
    sent = {"unit": units[0].pk, "role": "deputy", "what": "Insatser", "limit": amount, "per": "year"}

    assert client.post(f"{DELEGATION}new/", sent).status_code == 422


def test_who_changed_it_meanwhile_is_told_and_saving_again_replaces_it(client, units):
    row = making.limit(units[0], limit=1_000_00)
    address = f"{DELEGATION}{row.pk}/"
    seen = client.get(address).context["seen"]
    services.change_limit(row, {"limit": 5_00}, by=None)
    sent = {"unit": units[0].pk, "role": "team-leader", "what": "Insatser", "limit": "3 000", "per": "year"}

    page = client.post(address, sent | {"seen": seen})

    assert page.status_code == 422
    assert "Någon ändrade raden medan du skrev" in text(page)
    assert client.post(address, sent | {"seen": page.context["seen"]}).status_code == 302
    row.refresh_from_db()
    assert row.limit == 3_000_00


def test_removing_asks_first(client, units):
    row = making.limit(units[0])

    page = client.get(f"{DELEGATION}{row.pk}/remove/")

    assert headline(page) == "Ta bort 4100 Barn och ungdom: gruppledare, Insatser?"
    assert DelegationLimit.objects.exists()


# Findings


def test_the_findings_say_how_many_are_left_repeated_and_late(administration, client):
    first = making.finding(administration)
    making.finding(administration, "Igen", found_on=date(2026, 5, 1), repeats=first, due=date(2026, 10, 14))
    making.finding(administration, "Ny", due=date(2026, 10, 15))
    making.finding(administration, "Klar", state="done", due=date(2026, 1, 1))

    page = client.get(FINDINGS)

    assert headline(page) == "2 iakttagelser är inte åtgärdade: 1 är upprepad och 1 är försenad"
    assert "upprepad: konstaterades redan 2026-03 av Stadsrevisionen" in text(page)
    assert "konstaterad igen 2026-05" in text(page)


def test_findings_that_are_all_dealt_with_are_said_to_be(administration, client):
    for title in ("Ett", "Två"):
        making.finding(administration, title, state="done")

    assert headline(client.get(FINDINGS)) == "Alla 2 iakttagelser är åtgärdade"


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        ({"state": "left"}, {"Vuxenfynd"}),
        ({"state": "done"}, {"Barnfynd"}),
        ({"marked": "repeated"}, {"Vuxenfynd"}),
        ({"marked": "late"}, {"Vuxenfynd"}),
        ({"source": "IVO"}, {"Barnfynd"}),
        ({}, {"Barnfynd", "Vuxenfynd"}),
    ],
)
def test_findings_are_filtered(administration, client, units, choice, shown):
    first = making.finding(administration, "Barnfynd", unit=units[0], source="IVO", state="done")
    late = {"repeats": first, "found_on": date(2026, 4, 1), "due": date(2026, 5, 1)}
    making.finding(administration, "Vuxenfynd", unit=units[1], **late)

    table = client.get(FINDINGS, choice).context["table"]

    assert {row.record.finding.title for row in table.rows} == shown


def test_findings_are_filtered_by_unit_and_department(administration, client, units):
    making.finding(administration, "Barnfynd", unit=units[0])
    making.finding(administration, "Avdelningsfynd", department=units[0].department)
    making.finding(administration, "Allas fynd")

    by_unit = client.get(FINDINGS, {"unit": units[0].pk}).context["table"]
    by_department = client.get(FINDINGS, {"department": units[0].department.pk}).context["table"]

    assert {row.record.finding.title for row in by_unit.rows} == {"Barnfynd"}
    assert {row.record.finding.title for row in by_department.rows} == {"Barnfynd", "Avdelningsfynd"}


SENT = {"title": "Avtalen följs inte upp", "source": "PwC", "found_on": "2026-10-01", "state": "open"}


def test_a_near_finding_is_offered_and_never_chosen_silently(administration, client):
    old = making.finding(administration, "Avtal följs inte upp")
    making.finding(administration, "Delegationsordningen är gammal")

    page = client.post(f"{FINDINGS}new/", SENT)

    assert page.status_code == 422
    assert "Tidigare iakttagelser säger nästan samma sak" in text(page)
    radios = re.findall(r'<input type="radio" name="repeats" value="(\w+)"', page.content.decode())
    assert radios == [str(old.pk), "new"]
    assert "checked" not in page.content.decode()
    assert Finding.objects.count() == 2


@pytest.mark.parametrize("answer", ["old", "new"])
def test_the_answer_to_a_near_finding_is_kept(administration, client, answer):
    old = making.finding(administration, "Avtal följs inte upp")

    client.post(f"{FINDINGS}new/", SENT | {"repeats": old.pk if answer == "old" else "new"})

    assert Finding.objects.latest("pk").repeats == (old if answer == "old" else None)


def test_a_finding_of_a_day_to_come_is_refused(administration, client):
    tomorrow = timezone.localdate() + timedelta(days=1)

    page = client.post(f"{FINDINGS}new/", SENT | {"found_on": f"{tomorrow:%Y-%m-%d}"})

    assert page.status_code == 422
    assert f"{tomorrow:%Y-%m-%d} har inte varit än" in text(page)


def test_a_finding_that_keeps_its_title_is_not_asked_about_again(administration, client):
    making.finding(administration, "Avtal följs inte upp")
    row = making.finding(administration, SENT["title"], found_on=date(2026, 10, 1))

    sent = SENT | {"state": "doing", "answer": "Avtalen gås igenom."}
    assert client.post(f"{FINDINGS}{row.pk}/edit/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answer) == ("doing", "Avtalen gås igenom.")


def test_who_answered_before_stays_though_the_role_has_ended(administration, client):
    gone = factories.UserFactory(name="Gamla chefen")
    row = making.finding(administration, owner=gone)

    form = client.get(f"{FINDINGS}{row.pk}/edit/").context["form"]

    assert gone in form.fields["owner"].queryset


def test_a_finding_shows_its_whole_chain(administration, client):
    first = making.finding(administration, "Först", found_on=date(2011, 10, 1), source="Ramböll")
    second = making.finding(administration, "Sedan", found_on=date(2012, 10, 1), repeats=first)
    making.finding(administration, "Sist", repeats=second)

    page = text(client.get(f"{FINDINGS}{second.pk}/"))

    assert "upprepad: konstaterades redan 2011-10 av Ramböll" in page
    assert page.index("2011-10-01 Ramböll: Först") < page.index("2026-03-01 Stadsrevisionen: Sist")


def test_a_personal_identity_number_is_not_kept(client):
    page = client.post(f"{FINDINGS}new/", SENT | {"text": "Gäller 19800101-1231"})

    assert page.status_code == 422
    assert not Finding.objects.exists()


def test_a_finding_that_is_repeated_is_not_removed_and_the_page_says_why(administration, client):
    first = making.finding(administration)
    making.finding(administration, "Igen", found_on=date(2026, 5, 1), repeats=first)

    page = client.post(f"{FINDINGS}{first.pk}/remove/", follow=True)

    assert "Igen upprepar den här iakttagelsen" in text(page)
    assert Finding.objects.count() == 2


def test_findings_are_taken_away_with_days_as_dates(administration, client, units):
    first = making.finding(administration, found_on=date(2011, 10, 1), source="Ramböll")
    making.finding(administration, "Igen", unit=units[0], repeats=first, due=date(2026, 12, 1))

    rows = values(client.get(FINDINGS, {"export": "xlsx"}))

    assert rows[5][:4] == [
        "Igen", "upprepad: konstaterades redan 2011-10 av Ramböll", "Barn och ungdom", "Stadsrevisionen"
    ]  # fmt: skip
    assert (rows[5][4].date(), rows[5][6].date()) == (date(2026, 3, 1), date(2026, 12, 1))


# Commitments


def test_the_commitments_say_what_is_bound_now_and_in_four_years(administration, client):
    making.commitment(administration, last=date(2030, 6, 1))
    making.commitment(administration, "Bilar", notice_months=3)

    page = client.get(COMMITMENTS)

    assert headline(page).replace("\xa0", " ") == "2 400 tkr är bundet 2026 och 600 tkr 2030"
    assert page.context["chart"].title.replace("\xa0", " ") == "Uppsägning i dag frigör 1 200 tkr 2028"


@pytest.fixture
def budget(administration, units):
    for unit, amount in zip(units, (500_000_00, 300_000_00), strict=True):
        for month in range(1, 13):
            row = {"group": factories.group(administration), "month": date(2026, month, 1), "amount": amount}
            factories.FigureFactory(unit=unit, kind=Figure.Kind.BUDGET, **row)


@pytest.mark.usefixtures("budget")
def test_what_is_bound_is_held_against_the_budget_of_those_shown(administration, client, units):
    making.commitment(administration, unit=units[0])
    making.commitment(administration, "Allas")

    everyone, one = client.get(COMMITMENTS), client.get(COMMITMENTS, {"unit": units[0].pk})

    assert "Det är 25 % av budgeten 2026" in text(everyone)
    assert "Det är 20 % av budgeten 2026" in text(one)
    assert "Allas" not in text(one)


@pytest.mark.usefixtures("budget")
def test_a_unit_head_is_told_no_share_of_a_budget_that_is_not_theirs(administration, client_of, units):
    making.commitment(administration)

    page = text(client_of(Role.UNIT_HEAD).get(COMMITMENTS))

    assert "Hyra av kontor" in page
    assert "av budgeten" not in page


@pytest.mark.parametrize(("state", "shown"), [("", {"Ny"}), ("ended", {"Gammal"}), ("all", {"Ny", "Gammal"})])
def test_commitments_that_have_ended_are_shown_when_asked_for(administration, client, state, shown):
    making.commitment(administration, "Gammal", last=date(2026, 9, 1))
    making.commitment(administration, "Ny")

    table = client.get(COMMITMENTS, {"state": state}).context["table"]

    assert {row.record.commitment.title for row in table.rows} == shown


def test_commitments_are_taken_away_with_their_sum(administration, client):
    making.commitment(administration, last=date(2027, 6, 1))
    making.commitment(administration, "Bilar", yearly=100_000_00)

    rows = values(client.get(COMMITMENTS, {"export": "xlsx"}))

    year = next(row for row in rows if row[0] == "Åtagande").index("2027 (kr)")
    assert rows[-1][0] == "Summa bundet"
    assert rows[-1][year] == 700_000


def test_a_commitment_is_written_and_changed(client):
    sent = {"title": "Hyra", "yearly": "6 840 000", "first": "2022-07", "last": "2030-06", "notice_months": "6"}
    client.post(f"{COMMITMENTS}new/", sent)
    row = Commitment.objects.get()
    assert (row.yearly, row.last, row.notice_months) == (6_840_000_00, date(2030, 6, 1), 6)

    client.post(f"{COMMITMENTS}{row.pk}/", sent | {"last": ""})
    row.refresh_from_db()
    assert row.last is None


# All three


@pytest.mark.parametrize("address", [DELEGATION, FINDINGS, COMMITMENTS])
def test_the_list_asks_as_many_questions_of_one_row_as_of_three(administration, client, units, address):
    def made(number):
        making.limit(units[number % 2], what=f"Beslut {number}")
        making.finding(administration, f"Fynd {number}", unit=units[number % 2], owner=factories.UserFactory())
        making.commitment(administration, f"Hyra {number}", unit=units[number % 2])

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(address, {"cost": "900000", "per": "year"})
        return len(found)

    made(0)
    asked()
    one = asked()
    made(1)
    made(2)
    assert asked() == one


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (DELEGATION, "In the unit no case officer decides without limit"),
        (FINDINGS, "1 finding is not dealt with"),
        (COMMITMENTS, "1 200 tkr is bound in 2026 and 1 200 tkr in 2030"),
    ],
)
def test_the_pages_are_in_english_for_those_who_read_english(administration, units, address, words):
    user = factories.person(administration, Role.CONTROLLER)
    type(user).objects.filter(pk=user.pk).update(language="en")
    making.limit(units[0])
    making.finding(administration)
    making.commitment(administration)
    client = Client()
    client.force_login(user)

    assert words in text(client.get(address, {"cost": "900000", "per": "year"}))
