"""All that a file is held against: units, account groups and what the person may store."""

from collections import defaultdict
from datetime import date

from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from forecasts.imports import registers
from forecasts.imports.examined import Context, KnownAlias, KnownGroup, KnownLayout, KnownUnit, Options
from forecasts.models import ClosedMonth, Figure, ForecastLine
from forecasts.queries import current_forecasts
from units.access import allows
from units.models import AccountRange, Administration, Unit, User
from units.roles import Act

NAMES = {Figure.Kind.BUDGET: "budget", Figure.Kind.ACTUAL: "actual", Figure.Kind.CHANGE: "budget"}


def controls(administration: Administration, user: User | None) -> bool:
    """Whether `user` may store every kind of figure. None is the command line, which may."""
    return user is None or allows(user, Act.CONTROL, administration)


def build_context(administration: Administration, user: User | None, options: Options | None = None) -> Context:
    """What a file from `user` is held against. Unit heads may edit the units that they may forecast."""
    units = Unit.objects.filter(administration=administration).order_by("code")
    everything = controls(administration, user)
    own = set() if everything else set(units.allowing(user, Act.FORECAST).values_list("pk", flat=True))
    known = tuple(
        KnownUnit(
            unit.pk,
            unit.code,
            unit.name,
            unit.valid_from,
            unit.valid_to,
            unit.parent_id,
            everything or unit.pk in own,
        )
        for unit in units
    )
    groups = administration.account_groups.order_by("order", "pk").values_list("pk", "code", "name", "kind")
    ranges = AccountRange.objects.filter(group__administration=administration).order_by("pk")
    today = timezone.localdate()
    return Context(
        administration=administration.code,
        units=known,
        groups=tuple(KnownGroup(*row) for row in groups),
        ranges=tuple(ranges.values_list("first", "last", "group__code")),
        closed=frozenset(ClosedMonth.objects.filter(administration=administration).values_list("month", flat=True)),
        today=today,
        options=options or Options(),
        causes=tuple(administration.causes.values_list("code", "name")),
        readers=tuple(each.reader(administration, user, controls=everything) for each in registers.every()),
        departments=(
            (administration.code, administration.name),
            *administration.departments.values_list("code", "name"),
        ),
        aliases=tuple(KnownAlias(*each) for each in administration.unit_aliases.values_list("text", "unit")),
        layouts=tuple(
            KnownLayout(pk, name, shape, tuple(sorted(answers.items())))
            for pk, name, shape, answers in administration.file_layouts.values_list("pk", "name", "shape", "answers")
        ),
        yearly=_yearly([unit.pk for unit in known], (options and options.year) or today.year),
    )


def _yearly(units: list[int], year: int) -> dict[tuple[int, int, str], int]:
    """Stored öre by unit, year and kind, of `year` and the years beside it: budgets as they stand, latest forecasts."""
    first, last = date(year - 1, 1, 1), date(year + 1, 12, 1)
    rows = (
        Figure.objects.filter(unit__in=units, month__gte=first, month__lte=last, kind__in=list(NAMES))
        .annotate(in_year=ExtractYear("month"))
        .values_list("unit", "in_year", "kind")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    sums: dict[tuple[int, int, str], int] = defaultdict(int)
    for unit, in_year, kind, total in rows:
        sums[unit, in_year, NAMES[Figure.Kind(kind)]] += total
    for forecast_year in (year - 1, year):
        latest = {unit: pk for pk, unit, _ in current_forecasts(units, forecast_year, date(forecast_year, 12, 1))}
        lines = ForecastLine.objects.filter(forecast__in=latest.values()).values_list("forecast__unit")
        for unit, total in lines.annotate(total=Sum("amount")).order_by():
            sums[unit, forecast_year, "forecast"] = total
    return dict(sums)
