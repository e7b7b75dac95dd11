"""The lists of measures among the fixtures are what their names say."""

import pytest

from forecasts.imports.commit import examine_upload, receive_upload
from tests.measures.imports.fixtures import UPLOADS, WRONG, files
from tests.measures.imports.lists import changes, codes


def seen(administration, name):
    content = (UPLOADS / name).read_bytes()
    upload = receive_upload(administration, name=name, content=content, by=None)
    return upload, (examine_upload(upload, by=None) if upload.file else None)


def test_the_files_are_those_that_are_made():
    text = {name: content for name, content in files().items() if name.endswith(".csv")}

    assert {name: (UPLOADS / name).read_bytes() for name in text} == text


@pytest.mark.parametrize("name", ["measures-good.csv", "measures-good.xlsx"])
def test_a_good_list_is_ready(administration, name):
    _upload, found = seen(administration, name)

    assert (found.ready, codes(found)) == (True, [])
    assert [record for record, *_ in changes(found)] == ["Färre konsulter", "Gemensam bemanning"]


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_what_the_name_says(administration, code):
    upload, found = seen(administration, f"measures-{code}.csv")

    told = [each["code"] for each in upload.summary["problems"]] if found is None else [c for c, _ in codes(found)]
    assert set(told) == {code}
