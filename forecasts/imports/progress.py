"""How far the work with a file has come, told to whoever listens; to nobody as long as nobody does. Pure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Step(StrEnum):
    """What is being done with a file, in the order in which it is done."""

    OPEN = "open"
    ROWS = "rows"
    UNDERSTAND = "understand"
    CHECK = "check"
    SUM = "sum"
    COMPARE = "compare"
    STORE = "store"


Listener = Callable[[Step, int, int | None], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def listener() -> Listener | None:
    """Who listens in this thread."""
    return _listener.get()


def report(step: Step, rows: int = 0, of: int | None = None) -> None:
    """Say that `step` has done `rows` rows, of `of` in all when that is known."""
    if heard := _listener.get():
        heard(step, rows, of)


@contextmanager
def listening(heard: Listener) -> Iterator[None]:
    """Tell `heard` what is reported in the block, in this thread. What it raises ends the work that reports."""
    before = _listener.set(heard)
    try:
        yield
    finally:
        _listener.reset(before)
