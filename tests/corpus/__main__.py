"""python -m tests.corpus        writes the corpus into fixtures/uploads again, where its content has changed"""

from contextlib import suppress

from forecasts.imports.problems import UnreadableError
from forecasts.imports.read import read
from tests.corpus import CASES, UPLOADS


def main() -> None:
    for case in CASES:
        path = UPLOADS / case.name
        with suppress(UnreadableError, FileNotFoundError):
            if read(path.read_bytes(), case.name) == read(case.content, case.name):
                continue
        path.write_bytes(case.content)


if __name__ == "__main__":
    main()
