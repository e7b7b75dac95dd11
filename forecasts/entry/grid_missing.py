"""What stands in the way of handing in, each with the place on the page where it is put right."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forecasts.entry.grid_look import Look
from forecasts.entry.grid_typed import AMOUNT, WHOLE
from forecasts.entry.lines import unwritten
from forecasts.entry.queries import Entry
from forecasts.entry.steps import missing_before_submit
from forecasts.models import CycleRules
from units.display import Display

CAUSES = "causes-title"


class Missing(NamedTuple):
    """One sentence, and the id of what it is about."""

    sentence: str
    where: str


def missing(entry: Entry, rules: CycleRules, display: Display, looks: Sequence[Look]) -> list[Missing]:
    """All of it, in the order it is said."""
    places = _places(entry)
    return [
        Missing(sentence, _look(sentence, looks) or next(places, CAUSES))
        for sentence in missing_before_submit(entry, rules, display)
    ]


def _look(sentence: str, looks: Sequence[Look]) -> str:
    return next((f"look-{each.key}" for each in looks if sentence.startswith(each.sentence)), "")


def _places(entry: Entry) -> Iterator[str]:
    """Where the sentences that are about no flag lead, in their order: amounts, then the comment, then the causes."""
    lacking = unwritten(entry.lines)
    if lacking:
        yield f"{AMOUNT}{lacking[0].group}"
    elif not (entry.forecast and (entry.forecast.comment or entry.forecast.reason)) and not any(
        line.comment for line in entry.lines
    ):
        yield WHOLE
    yield CAUSES
