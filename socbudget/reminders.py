"""Reminders of a round: who is to be told what, and sending it. One letter per person, unit and day.

The head of a unit is reminded of a forecast that is not submitted or was sent back, the head of a department of those
that are checked and wait to be approved.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forecasts.entry.lines import EntryState
from forecasts.entry.queries import Entry, entries
from forecasts.models import Round
from forecasts.rounds.queries import expected_units
from forecasts.rounds.words import round_name
from socbudget import reminder_words as words
from socbudget.digest_facts import sent_back_word
from units.mailing import services
from units.mailing.heads import Heads, heads_of
from units.mailing.queries import REMINDER, named
from units.models import Mailing, Unit, User
from units.refusals import RefusedError
from units.services import record_change

TO_WRITE = {EntryState.NOT_STARTED, EntryState.DRAFT, EntryState.SENT_BACK}
TO_APPROVE = {EntryState.CHECKED}


class RoundNotOpenError(RefusedError):
    sentence = words.ROUND_NOT_OPEN


@dataclass(frozen=True, slots=True)
class Waiting:
    """A forecast that waits for someone: the unit, and the word with which it was sent back, if it was."""

    unit: Unit
    sent_back: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person is reminded of. `approve` says that it waits to be approved, not to be written."""

    to: User
    approve: bool
    waiting: list[Waiting]


@dataclass
class Plan:
    """Who is to be reminded, which units nobody answers for, and which were said to their heads today already."""

    round: Round
    reminders: list[Reminder] = field(default_factory=list)
    headless: list[str] = field(default_factory=list)
    already: list[Unit] = field(default_factory=list)

    @property
    def units(self) -> int:
        """How many units the reminders are about."""
        return len({each.unit.pk for reminder in self.reminders for each in reminder.waiting})

    @property
    def without_address(self) -> list[User]:
        """Those who cannot be reached by e-mail."""
        return [each.to for each in self.reminders if not each.to.email or not each.to.is_active]


def plan(round: Round, today: date, *, only: str = "") -> Plan:
    """Who is to be reminded in `round`; `only` is the code of the one unit that it is about."""
    units = expected_units(round.administration, round.as_of)
    if only:
        units = [unit for unit in units if unit.code == only]
    found, heads = entries([unit.pk for unit in units], round), heads_of(round.administration, today)
    said = named(round.administration, REMINDER, day_key(round, today))
    made = Plan(round)
    by_person: dict[tuple[int, bool], Reminder] = {}
    for unit in units:
        entry = found[unit.pk]
        if entry.state not in TO_WRITE | TO_APPROVE or (entry.state == EntryState.DRAFT and entry.stands):
            continue
        approve = entry.state in TO_APPROVE
        people = _answering(unit, heads, approve=approve, made=made)
        fresh = [person for person in people if (person.pk, unit.pk) not in said]
        if people and not fresh:
            made.already.append(unit)
        for person in fresh:
            reminder = by_person.setdefault((person.pk, approve), Reminder(person, approve, []))
            reminder.waiting.append(_waiting(unit, entry))
    made.reminders = list(by_person.values())
    return made


def _answering(unit: Unit, heads: Heads, *, approve: bool, made: Plan) -> list[User]:
    people = heads.of_department(unit.department_id) if approve else heads.of_unit(unit)
    if not people:
        missing = _("{department} has no department head") if approve else _("{code} has no unit head")
        sentence = missing.format(department=unit.department, code=unit.code)
        made.headless += [sentence] if sentence not in made.headless else []
    return people


def _waiting(unit: Unit, entry: Entry) -> Waiting:
    return Waiting(unit, sent_back=entry.sent_back, word=sent_back_word(entry))


@transaction.atomic
def remind(round: Round, *, by: User, only: str = "") -> Plan:
    """Post the reminders of `round` and say who they are to.

    Raises:
        RoundNotOpenError: nobody can write a forecast in it.
    """
    if not round.is_open:
        raise RoundNotOpenError
    today = timezone.localdate()
    mailing = services.begin(round.administration, REMINDER, day_key(round, today), by=by)  # one at a time
    made = plan(round, today, only=only)
    _post(mailing, made, today, by=by)
    return made


def day_key(round: Round, today: date) -> str:
    """What the reminders of one day are kept under."""
    return f"{round.pk}:{today.isoformat()}"


def _post(mailing: Mailing, made: Plan, today: date, *, by: User) -> None:
    drafts = [words.draft(made.round, each, mailing.key, by=by, today=today) for each in made.reminders]
    if not drafts:
        return
    services.put(mailing, drafts, by=by)
    services.send_in_background(mailing)
    after = {"letters": len(drafts), "units": codes(made.reminders)}
    record_change("reminders-sent", round_name(made.round), administration=made.round.administration, by=by,
                  after=after)  # fmt: skip


def codes(reminders: Iterable[Reminder]) -> list[str]:
    """The codes of the units that they are about, each once."""
    return sorted({each.unit.code for reminder in reminders for each in reminder.waiting})
