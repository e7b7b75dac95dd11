"""Account groups, and the stored amounts that follow their accounts."""

from datetime import date

import pytest

from forecasts.groups.queries import moves_of
from forecasts.groups.services import change_group, fingerprint, start_group
from forecasts.models import Figure, ReplacedFigure
from tests.factories import FigureFactory, UserFactory, group, small_administration
from units import refusals
from units.accounts import parse_ranges
from units.models import AccountGroup, Change
from units.queries import account_plan


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def figure(administration):
    """Make a stored amount of an account in a group."""
    unit = administration.units.get(code="4100")

    def make(account, code, **more):
        return FigureFactory(unit=unit, account=account, group=group(administration, code), **more)

    return make


def change(group, text, by, seen=None):
    ranges = parse_ranges(text)
    seen = fingerprint(moves_of(group, ranges)) if seen is None else seen
    change_group(group, name=group.name, kind=group.kind, ranges=ranges, seen=seen, by=by)


def stored(administration):
    rows = Figure.objects.filter(unit__administration=administration).order_by("account", "amount")
    return list(rows.values_list("account", "group__code", "amount"))


def test_stored_amounts_follow_their_account(administration, figure, by):
    figure("7010", "OVR")
    figure("7410", "KON")

    change(group(administration, "OVR"), "40–44, 63–69, 71–73, 76–78", by)
    change(group(administration, "KON"), "70, 74–75", by)

    assert stored(administration) == [("7010", "KON", 100_00), ("7410", "KON", 100_00)]


def test_an_account_that_no_group_holds_goes_to_what_is_not_split(administration, figure, by):
    figure("7410", "KON")

    change(group(administration, "KON"), "75", by)

    assert stored(administration) == [("7410", "0", 100_00)]


def test_replaced_amounts_follow_their_account_though_nothing_is_stored_for_it_now(administration, by):
    upload = administration.uploads.create(name="aug.xlsx", sha256="0" * 64, size=1)
    unit, kon = administration.units.get(code="4100"), group(administration, "KON")
    ReplacedFigure.objects.create(
        unit=unit, month=date(2026, 8, 1), kind=2, group=kon, account="7410", amount=1, replaced_by=upload
    )

    change(kon, "75", by)

    assert ReplacedFigure.objects.get().group.code == "0"


def test_amounts_without_account_stay_where_they_are(administration, figure, by):
    figure("", "KON")

    change(group(administration, "KON"), "75", by)

    assert stored(administration) == [("", "KON", 100_00)]


def test_another_administration_is_left_alone(administration, by):
    other = small_administration("ZZ")
    FigureFactory(unit=other.units.get(code="4100"), account="7410", group=group(other, "KON"))

    change(group(administration, "KON"), "75", by)

    assert stored(other) == [("7410", "KON", 100_00)]


def test_nothing_moves_that_the_person_has_not_seen(administration, figure, by):
    figure("7410", "KON")

    with pytest.raises(refusals.PreviewOldError):
        change(group(administration, "KON"), "75", by, seen="")

    assert account_plan(administration).group("7410") == "KON"


def test_two_amounts_never_become_one(administration, figure, by):
    figure("7410", "KON", amount=1_00)
    figure("7410", "OVR", amount=2_00)

    with pytest.raises(refusals.AmountsClashError):
        change(group(administration, "KON"), "75", by)

    assert stored(administration) == [("7410", "KON", 1_00), ("7410", "OVR", 2_00)]


def test_groups_may_not_share_accounts(administration, by):
    with pytest.raises(refusals.RangesOverlapError) as refused:
        change(group(administration, "KON"), "46, 74–75", by)

    assert refused.value.values == {
        "one": "46",
        "group": "Köp av verksamhet och placeringar",
        "other": "46",
        "another": "Konsulter och bemanning",
    }


def test_what_is_not_split_has_no_accounts_of_its_own(administration, by):
    with pytest.raises(refusals.UnsplitGroupError):
        change(group(administration, "0"), "80", by)


def test_a_new_group_takes_over_its_accounts(administration, figure, by):
    figure("4510", "FOR", month=date(2026, 3, 1))
    ranges = parse_ranges("451")
    seen = fingerprint(moves_of(AccountGroup(administration=administration, code="EKB", name="Bistånd"), ranges))

    start_group(administration, code="EKB", name="Bistånd", kind="cost", ranges=ranges, seen=seen, by=by)

    assert stored(administration) == [("4510", "EKB", 100_00)]


def test_a_new_group_needs_a_code_of_its_own(administration, by):
    with pytest.raises(refusals.CodeTakenError):
        start_group(administration, code="per", name="Personal", kind="cost", ranges=[], by=by)


def test_the_log_says_how_the_accounts_were_and_how_many_amounts_moved(administration, figure, by):
    figure("7410", "KON")

    change(group(administration, "KON"), "75", by)

    last = Change.objects.first()
    assert (last.action, last.before, last.after) == (
        "account-group-changed",
        {"ranges": "74–75"},
        {"ranges": "75", "moved": 1},
    )


def test_saving_without_a_change_is_not_in_the_log(administration, by):
    before = Change.objects.count()

    change(group(administration, "KON"), "74–75", by)

    assert Change.objects.count() == before


def test_the_method_of_the_proposal_is_chosen_and_logged(administration, by):
    rent = group(administration, "LOK")
    values = {"name": rent.name, "kind": rent.kind, "ranges": [("60", "62")], "seen": ""}

    change_group(rent, **values, proposal="linear", by=by)
    change_group(rent, **values, by=by)

    rent.refresh_from_db()
    change = Change.objects.latest("pk")
    assert rent.proposal == "linear"
    assert (change.before, change.after) == ({"proposal": "remaining-budget"}, {"proposal": "linear"})
