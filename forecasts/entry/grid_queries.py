"""Reads behind the page of a forecast, beside those of `forecasts.entry.queries`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from forecasts.entry.grid import Written
from forecasts.entry.lines import EntryLine
from forecasts.entry.queries import Entry
from forecasts.models import Figure, Forecast, ForecastLine, ForecastStep, Round
from forecasts.rounds.queries import open_round_of
from units.models import AccountGroup, Administration, Unit
from units.months import MONTHS_IN_YEAR


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of a group: full-year budget, last year's actual and actual to date in öre; None is nothing."""

    account: str
    budget: int | None
    last_year: int | None
    actual_to_date: int | None


@dataclass(frozen=True, slots=True)
class Around:
    """The opened rounds before and after the one that is shown."""

    before: Round | None = None
    after: Round | None = None


def round_shown(administration: Administration, pk: int | None) -> Round | None:
    """The opened round `pk`; without it the open one, else the last that was opened."""
    opened = administration.rounds.filter(opened_at__isnull=False).select_related("administration")
    if pk is not None:
        return opened.filter(pk=pk).first()
    return open_round_of(administration) or opened.last()


def rounds_around(shown: Round) -> Around:
    """The opened rounds beside `shown`."""
    opened = list(shown.administration.rounds.filter(opened_at__isnull=False))
    at = next((index for index, each in enumerate(opened) if each.pk == shown.pk), 0)
    return Around(
        opened[at - 1] if at else None,
        opened[at + 1] if at + 1 < len(opened) else None,
    )


def empty_lines(entry: Entry, administration: Administration) -> list[EntryLine]:
    """The rows of `entry` and of every other account group of the administration, in order. One query."""
    there = {line.group: line for line in entry.lines}
    return [
        there.get(group.pk) or EntryLine(group.pk, group.code, group.name, group.kind)
        for group in administration.account_groups.all()
    ]


def accounts_of(unit: Unit, group: AccountGroup, shown: Round, closed: date | None) -> list[AccountRow]:
    """The accounts of `group`, by account. One query."""
    start = date(shown.year, 1, 1)
    to_date = Q(month__lte=closed) if closed else Q(pk=None)
    actual = Q(kind=Figure.Kind.ACTUAL)
    rows = (
        Figure.objects.filter(
            unit=unit,
            group=group,
            month__gte=date(shown.year - 1, 1, 1),
            month__lte=date(shown.year, MONTHS_IN_YEAR, 1),
        )
        .values_list("account")
        .annotate(
            budget=Sum("amount", filter=Q(kind__in=Figure.BUDGET_KINDS, month__gte=start)),
            last_year=Sum("amount", filter=actual & Q(month__lt=start)),
            actual_to_date=Sum("amount", filter=actual & Q(month__gte=start) & to_date),
        )
        .order_by("account")
    )
    return [AccountRow(*row) for row in rows if any(row[1:])]


def has_version(unit: Unit, shown: Round, version: int) -> bool:
    """Whether `version` was submitted in the round."""
    return Forecast.objects.filter(unit=unit, round=shown, version=version, withdrawn_at=None).exists()


def versions_of(unit: Unit, shown: Round) -> list[Forecast]:
    """Every version that was submitted in the round, oldest first, withdrawn ones left out."""
    rows = Forecast.objects.filter(unit=unit, round=shown, withdrawn_at=None).order_by("version")
    return list(rows.select_related("submitted_by").prefetch_related("causes", "risks", "answers__answered_by"))


def written_in(forecasts: Sequence[Forecast]) -> dict[int, Written]:
    """What each of `forecasts` says, by its pk. One query."""
    found = {each.pk: Written({}, {}) for each in forecasts}
    amounts: dict[int, dict[int, int]] = {pk: {} for pk in found}
    comments: dict[int, dict[int, str]] = {pk: {} for pk in found}
    rows = ForecastLine.objects.filter(forecast__in=list(found)).order_by()
    for pk, group, amount, comment in rows.values_list("forecast", "group", "amount", "comment"):
        if amount is not None:
            amounts[pk][group] = amount
        comments[pk][group] = comment
    return {pk: Written(amounts[pk], comments[pk]) for pk in found}


def steps_of(unit: Unit, shown: Round) -> list[ForecastStep]:
    """Every step of the unit's forecasts in the round, oldest first."""
    rows = ForecastStep.objects.filter(forecast__unit=unit, forecast__round=shown)
    return list(rows.select_related("by", "forecast"))
