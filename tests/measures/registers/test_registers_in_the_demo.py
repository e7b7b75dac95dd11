"""The published delegation and the illustrative registers of the demo."""

from datetime import date

import pytest

from measures.models import Commitment, DelegationLimit, Finding
from measures.registers.limits import who_decides
from measures.registers.queries import limit_of
from measures.registers.words import limit_words

PUBLISHED = """
    1100 unit-head    alla beslut
    1100 team-leader  alla beslut
    1200 unit-head    upp till 50 000 kr/beslut
    1200 deputy       upp till 30 000 kr/beslut
    1200 case-officer alla beslut
    1300 unit-head    upp till 50 000 kr/beslut
    1300 deputy       upp till 30 000 kr/beslut
    1300 case-officer alla beslut
    1400 unit-head    över 850 000 kr/år
    1400 team-leader  upp till 850 000 kr/år
    1400 case-officer upp till 850 kr/dygn
    1500 unit-head    alla beslut
    1500 team-leader  alla beslut
    2100 case-officer alla beslut
"""


def of(model, code):
    return model.objects.filter(administration__code=code)


@pytest.mark.usefixtures("demo")
def test_the_published_delegation_is_in_the_demo():
    rows = of(DelegationLimit, "HV").select_related("unit")
    found = [(row.unit.code, row.role, limit_words(row.above, row.limit, row.per).replace("\xa0", " ")) for row in rows]

    assert found == [tuple(line.split(maxsplit=2)) for line in PUBLISHED.strip().splitlines()]
    assert {row.decision for row in rows} == {"Ramböll, organisationsanalys oktober 2012 (publicerad)"}


@pytest.mark.usefixtures("demo")
def test_a_decision_of_900_000_a_year_goes_to_the_head_of_vuxen():
    limits = [limit_of(row) for row in of(DelegationLimit, "HV").filter(unit__code="1400")]

    assert [answer.role for answer in who_decides(limits, 900_000_00, "year")] == ["unit-head"]


@pytest.mark.usefixtures("demo")
def test_the_published_finding_repeats_the_one_of_october_2011():
    repeated = of(Finding, "HV").exclude(repeats=None).get()

    assert (repeated.found_on, repeated.repeats.found_on) == (date(2012, 10, 1), date(2011, 10, 1))


@pytest.mark.usefixtures("demo")
def test_the_illustrative_registers_have_one_withdrawn_limit_five_findings_and_five_commitments():
    withdrawn = of(DelegationLimit, "EX").exclude(withdrawn_on=None).get()

    assert withdrawn.until == "tills ekonomin är i balans"
    assert (of(Finding, "EX").count(), of(Commitment, "EX").count()) == (5, 5)
