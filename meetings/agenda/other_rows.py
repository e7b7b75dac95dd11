"""What else a meeting takes up: what came of the last ones, key figures, matters, and what was parked."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from indicators.band_queries import LeftBand
from meetings.agenda.facts import AssignmentFacts, Found, IndicatorFacts, MatterFacts, Reason, Span
from meetings.kinds import RowKind
from meetings.models import Assignment, Body, Matter
from units.models import Unit

INDICATORS = 10
FIELDS = (
    "pk", "kind", "number", "year", "text", "owner__name", "owner__username", "due", "state", "made_on", "executed_on",
    "result", "for_committee", "unit", "measure", "ended_at",
)  # fmt: skip


def assignment_rows(
    body: Body, units: QuerySet[Unit], *, today: date, new: Span, also: Sequence[int] = ()
) -> list[Found]:
    """The open decisions and actions of `body` and those that were done in the span `new`: by day due.

    Its own are those of its meetings, and those that were given about its units between meetings. Those of `also` (pks)
    that were done before the span are there without a reason. One query.
    """
    between = Q(meeting=None) & (Q(unit__in=units.with_parts().order_by().values("pk")) | _of_the_whole(body))
    own = Assignment.objects.filter(Q(meeting__body=body) | between, administration=body.administration_id)
    done = Q(state=Assignment.State.DONE, ended_at__gt=new.after, ended_at__lte=new.until)
    rows = own.filter(Q(state=Assignment.State.OPEN) | done | Q(state=Assignment.State.DONE, pk__in=also))
    found = [_assignment(row, today, new) for row in rows.order_by("due", "pk").values_list(*FIELDS)]
    return sorted(found, key=lambda each: Reason.DONE in each.facts.reasons)


def _of_the_whole(body: Body) -> Q:
    return Q(unit=None) if body.kind == Body.Kind.MANAGEMENT else Q(pk__in=[])


def _assignment(row: tuple, today: date, new: Span) -> Found:
    pk, kind, number, year, text, name, username, due, state, given, executed, result, committee, *about, ended = row
    unit, measure = about
    late = (today - due).days if state == Assignment.State.OPEN and due < today else 0
    reasons = []
    if state == Assignment.State.OPEN:
        reasons = [Reason.LATE if late else Reason.OPEN, *([Reason.FOR_COMMITTEE] if committee else [])]
    elif new.after < ended <= new.until:
        reasons = [Reason.DONE]
    facts = AssignmentFacts(
        pk=pk,
        kind=kind,
        number=number,
        year=year,
        text=text,
        owner_name=name or username or "",
        due=due,
        state=state,
        given=given,
        reasons=tuple(reasons),
        executed_on=executed,
        result=result,
        days_late=late,
    )
    key = f"{kind}:{number}/{year}"
    return Found(key, RowKind.ASSIGNMENT, facts, unit=unit, measure=measure, assignment=pk)


def with_reason(rows: Iterable[Found], reason: Reason) -> list[Found]:
    """Those of `rows`, of decisions and actions, that are there for `reason`."""
    return [row for row in rows if isinstance(row.facts, AssignmentFacts) and reason in row.facts.reasons]


def indicator_rows(found: Sequence[LeftBand]) -> list[Found]:
    """The key figures that left their band, and those within it that were asked for also: in the order given."""
    return [
        Found(
            f"indicator:{each.code}:{each.unit_code}",
            RowKind.INDICATOR,
            IndicatorFacts(
                code=each.code,
                name=each.name,
                unit_of_measure=each.unit_of_measure,
                decimals=each.decimals,
                better=each.better,
                month=each.month,
                value=each.value,
                band=each.band,
                low=each.low,
                high=each.high,
                unit_code=each.unit_code,
                unit_name=each.unit_name,
                few=each.few,
                pk=each.indicator,
                within=not each.beyond,
            ),
            unit=each.unit,
            indicator=each.indicator,
        )
        for each in found
    ]


def matter_rows(body: Body, units: QuerySet[Unit]) -> list[Found]:
    """The matters that nobody has settled: all for the management group, else those of the units. Two queries."""
    matters = body.administration.matters.unsettled().select_related("owner").prefetch_related("units")
    if body.kind != Body.Kind.MANAGEMENT:
        about = Matter.units.through.objects.filter(unit__in=units.with_parts().order_by().values("pk"))
        matters = matters.filter(pk__in=about.values("matter"))
    return [
        Found(
            f"matter:{each.pk}",
            RowKind.MATTER,
            MatterFacts(
                pk=each.pk,
                title=each.title,
                text=each.text,
                raised=each.raised_on,
                owner_name=str(each.owner) if each.owner else "",
                due=each.due,
                units=tuple(str(unit) for unit in each.units.all()),
            ),
            matter=each.pk,
        )
        for each in matters.order_by("due", "pk")
    ]
