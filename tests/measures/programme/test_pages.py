"""The pages of the savings programme."""

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.template.loader import render_to_string

from measures.models import MeasureRules, Requirement
from measures.programme.gap import Gap
from measures.programme.services import withdraw_requirement
from tests import factories
from tests.measures.programme.making import KR, budget, followed, measure, requirement, spread
from units.display import Display
from units.models import User
from units.money import MoneyUnit
from units.roles import Role

PAGE = "/administrations/EX/programme/?year=2026"
NEW = "/administrations/EX/programme/requirements/new/?year=2026"
RULES = "/administrations/EX/measures/rules/"
WRITTEN = {
    "year": "2026",
    "title": "Besparing i budget 2026",
    "amount": "12 000 000",
    "decision_body": "Kommunfullmäktige",
    "decided_on": "2025-11-24",
    "key": "6a8ee5ae-22a1-4d33-9c3c-0c6a7e2bd0f1",
    "seen": "1",
}


def text(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


@pytest.fixture
def client(client_of):
    return client_of(Role.CONTROLLER)


@pytest.fixture
def filled(administration, department, barn, vuxen):
    """12 mnkr to save, 10 on the department, 4 of it on 4100; 8,3 mnkr decided, 1 of it followed up."""
    made = requirement(administration, 12_000_000)
    spread(made, {department: 10_000_000, barn: 4_000_000})
    followed(measure(barn, 8_300_000), 1_000_000)
    measure(vuxen, 500_000, stage="proposed")
    return made


def test_the_headline_is_what_is_needed_given_and_missing(client, filled):
    shown = text(client.get(PAGE))

    assert "12 000 tkr ska sparas 2026. Beslutade åtgärder ger 8 300 tkr – 3 700 tkr saknas." in shown
    assert "Ytterligare 500 tkr är identifierat men inte beslutat." in shown
    assert "2 000 tkr av kravet är inte fördelat på någon avdelning." in shown


def test_the_table_has_departments_units_and_what_is_not_spread(client, filled):
    shown = text(client.get(PAGE))

    assert "Individ och familj 10 10 000 8 800 8 300 −1 700 saknas" in shown
    assert "Barn och ungdom 4100 4 000 8 300 8 300 +4 300 över 6 640 6 640 1 000" in shown
    assert "Ej fördelat på enheter 6 000" in shown
    assert "Ej fördelat på avdelningar 2 000" in shown
    assert "Summa 12 000 8 800 8 300 −3 700 saknas 6 640 6 890 1 000 0" in shown


def test_units_stay_under_their_department_however_the_table_is_sorted(client, filled):
    codes = [
        re.findall(r'<span class="code">(\d+)</span>', client.get(f"{PAGE}&sort={order}").content.decode())
        for order in ("name", "-name", "-needed")
    ]

    assert codes == [["10", "4100", "4200"], ["10", "4200", "4100"], ["10", "4100", "4200"]]


def test_the_workbook_is_the_page_in_kronor(client, filled):
    content = client.get(f"{PAGE}&export=xlsx").content

    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    head = next(place for place, row in enumerate(rows) if row[1] == "Krav (kr)")
    assert [row[:5] for row in rows[head + 1 :]] == [
        ("10 Individ och familj", 10_000_000, 8_800_000, 8_300_000, -1_700_000),
        ("4100 Barn och ungdom", 4_000_000, 8_300_000, 8_300_000, 4_300_000),
        ("4200 Vuxen", 0, 500_000, 0, 0),
        ("Ej fördelat på enheter", 6_000_000, 0, 0, -6_000_000),
        ("Ej fördelat på avdelningar", 2_000_000, 0, 0, -2_000_000),
        ("Summa", 12_000_000, 8_800_000, 8_300_000, -3_700_000),
    ]


def test_a_year_that_is_over_is_judged_by_its_follow_ups(client, administration, barn):
    requirement(administration, 3_000_000, year=2025)
    made = measure(barn, 2_500_000, year=2025)
    followed(made, 2_000_000, made.effects.get().month)

    shown = text(client.get("/administrations/EX/programme/?year=2025"))

    assert "3 000 tkr skulle sparas 2025. Enligt uppföljningarna blev det 2 000 tkr – 1 000 tkr mindre." in shown


def test_several_years_are_drawn_when_there_are_several(client, administration, filled):
    assert "Mest saknas" not in text(client.get(PAGE))

    requirement(administration, 15_000_000, year=2027)

    assert "Mest saknas 2027: 15 000 tkr" in text(client.get(PAGE))


def test_an_empty_year_teaches_the_next_step(client):
    shown = text(client.get(PAGE))

    assert "Inget besparingskrav är satt för 2026" in shown
    assert "För in vad fullmäktige eller nämnden har beslutat" in shown


def test_the_page_is_in_english_too(client, filled):
    User.objects.update(language="en")

    shown = text(client.get(PAGE))

    assert "12 000 tkr must be saved in 2026. Decided measures give 8 300 tkr – 3 700 tkr is missing." in shown


def test_who_only_reads_is_offered_no_change(client_of, filled):
    html = client_of(Role.COMMITTEE).get(PAGE).content.decode()

    assert "requirements/" not in html
    assert "KS 2025/287" in html


def test_a_department_head_reads_the_own_department(client_of, filled):
    client = client_of(Role.DEPARTMENT_HEAD)

    shown = text(client.get("/administrations/EX/departments/10/programme/?year=2026"))

    assert "10 000 tkr ska sparas 2026. Beslutade åtgärder ger 8 300 tkr – 1 700 tkr saknas." in shown
    assert "6 000 tkr av kravet är inte fördelat på någon enhet." in shown
    assert "12 000" not in shown.split("Vad som är beslutat")[0]
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_however_many_units(
    client, administration, department, number, django_assert_num_queries
):
    made = requirement(administration, 12_000_000)
    units = [factories.UnitFactory(department=department) for _ in range(number)]
    spread(made, dict.fromkeys(units, 1_000_000))
    for unit in units:
        followed(measure(unit, 500_000), 300_000)
    client.get(PAGE)

    with django_assert_num_queries(15):
        client.get(PAGE)


def test_a_new_requirement_is_spread_next(client):
    answer = client.post(NEW, WRITTEN)

    made = Requirement.objects.get()
    assert (made.amount, made.year) == (12_000_000 * KR, 2026)
    assert answer["Location"] == f"/administrations/EX/programme/requirements/{made.pk}/spread/"


def test_a_form_sent_twice_is_one_requirement(client):
    answers = [client.post(NEW, WRITTEN)["Location"] for _ in range(2)]

    assert (answers[0], Requirement.objects.count()) == (answers[1], 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": "0"}, "Ett besparingskrav är större än 0 kr."),
        ({"amount": "−5"}, "Ett besparingskrav är större än 0 kr."),
        ({"amount": "tolv"}, "tolv är inget belopp."),
        ({"decided_on": "2026-12-24"}, "Beslutet är daterat 2026-12-24"),
        ({"note": "Gäller 19121212-1212"}, "Det här ser ut som ett personnummer."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, changed, said):
    answer = client.post(NEW, WRITTEN | changed)

    [(name, value)] = changed.items()
    assert (answer.status_code, Requirement.objects.count()) == (422, 0)
    assert said in text(answer)
    assert answer.context["form"][name].value() == value


def test_a_requirement_that_somebody_changed_meanwhile_is_not_overwritten(client, filled):
    address = f"/administrations/EX/programme/requirements/{filled.pk}/"

    answer = client.post(address, WRITTEN | {"amount": "13 000 000"})

    assert answer.status_code == 422
    assert "ändrade kravet medan du skrev" in text(answer)
    assert "Sparat nu är Att spara, kronor: 12 000 000; Paragraf: § 112" in text(answer)


def test_who_has_seen_what_is_new_can_save_again(client, filled):
    address = f"/administrations/EX/programme/requirements/{filled.pk}/"
    form = client.post(address, WRITTEN).context["form"]

    client.post(address, WRITTEN | {"seen": form["seen"].value(), "amount": "13 000 000"})

    filled.refresh_from_db()
    assert filled.amount == 13_000_000 * KR


def test_shares_that_somebody_changed_meanwhile_are_told_and_not_overwritten(client, filled, department, barn, vuxen):
    answer = client.post(address_of(filled), typed(department, barn, vuxen, "10 000 000", "3 000 000", ""))

    assert answer.status_code == 422
    assert "Sparat nu är 4100 Barn och ungdom: 4 000 000." in text(answer)
    assert answer.context["form"]["seen"].value() == 2


def test_a_requirement_is_changed(client, filled):
    address = f"/administrations/EX/programme/requirements/{filled.pk}/"

    client.post(address, WRITTEN | {"seen": "2", "amount": "13 000 000"})

    filled.refresh_from_db()
    assert filled.amount == 13_000_000 * KR


def address_of(made):
    return f"/administrations/EX/programme/requirements/{made.pk}/spread/"


def typed(department, barn, vuxen, *values, deed="save", **more):
    names = (f"department-{department.pk}", f"unit-{barn.pk}", f"unit-{vuxen.pk}")
    return dict(zip(names, values, strict=True)) | {"deed": deed, "seen": "1"} | more


def shown_shares(answer, *places):
    form = answer.context["form"]
    kinds = ["department" if place.code == "10" else "unit" for place in places]
    return [form[f"{kind}-{place.pk}"].value() for kind, place in zip(kinds, places, strict=True)]


def test_kronor_and_per_cent_are_spread(client, administration, department, barn, vuxen):
    made = requirement(administration, 12_000_000)
    budget(barn, 100_000_000)

    client.post(address_of(made), typed(department, barn, vuxen, "9 000 000", "1,5 %", ""))

    assert [(each.amount // KR, each.hundredths) for each in made.shares.order_by("pk")] == [
        (9_000_000, None),
        (1_500_000, 150),
    ]
    assert "3 000 000 kr av 12 000 000 kr är inte fördelat" in text(client.get(address_of(made)))


def test_too_much_is_refused_and_stays_in_the_form(client, administration, department, barn, vuxen):
    made = requirement(administration, 1_000)

    answer = client.post(address_of(made), typed(department, barn, vuxen, "", "800", "300"))

    assert answer.status_code == 422
    assert "Andelarna blir tillsammans 1 100 kr, 100 kr mer än kravet" in text(answer)
    assert shown_shares(answer, barn, vuxen) == ["800", "300"]


def test_what_is_no_share_is_said_at_its_place(client, administration, department, barn, vuxen):
    made = requirement(administration, 1_000)

    answer = client.post(address_of(made), typed(department, barn, vuxen, "", "lite", "0 %"))

    assert answer.status_code == 422
    assert "lite är inget belopp" in text(answer)
    assert "Skriv en andel över 0 och högst 100 procent" in text(answer)


@pytest.mark.parametrize(
    ("deed", "before", "after"),
    [
        ("departments", ("", "100", ""), ["1\xa0000", "100", None]),
        ("units", ("", "", ""), [None, "750", "250"]),
        ("units", ("800", "5", "5"), ["800", "600", "200"]),
        ("units-own", ("800", "", ""), ["800", "600", "200"]),
        ("percent-departments", ("", "7", ""), ["2 %", "7", None]),
        ("percent-units", ("800", "7", ""), [None, "2 %", "2 %"]),
        ("empty", ("800", "7", "8"), [None, None, None]),
        ("count", ("800", "7", "8"), ["800", "7", "8"]),
    ],
)
def test_a_button_fills_in_and_stores_nothing(client, administration, department, barn, vuxen, deed, before, after):
    made = requirement(administration, 1_000)
    budget(barn, 3_000)
    budget(vuxen, 1_000)
    deed = f"units-{department.pk}" if deed == "units-own" else deed

    answer = client.post(address_of(made), typed(department, barn, vuxen, *before, deed=deed, hundredths="2"))

    assert (answer.status_code, made.shares.count()) == (200, 0)
    assert "inte sparat än" in text(answer)
    assert shown_shares(answer, department, barn, vuxen) == after


def test_to_part_a_department_without_a_share_is_refused(client, administration, department, barn, vuxen):
    made = requirement(administration, 1_000)

    answer = client.post(address_of(made), typed(department, barn, vuxen, "", "", "", deed=f"units-{department.pk}"))

    assert "Individ och familj har ingen andel att fördela" in text(answer)


def test_a_requirement_is_withdrawn_and_counts_again(client, filled):
    place = f"/administrations/EX/programme/requirements/{filled.pk}"

    client.post(f"{place}/withdraw/")
    assert "Inget besparingskrav är satt för 2026. Beslutade åtgärder ger 8 300 tkr." in text(client.get(PAGE))

    client.post(f"{place}/take-back/")
    assert "12 000 tkr ska sparas 2026." in text(client.get(PAGE))


def test_the_rules_are_shown_with_what_is_usual_and_saved(client, administration):
    assert "Vanligen 80 procent." in text(client.get(RULES))

    values = {"idea": 5, "investigated": 20, "proposed": 50, "decided": 70, "running": 90}
    client.post(RULES, values | {"follow_up_days": 30, "answer_days": 30})

    assert MeasureRules.objects.values_list("decided", "follow_up_days").get() == (70, 30)


def test_a_probability_above_a_hundred_is_refused(client):
    values = {"idea": 5, "investigated": 20, "proposed": 50, "decided": 101, "running": 90}

    answer = client.post(RULES, values | {"follow_up_days": 30, "answer_days": 0})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"decided", "answer_days"})


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (Gap(), ""),
        (Gap(needed=1_200_000_00, decided=900_000_00), "ska sparas. Beslutade åtgärder ger 900 tkr, 300 tkr saknas."),
        (Gap(needed=900_000_00, decided=900_000_00), "900 tkr ska sparas. Beslutade åtgärder ger 900 tkr."),
        (Gap(decided=900_000_00), "Inget krav. Beslutade åtgärder ger 900 tkr."),
    ],
)
def test_a_unit_reads_its_own_line(gap, said):
    context = {"gap": gap, "year": 2026, "display": Display(MoneyUnit.TKR)}

    html = render_to_string("measures/programme/unit_line.html", context).replace("\xa0", " ")

    assert said in html
    assert bool(html.strip()) == bool(gap)


def test_a_withdrawn_requirement_stays_in_the_list(client, filled):
    withdraw_requirement(filled, by=None)

    assert "Besparing i budget 2026 återkallat" in text(client.get(PAGE))
