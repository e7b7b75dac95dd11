import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forecasts.entry.drafts import write_amount, write_causes, write_comment
from forecasts.entry.steps import begin_correction, send_back
from forecasts.models import FlagAnswer, Forecast, ForecastCause, ForecastRisk, Round
from tests import factories
from tests.forecasts.entry.cycle import TKR, round_of, submitted
from units.models import User
from units.money import NBSP
from units.roles import Role

PERSONAL = "Vikarien 19800101-1231"


@pytest.fixture
def head(client_of) -> Client:
    return client_of(Role.UNIT_HEAD)


@pytest.fixture
def staff(unit):
    return factories.group(unit.administration, "PER")


def url(name="forecast", code="4100"):
    return reverse(f"forecasts:{name}", args=["EX", code])


def saved(client, **cells):
    return client.post(url("forecast-cell"), {name.replace("_", "-"): text for name, text in cells.items()})


def written(unit):
    draft = Forecast.drafts.get(unit=unit)
    return {line.group.code: line.amount for line in draft.lines.select_related("group")}


def by_other(unit, group, amount):
    other = factories.person(unit.administration, Role.DEPARTMENT_HEAD)
    other.name = "Avdelningschef"
    other.save()
    write_amount(unit, round_of_unit(unit), group, amount=amount, seen=None, by=other)


def round_of_unit(unit):
    return unit.administration.rounds.get()


def test_the_page_of_a_unit_head_has_a_cell_for_every_group(head, august, staff):
    page = head.get(url())

    assert f'name="amount-{staff.pk}"' in page.content.decode()


def test_the_page_of_a_reader_has_no_cells(client_of, august):
    page = client_of(Role.MANAGEMENT).get(url()).content.decode()

    assert ('<input type="text"' in page, "Personal" in page) == (False, True)


def test_without_a_round_the_page_says_what_to_do(head, client_of, unit):
    texts = [client.get(url()).content.decode() for client in (head, client_of(Role.CONTROLLER))]

    assert ["Till omgångarna" in text for text in texts] == [False, True]


def test_a_round_of_another_administration_is_not_found(head, august):
    other = factories.small_administration("ZZ")

    assert head.get(url(), {"round": round_of(other).pk}).status_code == 404


def test_a_cell_is_saved_and_its_row_computed(head, unit, august, staff):
    answer = saved(head, **{f"amount-{staff.pk}": "12 240,5", f"seen-amount-{staff.pk}": ""})

    assert (answer.status_code, written(unit)) == (200, {"PER": 12_240_500_00})
    told = answer.json()
    assert told["cells"] == {f"amount-{staff.pk}": {"value": f"12{NBSP}240,5", "seen": str(12_240_500_00)}}
    assert "−241" in told["parts"][f"deviation-{staff.pk}"]


def test_a_text_that_is_no_amount_is_told_at_its_cell_and_the_others_are_saved(head, unit, august, staff):
    revenue = factories.group(unit.administration, "INT")

    answer = saved(head, **{f"amount-{staff.pk}": "12 00O", f"amount-{revenue.pk}": "−600"})

    assert (answer.status_code, written(unit)) == (422, {"INT": -600 * TKR})
    assert answer.json()["faults"] == {
        f"amount-{staff.pk}": "”12 00O” är inget belopp. Skriv siffror i tkr, till exempel 1 234,5."
    }


def test_what_someone_else_wrote_meanwhile_is_told_and_kept(head, unit, august, staff):
    by_other(unit, staff, 12_500 * TKR)

    answer = saved(head, **{f"amount-{staff.pk}": "12 100", f"seen-amount-{staff.pk}": ""})

    told = answer.json()["conflicts"][f"amount-{staff.pk}"]
    assert (answer.status_code, written(unit)) == (409, {"PER": 12_500 * TKR})
    assert (told["value"], told["seen"]) == (f"12{NBSP}500", str(12_500 * TKR))
    assert told["sentence"].startswith(f"Avdelningschef skrev 12{NBSP}500")


def test_one_keeps_the_own_amount_after_having_seen_the_other(head, unit, august, staff):
    by_other(unit, staff, 12_500 * TKR)

    saved(head, **{f"amount-{staff.pk}": "12 100", f"seen-amount-{staff.pk}": str(12_500 * TKR)})

    assert written(unit) == {"PER": 12_100 * TKR}


def test_a_personal_identity_number_in_a_comment_is_told_at_its_cell(head, august, staff):
    answer = saved(head, **{f"comment-{staff.pk}": "Gäller 19121212-1212", f"seen-comment-{staff.pk}": ""})

    assert (answer.status_code, list(answer.json()["faults"])) == (422, [f"comment-{staff.pk}"])


def test_a_locked_round_takes_nothing_and_says_so(head, unit, august, staff):
    august.locked_at = august.opened_at
    august.save()

    answer = saved(head, **{f"amount-{staff.pk}": "12 100", f"seen-amount-{staff.pk}": ""})

    assert (answer.status_code, "låst" in answer.json()["refused"]) == (423, True)
    assert not Forecast.drafts.exists()


def test_a_session_that_has_ended_is_told_as_such(august, staff):
    answer = Client().post(url("forecast-cell"), {f"amount-{staff.pk}": "12 100"})

    assert (answer.status_code, answer.json()) == (401, {"error": "signed-out", "status": 401})


def test_a_reader_may_not_write(client_of, august, staff):
    assert saved(client_of(Role.MANAGEMENT), **{f"amount-{staff.pk}": "1"}).status_code == 403


def test_the_whole_form_is_saved_without_a_script(head, unit, august, staff):
    head.post(url(), {f"amount-{staff.pk}": "12 100", f"seen-amount-{staff.pk}": "", "comment": "Vakanser"})

    assert (written(unit), Forecast.drafts.get().comment) == ({"PER": 12_100 * TKR}, "Vakanser")


def test_the_whole_form_with_a_fault_keeps_what_was_typed(head, august, staff):
    page = head.post(url(), {f"amount-{staff.pk}": "12 00O"})

    text = page.content.decode()
    assert (page.status_code, 'value="12 00O"' in text, "är inget belopp" in text) == (422, True, True)


def test_a_cell_that_nobody_touched_is_no_conflict(head, unit, august, staff):
    by_other(unit, staff, 12_500 * TKR)

    answer = head.post(url(), {f"amount-{staff.pk}": "", f"seen-amount-{staff.pk}": "", "comment": "Vakanser"})

    assert (answer.status_code, written(unit)) == (302, {"PER": 12_500 * TKR})


def test_empty_cells_are_filled_after_what_was_typed_is_saved(head, unit, august, staff):
    head.post(url(), {f"amount-{staff.pk}": "12 100", f"seen-amount-{staff.pk}": "", "then": "fill-proposal"})

    assert written(unit) == {"PER": 12_100 * TKR, "INT": -600 * TKR}


def test_handing_in_saves_what_was_typed_first(head, unit, august, staff):
    revenue = factories.group(unit.administration, "INT")
    cells = {f"amount-{staff.pk}": "12 230", f"amount-{revenue.pk}": "-600", "comment": "Vakanser"}
    write_causes(unit, august, [("staffing", -230 * TKR, "")], by=None)

    head.post(url(), {**cells, "then": "submit"})

    [forecast] = Forecast.objects.filter(round=august)
    assert {line.group.code: line.amount for line in forecast.lines.all()} == {"PER": 12_230 * TKR, "INT": -600 * TKR}


def test_what_is_missing_is_said_and_leads_to_its_place(head, august, staff):
    page = head.get(url()).content.decode()

    assert 'href="#amount-' in page


def test_causes_are_saved_and_what_is_left_is_told(head, unit, august, staff):
    saved(head, **{f"amount-{staff.pk}": "12 500", f"seen-amount-{staff.pk}": ""})

    answer = head.post(
        url("forecast-causes"), {"cause-1": "volume", "cause-amount-1": "-300"}, headers={"accept": "application/json"}
    )

    assert [(cause.cause, cause.amount) for cause in ForecastCause.objects.all()] == [("volume", -300 * TKR)]
    assert "−200" in answer.json()["parts"]["rest"]


def test_a_fault_in_the_causes_keeps_the_rows_without_a_script(head, august):
    page = head.post(url("forecast-causes"), {"cause-1": "volume", "cause-amount-1": "mycket"})

    assert (page.status_code, 'value="mycket"' in page.content.decode()) == (422, True)


def test_risks_are_saved_beside_the_forecast(head, august):
    head.post(url("forecast-risks"), {"risk-1": "Hyra", "risk-amount-1": "-300", "risk-share-1": "40"})

    assert [(risk.text, risk.amount, risk.probability) for risk in ForecastRisk.objects.all()] == [
        ("Hyra", -300 * TKR, 40)
    ]


def test_something_odd_is_answered(head, unit, august, staff):
    saved(head, **{f"amount-{staff.pk}": "1 200", f"seen-amount-{staff.pk}": ""})

    head.post(url("forecast-answer"), {"code": "factor", "group": staff.pk, "answer": "Det stämmer"})

    assert [(each.code, each.answer) for each in FlagAnswer.objects.all()] == [("factor", "Det stämmer")]


def test_a_later_version_stands_beside_the_one_before(client_of, unit, august):
    submitted(unit, version=1, round=august, PER=12_000 * TKR)
    submitted(unit, version=2, round=august, PER=12_400 * TKR)

    page = client_of(Role.CONTROLLER).get(url()).content.decode()

    assert page.index("12\N{NO-BREAK SPACE}000") < page.index("12\N{NO-BREAK SPACE}400")
    assert "version=1" in page


def test_a_version_that_was_never_there_is_not_found(client_of, unit, august):
    submitted(unit, version=1, round=august, PER=12_000 * TKR)

    assert client_of(Role.CONTROLLER).get(url(), {"version": 7}).status_code == 404


def test_the_accounts_of_a_group_are_read(head, august, staff):
    page = head.get(url(), {"accounts": staff.pk}).content.decode()

    assert f"12{NBSP}000" in page


def test_the_grid_leaves_as_a_workbook(head, august):
    answer = head.get(url(), {"export": "xlsx"})

    assert answer["Content-Disposition"] == 'attachment; filename="4100-2026-08.xlsx"'


@pytest.mark.parametrize("cells", [1, 3])
def test_a_cell_is_saved_with_few_queries(head, unit, august, django_assert_max_num_queries, cells):
    groups = list(unit.administration.account_groups.all()[:cells])
    sent = {f"amount-{group.pk}": "100" for group in groups}

    with django_assert_max_num_queries(30 + 10 * cells):
        saved(head, **sent)


def test_another_persons_name_is_shown_as_the_last_who_changed(head, unit, august, staff):
    by_other(unit, staff, 12_500 * TKR)

    assert "Avdelningschef ändrade" in " ".join(head.get(url()).content.decode().split())


def test_what_was_said_when_it_was_sent_back_stands_on_top(head, unit, august):
    forecast = submitted(unit, version=1, round=august, PER=12_000 * TKR, INT=-600 * TKR)
    send_back(forecast, word="Konsulterna ser höga ut.", by=factories.person(unit.administration, Role.CONTROLLER))

    page = head.get(url()).content.decode()

    assert page.index("Konsulterna ser höga ut.") < page.index("<h1>")
    assert 'data-kind="amount"' in page


def test_what_is_handed_in_is_changed_only_when_asked_for(head, unit, august):
    submitted(unit, version=1, round=august, PER=12_000 * TKR, INT=-600 * TKR)

    pages = [head.get(url(), query).content.decode() for query in ({}, {"edit": 1})]

    assert ['data-kind="amount"' in page for page in pages] == [False, True]


def test_a_locked_round_without_a_forecast_says_that_none_came(head, august):
    august.locked_at = august.opened_at
    august.save()

    assert "Ingen prognos lämnades" in head.get(url()).content.decode()


def test_no_user_is_needed_for_what_a_machine_wrote(head, unit, august, staff):
    write_amount(unit, august, staff, amount=1, seen=None, by=None)

    assert User.objects.count() == 1
    assert head.get(url()).status_code == 200


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    [
        ("causes", {"cause-1": "volume", "cause-amount-1": "-5", "cause-comment-1": PERSONAL}, "cause-comment-1"),
        ("risks", {"risk-1": PERSONAL, "risk-amount-1": "-5", "risk-share-1": "50"}, "risk-1"),
        ("answer", {"code": "factor", "answer": PERSONAL}, "answer"),
    ],
)
def test_a_personal_identity_number_is_told_at_its_field_and_the_page_goes_on(head, august, name, sent, field):
    answer = head.post(url(f"forecast-{name}"), sent, headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()["refused"]) == (422, "")
    assert "19******-****" in answer.json()["faults"][field]


def test_a_fault_in_the_comment_on_a_cause_stands_beside_it_without_a_script(head, august):
    sent = {"cause-1": "volume", "cause-amount-1": "-5", "cause-comment-1": PERSONAL}

    page = head.post(url("forecast-causes"), sent).content.decode()

    assert 'id="cause-comment-1-fault"' in page


def test_a_button_that_is_not_there_only_saves(head, unit, august, staff):
    answer = head.post(url(), {f"amount-{staff.pk}": "12 100", "then": "fill-nothing"})

    assert (answer.status_code, written(unit)) == (302, {"PER": 12_100 * TKR})


def test_who_hands_in_has_seen_what_the_other_wrote(head, unit, august, staff):
    revenue = factories.group(unit.administration, "INT")
    cells = {f"amount-{staff.pk}": "12 000", f"amount-{revenue.pk}": "-600"}
    seen = {f"seen-{name}": "" for name in cells}
    head.post(url(), {**cells, **seen, "then": ""})
    write_amount(unit, august, staff, amount=12_010 * TKR, seen=12_000 * TKR, by=None)
    seen = {f"seen-amount-{staff.pk}": str(12_000 * TKR), f"seen-amount-{revenue.pk}": str(-600 * TKR)}

    page = head.post(url(), {**cells, **seen, "then": "submit"}, follow=True).content.decode()

    assert ("har ändrat utkastet" in page, Forecast.objects.exists()) == (True, False)


def test_who_changed_a_comment_meanwhile_is_told_to_who_hands_in(head, unit, august, staff):
    revenue = factories.group(unit.administration, "INT")
    cells = {f"amount-{staff.pk}": "12 000", f"amount-{revenue.pk}": "-600", "comment": ""}
    head.post(url(), {**cells, "then": ""})
    write_comment(unit, august, text="Vakanser", seen="", by=None)

    head.post(url(), {**cells, "then": "submit"})

    assert not Forecast.objects.exists()


def test_the_sums_of_a_half_written_forecast_are_so_far(head, unit, august, staff):
    cell = f"amount-{staff.pk}"

    parts = saved(head, **{cell: "12 000", f"seen-{cell}": ""}).json()["parts"]

    assert all("hittills" in parts[name] for name in ("total-forecast", "total-deviation"))
    assert head.get(url()).content.decode().count(">hittills<") == 2


def test_a_risk_is_read_with_its_sign_and_unit_alone(client_of, unit, august):
    forecast = submitted(unit, round=august, PER=1)
    ForecastRisk.objects.create(forecast=forecast, text="Domen", amount=-1_400 * TKR, probability=30)

    page = client_of(Role.MANAGEMENT).get(url()).content.decode()

    assert f"−1{NBSP}400{NBSP}tkr, 30 %" in page


def test_a_correction_says_who_approves_it(client_of, unit, august, staff):
    submitted(unit, round=august, PER=12_000 * TKR, INT=-600 * TKR)
    lock_and_correct(unit, august)
    controller = client_of(Role.CONTROLLER)
    address = f"{url()}?round={august.pk}"
    text = "Rättelsen gäller genast och väntar på avdelningschefens godkännande."

    assert text in controller.get(address).content.decode()
    answer = controller.post(address, {"then": "submit"}, follow=True).content.decode()

    assert text in answer
    assert "kontrollerar" not in answer


def lock_and_correct(unit, shown):
    Round.objects.filter(pk=shown.pk).update(locked_at=timezone.now())
    shown.refresh_from_db()
    begin_correction(unit, shown, reason="Hyran var fel", by=None)
