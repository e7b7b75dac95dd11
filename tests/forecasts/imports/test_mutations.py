"""A good table that is changed means the same or is asked about; under printed sums no harm to it goes unnoticed."""

from collections import Counter

import pytest

from forecasts.imports.pipeline import understand
from forecasts.imports.read import read
from tests.corpus.drafts import BASES
from tests.corpus.organisation import context
from tests.corpus.trial import Trial, failures, judged, outcome, trial
from tests.corpus.written import FORMATS, written

HARMLESS, HARMFUL, ANSWERED, IN_BYTES = 200, 150, 80, 50
NAMES = [each().name for each in BASES]


def trials(base: int, count: int, *, harm: bool) -> list[Trial]:
    return [trial(number, base, harm=harm) for number in range(count)]


@pytest.mark.parametrize("base", range(len(BASES)), ids=NAMES)
def test_what_leaves_the_meaning_as_it_is_never_gives_other_figures_in_silence(base):
    assert failures(trials(base, HARMLESS, harm=False)) == []


@pytest.mark.parametrize("base", range(len(BASES)), ids=NAMES)
def test_harm_under_printed_sums_never_gives_other_figures_without_a_warning(base):
    assert failures(trials(base, HARMFUL, harm=True)) == []


@pytest.mark.parametrize("base", range(len(BASES)), ids=NAMES)
def test_what_a_person_says_of_a_table_never_makes_it_mean_something_else(base):
    assert failures(trials(base, ANSWERED, harm=False), answered=True) == []


@pytest.mark.parametrize("base", range(len(BASES)), ids=NAMES)
def test_most_tables_are_read_without_a_question(base):
    found = Counter(map(outcome, trials(base, 100, harm=False)))

    assert found["same"] >= 70


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_table_means_the_same_in_every_format(form):
    found = {}
    for number in range(IN_BYTES):
        made = trial(number, number % len(BASES), harm=False)
        draft = made.draft()
        name, content = written(draft, form)
        found[made] = judged(understand(read(content, name), context()), draft)

    assert {made: each for made, each in found.items() if each not in {"same", "asked"}} == {}
