"""What a file was found to be, as plain values: for the log of uploads and for machines."""

from collections import defaultdict
from datetime import date
from typing import Any

from forecasts.imports.examined import Examined, Understood
from forecasts.imports.messages import statement
from forecasts.imports.problems import Problem, Severity

KEPT_PROBLEMS = 100


def counts(examined: Examined) -> dict[str, int]:
    """How many amounts are new, changed, unchanged, removed and skipped (totals, parts and zeros)."""
    result = examined.preview
    return {
        "new": result.new,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "removed": result.removed,
        "skipped": examined.understood.skipped + result.zeros,
    }


def sums(understood: Understood) -> dict[tuple[str, date, int], int]:
    """What the file says (öre) by kind, month and unit; a forecast's month is its as-of month."""
    found: dict[tuple[str, date, int], int] = defaultdict(int)
    for kind, figures in understood.figures.items():
        for unit, month, amount in zip(figures.units, figures.months, figures.amounts, strict=True):
            found[kind, month, unit] += amount
    for row in understood.forecasts:
        if understood.as_of:
            found["forecast", understood.as_of, row.unit] += row.amount
    return dict(found)


def months(examined: Examined) -> list[date]:
    """The months that the file has amounts for, the as-of month of forecasts included."""
    understood = examined.understood
    figures = (each.months for each in understood.figures.values())
    found = {month for month, _unit in examined.preview.totals}.union(understood.months, *figures)
    return sorted(found | ({understood.as_of} if understood.as_of and understood.forecasts else set()))


def kinds(understood: Understood) -> list[str]:
    """The kinds of figure that the file has amounts for."""
    of_register = [understood.kind] if understood.records else []
    return sorted(understood.figures) + (["forecast"] if understood.forecasts else []) + of_register


def problem(each: Problem) -> dict[str, str]:
    """One problem with its sentence."""
    return {
        "code": each.code.value,
        "severity": each.severity.value,
        "sheet": each.sheet,
        "cell": each.cell,
        "found": each.found,
        "message": statement(each),
    }


def summary(examined: Examined) -> dict[str, Any]:
    """What the list of uploads shows of a file."""
    understood = examined.understood
    return {
        "kinds": kinds(understood),
        "year": understood.year,
        "months": [f"{month:%Y-%m}" for month in months(examined)],
        "counts": counts(examined),
        "effect": examined.preview.effect,
        "errors": sum(each.severity is Severity.ERROR for each in examined.problems),
        "warnings": sum(each.severity is Severity.WARNING for each in examined.problems),
        "questions": sum(each.code.startswith("ask-") for each in examined.problems),
    }


def refusal(each: Problem) -> dict[str, Any]:
    """What the list of uploads shows of a file that could not be read or was not kept."""
    return {"kinds": [], "errors": 1, "warnings": 0, "problems": [problem(each)]}


def machine_report(examined: Examined, codes: dict[int, str], *, by_unit: bool) -> dict[str, Any]:
    """The contract's object but for what the caller knows: committed and upload. `codes` are unit codes by pk."""
    understood = examined.understood
    return {
        "file": examined.name,
        "sha256": examined.sha256,
        "layout": understood.layout or None,
        "kind": understood.kind or None,
        "administration": understood.administration or None,
        "year": understood.year,
        "months": [month.isoformat() for month in months(examined)],
        "ready": examined.ready,
        "committed": False,
        "upload": None,
        "problems": [problem(each) for each in examined.problems],
        "counts": counts(examined),
        "totals": _totals(examined, codes if by_unit else None),
        "reconciliation": [
            {
                "sheet": each.sheet,
                "cell": each.cell,
                "printed_ore": each.printed,
                "computed_ore": each.computed,
                "difference_ore": each.printed - each.computed,
            }
            for each in understood.reconciled
        ],
    }


def _totals(examined: Examined, codes: dict[int, str] | None) -> list[dict[str, Any]]:
    found: dict[tuple[str, date, str], int] = defaultdict(int)
    of_register = {(examined.understood.kind, *key): amount for key, amount in examined.preview.totals.items()}
    for (kind, month, unit), amount in (sums(examined.understood) | of_register).items():
        found[kind, month, codes[unit] if codes else ""] += amount
    return [
        {"kind": kind, "month": month.isoformat()} | ({"unit": unit} if codes else {}) | {"amount_ore": amount}
        for (kind, month, unit), amount in sorted(found.items())
    ]


def failed_report(name: str, sha256: str | None, failure: Problem, administration: str | None) -> dict[str, Any]:
    """The contract's object for a file that could not be read at all."""
    return {
        "file": name,
        "sha256": sha256,
        "layout": None,
        "kind": None,
        "administration": administration,
        "year": None,
        "months": [],
        "ready": False,
        "committed": False,
        "upload": None,
        "problems": [problem(failure)],
        "counts": dict.fromkeys(("new", "changed", "unchanged", "removed", "skipped"), 0),
        "totals": [],
        "reconciliation": [],
    }
