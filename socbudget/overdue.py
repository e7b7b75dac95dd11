"""Measures that nobody has followed up in time, as the pages and the start page tell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.followups.places import address, follow_up_url, measure_url
from measures.followups.queries import DueMeasure, overdue_measures
from measures.followups.register_queries import OVERDUE
from measures.followups.words import overdue_text
from measures.ideas.queries import answered_ideas, waiting_ideas
from measures.models import Measure
from units.models import Administration, Department, Responsibility, Unit, User
from units.roles import ALLOWED, Act, Role

LISTED = 5
NAMED = 3
FOLLOWING = (Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT)


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A measure that should have been followed up, and its page."""

    due: DueMeasure
    url: str

    @property
    def units(self) -> str:
        """The names of its units."""
        return ", ".join(unit.name for unit in self.due.units)


@dataclass(frozen=True, slots=True)
class Overdue:
    """The measures of a place that should have been followed up: the latest of them, how many, and where all are."""

    rows: list[OverdueRow]
    count: int
    url: str

    @property
    def heading(self) -> str:
        """How many there are."""
        return ngettext(
            "One measure is not followed up in time", "{n} measures are not followed up in time", self.count
        ).format(n=self.count)


def overdue_of(place: Administration | Department, user: User, today: date) -> Overdue:
    """The overdue measures of the units of `place` that `user` sees, the latest first. One query."""
    administration = place.administration if isinstance(place, Department) else place
    measures = Measure.objects.visible_to(user).filter(administration=administration)
    query = ""
    if isinstance(place, Department):
        measures, query = measures.of_units(Unit.objects.filter(department=place)), f"&department={place.code}"
    due = overdue_measures(measures, today)
    rows = [OverdueRow(each, measure_url(administration.code, each.pk)) for each in due[:LISTED]]
    return Overdue(rows, len(due), _register(administration, query))


def overdue_tasks(
    user: User, administration: Administration, held: Sequence[Responsibility], today: date
) -> list[tuple[str, str]]:
    """What the person is to follow up, and how many of others are late where the person leads. At most two queries.

    Owners and unit heads are told each of theirs, a few by name; who leads a department or more is told how many.
    """
    if not any(Act.FIGURES in ALLOWED[each.role] for each in held):
        return []
    due = overdue_measures(Measure.objects.visible_to(user).filter(administration=administration), today)
    led = _led_units(held) if due else set()
    own = [each for each in due if each.owner == user.pk or led & {unit.code for unit in each.units}]
    others = [each for each in due if each not in own and any(_leads(row, each) for row in held)]
    return _own_tasks(administration, own) + _others_tasks(administration, others)


def _own_tasks(administration: Administration, own: Sequence[DueMeasure]) -> list[tuple[str, str]]:
    tasks = [
        (
            _("Follow up: {title}, {late}").format(title=each.title, late=overdue_text(each.days_late)),
            follow_up_url(administration.code, each.pk),
        )
        for each in own[:NAMED]
    ]
    if rest := len(own) - len(tasks):
        text = ngettext("One more measure to follow up", "{n} more measures to follow up", rest)
        tasks.append((text.format(n=rest), _register(administration)))
    return tasks


def _others_tasks(administration: Administration, others: Sequence[DueMeasure]) -> list[tuple[str, str]]:
    if not others:
        return []
    text = ngettext(
        "One measure of others is not followed up in time",
        "{n} measures of others are not followed up in time",
        len(others),
    )
    return [(text.format(n=len(others)), _register(administration))]


def idea_tasks(
    user: User, administration: Administration, held: Sequence[Responsibility], today: date
) -> list[tuple[str, str]]:
    """That ideas wait for the person's answer. One query."""
    if not any(Act.DECIDE in ALLOWED[each.role] for each in held):
        return []
    waiting = waiting_ideas(user, administration, today)
    if not waiting:
        return []
    n, late = len(waiting), sum(each.late > 0 for each in waiting)
    text = ngettext("One idea waits for your answer", "{n} ideas wait for your answer", n)
    if late == n:
        text = ngettext(
            "One idea has waited too long for your answer", "{n} ideas have waited too long for your answer", n
        )
    elif late:
        text = _("{n} ideas wait for your answer, {late} of them too long")
    return [(text.format(n=n, late=late), address("measures:ideas", administration.code))]


def answer_tasks(user: User, administration: Administration) -> list[tuple[str, str]]:
    """That ideas of the person have been answered; the latest are named. One query."""
    answered, code = answered_ideas(user, administration), administration.code
    text = _("One of your ideas has been answered: {title}")
    tasks = [(text.format(title=title), address("measures:idea", code, pk)) for pk, title in answered[:NAMED]]
    if rest := len(answered) - len(tasks):
        text = ngettext("One more of your ideas has been answered", "{n} more of your ideas have been answered", rest)
        tasks.append((text.format(n=rest), address("measures:ideas", code)))
    return tasks


def decision_tasks(user: User, administration: Administration, held: Sequence[Responsibility]) -> list[tuple[str, str]]:
    """That proposed measures wait for a decision that the person may take. One query."""
    if not any(Act.DECIDE in ALLOWED[each.role] for each in held):
        return []
    proposed = Measure.objects.allowing(user, Act.DECIDE).filter(administration=administration)
    n = proposed.filter(stage=Measure.Stage.PROPOSED).count()
    if not n:
        return []
    text = ngettext("One measure waits for a decision", "{n} measures wait for a decision", n)
    return [(text.format(n=n), f"{address('measures:measures', administration.code)}?stage={Measure.Stage.PROPOSED}")]


def _led_units(held: Sequence[Responsibility]) -> set[str]:
    """The codes of the units that the person is head of, and of their parts."""
    units = {each.unit_id for each in held if each.role == Role.UNIT_HEAD and each.unit_id}
    return set(Unit.objects.filter(pk__in=units).with_parts().values_list("code", flat=True)) if units else set()


def _leads(held: Responsibility, due: DueMeasure) -> bool:
    """Whether a role of who leads a department or more holds for a unit of the measure, or for one it is a part of."""
    if held.role not in FOLLOWING:
        return False
    if held.unit:
        return any(held.unit.code in (unit.code, unit.whole) for unit in due.units)
    return held.department is None or held.department.code in due.departments


def _register(administration: Administration, query: str = "") -> str:
    url = address("measures:measures", administration.code)
    return f"{url}?follow_up={OVERDUE}{query}" if url else ""
