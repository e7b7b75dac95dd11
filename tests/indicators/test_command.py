"""Files of key figures by the command line, as integration engines hand them in."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.indicators.fixtures import LONG


@pytest.fixture
def run(tmp_path):
    """Run the command on a file with a content; gives its report and its exit status."""

    def running(content, *arguments):
        path = tmp_path / "nyckeltal.csv"
        path.write_text(content)
        out = StringIO()
        try:
            call_command("upload", str(path), "--json", *arguments, stdout=out)
        except SystemExit as ended:
            return json.loads(out.getvalue()), ended.code
        return json.loads(out.getvalue()), 0

    return running


@pytest.mark.parametrize("kind", ["auto", "observation"])
def test_values_are_stored(days, run, stored, kind):
    report, status = run(f"{LONG}\nhvb;4100;2026-08;312", "--kind", kind, "--commit")

    assert (status, report["kind"], report["layout"], report["committed"]) == (0, "observation", "observations", True)
    assert (report["months"], report["counts"]["new"], report["totals"]) == (["2026-08-01"], 1, [])
    assert stored() == [("hvb", "4100", "2026-08", "312")]


def test_a_file_with_an_error_stores_nothing(days, run, stored):
    report, status = run(f"{LONG}\nhvb;4100;2026-08;312\nOkänt;4100;2026-08;1", "--commit")

    assert (status, [each["code"] for each in report["problems"]]) == (1, ["unknown-indicator"])
    assert stored() == []
