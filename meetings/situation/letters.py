"""The letters of a message: the message itself, and reminding those who have not passed it on.

Each reader gets one, in the own language. The mailings are kept under the message and what they are for.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Message, Passing
from meetings.situation.cascade import Cascade
from meetings.situation.message_queries import Own, cascade_of, units_reached
from meetings.situation.refusals import NobodyAnswersError, NobodyLacksError, RemindedTodayError
from meetings.situation.weeks import week_number
from units.mailing import services
from units.mailing.addresses import page_link
from units.mailing.draft import Draft, paragraphs
from units.mailing.heads import Heads, heads_of
from units.mailing.queries import MESSAGE
from units.models import User

STEPS = Passing.Step


@dataclass
class Reader:
    """Somebody who gets a letter, and what is lacking: lines of places, by step."""

    user: User
    lacking: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    units: list[int] = field(default_factory=list)


def post_message(message: Message, *, by: User | None) -> int:
    """Post `message` to the heads of every department and unit; how many letters that is."""
    key = f"{message.pk}:{message.week:%G-W%V}"
    drafts = [_message_draft(message, each, key, by) for each in readers_of(message, timezone.localdate())]
    return _post(message, key, drafts, by=by)


def readers_of(message: Message, today: date) -> list[Reader]:
    """Who gets `message` when it is sent on `today`. Three queries."""
    units, heads = units_reached(message.administration, today), heads_of(message.administration, today)
    readers: dict[int, Reader] = {}
    for unit in units:
        for user in [*heads.of_department(unit.department_id), *heads.of_unit(unit)]:
            readers.setdefault(user.pk, Reader(user)).units.append(unit.pk)
    return list(readers.values())


def post_reminders(message: Message, *, by: User | None) -> int:
    """Post reminders to those who have not passed `message` on; how many letters that is.

    Raises:
        NobodyLacksError, NobodyAnswersError, RemindedTodayError: as they say.
    """
    today = timezone.localdate()
    cascade = cascade_of(message, Own(whole=True), today)
    if cascade.whole:
        raise NobodyLacksError
    readers = _lacking(cascade, heads_of(message.administration, today))
    if not readers:
        raise NobodyAnswersError
    key = f"{message.pk}:{today.isoformat()}"
    drafts = [_reminder_draft(message, each, key, by) for each in readers]
    letters = _post(message, key, drafts, by=by)
    if not letters:
        raise RemindedTodayError
    return letters


def _post(message: Message, key: str, drafts: list[Draft], *, by: User | None) -> int:
    if not drafts:
        return 0
    mailing = services.begin(message.administration, MESSAGE, key, by=by)
    added = services.put(mailing, drafts, by=by)
    services.send_in_background(mailing)
    return added


def _lacking(cascade: Cascade, heads: Heads) -> list[Reader]:
    """Who is reminded of what: of a team that has not heard it, the head of the unit, who says it to them."""
    readers: dict[int, Reader] = {}

    def add(users: list[User], step: str, place: str, unit: int | None = None) -> None:
        for user in users:
            reader = readers.setdefault(user.pk, Reader(user))
            reader.lacking[step].append(place)
            reader.units += [unit] if unit else []

    for department in cascade.departments:
        if department.head and department.head.passed is None:
            add(heads.of_department(department.head.place), STEPS.DEPARTMENT, department.name)
        for line in department.units:
            step = next((each for each in (line.unit, line.team) if each.passed is None), None)
            if step:
                users = heads.units.get(step.place) or []
                add(users, step.step, line.name, step.place)
    return list(readers.values())


def _message_draft(message: Message, reader: Reader, key: str, by: User | None) -> Draft:
    with translation.override(reader.user.language):
        return Draft(
            to=reader.user.pk,
            key=key,
            subject=_("Message of week {week}").format(week=week_number(message.week)),
            body=paragraphs(
                _("Hello,"),
                _("This is the message of week {week}. Pass it on to those who work for you, and say so here:").format(
                    week=week_number(message.week)
                ),
                _link(message),
                message.text,
                ["-- ", *_foot(message, by)],
            ),
            about=tuple(reader.units),
        )


def _reminder_draft(message: Message, reader: Reader, key: str, by: User | None) -> Draft:
    with translation.override(reader.user.language):
        sentences = {
            STEPS.DEPARTMENT: _("Not yet passed on to the unit heads: {places}."),
            STEPS.UNIT: _("Not yet passed on to the team: {places}."),
            STEPS.TEAM: _("The team has not yet said that it has heard it: {places}."),
        }
        lines = [sentences[STEPS(step)].format(places=", ".join(places)) for step, places in reader.lacking.items()]
        return Draft(
            to=reader.user.pk,
            key=key,
            subject=_("Reminder: pass on the message of week {week}").format(week=week_number(message.week)),
            body=paragraphs(
                _("Hello,"),
                lines,
                _("If it is passed on, say so with one press:"),
                _link(message),
                message.text,
                ["-- ", *_foot(message, by)],
            ),
            about=tuple(reader.units),
        )


def _link(message: Message) -> str:
    return page_link("meetings:message", message.administration.code, message.pk)


def _foot(message: Message, by: User | None) -> list[str]:
    day = date_format(timezone.localdate(), "l j F")
    return [
        _("Sent by {name} through Socbudget on {day}. An answer to this letter goes there.").format(
            name=by or message.administration, day=day
        ),
        _("You get it because you answer for a department or a unit in {administration}.").format(
            administration=message.administration
        ),
    ]
