"""What a file of measures is held against. The number of queries does not grow with the measures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from forecasts.imports.examined import KnownUnit
from forecasts.models import ClosedMonth, Figure, Forecast
from measures.imports.columns import TEXTS
from measures.imports.judge import Held, Person, Place
from measures.imports.record import Known
from measures.imports.values import tidy
from measures.models import Effect, FollowUp, Measure, MeasureShare, Overlap, Verification
from measures.services import WRITTEN
from measures.stages import COUNTED
from units.models import Administration, Change, Responsibility, User

FIELDS = tuple(name for name in WRITTEN if name != "owner")


def held_in(administration: Administration) -> Held:
    """Everything of `administration` that measures are held against. Twelve queries."""
    units = {
        each.pk: KnownUnit(each.pk, each.code, each.name, each.valid_from, each.valid_to, each.parent_id)
        for each in administration.units.all()
    }
    return Held(
        known=tuple(known_measures(Measure.objects.filter(administration=administration))),
        units=units,
        people=tuple(people_of(administration)),
        closed=frozenset(ClosedMonth.objects.filter(administration=administration).values_list("month", flat=True)),
        today=timezone.localdate(),
        budgets=_budgets(list(units)),
        forecasts=_forecasts(list(units)),
        counted=_counted(list(units)),
    )


def known_measures(measures: QuerySet[Measure]) -> list[Known]:
    """`measures` as a file says them, by number. Six queries."""
    own = measures.order_by().values("pk")
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    for pk, unit, share in (
        MeasureShare.objects.filter(measure__in=own).order_by("unit__code").values_list("measure", "unit", "share")
    ):
        shares[pk][unit] = share
    months: dict[int, dict[date, int]] = defaultdict(dict)
    sums = Effect.objects.filter(measure__in=own).values_list("measure", "month").order_by("month")
    for pk, month, amount in sums.annotate(sum=Sum("amount")):
        months[pk][month] = amount
    followed = set(FollowUp.objects.filter(measure__in=own).exclude(realised=None).values_list("measure", flat=True))
    verified = set(Verification.objects.filter(measure__in=own).values_list("measure", flat=True))
    answered = _answered(own)
    return [
        Known(
            pk=each.pk,
            number=each.number,
            version=each.version,
            stage=each.stage,
            values=_values(each),
            owner=each.owner_id,
            shares=shares[each.pk],
            months=months[each.pk],
            followed_up=each.pk in followed,
            verified=each.pk in verified,
            answered=frozenset(answered[each.pk]),
        )
        for each in measures.order_by("number")
    ]


def _values(measure: Measure) -> dict[str, Any]:
    found = {name: getattr(measure, f"{name}_id" if name == "group" else name) for name in FIELDS}
    return found | {name: tidy(found[name]) for name in TEXTS}


def _answered(own: QuerySet) -> dict[int, set[int | None]]:
    """The pks of measures that each measure's double counting is answered for with, whichever of them was asked."""
    found: dict[int, set[int | None]] = defaultdict(set)
    rows = Overlap.objects.filter(Q(measure__in=own) | Q(other__in=own)).values_list("measure", "other")
    for measure, other in rows:
        found[measure].add(other)
        if other:
            found[other].add(measure)
    return found


def people_of(administration: Administration) -> list[Person]:
    """Everyone with a role in `administration` today, by name. One query."""
    today = timezone.localdate()
    roles = Responsibility.objects.filter(
        Q(until=None) | Q(until__gte=today), administration=administration, since__lte=today
    )
    users = User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("name", "username")
    return [Person(*row) for row in users.values_list("pk", "username", "email", "name")]


def _budgets(units: list[int]) -> dict[tuple[int, int, int], int]:
    rows = Figure.objects.budget().filter(unit__in=units).annotate(year=ExtractYear("month"))
    sums = rows.values_list("unit", "group", "year").annotate(sum=Sum("amount")).order_by()
    return {(unit, group, year): amount for unit, group, year, amount in sums}


def _forecasts(units: list[int]) -> dict[int, frozenset[date]]:
    found: dict[int, set[date]] = defaultdict(set)
    rows = Forecast.objects.filter(unit__in=units, withdrawn_at=None).order_by()
    for unit, as_of in rows.values_list("unit", "as_of").distinct():
        found[unit].add(as_of)
    return {unit: frozenset(months) for unit, months in found.items()}


def _counted(units: list[int]) -> dict[Place, frozenset[int]]:
    found: dict[Place, set[int]] = defaultdict(set)
    rows = Effect.objects.filter(unit__in=units, measure__stage__in=COUNTED).exclude(amount=0)
    rows = rows.exclude(measure__group=None).order_by()
    for pk, unit, group, month in rows.values_list("measure", "unit", F("measure__group"), "month"):
        found[unit, group, month].add(pk)
    return {place: frozenset(pks) for place, pks in found.items()}


def last_changes(administration: Administration, measures: Iterable[Known]) -> dict[int, Change]:
    """The latest line of the log about each of `measures`, by pk. One query, none without measures."""
    wanted = {f"{each.number} ": each.pk for each in measures}
    if not wanted:
        return {}
    about = Q()
    for start in wanted:
        about |= Q(subject__startswith=start)
    rows = Change.objects.filter(about, administration=administration.code, action__startswith="measure-")
    found: dict[int, Change] = {}
    for change in rows.order_by("-at", "-pk"):
        found.setdefault(wanted[f"{change.subject.split(' ', 1)[0]} "], change)
    return found
