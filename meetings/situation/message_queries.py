"""Reads about the message of the week and how far it has come.

Who may enter the administration with a right to any unit's plain page reads what was sent. What is planned is read by
those who read all figures of the administration. Who passes it on is who answers for the place today: the head of a
department, the head of a unit, and anyone of its staff or support for the team.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from meetings.models import Message, Passing
from meetings.situation.cascade import Cascade, DepartmentLine, Passed, Share, Step, UnitLine
from units.mailing.heads import Heads, heads_of
from units.models import Administration, Department, Responsibility, Unit, User
from units.queries import held_today
from units.roles import ALLOWED, Act, Role

TEAM = (Role.STAFF, Role.SUPPORT)
STEPS = Passing.Step


@dataclass
class Own:
    """The places that a person passes a message on for, and those whose passing on the person sees (pks)."""

    departments: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    teams: set[int] = field(default_factory=set)
    seen_departments: set[int] = field(default_factory=set)
    seen_units: set[int] = field(default_factory=set)
    whole: bool = False

    def of(self, step: str) -> set[int]:
        """The places that the person does `step` for."""
        return {STEPS.DEPARTMENT: self.departments, STEPS.UNIT: self.units, STEPS.TEAM: self.teams}[STEPS(step)]


def own_places(user: User, administration: Administration, today: date) -> Own:
    """What `user` passes on and sees in `administration` on `today`. One query."""
    own = Own()
    for held in held_today(user, administration, today):
        reads = Act.FIGURES in ALLOWED[held.role]
        if held.unit:
            _add_unit(own, held, held.unit.parent_id or held.unit.pk)
        elif held.department_id:
            own.departments |= {held.department_id} if held.role == Role.DEPARTMENT_HEAD else set()
            own.seen_departments |= {held.department_id} if reads else set()
        else:
            own.whole = own.whole or reads
    return own


def _add_unit(own: Own, held: Responsibility, unit: int) -> None:
    """A part's head, staff and support belong to the unit that it is a part of."""
    if held.role == Role.UNIT_HEAD and held.unit_id == unit:
        own.units.add(unit)
    if held.role in TEAM:
        own.teams.add(unit)
    if Act.SUMMARY in ALLOWED[held.role]:
        own.seen_units.add(unit)


def messages_seen(administration: Administration, *, planned: bool) -> QuerySet[Message]:
    """The messages of `administration` that were sent, and those `planned` too, the latest week first."""
    found = administration.messages.select_related("made_by", "sent_by", "meeting", "administration")
    return found if planned else found.filter(sent_at__isnull=False)


def units_reached(administration: Administration, day: date) -> list[Unit]:
    """The units that a message sent on `day` is passed on in, parts apart, by code. One query."""
    return there_on(whole_units(administration), day)


def cascade_of(message: Message, own: Own, today: date) -> Cascade:
    """How far `message` has come in what a person with the places `own` sees. Three queries."""
    units = units_reached(message.administration, sent_day(message) or today)
    heads = heads_of(message.administration, today)
    return _cascade(units, _passings([message.pk])[message.pk], own, heads, today)


def sent_day(message: Message) -> date | None:
    """The day that it was sent."""
    return timezone.localdate(message.sent_at) if message.sent_at else None


def _passings(messages: Sequence[int]) -> dict[int, dict[tuple[str, int], Passing]]:
    """The passings of `messages` by message, step and place. One query."""
    found: dict[int, dict[tuple[str, int], Passing]] = defaultdict(dict)
    for each in Passing.objects.filter(message__in=messages).select_related("by"):
        found[each.message_id][each.step, each.department_id or each.unit_id] = each
    return found


def _cascade(
    units: Iterable[Unit], passings: dict[tuple[str, int], Passing], own: Own, heads: Heads, today: date
) -> Cascade:
    lines: dict[int, DepartmentLine] = {}

    def step(kind: str, place: Department | Unit, answers: Iterable[User] = ()) -> Step:
        row = passings.get((kind, place.pk))
        passed, names = _passed(row, today) if row else None, tuple(str(each) for each in answers)
        return Step(kind, place.pk, place.name, passed, names, mine=place.pk in own.of(kind))

    for unit in units:
        department = unit.department
        above = own.whole or department.pk in own.seen_departments
        if not (above or unit.pk in own.seen_units):
            continue
        if department.pk not in lines:
            head = step(STEPS.DEPARTMENT, department, heads.of_department(department.pk)) if above else None
            lines[department.pk] = DepartmentLine(department.code, department.name, head)
        passed = step(STEPS.UNIT, unit, heads.of_unit(unit))
        lines[department.pk].units.append(UnitLine(unit.code, unit.name, passed, step(STEPS.TEAM, unit)))
    return Cascade(list(lines.values()))


def _passed(row: Passing, today: date) -> Passed:
    return Passed(row.at, str(row.by or ""), row.word, fresh=timezone.localdate(row.at) == today)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in the list, with how far it has come of what the person sees; None for one that is not sent."""

    message: Message
    cascade: Cascade | None

    @property
    def shares(self) -> list[tuple[str, Share]]:
        """Step by step, those with any place."""
        if self.cascade is None:
            return []
        found = [
            (STEPS.DEPARTMENT, self.cascade.heads), (STEPS.UNIT, self.cascade.units), (STEPS.TEAM, self.cascade.teams)
        ]  # fmt: skip
        return [(str(step), share) for step, share in found if share.all]


def message_rows(administration: Administration, own: Own, today: date, count: int) -> list[MessageRow]:
    """The latest `count` messages, and those planned for who sees all, the latest week first. Four queries."""
    messages = list(messages_seen(administration, planned=own.whole)[:count])
    sent = [each for each in messages if each.sent_at]
    passings, heads = _passings([each.pk for each in sent]), heads_of(administration, today)
    every = whole_units(administration)
    return [
        MessageRow(
            each,
            _cascade(there_on(every, sent_day(each) or today), passings[each.pk], own, heads, today)
            if each.sent_at
            else None,
        )
        for each in messages
    ]


def whole_units(administration: Administration) -> list[Unit]:
    """The units of `administration` that were ever there, parts apart, by code. One query."""
    return list(administration.units.whole().select_related("department").order_by("department__code", "code"))


def there_on(units: Iterable[Unit], day: date) -> list[Unit]:
    """Those of `units` that a message sent on `day` is passed on in."""
    month = day.replace(day=1)
    return [each for each in units if each.valid_from <= month and (each.valid_to is None or each.valid_to >= month)]


def latest_message(administration: Administration) -> Message | None:
    """The message that was sent last. One query."""
    return administration.messages.filter(sent_at__isnull=False).first()


def place_of(step: str, pk: int) -> Department | Unit:
    """The place that a step is about."""
    model = Department if step == STEPS.DEPARTMENT else Unit
    return model.objects.get(pk=pk)
