"""Files that try to take all memory or time, or to end the process: each is read or refused, and nothing else ends."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.read import read
from forecasts.imports.worker import run_limited
from tests import awkward

SMALL = Limits(unfolded_bytes=10_000_000)
GOOD = [
    awkward.xlsx(),
    awkward.small_files()["error-cells.xlsx"],
    awkward.xls(),
    awkward.xls(error=True),
    awkward.xlsb(error=True),
    awkward.ods(error=True),
    awkward.small_files()["line-breaks-in-quotes.csv"],
    awkward.small_files()["html-called.xls"],
]


def refusal(content: bytes, limits: Limits = SMALL) -> Problem:
    with pytest.raises(UnreadableError) as caught:
        run_limited(read, content, "x", limits)
    return caught.value.problem


def size(content: bytes) -> tuple[int, int]:
    """Sheets, and rows of the first."""
    workbook = run_limited(read, content, "x")
    return len(workbook.sheets), len(workbook.sheets[0].rows)


def test_a_small_file_that_unfolds_to_very_much_is_refused():
    assert refusal(awkward.xlsx(awkward.worksheet(after=" " * 11_000_000))) == Problem(Code.UNFOLDS_TOO_LARGE)


def test_a_file_that_unfolds_to_more_than_it_says_is_refused():
    assert refusal(awkward.lying_size(20_000_000)) == Problem(Code.DAMAGED)


def test_the_same_part_twice_is_refused():
    content = io.BytesIO(awkward.xlsx())
    with zipfile.ZipFile(content, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/worksheets/sheet1.xml", awkward.worksheet(""))

    assert refusal(content.getvalue()) == Problem(Code.DAMAGED)


def test_a_million_blank_formatted_rows_are_not_rows():
    assert size(awkward.xlsx(awkward.blank_rows(1_048_576))) == (1, 2)


def test_a_value_far_below_the_others_is_read():
    far = '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'

    assert size(awkward.xlsx(awkward.worksheet(awkward.ROWS + far))) == (1, 1_048_576)


def test_two_hundred_sheets_are_read():
    assert size(awkward.xlsx(*[awkward.worksheet()] * 200)) == (200, 2)


def test_a_thousand_sheets_are_too_many():
    assert refusal(awkward.xlsx(*[awkward.worksheet()] * 1024)) == Problem(Code.TOO_MANY_SHEETS, found="1024")


def test_many_merged_cells_are_read():
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 50_001))

    assert size(awkward.xlsx(awkward.worksheet(after=f"<mergeCells>{merges}</mergeCells>"))) == (1, 2)


def test_deeply_nested_elements_are_read_past():
    assert size(awkward.xlsx(awkward.worksheet(after="<a>" * 500_000))) == (1, 2)


def test_no_more_than_a_thousand_faults_are_told():
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c></row>' for row in range(1, 20_001))

    workbook = run_limited(read, awkward.xlsx(awkward.worksheet(rows)), "x")

    assert len(workbook.sheets[0].faults) == 1000


def test_cells_repeated_without_end_are_refused():
    content = awkward.ods()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["content.xml"] = (
        parts["content.xml"]
        .decode()
        .replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">')
        .replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="8000" ')
        .encode()
    )

    assert refusal(awkward.zipped(parts)).code in {Code.DAMAGED, Code.READ_MEMORY}


def test_more_cells_than_memory_holds_are_refused():
    with pytest.raises(UnreadableError) as caught:
        run_limited(read, b"4100;5010;1\n" * 3_000_000, "x.csv", memory_bytes=150_000_000, seconds=3)

    # the last bytes are given out slowly: the time may run out before the memory does
    assert caught.value.problem.code in {Code.READ_MEMORY, Code.READ_TIME}


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest():
    assert refusal(b'a;b\n1;"' + b"x;y\n" * 1_000_000) == Problem(Code.UNCLOSED_QUOTE, cell="A2")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good file with a few bytes changed, taken out or put in; inside its parts when it is a zip."""
    content = draw(st.sampled_from(GOOD))
    if content.startswith(b"PK") and draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = draw(st.sampled_from(sorted(parts)))
        parts[name] = draw(changed(parts[name]))
        return awkward.zipped(parts)
    return draw(changed(content))


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    for _turn in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        until = at + draw(st.integers(0, 12))
        content = content[:at] + draw(st.binary(max_size=12)) + content[until:]
    return content


def read_all(files: list[bytes]) -> int:
    """How many of the files could be read."""
    count = 0
    for content in files:
        with contextlib.suppress(UnreadableError):
            read(content, "x")
            count += 1
    return count


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(mutated(), mutated(), st.binary(max_size=300)), min_size=10, max_size=10))
def test_no_bytes_raise_anything_but_a_refusal(files):
    with contextlib.suppress(UnreadableError):
        assert run_limited(read_all, files, seconds=5) <= len(files)
