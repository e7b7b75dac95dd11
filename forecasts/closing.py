"""What a controller decides about whole months and years: which months are final, and the frames."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from forecasts.budgets.queries import is_final
from forecasts.budgets.refusals import YearFinalError
from forecasts.models import ClosedMonth, Figure, Frame
from forecasts.refusals import MonthClosedAlreadyError, MonthEmptyError, MonthNotClosedError, MonthNotOverError
from units.display import month_and_year
from units.models import Administration, Department, User
from units.months import first_of
from units.services import record_change


@transaction.atomic
def close_month(administration: Administration, month: date, *, by: User | None) -> ClosedMonth:
    """Make the actuals of `month` final.

    Raises:
        MonthNotOverError: it is this month or a coming one.
        MonthEmptyError: nothing was loaded for it.
        MonthClosedAlreadyError: it is closed.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    name = month_and_year(month)
    if month >= first_of(timezone.localdate()):
        raise MonthNotOverError(month=name)
    units = list(administration.units.values_list("pk", flat=True))
    if not Figure.objects.filter(unit__in=units, month=month, kind=Figure.Kind.ACTUAL).exists():
        raise MonthEmptyError(month=name)
    closed, made = ClosedMonth.objects.get_or_create(
        administration=administration, month=month, defaults={"closed_by": by}
    )
    if not made:
        raise MonthClosedAlreadyError(month=name)
    record_change("month-closed", f"{month:%Y-%m}", administration=administration, by=by)
    return closed


@transaction.atomic
def reopen_month(administration: Administration, month: date, *, by: User | None) -> None:
    """Let the actuals of `month` be changed again.

    Raises:
        MonthNotClosedError: it is not closed.
        YearFinalError: the result of its year is final.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if is_final(administration, month.year):
        raise YearFinalError(year=month.year)
    removed, _rows = ClosedMonth.objects.filter(administration=administration, month=month).delete()
    if not removed:
        raise MonthNotClosedError(month=month_and_year(month))
    record_change("month-reopened", f"{month:%Y-%m}", administration=administration, by=by)


@transaction.atomic
def set_frame(
    administration: Administration,
    department: Department | None,
    year: int,
    *,
    amount: int,
    decision: str,
    by: User | None,
) -> Frame:
    """Give `administration`, or one of its departments, a net budget (öre) for `year` by a decision."""
    before = Frame.objects.filter(administration=administration, department=department, year=year).first()
    frame, _made = Frame.objects.update_or_create(
        administration=administration,
        department=department,
        year=year,
        defaults={"amount": amount, "decision": decision},
    )
    record_change(
        "frame-set",
        frame,
        administration=administration,
        by=by,
        before={"amount_ore": before.amount, "decision": before.decision} if before else None,
        after={"amount_ore": amount, "decision": decision},
    )
    return frame
