"""Files broken by chance are read or refused, each within its time, and nothing else ends."""

from random import Random

import pytest

from forecasts.imports.problems import UnreadableError
from forecasts.imports.worker import run_limited
from tests.awkward import UPLOADS
from tests.corpus.broken import break_, examine_all

COUNT, SECONDS = 60, 20
GOOD = {
    "xlsx": "raindance.xlsx",
    "xls": "raindance.xls",
    "ods": "good.ods",
    "xlsb": "good.xlsb",
    "csv": "raindance-windows-1252.csv",
    "html": "html-called.xls",
}
CODES = {
    "understood", "empty-file", "unfolds-too-large", "not-a-spreadsheet", "password-protected", "damaged-file",
    "xml-entities", "read-memory", "read-time", "unknown-encoding", "stray-cell", "unclear-separator", "unclosed-quote",
    "too-many-sheets",
}  # fmt: skip


def examined(files: list[bytes]) -> list[str]:
    """What became of the files, in one process of their own; where that ends, in one for each."""
    try:
        return run_limited(examine_all, files, seconds=SECONDS)
    except UnreadableError as error:
        if len(files) == 1:
            return [str(error.problem.code)]
    return [found for each in files for found in examined([each])]


@pytest.mark.parametrize("form", GOOD)
def test_a_broken_file_is_read_or_refused(form):
    chance = Random(form)
    content = (UPLOADS / GOOD[form]).read_bytes()
    others = [(UPLOADS / name).read_bytes() for name in GOOD.values()]

    found = examined([break_(content, chance, chance.choice(others)) for _ in range(COUNT)])

    assert (len(found), set(found) - CODES) == (COUNT, set())
