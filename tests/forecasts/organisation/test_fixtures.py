"""The lists of units and account plans among the fixtures are what their names say."""

from datetime import date

import pytest

from forecasts.imports.commit import examine_upload, receive_upload
from forecasts.imports.examine import understand_file
from forecasts.imports.examined import Context
from forecasts.imports.limits import Limits
from forecasts.imports.problems import UnreadableError
from forecasts.organisation.account_reader import AccountReader
from forecasts.organisation.unit_reader import UnitReader
from tests.forecasts.imports.tables import GROUPS as GROUPS_HERE
from tests.forecasts.imports.tables import RANGES
from tests.forecasts.imports.tables import UNITS as UNITS_HERE
from tests.forecasts.organisation.fixtures import ALSO, PLAN_WRONG, UPLOADS, WRONG, files
from tests.forecasts.organisation.lists import changes, codes

UNITS = [("4100 Barn och ungdom", "changed"), ("4110 Mottagning barn", "new"), ("4300 Äldreboenden", "new")]
GROUPS = [("Konsulter och bemanning (KON)", "changed"), ("Övriga kostnader (OVR)", "changed")]
GOOD = {
    "organisation-good.csv": UNITS,
    "organisation-good.xlsx": UNITS,
    "account-plan-good.csv": GROUPS,
    "account-plan-good.xlsx": GROUPS,
    "account-plan-list-of-accounts.csv": GROUPS[:1],
}
FILES = [(f"organisation-{code}.csv", code) for code in WRONG]
FILES += [(f"account-plan-{code}.csv", code) for code in PLAN_WRONG]


OTHERS = sorted(path.name for path in UPLOADS.iterdir() if not path.name.startswith(("organisation-", "account-plan-")))


def seen(administration, name):
    content = (UPLOADS / name).read_bytes()
    upload = receive_upload(administration, name=name, content=content, by=None)
    return upload, (examine_upload(upload, by=None) if upload.file else None)


def test_the_files_are_those_that_are_made():
    text = {name: content for name, content in files().items() if name.endswith(".csv")}

    assert {name: (UPLOADS / name).read_bytes() for name in text} == text


@pytest.mark.parametrize("name", GOOD)
def test_a_good_list_is_ready(administration, name):
    _upload, found = seen(administration, name)

    assert (found.ready, codes(found)) == (True, [])
    assert [(record, sort) for record, sort, _fields in changes(found)] == GOOD[name]


@pytest.mark.parametrize(("name", "code"), FILES)
def test_what_is_wrong_is_what_the_name_says(administration, name, code):
    upload, found = seen(administration, name)

    told = [each["code"] for each in upload.summary["problems"]] if found is None else [c for c, _ in codes(found)]
    assert set(told) - ALSO.get(code, set()) == {code}


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_file_is_taken_for_a_list_of_units_or_an_account_plan(name):
    context = Context(
        "EX", UNITS_HERE, GROUPS_HERE, RANGES, frozenset(), date(2026, 9, 15),
        readers=(UnitReader(), AccountReader()),
    )  # fmt: skip
    try:
        found = understand_file((UPLOADS / name).read_bytes(), name, [context], Limits()).kind
    except UnreadableError:
        found = "unreadable"

    assert found not in ("unit", "account")
