"""Units and account groups as files name them: by code, by name, by both in one cell, or by an alias. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from forecasts.imports.examined import KnownAlias, KnownGroup, KnownUnit
from forecasts.imports.headings import plain, words
from forecasts.imports.sheet import Cell

NEAR = 70
VERY_NEAR = 95
CLEARLY = 4
CLEAR_CODE = 3
FEWEST_LETTERS = 3
BEFORE, AFTER = "before", "after"
_APART = re.compile(r"\s*[\s:–—()]\s*|\s*,\s*|\s*[/-]\s*")
_DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")
_AND = re.compile(r"\s*&\s*")
_MARKS = "+%&=<>*"
_LINKS = frozenset({"och", "av", "för", "i", "på", "till", "med", "samt", "inom"})
# words after a number that make it a quantity, or something with or without the unit
_NOT_A_NAME = _LINKS | {
    "eller", "plus", "minus", "procent", "%", "år", "års", "årig", "åriga", "åringar", "dag", "dagar", "månad",
    "månader", "vecka", "veckor", "timmar", "tim", "st", "stycken", "personer", "platser", "kr", "tkr", "mnkr", "exkl",
    "exklusive", "inkl", "inklusive", "utan", "utom", "tom", "m", "fl",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    key: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _Near:
    key: int
    score: float


class Names:
    """Finds the one unit or account group that a cell names."""

    def __init__(self, known: Sequence[KnownUnit | KnownGroup], aliases: Iterable[KnownAlias] = ()) -> None:
        self._named = [_Named(each.pk, plain(each.code), plain(each.name)) for each in known]
        self._codes = {each.code: each.key for each in self._named}
        self._bare = _unique((each.code.lstrip("0"), each.key) for each in self._named if each.code.isdigit())
        self._names = _unique((each.name, each.key) for each in self._named)
        self._forms = _unique((name_form(each.name), each.key) for each in self._named)
        self._labels = {each.pk: f"{each.code} {each.name}" for each in known}
        self._found: dict[str, int | None] = {}
        self._aliases = {each.text: each.unit for each in aliases if each.unit is None or each.unit in self._labels}

    def find(self, cell: Cell) -> int | None:
        """The primary key of what `cell` names, or None. A text is looked up once."""
        if not isinstance(cell, str):
            return None if cell is None or isinstance(cell, bool) else self._find(plain(cell))
        if cell not in self._found:
            self._found[cell] = self._find(plain(cell))
        return self._found[cell]

    def _find(self, text: str) -> int | None:
        if not text:
            return None
        found = self._exact(text)
        if found is None and text in self._aliases:
            return self._aliases[text]
        if found is None:
            found = self._forms.get(name_form(text))
        if found is None:
            found = self._in_two_parts(text)
        if found is None and text.isdigit():
            found = self._bare.get(text.lstrip("0"))
        return found

    def is_left_out(self, cell: Cell) -> bool:
        """Whether a person has said that the text of `cell` is no unit, so that its rows are left out."""
        text = plain(cell)
        return text in self._aliases and self._aliases[text] is None and self._exact(text) is None

    def _exact(self, text: str) -> int | None:
        return self._codes.get(text, self._names.get(text))

    def _in_two_parts(self, text: str) -> int | None:
        """What a code beside a name is, in either order; None when they belong to different units.

        After a code of three signs or more any words may follow, such as a shortened name, but none that count, compare
        or add. After a shorter one, and around one in brackets, some word must be of the unit's name; where nothing but
        a stroke parts them, the name must be that of the unit.
        """
        for code, name, loose in _parted(text):
            key = self._codes.get(code)
            if key is None:
                bare = self._bare.get(code.lstrip("0")) if code.isdigit() else None
                if bare is not None and self._named_by(name) == bare:
                    return bare
            elif self._named_by(name) == key:
                return key
            elif loose:
                return key if self._named_by(name) is None and self._may_stand_by(key, code, name, loose) else None
        return None

    def _may_stand_by(self, key: int, code: str, name: str, loose: str) -> bool:
        """Whether words that are no unit's name may stand beside a code: not those that make something else of it."""
        found = words(name)
        own = self._words_of(key)
        others = (self._codes.get(word, key) != key for word in found if word.isdigit() and word not in own)
        if name[0] in _MARKS or (found and found[0] in _NOT_A_NAME) or any(others):
            return False
        return bool(_shared(found, own)) or (loose == AFTER and len(code) >= CLEAR_CODE)

    def tells(self, cell: Cell, key: int, *, among_others: bool = False) -> bool:
        """Whether most of the words of `cell`, its code aside, are of the name of `key`, or an alias of it is.

        `among_others` is for titles, which may have words of time and money too when the whole name is there.
        """
        text = plain(cell)
        if self._named_by(text) == key or self._aliases.get(text) == key:
            return True
        codes = {word for each in self._named if each.key == key for word in words(each.code)}
        found = [word for word in words(text) if word not in codes and word.lstrip("0") not in codes]
        own = self._words_of(key)
        if among_others and own and set(own) <= set(found):
            return True
        return len(_shared(found, own)) * 2 > sum(word not in _LINKS for word in found)

    def _words_of(self, key: int) -> list[str]:
        return next((words(each.name) for each in self._named if each.key == key), [])

    def _named_by(self, name: str) -> int | None:
        return self._names.get(name, self._forms.get(name_form(name)))

    def near(self, cell: Cell) -> str:
        """At most three near codes and names, for a hint."""
        return ", ".join(self._labels[key] for key in self.near_keys(cell)[:3])

    def near_keys(self, cell: Cell) -> list[int]:
        """The primary keys of what `cell` may mean, at most five, nearest first."""
        return [each.key for each in self._nearest(cell)]

    def very_near(self, cell: Cell) -> int | None:
        """The only one that `cell` is almost the same as, such as a name with a letter wrong; else None."""
        first, *rest = [*self._nearest(cell), _Near(0, 0.0)]
        if first.score < VERY_NEAR or (rest and first.score - rest[0].score < CLEARLY):
            return None
        return first.key if _digits(plain(cell)) in map(_digits, self._texts_of(first.key)) else None

    def _texts_of(self, key: int) -> list[str]:
        return [
            text
            for each in self._named
            if each.key == key
            for text in (each.code, each.name, f"{each.code} {each.name}")
        ]

    def _nearest(self, cell: Cell) -> list[_Near]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to load, and most files name what is known

        text = plain(cell)
        named = self._parts_named(text)
        scores = dict.fromkeys(named, float(NEAR))
        for texts, scorer, limit in (
            ([each.code for each in self._named], fuzz.ratio, 2),
            ([each.name for each in self._named], fuzz.WRatio, 3),
        ):
            for _, score, index in process.extract(text, texts, scorer=scorer, limit=limit, score_cutoff=NEAR):
                key = self._named[index].key
                whole = fuzz.ratio(text, texts[index])
                scores[key] = max(scores.get(key, 0.0), min(score, VERY_NEAR - 1.0) if whole < VERY_NEAR else whole)
        found = [_Near(key, score) for key, score in scores.items()]
        first = {key: place for place, key in enumerate(named)}
        return sorted(found, key=lambda each: (first.get(each.key, len(first)), -each.score))[:5]

    def _parts_named(self, text: str) -> list[int]:
        """Whose code or name stands as a part of `text`."""
        parts = [part for code, name, _ in _parted(text) for part in (code, name)]
        found = (self._codes.get(part, self._named_by(part)) for part in parts)
        return list(dict.fromkeys(key for key in found if key is not None))


def name_form(text: str) -> str:
    """A name without what differs between writers: kinds of dashes and the spaces around them, & for och, full stops
    at its end.
    """
    return _AND.sub(" och ", _DASH.sub("-", plain(text))).strip(" .,;:")


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _shared(found: Iterable[str], own: Iterable[str]) -> list[str]:
    """The words that are among `own`, or shortened ones of them."""
    whole = [each for each in own if each not in _LINKS]
    return [word for word in found if word not in _LINKS and any(_is_short_of(word, each) for each in whole)]


def _is_short_of(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) >= FEWEST_LETTERS and long.startswith(short))


def _parted(text: str) -> Iterator[tuple[str, str, str]]:
    """Every way to read `text` as a code and a name, the longest code first, and where the name may be other words."""
    splits = [
        (text[: each.start()], text[each.end() :].strip(" ()").lstrip("-– "), each[0]) for each in _APART.finditer(text)
    ]
    for head, tail, between in reversed(splits):
        if head and tail:
            yield head, tail, AFTER if _is_loose(between) else ""
    for head, tail, between in splits:
        if head and tail:
            yield tail, head.strip(" ,:-–—"), BEFORE if "(" in between and text.endswith(")") else ""


def _is_loose(between: str) -> bool:
    return " " in between or any(mark in between for mark in ":–—(")


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    doubled: set[str] = set()
    for text, key in pairs:
        if text in found and found[text] != key:
            doubled.add(text)
        found[text] = key
    return {text: key for text, key in found.items() if text not in doubled and text}
