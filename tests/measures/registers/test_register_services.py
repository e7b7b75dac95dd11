"""What people do with the registers: written once, changed as seen, removed into the log."""

from datetime import date

import pytest

from measures.models import Commitment, DelegationLimit, Finding
from measures.registers import refusals, services
from measures.registers.rows import fingerprint
from units.models import Change

TODAY = date(2026, 10, 15)


@pytest.fixture
def unit(administration):
    return administration.units.get(code="4100")


def limit(unit, **values):
    usual = {"unit": unit, "role": "team-leader", "what": "Insatser", "limit": 850_000_00}
    return services.write_limit(unit.administration, usual | values, by=None)


def found(administration, **values):
    usual = {"title": "Avtal följs inte upp", "source": "Revisionen", "found_on": date(2026, 3, 1)}
    return services.write_finding(administration, usual | values, by=None)


def lease(administration, **values):
    usual = {"title": "Hyra", "first": date(2025, 1, 1), "yearly": 1_200_000_00}
    return services.write_commitment(administration, usual | values, by=None)


def logged():
    return list(Change.objects.order_by("pk").exclude(action__contains="started").values_list("action", flat=True))


def test_the_same_row_written_twice_is_stored_once(unit):
    for _time in range(2):
        limit(unit)
        found(unit.administration)
        lease(unit.administration)

    assert [model.objects.count() for model in (DelegationLimit, Finding, Commitment)] == [1, 1, 1]
    assert logged() == ["delegation-written", "finding-written", "commitment-written"]


def test_a_limit_below_its_floor_is_refused(unit):
    with pytest.raises(
        refusals.LimitBelowFloorError, match="högst 100 kr/år men måste kosta mer än 200 kr/år".replace(" kr", "\xa0kr")
    ):
        limit(unit, above=200_00, limit=100_00)


def test_a_second_limit_for_the_same_decisions_is_refused(unit):
    limit(unit)

    with pytest.raises(refusals.LimitTwiceError, match="Gruppledare i Barn och ungdom har redan"):
        limit(unit, what="insatser", limit=900_000_00)


def test_a_withdrawn_limit_may_be_followed_by_another_and_not_be_given_back_beside_it(unit):
    row = limit(unit)
    services.withdraw_limit(row, day=TODAY, until="tills ekonomin är i balans", by=None)
    limit(unit, limit=100_000_00)

    with pytest.raises(refusals.LimitTwiceError):
        services.restore_limit(row, by=None)


def test_withdrawing_twice_the_same_way_is_once(unit):
    row = limit(unit)
    for _time in range(2):
        services.withdraw_limit(row, day=TODAY, until="tills ekonomin är i balans", by=None)

    row.refresh_from_db()
    assert (row.withdrawn_on, row.until) == (TODAY, "tills ekonomin är i balans")
    assert logged() == ["delegation-written", "delegation-withdrawn"]


def test_a_withdrawn_delegation_is_not_withdrawn_in_another_way(unit):
    row = limit(unit)
    services.withdraw_limit(row, day=TODAY, until="årets slut", by=None)

    with pytest.raises(refusals.WithdrawnAlreadyError):
        services.withdraw_limit(row, day=TODAY, until="tills vidare", by=None)


def test_a_delegation_is_not_withdrawn_before_it_holds(unit):
    row = limit(unit, since=date(2026, 11, 1))

    with pytest.raises(refusals.WithdrawnEarlyError):
        services.withdraw_limit(row, day=TODAY, until="årets slut", by=None)


def test_a_delegation_given_back_holds_again(unit):
    row = limit(unit)
    services.withdraw_limit(row, day=TODAY, until="årets slut", by=None)
    for _time in range(2):
        services.restore_limit(row, by=None)

    row.refresh_from_db()
    assert (row.withdrawn_on, row.until) == (None, "")
    assert logged()[-1] == "delegation-restored"


def test_a_change_is_logged_with_what_it_changed_alone(unit):
    row = limit(unit)

    services.change_limit(row, {"limit": 900_000_00}, by=None)

    change = Change.objects.latest("pk")
    assert (change.before, change.after) == ({"limit_ore": 850_000_00}, {"limit_ore": 900_000_00})


def test_a_change_that_changes_nothing_is_not_logged(unit):
    row = lease(unit.administration)

    services.change_commitment(row, {"yearly": row.yearly}, by=None)

    assert logged() == ["commitment-written"]


def test_nobody_overwrites_what_they_have_not_seen(unit):
    row = lease(unit.administration)
    seen = fingerprint(row)
    services.change_commitment(row, {"yearly": 1}, seen=seen, by=None)

    with pytest.raises(refusals.RowStaleError):
        services.change_commitment(row, {"yearly": 2}, seen=seen, by=None)


def test_what_somebody_removed_is_not_changed(unit):
    row = lease(unit.administration)
    services.remove_commitment(Commitment.objects.get(pk=row.pk), by=None)

    with pytest.raises(refusals.RowGoneError):
        services.change_commitment(row, {"yearly": 2}, by=None)


def test_what_is_removed_stays_in_the_log(unit):
    services.remove_limit(limit(unit, note="Gäller även delarna"), by=None)

    change = Change.objects.latest("pk")
    assert change.action == "delegation-removed"
    assert change.before["note"] == "Gäller även delarna"
    assert change.before["limit_ore"] == 850_000_00


def test_a_finding_of_a_unit_belongs_to_its_department(unit):
    assert found(unit.administration, unit=unit).department == unit.department


def test_a_finding_repeats_an_earlier_one_only(administration):
    first = found(administration)

    with pytest.raises(refusals.RepeatsLaterError):
        found(administration, title="Igen", repeats=first)


def test_a_finding_stays_before_what_repeats_it(administration):
    first = found(administration)
    found(administration, title="Igen", found_on=date(2026, 6, 1), repeats=first)

    with pytest.raises(refusals.RepeatedLaterError):
        services.change_finding(first, {"found_on": date(2026, 6, 1)}, by=None)


def test_a_finding_that_is_repeated_is_not_removed(administration):
    first = found(administration)
    found(administration, title="Igen", found_on=date(2026, 6, 1), repeats=first)

    with pytest.raises(refusals.FindingRepeatedError, match="Igen upprepar"):
        services.remove_finding(first, by=None)


def test_a_finding_is_not_due_before_it_is_found(administration):
    with pytest.raises(refusals.DueBeforeFoundError):
        found(administration, due=date(2026, 2, 1))


def test_a_commitment_does_not_end_before_it_begins(administration):
    with pytest.raises(refusals.CommitmentEndsEarlyError, match="december 2024"):
        lease(administration, last=date(2024, 12, 1))
