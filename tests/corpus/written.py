"""A draft as the bytes of a file."""

from collections.abc import Callable

from tests.corpus.drafts import Draft
from tests.corpus.writing import delimited, ods, xls, xlsx


def _with_hidden_columns(draft: Draft) -> bytes:
    """Columns that are not to be read are hidden."""
    grid, *others = draft.grids()
    grid.hidden_columns = [draft.left + at for at in draft.at("other", "name")]
    return xlsx(grid, *others)


WRITERS: dict[str, Callable[[Draft], bytes]] = {
    "xlsx": lambda draft: xlsx(*draft.grids()),
    "xlsx-hidden-columns": _with_hidden_columns,
    "xls": lambda draft: xls(*draft.grids()),
    "ods": lambda draft: ods(*draft.grids()),
    "semicolon-cp1252": lambda draft: delimited(draft.grids()[0]),
    "semicolon-utf-8": lambda draft: delimited(draft.grids()[0], encoding="utf-8-sig"),
    "tab-utf-16": lambda draft: delimited(draft.grids()[0], separator="\t", encoding="utf-16"),
    "comma-point": lambda draft: delimited(draft.grids()[0], separator=",", encoding="utf-8", decimal="."),
    "comma-quoted": lambda draft: delimited(draft.grids()[0], separator=",", encoding="utf-8"),
}
FORMATS = tuple(WRITERS)


def written(draft: Draft, form: str) -> tuple[str, bytes]:
    """The name of the file and its bytes."""
    ending = form.partition("-")[0]
    return f"fil.{ending if ending in {'xlsx', 'xls', 'ods'} else 'csv'}", WRITERS[form](draft)
