"""What each stage demands."""

from dataclasses import replace
from datetime import date

import pytest

from measures.models import Measure
from measures.stages import MOVES, Demand, Facts, Stage, is_back, missing

TODAY = date(2026, 9, 15)
READY = Facts(
    stage="proposed",
    owner=True,
    what=True,
    effect=True,
    start=date(2026, 9, 1),
    decision_body="Socialnämnden",
    decided_on=date(2026, 9, 10),
)


def test_the_stages_are_those_of_the_database():
    assert [each.value for each in Stage] == Measure.Stage.values


def test_a_measure_that_has_all_it_needs_can_be_decided():
    assert missing(READY, "decided", today=TODAY) == []


@pytest.mark.parametrize(
    ("change", "demand"),
    [
        ({"owner": False}, Demand.OWNER),
        ({"what": False}, Demand.WHAT),
        ({"effect": False}, Demand.EFFECT),
        ({"decision_body": ""}, Demand.BODY),
        ({"decided_on": None}, Demand.DECIDED_ON),
        ({"decided_on": date(2026, 9, 16)}, Demand.DECIDED_LATER),
        ({"union_required": True, "risk": True}, Demand.UNION),
        ({"union_required": True, "risk": True, "union_on": date(2026, 9, 11)}, Demand.UNION_LATER),
        ({"union_required": True, "union_on": date(2026, 9, 10)}, Demand.RISK),
        ({"open_overlaps": 1}, Demand.OVERLAP),
    ],
)
def test_a_decision_names_what_is_missing(change, demand):
    assert missing(replace(READY, **change), "decided", today=TODAY) == [demand]


def test_a_measure_is_decided_on_the_day_that_the_negotiation_was_done():
    facts = replace(READY, union_required=True, risk=True, union_on=date(2026, 9, 10))

    assert missing(facts, "decided", today=TODAY) == []


@pytest.mark.parametrize(
    ("stage", "to", "demand"),
    [
        ("idea", "investigated", Demand.DEADLINE),
        ("idea", "proposed", Demand.OWNER),
        ("decided", "running", Demand.START),
        ("running", "realised", Demand.FOLLOW_UP),
        ("realised", "verified", Demand.VERIFICATION),
        ("verified", "closed", Demand.CONTAINED),
    ],
)
def test_each_stage_has_its_demand(stage, to, demand):
    facts = Facts(stage=stage, what=True, effect=True, start=date(2026, 10, 1))

    assert missing(facts, to, today=TODAY) == [demand]


@pytest.mark.parametrize("stage", [each.value for each in Stage])
def test_what_goes_back_or_ends_it_needs_a_word(stage):
    steps = [to for to in MOVES[stage] if is_back(stage, to) or to in (Stage.STOPPED, Stage.REJECTED)]

    assert [missing(replace(READY, stage=stage), to, today=TODAY) for to in steps] == [[Demand.WORD]] * len(steps)
    assert [missing(replace(READY, stage=stage), to, today=TODAY, word="Ja") for to in steps] == [[]] * len(steps)
