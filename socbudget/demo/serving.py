"""How gunicorn serves the demo: with one worker of the background work beside it, which ends when it ends."""

import subprocess
import sys
from pathlib import Path
from typing import Any

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
SECONDS = 10
begun: list[subprocess.Popen[bytes]] = []


def when_ready(server: Any) -> None:
    """Start the worker when the server listens."""
    command = [sys.executable, str(MANAGE), "db_worker", "--verbosity", "0"]
    begun.append(subprocess.Popen(command))  # noqa: S603 (our own interpreter)


def on_exit(server: Any) -> None:
    """End the worker, between two letters when it can."""
    while begun:
        worker = begun.pop()
        worker.terminate()
        try:
            worker.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
