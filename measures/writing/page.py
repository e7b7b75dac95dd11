"""What the page of a measure shows. Amounts are öre; effects are positive when they save, costs when they cost."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from forecasts.charts import Chart
from measures.access import MeasureRights, rights_on
from measures.models import (
    Calculation,
    FollowUp,
    Idea,
    Measure,
    MeasureLink,
    MeasureShare,
    MeasureStep,
    Revision,
    Verification,
)
from measures.overlaps import Doubt, doubts_of
from measures.queries import probability_of, rules_of
from measures.stages import COUNTED, ENDED
from measures.writing.amounts import Amounts, changed_years
from measures.writing.charts import month_chart
from measures.writing.forms import MeasureForm
from measures.writing.queries import round_months
from measures.writing.steps import Step, Stop, steps_of, way_of
from measures.writing.words import Signed, finding
from units.display import Display, display_of
from units.models import User
from units.months import months_of

CONSEQUENCES = ("for_clients", "for_staff", "for_quality", "for_children", "risk")


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision and the years (sum before and after, öre) that it changed."""

    revision: Revision
    years: list[tuple[int, int, int]]


@dataclass
class MeasurePage:
    """A measure as `user` reads it; `year` is the one whose months are shown."""

    measure: Measure
    user: User
    year: int
    today: date
    months: dict[date, Amounts]
    display: Display = field(init=False)

    def __post_init__(self) -> None:
        self.display = display_of(self.measure.administration)

    @cached_property
    def rights(self) -> MeasureRights:
        """What the person may do with it."""
        return rights_on(self.measure, self.user)

    @cached_property
    def years(self) -> dict[int, Amounts]:
        """The amounts of each year that it has any in, and of the year shown."""
        sums: dict[int, Amounts] = {self.year: Amounts()}
        for month, each in self.months.items():
            if each.effect or each.cost or each.planned_effect or each.planned_cost:
                sums.setdefault(month.year, Amounts()).add(
                    each.effect, each.cost, each.planned_effect, each.planned_cost
                )
        return dict(sorted(sums.items()))

    @property
    def now(self) -> Amounts:
        """The amounts of the year shown."""
        return self.years[self.year]

    @property
    def months_shown(self) -> list[tuple[date, Amounts]]:
        """The twelve months of the year shown."""
        decided = self.now.planned is not None
        none = Amounts(planned_effect=0, planned_cost=0) if decided else Amounts()
        return [(month, self.months.get(month, none)) for month in months_of(self.year)]

    @cached_property
    def verification(self) -> Verification | None:
        """What a controller has signed of the year shown."""
        return self.measure.verifications.filter(year=self.year).select_related("signed_by").first()

    @property
    def signed(self) -> Signed | None:
        """The same beside what was planned to the end of its month, both before costs."""
        if self.verification is None:
            return None
        through = self.verification.through
        months = [each for month, each in self.months_shown if month <= through]
        planned = None if self.now.planned is None else sum(each.planned_effect or 0 for each in months)
        return Signed(self.verification.amount, planned, through)

    @cached_property
    def finding(self) -> str:
        """The headline."""
        return finding(
            self.measure.stage,
            self.year,
            expected=self.now.net,
            planned=self.now.planned,
            display=self.display,
            verified=self.signed,
        )

    @cached_property
    def chart(self) -> Chart | None:
        """The months of the year shown; None when nothing is counted in it."""
        return month_chart(self.year, self.months_shown, self.now, self.display) if self.has_effect else None

    @property
    def has_effect(self) -> bool:
        """Whether anything is counted or planned in the year shown."""
        return any(each.net or each.planned for _month, each in self.months_shown)

    @cached_property
    def shares(self) -> list[MeasureShare]:
        """Its units and their shares."""
        return list(self.measure.shares.select_related("unit"))

    @cached_property
    def team(self) -> list[User]:
        """Who works with it beside its owner."""
        return list(self.measure.team.exclude(pk=self.measure.owner_id).order_by("name", "username"))

    @cached_property
    def probability(self) -> int:
        """How likely its effect is, in per cent, as it is weighed."""
        return probability_of(self.measure.stage, self.measure.probability, rules_of(self.measure.administration))

    @property
    def counted(self) -> bool:
        """Whether it is decided and neither stopped nor closed."""
        return self.measure.stage in COUNTED

    @property
    def ended(self) -> bool:
        """Whether it is closed, stopped or rejected."""
        return self.measure.stage in ENDED

    @property
    def may_write(self) -> bool:
        """Whether the person may change what is written now."""
        return self.rights.may_change and not self.ended

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What may be counted twice."""
        return doubts_of(self.measure)

    @cached_property
    def steps(self) -> list[MeasureStep]:
        """The steps it has taken, latest first."""
        return list(self.measure.steps.select_related("by").order_by("-at", "-pk"))

    @cached_property
    def way(self) -> list[Stop]:
        """The way from idea to closed."""
        taken = [each for each in reversed(self.steps) if each.carried_to is None]
        return way_of(self.measure, {each.stage: timezone.localtime(each.at).date() for each in taken})

    @cached_property
    def next_steps(self) -> list[Step]:
        """The steps that the person may take."""
        return steps_of(self.measure, self.rights, self.today)

    @cached_property
    def revisions(self) -> list[Revised]:
        """The changes of its effect since it was decided, latest first."""
        rows = self.measure.revisions.select_related("by").order_by("-at", "-pk")
        return [Revised(each, changed_years(each.before, each.after)) for each in rows]

    @property
    def consequences(self) -> list[tuple[str, str]]:
        """What is written of what it means for people, and its risk, by name."""
        return [(name, text) for name, text in self._described() if text]

    @property
    def not_described(self) -> list[str]:
        """The names of those that nobody has written anything of."""
        return [name.lower() for name, text in self._described() if not text]

    def _described(self) -> list[tuple[str, str]]:
        names = {name: MeasureForm.base_fields[name].label for name in CONSEQUENCES}
        return [(str(label), getattr(self.measure, name)) for name, label in names.items()]

    @cached_property
    def links(self) -> list[MeasureLink]:
        """Documents, pilots and what others learned."""
        return list(self.measure.links.all())

    @cached_property
    def calculations(self) -> list[Calculation]:
        """The calculations that it rests on."""
        return list(self.measure.calculations.select_related("made_by"))

    @cached_property
    def ideas(self) -> list[Idea]:
        """The ideas that it came out of."""
        return list(self.measure.ideas.all())

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        """How it was followed up, latest first."""
        return list(self.measure.follow_ups.select_related("made_by"))

    @property
    def realised(self) -> FollowUp | None:
        """The latest follow-up of the year shown that says what was saved."""
        own = (each for each in self.follow_ups if each.day.year == self.year and each.realised is not None)
        return next(own, None)

    @cached_property
    def round_months(self) -> list[date]:
        """The months whose forecasts may contain it."""
        return round_months(self.measure, self.year)


def page_of(measure: Measure, user: User, asked: int | None, today: date) -> MeasurePage:
    """The page of `measure` as `user` sees it; the year `asked` for, else this one or the nearest it has effects in."""
    months = amounts_by_month(measure)
    return MeasurePage(measure, user, asked or _usual_year(measure, months, today), today, months)


def amounts_by_month(measure: Measure) -> dict[date, Amounts]:
    """The amounts of all its units by month. One query."""
    months: dict[date, Amounts] = defaultdict(Amounts)
    rows = measure.effects.order_by("month").values_list("month", "amount", "cost", "planned", "planned_cost")
    for month, *amounts in rows:
        months[month].add(*amounts)
    return dict(months)


def _usual_year(measure: Measure, months: Mapping[date, Amounts], today: date) -> int:
    years = {month.year for month, each in months.items() if each.net or each.planned} or {measure.start.year}
    return min(years, key=lambda year: (abs(year - today.year), year))
