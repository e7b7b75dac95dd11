"""The rows of the API: what a person may read of it, as JSON can hold it.

Who may not read all figures of a unit is given closed months only, and nothing below the unit's sum.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.http import Http404

from forecasts.deviation import Limits, Standing
from forecasts.models import ClosedMonth, Figure, Forecast, ForecastCause, ForecastRisk
from forecasts.overview_queries import NotReportedError, reported_period
from forecasts.queries import Period, limits_of, period, standings
from measures.queries import remaining_effects
from socbudget.api.parameters import Parameters
from units.models import AccountGroup, Administration, Unit, User
from units.months import MONTHS_IN_YEAR
from units.roles import Act

Row = dict[str, Any]
KINDS = {
    "budget": Figure.BUDGET_KINDS,
    "actual": (Figure.Kind.ACTUAL,),
    "budget-adopted": (Figure.Kind.BUDGET,),
    "budget-change": (Figure.Kind.CHANGE,),
}
ASKED_KINDS = ("budget-adopted", "budget-change")  # given only to who asks, never beside the budget that they sum to
KIND_NAMES = {Figure.Kind.BUDGET: "budget", Figure.Kind.ACTUAL: "actual"}


@dataclass(frozen=True, slots=True)
class Readable:
    """The units someone may read figures of: all of them, or what has been reported."""

    full: list[Unit]
    reported: list[Unit]

    @property
    def all(self) -> list[Unit]:
        """Both."""
        return [*self.full, *self.reported]


def administrations(user: User, asked: Parameters) -> QuerySet[Administration]:
    """Those that `user` may enter.

    Raises:
        Http404: the one asked for is not one of them.
    """
    entered = Administration.objects.entered_by(user).order_by("code")
    if not asked.administration:
        return entered
    chosen = entered.filter(code=asked.administration)
    if not chosen.exists():
        raise Http404
    return chosen


def units(user: User, asked: Parameters, act: Act = Act.SUMMARY) -> QuerySet[Unit]:
    """The units asked for, parts included, for which `user` is allowed `act`, by administration and code."""
    found = Unit.objects.allowing(user, act).filter(administration__in=administrations(user, asked))
    if asked.department:
        found = found.filter(department__code=asked.department)
    if asked.unit:
        found = found.filter(code=asked.unit)
    return found.select_related("administration", "department", "parent").order_by("administration__code", "code")


def units_of_kind(found: QuerySet[Unit], asked: Parameters) -> QuerySet[Unit]:
    """Those of `found` that are of the kind asked for."""
    return found.filter(kind=asked.kind) if asked.kind else found


def readable(user: User, asked: Parameters, least: Act = Act.REPORTED) -> Readable:
    """The units asked for whose figures `user` may read.

    Raises:
        PermissionDenied: `user` is allowed `least` for no unit at all.
    """
    full = list(units(user, asked, Act.FIGURES))
    known = {unit.pk for unit in full}
    reported = [unit for unit in units(user, asked, least) if unit.pk not in known]
    if not full and not reported and not Unit.objects.allowing(user, least).exists():
        raise PermissionDenied
    return Readable(full, reported)


def administration_row(each: Administration) -> Row:
    """An administration."""
    return {"code": each.code, "name": each.name, "label": each.label, "money_unit": each.money_unit}


def unit_row(each: Unit) -> Row:
    """A unit or a part of one."""
    return {
        "administration": each.administration.code,
        "code": each.code,
        "name": each.name,
        "kind": each.kind,
        "department": each.department.code,
        "department_name": each.department.name,
        "parent": each.parent.code if each.parent else None,
        "valid_from": each.valid_from.isoformat(),
        "valid_to": each.valid_to.isoformat() if each.valid_to else None,
    }


def figure_rows(found: Readable, asked: Parameters) -> list[Row]:
    """Monthly budgets and actuals, account by account; summed by unit where only what is reported may be read."""
    closed = _closed(found.all)
    own = {unit.pk: unit for unit in found.all}
    groups = dict(AccountGroup.objects.filter(administration__units__in=list(own)).values_list("pk", "code").distinct())
    accounts = _accounts(found.full, asked)
    rows = list(accounts[asked.first : asked.last])
    if len(rows) <= asked.limit and found.reported:
        sums = _reported_figures(found.reported, asked, closed)
        seen = 0 if rows else asked.first - accounts.count()
        rows += [(unit, month, kind, None, None, None, amount) for unit, month, kind, amount in sums[seen:]]
    return [
        {
            "administration": own[unit].administration.code,
            "unit": own[unit].code,
            "month": month.isoformat(),
            "kind": _kind_name(kind, asked),
            "group": groups.get(group),
            "account": account,
            "activity": activity,
            "amount_ore": amount,
            "final": (own[unit].administration_id, month) in closed,
        }
        for unit, month, kind, group, account, activity, amount in rows[: asked.limit + 1]
    ]


ACCOUNT = ("group", "account", "activity")


def _accounts(found: Iterable[Unit], asked: Parameters) -> QuerySet:
    """Unit, month, kind, group, account, activity code and amount, in that order; changes summed into the budget.

    Without any change to sum, the rows are read as they stand in the order of their index.
    """
    figures = _figures(found, asked)
    fields = ("unit", "month", "kind", *ACCOUNT, "amount")
    if asked.kind in ASKED_KINDS or not figures.filter(kind=Figure.Kind.CHANGE).exists():
        return figures.order_by(*fields[:-1]).values_list(*fields)
    return _summed(figures, *ACCOUNT)


def _summed(figures: QuerySet[Figure], *keys: str) -> QuerySet:
    """Unit, month, the kind that the figure counts as, `keys` and the sum, in that order."""
    shown = ("unit", "month", "counts_as", *keys)
    change = When(kind=Figure.Kind.CHANGE, then=Value(Figure.Kind.BUDGET.value))
    counted = figures.annotate(counts_as=Case(change, default=F("kind"), output_field=IntegerField()))
    return counted.values_list(*shown).annotate(sum=Sum("amount")).order_by(*shown)


def _kind_name(kind: int, asked: Parameters) -> str:
    return asked.kind or KIND_NAMES[Figure.Kind(kind)]


def _figures(found: Iterable[Unit], asked: Parameters) -> QuerySet[Figure]:
    figures = Figure.objects.filter(unit__in=[unit.pk for unit in found])
    if asked.year:
        figures = figures.filter(month__gte=date(asked.year, 1, 1), month__lte=date(asked.year, 12, 1))
    if asked.month:
        figures = figures.filter(month=asked.month)
    if asked.kind:
        figures = figures.filter(kind__in=KINDS[asked.kind])
    return figures


def _reported_figures(found: list[Unit], asked: Parameters, closed: set[tuple[int, date]]) -> list[tuple]:
    """Unit, month, kind and sum of closed months."""
    owner = {unit.pk: unit.administration_id for unit in found}
    return [row for row in _summed(_figures(found, asked)) if (owner[row[0]], row[1]) in closed]


def _closed(found: Iterable[Unit]) -> set[tuple[int, date]]:
    months = ClosedMonth.objects.filter(administration__in={unit.administration_id for unit in found})
    return set(months.values_list("administration", "month"))


def forecast_rows(found: Readable, asked: Parameters) -> list[Row]:
    """Every forecast handed in, its lines where all figures may be read; withdrawn ones say when."""
    full = {unit.pk for unit in found.full}
    forecasts = Forecast.objects.filter(_may_be_read(found))
    if asked.year:
        forecasts = forecasts.filter(year=asked.year)
    if asked.month:
        forecasts = forecasts.filter(as_of=asked.month)
    rows = forecasts.select_related("unit__administration", "submitted_by", "round").prefetch_related(
        "lines__group", "causes", "risks"
    )
    return [
        _forecast_row(each, detailed=each.unit_id in full)
        for each in rows.order_by("unit", "as_of", "version")[asked.first : asked.last]
    ]


def _may_be_read(found: Readable) -> Q:
    may = Q(unit__in=[unit.pk for unit in found.full])
    closed = _closed(found.reported)
    for administration, group in groupby(found.reported, key=lambda unit: unit.administration_id):
        months = [month for owner, month in closed if owner == administration]
        may |= Q(unit__in=[unit.pk for unit in group], as_of__in=months)
    return may


def _forecast_row(each: Forecast, *, detailed: bool) -> Row:
    lines = list(each.lines.all())
    return {
        "administration": each.unit.administration.code,
        "unit": each.unit.code,
        "year": each.year,
        "as_of": each.as_of.isoformat(),
        "version": each.version,
        "round": each.round.number if each.round else None,
        "state": each.state,
        "late": each.late,
        "reason": each.reason if detailed else None,
        "submitted_at": each.submitted_at.isoformat(),
        "submitted_by": str(each.submitted_by) if each.submitted_by and detailed else None,
        "withdrawn_at": each.withdrawn_at.isoformat() if each.withdrawn_at else None,
        "comment": each.comment if detailed else None,
        "amount_ore": sum(line.amount for line in lines),
        "lines": [
            {
                "group": line.group.code,
                "amount_ore": line.amount,
                "cause": line.cause,
                "comment": line.comment,
            }
            for line in lines
        ]
        if detailed
        else None,
        "causes": [_cause_row(cause) for cause in each.causes.all()] if detailed else None,
        "risks": [_risk_row(risk) for risk in each.risks.all()] if detailed else None,
    }


def _cause_row(cause: ForecastCause) -> Row:
    return {"cause": cause.cause, "amount_ore": cause.amount, "comment": cause.comment}


def _risk_row(risk: ForecastRisk) -> Row:
    return {"text": risk.text, "amount_ore": risk.amount, "probability_percent": risk.probability}


def deviation_rows(found: Readable, asked: Parameters) -> Iterator[Row]:
    """How the units, parts included in their units, stand: the rows of the overview.

    Raises:
        PermissionDenied: the month asked for is closed nowhere, and only what is reported may be read.
    """
    hidden = 0
    whole = [unit for unit in found.all if unit.parent_id is None]
    full = {unit.pk for unit in found.full}
    for administration, group in groupby(sorted(whole, key=_place), key=lambda unit: unit.administration):
        own = list(group)
        for may_see_all in (True, False):
            chosen = [unit.pk for unit in own if (unit.pk in full) is may_see_all]
            try:
                shown = _period(administration, asked, may_see_all=may_see_all) if chosen else None
            except NotReportedError:
                hidden += 1
                continue
            if shown:
                yield from _standing_rows(administration, chosen, shown, asked)
    if hidden and not full:
        raise PermissionDenied


def _place(unit: Unit) -> tuple[str, str]:
    return unit.administration.code, unit.code


def _period(administration: Administration, asked: Parameters, *, may_see_all: bool) -> Period | None:
    if not may_see_all:
        return reported_period(administration, asked.month, year=asked.year)
    end = date(asked.year, MONTHS_IN_YEAR, 1) if asked.year else None
    return period(administration, asked.month or end)


def _standing_rows(
    administration: Administration, chosen: list[int], shown: Period, asked: Parameters
) -> Iterator[Row]:
    units = units_of_kind(Unit.objects.filter(pk__in=chosen).valid_in(shown.year), asked)
    effects = remaining_effects(units, shown.year, shown.month)
    limits = limits_of(administration)
    for each in standings(units, shown, effects=effects):
        yield _standing_row(administration, each, shown, limits)


def _standing_row(administration: Administration, each: Standing, shown: Period, limits: Limits) -> Row:
    previous = each.previous
    return {
        "administration": administration.code,
        "month": shown.month.isoformat(),
        "closed_month": shown.closed.isoformat() if shown.closed else None,
        "unit": each.code,
        "name": each.name,
        "kind": each.kind,
        "department": each.department,
        "status": limits.status(each.deviation, each.budget).value,
        "as_of": each.as_of.isoformat() if each.as_of else None,
        "budget_ore": each.budget,
        "budget_to_date_ore": each.budget_to_date,
        "actual_to_date_ore": each.actual_to_date,
        "deviation_to_date_ore": each.deviation_to_date,
        "forecast_ore": each.forecast,
        "deviation_ore": each.deviation,
        "effect_ore": each.effect,
        "weighted_effect_ore": each.weighted_effect,
        "deviation_after_ore": each.deviation_after,
        "deviation_after_weighted_ore": each.deviation_after_weighted,
        "previous_as_of": previous.as_of.isoformat() if previous else None,
        "previous_forecast_ore": previous.amount if previous else None,
        "change_ore": each.change,
    }
