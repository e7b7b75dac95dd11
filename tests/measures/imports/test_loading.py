"""A list of measures goes through the pipeline: what it changes, what is refused, and how it is undone."""

import json
import time
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from forecasts.imports.commit import commit_upload, examine_upload, undo_upload
from forecasts.imports.examined import Options
from forecasts.models import ClosedMonth, Figure
from forecasts.refusals import StalePreviewError
from measures.imports.refusals import MeasuresChangedSinceError
from measures.imports.store import snapshot
from measures.imports.stored import known_measures
from measures.models import FollowUp, Measure, Overlap, UploadedMeasure
from measures.services import change_measure, effects_by_month, move_measure, start_measure
from tests import factories
from tests.measures.imports.lists import GOOD, HEAD, changes, codes, examined, load, receive, table
from tests.measures.writing.making import AUTUMN, plan
from units.models import Change
from units.roles import Role

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
DECISION = HEAD + ";Beslutad av;Beslutsdatum;Motivering"
UNDECIDED = DECISION.replace("Beslutad av;Beslutsdatum", "x;y")
FEWER = "1;Färre konsulter;;4100;;;;2026-09;;0;;"


def whole(measures=None):
    """All that there is of measures, as it could be brought back."""
    found = Measure.objects.order_by("pk")
    shown = known_measures(found)
    return [(each.pk, each.version, each, snapshot(found.get(pk=each.pk))["effects"]) for each in shown]


def test_a_new_measure_is_stored_as_it_was_shown(administration, owner, unit):
    upload = load(administration, GOOD.encode(), by=owner)

    made = Measure.objects.get()
    assert (made.number, made.title, made.stage, made.owner) == (1, "Färre konsulter", "proposed", owner)
    assert effects_by_month(made) == {SEPTEMBER: 100_00, OCTOBER: 100_00}
    assert dict(made.shares.values_list("unit", "share")) == {unit.pk: 10_000}
    assert (upload.kind, upload.layout, upload.summary["counts"]["new"]) == ("measure", "measures", 1)


def test_a_new_measure_takes_the_steps_to_its_stage(administration, owner):
    load(administration, table(";A;Görs;4100;;pågår;chef;2026-09;2026-12;1200;100;100;Nämnden;2026-09-10;",
                               head=DECISION))  # fmt: skip

    made = Measure.objects.get()
    assert list(made.steps.order_by("pk").values_list("stage", flat=True)) == ["idea", "proposed", "decided", "running"]
    assert [each.planned for each in made.effects.order_by("month")] == [100_00, 100_00, 0, 0]


def test_a_new_measure_that_is_stopped_keeps_what_it_saved_while_it_ran(administration, owner):
    line = ";A;Görs;4100;;stoppad;chef;2026-08;2026-12;1200;100;100;Nämnden;2026-08-10;Räckte inte"
    load(administration, table(line, head=DECISION.replace("sep 2026", "aug 2026")))

    made = Measure.objects.get()
    assert (made.stage, {month.month: amount for month, amount in effects_by_month(made).items() if amount}) == (
        "stopped",
        {8: 100_00},
    )


def test_the_preview_says_what_changes_before_and_after(administration, measure):
    seen = examined(administration, table("1;Inga konsulter;;4100;;;;2026-09;2026-12;1200;100;150"))

    assert (seen.preview.new, seen.preview.changed, seen.preview.unchanged) == (0, 1, 0)
    assert changes(seen) == [
        (
            "1 Färre konsulter",
            "changed",
            [
                ("Åtgärd", "Färre konsulter", "Inga konsulter"),
                ("Vad som görs", "Tre konsulter avslutas.", ""),
                ("Helårseffekt (kr)", "0", "1\xa0200"),
                ("Effekt 2026 (kr)", "400", "450"),
                ("Månader 2026 (kr)", "okt 100", "okt 150"),
            ],
        )
    ]


def test_the_preview_sums_what_decided_measures_save(administration, decided):
    seen = examined(administration, table(row(okt="150", word="Dyrare"), head=UNDECIDED))

    assert [tuple(fact) for fact in seen.preview.facts] == [
        ("Beslutad effekt 2026", 50_00), ("Helårseffekt, beslutad eller inte", 0),
    ]  # fmt: skip
    assert seen.preview.effect == {"measure": -50_00}


def test_the_same_file_twice_changes_nothing(administration, owner):
    content = GOOD.encode()
    load(administration, content, by=owner)

    seen = examined(administration, content, by=owner)

    assert (seen.ready, seen.preview.new, seen.preview.changed, seen.preview.unchanged) == (True, 0, 0, 1)
    assert codes(seen) == [("measure-matched", "B2")]


def test_what_the_file_does_not_say_stays(administration, measure, owner):
    load(administration, "Nr;Åtgärd;Enhet;Start;Status\n1;Nytt namn;4100;2026-09;\n".encode(), by=owner)

    now = Measure.objects.get()
    assert (now.title, now.what, now.owner, now.end) == ("Nytt namn", "Tre konsulter avslutas.", owner, AUTUMN[-1])
    assert effects_by_month(now) == dict.fromkeys(AUTUMN, 100_00)


def test_links_and_team_stay_though_no_file_says_them(administration, measure, owner):
    measure.links.create(text="PM")
    measure.team.add(owner)

    load(administration, "Nr;Åtgärd;Enhet;Start;Status\n1;Nytt namn;4100;2026-09;\n".encode())

    assert ([each.text for each in measure.links.all()], list(measure.team.all())) == (["PM"], [owner])


def test_a_measure_is_found_by_its_title_and_units(administration, measure):
    seen = examined(administration, table(";färre konsulter;;4100;;;;2026-09;2026-12;1;100;100"))

    assert (seen.preview.new, seen.preview.changed) == (0, 1)


def test_numbers_of_an_older_list_are_kept(administration):
    load(administration, table("7;A;;4100;;;;2026-09;;0;;", ";B;;4100;;;;2026-09;;0;;"))

    assert list(Measure.objects.values_list("number", "title")) == [(7, "A"), (8, "B")]


def test_the_effect_of_a_year_is_spread_over_what_is_left_of_it(administration):
    content = "Åtgärd;Enhet;Start;Slut;Effekt 2026 (kr);Helårseffekt (kr);Status\nA;4100;2026-11;2027-01;200;1200;idé\n"

    seen = examined(administration, content.encode())
    load(administration, content.encode())

    assert codes(seen) == [("effect-spread-evenly", "E2"), ("effect-after-the-year", "F2")]
    assert effects_by_month(Measure.objects.get()) == {
        date(2026, 11, 1): 100_00, date(2026, 12, 1): 100_00, date(2027, 1, 1): 100_00,
    }  # fmt: skip


def test_an_effect_of_the_year_that_differs_scales_the_months(administration, measure):
    content = "Nr;Åtgärd;Enhet;Start;Effekt 2026 (kr);Status\n1;Färre konsulter;4100;2026-09;800;\n"

    load(administration, content.encode())

    assert effects_by_month(Measure.objects.get()) == dict.fromkeys(AUTUMN, 200_00)


ROW = "1;Färre konsulter;Tre konsulter avslutas.;4100;;{stage};;{start};{end};0;{sep};{okt};;;{word}"


def row(stage="", start="2026-09", end="2026-12", sep="100", okt="100", word="", **other):
    return ROW.format(stage=stage, start=start, end=end, sep=sep, okt=okt, word=word)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (row(end="2026-08"), ("ends-before-start", "I2")),
        (row(start="2026-10"), ("effect-outside-months", "K2")),
        (row(stage="pågår"), ("no-such-move", "F2")),
        (row(stage="utreds"), ("stage-demands", "F2")),
        (row(stage="avslagen"), ("stage-demands", "F2")),
        (row().replace("4100", ""), None),
        (row().replace("1;Färre", "2;Färre"), None),
    ],
)
def test_what_is_wrong_with_an_idea_is_said_with_its_cell(administration, measure, line, problem):
    seen = examined(administration, table(line, head=DECISION))

    errors = [(each.code.value, each.cell) for each in seen.problems if each.severity == "error"]
    assert errors == ([problem] if problem else [])


def test_a_stage_names_what_it_lacks(administration):
    seen = examined(administration, table(";A;;4100;;beslutad;;2026-09;;0;;"))

    [problem] = [each for each in seen.problems if each.severity == "error"]
    assert (problem.code.value, problem.cell, problem.found) == ("stage-demands", "F2", "beslutad")
    assert problem.hint.split(". ")[:2] == ["Ange vem som ansvarar för åtgärden", "Skriv vad som görs"]


def test_a_decision_needs_the_day_of_the_union_negotiation(administration, owner):
    head = DECISION + ";MBL krävs;MBL-datum;Risk"
    line = ";A;Görs;4100;;beslutad;chef;2026-09;;12;1;1;Nämnden;2026-09-10;;ja;;Låg"

    assert ("stage-demands", "F2") in codes(examined(administration, table(line, head=head)))
    assert ("stage-demands", "F2") not in codes(
        examined(administration, table(line.replace(";ja;;", ";ja;2026-09-09;"), head=head))
    )


def test_an_effect_counted_by_another_measure_must_be_answered_before_the_decision(administration, decided, owner):
    group = factories.group(administration, "KON")
    Measure.objects.update(group=group)
    head = DECISION + ";Kontogrupp"
    line = f";B;Görs;4100;;beslutad;chef;2026-09;;12;1;1;Nämnden;2026-09-10;;{group.name}"

    [problem] = [each for each in examined(administration, table(line, head=head)).problems if each.severity == "error"]

    assert "räknad två gånger" in problem.hint


def test_two_new_measures_of_a_file_can_count_one_effect_twice_too(administration, owner):
    group = factories.group(administration, "KON")
    lines = [f";{name};Görs;4100;;beslutad;chef;2026-09;;12;1;1;Nämnden;2026-09-10;;{group.name}" for name in "AB"]

    seen = examined(administration, table(*lines, head=DECISION + ";Kontogrupp"))

    assert [(each.code.value, each.cell) for each in seen.problems if each.severity == "error"] == [
        ("stage-demands", "F3")
    ]


def test_a_forecast_that_may_hold_the_effect_must_be_answered_too(administration, unit, owner):
    factories.ForecastFactory(unit=unit, as_of=SEPTEMBER)
    line = ";A;Görs;4100;;beslutad;chef;2026-09;;12;1;1;Nämnden;2026-09-10;"

    assert "stage-demands" in dict(codes(examined(administration, table(line, head=DECISION))))
    assert "stage-demands" not in dict(
        codes(examined(administration, table(line + ";2026-10", head=DECISION + ";Ingår i prognos från")))
    )


def test_another_effect_of_a_decided_measure_needs_a_reason(administration, decided):
    assert codes(examined(administration, table(row(okt="150"), head=DECISION))) == [("reason-needed", "L2")]

    load(
        administration,
        table(row(okt="150", word="Dyrare avtal"), head=UNDECIDED),
    )

    assert [each.reason for each in decided.revisions.all()] == ["Dyrare avtal"]


def test_an_effect_above_the_budget_of_its_group_is_wrong(administration, unit):
    group = factories.group(administration, "KON")
    factories.FigureFactory(unit=unit, group=group, kind=Figure.Kind.BUDGET, month=SEPTEMBER, amount=150_00)

    seen = examined(
        administration, table(f";A;;4100;;;;2026-09;2026-10;0;100;100;{group.name}", head=HEAD + ";Kontogrupp")
    )

    [problem] = [each for each in seen.problems if each.severity == "error"]
    assert (problem.code.value, problem.cell, problem.hint) == ("effect-above-budget", "K2", "150")


def test_a_new_measure_with_an_effect_in_a_closed_month_is_one_that_was_under_way(administration):
    ClosedMonth.objects.create(administration=administration, month=SEPTEMBER)
    content = table(";A;;4100;;;;2026-09;2026-10;0;100;100")

    assert codes(examined(administration, content)) == [("measure-under-way", "K2")]
    load(administration, content)
    assert effects_by_month(Measure.objects.get())[SEPTEMBER] == 100_00


def test_the_effect_of_a_closed_month_cannot_be_changed(administration, measure):
    ClosedMonth.objects.create(administration=administration, month=SEPTEMBER)

    assert codes(examined(administration, table(row(sep="99"), head=DECISION))) == [("effect-in-closed-month", "K2")]
    assert codes(examined(administration, table(row(okt="99"), head=DECISION))) == []


def test_a_unit_that_is_not_there_then_is_wrong(administration, unit):
    unit.valid_to = date(2026, 6, 1)
    unit.save()

    assert codes(examined(administration, table(";A;;4100;;;;2026-09;;0;;"))) == [("unit-not-valid", "D2")]


def test_a_measure_that_has_ended_is_not_changed(administration, measure, owner):
    move_measure(measure, "rejected", word="Nej", seen=1, by=owner)

    assert codes(examined(administration, table(row(okt="99"), head=DECISION))) == [("measure-ended", "A2")]


def test_a_sum_of_the_year_that_its_months_do_not_have_is_wrong(administration):
    head = HEAD + ";Effekt 2026 (kr)"

    assert codes(examined(administration, table(";A;;4100;;;;2026-09;;0;100;100;300", head=head))) == [
        ("year-effect-differs", "M2")
    ]


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ((";A;;4100;;;;2026-09;;0;;",) * 2, ("duplicate-row", "B3")),
        ((FEWER, FEWER.removeprefix("1")), ("duplicate-row", "B3")),
        (("1;Helt annan;;4200;;;;2026-09;;0;;",), ("other-measure", "A2")),
        ((";A;;;;;;2026-09;;0;;",), ("missing-unit", "B2")),
        ((";A;;4100;;;;;;0;;",), ("missing-start", "B2")),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_said(administration, measure, lines, problem):
    seen = examined(administration, table(*lines))

    assert problem in codes(seen)
    assert not seen.ready


def test_titles_that_several_measures_have_need_a_number(administration, measure, unit, owner):
    start_measure(administration, plan(unit), by=owner)

    assert codes(examined(administration, table(";Färre konsulter;;4100;;;;2026-09;;0;;"))) == [
        ("unclear-measure", "B2")
    ]


def test_an_owner_who_is_not_known_is_left_out(administration):
    seen = examined(administration, table(";A;;4100;;;Någon Annan;2026-09;;0;;"))

    assert (seen.ready, codes(seen)) == (True, [("unknown-owner", "G2")])
    assert seen.preview.records[0].work.owner is None


@pytest.mark.parametrize("name", ["chef", "CHEF@example.org", "Enhetschef barn"])
def test_an_owner_is_found_by_username_address_and_name(administration, owner, name):
    load(administration, table(f";A;;4100;;;{name};2026-09;;0;;"))

    assert Measure.objects.get().owner == owner


def test_nothing_is_stored_from_a_file_with_an_error(administration):
    upload = receive(administration, table(";A;;4100;;;;2026-09;;0;;", ";B;;9999;;;;2026-09;;0;;"))

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=examine_upload(upload, by=None).preview.fingerprint, by=None)

    assert Measure.objects.count() == 0


def test_what_was_not_seen_is_not_stored(administration, measure, unit, owner):
    upload = receive(administration, table(row(okt="150"), head=DECISION))
    seen = examine_upload(upload, by=None).preview.fingerprint
    change_measure(measure, plan(unit, owner=owner, risk="Stor"), seen=1, by=owner)

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=seen, by=None)

    assert effects_by_month(measure)[OCTOBER] == 100_00


def test_a_double_click_stores_once(administration, owner):
    upload = receive(administration, GOOD.encode())
    seen = examine_upload(upload, by=None).preview.fingerprint
    commit_upload(upload, seen=seen, by=None)

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=seen, by=None)

    assert Measure.objects.count() == 1


def test_undo_removes_what_was_new_and_brings_back_what_was_changed(administration, decided, owner):
    before = whole()
    content = table(
        "1;Annat namn;;4200;;pågår;;2026-09;2026-12;7;100;150;Nämnden;2026-09-10;Dyrare",
        "2;Ny;Görs;4200;;beslutad;chef;2026-09;2026-10;12;1;1;Nämnden;2026-09-10;",
        head=DECISION + ";Version",
    ).replace(b"Dyrare", f"Dyrare;{decided.version}".encode())
    upload = load(administration, content.replace(b"2;Ny", b";Ny"), by=owner)
    assert Measure.objects.count() == 2

    undo_upload(upload, by=owner)

    assert (whole(), UploadedMeasure.objects.count()) == (before, 0)
    assert (decided.steps.count(), decided.revisions.count()) == (3, 0)


def test_a_file_that_was_undone_can_be_loaded_again(administration, owner):
    upload = load(administration, GOOD.encode(), by=owner)
    upload = undo_upload(upload, by=owner)

    commit_upload(upload, seen=examine_upload(upload, by=owner).preview.fingerprint, by=owner)

    assert Measure.objects.count() == 1


def test_undo_is_refused_when_somebody_changed_a_measure_since(administration, unit, owner):
    upload = load(administration, GOOD.encode(), by=owner)
    made = Measure.objects.get()
    change_measure(made, plan(unit, owner=owner), seen=made.version, by=owner)

    with pytest.raises(MeasuresChangedSinceError, match="åtgärderna 1 har ändrats"):
        undo_upload(upload, by=owner)

    assert Measure.objects.count() == 1


def test_undo_is_refused_when_a_measure_was_followed_up_since(administration, owner):
    upload = load(administration, GOOD.encode(), by=owner)
    FollowUp.objects.create(measure=Measure.objects.get(), day=timezone.localdate(), status="late")

    with pytest.raises(MeasuresChangedSinceError):
        undo_upload(upload, by=owner)


def test_undo_is_refused_when_a_double_counting_with_the_measure_was_answered_at_another(
    administration, measure, owner
):
    upload = load(administration, GOOD.replace(";Färre", ";Inga").encode(), by=owner)
    made = Measure.objects.exclude(pk=measure.pk).get()
    Overlap.objects.create(measure=measure, other=made, answer="Andra konsulter.")

    with pytest.raises(MeasuresChangedSinceError):
        undo_upload(upload, by=owner)

    assert Overlap.objects.count() == 1


@pytest.mark.parametrize(("decided", "loaded"), [("whole", "part"), ("part", "whole")])
def test_a_unit_and_its_part_have_the_same_money_in_a_file_too(administration, unit, owner, decided, loaded):
    part = factories.UnitFactory(department=unit.department, parent=unit, code="4110")
    places, group = {"whole": unit, "part": part}, factories.group(administration, "KON")
    factories.measure(places[decided], {SEPTEMBER: 100_00}, number=9, group=group, start=SEPTEMBER)
    content = table(
        f";Ny;Görs;{places[loaded].code};;beslutad;chef;2026-09;2026-10;12;1;1;Nämnden;2026-09-10;;KON",
        head=DECISION + ";Kontogrupp",
    )

    [problem] = [each for each in examined(administration, content, by=owner).problems if each.code == "stage-demands"]

    assert "räknad två gånger" in problem.hint


def test_a_forecast_of_the_whole_unit_may_hold_what_a_part_saves_in_a_file_too(administration, unit, owner):
    factories.UnitFactory(department=unit.department, parent=unit, code="4110")
    factories.ForecastFactory(unit=unit, as_of=SEPTEMBER)
    content = table(";Ny;Görs;4110;;beslutad;chef;2026-09;2026-10;12;1;1;Nämnden;2026-09-10;", head=DECISION)

    [problem] = [each for each in examined(administration, content, by=owner).problems if each.code == "stage-demands"]

    assert "räknad två gånger" in problem.hint


def test_loading_and_undoing_leave_their_lines_in_the_log(administration, owner):
    undo_upload(load(administration, GOOD.encode(), by=owner), by=owner)

    assert list(Change.objects.order_by("pk").values_list("action", flat=True))[-6:] == [
        "upload-received", "measure-started", "measure-moved", "upload-committed", "measure-removed", "upload-undone",
    ]  # fmt: skip


def test_a_unit_head_writes_the_own_unit_only(administration, person, measure, other, owner):
    head = person(Role.UNIT_HEAD)
    start_measure(administration, plan(other, title="Annans"), by=owner)
    content = table(
        ";Egen;;4100;;;;2026-09;;0;;",
        ";Annans;;4200;;;;2026-09;;0;;",
        "2;Annans;;4100;;;;2026-09;;0;;",
        "1;Färre konsulter;;4100;;avslagen;;2026-09;;0;;",
    )

    seen = examined(administration, content, by=head)

    assert [each for each in codes(seen) if each[0] != "measure-number-kept"] == [
        ("unit-not-yours", "D3"), ("measure-not-yours", "A4"), ("move-not-yours", "F5"),
    ]  # fmt: skip
    assert "Annans" not in [each.name for each in seen.preview.records]


def test_a_department_head_decides(administration, person, measure, owner):
    move_measure(measure, "proposed", seen=1, by=owner)
    line = row(stage="beslutad").replace("100;100;;;", "100;100;Nämnden;2026-09-10;")

    seen = {role: codes(examined(administration, table(line, head=DECISION), by=person(role)))
            for role in (Role.UNIT_HEAD, Role.DEPARTMENT_HEAD)}  # fmt: skip

    assert seen == {Role.UNIT_HEAD: [("move-not-yours", "F2")], Role.DEPARTMENT_HEAD: []}


def test_a_unit_head_leaves_the_decision_of_a_decided_measure(administration, person, decided):
    line = row().replace("100;100;;;", "100;100;Enhetschefen;2026-09-11;")

    seen = {role: codes(examined(administration, table(line, head=DECISION), by=person(role)))
            for role in (Role.UNIT_HEAD, Role.DEPARTMENT_HEAD)}  # fmt: skip

    assert seen == {Role.UNIT_HEAD: [("decision-not-yours", "M2")], Role.DEPARTMENT_HEAD: []}


def test_nobody_takes_a_measure_past_its_verification(administration, person, decided):
    Measure.objects.update(stage="realised")

    seen = examined(administration, table(row(stage="verifierad"), head=UNDECIDED), by=person(Role.DEPARTMENT_HEAD))

    assert codes(seen) == [("move-not-yours", "F2")]


def test_questions_do_not_grow_with_the_measures(administration, unit, owner, django_assert_num_queries):
    for number in (1, 3):
        for _ in range(number):
            start_measure(administration, plan(unit, title=f"Åtgärd {Measure.objects.count()}"), by=owner)
        upload = receive(administration, table(*(f";Ny {each};;4100;;;;2026-09;;0;;" for each in range(number))))
        examine_upload(upload, by=None)

        with django_assert_num_queries(25):
            examine_upload(upload, by=None)


def test_five_hundred_rows_are_examined_in_a_moment(administration, owner):
    line = ';Åtgärd {};Görs;"4100 50 %; 4200 50 %";;föreslagen;chef;2026-01;2026-12;1200;100;100'
    lines = [line.format(each) for each in range(500)]
    content = table(*lines)
    started = time.perf_counter()

    seen = examined(administration, content)

    assert (seen.ready, seen.preview.new) == (True, 500)
    assert time.perf_counter() - started < 10


@pytest.fixture
def run(tmp_path, capsys):
    def call(content, *args):
        (tmp_path / "atgarder.csv").write_bytes(content)
        status = 0
        try:
            call_command("upload", str(tmp_path / "atgarder.csv"), *args, "--json")
        except SystemExit as stop:
            status = stop.code
        return json.loads(capsys.readouterr().out), status

    return call


def test_the_command_line_prints_the_contract(administration, owner, run):
    report, status = run(GOOD.encode(), "--kind", "measure", "--commit")

    assert status == 0
    assert report == {
        "file": "atgarder.csv", "sha256": report["sha256"], "layout": "measures", "kind": "measure",
        "administration": "EX", "year": 2026, "months": ["2026-09-01", "2026-10-01"], "ready": True, "committed": True,
        "upload": report["upload"], "problems": [],
        "counts": {"new": 1, "changed": 0, "unchanged": 0, "removed": 0, "skipped": 0},
        "totals": [
            {"kind": "measure", "month": "2026-09-01", "amount_ore": 100_00},
            {"kind": "measure", "month": "2026-10-01", "amount_ore": 100_00},
        ],
        "reconciliation": [],
    }  # fmt: skip
    assert Measure.objects.count() == 1


def test_the_command_line_finds_out_that_it_is_measures(administration, owner, run):
    report, _status = run(GOOD.encode(), "--by-unit")

    assert (report["kind"], report["committed"], [each["unit"] for each in report["totals"]]) == (
        "measure", False, ["4100", "4100"],
    )  # fmt: skip


def test_the_command_line_says_what_is_wrong(administration, run):
    report, status = run(GOOD.encode().replace(b"4100", b"9999"), "--administration", "EX", "--commit")

    assert (status, [(each["code"], each["cell"]) for each in report["problems"]], Measure.objects.count()) == (
        1, [("unknown-unit", "D2")], 0,
    )  # fmt: skip


def test_the_command_line_answers_what_is_asked(administration, owner, run):
    content = GOOD.replace(" (kr)", "").encode()

    assert [each["code"] for each in run(content)[0]["problems"]] == ["ask-money-unit"]
    assert run(content, "--money", "tkr")[0]["totals"][0]["amount_ore"] == 100_000_00


def test_a_file_said_to_be_of_measures_that_is_not_is_wrong(administration, run):
    report, status = run(b"Ansvar;Konto;Period;Utfall kr\n4100;5020;202608;100\n", "--kind", "measure",
                         "--administration", "EX")  # fmt: skip

    assert (status, [each["code"] for each in report["problems"]]) == (1, ["no-measures"])


def test_a_list_of_measures_said_to_be_budget_is_not_read_as_measures(administration, owner):
    assert examined(administration, GOOD.encode(), options=Options(kind="budget")).understood.records == []
