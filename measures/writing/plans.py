"""Between a measure and its form: what the form begins with, and the plan that it says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from measures.calculators.kinds import begun_with
from measures.effect import months_of_measure, of_year, ramped
from measures.models import Calculation, Idea, Measure
from measures.services import WRITTEN, Link, Plan, effects_by_month
from measures.writing.forms import MONTH_BY_MONTH, MONTH_NAMES, RAMP, rows_of
from measures.writing.refusals import FullYearDisagreesError
from measures.writing.typed import (
    PER_CENT_STEPS,
    WHOLE_SHARE,
    disagrees,
    filled_shares,
    in_proportion,
    nearly,
    ramp_in,
    written_effects,
)

NUMBERS = ("full_year_effect", "one_time_cost", "reinvestment", "fte_hundredths")


def plan_of(written: Mapping[str, Any], measure: Measure | None = None) -> Plan:
    """The plan that a form of `measure`, or of a new one, says with its cleaned values."""
    values = {name: written[name] for name in WRITTEN if name in written}
    values |= {name: written[name] or 0 for name in NUMBERS}
    return Plan(
        values=values,
        shares=_shares(written),
        months=_months(written, measure),
        links=[
            Link(written[kind] or "document", written[text], written[url])
            for kind, text, url in rows_of(written, "link_kind_", "link_text_", "link_url_")
            if written[text]
        ],
        team=list(written["team"]),
        under_way=written["under_way"],
    )


def _shares(written: Mapping[str, Any]) -> dict[int, int]:
    rows = [(written[unit], written[share]) for unit, share in rows_of(written, "unit_", "share_")]
    chosen = [(unit.pk, share) for unit, share in rows if unit]
    return dict(zip([pk for pk, _ in chosen], filled_shares([share for _, share in chosen]), strict=True))


def _months(written: Mapping[str, Any], measure: Measure | None) -> dict[date, int]:
    """The effect by month; a measure that ends before it starts has none, and is refused for that."""
    start, end, full_year = written["start"], written["end"], written["full_year_effect"] or 0
    months = months_of_measure(start, end)
    if not months:
        return {}
    kept = effects_by_month(measure) if measure else {}
    if written["effect_by"] == RAMP:
        effects = ramped(full_year, months, written["ramp"] or PER_CENT_STEPS)
        return kept if nearly(effects, kept) else effects
    year = measure.start.year if measure else start.year
    sums = {year + int(name.removeprefix("year_")): written[name] for name in written if name.startswith("year_")}
    amounts = {number: written[name] or 0 for number, name in enumerate(MONTH_NAMES, 1)}
    if measure and full_year != measure.full_year_effect:
        if _stand(measure, written):
            return _of_new_full_year(measure, months, full_year, kept)
        effects = written_effects(months, year, amounts, sums, full_year=full_year, kept=kept)
        if disagrees(full_year, effects):
            raise FullYearDisagreesError
        return effects
    return written_effects(months, year, amounts, sums, full_year=full_year, kept=kept)


def _stand(measure: Measure, written: Mapping[str, Any]) -> bool:
    """Whether the months and the sums of years are written as they are kept."""
    before = _effects_as_written(measure)
    names = [name for name in written if name.startswith(("month_", "year_"))]
    return all((written[name] or 0) == (before.get(name) or 0) for name in names)


def _of_new_full_year(
    measure: Measure, months: Sequence[date], full_year: int, kept: Mapping[date, int]
) -> dict[date, int]:
    """The months when only the full-year effect is another: as they stand to each other, or all of it in each."""
    before = measure.full_year_effect
    if not any(kept.values()):
        return ramped(full_year, months)
    if not before:
        if disagrees(full_year, kept):
            raise FullYearDisagreesError
        return dict(kept)
    ahead = [month for month in months if month > max(kept)]
    return dict.fromkeys(months, 0) | in_proportion(kept, full_year, before) | ramped(full_year, ahead)


def begun(calculation: Calculation | None, idea: Idea | None, start: date) -> dict[str, Any]:
    """What the form of a measure begins with when it comes out of a calculation or an idea, in `start` if need be."""
    values: dict[str, Any] = {}
    if calculation:
        values |= {"title": calculation.title, "full_year_effect": max(calculation.amount, 0) or None}
        values |= begun_with(calculation, start)
    if idea:
        values |= {"title": idea.title, "what": idea.text, "unit_1": idea.unit_id}
    return values


def as_written(measure: Measure) -> dict[str, Any]:
    """What the form of `measure` begins with."""
    values = {name: getattr(measure, name) for name in WRITTEN}
    values |= {name: values[name] or None for name in NUMBERS}
    values |= {"owner": measure.owner_id, "group": measure.group_id, "seen": measure.version}
    values["team"] = list(measure.team.values_list("pk", flat=True))
    for row, (unit, share) in enumerate(measure.shares.order_by("unit__code").values_list("unit", "share"), 1):
        values |= {f"unit_{row}": unit, f"share_{row}": share if share < WHOLE_SHARE else None}
    for row, link in enumerate(measure.links.all(), 1):
        values |= {f"link_kind_{row}": link.kind, f"link_text_{row}": link.text, f"link_url_{row}": link.url}
    return values | _effects_as_written(measure)


def _effects_as_written(measure: Measure) -> dict[str, Any]:
    """Its months, and its ramp where one says them all."""
    effects, year = effects_by_month(measure), measure.start.year
    months = months_of_measure(measure.start, measure.end)
    whole = set(effects) == set(months) or not effects
    ramp = ramp_in(measure.full_year_effect, effects or dict.fromkeys(months, 0)) if whole else None
    last = max([*effects, *months]).year
    values: dict[str, Any] = {
        name: effects.get(date(year, number, 1)) or None for number, name in enumerate(MONTH_NAMES, 1)
    }
    values |= {f"year_{other - year}": of_year(effects, other) for other in range(year + 1, last + 1)}
    return values | {"effect_by": RAMP if ramp else MONTH_BY_MONTH, "ramp": ramp}
