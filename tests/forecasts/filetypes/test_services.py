from dataclasses import replace

import pytest

from forecasts.filetypes import services
from forecasts.imports.examined import Options, Sample, Understood
from forecasts.models import FileLayout, UnitAlias
from forecasts.refusals import AliasNamesPersonError, AliasTakenError, AliasTooLongError, NameIsUnitError
from units.models import Change, Unit
from units.refusals import CodeTakenError
from units.roles import Role

SHAPE = "a" * 64
SAMPLE = Sample("Blad1", 1, ("A", "B"), (("Titel", ""), ("Ansvar", "Belopp")), header=(2,))
UNDERSTOOD = Understood(shape=SHAPE, sheet="Blad1", samples=(SAMPLE,), headings=(("A", "ansvar"), ("B", "belopp")))


@pytest.fixture
def controller(person):
    return person(Role.CONTROLLER)


def remember(administration, by, *, understood=UNDERSTOOD, name="Agresso", **options):
    return services.remember_layout(administration, understood, Options(**options), name=name, by=by)


def test_answers_are_kept_for_the_shape_without_year_and_month(administration, controller):
    remember(administration, controller, kind="actual", year=2026, sign="cost-negative")

    kept = FileLayout.objects.get()
    assert (kept.name, kept.shape, kept.headings, kept.made_by) == ("Agresso", SHAPE, ["Ansvar", "Belopp"], controller)
    assert kept.answers == {
        "kind": "actual",
        "sign": "cost-negative",
        "headings": [["A", "ansvar"], ["B", "belopp"]],
    }


def test_a_later_answer_joins_those_that_are_kept(administration, controller):
    remember(administration, controller, kind="actual", sign="cost-negative")
    remember(administration, controller, sign="cost-positive")

    kept = FileLayout.objects.get()
    assert (kept.answers["kind"], kept.answers["sign"]) == ("actual", "cost-positive")


@pytest.mark.parametrize(
    ("understood", "options"), [(replace(UNDERSTOOD, shape=""), {"kind": "actual"}), (UNDERSTOOD, {"year": 2026})]
)
def test_what_belongs_to_no_shape_or_to_one_file_is_not_kept(administration, controller, understood, options):
    assert remember(administration, controller, understood=understood, **options) is None
    assert FileLayout.objects.count() == 0


def test_the_log_says_the_answers_in_words(administration, controller):
    remember(administration, controller, sign="cost-negative", money="tkr")

    change = Change.objects.get(action="file-layout-remembered")
    assert (change.by, change.after) == (str(controller), {"answers": "kostnader negativa, tkr"})


def test_a_kept_answer_can_be_changed_and_taken_away(administration, controller):
    layout = remember(administration, controller, sign="cost-negative", money="tkr")

    services.change_layout(layout, name="Raindance", answers={"sign": "", "money": "kr"}, by=controller)

    kept = FileLayout.objects.get()
    assert (kept.name, kept.answers.get("sign"), kept.answers["money"]) == ("Raindance", None, "kr")
    assert Change.objects.filter(action="file-layout-changed").count() == 1


def test_a_change_that_changes_nothing_is_not_logged(administration, controller):
    layout = remember(administration, controller, money="tkr")

    services.change_layout(layout, name="Agresso", answers={"money": "tkr", "sign": ""}, by=controller)

    assert not Change.objects.filter(action="file-layout-changed").exists()


def test_forgetting_twice_is_logged_once(administration, controller):
    layout = remember(administration, controller, money="tkr")

    services.forget_layout(layout, by=controller)
    layout.pk = layout.pk or 1
    services.forget_layout(layout, by=controller)

    assert FileLayout.objects.count() == 0
    assert Change.objects.filter(action="file-layout-forgotten").count() == 1


def test_a_use_is_noted(administration, controller):
    layout = remember(administration, controller, money="tkr")

    services.mark_used(replace(UNDERSTOOD, remembered=layout.pk))

    assert FileLayout.objects.get().used_at is not None


def test_texts_stand_for_a_unit_or_for_none(administration, controller):
    unit = administration.units.get(code="4100")

    services.remember_units(administration, {"Hemtj  N": unit, "Hela kommunen": None}, by=controller)
    services.remember_units(administration, {"hemtj n": unit}, by=controller)

    assert set(UnitAlias.objects.values_list("text", "unit")) == {("hemtj n", unit.pk), ("hela kommunen", None)}
    logged = Change.objects.get(action="unit-aliases-remembered").after["meanings"]
    assert sorted(logged) == ["hela kommunen = –", f"hemtj n = {unit}"]


def test_a_text_may_change_its_meaning(administration, controller):
    one, other = administration.units.order_by("code")
    services.remember_units(administration, {"hemtj": one}, by=controller)
    services.remember_units(administration, {"hemtj": other}, by=controller)

    assert UnitAlias.objects.get().unit == other


def test_the_code_of_a_unit_keeps_its_meaning(administration, controller):
    with pytest.raises(NameIsUnitError, match="4200"):
        services.remember_units(administration, {"4200": administration.units.get(code="4100")}, by=controller)

    assert UnitAlias.objects.count() == 0


def test_a_text_is_not_given_to_two(administration, controller):
    services.remember_units(administration, {"ett": None, "två": None}, by=controller)

    with pytest.raises(AliasTakenError):
        services.change_alias(UnitAlias.objects.get(text="ett"), text="Två", unit=None, by=controller)


def test_a_text_that_is_written_otherwise_replaces_the_old_one(administration, controller):
    services.remember_units(administration, {"ett": None}, by=controller)
    unit = administration.units.get(code="4100")

    services.change_alias(UnitAlias.objects.get(), text="Två", unit=unit, by=controller)

    assert list(UnitAlias.objects.values_list("text", "unit")) == [("två", unit.pk)]


def test_a_unit_that_is_made_for_a_text_is_read_by_it(administration, controller):
    values = {"code": "4300", "name": "Ny enhet", "kind": "provider", "department": administration.departments.get()}
    values |= {"valid_from": administration.units.first().valid_from}

    services.start_unit_for("nya stödet", by=controller, **values)

    assert UnitAlias.objects.get().unit == Unit.objects.get(code="4300")


def test_a_unit_that_files_name_by_its_code_needs_no_text(administration, controller):
    values = {"code": "4300", "name": "Ny enhet", "kind": "provider", "department": administration.departments.get()}
    values |= {"valid_from": administration.units.first().valid_from}

    services.start_unit_for("4300 ny enh", by=controller, **values)

    assert UnitAlias.objects.count() == 0


def test_a_unit_that_is_refused_leaves_nothing_behind(administration, controller):
    values = {"code": "4100", "name": "Ny", "kind": "provider", "department": administration.departments.get()}
    values |= {"valid_from": administration.units.first().valid_from}

    with pytest.raises(CodeTakenError):
        services.start_unit_for("nya", by=controller, **values)

    assert UnitAlias.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "refusal"), [("Anna 19800101-1231", AliasNamesPersonError), ("x" * 201, AliasTooLongError)]
)
def test_a_text_that_cannot_be_kept_is_refused(administration, controller, text, refusal):
    with pytest.raises(refusal):
        services.remember_units(administration, {text: administration.units.first()}, by=controller)

    assert UnitAlias.objects.count() == 0
