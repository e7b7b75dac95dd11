"""What a bridge is made of, out of the database. A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from forecasts.entry.queries import Entry, entries
from forecasts.models import BudgetChangeLine, ForecastCause, Round
from forecasts.rounds.bridge import Move
from forecasts.rounds.queries import expected_units
from units.models import Unit


@dataclass(frozen=True, slots=True)
class Moved:
    """The units of a round before and now, and the causes that were given before and now (öre by code).

    `unsaid` is how many units gave causes now and none before, though they deviated.
    """

    moves: list[Move]
    causes_before: dict[str, int]
    causes_now: dict[str, int]
    unsaid: int = 0

    @property
    def missing(self) -> int:
        """How many have not submitted in the round, and so stand by what they said before."""
        return sum(each.forecast is None for each in self.moves)


def moved(each: Round, units: Sequence[int] | None = None) -> Moved:
    """From the previous forecasts of `units`, or of all units, to those submitted in the round."""
    wanted = None if units is None else set(units)
    expected = [unit for unit in expected_units(each.administration, each.as_of) if wanted is None or unit.pk in wanted]
    found = entries([unit.pk for unit in expected], each)
    added = _added(each, found)
    moves = {unit.pk: _move(unit, found[unit.pk], added[unit.pk]) for unit in expected}
    return Moved(list(moves.values()), *_causes(found, moves))


def _move(unit: Unit, entry: Entry, added: int) -> Move:
    return Move(
        code=unit.code,
        name=unit.name,
        budget=entry.budget or 0,
        added=added,
        previous=_sum(line.previous for line in entry.lines) if entry.previous else None,
        forecast=_sum(line.submitted for line in entry.lines) if entry.submitted else None,
    )


def _sum(amounts: Iterable[int | None]) -> int:
    return sum(amount or 0 for amount in amounts)


def _added(each: Round, found: Mapping[int, Entry]) -> dict[int, int]:
    """What the budget of each unit gained since its previous forecast was submitted, by changes made or undone."""
    since = {unit: entry.previous.submitted_at for unit, entry in found.items() if entry.previous}
    rows = BudgetChangeLine.objects.filter(unit__in=list(since), change__year=each.year)
    first = min(since.values(), default=None)
    if first is None:
        return defaultdict(int)
    rows = rows.filter(Q(change__made_at__gt=first) | Q(change__undone_at__gt=first))
    added: dict[int, int] = defaultdict(int)
    for unit, amount, made, undone in rows.values_list("unit", "amount", "change__made_at", "change__undone_at"):
        added[unit] += amount * (_stands(made, undone, None) - _stands(made, undone, since[unit]))
    return added


def _stands(made: datetime, undone: datetime | None, at: datetime | None) -> bool:
    """Whether a budget change counted at the time `at`, or now."""
    if at is None:
        return undone is None
    return made <= at and (undone is None or undone > at)


def _causes(found: Mapping[int, Entry], moves: Mapping[int, Move]) -> tuple[dict[str, int], dict[str, int], int]:
    """The amounts of the causes in the previous forecasts and in the ones that count now. One query.

    A unit that gave no cause for the deviation that it had before has nothing to compare with: its causes are left out,
    and it is counted in the third place.
    """
    asked = {each.pk for entry in found.values() for each in (entry.previous, entry.submitted) if each}
    said: dict[int, dict[str, int]] = defaultdict(dict)
    rows = ForecastCause.objects.filter(forecast__in=asked).values_list("forecast", "cause", "amount")
    for forecast, cause, amount in rows:
        said[forecast][cause] = amount
    before: dict[str, int] = defaultdict(int)
    now: dict[str, int] = defaultdict(int)
    unsaid = 0
    for unit, entry in found.items():
        if entry.submitted is None:
            continue
        old, new = said[entry.previous.pk] if entry.previous else {}, said[entry.submitted.pk]
        if new and not old and moves[unit].before:
            unsaid += 1
            continue
        for sums, causes in ((before, old), (now, new)):
            for cause, amount in causes.items():
                sums[cause] += amount
    return dict(before), dict(now), unsaid
