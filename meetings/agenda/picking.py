"""Which units and changes a meeting takes up, out of all of them. Pure. Amounts are öre; + is better."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from forecasts.deviation import Status
from meetings.agenda.facts import CauseFacts, Found, Reason, TotalFacts, UnitFacts
from meetings.agenda.figures import Figures, Since, UnitChange, UnitFigure
from meetings.kinds import RowKind

DEFICITS, CHANGES, FLAGGED, MISSING = 5, 5, 5, 10
CAUSES, CAUSES_OF_A_UNIT = 5, 3
IMPROVED = 3


def total_rows(figures: Figures, changed: Since | None, held: date | None) -> list[Found]:
    """The total, and the causes that changed most since the meeting of the day `held`."""
    facts = TotalFacts(figures.year, figures.month, figures.closed, figures.total, held, changed)
    causes = changed.causes[:CAUSES] if changed else ()
    return [
        Found("total", RowKind.TOTAL, facts),
        *(
            Found(f"cause:{each.code}", RowKind.CAUSE, CauseFacts(each.code, each.name, each.amount, held))
            for each in causes
        ),
    ]


def units_to_look_at(
    figures: Figures, changed: Since | None, flags: Mapping[int, int], expected: date | None
) -> dict[str, list[Reason]]:
    """The codes of the units to take up and why, the largest deficit first.

    They are those with the largest deficits, those that changed most since the last meeting, those with things in
    their forecast that nobody answered (`flags` by pk), and those without a forecast as of `expected` or later.
    """
    why: dict[str, list[Reason]] = {}
    for each in _deficits(figures.units):
        why.setdefault(each.code, []).append(Reason.DEFICIT)
    known = {each.code for each in figures.units}
    moved = [unit for unit in changed.units if unit.code in known and unit.deviation] if changed else []
    for unit in moved[:CHANGES]:
        why.setdefault(unit.code, []).append(Reason.CHANGED)
    flagged = sorted((each for each in figures.units if flags.get(each.pk)), key=lambda each: (each.counted, each.code))
    for each in flagged[:FLAGGED]:
        why.setdefault(each.code, []).append(Reason.FLAGGED)
    for each in _missing(figures.units, expected)[:MISSING]:
        why.setdefault(each.code, []).append(Reason.MISSING)
    order = {each.code: (each.counted, each.code) for each in figures.units}
    return {code: why[code] for code in sorted(why, key=order.__getitem__)}


def _deficits(units: Iterable[UnitFigure]) -> list[UnitFigure]:
    found = [each for each in units if each.status in (Status.DEFICIT, Status.WATCH)]
    return sorted(found, key=lambda each: (each.counted, each.code))[:DEFICITS]


def _missing(units: Iterable[UnitFigure], expected: date | None) -> list[UnitFigure]:
    """Those without a forecast, or without one as of the month that one is `expected` for; the largest budget first."""
    late = [each for each in units if each.as_of is None or (expected and each.as_of < expected)]
    return sorted((each for each in late if each.budget), key=lambda each: (-each.budget, each.code))


def unit_row(
    figure: UnitFigure,
    reasons: Sequence[Reason],
    *,
    change: UnitChange | None,
    comparable: bool,
    causes: Mapping[str, str],
    comment: str = "",
    flags: int = 0,
    overdue: int = 0,
) -> Found:
    """A unit with what is known of it. `change` is None for one that did not change; `causes` are names by code."""
    largest = sorted(figure.causes.items(), key=lambda each: (-abs(each[1]), each[0]))[:CAUSES_OF_A_UNIT]
    facts = UnitFacts(
        pk=figure.pk,
        code=figure.code,
        name=figure.name,
        department_name=figure.department_name,
        status=figure.status,
        budget=figure.budget,
        reasons=tuple(reasons),
        forecast=figure.forecast,
        as_of=figure.as_of,
        effect=figure.effect,
        deviation_to_date=figure.deviation_to_date,
        change=(change.deviation if change else 0) if comparable else None,
        change_after=(change.after if change else 0) if comparable else None,
        causes=tuple(CauseFacts(code, causes.get(code, code), amount) for code, amount in largest if amount),
        comment=comment,
        flags=flags,
        overdue=overdue,
    )
    return Found(f"unit:{figure.code}", RowKind.UNIT, facts, unit=figure.pk)


def units_that_went_well(
    before: Figures | None, now: Figures, changed: Since | None, worth: int
) -> dict[str, list[Reason]]:
    """The codes of units to acknowledge and why: out of their deficit, or better by `worth` (öre) at least."""
    if before is None or changed is None:
        return {}
    was = {each.code: each.status for each in before.units}
    why: dict[str, list[Reason]] = {}
    for each in now.units:
        if was.get(each.code) == Status.DEFICIT and each.status in (Status.BALANCE, Status.SURPLUS):
            why.setdefault(each.code, []).append(Reason.IN_BALANCE)
    known = {each.code for each in now.units}
    better = [unit for unit in changed.units if unit.own >= max(worth, 1) and unit.code in known]
    for unit in sorted(better, key=lambda unit: (-unit.own, unit.code))[:IMPROVED]:
        why.setdefault(unit.code, []).append(Reason.BETTER)
    return why
