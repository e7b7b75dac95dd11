"""Reads about the savings programme. Amounts are öre; who may read them is decided in the view."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, Value, When, Window
from django.db.models.functions import RowNumber

from forecasts.models import Figure
from measures.models import Effect, FollowUp, Measure, MeasureShare, Requirement, RequirementShare, Verification
from measures.programme.gap import DECIDED, Gap, Place, Programme, Required, Saving, programme
from measures.programme.spreading import DepartmentSpread, spread
from measures.queries import probability_of, rules_of
from measures.stages import Stage
from units.models import Administration, Department, Unit
from units.months import add_months, first_of

YEARS_BACK, YEARS_AHEAD = 3, 2


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A requirement and how much of it is spread."""

    requirement: Requirement
    spread: int

    @property
    def rest(self) -> int:
        """What no department and no unit answers for."""
        return self.requirement.amount - self.spread

    @property
    def is_standing(self) -> bool:
        """Whether it counts."""
        return self.requirement.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Spreadable:
    """A department with its whole units and what each has as net budget of the year, parts included."""

    department: Department
    units: list[Unit]
    budgets: Mapping[int, int]

    @property
    def budget(self) -> int:
        """The department's."""
        return sum(self.budgets.values())


def years_around(year: int) -> range:
    """The years that are shown beside `year`: three before it and two after."""
    return range(year - YEARS_BACK, year + YEARS_AHEAD + 1)


def requirements_of(administration: Administration, years: Iterable[int]) -> list[Requirement]:
    """Those of `years`, withdrawn ones too, the latest year first, with their shares. Two queries."""
    shares = RequirementShare.objects.select_related("department", "unit__department")
    found = Requirement.objects.filter(administration=administration, year__in=list(years))
    return list(found.select_related("made_by", "withdrawn_by").prefetch_related(Prefetch("shares", shares)))


def row_of(requirement: Requirement) -> RequirementRow:
    """How much of `requirement` is spread. Its shares with their units are read."""
    own: dict[int, int] = {}
    units: dict[int, int] = defaultdict(int)
    for share in requirement.shares.all():
        if share.unit is None:
            own[share.department_id] = share.amount
        else:
            units[share.unit.department_id] += share.amount
    return RequirementRow(requirement, spread(DepartmentSpread(own.get(pk), units[pk]) for pk in {*own, *units}))


def programmes(
    administration: Administration, years: Sequence[int], requirements: Iterable[Requirement]
) -> dict[int, Programme]:
    """The savings programme of each of `years`, by year. `requirements` are theirs with shares. Seven queries."""
    standing = [each for each in requirements if each.withdrawn_at is None]
    units = list(administration.units.select_related("department").order_by("code"))
    departments = {unit.department_id: unit.department for unit in units}
    for share in (share for each in standing for share in each.shares.all() if share.department):
        departments[share.department_id] = share.department
    by_code = sorted(departments.values(), key=lambda each: each.code)
    savings = _savings(administration, years)
    return {
        year: programme(
            year,
            [Place(each.pk, each.code, each.name, valid=_exists(each, year)) for each in by_code],
            [
                Place(each.pk, each.code, each.name, each.department_id, each.parent_id, valid=_exists(each, year))
                for each in units
            ],
            [_required(each) for each in standing if each.year == year],
            savings[year],
        )
        for year in years
    }


def unit_gap(unit: Unit, year: int) -> Gap:
    """What `unit`, with its parts, must save in `year` and what its measures are expected to give. Four queries."""
    own = Q(unit=unit.pk) | Q(unit__parent=unit.pk)
    asked = RequirementShare.objects.filter(own, requirement__year=year, requirement__withdrawn_at=None)
    gap = Gap(needed=asked.aggregate(sum=Sum("amount", default=0))["sum"])
    rules = rules_of(unit.administration)
    savings: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: {"effects": {}, "shares": {}})
    said, members = {}, {unit.pk}
    for pk, of, parent, share, stage, probability, saved, paid, *told in _shares_with_effects(unit, year):
        savings[pk]["shares"][of], savings[pk]["effects"][of] = share, saved - paid
        said[pk] = (stage, probability_of(stage, probability, rules), _Said(*told[:2]), _Said(*told[2:]))
        if parent == unit.pk:
            members.add(of)
    costs = _costs(Effect.objects.filter(measure__in=list(savings)), [year])
    for pk, parts in savings.items():
        stage, probability, realised, verified = said[pk]
        paid = costs.get((pk, year), {})
        saving = Saving(
            stage,
            probability,
            **parts,
            realised=realised.followed_up_net(paid),
            verified=verified.net(paid),
        )
        gap = sum((each for of, each in saving.by_unit().items() if of in members), gap)
    return gap


def whole_gap(administration: Administration, year: int) -> Gap:
    """The gap of `programmes` for all of `administration`, without what is likely. Six queries, no unit read."""
    asked = Requirement.objects.filter(administration=administration, year=year, withdrawn_at=None)
    measures = Measure.objects.filter(administration=administration).exclude(stage=Stage.REJECTED)
    shared = Exists(MeasureShare.objects.filter(measure=OuterRef("pk")))
    stages = dict(measures.filter(shared).values_list("pk", "stage"))
    effects = Effect.objects.filter(measure__administration=administration)
    sums = effects.filter(month__range=_months(year)).values_list("measure").order_by()
    saved = {pk: amount - cost for pk, amount, cost in sums.annotate(sum=Sum("amount"), paid=Sum("cost"))}
    costs, nothing = _costs(effects, [year]), _Said()
    realised, verified = _realised(administration, [year]), _verified(administration, [year])
    paid = {pk: costs.get((pk, year), {}) for pk in stages}
    return Gap(
        needed=asked.aggregate(sum=Sum("amount", default=0))["sum"],
        identified=sum(saved.get(pk, 0) for pk in stages),
        decided=sum(saved.get(pk, 0) for pk, stage in stages.items() if stage in DECIDED),
        realised=sum(realised.get((pk, year), nothing).followed_up_net(paid[pk]) for pk in stages),
        verified=sum(verified.get((pk, year), nothing).net(paid[pk]) for pk in stages),
    )


def spreadable(administration: Administration, year: int) -> list[Spreadable]:
    """The departments of `year` with their units, by code. Three queries."""
    units: dict[int, list[Unit]] = defaultdict(list)
    for unit in administration.units.valid_in(year).whole().order_by("code"):
        units[unit.department_id].append(unit)
    budgets = _budgets(administration, year)
    return [
        Spreadable(each, units[each.pk], {unit.pk: budgets.get(unit.pk, 0) for unit in units[each.pk]})
        for each in administration.departments.order_by("code")
        if units[each.pk] or _exists(each, year)
    ]


def _budgets(administration: Administration, year: int) -> dict[int, int]:
    """Net budget of `year` by the pk of the unit that answers."""
    found: dict[int, int] = defaultdict(int)
    rows = (
        Figure.objects.budget()
        .filter(unit__in=administration.units.order_by().values("pk"), month__range=_months(year))
        .values_list("unit", "unit__parent")
        .annotate(sum=Sum("amount"))
        .order_by()
    )
    for unit, parent, amount in rows:
        found[parent or unit] += amount
    return found


def _required(requirement: Requirement) -> Required:
    shares = list(requirement.shares.all())
    return Required(
        requirement.amount,
        {each.department_id: each.amount for each in shares if each.department_id},
        {each.unit_id: each.amount for each in shares if each.unit_id},
    )


def _savings(administration: Administration, years: Sequence[int]) -> dict[int, list[Saving]]:
    """Every measure that is not rejected, in each of `years`. Six queries."""
    rules = rules_of(administration)
    measures: dict[int, tuple[str, int]] = {}
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    of = MeasureShare.objects.filter(measure__administration=administration).exclude(measure__stage=Stage.REJECTED)
    fields = ("measure", "unit", "share", "measure__stage", "measure__probability")
    for measure, unit, share, stage, probability in of.order_by("measure", "unit__code").values_list(*fields):
        measures[measure] = (stage, probability_of(stage, probability, rules))
        shares[measure][unit] = share
    effects = _effects(administration, years)
    costs = _costs(Effect.objects.filter(measure__administration=administration), years)
    realised, verified = _realised(administration, years), _verified(administration, years)
    nothing = _Said()
    return {
        year: [
            Saving(
                stage,
                probability,
                effects[measure, year],
                shares[measure],
                realised.get((measure, year), nothing).followed_up_net(costs.get((measure, year), {})),
                verified.get((measure, year), nothing).net(costs.get((measure, year), {})),
            )
            for measure, (stage, probability) in measures.items()
        ]
        for year in years
    }


def _effects(administration: Administration, years: Sequence[int]) -> dict[tuple[int, int], dict[int, int]]:
    """Net effect by unit pk of each measure pk and year. One query: the years are columns of it."""
    sums = {
        f"{name}_{year}": Sum(name, filter=Q(month__range=_months(year)), default=0)
        for year in years
        for name in ("amount", "cost")
    }
    rows = (
        Effect.objects.filter(measure__administration=administration)
        .filter(month__range=(_months(min(years))[0], _months(max(years))[1]))
        .values("measure", "unit")
        .annotate(**sums)
        .order_by()
    )
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for row in rows:
        for year in years:
            found[row["measure"], year][row["unit"]] = row[f"amount_{year}"] - row[f"cost_{year}"]
    return found


def _costs(effects: QuerySet[Effect], years: Sequence[int]) -> dict[tuple[int, int], dict[date, int]]:
    """What each measure pk costs in the months of each year. One query."""
    rows = (
        effects.filter(month__range=(_months(min(years))[0], _months(max(years))[1]))
        .exclude(cost=0)
        .values_list("measure", "month")
        .annotate(sum=Sum("cost"))
        .order_by()
    )
    found: dict[tuple[int, int], dict[date, int]] = defaultdict(dict)
    for measure, month, cost in rows:
        found[measure, month.year][month] = cost
    return found


class _Said(NamedTuple):
    """What was said last in a year, before costs, and when: the day of a follow-up or the month of a verification."""

    amount: int | None = None
    at: date | None = None

    def net(self, costs: Mapping[date, int]) -> int:
        """What is left when `costs` of the months to the end of that of `at` are taken away."""
        if self.amount is None or self.at is None:
            return 0
        return self.amount - sum(cost for month, cost in costs.items() if month <= self.at)

    def followed_up_net(self, costs: Mapping[date, int]) -> int:
        """The same to the end of the last month before the follow-up."""
        return 0 if self.at is None else _Said(self.amount, add_months(first_of(self.at), -1)).net(costs)


def _realised(administration: Administration, years: Sequence[int]) -> dict[tuple[int, int], _Said]:
    """What the latest follow-up of each measure pk and year says that it has saved. One query, only the latest read."""
    said = FollowUp.objects.filter(measure__administration=administration, realised__isnull=False)
    said = said.filter(day__gte=date(min(years), 1, 1), day__lte=date(max(years), 12, 31))
    of_year = Case(*(When(day__year=year, then=Value(year)) for year in years))
    latest = Window(RowNumber(), partition_by=["measure", of_year], order_by=["-day", "-pk"])
    rows = said.annotate(place=latest).filter(place=1).order_by().values_list("measure", "day", "realised")
    return {(measure, day.year): _Said(amount, day) for measure, day, amount in rows}


def _verified(administration: Administration, years: Sequence[int]) -> dict[tuple[int, int], _Said]:
    """What the latest verification of each measure pk and year says. One query."""
    signed = Verification.objects.filter(measure__administration=administration, year__in=list(years))
    rows = signed.order_by("signed_at", "pk").values_list("measure", "year", "amount", "through")
    return {(measure, year): _Said(amount, through) for measure, year, amount, through in rows}


def _shares_with_effects(unit: Unit, year: int) -> Iterable[tuple]:
    """A row per unit of each measure of `unit` and its parts, with what was said last in `year`. One query."""
    of_year = Q(measure__effects__unit=F("unit"), measure__effects__month__range=_months(year))
    said = FollowUp.objects.filter(measure=OuterRef("measure"), realised__isnull=False, day__year=year)
    signed = Verification.objects.filter(measure=OuterRef("measure"), year=year)
    return (
        MeasureShare.objects.filter(
            measure__in=Measure.objects.of_units(Unit.objects.filter(Q(pk=unit.pk) | Q(parent=unit.pk)))
        )
        .exclude(measure__stage=Stage.REJECTED)
        .annotate(
            saved=Sum("measure__effects__amount", filter=of_year, default=0),
            paid=Sum("measure__effects__cost", filter=of_year, default=0),
            realised=Subquery(said.order_by("-day", "-pk").values("realised")[:1]),
            realised_on=Subquery(said.order_by("-day", "-pk").values("day")[:1]),
            verified=Subquery(signed.order_by("-signed_at", "-pk").values("amount")[:1]),
            through=Subquery(signed.order_by("-signed_at", "-pk").values("through")[:1]),
        )
        .order_by("measure", "unit__code")
        .values_list(
            "measure", "unit", "unit__parent", "share", "measure__stage", "measure__probability",
            "saved", "paid", "realised", "realised_on", "verified", "through",
        )
    )  # fmt: skip


def _months(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 1)


def _exists(place: Department | Unit, year: int) -> bool:
    return place.valid_from.year <= year and (place.valid_to is None or place.valid_to.year >= year)
