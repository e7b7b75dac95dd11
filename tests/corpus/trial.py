"""A mutated table held against what is right: which mutations were made, what came of it, and the fewest that do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from forecasts.imports.examined import Understood
from forecasts.imports.pipeline import understand
from tests.corpus.case import figures_of, without_zeros
from tests.corpus.drafts import BASES, Draft
from tests.corpus.harmful import drop_row, swap_amounts
from tests.corpus.mutations import HARMFUL, HARMLESS, add_subtotals, add_total, blank_out
from tests.corpus.organisation import context

Step = tuple[str, int]
BY_NAME = {each.__name__: each for each in (*HARMLESS, *HARMFUL)}
ORDER = {
    each.__name__: place
    for place, each in enumerate(
        [*HARMLESS[: HARMLESS.index(blank_out) + 1], *HARMFUL, *HARMLESS[HARMLESS.index(blank_out) + 1 :]]
    )
}


@dataclass(frozen=True)
class Trial:
    """A base, the mutations made to it (name and seed of each) and whether one of them does harm."""

    base: int
    steps: tuple[Step, ...]

    def draft(self) -> Draft:
        draft = BASES[self.base]()
        for name, seed in self.steps:
            BY_NAME[name](draft, Random(seed))
        return draft

    @property
    def harmful(self) -> bool:
        return any(BY_NAME[name] in HARMFUL for name, _ in self.steps)

    def without(self, step: Step) -> "Trial":
        return Trial(self.base, tuple(each for each in self.steps if each != step))


def trial(number: int, base: int, *, harm: bool) -> Trial:
    """The trial with this number: always the same."""
    chance = Random(1000 * number + 10 * base + harm)
    unfit = BASES[base]().unfit
    harmless = [each for each in HARMLESS if each.__name__ not in unfit]
    steps = [(each.__name__, chance.randrange(10**6)) for each in chance.sample(harmless, chance.randint(1, 5))]
    if harm:
        harmful = chance.choice([each for each in HARMFUL if each.__name__ not in unfit])
        printing = [each for each in _PRINTING if each not in unfit]
        steps = [each for each in steps if each[0] not in printing]
        steps += [(each, chance.randrange(10**6)) for each in printing]
        steps.append((harmful.__name__, chance.randrange(10**6)))
        if base == 0 and harmful in (swap_amounts, drop_row):  # shuffled rows have no sums of their own
            steps = [each for each in steps if each[0] != "shuffle_rows"]
    return Trial(base, tuple(sorted(steps, key=lambda step: ORDER[step[0]])))


_PRINTING = (add_subtotals.__name__, add_total.__name__)


def outcome(made: Trial, *, answered: bool = False) -> str:
    """`same` figures, `asked` (an error), `warned` of other figures, or `wrong`: other figures in silence.

    When `answered`, the person has said beforehand all that may be asked.
    """
    draft = made.draft()
    options = draft.answers if answered else {}
    return judged(understand(draft.workbook(), context(**options)), draft, kinds=options.get("kind"))


def judged(understood: Understood, draft: Draft, *, kinds: object = None) -> str:
    right = {key: amount for key, amount in draft.truth.items() if kinds in (None, key[0])}
    if understood.errors:
        return "asked"
    if figures_of(understood, context()) == without_zeros(right):
        return "same"
    return "warned" if understood.problems else "wrong"


def is_right(made: Trial, *, answered: bool = False) -> bool:
    """The property: the same figures or an error; after a harmful mutation at least a warning."""
    return outcome(made, answered=answered) in ({"same", "asked", "warned"} if made.harmful else {"same", "asked"})


def smallest(made: Trial, *, answered: bool = False) -> Trial:
    """As few of its mutations as still go wrong."""
    for step in made.steps:
        if made.harmful and step[0] in _PRINTING:
            continue
        fewer = made.without(step)
        if fewer.harmful == made.harmful and not is_right(fewer, answered=answered):
            return smallest(fewer, answered=answered)
    return made


def failures(trials: Sequence[Trial], *, answered: bool = False) -> list[Trial]:
    """The trials that go wrong, each with as few mutations as do it."""
    return [smallest(each, answered=answered) for each in trials if not is_right(each, answered=answered)]
