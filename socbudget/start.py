"""What a person meets first: the own total, what to do, the largest deviations and what changed."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.deviation import Standing, largest_deficits
from forecasts.overview import largest_changes
from forecasts.overview_queries import months_to_close, reported_period, uploads_waiting
from forecasts.queries import period, standings
from measures.queries import remaining_effects
from socbudget.budget_tasks import condition_tasks
from socbudget.meeting_tasks import meeting_tasks
from socbudget.message_tasks import message_tasks
from socbudget.overdue import answer_tasks, decision_tasks, idea_tasks, overdue_tasks
from socbudget.overview import Overview, look
from socbudget.overview_words import listed
from socbudget.start_cycle import WAITED_FOR, cycle_tasks, running_round
from units.access import allowed
from units.display import display_of, month_and_year, month_name
from units.log import action_in_words
from units.models import Administration, Change, Department, Responsibility, Unit, User
from units.queries import held_today
from units.roles import ALLOWED, Act, Role

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for the person, and where it is done."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did."""

    at: datetime
    by: str
    text: str


@dataclass
class Start:
    """The start page of a person in one administration; `overview` is None for who has no figures to follow."""

    administration: Administration
    acts: frozenset[Act]
    overview: Overview | None = None
    own: list[Unit] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    works_here: bool = False

    @property
    def figures(self) -> bool:
        """Whether there is any figure to speak of."""
        return self.overview is not None and any(each.budget or each.forecasts for each in self.overview.standings)

    @property
    def largest(self) -> list[Standing]:
        """The largest deficits."""
        return largest_deficits(self.overview.standings, SHOWN) if self.overview else []

    @property
    def changed(self) -> list[Standing]:
        """The units whose latest forecast changed most since the one before."""
        if not self.overview or len(self.overview.points) < 2:
            return []
        return largest_changes(self.overview.standings, self.overview.points[-1].month, SHOWN)

    @property
    def overview_url(self) -> str:
        """The page that says more of the overview; empty for units, which have their own."""
        if self.overview is None or self.own:
            return ""
        if self.overview.department:
            return page_address("socbudget:department", self.administration.code, self.overview.department.code)
        return page_address("socbudget:administration", self.administration.code)

    @property
    def idea_url(self) -> str:
        """Where who works here leaves an idea; empty for others."""
        return page_address("measures:idea-new", self.administration.code) if self.works_here else ""

    @property
    def may_control(self) -> bool:
        """Whether the next step without figures is the person's own."""
        return Act.CONTROL in self.acts


def start_page(user: User, administration: Administration) -> Start:
    """What `user` meets first in `administration`."""
    acts = allowed(user, administration)
    held = held_today(user, administration, timezone.localdate())
    page = Start(administration, acts, works_here=any(Act.SUMMARY in ALLOWED[each.role] for each in held))
    if Act.REPORTED in acts:
        shown = period(administration) if Act.FIGURES in acts else reported_period(administration)
        page.overview = look(administration, None, shown) if shown else None
    elif department := _department(held):
        page.overview = look(administration, department, period(administration))
    else:
        page.own = _units(held)
        if readable := _units(_readers(held)):
            page.overview = _own_overview(administration, readable)
    page.tasks = _tasks(page, user, held)
    if Act.TRACE in acts:
        page.events = _events(administration)
    return page


def _readers(held: list[Responsibility]) -> list[Responsibility]:
    """Those of `held` that let all figures of their place be read: one may be head of a unit and staff of another."""
    return [each for each in held if Act.FIGURES in ALLOWED[each.role]]


def _department(held: list[Responsibility]) -> Department | None:
    return next((each.department for each in _readers(held) if each.department), None)


def _units(held: list[Responsibility]) -> list[Unit]:
    return list({each.unit.pk: each.unit for each in held if each.unit}.values())


def _own_overview(administration: Administration, own: list[Unit]) -> Overview:
    shown = period(administration)
    units = Unit.objects.filter(pk__in=[unit.pk for unit in own])
    effects = remaining_effects(units, shown.year, shown.month)
    found = standings(units, shown, effects=effects)
    whole = own[0].name if len(own) == 1 else _("Your units")
    return Overview(administration, None, shown, found, None, display_of(administration), whole)


def _tasks(page: Start, user: User, held: list[Responsibility]) -> list[Task]:
    running = running_round(page.administration) if any(each.role in WAITED_FOR for each in held) else None
    waiting = cycle_tasks(page.administration, held, running, timezone.localdate())
    tasks = [Task(each.text, each.url) for each in waiting]
    today = timezone.localdate()
    tasks += [Task(*each) for each in meeting_tasks(user, page.administration, today)]
    tasks += [Task(*each) for each in overdue_tasks(user, page.administration, held, today)]
    tasks += [Task(*each) for each in decision_tasks(user, page.administration, held)]
    tasks += [Task(*each) for each in idea_tasks(user, page.administration, held, today)]
    tasks += [Task(*each) for each in answer_tasks(user, page.administration)]
    tasks += [Task(*each) for each in message_tasks(user, page.administration, today)]
    overview, code = page.overview, page.administration.code
    if Act.CONTROL in page.acts and overview:
        tasks += _controller_tasks(page, overview)
    if (
        running is None
        and overview
        and overview.period.closed
        and any(Act.FORECAST in ALLOWED[each.role] for each in held)
    ):
        late = _late(overview.standings, overview.period.closed)
        if late:
            tasks.append(_late_task(late, overview.period.closed, code, one=bool(page.own)))
    waiting = condition_tasks(page.administration, page.acts, held, timezone.localdate())
    tasks += [Task(*each) for each in waiting]
    if any(each.role == Role.SYSTEM for each in held):
        tasks.append(Task(_("See who has which role"), page_address("units:people", code)))
        tasks.append(Task(_("See the organisation"), page_address("units:organisation", code)))
    return tasks


def _controller_tasks(page: Start, overview: Overview) -> list[Task]:
    code, tasks = page.administration.code, []
    months = months_to_close(page.administration)
    if months:
        names = listed([month_and_year(month).lower() for month in months])
        text = ngettext(
            "{months} has actuals and is not closed", "{months} have actuals and are not closed", len(months)
        )
        tasks.append(Task(text.format(months=names).capitalize(), page_address("forecasts:months", code)))
    waiting = uploads_waiting(page.administration)
    if waiting:
        text = ngettext("One file is examined but not stored", "{n} files are examined but not stored", waiting)
        tasks.append(Task(text.format(n=waiting), page_address("forecasts:uploads", code)))
    if overview.frame is not None and overview.frame != overview.total.budget:
        tasks.append(Task(overview.frame_line.rstrip("."), page_address("forecasts:frames", code)))
    return tasks


def _late(found: list[Standing], month: date) -> list[Standing]:
    return [each for each in found if each.as_of is None or each.as_of < month]


def _late_task(late: list[Standing], month: date, code: str, *, one: bool) -> Task:
    names = [each.name for each in late[:3]]
    if len(late) > len(names):
        names = [*names[:2], _("{n} more").format(n=len(late) - 2)]
    text = _("The forecast as of {month} is missing for {units}").format(month=month_name(month), units=listed(names))
    query = f"?unit={late[0].code}&month={month:%Y-%m}" if one or len(late) == 1 else f"?month={month:%Y-%m}"
    return Task(text, page_address("forecasts:template", code, query=query))


def _events(administration: Administration) -> list[Event]:
    changes = Change.objects.filter(administration=administration.code)[:SHOWN]
    return [Event(each.at, each.by, f"{action_in_words(each.action)}: {each.subject}") for each in changes]


def page_address(name: str, *args: str, query: str = "") -> str:
    """The address of a page; empty for one that does not exist."""
    try:
        return reverse(name, args=args) + query
    except NoReverseMatch:
        return ""
