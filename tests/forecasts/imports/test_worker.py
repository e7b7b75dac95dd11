"""A function in a process of its own comes back with a value, a refusal or a reason."""

import operator
import os
import time

import pytest

from forecasts.imports.problems import Code, UnreadableError
from forecasts.imports.progress import Step, listening
from forecasts.imports.read import read
from forecasts.imports.sheet import Sheet, Workbook
from forecasts.imports.worker import WorkerError, run_limited


def refusal(*task, **limits) -> Code:
    with pytest.raises(UnreadableError) as caught:
        run_limited(*task, **limits)
    return caught.value.problem.code


def test_the_value_of_the_function_comes_back():
    assert run_limited(read, b"a;b\n1;2\n", "x.csv") == Workbook("csv", [Sheet("", [["a", "b"], ["1", "2"]])])


def test_a_refusal_in_the_child_is_raised_here():
    assert refusal(read, b"%PDF-1.7", "x.xlsx") == Code.NOT_A_SPREADSHEET


def test_too_much_memory_is_refused():
    assert refusal(bytearray, 10**10) == Code.READ_MEMORY


def test_too_much_processor_time_is_refused():
    assert refusal(eval, "[0 for _ in iter(int, 1)]", seconds=1) == Code.READ_TIME


def test_waiting_for_ever_is_refused():
    assert refusal(time.sleep, 60, seconds=0.1) == Code.READ_TIME


def test_a_child_that_is_aborted_is_a_damaged_file():
    assert refusal(os.abort) == Code.DAMAGED


def test_a_mistake_of_ours_in_the_child_is_raised_here():
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        run_limited(operator.truediv, 1, 0)


def test_a_mistake_of_ours_does_not_tell_a_personal_identity_number():
    with pytest.raises(WorkerError) as caught:
        run_limited(int, "19800101-1231")

    assert "1231" not in str(caught.value)


def test_whoever_listens_hears_how_far_the_child_has_come():
    told = []

    with listening(lambda *said: told.append(said)):
        run_limited(read, b"4100;5010;1\n" * 1_000_000, "x.csv")

    steps, rows, of = zip(*told, strict=True)
    assert Step.ROWS in steps
    assert list(rows) == sorted(rows)
    assert {1_000_000} <= set(of)


def test_what_the_listener_raises_ends_the_child_at_once():
    def cancel(*_):
        raise InterruptedError

    began = time.monotonic()
    with listening(cancel), pytest.raises(InterruptedError):
        run_limited(time.sleep, 60)

    assert time.monotonic() - began < 10
