"""A list of units goes through the pipeline: what it changes, what is refused, and how it is undone."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from forecasts.imports.commit import commit_upload, examine_upload, undo_upload
from forecasts.organisation.refusals import BuiltOnError, UnitsChangedSinceError
from forecasts.refusals import StalePreviewError
from tests import factories
from tests.forecasts.organisation.lists import HEAD, changes, codes, examined, load, receive, table
from units.models import Change, Department, Unit
from units.services import change_unit, end_unit

NEW = "4500;Nya enheten;10;;beställare;2026-09;2027-12"


def whole():
    """Everything of the organisation, as it could be brought back."""
    units = Unit.objects.order_by("pk").values_list(
        "pk", "code", "name", "kind", "department", "parent", "successor", "valid_from", "valid_to"
    )
    return list(units), list(Department.objects.order_by("pk").values_list("pk", "code", "name", "valid_from"))


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


@pytest.fixture
def part(unit):
    return factories.UnitFactory(department=unit.department, parent=unit, code="4110", name="Mottagning")


def test_a_new_unit_is_made_as_it_was_shown(administration):
    seen = examined(administration, table(NEW))

    assert changes(seen) == [
        (
            "4500 Nya enheten",
            "new",
            [
                ("Avdelning", "", "10 Individ och familj"),
                ("Slag", "", "beställare"),
                ("Giltig från", "", "2026-09"),
                ("Giltig till", "", "2027-12"),
            ],
        )
    ]
    upload = load(administration, table(NEW))
    made = administration.units.get(code="4500")
    assert (made.name, made.kind, made.department.code, made.parent) == ("Nya enheten", "purchaser", "10", None)
    assert (made.valid_from, made.valid_to) == (date(2026, 9, 1), date(2027, 12, 1))
    assert (upload.kind, upload.layout, upload.summary["counts"]["new"]) == ("unit", "units", 1)


def test_what_changes_is_shown_field_by_field(administration, unit):
    seen = examined(administration, table("4100;Barn och unga;10;;;;2026-12"))

    assert changes(seen) == [
        (
            "4100 Barn och ungdom",
            "changed",
            [("Namn", "Barn och ungdom", "Barn och unga"), ("Giltig till", "", "2026-12")],
        )
    ]


def test_columns_that_the_file_lacks_and_units_that_it_lacks_stay(administration, unit):
    before = Unit.objects.get(code="4200")
    end_unit(unit, date(2027, 1, 1), by=None)

    load(administration, table("4100;Nytt namn;10", head="Kod;Namn;Avdelning"))

    unit.refresh_from_db()
    assert (unit.name, unit.valid_to, unit.kind) == ("Nytt namn", date(2027, 1, 1), "provider")
    assert Unit.objects.get(code="4200") == before


def test_the_same_file_twice_changes_nothing(administration):
    load(administration, table(NEW))

    seen = examined(administration, table(NEW))

    assert (seen.ready, seen.preview.count, seen.preview.unchanged) == (True, 0, 1)


def test_a_department_is_made_when_a_row_gives_its_code_and_its_name(administration):
    head = "Kod;Namn;Avdelningskod;Avdelning;Giltig från"
    rows = ("4500;A;30;Äldre;2026-09", "4600;B;30;Äldre;2026-07", "4700;C;;Äldre;2026-08")

    seen = examined(administration, table(*rows, head=head))
    load(administration, table(*rows, head=head))

    assert ("Avdelning", "", "30 Äldre (ny)") in changes(seen)[0][2]
    made = administration.departments.get(code="30")
    assert (made.name, made.valid_from, made.units.count()) == ("Äldre", date(2026, 7, 1), 3)


@pytest.mark.parametrize("department", ["10", "Individ och familj", "10 Individ och familj", "INDIVID OCH FAMILJ"])
def test_a_department_is_found_by_its_code_its_name_or_both(administration, department):
    load(administration, table(f"4500;A;{department};;;2026-09;"))

    assert administration.units.get(code="4500").department.code == "10"


def test_a_part_and_its_unit_may_both_be_new_in_any_order(administration):
    load(administration, table("4510;Del;10;4500;;2026-09;", "4500;Enhet;10;;;2026-09;"))

    assert administration.units.get(code="4510").parent.code == "4500"


def test_parts_that_the_file_lacks_follow_their_unit(administration, unit, part):
    factories.DepartmentFactory(administration=administration, code="20", name="Äldre")

    seen = examined(administration, table("4100;Barn och ungdom;20;;;;2026-12"))
    load(administration, table("4100;Barn och ungdom;20;;;;2026-12"))

    assert ("4110 Mottagning", "changed") in [each[:2] for each in changes(seen)]
    part.refresh_from_db()
    assert (part.department.code, part.valid_to) == ("20", date(2026, 12, 1))


def test_a_reorganisation_that_no_single_change_allows_is_one_file(administration, unit, part):
    rows = ("4100;Barn och ungdom;10;4200;;2020-01;", "4110;Mottagning;10;;;2020-01;", "4200;Vuxen;10;;;2020-01;")

    load(administration, table(*rows))

    assert dict(administration.units.values_list("code", "parent__code")) == {
        "4100": "4200", "4110": None, "4200": None,
    }  # fmt: skip


def test_a_unit_ends_and_another_carries_on(administration, unit):
    head = "Kod;Namn;Avdelning;Giltig till;Ersätts av"

    load(administration, table("4100;Barn och ungdom;10;2026-12;4200 Vuxen", head=head))

    unit.refresh_from_db()
    assert (unit.valid_to, unit.successor.code) == (date(2026, 12, 1), "4200")


def test_each_change_is_logged_as_if_it_was_made_by_hand(administration, unit, person):
    by = person("controller")

    load(administration, table(NEW, "4100;Barn och unga;10;;;;2026-12"), by=by)

    lines = Change.objects.filter(action__startswith="unit-").order_by("pk")
    assert [(each.action, each.subject, each.by) for each in lines] == [
        ("unit-started", "4500 Nya enheten", str(by)),
        ("unit-changed", "4100 Barn och unga", str(by)),
        ("unit-ended", "4100 Barn och unga", str(by)),
    ]
    assert (lines[1].before, lines[1].after) == ({"name": "Barn och ungdom"}, {"name": "Barn och unga"})


SUCCEEDED = HEAD + ";Ersätts av"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["4500;;10;;;2026-09;;"], ("missing-name", "B2")),
        (["4500;A;10;;;;;"], ("missing-first-month", "F2")),
        (["4500;A;;;;2026-09;;"], ("missing-department", "C2")),
        (["4500;A;Äldre;;;2026-09;;"], ("unknown-department", "C2")),
        (["4500;A;10;9999;;2026-09;;"], ("unknown-parent", "D2")),
        (["4500;A;10;;;2026-09;2026-12;9999"], ("unknown-successor", "H2")),
        (["4500;A;10;4500;;2026-09;;"], ("parent-in-circle", "D2")),
        (["4500;A;10;4110;;2026-09;;"], ("part-of-part", "D2")),
        (["4100;A;10;4200;;;;"], ("unit-has-parts", "D2")),
        (["4500;A;20;4100;;2026-09;;"], ("part-in-other-department", "C2")),
        (["4500;A;10;;;2026-09;2026-08;"], ("unit-ends-before-start", "G2")),
        (["4100;A;10;;;;2019-12;"], ("part-begins-later", "G2")),
        (["4110;A;10;4300;;;;"], ("part-outlives-unit", "G2")),
        (["4500;A;10;;;2019-12;;"], ("outside-department", "F2")),
        (["4500;A;10;;;2026-09;;4200"], ("successor-without-end", "H2")),
        (["4500;A;10;;;2026-09;2026-12;4500"], ("unfit-successor", "H2")),
        (["4500;A;10;;;2026-09;2026-12;4300"], ("unfit-successor", "H2")),
    ],
)
def test_what_is_wrong_with_a_unit_is_said_with_its_cell(administration, unit, part, rows, problem):
    factories.DepartmentFactory(administration=administration, code="20", name="Vuxna")
    factories.UnitFactory(department=unit.department, code="4300", name="Slut", valid_to=date(2026, 6, 1))

    seen = examined(administration, table(*rows, head=SUCCEEDED))

    assert problem in codes(seen)
    assert not seen.ready


def test_units_that_are_parts_of_each_other_are_in_a_circle(administration):
    seen = examined(administration, table("4100;A;10;4200;;;", "4200;B;10;4100;;;"))

    assert codes(seen) == [("parent-in-circle", "D2"), ("parent-in-circle", "D3")]


@pytest.mark.parametrize(("code", "name", "cell"), [("10", "Annat namn", "D2"), ("30", "Individ och familj", "C2")])
def test_a_department_that_is_called_otherwise_is_neither_renamed_nor_made(administration, code, name, cell):
    head = "Kod;Namn;Avdelningskod;Avdelning;Giltig från"

    seen = examined(administration, table(f"4500;A;{code};{name};2026-09", head=head))

    assert ("department-called-otherwise", cell) in codes(seen)
    assert seen.problems[0].hint == "10 Individ och familj"


def test_a_near_name_is_offered_for_what_is_not_known(administration):
    [problem] = examined(administration, table("4500;A;Individ o familj;;;2026-09;")).problems

    assert problem.hint == "10 Individ och familj"


def test_everything_wrong_is_said_at_once(administration):
    seen = examined(administration, table("4500;;Äldre;9999;;;", "4600;B;10;;;2026-09;2026-01"))

    assert sorted(codes(seen)) == [
        ("missing-first-month", "F2"),
        ("missing-name", "B2"),
        ("unit-ends-before-start", "G3"),
        ("unknown-department", "C2"),
        ("unknown-parent", "D2"),
    ]


def test_a_code_that_has_lost_its_zeros_is_the_unit_that_has_them(administration, unit):
    factories.UnitFactory(department=unit.department, code="0041", name="Nollenheten")

    seen = examined(administration, table("41;Nollenheten;10;;;;2026-12"))

    assert codes(seen) == [("code-without-zeros", "A2")]
    assert [each[:2] for each in changes(seen)] == [("0041 Nollenheten", "changed")]


@pytest.mark.parametrize(
    ("row", "cell", "hint"),
    [
        ("4100;Barn och ungdom;10;;;;2026-06", "G2", "2026-07, 2026-08"),
        ("4100;Barn och ungdom;10;;;2026-08;", "F2", "2026-07"),
    ],
)
def test_figures_outside_the_months_that_are_left_are_told_of(administration, unit, row, cell, hint):
    for month in (7, 8):
        factories.FigureFactory(unit=unit, group=factories.group(administration), month=date(2026, month, 1))

    seen = examined(administration, table(row))

    [problem] = seen.problems
    assert (problem.code.value, problem.cell, problem.hint, seen.ready) == ("figures-outside-months", cell, hint, True)


def test_a_part_that_follows_its_unit_to_its_end_is_told_of_when_it_has_figures(administration, unit, part):
    factories.FigureFactory(unit=part, group=factories.group(administration), month=date(2026, 7, 1))

    seen = examined(administration, table("4100;Barn och ungdom;10;;;;2026-06"))

    assert [(each.code.value, each.cell, each.found) for each in seen.problems] == [
        ("figures-outside-months", "G2", "4110 Mottagning")
    ]


def test_a_unit_under_two_spellings_of_its_code_stands_twice(administration, unit):
    factories.UnitFactory(department=unit.department, code="0041", name="Nollenheten")

    seen = examined(administration, table("0041;Nollenheten;10;;;;", "41;Nollenheten;10;;;;2026-12"))

    assert ("code-twice", "A3") in codes(seen)


def test_parts_of_units_that_do_not_change_are_left_alone(administration, unit, part):
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2026, 6, 1))

    seen = examined(administration, table("4200;Nytt namn;10;;;2020-01;"))

    assert [each[0] for each in changes(seen)] == ["4200 Vuxen"]


def test_who_carries_on_may_have_ended_since(administration, unit):
    end_unit(unit, date(2026, 6, 1), successor=administration.units.get(code="4200"), by=None)
    end_unit(administration.units.get(code="4200"), date(2026, 6, 1), by=None)

    load(administration, table("4100;Nytt namn;10", head="Kod;Namn;Avdelning"))

    assert administration.units.get(code="4100").successor.code == "4200"


def test_what_was_wrong_before_does_not_stop_a_file_that_leaves_it(administration, unit, part):
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2026, 6, 1))

    assert codes(examined(administration, table("4110;Mottagning;10;4100;;2020-01;"))) == []


def test_an_undone_file_leaves_everything_as_it_was(administration, unit, part):
    before = whole()
    head = "Kod;Namn;Avdelningskod;Avdelning;Del av;Giltig från;Giltig till;Ersätts av"
    rows = ("4100;Nytt;30;Äldre;;2020-01;2027-12;4500", "4500;A;30;Äldre;;2026-09;;", "4510;B;30;Äldre;4500;2026-09;;")
    upload = load(administration, table(*rows, head=head))
    assert whole() != before

    undone = undo_upload(upload, by=None)

    assert whole() == before
    assert "units" not in undone.summary


def test_a_new_part_of_a_unit_that_was_a_part_is_not_in_the_way(administration, unit, part):
    before = whole()
    upload = load(administration, table("4110;Mottagning;10;;;2020-01;", "4111;Jour;10;4110;;2026-09;"))

    undo_upload(upload, by=None)

    assert whole() == before


def test_an_undone_file_can_be_loaded_and_undone_again(administration):
    before = whole()
    upload = undo_upload(load(administration, table(NEW)), by=None)
    upload = commit_upload(upload, seen=examine_upload(upload, by=None).preview.fingerprint, by=None)
    assert administration.units.filter(code="4500").exists()

    undo_upload(upload, by=None)

    assert whole() == before


def test_what_is_taken_away_by_an_undo_is_logged(administration):
    undo_upload(load(administration, table(NEW)), by=None)

    assert Change.objects.filter(action="unit-removed", subject="4500 Nya enheten").count() == 1


def test_a_unit_that_has_got_figures_cannot_be_undone(administration):
    upload = load(administration, table(NEW))
    factories.FigureFactory(unit=administration.units.get(code="4500"), group=factories.group(administration))
    after = whole()

    with pytest.raises(BuiltOnError, match="4500 Nya enheten"):
        undo_upload(upload, by=None)

    assert whole() == after


def test_figures_in_months_that_only_the_file_gave_a_unit_are_in_the_way(administration, unit):
    end_unit(unit, date(2026, 6, 1), by=None)
    factories.FigureFactory(unit=unit, group=factories.group(administration), month=date(2026, 7, 1))
    upload = load(administration, table("4100;Barn och ungdom;10;;;2020-01;2026-12"))
    factories.FigureFactory(unit=unit, group=factories.group(administration), month=date(2026, 8, 1))

    with pytest.raises(BuiltOnError):
        undo_upload(upload, by=None)


def test_figures_that_were_there_before_the_file_are_not_in_the_way(administration, unit):
    end_unit(unit, date(2026, 6, 1), by=None)
    factories.FigureFactory(unit=unit, group=factories.group(administration), month=date(2026, 7, 1))
    before = whole()

    undo_upload(load(administration, table("4100;Barn och ungdom;10;;;2020-01;2026-12")), by=None)

    assert whole() == before


def test_a_unit_that_has_been_changed_since_cannot_be_undone(administration, unit):
    upload = load(administration, table("4100;Nytt;10;;;2020-01;"))
    unit.refresh_from_db()
    change_unit(unit, {"name": "Nyare"}, by=None)

    with pytest.raises(UnitsChangedSinceError, match="4100"):
        undo_upload(upload, by=None)


def test_a_change_in_between_makes_the_preview_stale(administration, unit):
    upload = receive(administration, table("4100;Nytt;10;;;2020-01;"))
    seen = examine_upload(upload, by=None).preview.fingerprint
    change_unit(unit, {"name": "Annat"}, by=None)

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=seen, by=None)


def test_the_command_line_loads_units(administration, tmp_path, capsys):
    path = tmp_path / "organisation.csv"
    path.write_bytes(table(NEW))

    call_command("upload", path, "--administration", "EX", "--kind", "unit", "--commit", "--json")

    report = json.loads(capsys.readouterr().out)
    assert (report["kind"], report["committed"], report["counts"]["new"]) == ("unit", True, 1)
    assert administration.units.filter(code="4500").exists()


def test_many_units_take_as_many_queries_as_one(administration, django_assert_max_num_queries):
    rows = [f"{code};Enhet {code};10;;;2026-09;" for code in range(5000, 5100)]
    one, many = receive(administration, table(rows[0])), receive(administration, table(*rows))

    for upload in (one, many):
        with django_assert_max_num_queries(25):
            examine_upload(upload, by=None)
