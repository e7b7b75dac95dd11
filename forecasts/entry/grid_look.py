"""What looks odd in a forecast, each with its sentence and its answer, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from forecasts.entry.flags import flags
from forecasts.entry.queries import Entry, thresholds_of
from forecasts.entry.words import flag_sentence
from forecasts.models import CycleRules, FlagAnswer
from units.display import Display


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at: `group` is the account group's pk or None, `answer` the row that answers it or None."""

    code: str
    group: int | None
    sentence: str
    blocking: bool
    answer: FlagAnswer | None

    @property
    def key(self) -> str:
        """Names it on the page."""
        return f"{self.code}-{self.group or 0}"


def looks(entry: Entry, rules: CycleRules, display: Display) -> list[Look]:
    """All of them, what stands in the way of handing in first."""
    answers = {(each.code, each.group_id): each for each in entry.answers}
    return [
        Look(
            str(flag.code),
            flag.group,
            flag_sentence(flag, display),
            flag.blocking,
            answers.get((str(flag.code), flag.group)),
        )
        for flag in flags(entry.lines, thresholds_of(rules))
    ]


def unanswered(found: Sequence[Look]) -> int:
    """How many wait for an answer."""
    return sum(each.answer is None for each in found)
