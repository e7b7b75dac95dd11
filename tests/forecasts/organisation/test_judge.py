"""Whatever a list of accounts says becomes so, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from forecasts.groups.plan import GroupState
from forecasts.organisation.account_judge import judge
from forecasts.organisation.records import GroupRecord
from units.accounts import KOMMUN_BAS, AccountPlan, AccountRange, overlaps

NAMED = GroupState("BIL", "Bilar", "cost", (("4610", "4619"), ("7", "7"), ("746", "747")))
STORED = [NAMED, *(GroupState(each.code, each.name, each.kind, each.ranges) for each in KOMMUN_BAS)]
CODES = [each.code for each in STORED if each.code != "0"]
ACCOUNTS = [f"{number:04d}" for number in range(3000, 8600)]
Said = dict[str, str]


def plan_of(states):
    return AccountPlan(AccountRange(*each, state.code) for state in states for each in state.ranges)


@given(st.dictionaries(st.sampled_from(ACCOUNTS[1500:1700] + ACCOUNTS[4400:4500]), st.sampled_from(CODES), max_size=12))
def test_every_account_of_a_list_belongs_to_its_group_and_no_other_moves(said: Said):
    records = [
        GroupRecord("Blad1", code, accounts=tuple(each for each, group in said.items() if group == code),
                    cells={"row": "A1"})
        for code in sorted(set(said.values()))
    ]  # fmt: skip

    judged = judge(records, STORED)

    after = {each.code: each for each in STORED} | {each.state.code: each.state for each in judged.planned}
    before, now = plan_of(STORED), plan_of(after.values())
    assert judged.problems == []
    wanted = {each: said.get(each, before.group(each)) for each in ACCOUNTS}
    assert {each: now.group(each) for each in ACCOUNTS} == wanted
    assert overlaps(AccountRange(*each, state.code) for state in after.values() for each in state.ranges) == []


def test_a_list_that_says_what_is_so_already_changes_nothing():
    plan = plan_of(STORED)
    held = [each for each in ACCOUNTS if plan.group(each)]
    records = [
        GroupRecord(
            "Blad1", code, accounts=tuple(each for each in held if plan.group(each) == code), cells={"row": "A"}
        )
        for code in CODES
    ]

    assert judge(records, STORED).changed == []


def test_all_overlaps_are_found_also_those_within_a_wide_range():
    ranges = [AccountRange("40", "49", "A"), AccountRange("41", "41", "B"), AccountRange("43", "50", "C"),
              AccountRange("451", "452", "D")]  # fmt: skip

    assert [(one.group, other.group) for one, other in overlaps(ranges)] == [("A", "B"), ("A", "C")]
