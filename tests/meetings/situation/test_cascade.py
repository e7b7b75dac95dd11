"""How far a message has come, as shares."""

from datetime import UTC, datetime

from meetings.situation.cascade import Cascade, DepartmentLine, Passed, Share, Step, UnitLine, share_of

DONE = Passed(datetime(2026, 9, 15, 10, tzinfo=UTC), "Chefen")


def step(kind, place, *, done=False, mine=False):
    return Step(kind, place, f"Plats {place}", DONE if done else None, mine=mine)


def line(place, *, unit=False, team=False):
    return UnitLine(f"{place}", f"Enhet {place}", step("unit", place, done=unit), step("team", place, done=team))


def test_the_shares_count_each_step_for_itself():
    cascade = Cascade([DepartmentLine("10", "IoF", step("department", 1, done=True), [line(1, unit=True), line(2)])])

    assert (cascade.heads, cascade.units, cascade.teams) == (Share(1, 1), Share(1, 2), Share(0, 2))


def test_a_hundred_per_cent_is_everyone():
    assert [Share(done, 200).percent for done in (0, 1, 199, 200)] == [0, 0, 99, 100]


def test_nobody_of_nobody_is_no_per_cent():
    assert (share_of([]).percent, share_of([]).lacking) == (0, 0)


def test_a_message_is_through_when_no_step_lacks():
    assert Cascade([DepartmentLine("10", "IoF", None, [line(1, unit=True, team=True)])]).whole
    assert [each.key for each in Cascade([DepartmentLine("10", "IoF", None, [line(1, unit=True)])]).lacking] == [
        "team-1"
    ]
