"""Everything that can be said of a list of units or an account plan has its sentence, and reaches the pipeline."""

import re
from pathlib import Path

import pytest

from forecasts.imports import registers
from forecasts.imports.messages import EVIDENCE, layout_name, sentence
from forecasts.imports.problems import Code, Problem
from forecasts.organisation.messages import (
    PLAN_EVIDENCE,
    PLAN_SENTENCES,
    UNIT_EVIDENCE,
    UNIT_SENTENCES,
)
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.register import ACCOUNTS, UNITS

ROOT = Path(__file__).resolve().parents[3]


def test_every_code_has_one_sentence():
    assert sorted([*UNIT_SENTENCES, *PLAN_SENTENCES]) == sorted(PlanCode)


@pytest.mark.parametrize("code", PlanCode)
def test_a_sentence_asks_only_for_what_a_problem_has(code):
    assert "{" not in sentence(Problem(code, found="x", hint="y"))


def test_no_code_is_one_of_another_file():
    others = {each.value for each in Code}
    others |= {code for each in registers.every() if each not in (UNITS, ACCOUNTS) for code in each.sentences}

    assert {each.value for each in PlanCode} & others == set()


def test_every_conclusion_has_a_sentence():
    text = "".join(path.read_text() for path in (ROOT / "forecasts/organisation").glob("*.py"))

    said = set(re.findall(r'\.say\("([a-z-]+)"', text))
    assert said - set(EVIDENCE) == set(UNIT_EVIDENCE) | set(PLAN_EVIDENCE)


def test_a_near_name_is_offered_in_the_sentence():
    assert sentence(Problem(PlanCode.UNKNOWN_PARENT, "Blad1", "D2", "4101", "4100 Barn")) == (
        "D2: ”4101” är ingen enhet, varken här eller i filen. Rätta, eller lägg till enheten. Menade du 4100 Barn?"
    )


def test_the_registers_are_in_the_pipeline():
    assert (registers.of("unit"), registers.of("account")) == (UNITS, ACCOUNTS)
    assert [layout_name(each) for each in ("units", "account-plan")] == ["lista med enheter", "kontoplan"]
