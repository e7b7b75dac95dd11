"""What a meeting goes through, out of the figures as they stand: every point with its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from forecasts.entry.queries import entries
from forecasts.entry.steps import unanswered
from forecasts.models import Round
from forecasts.queries import Period, limits_of, period
from forecasts.rounds.queries import open_round_of, rules_of
from indicators.band_queries import left_band
from meetings.agenda import picking
from meetings.agenda.facts import Found, GapFacts, Reason, Span
from meetings.agenda.figures import Figures, GapFigure, Since, UnitChange, since
from meetings.agenda.figures_queries import figures_of, latest_comments, units_over
from meetings.agenda.measure_rows import measure_rows, measures_over, overdue_by_unit, with_reasons
from meetings.agenda.other_rows import INDICATORS, assignment_rows, indicator_rows, matter_rows, with_reason
from meetings.agenda.parking import Parked, parked_at, placed
from meetings.kinds import PointKind, RowKind
from meetings.models import Body, Meeting, Point

AT_HAND = (Reason.OVERDUE, Reason.NOT_FOLLOWED, Reason.DECIDED, Reason.VERIFIED)
GOOD = (Reason.REALISED, Reason.VERIFIED)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The figures as they stand, the meeting they are compared with, and the rows of each kind of point in order.

    `parked` are the rows that the meeting before parked, each with the point it was parked under.
    """

    figures: Figures
    previous: Meeting | None
    rows: dict[str, list[Found]]
    parked: Sequence[tuple[Point, Found]] = ()

    def under(self, points: Iterable[Point]) -> dict[int, list[Found]]:
        """What each of `points` takes up, by its pk, with what was parked."""
        return placed(self.rows, self.parked, points)


@dataclass(frozen=True, slots=True)
class Compared:
    """What the figures are compared with. `held` is the day of that meeting, None where nothing can be compared.

    What happened in the span `new` is new.
    """

    before: Figures | None
    changed: Since | None
    held: date | None
    new: Span

    def change_of(self, pk: int) -> UnitChange | None:
        """What the unit with that pk changed, None when nothing."""
        return next((each for each in self.changed.units if each.pk == pk), None) if self.changed else None


def previous_of(body: Body, day: date) -> Meeting | None:
    """The latest meeting of `body` before `day` that was held. One query, its figures with it."""
    held = body.meetings.held().filter(day__lt=day)
    return held.select_related("snapshot").order_by("-day").first()


def gather(
    body: Body, day: date, *, now: datetime | None = None, month: date | None = None, flags: bool = True
) -> Gathered:
    """What a meeting of `body` on `day` would go through if it started `now`. A constant number of queries.

    `month` is the month the figures are seen at the end of, the last closed one unless it is said. Without `flags` no
    unit is taken up for what looks odd in its forecast, which takes longest to find.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    previous = previous_of(body, day)
    shown = period(body.administration, month)
    figures = figures_of(body.over, shown)
    before = previous.snapshot.read() if previous and hasattr(previous, "snapshot") else None
    changed = since(before, figures)
    held = timezone.localdate(previous.started_at) if previous and changed is not None else None
    compared = Compared(before, changed, held, Span(_cut(body, previous, day), now))
    parked = parked_at(previous)
    found = _found(body, figures, compared, shown, today, parked, flags=flags)
    return Gathered(figures, previous, found.rows, parked.anew(found.known))


def _cut(body: Body, previous: Meeting | None, day: date) -> datetime:
    """From when something is new: the start of the meeting before, else as long ago as the body usually meets."""
    if previous and previous.started_at:
        return previous.started_at
    return timezone.make_aware(datetime.combine(day - timedelta(weeks=body.every), time.min))


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of each kind of point, and all that is known of what could be one."""

    rows: dict[str, list[Found]]
    known: list[Found]


def _found(
    body: Body,
    figures: Figures,
    compared: Compared,
    shown: Period,
    today: date,
    parked: Parked,
    *,
    flags: bool,
) -> Taken:
    units = units_over(body.over, shown.year)
    measures = measures_over(units)
    taken_up = measure_rows(measures, year=shown.year, today=today, new=compared.new, also=parked.measures)
    given = assignment_rows(body, units, today=today, new=compared.new, also=parked.assignments)
    came = [each for each in given if each.facts.reasons]
    look = _units(body, figures, compared, shown, overdue_by_unit(measures, today), parked.units, flags=flags)
    whole = body.kind == Body.Kind.MANAGEMENT
    through = today.replace(day=1)
    bands = left_band(body.administration, units.with_parts(), through=through, whole=whole, also=parked.indicators)
    indicators = indicator_rows(bands)
    outside = [row for row, band in zip(indicators, bands, strict=True) if band.beyond]
    at_hand = with_reasons(taken_up, AT_HAND)
    proposed = with_reasons(taken_up, (Reason.PROPOSED,))
    gap = [Found("gap", RowKind.GAP, _gap(figures))] if figures.gap else []
    rows = {
        PointKind.ACTIONS: came,
        PointKind.TOTAL: picking.total_rows(figures, compared.changed, compared.held),
        PointKind.UNITS: look.rows,
        PointKind.MEASURES: [*gap, *at_hand, *(proposed if body.kind == Body.Kind.TEAM else [])],
        PointKind.INDICATORS: outside[:INDICATORS],
        PointKind.COMMITTEE: [*proposed, *with_reason(came, Reason.FOR_COMMITTEE)],
        PointKind.MATTERS: matter_rows(body, units),
        PointKind.MILESTONES: [*look.good, *with_reasons(taken_up, GOOD), *with_reason(came, Reason.DONE)],
        PointKind.MESSAGE: [],
    }
    filled = [each for found in rows.values() for each in found]
    return Taken(rows, [*taken_up, *given, *filled, *indicators, *look.also])


@dataclass(frozen=True, slots=True)
class Units:
    """The units to look at, those that went well, and those that were asked for also."""

    rows: list[Found]
    good: list[Found]
    also: list[Found]


def _units(
    body: Body,
    figures: Figures,
    compared: Compared,
    shown: Period,
    overdue: Mapping[int, int],
    asked: Sequence[str],
    *,
    flags: bool,
) -> Units:
    running = open_round_of(body.administration)
    odd = _flags(body, running, [each.pk for each in figures.units]) if running and flags else {}
    look = picking.units_to_look_at(figures, compared.changed, odd, running.as_of if running else None)
    good = picking.units_that_went_well(
        compared.before, figures, compared.changed, limits_of(body.administration).watch
    )
    by_code = {each.code: each for each in figures.units}
    also = {code: [] for code in asked if code in by_code}
    comments = latest_comments([by_code[code].pk for code in {**look, **also}], shown)

    def row(code: str, reasons: list[Reason]) -> Found:
        figure = by_code[code]
        return picking.unit_row(
            figure,
            reasons,
            change=compared.change_of(figure.pk),
            comparable=compared.changed is not None,
            causes=figures.causes,
            comment=comments.get(figure.pk, ""),
            flags=odd.get(figure.pk, 0),
            overdue=overdue.get(figure.pk, 0),
        )

    return Units(*([row(*each) for each in found.items()] for found in (look, good, also)))


def _flags(body: Body, running: Round, units: list[int]) -> dict[int, int]:
    """How many things nobody answered in what each unit has submitted in the open round, by pk."""
    rules = rules_of(body.administration)
    running.administration = body.administration
    return {
        pk: count
        for pk, entry in entries(units, running).items()
        if entry.submitted and (count := len(unanswered(entry, rules)))
    }


def _gap(figures: Figures) -> GapFacts:
    gap = figures.gap or GapFigure()
    return GapFacts(figures.year, gap.needed, gap.identified, gap.decided, gap.realised, gap.verified)
