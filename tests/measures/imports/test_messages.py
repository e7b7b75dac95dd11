"""Everything that can be said of a file of measures has its sentence, and reaches the pipeline of uploads."""

import pytest

from forecasts.imports import registers
from forecasts.imports.messages import layout_name, sentence
from forecasts.imports.problems import Code, Problem
from measures.imports.messages import SENTENCES
from measures.imports.problems import MeasureCode
from measures.imports.register import MEASURES


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == set(MeasureCode)


@pytest.mark.parametrize("code", MeasureCode)
def test_a_sentence_asks_only_for_what_a_problem_has(code):
    assert "{" not in sentence(Problem(code, found="x", hint="y"))


def test_no_code_is_one_of_any_file():
    assert {each.value for each in MeasureCode} & {each.value for each in Code} == set()


def test_a_sentence_says_what_stood_there_what_is_wrong_and_what_to_do():
    assert sentence(Problem(MeasureCode.NOT_A_DAY, "Blad1", "C14", "igår")) == (
        "C14: ”igår” är inget datum. Skriv så här: 2026-08-31."
    )


def test_the_register_is_in_the_pipeline():
    assert (registers.of("measure"), registers.of("budget")) == (MEASURES, None)
    assert layout_name("measures") == "åtgärdsregister"
