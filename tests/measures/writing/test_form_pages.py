"""The pages where measures are written: a new one, out of an idea or a calculation, and one that is there."""

import re
from datetime import UTC, date, datetime
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from forecasts.models import ClosedMonth, Figure
from measures.calculators.services import save_calculation
from measures.models import Calculation, Effect, Idea, Measure
from measures.services import change_measure, effects_by_month, move_measure, start_measure
from measures.writing.services import rest_on
from tests import factories
from tests.measures.writing.making import AUTUMN, SEPTEMBER, plan
from units.models import Change
from units.months import months_between, months_of
from units.roles import Role

NEW = "/administrations/EX/measures/new/"
OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _september():
    with time_machine.travel("2026-09-15 12:00", tick=False):
        yield


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def other(administration):
    return administration.units.get(code="4200")


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


@pytest.fixture
def client(client, controller):
    client.force_login(controller)
    return client


@pytest.fixture
def measure(administration, unit, controller):
    """A measure that saves 100 kr a month from September to December 2026."""
    return start_measure(administration, plan(unit, owner=controller), by=controller)


@pytest.fixture
def decided(measure, controller):
    proposed = move_measure(measure, "proposed", seen=1, by=controller)
    decision = {"decision_body": "Socialnämnden", "decided_on": date(2026, 9, 10)}
    return move_measure(proposed, "decided", seen=2, values=decision, by=controller)


def written(unit, **more):
    """The least that is written of a measure."""
    usual = {
        "title": "Färre konsulter",
        "unit_1": unit.pk,
        "start": "2026-10",
        "kind": "consultants",
        "horizon": "quick",
        "anchored": "no",
        "effect_by": "ramp",
        "key": str(uuid4()),
    }
    return usual | more


def edit_address(measure):
    return reverse("measures:measure-edit", args=["EX", measure.pk])


def edited(client, measure, **more):
    """What the form of `measure` holds, with `more` written in it."""
    form = client.get(edit_address(measure)).context["form"]
    values = {bound.name: bound.value() for bound in form}
    prepared = {name: form[name].field.prepare_value(value) for name, value in values.items()}
    return {name: value for name, value in prepared.items() if value not in (None, False, "")} | more


def errors(response):
    return {name: [unescape(each) for each in found] for name, found in response.context["form"].errors.items()}


def test_a_measure_is_written_with_a_name_a_unit_and_a_month(client, unit):
    response = client.post(NEW, written(unit))

    measure = Measure.objects.get()
    assert response.url == reverse("measures:measure", args=["EX", measure.pk])
    assert (measure.title, measure.start, measure.stage) == ("Färre konsulter", OCTOBER, "idea")
    assert dict(measure.shares.values_list("unit", "share")) == {unit.pk: 10_000}


def test_the_full_year_effect_grows_as_its_ramp_says(client, unit):
    client.post(NEW, written(unit, full_year_effect="1 200", ramp="25, 50, 100", end="2027-01"))

    measure = Measure.objects.get()
    assert list(effects_by_month(measure).values()) == [25_00, 50_00, 100_00, 100_00]


def test_months_can_be_written_one_by_one_and_later_years_as_sums(client, unit):
    form = written(unit, effect_by="months", month_10="100", month_12="50", year_1="1 200", full_year_effect="600")

    client.post(NEW, form)

    effects = effects_by_month(Measure.objects.get())
    assert [effects[date(2026, month, 1)] for month in (10, 11, 12)] == [100_00, 0, 50_00]
    assert {effects[date(2027, month, 1)] for month in range(1, 13)} == {100_00}
    assert {effects[date(2028, month, 1)] for month in range(1, 13)} == {50_00}


def test_units_without_shares_share_evenly(client, unit, other):
    client.post(NEW, written(unit, unit_2=other.pk, full_year_effect="1 200"))

    assert dict(Measure.objects.get().shares.values_list("unit__code", "share")) == {"4100": 5_000, "4200": 5_000}


def test_everything_that_is_written_is_kept(client, administration, unit, controller):
    form = written(
        unit,
        what="Tre avslutas.",
        group=factories.group(administration, "KON").pk,
        indicator="Konsulter",
        owner=controller.pk,
        team=[controller.pk],
        end="2026-12",
        end_condition="tills vakanserna är tillsatta",
        one_time_cost="300",
        reinvestment="120",
        fte_hundredths="2,50",
        probability="70",
        contained_from="2026-11",
        investigate_by="2026-10-01",
        union_required="on",
        union_on="2026-09-02",
        for_clients="Inga",
        for_staff="Färre",
        for_quality="Bättre",
        for_children="Prövade",
        risk="Låg",
        link_kind_1="pilot",
        link_text_1="Försöket",
        link_url_1="https://example.org/forsok",
    )

    client.post(NEW, form)

    measure = Measure.objects.get()
    assert (measure.what, measure.group.code, measure.indicator, measure.owner) == (
        "Tre avslutas.", "KON", "Konsulter", controller,
    )  # fmt: skip
    assert (measure.end, measure.end_condition) == (date(2026, 12, 1), "tills vakanserna är tillsatta")
    assert (measure.one_time_cost, measure.reinvestment, measure.fte_hundredths) == (300_00, 120_00, 250)
    assert (measure.probability, measure.contained_from) == (70, date(2026, 11, 1))
    assert (measure.union_required, measure.union_on, measure.investigate_by) == (
        True, date(2026, 9, 2), date(2026, 10, 1),
    )  # fmt: skip
    assert (measure.for_clients, measure.for_staff, measure.for_quality, measure.for_children, measure.risk) == (
        "Inga", "Färre", "Bättre", "Prövade", "Låg",
    )  # fmt: skip
    assert list(measure.team.all()) == [controller]
    assert list(measure.links.values_list("kind", "text", "url")) == [
        ("pilot", "Försöket", "https://example.org/forsok")
    ]


def test_a_double_click_makes_one_measure(client, unit):
    form = written(unit)

    first, second = client.post(NEW, form), client.post(NEW, form)

    assert (first.url, Measure.objects.count()) == (second.url, 1)


def test_a_form_that_was_saved_already_leads_to_its_measure_when_it_says_something_else(client, unit):
    form = written(unit)
    client.post(NEW, form)

    again = client.post(NEW, form | {"title": "Ett annat namn"})

    kept = Measure.objects.get()
    assert (again.status_code, kept.title) == (422, "Färre konsulter")
    assert f'href="{edit_address(kept)}"' in again.content.decode()
    assert again.context["form"]["title"].value() == "Ett annat namn"


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": ""}, "title", "måste fyllas i"),
        ({"start": "oktober"}, "start", "oktober” är ingen månad"),
        ({"end": "2026-09"}, "end", "är före den första"),
        ({"share_1": "60"}, "share_1", "De måste bli 100 %"),
        ({"share_1": "33,333"}, "share_1", "33,333 är ingen andel"),
        ({"share_2": "40"}, "unit_2", "Välj enheten som har den här andelen."),
        ({"full_year_effect": "mycket"}, "full_year_effect", "mycket är inget belopp"),
        ({"full_year_effect": "-5"}, "full_year_effect", "från 0 kronor"),
        ({"union_on": "2026-09-16"}, "union_on", "ligger framåt"),
        ({"one_time_cost": "-5"}, "one_time_cost", "från 0 kronor"),
        ({"ramp": "25, 150"}, "ramp", "25, 150 är ingen rad av procent"),
        ({"fte_hundredths": "två"}, "fte_hundredths", "två är inget antal årsarbetare"),
        ({"probability": "101"}, "probability", "100"),
        ({"effect_by": "months", "month_1": "100"}, "month_1", "ligger utanför åtgärden"),
        ({"link_text_1": "Här", "link_url_1": "javascript:alert(1)"}, "link_url_1", "https://"),
        ({"link_text_1": "Här", "link_url_1": "ftp://example.org/"}, "link_url_1", "https://"),
        ({"link_url_1": "https://example.org/"}, "link_text_1", "Skriv vad länken leder till."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(client, unit, values, field, says):
    response = client.post(NEW, written(unit, what="Behåll detta.") | values)

    assert (response.status_code, Measure.objects.count()) == (422, 0)
    assert says in errors(response)[field][0]
    assert response.context["form"]["what"].value() == "Behåll detta."


def test_a_folded_section_with_something_to_correct_is_unfolded(client, unit):
    response = client.post(NEW, written(unit, ramp="x"))

    assert [each.key for each in response.context["sections"] if each.open] == ["months", "sort"]


def test_a_unit_that_has_ended_is_refused_at_the_unit(client, unit, other):
    unit.valid_to, unit.successor = date(2026, 6, 1), other
    unit.save()

    response = client.post(NEW, written(unit))

    assert "4200 Vuxen" in errors(response)["unit_1"][0]


def test_a_unit_chosen_twice_is_refused_at_the_second(client, unit):
    response = client.post(NEW, written(unit, unit_2=unit.pk))

    assert list(errors(response)) == ["unit_2"]


@pytest.mark.parametrize(("by", "field"), [("ramp", "full_year_effect"), ("months", "month_1")])
def test_an_effect_above_the_budget_is_refused_where_it_is_written(client, administration, unit, by, field):
    group = factories.group(administration, "KON")
    factories.FigureFactory(unit=unit, group=group, kind=Figure.Kind.BUDGET, month=OCTOBER, amount=100)

    response = client.post(NEW, written(unit, group=group.pk, effect_by=by, full_year_effect="1 200", month_10="100"))

    assert list(errors(response)) == [field]


def test_an_effect_above_the_whole_budget_is_refused_without_a_group(client, administration, unit):
    for code, amount in (("KON", 100), ("INT", -60)):
        group = factories.group(administration, code)
        factories.FigureFactory(unit=unit, group=group, kind=Figure.Kind.BUDGET, month=OCTOBER, amount=amount)

    response = client.post(NEW, written(unit, full_year_effect="999 999 999 999"))

    assert "hela enhetens budget, 1 kr" in errors(response)["full_year_effect"][0].replace("\xa0", " ")


def test_a_negative_effect_that_is_written_month_by_month_is_shown_with_minus(client, unit):
    form = written(unit, effect_by="months", month_10="-100 000", full_year_effect="-100 000", end="2026-10")

    response = client.post(NEW, form, follow=True)

    assert "−100\xa0tkr" in unescape(response.content.decode())


def test_another_full_year_effect_changes_months_that_follow_no_ramp_in_proportion(client, administration, unit):
    months = {date(2026, 10, 1): 300_00, date(2026, 11, 1): 0, date(2026, 12, 1): 400_00}
    values = {"start": OCTOBER, "end": date(2026, 12, 1), "full_year_effect": 700_00}
    made = start_measure(administration, plan(unit, months=months, **values), by=None)

    client.post(edit_address(made), edited(client, made, full_year_effect="1 400"))

    assert list(effects_by_month(made).values()) == [600_00, 0, 800_00]


def test_another_full_year_effect_of_a_measure_without_any_by_month_is_counted_from_it(client, administration, unit):
    values = {"start": OCTOBER, "end": date(2026, 12, 1), "full_year_effect": 700_00}
    made = start_measure(administration, plan(unit, months={}, **values), by=None)

    client.post(edit_address(made), edited(client, made, full_year_effect="1 200"))

    assert list(effects_by_month(made).values()) == [100_00] * 3


def test_months_and_a_full_year_effect_that_were_both_changed_must_agree(client, administration, unit):
    months = dict.fromkeys(months_of(2027), 100_00) | {date(2027, 3, 1): 0}
    values = {"start": date(2027, 1, 1), "end": date(2027, 12, 1), "full_year_effect": 1_100_00}
    made = start_measure(administration, plan(unit, months=months, **values), by=None)

    refused = client.post(edit_address(made), edited(client, made, full_year_effect="2 000", month_3="500"))
    kept = client.post(edit_address(made), edited(client, made, full_year_effect="1 600", month_3="500"))

    assert list(errors(refused)) == ["full_year_effect"]
    assert (kept.status_code, effects_by_month(made)[date(2027, 3, 1)]) == (302, 500_00)


def test_rounding_of_ore_leaves_the_months_as_they_are(client, administration, unit):
    months = {date(2026, 10, 1): 83_34, date(2026, 11, 1): 83_33, date(2026, 12, 1): 83_33}
    values = {"start": OCTOBER, "end": date(2026, 12, 1), "full_year_effect": 1_000_00}
    made = start_measure(administration, plan(unit, months=months, **values), by=None)

    form = edited(client, made, title="Nytt namn")
    client.post(edit_address(made), form)

    assert (form["effect_by"], form["ramp"]) == ("ramp", "100")
    assert effects_by_month(made) == months


def test_an_effect_in_a_closed_month_is_refused_unless_it_was_under_way(client, administration, unit):
    ClosedMonth.objects.create(administration=administration, month=OCTOBER)
    form = written(unit, full_year_effect="1 200")

    refused = client.post(NEW, form)
    client.post(NEW, form | {"under_way": "on"})

    assert "Oktober 2026" in errors(refused)["start"][0]
    assert effects_by_month(Measure.objects.get())[OCTOBER] == 100_00


@pytest.mark.parametrize("field", ["title", "what", "risk", "end_condition", "link_text_1"])
def test_a_personal_identity_number_is_refused(client, unit, field):
    response = client.post(NEW, written(unit) | {field: "Gäller 19121212-1212"})

    assert (list(errors(response)), Measure.objects.count()) == ([field], 0)


def test_a_unit_head_writes_for_the_own_unit_only(client_of, unit, other):
    client = client_of(Role.UNIT_HEAD)

    shown = client.get(NEW).context["form"]
    response = client.post(NEW, written(other))

    assert (shown["unit_1"].value(), list(shown.fields["unit_1"].queryset)) == (unit.pk, [unit])
    assert list(errors(response)) == ["unit_1"]


def test_the_unit_of_the_address_is_chosen(client, other):
    assert client.get(f"{NEW}?unit=4200").context["form"]["unit_1"].value() == other.pk


def test_the_writer_is_the_owner_until_somebody_else_is_chosen(client, controller):
    assert client.get(NEW).context["form"]["owner"].value() == controller.pk


def test_a_person_whose_role_has_ended_cannot_own_a_measure(client, person, unit):
    gone = person(Role.STAFF)
    gone.responsibilities.update(until=date(2026, 9, 1))

    response = client.post(NEW, written(unit, owner=gone.pk))

    assert list(errors(response)) == ["owner"]


def test_the_first_month_is_one_that_is_not_closed(client, administration):
    ClosedMonth.objects.create(administration=administration, month=OCTOBER)

    assert client.get(NEW).context["form"]["start"].value() == "2026-11"


def test_the_form_is_read_in_english(client, controller):
    controller.language = "en"
    controller.save()

    content = client.get(NEW, headers={"accept-language": "en"}).content.decode()

    assert "What the measure is called" in content
    assert "January" in content


def test_a_text_that_is_too_long_is_not_cut(client, administration, unit):
    told = client.post(NEW, written(unit, what="x" * 5_001))

    page = told.content.decode()
    assert told.status_code == 422
    assert "x" * 5_001 in page
    assert "5000 tecken" in page.replace("\N{NO-BREAK SPACE}", "")
    assert re.findall(r"<textarea[^>]*maxlength", page) == []


def calculation(administration):
    return Calculation.objects.create(
        administration=administration, kind="consultants", title="Två konsulter", amount=900_000_00
    )


def idea(administration, unit=None, **values):
    usual = {"title": "Samåk", "text": "Samåk till hembesök.", "answer_by": date(2026, 10, 1)}
    return Idea.objects.create(administration=administration, unit=unit, **usual | values)


def test_a_measure_out_of_a_calculation_begins_with_it_and_rests_on_it(client, administration, unit):
    made = calculation(administration)

    form = client.get(f"{NEW}?calculation={made.pk}").context["form"]
    client.post(f"{NEW}?calculation={made.pk}", written(unit))

    made.refresh_from_db()
    assert (form["title"].value(), form["full_year_effect"].value()) == ("Två konsulter", "900\xa0000")
    assert made.measure == Measure.objects.get()
    assert Change.objects.filter(action="calculation-used").count() == 1


def test_a_calculation_of_another_administration_is_not_found(client):
    made = calculation(factories.small_administration("ZZ"))

    assert client.get(f"{NEW}?calculation={made.pk}").status_code == 404


def test_a_calculation_of_somebody_else_is_not_found(client_of, administration):
    made = calculation(administration)

    answers = [client_of(role).get(f"{NEW}?calculation={made.pk}").status_code
               for role in (Role.UNIT_HEAD, Role.CONTROLLER)]  # fmt: skip

    assert answers == [404, 200]


def test_a_calculation_that_a_measure_rests_on_stays_with_it(client, administration, unit, measure):
    made = calculation(administration)
    rest_on(made, measure, by=None)

    led = client.get(f"{NEW}?calculation={made.pk}")
    refused = client.post(f"{NEW}?calculation={made.pk}", written(unit))

    made.refresh_from_db()
    assert led.url == f"/administrations/EX/calculations/{made.pk}/"
    assert refused.status_code == 422
    assert "Åtgärd 1 bygger redan på kalkylen." in refused.content.decode()
    assert (made.measure, Measure.objects.count()) == (measure, 1)


def test_a_measure_out_of_an_idea_answers_it(client, administration, unit, controller):
    left = idea(administration, unit)

    form = client.get(f"{NEW}?idea={left.pk}").context["form"]
    client.post(f"{NEW}?idea={left.pk}", written(unit))

    left.refresh_from_db()
    assert (form["title"].value(), form["what"].value(), form["unit_1"].value()) == (
        "Samåk", "Samåk till hembesök.", unit.pk,
    )  # fmt: skip
    assert (left.measure, left.state, left.answered_by) == (Measure.objects.get(), "taken", controller)


def test_an_idea_that_was_answered_keeps_its_answer(client, administration, unit, person):
    head = person(Role.DEPARTMENT_HEAD)
    at = datetime(2026, 9, 1, tzinfo=UTC)
    left = idea(administration, unit, state="considered", answered_at=at, answered_by=head)

    client.post(f"{NEW}?idea={left.pk}", written(unit))

    left.refresh_from_db()
    assert (left.state, left.answered_at, left.answered_by) == ("taken", at, head)


def test_an_idea_becomes_one_measure_only(client, administration, unit):
    left = idea(administration, unit)
    client.post(f"{NEW}?idea={left.pk}", written(unit))
    first = Measure.objects.get()

    refused = client.post(f"{NEW}?idea={left.pk}", written(unit))

    assert (refused.status_code, Measure.objects.count()) == (422, 1)
    assert client.get(f"{NEW}?idea={left.pk}").url == reverse("measures:measure", args=["EX", first.pk])


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.UNIT_HEAD, 403), (Role.DEPARTMENT_HEAD, 200), (Role.CONTROLLER, 200), (Role.MANAGEMENT, 200)],
)
def test_ideas_become_measures_for_those_who_may_answer_them(client_of, administration, unit, role, status):
    left = idea(administration, unit)

    assert client_of(role).get(f"{NEW}?idea={left.pk}").status_code == status


def test_an_idea_of_no_unit_is_for_those_who_decide_for_the_whole_administration(client_of, administration):
    left = idea(administration)

    assert client_of(Role.DEPARTMENT_HEAD).get(f"{NEW}?idea={left.pk}").status_code == 403


def test_the_form_saved_as_it_is_shown_changes_nothing(client, administration, unit, other, controller):
    group = factories.group(administration, "KON")
    values = {"group": group, "owner": controller, "full_year_effect": 1200_00, "fte_hundredths": 250, "probability": 5}
    shares = {unit.pk: 3_333, other.pk: 6_667}
    effects = {**dict.fromkeys(AUTUMN, 1), AUTUMN[1]: 77_77, date(2027, 1, 1): 5, date(2027, 5, 1): 6}
    made = start_measure(administration, plan(unit, months=effects, shares=shares, end=None, **values), by=controller)
    before = list(Effect.objects.order_by("pk").values_list("unit", "month", "amount", "cost"))

    response = client.post(edit_address(made), edited(client, made))

    assert response.status_code == 302
    assert list(Effect.objects.order_by("pk").values_list("unit", "month", "amount", "cost")) == before
    assert not Change.objects.filter(action="measure-changed").exists()


def test_more_units_and_links_than_the_form_begins_with_are_kept(client, administration, controller):
    department = administration.departments.get()
    units = [factories.UnitFactory(department=department) for _ in range(8)]
    made = start_measure(administration, plan(units[0], shares={each.pk: 1_250 for each in units}), by=controller)

    client.post(edit_address(made), edited(client, made, title="Nytt namn"))

    made.refresh_from_db()
    assert (made.title, made.shares.count()) == ("Nytt namn", 8)


def test_a_measure_not_decided_is_changed_freely(client, measure):
    response = client.post(
        edit_address(measure), edited(client, measure, effect_by="ramp", full_year_effect="2 400", risk="Låg")
    )

    measure.refresh_from_db()
    assert (response.status_code, measure.risk, measure.version) == (302, "Låg", 2)
    assert effects_by_month(measure) == dict.fromkeys(AUTUMN, 200_00)


def test_another_effect_of_a_decided_measure_takes_a_reason(client, decided):
    form = edited(client, decided, effect_by="months", month_9="50")

    refused = client.post(edit_address(decided), form)
    client.post(edit_address(decided), form | {"reason": "Två blev kvar."})

    revision = decided.revisions.get()
    assert list(errors(refused)) == ["reason"]
    assert (revision.reason, revision.after["2026-09-01"]) == ("Två blev kvar.", 50_00)
    assert decided.effects.get(month=SEPTEMBER).planned == 100_00


def test_those_who_decide_correct_the_decision_and_others_do_not_see_it(client, client_of, decided):
    client.post(edit_address(decided), edited(client, decided, decision_paragraph="§ 91"))

    decided.refresh_from_db()
    head = client_of(Role.UNIT_HEAD).get(edit_address(decided)).context["form"]
    assert decided.decision_paragraph == "§ 91"
    assert "decision_paragraph" not in head.fields


def test_a_stale_form_keeps_what_was_typed_shows_what_is_new_and_is_saved_again(
    client, measure, unit, person, controller
):
    form = edited(client, measure, what="Mitt.")
    colleague = person(Role.DEPARTMENT_HEAD)
    change_measure(measure, plan(unit, owner=controller, risk="Hög"), seen=1, by=colleague)

    stale = client.post(edit_address(measure), form)
    shown = stale.context["form"]
    again = client.post(edit_address(measure), form | {"seen": shown["seen"].value()})

    measure.refresh_from_db()
    assert (stale.status_code, shown["what"].value(), shown["seen"].value()) == (422, "Mitt.", "2")
    assert str(colleague) in errors(stale)["__all__"][0]
    assert [(change.by, [tuple(line) for line in lines]) for change, lines in stale.context["news"]] == [
        (str(colleague), [("risk", "", "Hög")])
    ]
    assert (again.status_code, measure.what) == (302, "Mitt.")


def test_a_measure_that_has_ended_is_not_changed(client, measure, controller):
    form = edited(client, measure)
    move_measure(measure, "rejected", word="Nej.", seen=1, by=controller)

    response = client.post(edit_address(measure), form | {"seen": "2"})

    assert "avslagen" in errors(response)["__all__"][0]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT])
def test_those_who_write_for_all_its_units_change_a_measure(client_of, measure, role):
    assert client_of(role).get(edit_address(measure)).status_code == 200


def test_a_measure_of_another_unit_too_is_not_changed_by_the_head_of_one(
    client_of, administration, unit, other, controller
):
    made = start_measure(administration, plan(unit, shares={unit.pk: 5_000, other.pk: 5_000}), by=controller)

    assert client_of(Role.UNIT_HEAD).get(edit_address(made)).status_code == 403


def test_a_measure_of_another_administration_is_not_found(client, measure):
    factories.small_administration("ZZ")

    assert client.get(f"/administrations/ZZ/measures/{measure.pk}/edit/").status_code == 404


def test_a_vacancy_that_was_calculated_becomes_a_measure_that_ends(client, administration, unit):
    given = {
        "posts": "2", "salary": "10 000", "charges": "0", "first": "2026-11", "months": "6", "covered": "0",
    }  # fmt: skip
    made = save_calculation(administration, "vacancy", title="Vakans", given=given, amount=240_000_00, by=None)
    address = f"{NEW}?calculation={made.pk}"
    form = client.get(address).context["form"]
    values = {bound.name: form[bound.name].field.prepare_value(bound.value()) for bound in form}

    client.post(address, {name: value for name, value in values.items() if value} | {"unit_1": unit.pk})

    measure = Measure.objects.get()
    assert (measure.kind, measure.fte_hundredths, measure.what != "") == ("vacancy", 200, True)
    assert list(effects_by_month(measure).items()) == [
        (month, 20_000_00) for month in months_between(date(2026, 11, 1), date(2027, 4, 1))
    ]
