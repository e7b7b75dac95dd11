"""Reads behind the pages that show many units."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from forecasts.budgets.queries import frame_additions
from forecasts.models import ClosedMonth, Figure, Frame, Upload
from forecasts.queries import Period, closed_months, period_at
from units.models import Administration, Department, Unit
from units.months import add_months


class NotReportedError(Exception):
    """The month is not closed, so it has not been reported."""


def units_of(place: Administration | Department, year: int) -> QuerySet[Unit]:
    """The units of `place` that exist in `year` or have figures in it; a part belongs to its unit."""
    figures = Figure.objects.filter(unit=OuterRef("pk"), month__gte=date(year, 1, 1), month__lte=date(year, 12, 1))
    units = place.units.whole()
    return units.valid_in(year) | units.filter(Exists(figures))


def reported_period(
    administration: Administration,
    month: date | None = None,
    *,
    year: int | None = None,
    closed: Sequence[date] | None = None,
) -> Period | None:
    """The period as seen at `month`, or at the last closed one (of `year`); None when no month is closed.

    Who has read the closed months already hands them in as `closed`.

    Raises:
        NotReportedError: `month` is not closed.
    """
    everything = closed_months(administration) if closed is None else closed
    found = [each for each in everything if year in (None, each.year)]
    if month is None:
        return period_at(max(found), everything) if found else None
    if month not in found:
        raise NotReportedError(month)
    return period_at(month, everything)


def months_to_choose(closed: Sequence[date], shown: Period, *, reported: bool) -> list[date]:
    """The months that the page can be seen at, newest first: the closed ones, the shown one and the one after them."""
    months = set(closed)
    if not reported:
        months |= {shown.month, add_months(max(months, default=shown.month), 1)}
    return sorted(months, reverse=True)


def frame_of(place: Administration | Department, year: int) -> int | None:
    """The net budget (öre) that `place` was given for `year` and by decided changes since, or None."""
    department = isinstance(place, Department)
    given = Q(department=place) if department else Q(department=None, administration=place)
    frame = Frame.objects.filter(given, year=year).values_list("amount", flat=True).first()
    if frame is None:
        return None
    added = frame_additions(place.administration if department else place, year)
    return frame + added[place.pk if department else None]


def months_to_close(administration: Administration) -> list[date]:
    """The months after the last closed one that have actuals, oldest first."""
    last = ClosedMonth.objects.filter(administration=administration).order_by("-month").first()
    actuals = Figure.objects.filter(unit__in=list(administration.units.values_list("pk", flat=True)))
    if last:
        actuals = actuals.filter(month__gt=last.month)
    months = actuals.filter(kind=Figure.Kind.ACTUAL).order_by("month").values_list("month", flat=True)
    return list(months.distinct())


def uploads_waiting(administration: Administration) -> int:
    """How many files could be stored, would change something, and are neither stored nor thrown away."""
    ready = administration.uploads.filter(state=Upload.State.EXAMINED, summary__errors=0)
    changes = Q(summary__counts__new__gt=0) | Q(summary__counts__changed__gt=0) | Q(summary__counts__removed__gt=0)
    return ready.filter(changes).count()
