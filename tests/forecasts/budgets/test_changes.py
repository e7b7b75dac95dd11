"""What changes of a budget take and refuse."""

from datetime import date
from uuid import uuid4

import pytest

from forecasts.budgets import refusals
from forecasts.budgets.changes import Line, Planned, make_change, undo_change
from forecasts.budgets.planning import Effect, Wanted
from forecasts.budgets.queries import frame_additions, undistributed
from forecasts.models import BudgetChange, ClosedMonth, Figure
from tests import factories
from tests.forecasts.budgets.making import AUTUMN, changed
from units.models import AccountGroup, Change


@pytest.fixture(autouse=True)
def _in_october(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 10, 15))


def stored():
    rows = Figure.objects.filter(kind=Figure.Kind.CHANGE).order_by("unit__code", "month")
    return [(unit, month.month, amount) for unit, month, amount in rows.values_list("unit__code", "month", "amount")]


def moved(administration, *amounts, kind="reallocation"):
    """A reallocation in December between 4100 and 4200: öre in that order."""
    units = administration.units.order_by("code")
    group = factories.group(administration)
    lines = [Line(unit.pk, group.pk, date(2026, 12, 1), amount) for unit, amount in zip(units, amounts, strict=True)]
    return make_change(administration, Planned(kind, 2026, date(2026, 9, 1), "§ 1", lines), by=None)


def test_changes_of_the_same_place_are_summed_and_each_is_undone_alone(administration):
    first = changed(administration, 100)
    changed(administration, 50, months=AUTUMN[2:])

    assert stored() == [("4100", 10, 100), ("4100", 11, 100), ("4100", 12, 150)]
    undo_change(first, by=None)
    assert stored() == [("4100", 12, 50)]


def test_changes_that_cancel_out_leave_no_figure(administration):
    changed(administration, 100)
    changed(administration, -100)

    assert stored() == []


def test_a_reallocation_sums_to_zero(administration):
    with pytest.raises(refusals.UnbalancedError, match=r"\+10,01 kr"):
        moved(administration, -100, 1101)

    moved(administration, -100, 100)
    assert stored() == [("4100", 12, -100), ("4200", 12, 100)]


def test_the_same_key_is_one_change(administration):
    key = uuid4()
    planned = Planned("supplementary", 2026, date(2026, 9, 1), "§ 1", [], frame_amount=5)

    made = [make_change(administration, planned, key=key, by=None) for _ in range(2)]

    assert made[0] == made[1]
    assert BudgetChange.objects.count() == 1


def test_what_is_not_placed_is_a_rest_that_can_be_placed_later(administration):
    changed(administration, 100, given=1000)
    assert undistributed(administration, 2026) == 700

    changed(administration, 200, of="4200", given=0)

    assert undistributed(administration, 2026) == 100
    with pytest.raises(refusals.MoreThanGivenError):
        changed(administration, 200, of="4200", given=0)


def test_a_cut_of_the_frame_is_placed_like_a_gift(administration):
    changed(administration, -100)

    with pytest.raises(refusals.MoreThanGivenError):
        changed(administration, -100, given=-10)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount": 0}, refusals.EmptyChangeError),
        ({"decided_on": date(2024, 12, 1)}, refusals.DecidedOtherYearError),
        ({"decided_on": date(2027, 1, 1)}, refusals.DecidedOtherYearError),
        ({"decided_on": date(2026, 10, 16)}, refusals.DecidedLaterError),
        ({"months": [date(2027, 1, 1)]}, refusals.ChangeOtherYearError),
        ({"months": [date(2026, 9, 1)]}, refusals.BudgetMonthClosedError),
        ({"months": [date(2026, 11, 1), date(2026, 11, 1)]}, refusals.LineTwiceError),
    ],
)
def test_a_change_is_refused(administration, more, refusal):
    ClosedMonth.objects.create(administration=administration, month=date(2026, 9, 1))

    with pytest.raises(refusal):
        changed(administration, **({"amount": 100} | more))

    assert stored() == []


def test_a_unit_gets_nothing_in_a_month_when_it_does_not_exist(administration):
    administration.units.filter(code="4100").update(valid_to=date(2026, 10, 1))

    with pytest.raises(refusals.UnitNotThereError):
        changed(administration, 100)


def test_a_change_of_a_month_closed_since_is_not_undone(administration):
    change = changed(administration, 100)
    ClosedMonth.objects.create(administration=administration, month=AUTUMN[0])

    with pytest.raises(refusals.BudgetMonthClosedError, match="Oktober 2026"):
        undo_change(change, by=None)


def test_a_change_is_not_undone_twice(administration):
    change = changed(administration, 100)
    undo_change(change, by=None)

    with pytest.raises(refusals.ChangeUndoneError):
        undo_change(change, by=None)


def test_a_change_and_its_undoing_are_logged(administration):
    undo_change(changed(administration, 100), by=None)

    undone, made = Change.objects.filter(action__startswith="budget-change")[:2]
    assert (made.action, undone.action) == ("budget-changed", "budget-change-undone")
    assert made.after == {
        "kind": "supplementary",
        "year": 2026,
        "frame_ore": 300,
        "unit_budgets": {"4100": 300},
    }
    assert undone.before == made.after


def test_what_gave_a_rest_that_others_placed_is_undone_after_them(administration):
    gave = changed(administration, 0, given=100)
    placed = changed(administration, 60, months=AUTUMN[2:], given=0)

    with pytest.raises(refusals.RestPlacedError, match="0,60 kr"):
        undo_change(gave, by=None)
    undo_change(placed, by=None)
    undo_change(gave, by=None)

    assert undistributed(administration, 2026) == 0


def test_what_is_undone_is_added_to_no_frame(administration):
    undo_change(changed(administration, 100), by=None)

    assert set(frame_additions(administration, 2026).values()) == {0}


@pytest.mark.parametrize(("amount", "too_much"), [(900, False), (1_100, True), (-1_100, False)])
def test_a_revenue_target_that_is_lowered_by_more_than_it_is_is_warned_of(administration, amount, too_much):
    revenue = AccountGroup(kind=AccountGroup.Kind.REVENUE)
    effect = Effect(Wanted(administration.units.get(code="4100"), revenue, amount), -1_000, -1_000, ())

    assert effect.too_much is too_much
