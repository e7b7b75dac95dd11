"""The pages of budget changes: write, see what it does, store once, undo."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest

from forecasts.models import BudgetChange, ClosedMonth, Figure
from tests import factories
from tests.forecasts.budgets.making import changed
from units.roles import Role

LIST = "/administrations/EX/budget-changes/"
NEW = f"{LIST}new/?year=2026"


@pytest.fixture(autouse=True)
def _in_october(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 10, 15))


@pytest.fixture
def client(administration, client_of):
    """A controller; 4100 has 1 000 kr a month and September is closed."""
    for month in range(1, 13):
        factories.FigureFactory(
            unit=administration.units.get(code="4100"),
            group=factories.group(administration),
            month=date(2026, month, 1),
            kind=Figure.Kind.BUDGET,
            amount=1000_00,
        )
    ClosedMonth.objects.create(administration=administration, month=date(2026, 9, 1))
    return client_of(Role.CONTROLLER)


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def filled(administration, *lines, deed="preview", **more):
    group = factories.group(administration).pk
    data = {
        "decided_on": "2026-09-24",
        "decision": "Nämnden § 91",
        "note": "Fler placeringar",
        "frame_amount": "1 000",
        "first": "2026-10",
        "phasing": "evenly",
        "key": "6a8ee5ae-22a1-4d33-9c3c-0c6a7e2bd0f1",
        "line-TOTAL_FORMS": str(len(lines)),
        "line-INITIAL_FORMS": str(len(lines)),
        "deed": deed,
    }
    for row, (unit, amount) in enumerate(lines):
        data |= {
            f"line-{row}-unit": unit,
            f"line-{row}-group": str(group) if unit else "",
            f"line-{row}-amount": amount,
        }
    return data | more


def seen(response):
    return re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]


def saved(client, data, address=NEW):
    preview = client.post(address, data)
    assert preview.status_code == 200, text(preview)
    return client.post(address, data | {"deed": "save", "seen": seen(preview)})


def test_the_preview_says_what_each_unit_and_the_frame_get_and_stores_nothing(client, administration):
    shown = text(client.post(NEW, filled(administration, ("4100 Barn och ungdom", "700"), ("", ""))))

    assert "4100 Personalkostnader okt–dec 12 000 +700 12 700" in shown
    assert "300 kr av det som har getts är då inte fördelat på någon enhet" in shown
    assert BudgetChange.objects.count() == 0


def test_what_was_seen_is_stored_to_the_ore_and_once(client, administration):
    data = filled(administration, ("4100", "1 000"))
    preview = client.post(NEW, data)

    answers = [client.post(NEW, data | {"deed": "save", "seen": seen(preview)}) for _ in range(2)]

    change = BudgetChange.objects.get()
    assert [answer["Location"] for answer in answers] == [f"{LIST}{change.pk}/"] * 2
    assert [(line.month.month, line.amount) for line in change.lines.all()] == [(10, 33333), (11, 33333), (12, 33334)]


def test_nothing_is_stored_when_the_budget_changed_after_the_preview(client, administration):
    data = filled(administration, ("4100", "1 000"))
    preview = client.post(NEW, data)
    changed(administration, 500)

    answer = client.post(NEW, data | {"deed": "save", "seen": seen(preview)})

    assert "Inget sparades; gå igenom det igen" in text(answer)
    assert BudgetChange.objects.count() == 1


def test_a_reallocation_that_takes_more_than_there_is_wants_a_yes(client, administration):
    address = f"{NEW}&kind=reallocation"
    data = filled(administration, ("4100", "−5 000"), ("4200", "5000"))

    refused = saved(client, data, address)
    assert (refused.status_code, BudgetChange.objects.count()) == (422, 0)
    assert "−5 000 av en budget på 3 000 under återstående månader" in text(refused)

    assert saved(client, data | {"sure": "on"}, address).status_code == 302


@pytest.mark.parametrize(
    ("lines", "more", "said"),
    [
        ([("4100", "tolv")], {}, "tolv är inget belopp. Skriv kronor"),
        ([("4100", "12 00O")], {}, "12 00O är inget belopp"),
        ([("9999", "100")], {}, "9999 är ingen enhet här"),
        ([("4100", "")], {}, "Fyll i hela raden"),
        ([("4100", "0")], {"frame_amount": ""}, "Ändringen har inget belopp"),
        ([("4100", "1"), ("4100", "2")], {}, "4100 Barn och ungdom, Personalkostnader står två gånger"),
        ([("4100", "1 001")], {}, "Mer är fördelat på enheter än vad som har getts: 1 001 kr av 1 000 kr"),
        ([("4100", "1")], {"first": "2026-09"}, "September 2026 är stängd"),
        ([("4100", "1")], {"first": "2027-01"}, "Välj en månad i 2026"),
        ([("4100", "1")], {"decided_on": "2024-12-01"}, "beslutas samma år eller året före"),
        ([("4100", "1")], {"note": "Gäller 19811218-9876"}, "personnummer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(client, administration, lines, more, said):
    answer = client.post(NEW, filled(administration, *lines, **more))

    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="Nämnden § 91"' in unescape(answer.content.decode())


def test_more_lines_keep_what_was_written(client, administration):
    page = client.post(NEW, filled(administration, ("4100", "1 000"), deed="more")).content.decode()

    assert 'value="1 000"' in page
    assert page.count('class="line"') == 5


def test_the_list_sums_the_changes_that_stand_and_is_taken_away_as_excel(client, administration):
    saved(client, filled(administration, ("4100", "700")))
    page = text(client.get(LIST))

    assert "Nämnden § 91" in page
    rows = list(openpyxl.load_workbook(BytesIO(client.get(f"{LIST}?export=xlsx").content)).active.values)
    assert rows[-1][6:10] == (1000, 700, 300, 0)
    assert text(client.get(f"{LIST}?unit=4200")).count("Nämnden § 91") == 0


def test_a_change_is_undone_on_its_page(client, administration):
    address = saved(client, filled(administration, ("4100", "700")))["Location"]

    page = client.post(f"{address}undo/", follow=True)

    assert "ångrad" in text(page)
    assert Figure.objects.filter(kind=Figure.Kind.CHANGE).count() == 0


def test_phasing_follows_the_remaining_budget(client, administration):
    Figure.objects.filter(month=date(2026, 12, 1)).update(amount=2000_00)

    saved(client, filled(administration, ("4100", "1 000"), phasing="remaining"))

    assert [line.amount for line in BudgetChange.objects.get().lines.all()] == [250_00, 250_00, 500_00]


def test_a_rest_is_placed_once_by_a_double_click(client, administration):
    changed(administration, 0, given=1000_00)
    data = filled(administration, ("4100", "1 000"), frame_amount="")
    preview = client.post(NEW, data)

    answers = [client.post(NEW, data | {"deed": "save", "seen": seen(preview)}) for _ in range(2)]

    change = BudgetChange.objects.get(frame_amount=0)
    assert [answer.headers.get("Location") for answer in answers] == [f"{LIST}{change.pk}/"] * 2


def test_what_is_not_placed_is_said_of_the_year_whatever_is_listed(client, administration):
    changed(administration, 0, given=3000_00)
    changed(administration, 1000_00, of="4200", months=[date(2026, 12, 1)], given=0)

    page = text(client.get(f"{LIST}?year=2026&unit=4200"))

    assert "2 tkr av tilläggsbudgeten är inte fördelade på någon enhet" in page


def test_more_lines_than_a_number_can_say_are_answered(client):
    assert client.post(NEW, {"deed": "more", "line-TOTAL_FORMS": "9" * 5000}).status_code == 200
