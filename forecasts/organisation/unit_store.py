"""Stores what a file says of units, and brings back what was there.

What was there before is kept with the upload (`Upload.summary["units"]`): every unit and department as plain values.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from forecasts.imports.examined import Preview
from forecasts.models import Upload
from forecasts.organisation.built_on import built_on
from forecasts.organisation.refusals import BuiltOnError, UnitsChangedSinceError
from forecasts.organisation.unit_hold import Work, held_in
from units.models import Department, Unit, User
from units.places import Span, UnitState
from units.services import arrange, record_change

KEPT = "units"
NOTHING: Mapping[str, Mapping[str, Any]] = {"before": {}, "after": {}, "outside": {}, "departments": {}}
DATES = ("valid_from", "valid_to")


def store(upload: Upload, preview: Preview, *, by: User | None) -> None:
    """Make and change the units of `preview` as the work of `upload`.

    Raises:
        RefusedError: the values do not fit; the caller's transaction stores nothing.
    """
    works: list[Work] = [each.work for each in preview.records]
    states = [state for work in works for state in work.units]
    departments = [department for work in works for department in work.departments]
    held = held_in(upload.administration)
    known = {each.code: each for each in held.units}
    before = {each.code: known[each.code] for each in states if each.code in known}
    arrange(upload.administration, states, departments=departments, by=by)
    upload.summary[KEPT] = {
        "before": {each.code: _plain(before[each.code]) if each.code in before else None for each in states},
        "outside": _outside(held.figures, before),
        "after": {each.code: _plain(each) for each in states},
        "departments": {each.code: [each.name, f"{each.span.first:%Y-%m}"] for each in departments},
    }


def _plain(state: UnitState) -> dict[str, Any]:
    values = {name: getattr(state, name) for name in UnitState.__slots__}
    return {name: f"{value:%Y-%m-%d}" if isinstance(value, date) else value for name, value in values.items()}


def _state(values: Mapping[str, Any]) -> UnitState:
    dates = {name: date.fromisoformat(values[name]) for name in DATES if values[name]}
    return UnitState(**{**values, **dates})


def take_out(upload: Upload, *, by: User | None) -> None:
    """Bring back the units that `upload` changed exactly as they were, and remove those that it made.

    Raises:
        UnitsChangedSinceError: one of them has been changed since.
        BuiltOnError: one that it made, or the months that it gave one, are used.
    """
    kept = upload.summary.get(KEPT) or NOTHING
    administration = upload.administration
    held = held_in(administration)
    now = {each.code: each for each in held.units}
    after = {code: _state(values) for code, values in kept["after"].items()}
    _refuse_changed(upload, kept, [code for code, state in after.items() if now.get(code) != state])
    before = {code: _state(values) for code, values in kept["before"].items() if values}
    outside = _outside(held.figures, before)
    if later := [code for code, months in outside.items() if set(months) - set(kept["outside"].get(code, ()))]:
        raise BuiltOnError(name=upload.name, place=", ".join(later))
    made = administration.units.filter(code__in=[code for code, values in kept["before"].items() if values is None])
    made.update(parent=None, successor=None)
    arrange(administration, list(before.values()), by=by)
    _remove(upload, made, "unit-removed", by)
    departments = administration.departments.filter(code__in=kept["departments"])
    _remove(upload, departments, "department-removed", by)
    upload.summary = {name: value for name, value in upload.summary.items() if name != KEPT}


def _refuse_changed(upload: Upload, kept: Mapping[str, Any], units: list[str]) -> None:
    departments = dict(upload.administration.departments.values_list("code", "name"))
    changed = units + [code for code, (name, _) in kept["departments"].items() if departments.get(code) != name]
    if changed:
        raise UnitsChangedSinceError(name=upload.name, places=", ".join(changed))


def _outside(figures: Mapping[str, tuple[date, ...]], states: Mapping[str, UnitState]) -> dict[str, list[str]]:
    """The months with figures that lie outside the months of `states`."""
    found = {
        code: [f"{each:%Y-%m}" for each in figures.get(code, ()) if not Span(each, each).within(state.span)]
        for code, state in states.items()
    }
    return {code: months for code, months in found.items() if months}


def _remove(upload: Upload, places: QuerySet[Unit] | QuerySet[Department], action: str, by: User | None) -> None:
    """Remove what was made, unless something points at it."""
    if used := built_on(places):
        raise BuiltOnError(name=upload.name, place=used)
    for place in places:
        before = {"code": place.code, "name": place.name}
        record_change(action, place, administration=upload.administration, by=by, before=before)
    places.delete()
