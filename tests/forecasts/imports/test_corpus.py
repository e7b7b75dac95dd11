"""Every awkward file of the corpus is understood rightly, asked about or refused, as it says itself."""

import pytest

from forecasts.imports.read import read
from tests.corpus import CASES, UPLOADS
from tests.corpus.case import Case, Reading, verdict

READINGS = [
    pytest.param(each, reading, id=f"{each.name}-{'-'.join(map(str, reading.options.values()))}".rstrip("-"))
    for each in CASES
    for reading in each.readings
]


@pytest.mark.parametrize(("case", "reading"), READINGS)
def test_a_file_like_the_real_ones_is_understood_rightly(case: Case, reading: Reading):
    assert verdict(case, reading) == "right"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_file_among_the_samples_is_what_its_builder_makes(case: Case):
    assert read((UPLOADS / case.name).read_bytes(), case.name) == read(case.content, case.name)


def test_no_two_files_have_the_same_name():
    assert len({each.name for each in CASES}) == len(CASES)
