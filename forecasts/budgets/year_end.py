"""Make the result of a year final, carry over what its rule says, and take it back."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.utils import timezone

from forecasts.budgets import refusals
from forecasts.budgets.changes import Line, Planned, make_change, undo_change
from forecasts.budgets.phasing import evenly
from forecasts.budgets.planning import first_open_month
from forecasts.budgets.year_end_queries import YearEndPage, largest_groups, receiver_of, year_end
from forecasts.models import BudgetChange, BudgetYear
from units.accounts import UNSPLIT
from units.display import month_and_year
from units.models import Administration, Unit, User
from units.months import MONTHS_IN_YEAR, months_between
from units.services import record_change


@transaction.atomic
def make_final(administration: Administration, year: int, *, decision: str, by: User | None) -> BudgetYear:
    """Say that the result of `year` is final; what its rule carries over becomes a budget change of the next year.

    Raises:
        YearNotClosedError: a month of it is not closed.
        YearFinalError: it is final already.
        NextYearClosedError: there is something to carry over and no open month to carry it to.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    page = year_end(administration, year)
    if page.final:
        raise refusals.YearFinalError(year=year)
    if page.open_months:
        raise refusals.YearNotClosedError(month=month_and_year(page.open_months[0]).capitalize())
    page.year.final_at, page.year.final_by = timezone.now(), by
    page.year.save()
    lines = carried_lines(administration, page)
    if lines:
        make_change(administration, _planned(year, decision, lines), by=by)
    told = {unit.code: unit.carried for unit in page.units if unit.carried}
    record_change("year-final", year, administration=administration, by=by,
                  after={"decision": decision, "unit_results": told})  # fmt: skip
    return page.year


@transaction.atomic
def make_preliminary(administration: Administration, year: int, *, by: User | None) -> BudgetYear:
    """Take it back that the result of `year` is final, and undo what was carried over from it.

    Raises:
        YearNotFinalError: it is not.
        BudgetMonthClosedError: a month that something was carried over to has been closed since.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    row = BudgetYear.objects.filter(administration=administration, year=year, final_at__isnull=False).first()
    if row is None:
        raise refusals.YearNotFinalError(year=year)
    carried = BudgetChange.objects.filter(
        administration=administration, year=year + 1, kind=BudgetChange.Kind.CARRY_OVER, undone_at=None
    )
    row.final_at = row.final_by = None
    row.save()
    for change in carried:
        undo_change(change, by=by)
    record_change("year-reopened", year, administration=administration, by=by)
    return row


def carried_lines(administration: Administration, page: YearEndPage) -> list[Line]:
    """What each unit gets, on the account group with most of its budget, from the first open month of the next year.

    Raises:
        NextYearClosedError: there is something and no open month.
    """
    carrying = {each.unit: each.carried for each in page.units if each.carried}
    if not carrying:
        return []
    year = page.year.year + 1
    first = first_open_month(administration, year)
    if first is None:
        raise refusals.NextYearClosedError(year=year)
    units = administration.units.select_related("successor").in_bulk(carrying)
    received: dict[Unit, int] = defaultdict(int)
    for pk, amount in carrying.items():
        if receiver := receiver_of(units[pk], first):
            received[receiver] += amount
    return _lines(administration, received, first)


def _lines(administration: Administration, received: dict[Unit, int], first: date) -> list[Line]:
    pks = [unit.pk for unit in received]
    groups = largest_groups(pks, first.year - 1) | largest_groups(pks, first.year)
    unsplit = administration.account_groups.filter(code=UNSPLIT).values_list("pk", flat=True).first()
    lines = []
    for unit, amount in received.items():
        december = date(first.year, MONTHS_IN_YEAR, 1)
        months = months_between(first, min(december, unit.valid_to or december))
        shares = evenly(amount, months)
        lines += [Line(unit.pk, groups.get(unit.pk, unsplit), month, share) for month, share in shares.items()]
    return lines


def _planned(year: int, decision: str, lines: list[Line]) -> Planned:
    return Planned(
        kind=BudgetChange.Kind.CARRY_OVER,
        year=year + 1,
        decided_on=timezone.localdate(),
        decision=decision,
        frame_amount=sum(line.amount for line in lines),
        lines=lines,
    )
