"""The rows of the API about measures: what a person may read of them, as JSON can hold it.

A measure is given to who may read the figures of one of its units, as it is shown there. What it saves is of the units
whose figures the person may read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from measures.effect import shared
from measures.models import Effect, FollowUp, Measure
from measures.queries import is_overdue
from socbudget.api.parameters import Parameters
from socbudget.api.rows import administrations, units
from units.models import Unit, User
from units.roles import Act

Row = dict[str, Any]


def measures(user: User, asked: Parameters) -> QuerySet[Measure]:
    """The measures asked for that `user` may read, by administration and number; with a year those that go on in it.

    Raises:
        PermissionDenied: `user` may read the figures of no unit.
        Http404: the administration asked for is not one that `user` may enter.
    """
    if not Unit.objects.allowing(user, Act.FIGURES).exists():
        raise PermissionDenied
    found = Measure.objects.visible_to(user).filter(administration__in=administrations(user, asked))
    if asked.department or asked.unit:
        found = found.of_units(units(user, asked, Act.FIGURES))
    if asked.stage:
        found = found.filter(stage=asked.stage)
    return found.order_by("administration__code", "number")


def measure_rows(user: User, asked: Parameters) -> list[Row]:
    """A page of measures. The number of queries does not grow with them."""
    found = measures(user, asked)
    if asked.year:
        found = found.filter(start__lte=date(asked.year, 12, 1)).exclude(end__lt=date(asked.year, 1, 1))
    related = found.select_related("administration", "group", "owner").prefetch_related("shares__unit__department")
    rows = list(related[asked.first : asked.last])
    effects = _effects(rows, user, asked)
    today = timezone.localdate()
    readable = _readable(user)
    return [_measure_row(each, effects[each.pk], today, readable) for each in rows]


def _readable(user: User) -> set[int]:
    """The pks of the units whose figures `user` may read."""
    return set(Unit.objects.allowing(user, Act.FIGURES).order_by().values_list("pk", flat=True))


def _own_part(amount: int | None, measure: Measure, readable: Collection[int]) -> int | None:
    """Of an amount of the whole measure what is of its units among `readable`, by their shares."""
    if amount is None:
        return None
    parts = shared({measure.start: amount}, {share.unit_id: share.share for share in measure.shares.all()})
    return sum(part[measure.start] for unit, part in parts.items() if unit in readable)


def _effects(rows: Iterable[Measure], user: User, asked: Parameters) -> dict[int, list[Row]]:
    """What each measure saves by year, of the units whose figures `user` may read."""
    readable = Unit.objects.allowing(user, Act.FIGURES).order_by().values("pk")
    effects = Effect.objects.filter(measure__in=[each.pk for each in rows], unit__in=readable)
    sums = effects.annotate(year=ExtractYear("month")).values_list("measure", "year").order_by("measure", "year")
    if asked.year:
        sums = sums.filter(year=asked.year)
    found: dict[int, list[Row]] = defaultdict(list)
    for pk, year, planned, expected, cost in sums.annotate(Sum("planned"), Sum("amount"), Sum("cost")):
        found[pk].append({"year": year, "planned_ore": planned, "expected_ore": expected, "cost_ore": cost})
    return found


def _measure_row(each: Measure, effects: list[Row], today: date, readable: Collection[int]) -> Row:
    return {
        "administration": each.administration.code,
        "number": each.number,
        "title": each.title,
        "units": [
            {"unit": share.unit.code, "department": share.unit.department.code, "share_hundredths": share.share}
            for share in each.shares.all()
        ],
        "kind": each.kind,
        "horizon": each.horizon,
        "stage": each.stage,
        "group": each.group.code if each.group else None,
        "owner": str(each.owner) if each.owner else None,
        "start": each.start.isoformat(),
        "end": _iso(each.end),
        "full_year_effect_ore": _own_part(each.full_year_effect, each, readable),
        "effects": effects,
        "contained_from": _iso(each.contained_from),
        "decision": {
            "body": each.decision_body,
            "decided_on": _iso(each.decided_on),
            "paragraph": each.decision_paragraph,
            "reference": each.decision_reference,
            "text": each.decision_text,
        },
        "next_follow_up": _iso(each.next_follow_up),
        "overdue": is_overdue(each.stage, each.next_follow_up, today),
    }


def follow_up_rows(user: User, asked: Parameters) -> list[Row]:
    """A page of follow-ups of the measures asked for, by measure and day; with a year those made in it."""
    found = FollowUp.objects.filter(measure__in=measures(user, asked).order_by().values("pk"))
    if asked.year:
        found = found.filter(day__year=asked.year)
    related = found.select_related("measure__administration").prefetch_related("measure__shares")
    ordered = related.order_by("measure__administration__code", "measure__number", "day", "pk")
    readable = _readable(user)
    return [
        {
            "administration": each.measure.administration.code,
            "measure": each.measure.number,
            "day": each.day.isoformat(),
            "status": each.status,
            "realised_ore": _own_part(each.realised, each.measure, readable),
            "expected_ore": _own_part(each.expected, each.measure, readable),
            "done": each.done,
            "hinders": each.hinders,
            "next_on": _iso(each.next_on),
        }
        for each in ordered[asked.first : asked.last]
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
