"""Who decides what a decision costs, by the limits of a delegation."""

import pytest

from measures.registers.limits import Answer, Limit, Verdict, overlapping, who_decides

KR = 100


def vuxen(**withdrawn):
    """The published delegation of Vuxen: head above 850 000 a year, leader up to it, officer up to 850 a day."""
    return [
        Limit(1, "unit-head", "Insatser", above=850_000 * KR, per="year"),
        Limit(1, "team-leader", "Insatser", limit=850_000 * KR, per="year"),
        Limit(1, "case-officer", "Insatser", limit=850 * KR, per="day", **withdrawn),
    ]


@pytest.mark.parametrize(
    ("cost", "per", "role"),
    [
        (310_250, "year", "case-officer"),  # 850 a day for 365 days
        (310_251, "year", "team-leader"),
        (850, "day", "case-officer"),
        (851, "day", "team-leader"),
        (850_000, "year", "team-leader"),
        (850_001, "year", "unit-head"),
        (70_833, "month", "team-leader"),
        (70_834, "month", "unit-head"),
        (900_000, "year", "unit-head"),
        (0, "year", "case-officer"),
    ],
)
def test_the_nearest_role_whose_limit_holds_decides(cost, per, role):
    assert [answer.role for answer in who_decides(vuxen(), cost * KR, per)] == [role]


def test_a_withdrawn_delegation_leaves_the_decision_to_the_next_role_and_says_so():
    answers = who_decides(vuxen(withdrawn=True), 100_000 * KR, "year")

    assert answers == [Answer(1, "Insatser", Verdict.ROLE, "team-leader", ("case-officer",))]


def test_what_no_role_in_the_unit_may_decide_goes_higher():
    limits = [Limit(1, "unit-head", "Bistånd", limit=50_000 * KR, per="decision")]

    assert who_decides(limits, 50_001 * KR, "decision") == [Answer(1, "Bistånd", Verdict.HIGHER)]


def test_a_limit_of_a_decision_says_nothing_of_a_cost_a_year():
    limits = [Limit(1, "unit-head", "Bistånd", limit=50_000 * KR, per="decision")]

    assert who_decides(limits, 900_000 * KR, "year") == [Answer(1, "Bistånd", Verdict.UNKNOWN)]


def test_who_decides_everything_decides_whatever_the_cost_is_for():
    limits = [Limit(1, "case-officer", "Insatser", per="year")]

    assert [answer.role for answer in who_decides(limits, 10**12, "decision")] == ["case-officer"]


def test_each_kind_of_decision_has_its_own_answer():
    limits = [Limit(1, "unit-head", "Köpta insatser"), Limit(1, "team-leader", "Egna insatser")]

    answers = who_decides(limits, 900_000 * KR, "year")

    assert [(answer.what, answer.role) for answer in answers] == [
        ("Köpta insatser", "unit-head"),
        ("Egna insatser", "team-leader"),
    ]


def test_the_same_kind_written_in_another_case_is_the_same_kind():
    limits = [Limit(1, "unit-head", "Insatser"), Limit(1, "team-leader", "insatser")]

    assert [answer.role for answer in who_decides(limits, KR, "year")] == ["team-leader"]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"limit": 100}, {"limit": 200}, True),
        ({"limit": 100}, {"above": 100}, False),
        ({"limit": 100}, {"above": 99}, True),
        ({}, {"limit": 100}, True),
        ({"limit": 366, "per": "year"}, {"above": 1, "per": "day"}, True),
        ({"limit": 365, "per": "year"}, {"above": 1, "per": "day"}, False),
        ({"limit": 100, "per": "decision"}, {"limit": 100, "per": "year"}, False),
    ],
)
def test_two_limits_that_cover_the_same_cost_overlap(one, other, found):
    assert overlapping(Limit(1, "deputy", "A", **one), Limit(1, "deputy", "a", **other)) is found


def test_limits_of_different_roles_never_overlap():
    assert not overlapping(Limit(1, "deputy", "A"), Limit(1, "unit-head", "A"))
