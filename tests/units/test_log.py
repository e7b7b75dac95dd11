"""The log in words."""

import pytest

from units.log import Line, lines
from units.models import Change


def test_what_became_of_a_file_is_said_in_words():
    change = Change(action="upload-received", before={}, after={"state": "refused"})

    assert lines(change, figures=True) == [Line("läge", "", "kunde inte läsas")]


@pytest.mark.parametrize(
    ("slug", "name"), [("premises", "Lokaler"), ("vacancy", "Vakans"), ("staffing", "Gruppledare")]
)
def test_a_calculator_is_called_by_its_name(slug, name):
    [line] = lines(Change(action="calculation-saved", after={"calculator": slug}), figures=True)

    assert line.after.startswith(name)
