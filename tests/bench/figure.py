"""A measured figure beside its limit, and runs in processes of their own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figure:
    """What was measured; `limit` None is said for the record."""

    what: str
    value: float
    limit: float | None = None
    unit: str = ""
    detail: str = ""

    @property
    def met(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        verdict = "" if self.limit is None else f"  (limit {self.limit:g}): {'meets' if self.met else 'DOES NOT MEET'}"
        detail = f"  [{self.detail}]" if self.detail else ""
        return f"{self.what}: {self.value:.4g}{self.unit and ' ' + self.unit}{verdict}{detail}"


def environment(folder: Path) -> dict[str, str]:
    """Settings for a process that keeps everything in `folder`, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOCBUDGET_")}
    return kept | {"SOCBUDGET_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "socbudget.settings"}


def run(module: str, *arguments: object, folder: Path) -> Any:
    """What `python -m module` prints as JSON on its last line, with its database in `folder`."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment(folder),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
