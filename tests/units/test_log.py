"""The log in words."""

from units.log import Line, lines
from units.models import Change


def test_what_became_of_a_file_is_said_in_words():
    change = Change(action="upload-received", before={}, after={"state": "refused"})

    assert lines(change, figures=True) == [Line("läge", "", "kunde inte läsas")]
