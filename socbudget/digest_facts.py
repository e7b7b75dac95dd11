"""What is known of an administration on a Monday. As many queries for three hundred units as for one."""

from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from forecasts.entry.lines import EntryState
from forecasts.entry.queries import Entry, entries
from forecasts.entry.steps import unanswered
from forecasts.models import Round
from forecasts.overview_queries import months_to_close, units_of
from forecasts.queries import period, standings
from forecasts.rounds.queries import expected_units, open_round_of, rules_of
from measures.followups.queries import DueMeasure, overdue_measures
from measures.models import MeasureShare
from measures.queries import remaining_effects
from meetings.access import AssignmentQuerySet
from meetings.models import Assignment
from socbudget.digest import Facts, LateMeasure, OpenAssignment, Place, RoundUnit
from units.mailing.heads import heads_of
from units.models import Administration, Responsibility, Unit, User
from units.months import first_of
from units.roles import Role

TOLD = [Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER, Role.MANAGEMENT]
SOON = timedelta(days=14)
DEADLINES = ("ledger_due", "unit_head_due", "controller_due", "department_head_due", "director_due", "committee_due")


def readers(administration: Administration, today: date) -> dict[User, list[Place]]:
    """Those who get the Monday letter, and the roles by which they do. One query.

    Whoever answers for a decision or an action that is late or due before long gets it by any role that holds today.
    """
    answering = _near(administration, today).order_by().values("owner")
    rows = Responsibility.objects.filter(
        Q(until=None) | Q(until__gte=today),
        Q(role__in=TOLD) | Q(user__in=answering),
        administration=administration,
        since__lte=today,
        user__is_active=True,
        user__digest=True,
    )
    found: dict[User, list[Place]] = {}
    for row in rows.select_related("user").order_by("user", "pk"):
        found.setdefault(row.user, []).append(Place(row.role, row.unit_id, row.department_id))
    return found


def facts_of(administration: Administration, today: date) -> Facts:
    """How the units stand, as the pages say it, and how far the open round is."""
    shown = period(administration)
    units = units_of(administration, shown.year)
    departments = dict(administration.units.values_list("pk", "department"))
    effects = remaining_effects(units, shown.year, shown.month)
    found = {each.unit: each for each in standings(units, shown, effects=effects)}
    parts = _led_parts(administration)
    own = {each.unit: each for each in standings(parts, shown, effects=effects)} if parts.exists() else {}
    round_, late = open_round_of(administration), late_measures(administration, today)
    given = open_assignments(administration, today)
    if round_ is None:
        to_close = [month for month in months_to_close(administration) if month < first_of(today)]
        return Facts(own | found, frozenset(found), departments, to_close=to_close, overdue=late, assignments=given)
    round_.administration = administration
    return Facts(
        own | found,
        frozenset(found),
        departments,
        round_units(round_, today),
        {name: getattr(round_, name) for name in DEADLINES},
        round_.as_of,
        overdue=late,
        assignments=given,
    )


def late_measures(administration: Administration, today: date) -> list[LateMeasure]:
    """The measures that should have been followed up before `today`, the latest first. Two queries at most."""
    due = overdue_measures(administration.measures.all(), today)
    if not due:
        return []
    rows = administration.units.values_list("code", "pk", "parent", "department")
    places = {code: (pk, parent, department) for code, pk, parent, department in rows}
    return [_late_measure(each, [places[unit.code] for unit in each.units]) for each in due]


def _late_measure(due: DueMeasure, places: list[tuple[int, int | None, int]]) -> LateMeasure:
    return LateMeasure(
        pk=due.pk,
        number=due.number,
        title=due.title,
        days_late=due.days_late,
        owner=due.owner,
        owner_name=due.owner_name,
        units=frozenset(unit for pk, parent, _ in places for unit in (pk, parent) if unit is not None),
        departments=frozenset(department for _, _, department in places),
    )


def open_assignments(administration: Administration, today: date) -> list[OpenAssignment]:
    """What meetings have given that is late on `today` or due within 14 days, the earliest due first. Two queries."""
    near = _near(administration, today)
    shares = Prefetch("measure__shares", MeasureShare.objects.select_related("unit"))
    rows = near.select_related("owner", "unit", "meeting__body__unit", "measure").prefetch_related(shares)
    return [_open_assignment(each, today) for each in rows.order_by("due", "pk")]


def _near(administration: Administration, today: date) -> AssignmentQuerySet:
    return Assignment.objects.filter(administration=administration, due__lte=today + SOON).open()


def _open_assignment(each: Assignment, today: date) -> OpenAssignment:
    body = each.meeting.body if each.meeting else None
    shared = [share.unit for share in each.measure.shares.all()] if each.measure else []
    units = [unit for unit in (each.unit, body.unit if body else None, *shared) if unit]
    departments = {unit.department_id for unit in units} | ({body.department_id} if body else set())
    return OpenAssignment(
        pk=each.pk,
        kind=each.kind,
        number=each.number,
        year=each.year,
        text=each.text,
        due=each.due,
        days_late=max((today - each.due).days, 0),
        owner=each.owner_id,
        owner_name=str(each.owner or ""),
        units=frozenset(pk for unit in units for pk in (unit.pk, unit.parent_id) if pk is not None),
        departments=frozenset(pk for pk in departments if pk is not None),
    )


def _led_parts(administration: Administration) -> QuerySet[Unit]:
    """Parts of units that have had a head of their own."""
    led = Responsibility.objects.filter(administration=administration, role=Role.UNIT_HEAD, unit__parent__isnull=False)
    return administration.units.filter(pk__in=led.values("unit"))


def round_units(round: Round, today: date) -> list[RoundUnit]:
    """The units that are expected to forecast in `round`, by code."""
    units = expected_units(round.administration, round.as_of)
    found, heads = entries([unit.pk for unit in units], round), heads_of(round.administration, today)
    rules = rules_of(round.administration)
    return [
        RoundUnit(
            pk=unit.pk,
            code=unit.code,
            name=unit.name,
            department=unit.department_id,
            state=found[unit.pk].state,
            heads=frozenset(person.pk for person in heads.of_unit(unit)),
            sent_back=found[unit.pk].sent_back,
            word=sent_back_word(found[unit.pk]),
            odd=len(unanswered(found[unit.pk], rules)) if found[unit.pk].submitted else 0,
        )
        for unit in units
    ]


def sent_back_word(entry: Entry) -> str:
    """What was said when the latest submitted forecast was sent back; empty when it was not."""
    words = [step.word for step in entry.steps if step.state == EntryState.SENT_BACK]
    return words[-1] if entry.sent_back and words else ""
