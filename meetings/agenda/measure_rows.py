"""The measures that a meeting takes up. A constant number of queries. Amounts are öre."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from measures.models import Effect, FollowUp, Measure, MeasureShare, MeasureStep, Verification
from measures.stages import Stage
from meetings.agenda.facts import Found, MeasureFacts, Reason, Span
from meetings.kinds import RowKind
from units.models import Unit

SHOWN = 10  # of each reason
STEPS = {Stage.DECIDED: Reason.DECIDED, Stage.REALISED: Reason.REALISED, Stage.VERIFIED: Reason.VERIFIED}
FIELDS = ("pk", "number", "title", "stage", "owner__name", "owner__username", "next_follow_up")


def measures_over(units: QuerySet[Unit]) -> QuerySet[Measure]:
    """The measures of `units` and their parts."""
    return Measure.objects.of_units(units.with_parts())


def measure_rows(
    measures: QuerySet[Measure], *, year: int, today: date, new: Span, also: Sequence[int] = ()
) -> list[Found]:
    """Those of `measures` that are overdue or not followed, and those `new` in decided, realised or verified.

    The most overdue first, then by number. Those proposed are the committee's or the group's to decide: they come last,
    before those of `also` (pks) that nothing else takes up. Seven queries.
    """
    late = list(measures.overdue(today).order_by("next_follow_up", "number").values_list("pk", flat=True))
    why: dict[int, list[Reason]] = {pk: [Reason.OVERDUE] for pk in late[:SHOWN]}
    for pk in _not_followed(measures)[:SHOWN]:
        why.setdefault(pk, []).append(Reason.NOT_FOLLOWED)
    for pk, reason in _steps(measures, new):
        if reason not in why.setdefault(pk, []):
            why[pk].append(reason)
    proposed = measures.filter(stage=Stage.PROPOSED).order_by("number").values_list("pk", flat=True)[:SHOWN]
    for pk in proposed:
        why.setdefault(pk, []).append(Reason.PROPOSED)
    for pk in also:
        why.setdefault(pk, [Reason.OVERDUE] if pk in late else [])
    return _found(why, year, today)


def overdue_by_unit(measures: QuerySet[Measure], today: date) -> dict[int, int]:
    """How many of `measures` should have been followed up, by the pk of the unit that answers. One query."""
    counts: dict[int, set[int]] = defaultdict(set)
    shares = MeasureShare.objects.filter(measure__in=measures.overdue(today).order_by().values("pk"))
    for measure, unit, parent in shares.order_by().values_list("measure", "unit", "unit__parent"):
        counts[parent or unit].add(measure)
    return {unit: len(found) for unit, found in counts.items()}


def _not_followed(measures: QuerySet[Measure]) -> list[int]:
    """Those whose latest follow-up says that they are not followed, or have not begun though they should."""
    latest = FollowUp.objects.filter(measure=OuterRef("pk")).order_by("-day", "-pk").values("status")[:1]
    found = measures.followed().annotate(latest=Subquery(latest)).filter(latest=FollowUp.Status.NOT_FOLLOWED)
    return list(found.order_by("number").values_list("pk", flat=True))


def _steps(measures: QuerySet[Measure], new: Span) -> list[tuple[int, Reason]]:
    """What was decided, realised or verified in the span `new`, and still is; the latest step first."""
    rows = MeasureStep.objects.filter(measure__in=measures.order_by().values("pk"), stage__in=list(STEPS))
    rows = rows.filter(at__gt=new.after, at__lte=new.until)
    found = rows.order_by("-at", "-pk").values_list("measure", "stage", "measure__stage")
    return [(pk, STEPS[Stage(stage)]) for pk, stage, now in found if _still(stage, now)][: SHOWN * 2]


def _still(stage: str, now: str) -> bool:
    """Whether a measure that came to `stage` has not been moved back from it since."""
    order = list(Stage)
    return order.index(Stage(now)) >= order.index(Stage(stage)) and now not in (Stage.STOPPED, Stage.REJECTED)


def _found(why: Mapping[int, Sequence[Reason]], year: int, today: date) -> list[Found]:
    pks = list(why)
    units: dict[int, list[str]] = defaultdict(list)
    shares = MeasureShare.objects.filter(measure__in=pks).order_by("unit__code")
    for pk, code, name in shares.values_list("measure", "unit__code", "unit__name"):
        units[pk].append(f"{code} {name}")
    effects, realised, verified = _effects(pks, year), _realised(pks, year), _verified(pks, year)
    rows = {row[0]: row for row in Measure.objects.filter(pk__in=pks).values_list(*FIELDS)}
    found = []
    for pk, reasons in why.items():
        _, number, title, stage, name, username, due = rows[pk]
        facts = MeasureFacts(
            pk=pk,
            number=number,
            title=title,
            stage=stage,
            reasons=tuple(reasons),
            units=tuple(units[pk]),
            owner_name=name or username or "",
            effect=effects.get(pk, 0),
            realised=realised.get(pk),
            verified=verified.get(pk),
            next_follow_up=due,
            days_late=(today - due).days if Reason.OVERDUE in reasons and due else 0,
        )
        found.append(Found(f"measure:{number}", RowKind.MEASURE, facts, measure=pk))
    return found


def with_reasons(rows: Sequence[Found], reasons: Sequence[Reason]) -> list[Found]:
    """Those of `rows`, of measures, that are there for one of `reasons`, and say only those."""
    return [
        replace(row, facts=replace(row.facts, reasons=tuple(kept)))
        for row in rows
        if isinstance(row.facts, MeasureFacts) and (kept := [each for each in row.facts.reasons if each in reasons])
    ]


def _effects(measures: Sequence[int], year: int) -> dict[int, int]:
    """What each saves in `year`, net of costs."""
    rows = Effect.objects.filter(measure__in=measures, month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))
    sums = rows.values_list("measure").annotate(saved=Sum("amount"), paid=Sum("cost")).order_by()
    return {pk: saved - paid for pk, saved, paid in sums}


def _realised(measures: Sequence[int], year: int) -> dict[int, int]:
    """What the latest follow-up of `year` that says so has realised."""
    said = FollowUp.objects.filter(measure__in=measures, realised__isnull=False, day__year=year)
    return dict(said.order_by("day", "pk").values_list("measure", "realised"))


def _verified(measures: Sequence[int], year: int) -> dict[int, int]:
    """What was signed last of `year`."""
    signed = Verification.objects.filter(measure__in=measures, year=year)
    return dict(signed.order_by("signed_at", "pk").values_list("measure", "amount"))
