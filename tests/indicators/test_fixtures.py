"""The files of key figures among the fixtures are what their names say."""

import pytest

from forecasts.imports.commit import examine_upload, receive_upload
from tests.indicators.files import changes, codes
from tests.indicators.fixtures import GOOD, UPLOADS, WRONG, files


def seen(administration, name):
    content = (UPLOADS / name).read_bytes()
    upload = receive_upload(administration, name=name, content=content, by=None)
    return upload, (examine_upload(upload, by=None) if upload.file else None)


def test_the_files_are_those_that_are_made():
    assert {name: (UPLOADS / name).read_bytes() for name in files()} == files()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_ready(administration, days, price, name):
    _upload, found = seen(administration, f"observations-good-{name}.csv")

    assert (found.ready, codes(found)) == (True, [])
    assert changes(found) == [
        ("Vårddygn HVB (dygn)", "new", [("4100 Barn och ungdom", "", "jul 2026: 298 · aug 2026: 312,5")]),
        ("Pris (kr/dygn)", "new", [("4200 Vuxen", "", "aug 2026: 5\N{NO-BREAK SPACE}480")]),
    ]


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_what_the_name_says(administration, days, price, occupancy, code):
    upload, found = seen(administration, f"observations-{code}.csv")

    told = [each["code"] for each in upload.summary["problems"]] if found is None else [c for c, _ in codes(found)]
    assert set(told) == {code}
