"""Every problem and every conclusion has its sentence."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from forecasts.imports.layouts import LAYOUTS
from forecasts.imports.messages import EVIDENCE, LAYOUT_NAMES, SENTENCES, sentence
from forecasts.imports.own_table import LAYOUT as OWN_TABLE
from forecasts.imports.problems import Code, Problem

CODE = re.compile(r"""(?:\.say\(|_Vote\()\s*"([a-z-]+)\"""")


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == set(Code)


def test_every_layout_has_a_name():
    assert set(LAYOUT_NAMES) == {*(each.name for each in LAYOUTS), OWN_TABLE}


@pytest.mark.parametrize("code", Code)
def test_a_sentence_asks_only_for_what_a_problem_has(code):
    assert "{" not in sentence(Problem(code, found="x", hint="y"))


@pytest.mark.parametrize("code", EVIDENCE)
def test_a_conclusion_is_said_with_words(code):
    assert str(EVIDENCE[code])


def test_a_sentence_says_what_stood_there_what_is_wrong_and_what_to_do():
    with override("sv"):
        assert (
            sentence(Problem(Code.NOT_AN_AMOUNT, "Blad1", "C14", "12 00O"))
            == "C14: ”12 00O” är inget belopp. Skriv siffror, t.ex. 1 234,50."
        )


def test_every_conclusion_that_a_file_can_lead_to_has_a_sentence():
    imports = Path(__file__).resolve().parents[3] / "forecasts/imports"
    said = {code for path in imports.glob("*.py") for code in CODE.findall(path.read_text())}

    assert said >= {"kind-said", "sign-stored", "money-stored", "budget-spread"}
    assert said - set(EVIDENCE) == set()


def test_a_list_that_goes_on_ends_its_sentence():
    assert sentence(Problem(Code.UNITS_MISSING, found="2010, 2020 …")).endswith("2010, 2020 …")
