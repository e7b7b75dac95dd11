"""Print every figure and whether it meets its limit; exit status 1 when one does not.

python -m tests.bench [upload] [files] [pages] [wire] [letters] [cycle] [measures] [meetings] [minutes]
"""

import sys
import tempfile
from pathlib import Path

from tests.bench import cycle, files, letters, measures, meetings, minutes, pages, upload, wire
from tests.bench.figure import Figure

PARTS = {
    "upload": upload.measure,
    "files": files.measure,
    "pages": pages.measure,
    "wire": wire.measure,
    "letters": letters.measure,
    "cycle": cycle.measure,
    "measures": measures.measure,
    "minutes": minutes.measure,
    "meetings": meetings.measure,
}


def main() -> int:
    chosen = sys.argv[1:] or list(PARTS)
    missed = 0
    for name in chosen:
        with tempfile.TemporaryDirectory(prefix="socbudget-bench-") as folder:
            figures: list[Figure] = PARTS[name](Path(folder))
        sys.stdout.write(f"\n{name}\n")
        for figure in figures:
            sys.stdout.write(f"  {figure}\n")
            missed += not figure.met
        sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
