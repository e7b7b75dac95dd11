"""What the script is told after it has sent something: the stored cells, what was kept back, and new figures."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape

from forecasts.entry.grid import GridRow
from forecasts.entry.grid_page import Desk, figures_of, page_of
from forecasts.entry.grid_save import CELL_FAULTS, ListSaving, Saving
from units.refusals import RefusedError
from units.templatetags.figures import amount, change, deviation

PARTS = ("headline", "lead", "must", "rest", "weighted", "look", "missing", "last_change", "state", "fill")
REFUSED, CONFLICT, FAULTY = 423, 409, 422


def signed_out() -> JsonResponse:
    """The session is over: nothing is stored, and the script keeps what was typed."""
    return JsonResponse({"error": "signed-out", "status": 401}, status=401)


def answer_cells(request: HttpRequest, desk: Desk, saving: Saving) -> JsonResponse:
    """The answer to a save of cells."""
    if saving.refused:
        return JsonResponse(_body(refused=saving.refused), status=REFUSED)
    fresh = Desk(desk.unit, desk.round, desk.rights, changing=True)
    context = page_context(fresh)
    cells = {each.name: {"value": each.text, "seen": each.seen} for each in _cells(context)}
    status = CONFLICT if saving.conflicts else FAULTY if saving.faults else 200
    body = _body(
        cells={name: cells[name] for name in saving.stored if name in cells},
        faults=saving.faults,
        conflicts={
            name: {"sentence": theirs.sentence, "value": theirs.text, "seen": theirs.seen}
            for name, theirs in saving.conflicts.items()
        },
        parts=_figures(context, fresh) | _parts(request, context),
    )
    return JsonResponse(body, status=status)


def answer_list(request: HttpRequest, desk: Desk, saving: ListSaving, fields: dict[str, str]) -> JsonResponse:
    """The answer to a save of causes or risks; `fields` gives the name on the page of each field of a row."""
    faults = {f"{fields[name]}-{row.number}": text for row in saving.rows for name, text in row.faults.items()}
    if saving.refused:
        return JsonResponse(_body(refused=saving.refused), status=REFUSED)
    if faults:
        return JsonResponse(_body(faults=faults), status=FAULTY)
    return JsonResponse(_body(parts=_fresh_parts(request, desk)))


def answer_flagged(request: HttpRequest, desk: Desk, refused: RefusedError | None) -> JsonResponse:
    """The answer to an answered flag."""
    if isinstance(refused, CELL_FAULTS):
        return JsonResponse(_body(faults={"answer": str(refused)}), status=FAULTY)
    if refused:
        return JsonResponse(_body(refused=str(refused)), status=REFUSED)
    return JsonResponse(_body(parts=_fresh_parts(request, desk)))


def page_context(desk: Desk) -> dict[str, Any]:
    """What the parts of the page need."""
    return figures_of(desk) | {
        "unit": desk.unit,
        "round": desk.round,
        "display": desk.display,
        "editable": desk.editable,
        "query": f"round={desk.round.pk}",
    }


def _fresh_parts(request: HttpRequest, desk: Desk) -> dict[str, str]:
    fresh = Desk(desk.unit, desk.round, desk.rights, changing=desk.changing)
    return _parts(request, (page_context if fresh.editable else page_of)(fresh))


def _body(**told: Any) -> dict[str, Any]:
    at = f"{timezone.localtime():%H:%M}"
    return {"at": at, "cells": {}, "faults": {}, "conflicts": {}, "parts": {}, "refused": ""} | told


def _cells(context: dict[str, Any]) -> Iterable[Any]:
    rows: list[GridRow] = context["rows"]
    yield context["comment"]
    for row in rows:
        yield row.amount
        yield row.comment


def _figures(context: dict[str, Any], desk: Desk) -> dict[str, str]:
    """The computed cells of the grid, by their id on the page."""
    found = {}
    for row in context["rows"]:
        found[f"change-{row.line.group}"] = escape(change(row.line.change, desk.display))
        found[f"deviation-{row.line.group}"] = deviation(row.line.deviation, desk.display)
    total = context["total"]
    so_far = render_to_string("forecasts/forecast_so_far.html", {"total": total})
    return found | {
        "total-forecast": escape(amount(total.forecast, desk.display)) + so_far,
        "total-change": escape(change(total.change, desk.display)),
        "total-deviation": deviation(total.deviation, desk.display) + so_far,
    }


def _parts(request: HttpRequest, context: dict[str, Any]) -> dict[str, str]:
    return {
        name.replace("_", "-"): render_to_string(f"forecasts/forecast_{name}.html", context, request) for name in PARTS
    }
