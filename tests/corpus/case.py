"""One awkward file: its bytes, and what is right to understand of it for each thing that a person may have said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from forecasts.imports.examined import Context, KnownUnit, Understood
from forecasts.imports.pipeline import understand
from forecasts.imports.problems import UnreadableError
from forecasts.imports.read import read
from tests.corpus import organisation

# kind, code of the unit, month as 2026-08, account or code of the account group
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Reading:
    """What is right when the person has said `options`.

    `figures` are öre. Where there are none, some of `errors` must be said, and nothing else; where there are both,
    either is right. `warnings` must be said with the figures.
    """

    figures: Mapping[Key, int] | None = None
    errors: frozenset[str] = frozenset()
    warnings: frozenset[str] = frozenset()
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A file called `name`. The first of `readings` is without options or with those that nothing in the file says."""

    name: str
    write: Callable[[], bytes]
    readings: Sequence[Reading]
    units: Sequence[KnownUnit] = organisation.KNOWN
    departments: Sequence[tuple[str, str]] | None = None
    yearly: Mapping[tuple[int, int, str], int] = field(default_factory=dict)

    @cached_property
    def content(self) -> bytes:
        return self.write()

    def context(self, reading: Reading) -> Context:
        return organisation.context(
            units=self.units, departments=self.departments, yearly=self.yearly, **reading.options
        )


def asks(*codes: str, **options: object) -> Reading:
    """The right answer is one of these questions or refusals."""
    return Reading(errors=frozenset(codes), options=options)


def holds(figures: Mapping[Key, int], *warnings: str, **options: object) -> Reading:
    """The right answer is these figures, with these warnings."""
    return Reading(dict(figures), warnings=frozenset(warnings), options=options)


def holds_or_asks(figures: Mapping[Key, int], *codes: str, **options: object) -> Reading:
    """The right answer is these figures or one of these questions."""
    return Reading(dict(figures), errors=frozenset(codes), options=options)


def figures_of(understood: Understood, context: Context) -> dict[Key, int]:
    """Öre of what was understood and is not zero, rows that a finer code divides added."""
    units = {each.pk: each.code for each in context.units}
    groups = {each.pk: each.code for each in context.groups}
    found: dict[Key, int] = {}
    for kind, figures in understood.figures.items():
        for key, amount in figures.items():
            at = (kind, units[key.unit], f"{key.month:%Y-%m}", key.account or groups[key.group])
            found[at] = found.get(at, 0) + amount
    for row in understood.forecasts:
        when = row.as_of or understood.as_of
        at = ("forecast", units[row.unit], f"{when:%Y-%m}", groups[row.group])
        found[at] = found.get(at, 0) + row.amount
    return without_zeros(found)


def without_zeros(figures: Mapping[Key, int]) -> dict[Key, int]:
    return {key: amount for key, amount in figures.items() if amount}


def understood_of(case: Case, reading: Reading) -> Understood:
    return understand(read(case.content, case.name), case.context(reading))


def verdict(case: Case, reading: Reading) -> str:
    """`right`; `asked`, an error where none or another was; or `wrong`, other figures than are right in silence."""
    try:
        understood = understood_of(case, reading)
    except UnreadableError as error:
        return "right" if error.problem.code in reading.errors else "asked"
    errors = {each.code for each in understood.errors}
    if errors:
        return "right" if errors <= reading.errors else "asked"
    if reading.figures is None:
        return "wrong"
    said = {each.code for each in understood.problems}
    found = figures_of(understood, case.context(reading))
    return "right" if found == without_zeros(reading.figures) and reading.warnings <= said else "wrong"
