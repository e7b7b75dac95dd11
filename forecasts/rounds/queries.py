"""Reads about the cycle: its rules, its rounds, the causes, and which units are expected to forecast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, Sum
from django.utils import timezone

from forecasts.models import Cause, CycleRules, Figure, Forecast, OwnCause, Round
from forecasts.unit_figures import CauseName
from units.models import Administration, Unit
from units.months import first_of


def open_round_of(administration: Administration) -> Round | None:
    """The round in which forecasts may be changed now."""
    return administration.rounds.filter(opened_at__isnull=False, locked_at=None).first()


def rounds_of(administration: Administration, year: int) -> list[Round]:
    """The rounds for forecasts of `year`, in order."""
    return list(administration.rounds.filter(as_of__year=year).select_related("opened_by", "locked_by"))


def next_to_open(rounds: Sequence[Round], today: date) -> Round | None:
    """Which of the planned `rounds` can be opened `today`: the first one of the last month that is over."""
    over = [each for each in rounds if each.as_of < first_of(today)]
    if not over or any(each.is_open for each in rounds):
        return None
    last = max(each.as_of for each in over)
    opened = max((_place(each) for each in over if each.opened_at), default=None)
    waiting = [each for each in over if each.as_of == last and (opened is None or _place(each) > opened)]
    return waiting[0] if waiting else None


def passed(each: Round, rounds: Sequence[Round], today: date) -> bool:
    """Whether a planned round will never be opened: a later one was, or the month of a later one is over."""
    if each.opened_at:
        return False
    return any(
        _place(other) > _place(each) and (other.opened_at or first_of(today) > other.as_of > each.as_of)
        for other in rounds
    )


def _place(each: Round) -> tuple[date, int]:
    return each.as_of, each.number


def rules_of(administration: Administration) -> CycleRules:
    """How the cycle of `administration` runs: its row, or the defaults, not saved."""
    return CycleRules.objects.filter(administration=administration).first() or CycleRules(administration=administration)


def causes_of(administration: Administration) -> list[CauseName]:
    """The causes to choose among, in order; the retired ones are left out."""
    return [cause for cause, retired in _causes(administration) if not retired]


def every_cause_of(administration: Administration) -> list[CauseName]:
    """The causes by which forecasts may have been explained: the retired ones too."""
    return [cause for cause, _retired in _causes(administration)]


def cause_name(causes: Sequence[CauseName], code: str) -> str:
    """What the cause `code` is called in `causes`; in the standard list, or the code itself, when it is not there."""
    for cause in causes:
        if cause.code == code:
            return cause.name
    return str(Cause(code).label) if code in Cause.values else code


def _causes(administration: Administration) -> list[tuple[CauseName, bool]]:
    own = list(OwnCause.objects.filter(administration=administration).values_list("code", "name", "retired"))
    standard = [(code, "", False) for code in Cause.values]
    return [(CauseName(code, name or cause_name([], code)), retired) for code, name, retired in own or standard]


def expected_units(administration: Administration, as_of: date) -> list[Unit]:
    """The units that are to forecast as of the month `as_of`, by code, with department and parent. At most two queries.

    A unit without parts; of a unit whose parts hold budget, those parts, and the unit itself when it has budget too.
    """
    units = list(administration.units.select_related("department", "parent").order_by("code"))
    return _expected(units, _with_budget(_in_families(units), as_of.year), as_of)


def expected_of(unit: Unit, as_of: date) -> list[Unit]:
    """Those of `unit` and its parts that are to forecast as of the month `as_of`, by code. At most two queries.

    As `expected_units` would say, without a look at the rest of the administration.
    """
    own = Unit.objects.filter(Q(pk=unit.pk) | Q(parent=unit.pk)).select_related("department", "parent")
    units = list(own.order_by("code"))
    return _expected(units, _with_budget(_in_families(units), as_of.year), as_of)


def _in_families(units: Sequence[Unit]) -> list[int]:
    """The parts among `units` and the units they are parts of: of these alone it matters whether they have a budget."""
    wholes = {unit.parent_id for unit in units if unit.parent_id}
    return [unit.pk for unit in units if unit.parent_id or unit.pk in wholes]


def _expected(units: Sequence[Unit], given: set[int], as_of: date) -> list[Unit]:
    """Those of `units` that are to forecast as of `as_of`, when those in `given` have a budget."""
    valid = [unit for unit in units if unit.valid_from <= as_of and (unit.valid_to is None or unit.valid_to >= as_of)]
    split = {unit.parent_id for unit in valid if unit.parent_id and unit.pk in given}
    return [unit for unit in valid if unit.pk in given or (unit.parent_id is None and unit.pk not in split)]


def _with_budget(units: Sequence[int], year: int) -> set[int]:
    """Those of `units`, primary keys, that were given something for `year`, though income may take out cost."""
    rows = Figure.objects.filter(
        unit__in=units,
        month__gte=date(year, 1, 1),
        month__lte=date(year, 12, 1),
        kind__in=[Figure.Kind.BUDGET, Figure.Kind.CHANGE],
    )
    sums = rows.values_list("unit", "group").annotate(amount=Sum("amount")).order_by()
    return {unit for unit, _group, amount in sums if amount}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round and how many of the units that were asked for are expected, have submitted, are approved and were late.

    `held` is False for one that was never opened and that a later one has passed.
    """

    round: Round
    expected: int = 0
    submitted: int = 0
    approved: int = 0
    late: int = 0
    held: bool = True

    @property
    def missing(self) -> int:
        """How many have not submitted."""
        return self.expected - self.submitted


def round_lines(administration: Administration, year: int, units: Sequence[int] | None = None) -> list[RoundLine]:
    """The rounds of `year` in order, counting those of `units`, or all units. Four queries.

    A forecast that was sent back is not submitted until the round is locked.
    """
    rounds = rounds_of(administration, year)
    every = list(administration.units.order_by("code"))
    given = _with_budget(administration.units.order_by().values("pk"), year)
    latest: dict[tuple[int, int], tuple[str, bool]] = {}
    rows = Forecast.objects.filter(round__in=rounds, withdrawn_at=None).order_by("version")
    for each, unit, state, late in rows.values_list("round", "unit", "state", "late"):
        latest[each, unit] = (state, late)
    wanted = None if units is None else set(units)
    today = timezone.localdate()
    return [
        replace(
            _round_line(each, [unit.pk for unit in _expected(every, given, each.as_of)], wanted, latest),
            held=not passed(each, rounds, today),
        )
        for each in rounds
    ]


def latest_states(each: Round) -> dict[int, str]:
    """The state of the latest forecast that each unit submitted in the round. One query."""
    rows = Forecast.objects.filter(round=each, withdrawn_at=None).order_by("version")
    return dict(rows.values_list("unit", "state"))


def _round_line(
    each: Round, expected: Sequence[int], wanted: set[int] | None, latest: Mapping[tuple[int, int], tuple[str, bool]]
) -> RoundLine:
    units = [unit for unit in expected if wanted is None or unit in wanted]
    made = [latest[each.pk, unit] for unit in units if (each.pk, unit) in latest]
    states = [state for state, _late in made]
    back = 0 if each.is_locked else states.count(Forecast.State.SENT_BACK)
    approved, late = states.count(Forecast.State.APPROVED), sum(late for _state, late in made)
    return RoundLine(each, len(units), len(made) - back, approved, late)
