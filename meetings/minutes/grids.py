"""The small tables of minutes: rows of a point whose figures are read side by side, in words for the page and Word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from forecasts.deviation import Status
from measures.words import fine, stage_title
from meetings.agenda.changes import Change, by_cause
from meetings.agenda.facts import AssignmentFacts, CauseFacts, MeasureFacts, TotalFacts, UnitFacts
from meetings.agenda.words import title_of
from meetings.minutes.minutes import MinutesRow
from meetings.words import label_of
from units.display import NONE, Display, month_name
from units.money import rounded
from units.templatetags.figures import status_words

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table. A figure stands to the right; `tone` is deficit, surplus or empty.

    What is `short` stands on one line.
    """

    text: str
    figure: bool = False
    tone: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, its heads and its rows, whose first cell is what the row is called."""

    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of the minutes with whether more than its title may be read."""

    row: MinutesRow
    sees: bool


def grids_of(rows: Sequence[Seen], display: Display) -> list[Grid]:
    """The tables of a point with those rows: the total, and whatever it has several of."""
    made: list[Grid] = []
    for kind, make in _GRIDS.items():
        own = [each for each in rows if each.row.kind == kind]
        if in_grid(kind, len(own)) and any(each.sees for each in own):
            made.append(_by_cause(rows, own, display) if kind == "cause" else make(own, display))
    return made


def in_grid(kind: str, count: int) -> bool:
    """Whether `count` rows of that kind under a point stand in a table."""
    return count >= (1 if kind in ("total", "cause") else SEVERAL) and kind in _GRIDS


def _total(rows: Sequence[Seen], display: Display) -> Grid:
    facts = rows[0].row.read()
    assert isinstance(facts, TotalFacts)  # noqa: S101 (rows of that kind have those facts)
    total, since = facts.total, facts.since
    lines = [
        (_("Budget"), _amount(total.budget, display), _none()),
        (_("Forecast"), _amount(total.forecast, display), _none()),
        (_("Deviation before measures"), _signed(total.deviation, display),
         _signed(since.deviation if since else None, display)),
        (_("Decided measures not in the forecast"), _change(total.effect, display),
         _change(since.effect if since else None, display)),
        (_("Deviation after measures"), _signed(total.after, display),
         _signed(since.after if since else None, display)),
    ]  # fmt: skip
    if facts.closed and total.deviation_to_date is not None:
        label = _("Deviation to date, {month} included").format(month=month_name(facts.closed))
        lines.append((label, _signed(total.deviation_to_date, display), _none()))
    heads = [Cell(_("The whole year")), Cell(f"{facts.year}", figure=True)]
    if since:
        held = date_format(facts.held, "j F") if facts.held else ""
        heads.append(Cell(_("Change since {day}").format(day=held) if held else _("Change"), figure=True))
    return Grid(
        _caption(display), tuple(heads), tuple((Cell(label), *cells[: len(heads) - 1]) for label, *cells in lines)
    )


def _by_cause(rows: Sequence[Seen], causes: Sequence[Seen], display: Display) -> Grid:
    """All that changed by cause, so that it sums; the rows of the causes alone where the total is not among `rows`."""
    totals = [facts for each in rows if each.sees and isinstance(facts := each.row.read(), TotalFacts)]
    since = totals[0].since if totals else None
    grid = _causes(causes, display)
    if since is None:
        return grid
    lines = [*by_cause(since), Change(_("Together"), since.deviation)]
    return replace(grid, rows=tuple((Cell(each.name), _signed(each.before, display)) for each in lines))


def _causes(rows: Sequence[Seen], display: Display) -> Grid:
    def line(facts: CauseFacts) -> tuple[Cell, ...]:
        return (_signed(facts.amount, display),)

    heads = (Cell(_("Cause")), Cell(_("Change"), figure=True))
    return Grid(_("What changed by cause, {unit}").format(unit=display.unit), heads, _lines(rows, line, heads))


def _units(rows: Sequence[Seen], display: Display) -> Grid:
    def line(facts: UnitFacts) -> tuple[Cell, ...]:
        return (
            _amount(facts.budget, display),
            _amount(facts.forecast, display),
            _signed(facts.deviation, display),
            _signed(facts.after, display),
            _signed(facts.change if facts.deviation is not None else None, display),
            Cell(status_words()[Status(facts.status)]),
        )

    heads = (
        Cell(capfirst(_("unit"))),
        Cell(_("Budget"), figure=True),
        Cell(_("Forecast"), figure=True),
        Cell(_("Before measures"), figure=True),
        Cell(_("After measures"), figure=True),
        Cell(_("Change"), figure=True),
        Cell(_("Standing")),
    )
    return Grid(_caption(display), heads, _lines(rows, line, heads))


def _measures(rows: Sequence[Seen], display: Display) -> Grid:
    shown = fine(display)

    def line(facts: MeasureFacts) -> tuple[Cell, ...]:
        return (
            Cell(stage_title(facts.stage)),
            _change(facts.effect, shown),
            _change(facts.realised, shown),
            _change(facts.verified, shown),
            Cell(date_format(facts.next_follow_up, "Y-m-d") if facts.next_follow_up else NONE, short=True),
        )

    heads = (
        Cell(_("Measure")),
        Cell(_("Stage")),
        Cell(_("Effect this year"), figure=True),
        Cell(_("Realised this year"), figure=True),
        Cell(_("Verified this year"), figure=True),
        Cell(_("Next follow-up")),
    )
    return Grid(_("Effects in {unit}; + saves").format(unit=shown.unit), heads, _lines(rows, line, heads))


def _assignments(rows: Sequence[Seen], _display: Display) -> Grid:
    found = [(each.row.read(), each.sees) for each in rows]
    lines = tuple(
        (
            Cell(label_of(facts.kind, facts.number, facts.year), short=True),
            Cell(facts.text),
            Cell(facts.owner_name or _("nobody")),
            Cell(date_format(facts.due, "Y-m-d"), short=True),
            Cell(_standing(facts) if sees else NONE, short=not facts.executed_on),
        )
        for facts, sees in found
        if isinstance(facts, AssignmentFacts)
    )
    heads = (Cell(_("No.")), Cell(_("What")), Cell(_("Owner")), Cell(_("Due")), Cell(_("Standing")))
    return Grid("", heads, lines)


def _standing(facts: AssignmentFacts) -> str:
    if facts.executed_on:
        return _("done {day}: {result}").format(day=date_format(facts.executed_on, "Y-m-d"), result=facts.result or "–")
    if facts.days_late:
        return ngettext("one day late", "{n} days late", facts.days_late).format(n=facts.days_late)
    return pgettext("assignment", "open")


def _lines(
    rows: Sequence[Seen], line: Callable[..., tuple[Cell, ...]], heads: Sequence[Cell]
) -> tuple[tuple[Cell, ...], ...]:
    """Every row by its title; dashes where the figures are not read."""
    made = []
    for each in rows:
        facts = each.row.read()
        cells = line(facts) if each.sees else tuple(Cell(NONE, figure=head.figure) for head in heads[1:])
        made.append((Cell(title_of(facts)), *cells))
    return tuple(made)


def _caption(display: Display) -> str:
    return _("Amounts in {unit}; + is a surplus, − a deficit").format(unit=display.unit)


def _amount(ore: int | None, display: Display) -> Cell:
    return Cell(display.amount(ore), figure=True)


def _change(ore: int | None, display: Display) -> Cell:
    return Cell(display.deviation(ore), figure=True)


def _signed(ore: int | None, display: Display) -> Cell:
    shown = rounded(ore, display.unit) if ore is not None else 0
    tone = "surplus" if shown > 0 else "deficit" if shown < 0 else ""
    return Cell(display.deviation(ore), figure=True, tone=tone)


def _none() -> Cell:
    return Cell("", figure=True)


_GRIDS: dict[str, Callable[[Sequence[Seen], Display], Grid]] = {
    "total": _total,
    "cause": _causes,
    "unit": _units,
    "measure": _measures,
    "assignment": _assignments,
}
