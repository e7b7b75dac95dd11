"""Needed, identified, decided, realised, verified and missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.programme.gap import Gap, Place, Required, Saving, programme
from measures.stages import Stage

TEN, TWENTY = Place(1, "10", "Familj"), Place(2, "20", "Äldre")
BARN, VUXEN = Place(11, "4100", "Barn", 1), Place(12, "4200", "Vuxen", 1)
PART, HEMTJANST = Place(13, "4210", "Missbruk", 1, parent=12), Place(21, "5100", "Hemtjänst", 2)
DEPARTMENTS, UNITS = [TEN, TWENTY], [BARN, VUXEN, PART, HEMTJANST]


def made(required=(), savings=()):
    return programme(2026, DEPARTMENTS, UNITS, list(required), list(savings))


def of(found, code):
    places = {each.department.code: each.gap for each in found.departments}
    places |= {each.unit.code: each.gap for department in found.departments for each in department.units}
    return places[code]


def test_the_administration_needs_what_was_decided_however_little_is_spread():
    found = made([Required(1_000, units={11: 300})])

    assert (found.gap.needed, of(found, "10").needed, found.not_spread) == (1_000, 300, 700)


def test_a_department_needs_its_own_share_and_its_rest_is_said():
    found = made([Required(1_000, departments={1: 600}, units={11: 300, 12: 200})])

    [department, _] = found.departments
    assert (department.gap.needed, department.not_spread, found.not_spread) == (600, 100, 400)


def test_a_department_that_shares_one_requirement_and_has_units_in_another_needs_both():
    found = made([Required(600, departments={1: 600}), Required(100, units={11: 100})])

    assert of(found, "10").needed == 700


@pytest.mark.parametrize(
    ("stage", "identified", "decided"),
    [
        (Stage.IDEA, 100, 0),
        (Stage.INVESTIGATED, 100, 0),
        (Stage.PROPOSED, 100, 0),
        (Stage.DECIDED, 100, 100),
        (Stage.RUNNING, 100, 100),
        (Stage.REALISED, 100, 100),
        (Stage.VERIFIED, 100, 100),
        (Stage.CLOSED, 100, 100),
        (Stage.STOPPED, 100, 100),
        (Stage.REJECTED, 0, 0),
    ],
)
def test_a_measure_counts_as_its_stage_says(stage, identified, decided):
    found = made(savings=[Saving(stage, 50, {11: 100})])

    assert (found.gap.identified, found.gap.decided) == (identified, decided)


def test_what_is_missing_is_negative():
    found = made([Required(1_000, units={11: 300})], [Saving(Stage.DECIDED, 80, {11: 200})])

    assert (of(found, "4100").amount, found.gap.amount, found.gap.likely) == (-100, -800, -840)


def test_effects_are_weighed_by_probability_beside_the_unweighed():
    found = made(savings=[Saving(Stage.DECIDED, 80, {11: 100}), Saving(Stage.IDEA, 10, {11: 50})])

    assert found.gap == Gap(identified=150, decided=100, likely_identified=85, likely_decided=80)


def test_what_a_stopped_measure_saved_is_certain():
    assert made(savings=[Saving(Stage.STOPPED, 0, {11: 100})]).gap.likely_decided == 100


def test_what_was_followed_up_and_verified_is_parted_by_share_to_the_ore():
    saving = Saving(Stage.RUNNING, 90, {}, shares={11: 3_333, 21: 6_667}, realised=100, verified=10)

    found = made(savings=[saving])

    assert (of(found, "4100").realised, of(found, "5100").realised) == (33, 67)
    assert (found.gap.realised, found.gap.verified) == (100, 10)


def test_a_part_counts_to_its_unit():
    found = made([Required(50, units={13: 50})], [Saving(Stage.DECIDED, 80, {13: 100})])

    assert of(found, "4200") == Gap(50, 100, 100, 0, 0, 80, 80)
    assert [each.unit.code for each in found.departments[0].units] == ["4100", "4200"]


def test_a_place_that_has_ended_is_shown_only_while_it_has_something():
    ended = Place(14, "4300", "Ekbacken", 1, valid=False)

    codes = [
        [each.unit.code for each in programme(2026, [TEN], [BARN, ended], [], savings).departments[0].units]
        for savings in ([], [Saving(Stage.DECIDED, 80, {14: 100})])
    ]

    assert codes == [["4100"], ["4100", "4300"]]


ORE = st.integers(min_value=-(10**9), max_value=10**10)
SHARE = st.integers(min_value=0, max_value=10**9)
UNIT = st.sampled_from([each.pk for each in UNITS])
SAVINGS = st.builds(
    Saving,
    st.sampled_from(list(Stage)),
    st.integers(min_value=0, max_value=100),
    st.dictionaries(UNIT, ORE),
    shares=st.dictionaries(UNIT, st.integers(min_value=1, max_value=10_000), min_size=1),
    realised=ORE,
    verified=ORE,
)
REQUIRED = st.builds(Required, SHARE, st.dictionaries(st.sampled_from([1, 2]), SHARE), st.dictionaries(UNIT, SHARE))


@given(st.lists(REQUIRED, max_size=4), st.lists(SAVINGS, max_size=8))
def test_parts_sum_to_wholes_at_every_level(required, savings):
    found = made(required, savings)

    whole = sum((each.gap for each in found.departments), Gap(needed=found.not_spread))
    parts = [sum((unit.gap for unit in each.units), Gap(needed=each.not_spread)) for each in found.departments]
    assert whole == found.gap
    assert parts == [each.gap for each in found.departments]
    assert found.gap.needed == sum(each.amount for each in required)
    assert found.gap.realised == sum(each.realised for each in savings if each.stage != Stage.REJECTED)
