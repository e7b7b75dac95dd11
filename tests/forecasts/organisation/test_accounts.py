"""An account plan goes through the pipeline: what it changes, what moves, what is refused, and how it is undone."""

import json

import pytest
from django.core.management import call_command

from forecasts.groups.services import change_group
from forecasts.imports.commit import commit_upload, examine_upload, undo_upload
from forecasts.models import Figure
from forecasts.organisation.refusals import BuiltOnError, PlanChangedSinceError
from forecasts.refusals import StalePreviewError
from tests import factories
from tests.forecasts.organisation.lists import GROUPS, changes, codes, examined, load, receive, table
from units.models import AccountGroup, AccountRange, Change
from units.queries import account_plan

KON = "KON;Konsulter och bemanning;kostnad;74–75"
MOVED = ("KON;Konsulter och bemanning;kostnad;70, 74–75", "OVR;Övriga kostnader;kostnad;40–44, 63–69, 71–73, 76–78")
NEW = ("BIL;Bilar;kostnad;71", "OVR;Övriga kostnader;kostnad;40–44, 63–70, 72–73, 76–78")


def plan(*rows, head=GROUPS):
    return table(*rows, head=head)


def whole():
    """The account plan and the group of every stored amount."""
    groups = AccountGroup.objects.order_by("pk").values_list("pk", "code", "name", "kind", "order", "proposal")
    ranges = AccountRange.objects.order_by("group", "first").values_list("group", "first", "last")
    return list(groups), list(ranges), list(Figure.objects.order_by("pk").values_list("pk", "group"))


def ranges_of(administration, code):
    return list(factories.group(administration, code).ranges.order_by("first").values_list("first", "last"))


@pytest.fixture
def figure(administration):
    """An amount of an account that is stored in a group."""

    def make(account, code, **values):
        unit = administration.units.get(code="4100")
        return factories.FigureFactory(
            unit=unit, account=account, group=factories.group(administration, code), **values
        )

    return make


def test_what_changes_is_shown_field_by_field(administration):
    seen = examined(administration, plan("KON;Konsulter;intäkt;74"))

    assert changes(seen) == [
        (
            "Konsulter och bemanning (KON)",
            "changed",
            [
                ("Kontogrupp", "Konsulter och bemanning", "Konsulter"),
                ("Slag", "kostnad", "intäkt"),
                ("Konton", "74–75", "74"),
            ],
        )
    ]


def test_a_new_group_gets_its_accounts_from_another_in_one_file(administration):
    upload = load(administration, plan(*NEW))

    assert account_plan(administration).group("7110") == "BIL"
    made = factories.group(administration, "BIL")
    assert (made.name, made.kind) == ("Bilar", "cost")
    assert (upload.kind, upload.layout, upload.summary["counts"]["new"]) == ("account", "account-plan", 1)


def test_groups_and_fields_that_the_file_lacks_stay(administration):
    load(administration, table("KON;Konsulter;74", head="Kod;Kontogrupp;Konton"))

    assert factories.group(administration, "KON").kind == "cost"
    assert ranges_of(administration, "PER") == [("50", "59")]


def test_the_same_file_twice_changes_nothing(administration):
    load(administration, plan(*NEW))

    seen = examined(administration, plan(*NEW))

    assert (seen.ready, seen.preview.count, seen.preview.unchanged) == (True, 0, 2)


def test_the_order_of_the_ranges_is_no_change(administration):
    seen = examined(administration, plan("OVR;Övriga kostnader;kostnad;76–78, 63–73, 40–44"))

    assert (seen.preview.count, seen.preview.unchanged) == (0, 1)


def test_stored_amounts_follow_their_accounts_and_the_preview_says_so(administration, figure):
    figure("7010", "OVR")
    figure("7410", "KON")

    seen = examined(administration, plan(*MOVED))
    load(administration, plan(*MOVED))

    [problem] = seen.problems
    assert (problem.code.value, problem.cell, problem.severity, problem.hint) == (
        "amounts-move", "D2", "warning", "1 på 7010, från Övriga kostnader till Konsulter och bemanning",
    )  # fmt: skip
    assert list(Figure.objects.order_by("account").values_list("account", "group__code")) == [
        ("7010", "KON"), ("7410", "KON"),
    ]  # fmt: skip


def test_amounts_that_come_in_between_make_the_preview_stale(administration, figure):
    upload = receive(administration, plan(*MOVED))
    seen = examine_upload(upload, by=None).preview.fingerprint
    figure("7010", "OVR")

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=seen, by=None)


def test_a_list_of_accounts_adds_those_that_their_group_does_not_hold(administration):
    rows = ("7410;KON", "4611;KON", "4612;KON", "4614;Konsulter och bemanning")

    seen = examined(administration, table(*rows, head="Konto;Kontogrupp"))
    load(administration, table(*rows, head="Konto;Kontogrupp"))

    assert [each[0] for each in changes(seen)] == ["Konsulter och bemanning (KON)"]
    assert ranges_of(administration, "KON") == [("4611", "4612"), ("4614", "4614"), ("74", "75")]
    assert [account_plan(administration).group(each) for each in ("4611", "4613")] == ["KON", "KOP"]
    assert examined(administration, table(*rows, head="Konto;Kontogrupp")).preview.count == 0


def test_a_list_of_accounts_takes_them_from_the_range_that_named_them(administration):
    load(administration, plan("KON;Konsulter och bemanning;kostnad;74–75, 4610–4619"))

    load(administration, table("4615;LOK", head="Konto;Kontogrupp"))

    assert ranges_of(administration, "KON") == [("4610", "4614"), ("4616", "4619"), ("74", "75")]
    assert account_plan(administration).group("4615") == "LOK"


def test_each_change_is_logged_as_if_it_was_made_by_hand(administration, person, figure):
    figure("7110", "OVR")
    by = person("controller")

    load(administration, plan(*NEW), by=by)

    lines = Change.objects.filter(action__startswith="account-group-").order_by("pk")
    assert {(each.action, each.subject, each.by) for each in lines} == {
        ("account-group-started", "Bilar", str(by)),
        ("account-group-changed", "Övriga kostnader", str(by)),
    }


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["BIL;;kostnad;99"], ("missing-name", "B2")),
        (["BIL;Bilar;;98"], ("missing-kind", "C2")),
        (["BIL;Lokalkostnader;kostnad;98"], ("group-name-taken", "B2")),
        (["BIL;Bilar;kostnad;71"], ("account-ranges-overlap", "D2")),
        (["KON;Konsulter;kostnad;74–75, 75–76"], ("account-ranges-overlap", "D2")),
        (["0;Ej fördelat på kontogrupp;kostnad;98"], ("unsplit-group-has-accounts", "D2")),
    ],
)
def test_what_is_wrong_with_a_group_is_said_with_its_cell(administration, rows, problem):
    seen = examined(administration, plan(*rows))

    assert problem in codes(seen)
    assert not seen.ready


def test_every_range_that_is_in_the_way_is_said(administration):
    seen = examined(administration, plan("BIL;Bilar;kostnad;71, 74, 50"))

    assert [(each.found, each.hint) for each in seen.problems] == [
        ("50", "50–59 Personalkostnader"),
        ("71", "63–73 Övriga kostnader"),
        ("74", "74–75 Konsulter och bemanning"),
    ]


def test_a_group_that_is_not_known_by_its_name_alone_is_asked_for(administration):
    seen = examined(administration, table("7410;Konsluter och bemanning", head="Konto;Kontogrupp"))

    [problem] = seen.problems
    assert (problem.code.value, problem.cell) == ("unknown-account-group", "B2")
    assert "KON Konsulter och bemanning" in problem.hint


def test_a_group_is_the_same_by_its_code_its_name_and_both(administration):
    rows = ("KON;4610", "Konsulter och bemanning;4611", "KON Konsulter och bemanning;4612")

    load(administration, table(*rows, head="Kontogrupp;Konto"))

    assert ranges_of(administration, "KON") == [("4610", "4612"), ("74", "75")]


def test_two_amounts_that_would_become_one_are_refused(administration, figure):
    figure("7010", "OVR")
    figure("7010", "KON")

    assert ("amounts-clash", "D2") in codes(examined(administration, plan(*MOVED)))


def test_an_undone_plan_leaves_everything_as_it_was(administration, figure):
    figure("7110", "OVR")
    figure("7410", "KON")
    before = whole()
    upload = load(administration, plan(*NEW))
    assert whole() != before

    undo_upload(upload, by=None)

    groups, ranges, figures = whole()
    assert (groups, figures) == (before[0], before[2])
    assert ranges == before[1]


def test_a_group_that_forecasts_are_made_for_cannot_be_undone(administration):
    upload = load(administration, plan(*NEW))
    forecast = factories.ForecastFactory(unit=administration.units.get(code="4100"))
    factories.ForecastLineFactory(forecast=forecast, group=factories.group(administration, "BIL"))
    after = whole()

    with pytest.raises(BuiltOnError, match="Bilar"):
        undo_upload(upload, by=None)

    assert whole() == after


def test_a_group_that_has_been_changed_since_cannot_be_undone(administration, person):
    upload = load(administration, plan("KON;Konsulter;kostnad;74–75"))
    group = factories.group(administration, "KON")
    change_group(group, name="Annat", kind="cost", ranges=[("74", "75")], seen="", by=person("controller"))

    with pytest.raises(PlanChangedSinceError, match="Konsulter"):
        undo_upload(upload, by=None)


def test_amounts_that_came_to_a_new_group_go_back_with_their_accounts(administration, figure):
    upload = load(administration, plan(*NEW))
    figure("7115", "BIL")

    undo_upload(upload, by=None)

    assert list(Figure.objects.values_list("account", "group__code")) == [("7115", "OVR")]


def test_the_command_line_loads_an_account_plan(administration, tmp_path, capsys):
    path = tmp_path / "plan.csv"
    path.write_bytes(plan(*NEW))

    call_command("upload", path, "--administration", "EX", "--kind", "account", "--commit", "--json")

    report = json.loads(capsys.readouterr().out)
    assert (report["kind"], report["committed"], report["counts"]["changed"]) == ("account", True, 1)
