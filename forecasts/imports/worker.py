"""A function run in a process of its own, with a cap on memory and time. Pure.

The child is a fresh interpreter: it shares no memory, thread, file or database connection with the server, and what it
imports is what the function's module imports. So a module whose function is run here must not import Django.

    python -m forecasts.imports.worker      reads a pickled task from its input, writes a pickled answer

What the function reports of its progress is heard by whoever listens in the parent, several times a second; what the
listener raises ends the child.
"""

import gc
import logging
import math
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from forecasts.imports import progress
from forecasts.imports.personal import masked
from forecasts.imports.problems import Code, Problem, UnreadableError
from forecasts.imports.progress import Listener, Step

MEMORY_BYTES = 1_200_000_000
SECONDS = 60
HEARD_EVERY, TOLD_EVERY = 0.4, 0.1
MOST_HEARD = 1 << 16
ROOT = Path(__file__).resolve().parent.parent.parent
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"capacity overflow")

logger = logging.getLogger(__name__)
R = TypeVar("R")


class WorkerError(Exception):
    """The function failed by a mistake of ours; the text is the traceback in the child."""


def run_limited(
    function: Callable[..., R], *args: Any, memory_bytes: int = MEMORY_BYTES, seconds: float = SECONDS
) -> R:
    """What `function(*args)` returns, run in a child process.

    Args:
        function: importable by its name; its value can be pickled.
        *args: what it is called with; can be pickled.
        memory_bytes: address space of the child, interpreter included.
        seconds: processor time, and wall time too with as much again for waiting.

    Raises:
        UnreadableError: the function raised it, or it took too much memory or time, or its process died.
        WorkerError: the function raised anything else.
    """
    task = pickle.dumps((function, args), protocol=pickle.HIGHEST_PROTOCOL)
    heard, told = os.pipe()
    limits = [str(memory_bytes), str(math.ceil(seconds)), str(told)]
    command = [sys.executable, "-s", "-m", "forecasts.imports.worker", *limits]
    try:
        with subprocess.Popen(  # noqa: S603 - our own module, no argument from outside
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={},
            pass_fds=[told],
        ) as child:  # fmt: skip
            answer, complaint = _wait(child, task, heard, seconds * 2)
    finally:
        os.close(heard)
        os.close(told)
    if child.returncode != 0:
        raise UnreadableError(Problem(_death(child.returncode, complaint)))
    outcome, value = pickle.loads(answer)  # noqa: S301 - written by our own child
    if outcome == "unreadable":
        raise UnreadableError(value)
    if outcome == "error":
        raise WorkerError(value)
    result: R = value
    return result


def _wait(child: subprocess.Popen[bytes], task: bytes, heard: int, seconds: float) -> tuple[bytes, bytes]:
    """What the child writes on its output and its errors; meanwhile whoever listens is told that it lives."""
    until, listener = time.monotonic() + seconds, progress.listener()
    unsent: bytes | None = task
    last = f"{Step.OPEN} 0 ?"
    os.set_blocking(heard, False)
    try:
        while True:
            left = until - time.monotonic()
            try:
                return child.communicate(unsent, timeout=min(left, HEARD_EVERY) if listener else left)
            except subprocess.TimeoutExpired as error:
                if time.monotonic() >= until:
                    raise UnreadableError(Problem(Code.READ_TIME)) from error
            unsent = None  # the first call has begun to send it, those that follow go on
            if listener:
                last = _last_line(heard) or last
                step, rows, of = last.split()
                listener(Step(step), int(rows), None if of == "?" else int(of))
    except BaseException:
        child.kill()
        raise


def _last_line(heard: int) -> str:
    with suppress(BlockingIOError):
        return os.read(heard, MOST_HEARD).decode().splitlines()[-1]
    return ""


def _teller(told: int) -> Listener:
    """Writes a line of what is reported, ten times a second at most."""
    last = 0.0
    os.set_blocking(told, False)

    def tell(step: Step, rows: int, of: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= TOLD_EVERY:
            last = now
            with suppress(BlockingIOError):  # nobody reads it
                os.write(told, f"{step} {rows} {'?' if of is None else of}\n".encode())

    return tell


def _death(status: int, complaint: bytes) -> Code:
    """Why a child ended with `status`, minus the signal that ended it."""
    logger.warning("reading process ended with %s: %s", status, masked(complaint[-500:].decode(errors="replace")))
    if any(text in complaint for text in _OUT_OF_MEMORY):
        return Code.READ_MEMORY
    if -status == signal.SIGXCPU:
        return Code.READ_TIME
    return Code.READ_MEMORY if -status == signal.SIGKILL else Code.DAMAGED


def _outcome(function: Callable[..., object], args: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "value", function(*args)
    except UnreadableError as error:
        return "unreadable", error.problem
    except MemoryError:
        return "unreadable", Problem(Code.READ_MEMORY)
    except Exception:  # noqa: BLE001 - the parent raises it
        return "error", masked(traceback.format_exc())


def main() -> None:
    """Run the task on standard input within the bytes and seconds that the arguments say."""
    memory_bytes, seconds, told = (int(argument) for argument in sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    gc.disable()  # one task, then the process ends: nothing to collect

    channel, sys.stdout = sys.stdout.buffer, sys.stderr
    function, args = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    with progress.listening(_teller(told)):
        outcome = _outcome(function, args)
    pickle.dump(outcome, channel, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
