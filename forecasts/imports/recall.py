"""Answers that were given for files of the same shape, used again for what the person has not answered. Pure."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from forecasts.imports.examined import Context, KnownLayout, Options, Understood
from forecasts.imports.lines import Notes
from forecasts.imports.problems import Code
from forecasts.imports.shapes import TIME, Place, headings_at, normal, places_with_shapes
from forecasts.imports.sheet import Workbook, column_letters
from forecasts.imports.weigh import CLEAR_TENTHS, OPPOSED
from units.money import MoneyUnit

REMEMBERED = ("kind", "sign", "money", "amounts", "sheet", "columns", "header", "dimension")
WEIGHED = {
    "kind": Code.ASK_KIND,
    "sign": Code.ASK_SIGN,
    "money": Code.ASK_MONEY,
    "amounts": Code.ASK_AMOUNTS,
}


@dataclass(frozen=True, slots=True)
class Recalled:
    """The layout that a file has the shape of, and the answers taken from it, by names of fields of `Options`."""

    layout: KnownLayout
    answers: dict[str, Any] = field(default_factory=dict)

    def applied(self, context: Context, *, without: frozenset[str] = frozenset()) -> Context:
        """`context` with the answers, but for those named in `without`."""
        answers = {name: value for name, value in self.answers.items() if name not in without}
        return replace(context, options=replace(context.options, **answers))


def recall(workbook: Workbook, context: Context) -> Recalled | None:
    """The layout of `context` that the workbook has the shape of, with those of its answers that are still open."""
    known = {each.shape: each for each in context.layouts if each.shape}
    if not known:
        return None
    for place in places_with_shapes(workbook):
        if layout := known.get(place.shape):
            return Recalled(layout, _answers(layout, place, workbook, context.options))
    return None


def recall_shape(shape: str, context: Context) -> Recalled | None:
    """The same for a file that has no headings: its reader says what `shape` it has."""
    for each in context.layouts:
        if shape and each.shape == shape:
            return Recalled(each, _open(options_from(dict(each.answers)), context.options))
    return None


def understand_recalled(
    recalled: Recalled, context: Context, notes: Notes, read: Callable[[Context, Notes], Understood]
) -> Understood:
    """What `read` understands with the recalled answers.

    What the file itself says of kind, sign, money and sums to date is heard first: an answer is used where it says
    nothing, and where it says something else it is asked about.
    """
    weighed = frozenset(WEIGHED) & recalled.answers.keys()
    used: frozenset[str] = frozenset()
    while True:
        own = Notes()
        found = read(recalled.applied(context, without=weighed - used), own)
        wanted = {name for name in weighed - used if _is_open(name, recalled, found, own)}
        if not wanted:
            break
        used |= wanted
    contradicted = {name for name in weighed - used if _differs(name, recalled, context, found, read)}
    if "sign" in used and _is_opposed(recalled.answers["sign"], own):
        contradicted.add("sign")
    for name in sorted(contradicted):
        own.ask(WEIGHED[name], hint=recalled.layout.name)
    _say(recalled, contradicted, notes)
    _merge(notes, own)
    found.remembered = recalled.layout.pk
    return found


def _is_open(name: str, recalled: Recalled, found: Understood, notes: Notes) -> bool:
    """Whether an answer is needed, or says something else of the headings, which are the same as when it was given.

    Where the file itself names other units of money than the answer, it stays a question.
    """
    for each in notes.problems:
        if each.code is WEIGHED[name]:
            return name != "money" or not each.found or recalled.answers[name] in each.found.split(", ")
    said = getattr(found, name, "")
    return (
        name in {"kind", "money"}
        and bool(said)
        and said != recalled.answers[name]
        and any(each.code in {f"{name}-heading", "kinds-both"} for each in notes.evidence)
    )


def _differs(
    name: str,
    recalled: Recalled,
    context: Context,
    found: Understood,
    read: Callable[[Context, Notes], Understood],
) -> bool:
    """Whether the file says something else than an answer, and the amounts would be others with it."""
    if name == "kind":
        return bool(found.kind) and found.kind != recalled.answers[name]
    said = getattr(found, name, None)
    if name != "amounts" and (not said or said == recalled.answers[name]):
        return False
    if not (found.figures or found.forecasts):
        return False
    other = read(recalled.applied(context), Notes())
    return (other.figures, other.forecasts) != (found.figures, found.forecasts)


def _is_opposed(sign: str, notes: Notes) -> bool:
    """Whether cost rows, or revenue rows, clearly stand on the other side of zero than a sign says."""
    sides = {
        each.code.removeprefix("sign-"): int(each.values["agree"]) * 10 >= CLEAR_TENTHS * int(each.values["rows"])
        for each in notes.evidence
        if each.code.startswith(("sign-accounts-", "sign-revenue-"))
    }
    return any(sides.get(side) for side in OPPOSED[sign])


def _merge(notes: Notes, own: Notes) -> None:
    notes.problems += own.problems
    notes.evidence += own.evidence
    notes.reconciled += own.reconciled
    notes.skipped += own.skipped


def _say(recalled: Recalled, contradicted: set[str], notes: Notes) -> None:
    answers = {name: value for name, value in recalled.answers.items() if name not in contradicted}
    if answers:
        notes.say("remembered", name=recalled.layout.name, answers=json.dumps(answers, ensure_ascii=False))


def options_from(answers: dict[str, Any]) -> Options:
    """Answers as JSON keeps them; year and month belong to one file and are left out."""
    return Options(
        kind=answers.get("kind") or "auto",
        sign=answers.get("sign") or "",
        money=MoneyUnit(answers["money"]) if answers.get("money") else None,
        sheet=answers.get("sheet") or "",
        amounts=answers.get("amounts") or "",
        columns=tuple((letters, role) for letters, role in answers.get("columns") or ()),
        header=answers.get("header"),
        dimension=answers.get("dimension") or "",
    )


def _open(said: Options, given: Options) -> dict[str, Any]:
    """The answers of `said` to what `given` leaves open."""
    empty = Options()
    return {
        name: getattr(said, name)
        for name in REMEMBERED
        if getattr(said, name) != getattr(empty, name) and getattr(given, name) == getattr(empty, name)
    }


def _answers(layout: KnownLayout, place: Place, workbook: Workbook, given: Options) -> dict[str, Any]:
    """The answers that fit the file; a sheet that is called after a month is not the one for the next."""
    kept = dict(layout.answers)
    found = _open(options_from(kept), given)
    if "sheet" in found and (not _is_there(found["sheet"], place, workbook) or TIME in normal(found["sheet"])):
        del found["sheet"]
    if "header" in found:
        found["header"] = place.sheet.first_row + place.rows[-1]
    if "columns" in found:
        columns = _moved(found["columns"], dict(kept.get("headings") or ()), place)
        found = {name: value for name, value in found.items() if name != "columns"}
        found |= {"columns": columns} if columns else {}
    return found


def _is_there(answer: str, place: Place, workbook: Workbook) -> bool:
    """Whether the workbook has the sheet, and where a cell is named, a table of the same shape begins there."""
    name, _, cell = answer.partition("!")
    if answer in (each.name for each in workbook.sheets):
        return True
    row = place.sheet.first_row + place.rows[0]
    return name == place.sheet.name and cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(row)


def _moved(
    columns: tuple[tuple[str, str], ...], headings: dict[str, str], place: Place
) -> tuple[tuple[str, str], ...] | None:
    """`columns` by where their headings stand in this file; None when that does not show for all of them."""
    here = headings_at(place.sheet, place.rows)
    letters = [column_letters(place.sheet.first_column + index) for index in range(len(here))]
    found = []
    for letter, role in columns:
        wanted = headings.get(letter, "")
        alike = [each for each, heading in zip(letters, here, strict=True) if heading == wanted]
        before = sum(heading == wanted for heading in headings.values())
        if letter in alike and (len(alike) == before or not (wanted and TIME in wanted)):
            found.append((letter, role))
        elif wanted and len(alike) == 1:
            found.append((alike[0], role))
        else:
            return None
    return tuple(found)
