"""Hold what a file says against what is stored. Pure.

A file decides every month of a unit that it has any figure for, kind by kind: an amount stored there that the file
lacks is removed. Other units and months are left alone. Zero is never stored: a zero in the file is an amount that is
not there. A forecast replaces the unit's forecast of the same as-of month as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from forecasts.imports.amounts import FigureKey, Figures
from forecasts.imports.examined import ChangedAmount, ForecastRow, Kind, Preview, Understood
from forecasts.imports.problems import Code, Problem, Severity
from units.money import MoneyUnit, format_amount

NAMED_UNITS = 10


@dataclass(frozen=True, slots=True)
class WholeForecast:
    """A unit's forecast of one as-of month: its comment and one row per account group."""

    comment: str = ""
    rows: dict[int, ForecastRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds where a file has something to say.

    `figures` are the administration's figures (öre) of the file's kinds and months, `forecasts` by unit those of its
    as-of month; `codes` are unit codes by primary key; `closed` the months whose actuals are final; `changes` the
    decided budget changes (öre) by unit in the years of a budget file. `locked` says that the round of the file's
    forecasts is; `approved` are the units whose forecast in it is approved.
    """

    figures: dict[Kind, dict[FigureKey, int]] = field(default_factory=dict)
    forecasts: dict[int, WholeForecast] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    changes: dict[int, int] = field(default_factory=dict)
    locked: bool = False
    approved: frozenset[int] = frozenset()


def preview(understood: Understood, stored: Stored) -> Preview:
    """What a commit of `understood` would do to `stored`; changes by kind, unit and month."""
    result = Preview(unchanged=understood.unchanged)
    for kind in sorted(understood.figures):
        held = stored.figures.get(kind, {})
        if held:
            _compare_figures(result, kind, understood.figures[kind], held)
            result.problems += _warnings(understood, kind, held, stored.codes)
        else:
            _add_figures(result, kind, understood.figures[kind])
    if understood.forecasts:
        _compare_forecasts(result, understood, stored)
    result.problems += _closed(understood, result, stored.closed)
    result.problems += _final(understood, result, stored)
    result.problems += _changes_added(understood, stored)
    result.effect = {kind: sum(figures.amounts) for kind, figures in result.added.items()}
    for change in result.listed:
        result.effect[change.kind] = result.effect.get(change.kind, 0) + (change.after or 0) - (change.before or 0)
    result.fingerprint = _fingerprint(understood, result)
    return result


def _add_figures(result: Preview, kind: Kind, incoming: Figures) -> None:
    """Nothing is stored that `incoming` could change."""
    added = incoming.without_zeros()
    result.new += len(added)
    result.zeros += len(incoming) - len(added)
    if len(added):
        result.added[kind] = added


def _compare_figures(result: Preview, kind: Kind, incoming: Figures, held: dict[FigureKey, int]) -> None:
    decided = incoming.scope
    add = result.listed.append
    for key, amount in zip(incoming, incoming.amounts, strict=True):
        after, before = amount or None, held.get(key)
        if after == before:
            if after is None:
                result.zeros += 1
            else:
                result.unchanged += 1
            continue
        if before is None:
            result.new += 1
        elif after is None:
            result.removed += 1
        else:
            result.changed += 1
        add(ChangedAmount(kind, *key, before, after))
    for key in sorted(held.keys() - incoming.keys()):
        if (key.unit, key.month) in decided:
            result.removed += 1
            add(ChangedAmount(kind, *key, held[key], None))


def wanted_forecasts(understood: Understood, stored: Stored) -> dict[int, WholeForecast]:
    """The forecast that each unit of the file will have. A file without a column for causes or comments keeps them."""
    rows: dict[int, dict[int, ForecastRow]] = defaultdict(dict)
    for row in understood.forecasts:
        held = stored.forecasts.get(row.unit, WholeForecast()).rows.get(row.group)
        rows[row.unit][row.group] = _with_kept_texts(row, held, understood.columns)
    return {
        unit: WholeForecast(
            understood.comments.get(unit, stored.forecasts.get(unit, WholeForecast()).comment), rows[unit]
        )
        for unit in sorted(rows)
    }


def _with_kept_texts(row: ForecastRow, held: ForecastRow | None, columns: dict[str, str]) -> ForecastRow:
    if held is None:
        return row
    return ForecastRow(
        row.unit,
        row.group,
        row.amount,
        row.cause if row.cause or "cause" in columns else held.cause,
        row.comment if row.comment or "comment" in columns else held.comment,
    )


def _compare_forecasts(result: Preview, understood: Understood, stored: Stored) -> None:
    for unit, wanted in wanted_forecasts(understood, stored).items():
        held = stored.forecasts.get(unit, WholeForecast())
        for group in sorted(wanted.rows.keys() | held.rows.keys()):
            before, after = held.rows.get(group), wanted.rows.get(group)
            if before == after:
                result.unchanged += 1
                continue
            result.new += before is None
            result.removed += after is None
            result.changed += before is not None and after is not None
            result.listed.append(_forecast_change(understood, unit, group, before, after))
        if held.rows and wanted.comment != held.comment:
            result.changed += 1
            result.listed.append(_forecast_change(understood, unit, 0, None, None))


def _forecast_change(
    understood: Understood, unit: int, group: int, before: ForecastRow | None, after: ForecastRow | None
) -> ChangedAmount:
    return ChangedAmount(
        "forecast",
        unit,
        understood.as_of,
        group,
        "",
        "",
        before.amount if before else None,
        after.amount if after else None,
    )


def _warnings(
    understood: Understood, kind: Kind, held: dict[FigureKey, int], codes: dict[int, str]
) -> Iterator[Problem]:
    incoming = understood.figures[kind]
    decided = incoming.scope
    missing = {unit for unit, _ in {(key.unit, key.month) for key in held} - decided}
    if missing:
        yield _about_units(Code.UNITS_MISSING, understood, missing, codes)
    before, after = _fineness(key for key in held if (key.unit, key.month) in decided), _fineness(incoming)
    coarser = {unit for (unit, month), fineness in before.items() if fineness > after[unit, month]}
    if coarser:
        yield _about_units(Code.COARSER_THAN_STORED, understood, coarser, codes)


def _fineness(keys: Iterable[FigureKey]) -> dict[tuple[int, date], int]:
    """How finely each unit month is divided: by account group alone, by account, or by activity code too."""
    found: dict[tuple[int, date], int] = {}
    for unit, month, _group, account, activity in keys:
        fineness = bool(account) + bool(activity)
        if fineness >= found.get((unit, month), 0):
            found[unit, month] = fineness
    return found


def _about_units(code: Code, understood: Understood, units: set[int], codes: dict[int, str]) -> Problem:
    named = sorted(codes.get(unit, str(unit)) for unit in units)
    found = ", ".join(named[:NAMED_UNITS]) + (" …" if len(named) > NAMED_UNITS else "")
    return Problem(code, understood.sheet, "", found, severity=Severity.WARNING)


def _closed(understood: Understood, result: Preview, closed: frozenset[date]) -> Iterator[Problem]:
    touched = {change.month for change in result.listed if change.kind == "actual" and change.month in closed}
    if "actual" in result.added:
        touched |= closed.intersection(result.added["actual"].months)
    said = {problem.found for problem in understood.problems if problem.code is Code.MONTH_CLOSED}
    for month in sorted(month for month in touched if month):
        if not said:
            yield Problem(Code.MONTH_CLOSED, understood.sheet, "", f"{month:%Y-%m}")


def _final(understood: Understood, result: Preview, stored: Stored) -> Iterator[Problem]:
    """Forecasts that would change though their round is locked, or though they are approved."""
    touched = {change.unit for change in result.listed if change.kind == "forecast"}
    if touched and stored.locked and understood.as_of:
        yield Problem(Code.ROUND_LOCKED, understood.sheet, "", f"{understood.as_of:%Y-%m}")
    elif touched & stored.approved:
        codes = sorted(stored.codes.get(unit, str(unit)) for unit in touched & stored.approved)
        found = ", ".join(codes[:NAMED_UNITS]) + (" …" if len(codes) > NAMED_UNITS else "")
        yield Problem(Code.FORECAST_APPROVED, understood.sheet, "", found)


def _changes_added(understood: Understood, stored: Stored) -> Iterator[Problem]:
    """A budget file is the adopted budget: what was decided since is added to it."""
    units = {unit for unit, _ in understood.figures["budget"].scope} if "budget" in understood.figures else set()
    changed = sorted((stored.codes.get(unit, ""), stored.changes[unit]) for unit in units & stored.changes.keys())
    if changed:
        named = [f"{code} {format_amount(amount, MoneyUnit.KR, signed=True)} kr" for code, amount in changed]
        found = "; ".join(named[:NAMED_UNITS]) + (" …" if len(named) > NAMED_UNITS else "")
        yield Problem(Code.BUDGET_CHANGES_ADDED, understood.sheet, "", found, severity=Severity.WARNING)


def _fingerprint(understood: Understood, result: Preview) -> str:
    """A digest of all that would change, and from what: another commit in between makes another digest."""
    digest = sha256()
    head = (understood.administration, understood.kind, understood.year, understood.as_of, result.unchanged)
    digest.update(repr(head).encode())
    for kind, figures in result.added.items():
        digest.update(kind.encode() + figures.digest())
    digest.update("\n".join(_canonical(result.listed)).encode())
    digest.update(repr([(row, understood.comments.get(row.unit, "")) for row in understood.forecasts]).encode())
    return digest.hexdigest()


def _canonical(changes: Iterable[ChangedAmount]) -> Iterator[str]:
    for kind, unit, month, group, account, activity, before, after in changes:
        ordinal = month.toordinal() if month else 0
        yield f"{kind};{unit};{ordinal};{group};{account!r};{activity!r};{before};{after}"
