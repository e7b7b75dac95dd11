"""What the pages of the message of the week show."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Message, Passing
from meetings.situation.cascade import Cascade, Step
from meetings.situation.letters import readers_of
from meetings.situation.message_queries import MessageRow, Own, cascade_of, message_rows
from meetings.situation.weeks import monday_of, weeks_from
from meetings.situation.words import week_name
from units.models import Administration

LISTED, PLANNED_WEEKS = 52, 6


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A week of the communication plan, and its message when there is one."""

    week: date
    row: MessageRow | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The messages of an administration: this week's, the weeks to come and those that are over."""

    finding: str
    coming: list[PlannedWeek]
    past: list[MessageRow]
    this: MessageRow | None


def plan_of(administration: Administration, own: Own, today: date, *, may_write: bool) -> Plan:
    """What a person with the places `own` sees. `may_write` shows weeks without a message too. Four queries."""
    rows = message_rows(administration, own, today, LISTED)
    by_week = {row.message.week: row for row in rows}
    this = monday_of(today)
    weeks = weeks_from(today, PLANNED_WEEKS) if may_write else [this]
    later = [each for each in sorted(by_week) if each > weeks[-1]]
    coming = [PlannedWeek(each, by_week.get(each)) for each in [*weeks, *later]]
    latest = next((row for row in rows if row.message.sent_at), None)
    return Plan(
        finding=_list_finding(by_week.get(this), latest),
        coming=[each for each in coming if each.row or may_write],
        past=[row for row in rows if row.message.week < this],
        this=by_week.get(this),
    )


def _list_finding(this: MessageRow | None, latest: MessageRow | None) -> str:
    if this is None:
        return _("No message is written for this week yet") if latest else _("One message a week, heard by everyone")
    if this.message.sent_at is None:
        return _("This week’s message is written and not sent")
    return _finding(this.cascade, own=False) if this.cascade else ""


@dataclass(frozen=True)
class MessagePage:
    """A message: what it says and how far it has come in what the person sees; None before it is sent."""

    message: Message
    finding: str
    cascade: Cascade | None
    may_write: bool
    may_send: bool
    readers: int = 0
    mine: list[Step] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether the person sees more than the own place, so that shares say something."""
        return self.cascade is not None and self.cascade.units.all > 1

    @property
    def may_change(self) -> bool:
        """Whether it can still be changed."""
        return self.may_write and self.message.sent_at is None


def message_page(message: Message, own: Own, today: date, *, may_write: bool) -> MessagePage:
    """The page of `message` for a person with the places `own`. At most three queries."""
    if message.sent_at is None:
        may_send = may_write and message.week == monday_of(today)
        readers = len(readers_of(message, today)) if may_send else 0
        return MessagePage(message, _unsent(message, today), None, may_write, may_send, readers)
    cascade = cascade_of(message, own, today)
    waits = any(step.passed is None for step in cascade.mine)
    return MessagePage(message, _finding(cascade, own=waits), cascade, may_write, may_send=False, mine=cascade.mine)


def _unsent(message: Message, today: date) -> str:
    if message.week == monday_of(today):
        return _("Written for this week, not sent yet")
    if message.week < monday_of(today):
        return _("Written for {week} and never sent").format(week=week_name(message.week).lower())
    return _("Planned for {week}").format(week=week_name(message.week).lower())


def _finding(cascade: Cascade, *, own: bool) -> str:
    """How far it has come; `own` is whether the person has something left to pass on."""
    if own:
        teams_alone = all(step.step == Passing.Step.TEAM for step in cascade.mine if step.passed is None)
        return _("Has your team heard this?") if teams_alone else _("Pass this on")
    if not cascade.steps:
        return _("Message of the week")
    if cascade.whole:
        return _("Passed on and heard by all")
    teams, units = cascade.teams, cascade.units
    if teams.all > 1:
        heard = ngettext(
            "One of {all} teams has heard the message", "{n} of {all} teams have heard the message", teams.done
        )
        return heard.format(n=teams.done, all=teams.all) if teams.done else _("No team has heard the message yet")
    if units.lacking:
        return _("Not passed on to the team yet")
    return _("Passed on, not yet heard by the team")
