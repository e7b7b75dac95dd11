"""The plain page for staff: how it goes for the own units, what is done, what it gave and what is asked of them.

It says no more of a unit's figures than the unit's plain page: the deviation of the full year, what it is expected to
cost against its budget, and how it moved. Measures are told by title and how far they have come, never by amount.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from forecasts.deviation import Standing, Status
from forecasts.finding import Finding, headline
from forecasts.finding_words import headline_words
from forecasts.overview_queries import reported_period
from forecasts.queries import Period, limits_of, period, standings
from measures.models import Measure
from measures.queries import remaining_effects
from measures.stages import CERTAIN, COUNTED, Stage
from meetings.models import Message
from meetings.situation.message_queries import latest_message, sent_day
from meetings.situation.queries import Situation, situation_of
from meetings.situation.weeks import WEEK
from units.display import Display, display_of
from units.models import Administration, Unit, User
from units.queries import held_today
from units.roles import ALLOWED, Act

GAVE = tuple(CERTAIN)
DOING = tuple(stage for stage in COUNTED if stage not in CERTAIN)


@dataclass(frozen=True, slots=True)
class UnitNews:
    """How one unit goes, in words. `then` says how it moved, `plain` what the figure means."""

    standing: Standing
    finding: Finding
    figure: str
    then: str
    plain: str
    status: Status


@dataclass(frozen=True, slots=True)
class StaffPage:
    """What the staff of some units is told. `choices` are the units that the person can look at instead."""

    administration: Administration
    units: list[UnitNews]
    choices: list[Unit]
    chosen: str
    doing: list[str]
    gave: list[tuple[str, str]]
    situation: Situation
    message: Message | None
    display: Display

    @property
    def name(self) -> str:
        """Whose page it is."""
        return self.units[0].standing.name if len(self.units) == 1 else self.administration.name

    def items(self, section: str) -> list:
        """What stands in a section of the situation page for staff."""
        return [row.item for row in self.situation.rows if row.item.section == section]

    @property
    def how(self) -> list:
        """How things are going in the administration."""
        return self.items("how")

    @property
    def does(self) -> list:
        """What is done."""
        return self.items("doing")

    @property
    def given(self) -> list:
        """What it gave."""
        return self.items("gave")

    @property
    def asks(self) -> list:
        """What is asked of everyone."""
        return self.items("ask")

    @property
    def events(self) -> list:
        """What happened."""
        return self.items("event")


def staff_page(user: User, administration: Administration, today: date, *, code: str = "") -> StaffPage:
    """What `user` is told of the unit `code`, else of the units that the person has a role for.

    The same number of queries however many units, measures and items there are.
    """
    choices = list(Unit.objects.visible_to(user).filter(administration=administration, parent=None).order_by("code"))
    held = held_today(user, administration, today)
    own = {each.unit_id for each in held if each.unit_id and Act.SUMMARY in ALLOWED[each.role]}
    units = [each for each in choices if each.code == code] if code else []
    shown = Unit.objects.filter(pk__in=[each.pk for each in units] or own)
    seen = _period(administration, {act for each in held for act in ALLOWED[each.role]})
    news = _news(administration, shown, seen) if seen else []
    measures = _measures(shown, seen.year) if seen else []
    return StaffPage(
        administration=administration,
        units=news,
        choices=choices if len(choices) > 1 else [],
        chosen=units[0].code if units else "",
        doing=[title for title, stage in measures if stage in DOING],
        gave=[(title, _gave(stage)) for title, stage in measures if stage in GAVE],
        situation=situation_of(administration, today, for_staff=True),
        message=_recent(latest_message(administration), today),
        display=display_of(administration),
    )


def _recent(message: Message | None, today: date) -> Message | None:
    """A message of the last two weeks; an older one is no news."""
    return message if message and (sent_day(message) or today) > today - 2 * WEEK else None


def _period(administration: Administration, acts: set[Act]) -> Period | None:
    """The period that is shown; who reads only what is reported sees closed months, as on the unit's page."""
    if Act.REPORTED in acts and Act.FIGURES not in acts:
        return reported_period(administration)
    return period(administration)


def _news(administration: Administration, units: object, seen: Period) -> list[UnitNews]:
    display, limits = display_of(administration), limits_of(administration)
    found = standings(units, seen, effects=remaining_effects(units, seen.year, seen.month))
    return [_told(each, display, limits.status(each.deviation, each.budget), seen.year) for each in found]


def _told(standing: Standing, display: Display, status: Status, year: int) -> UnitNews:
    found = headline(standing, display.unit, any_budget=bool(standing.budget))
    figure, then = headline_words(found, display, year)
    return UnitNews(standing, found.finding, figure, then, _plain(standing, display), status)


def _plain(standing: Standing, display: Display) -> str:
    """What the deviation means, in one sentence; empty without a forecast."""
    deviation = standing.deviation
    if deviation is None:
        return ""
    if display.rounds_to_zero(deviation):
        return _("The year is expected to cost what was budgeted.")
    size = display.size(deviation)
    if deviation < 0:
        return _("The year is expected to cost {size} more than the budget.").format(size=size)
    return _("The year is expected to cost {size} less than the budget.").format(size=size)


def _measures(units: object, year: int) -> Sequence[tuple[str, str]]:
    """Title and stage of the measures that the units work with, or ended in `year`, by number. One query."""
    of = Measure.objects.of_units(Unit.objects.filter(pk__in=units).with_parts()).filter(stage__in=[*COUNTED, *CERTAIN])
    rows = of.filter(effects__month__year=year).order_by("number").values_list("title", "stage").distinct()
    return list(rows.values_list("title", "stage"))


def _gave(stage: str) -> str:
    """How sure it is that a measure gave what it should."""
    return {
        Stage.REALISED: _("done and followed up"),
        Stage.VERIFIED: _("it shows in the accounts"),
        Stage.CLOSED: _("finished"),
    }[Stage(stage)]
