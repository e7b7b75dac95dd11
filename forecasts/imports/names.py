"""Units and account groups as files name them: by code, by name, or both in one cell. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forecasts.imports.examined import KnownGroup, KnownUnit
from forecasts.imports.headings import plain
from forecasts.imports.sheet import Cell

NEAR = 70
_CODE_FIRST = re.compile(r"([0-9a-zåäö][0-9a-zåäö_./-]*?)\s*(?:[\s:–—]|-\s)\s*(.+)")
_CODE_LAST = re.compile(r"(.+?)[\s,]*\(\s*([0-9a-zåäö][0-9a-zåäö_./-]*)\s*\)")


@dataclass(frozen=True, slots=True)
class _Named:
    key: int
    code: str
    name: str


class Names:
    """Finds the one unit or account group that a cell names."""

    def __init__(self, known: Sequence[KnownUnit | KnownGroup]) -> None:
        self._named = [_Named(each.pk, plain(each.code), plain(each.name)) for each in known]
        self._codes = {each.code: each.key for each in self._named}
        self._bare = _unique((each.code.lstrip("0"), each.key) for each in self._named if each.code.isdigit())
        self._names = _unique((each.name, each.key) for each in self._named)
        self._labels = [f"{each.code} {each.name}" for each in known]

    def find(self, cell: Cell) -> int | None:
        """The primary key of what `cell` names, or None."""
        text = plain(cell)
        if not text or isinstance(cell, bool):
            return None
        found = self._codes.get(text, self._names.get(text))
        if found is None:
            found = self._in_two_parts(text)
        if found is None and text.isdigit():
            found = self._bare.get(text.lstrip("0"))
        return found

    def is_left_out(self, cell: Cell) -> bool:
        """Whether a person has said that what `cell` names is no unit."""
        return False

    def _in_two_parts(self, text: str) -> int | None:
        if (match := _CODE_LAST.fullmatch(text)) and match[2] in self._codes:
            return self._agreed(match[2], match[1])
        if match := _CODE_FIRST.fullmatch(text):
            if match[1] in self._codes:
                return self._agreed(match[1], match[2])
            bare = self._bare.get(match[1].lstrip("0")) if match[1].isdigit() else None
            return bare if bare is not None and self._names.get(match[2]) == bare else None
        return None

    def _agreed(self, code: str, name: str) -> int | None:
        """What `code` is, unless `name` is exactly the name of another."""
        key = self._codes[code]
        return key if self._names.get(name.strip(), key) == key else None

    def near(self, cell: Cell) -> str:
        """At most three near codes and names, for a hint."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to load, and most files name what is known

        found = process.extract(
            plain(cell), [each.code for each in self._named], scorer=fuzz.ratio, limit=2, score_cutoff=NEAR
        )
        found += process.extract(
            plain(cell), [each.name for each in self._named], scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR
        )
        places = sorted({index: score for _, score, index in found}.items(), key=lambda each: -each[1])
        return ", ".join(self._labels[index] for index, _ in places[:3])


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    doubled: set[str] = set()
    for text, key in pairs:
        if text in found and found[text] != key:
            doubled.add(text)
        found[text] = key
    return {text: key for text, key in found.items() if text not in doubled and text}
