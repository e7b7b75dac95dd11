"""Reads for those who write measures: whom and what they can choose."""

from datetime import date

from django.db.models import Q, QuerySet

from forecasts.models import ClosedMonth, Round
from measures.models import Measure
from units.log import Line, lines
from units.models import Administration, Change, Responsibility, Unit, User
from units.months import add_months, first_of, months_of
from units.roles import Act

SHOWN_CHANGES = 10


def units_to_write_for(
    administration: Administration, user: User, today: date, *, measure: Measure | None = None
) -> QuerySet[Unit]:
    """The units of `administration` that `user` may write measures for, by code.

    Those that ended before this year are left out, unless they are units of `measure`.
    """
    there = Q(valid_to=None) | Q(valid_to__gte=date(today.year, 1, 1))
    if measure:
        there |= Q(pk__in=measure.shares.values("unit"))
    return Unit.objects.allowing(user, Act.MEASURE).filter(there, administration=administration).order_by("code")


def people_of(administration: Administration, today: date, *, measure: Measure | None = None) -> QuerySet[User]:
    """Active people with a role in `administration` today, and those who already have part in `measure`, by name."""
    held = Responsibility.objects.current(today)
    chosen = Q(is_active=True, pk__in=held.filter(administration=administration).values("user"))
    if measure:
        chosen |= Q(pk=measure.owner_id) | Q(pk__in=measure.team.values("pk"))
    return User.objects.filter(chosen).order_by("name", "username")


def first_month_to_write(administration: Administration, today: date) -> date:
    """The month after this one, or after the last closed one when that is later."""
    closed = ClosedMonth.objects.filter(administration=administration).order_by("-month").first()
    return add_months(max(first_of(today), closed.month if closed else date.min), 1)


def round_months(measure: Measure, year: int) -> list[date]:
    """The months that the administration has or plans rounds for in `year`, and the one that `measure` names.

    Every month of a year without any round.
    """
    rounds = Round.objects.filter(administration=measure.administration_id, as_of__year=year)
    named = {measure.contained_from} if measure.contained_from else set()
    return sorted({*(rounds.values_list("as_of", flat=True) or months_of(year)), *named})


def changes_since(measure: Measure, seen: int) -> list[tuple[Change, list[Line]]]:
    """What the log says was done to `measure` after its version `seen`, latest first, with its lines."""
    count = min(max(measure.version - seen, 0), SHOWN_CHANGES)
    changes = Change.objects.filter(
        administration=measure.administration.code,
        action__startswith="measure-",
        subject__startswith=f"{measure.number} ",
    )
    return [(change, lines(change, figures=True)) for change in changes.order_by("-at", "-pk")[:count]]


def next_year_of(measure: Measure, today: date) -> int:
    """The year that `measure` is to be carried into: after those it has been carried into, and after this one."""
    years = set(measure.effects.values_list("month__year", flat=True).distinct().order_by())
    carried = measure.steps.exclude(carried_to=None).values_list("carried_to", flat=True)
    return min(max(today.year, measure.start.year, *carried), max(years, default=today.year)) + 1
