"""Reads about the cycle: its rules, its rounds, the causes, and which units are expected to forecast."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, Sum

from forecasts.models import Cause, CycleRules, Figure, OwnCause, Round
from units.models import Administration, Unit


class CauseName(NamedTuple):
    """A cause in an administration's list."""

    code: str
    name: str


def open_round_of(administration: Administration) -> Round | None:
    """The round in which forecasts may be changed now."""
    return administration.rounds.filter(opened_at__isnull=False, locked_at=None).first()


def rounds_of(administration: Administration, year: int) -> list[Round]:
    """The rounds for forecasts of `year`, in order."""
    return list(administration.rounds.filter(as_of__year=year).select_related("opened_by", "locked_by"))


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
    """The units that are to forecast as of the month `as_of`, by code, with department and parent. Two queries.

    A unit without parts; of a unit whose parts hold budget, those parts, and the unit itself when it has budget too.
    """
    valid = Q(valid_from__lte=as_of) & (Q(valid_to__isnull=True) | Q(valid_to__gte=as_of))
    units = list(administration.units.filter(valid).select_related("department", "parent").order_by("code"))
    given = _with_budget([unit.pk for unit in units], as_of.year)
    split = {unit.parent_id for unit in units if unit.parent_id and unit.pk in given}
    return [unit for unit in units if unit.pk in given or (unit.parent_id is None and unit.pk not in split)]


def _with_budget(units: Sequence[int], year: int) -> set[int]:
    """Those of `units` that were given something for `year`."""
    rows = Figure.objects.filter(
        unit__in=units,
        month__gte=date(year, 1, 1),
        month__lte=date(year, 12, 1),
        kind__in=[Figure.Kind.BUDGET, Figure.Kind.CHANGE],
    )
    sums = rows.values_list("unit").annotate(amount=Sum("amount")).order_by()
    return {unit for unit, amount in sums if amount}
