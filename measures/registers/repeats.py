"""Audit findings that were made before: the chain of them, and earlier ones that are nearly the same. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

NEAR = 65  # of 100; reworded findings score 75 to 90, unrelated ones below 60
MOST = 5
LONG_ENOUGH = 30  # shorter texts are alike by chance


@dataclass(frozen=True, slots=True)
class Known:
    """A finding: who made it and when, and the earlier one that it repeats (its pk), if any."""

    pk: int
    title: str
    source: str
    found_on: date
    text: str = ""
    repeats: int | None = None


def earlier(pk: int, known: Mapping[int, Known]) -> list[Known]:
    """The findings that `pk` repeats, the latest first; one that is not `known` ends the chain."""
    found: list[Known] = []
    each = known.get(pk)
    while each and each.repeats is not None:
        each = known.get(each.repeats)
        if each is None or each in found:
            break
        found.append(each)
    return found


def later(pk: int, known: Iterable[Known]) -> list[Known]:
    """The findings that repeat `pk`, or repeat one that does, the earliest first."""
    rows = sorted(known, key=lambda each: (each.found_on, each.pk))
    reached, found = {pk}, []
    for each in rows:
        if each.repeats in reached:
            reached.add(each.pk)
            found.append(each)
    return found


def near(title: str, text: str, known: Iterable[Known], *, before: date) -> list[Known]:
    """At most five of `known` made before the day `before` that say nearly the same, the nearest first."""
    scored = [(_alike(title, text, each), each) for each in known if each.found_on < before]
    likely = [pair for pair in scored if pair[0] >= NEAR]
    return [each for _score, each in sorted(likely, key=lambda pair: (-pair[0], -pair[1].pk))[:MOST]]


def _alike(title: str, text: str, other: Known) -> float:
    score = fuzz.token_sort_ratio(title.casefold(), other.title.casefold())
    if min(len(text), len(other.text)) >= LONG_ENOUGH:
        score = max(score, fuzz.token_sort_ratio(text.casefold(), other.text.casefold()))
    return score
