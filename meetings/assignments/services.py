"""What people do with decisions and actions: give, change and hand them over, and report them back.

The administration is locked first, the meeting after it and the assignment last. Rights are the view's business.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from measures.models import Measure
from measures.refusals import FormUsedError
from meetings.assignments import refusals
from meetings.locking import lock_administration, locked, refuse_adjusted
from meetings.models import Assignment, Matter, Meeting, ReportBack, Row
from meetings.pulse import touch
from meetings.refusals import KeyUsedError
from meetings.taking import take_up
from meetings.words import assignment_label
from units.models import Administration, Change, Unit, User
from units.refusals import RefusedError
from units.services import record_change

OPEN, DONE, WITHDRAWN = Assignment.State.OPEN, Assignment.State.DONE, Assignment.State.WITHDRAWN
FARTHEST = timedelta(days=5 * 366)


@transaction.atomic
def give_assignment(  # noqa: PLR0913 (what, who, by when and where: each is named)
    administration: Administration,
    *,
    kind: str,
    text: str,
    owner: User | None,
    due: date | None,
    meeting: Meeting | None = None,
    row: Row | None = None,
    unit: Unit | None = None,
    measure: Measure | None = None,
    matter: Matter | None = None,
    for_committee: bool = False,
    made_on: date | None = None,
    key: UUID | None = None,
    by: User | None,
) -> Assignment:
    """Make a decision or an action, with the next number of its `kind` and year: the same `key` twice is one.

    It is given on the day of the meeting; without a meeting on `made_on`, today when that is not said. What it is about
    (`unit`, `measure`, `matter`) is what the `row` is about when it is not said, and the meeting that of the row.
    A row that is open is discussed then.

    Raises:
        FormUsedError: `key` is that of one in another administration.
        KeyUsedError: `key` is that of one that says something else.
        MinutesAdjustedError, MeetingNotBegunError, MeetingCancelledError: nothing is written in the meeting.
        TextMissingError, OwnerMissingError, DueMissingError, DueBeforeGivenError, DueTooFarError: as they say; when
            several things are lacking `SeveralError`, which has all of them.
    """
    administration = lock_administration(administration.pk)
    if key and (made := Assignment.objects.filter(key=key).first()):
        if made.administration_id != administration.pk:
            raise FormUsedError
        if made.kind != kind or made.text.split() != text.split():
            raise KeyUsedError
        return made
    meeting = _begun(meeting or (row.point.meeting if row else None))
    given = meeting.day if meeting else made_on or timezone.localdate()
    refusals.require_none(_lacking(text, owner, due, given))
    assignment = Assignment.objects.create(
        administration=administration,
        meeting=meeting,
        row=row,
        kind=kind,
        year=given.year,
        number=_next_number(administration, kind, given.year),
        text=text.strip(),
        unit=unit or (row.unit if row else None),
        measure=measure or (row.measure if row else None),
        matter=matter or (row.matter if row else None),
        owner=owner,
        due=due,
        decided_due=due,
        for_committee=for_committee,
        made_on=given,
        made_by=by,
        key=key,
    )
    if row:
        take_up(row)
    if meeting:
        touch(meeting, row)
    _log("assignment-given", assignment, {}, by)
    return assignment


@transaction.atomic
def change_assignment(
    assignment: Assignment,
    *,
    text: str,
    owner: User | None,
    due: date | None,
    for_committee: bool,
    seen: int,
    by: User | None,
) -> Assignment:
    """Write `assignment`, seen in its version `seen`, in another way. Nothing when all is as it was.

    The first day is written anew too when nobody has reported back and it was given today, or at a meeting whose
    minutes are not adjusted; else the first day stays beside the new one.

    Raises:
        AssignmentStaleError: somebody changed it since.
        AssignmentAdjustedError: it stands in adjusted minutes.
        The errors of `give_assignment`.
    """
    stored = _locked(assignment)
    was = (stored.text, stored.owner, stored.due, stored.for_committee)
    if was == (text.strip(), owner, due, for_committee):
        return stored
    if stored.version != seen:
        raise _stale(stored)
    if is_adjusted(stored):
        raise refusals.AssignmentAdjustedError(label=assignment_label(stored))
    refusals.require_none(_lacking(text, owner, due, stored.made_on))
    before = told(stored)
    stored.text, stored.owner, stored.due, stored.for_committee = text.strip(), owner, due, for_committee
    if not stored.reports.exists() and (stored.meeting_id or stored.made_on == timezone.localdate()):
        stored.decided_due = stored.due
    _save(stored)
    if stored.meeting and stored.meeting.is_begun:
        touch(stored.meeting, stored.row)
    _tell_running(stored)
    _log("assignment-changed", stored, before, by)
    return stored


@transaction.atomic
def report_back(  # noqa: PLR0913 (how, when and why: each is named)
    assignment: Assignment,
    *,
    state: str,
    word: str,
    due: date | None = None,
    executed_on: date | None = None,
    today: date | None = None,
    seen: int | None = None,
    key: UUID | None = None,
    by: User | None,
) -> ReportBack:
    """Say how `assignment` goes: it becomes `state`, and is due on `due` from now on when that is another day.

    One that is done was so on `executed_on`, and `word` is its result. One that has ended is taken up again with the
    state open. The same `key` twice is one report: the first one comes back. `today` is the day it is said on, when
    that is not the day that it is. `seen` is the version that it was seen in; None for who did not look at it.

    Raises:
        FormUsedError: `key` is that of a report on another assignment.
        AssignmentStaleError: somebody changed it since.
        WordMissingError, DoneWordMissingError, WithdrawnWordMissingError, MovedWordMissingError,
        ReopenedWordMissingError, ExecutedMissingError, ExecutedLaterError, ExecutedBeforeGivenError,
        DueBeforeGivenError: as they say; when several things are lacking `SeveralError`, which has all of them.
    """
    stored = _locked(assignment)
    if key and (said := ReportBack.objects.filter(key=key).first()):
        if said.assignment_id != stored.pk:
            raise FormUsedError
        return said
    if seen is not None and stored.version != seen:
        raise _stale(stored)
    due = due if due and state == OPEN else stored.due
    executed_on = executed_on if state == DONE else None
    refusals.require_none(_unsaid(stored, state, word.strip(), due, executed_on, today or timezone.localdate()))
    before = told(stored)
    stored.state, stored.due, stored.executed_on = state, due, executed_on
    stored.result = "" if state == OPEN else word.strip()
    stored.ended_at = None if state == OPEN else timezone.now()
    _save(stored)
    return _reported(stored, before, "assignment-reported", word=word.strip(), key=key, by=by)


@transaction.atomic
def hand_over(assignment: Assignment, owner: User, word: str = "", *, by: User | None) -> ReportBack | None:
    """Let `owner` answer for `assignment` from now on. The report says who did before, and `word`.

    The report is kept in the language of the site. None when `owner` answers for it already.
    """
    stored = _locked(assignment)
    if stored.owner == owner:
        return None
    before = told(stored)
    with translation.override(settings.LANGUAGE_CODE):
        said = _("Handed over from {before} to {after}.").format(before=stored.owner or "–", after=owner)
    stored.owner = owner
    _save(stored)
    return _reported(stored, before, "assignment-handed-over", word=f"{said} {word}".strip(), key=None, by=by)


def is_adjusted(assignment: Assignment) -> bool:
    """Whether the minutes it stands in are adjusted, so that its words do not change any more."""
    return assignment.meeting is not None and assignment.meeting.state == Meeting.State.ADJUSTED


def told(assignment: Assignment) -> dict[str, Any]:
    """What the log keeps of it."""
    values = {
        "assignment_text": assignment.text,
        "owner": str(assignment.owner or ""),
        "due": assignment.due.isoformat(),
        "for_committee": assignment.for_committee,
        "state": assignment.state,
        "executed_on": assignment.executed_on.isoformat() if assignment.executed_on else "",
        "assignment_result": assignment.result,
    }
    return {name: value for name, value in values.items() if value not in ("", False)}


def _begun(meeting: Meeting | None) -> Meeting | None:
    """The meeting as it is now, locked, when something may be written in it."""
    if meeting is None:
        return None
    meeting = locked(meeting)
    refuse_adjusted(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if not meeting.is_begun:
        raise refusals.MeetingNotBegunError
    return meeting


def _lacking(text: str, owner: User | None, due: date | None, given: date) -> list[RefusedError]:
    lacking: list[RefusedError] = []
    if not text.strip():
        lacking.append(refusals.TextMissingError())
    if owner is None:
        lacking.append(refusals.OwnerMissingError())
    if due is None:
        lacking.append(refusals.DueMissingError())
    else:
        lacking += _wrong_day(due, given)
    return lacking


def _wrong_day(due: date, given: date) -> list[RefusedError]:
    if due < given:
        return [refusals.DueBeforeGivenError(due=due, given=given)]
    return [refusals.DueTooFarError(due=due)] if due > timezone.localdate() + FARTHEST else []


def _unsaid(
    stored: Assignment, state: str, word: str, due: date, executed_on: date | None, today: date
) -> list[RefusedError]:
    lacking: list[RefusedError] = []
    if state == DONE and executed_on is None:
        lacking.append(refusals.ExecutedMissingError())
    if executed_on and executed_on > today:
        lacking.append(refusals.ExecutedLaterError(day=executed_on))
    if executed_on and executed_on < stored.made_on:
        lacking.append(refusals.ExecutedBeforeGivenError(day=executed_on, given=stored.made_on))
    if due != stored.due:
        lacking += _wrong_day(due, stored.made_on)
    if not word:
        lacking.append(_word_missing(stored, state, due))
    return lacking


def _word_missing(stored: Assignment, state: str, due: date) -> RefusedError:
    if state == DONE:
        return refusals.DoneWordMissingError()
    if state == WITHDRAWN:
        return refusals.WithdrawnWordMissingError()
    if stored.state != OPEN:
        return refusals.ReopenedWordMissingError()
    return refusals.MovedWordMissingError(due=due) if due != stored.due else refusals.WordMissingError()


def _next_number(administration: Administration, kind: str, year: int) -> int:
    own = administration.assignments.filter(kind=kind, year=year)
    return (own.aggregate(last=Max("number"))["last"] or 0) + 1


def _locked(assignment: Assignment) -> Assignment:
    """The assignment as it is now, and its meeting: minutes that are being adjusted are waited for."""
    lock_administration(assignment.administration_id)
    meeting = locked(assignment.meeting) if assignment.meeting else None
    rows = Assignment.objects.select_for_update(of=("self",), no_key=True).select_related("administration", "row")
    stored = rows.get(pk=assignment.pk)
    stored.meeting = meeting
    return stored


def _save(assignment: Assignment) -> None:
    assignment.version += 1
    assignment.save()


def _reported(
    assignment: Assignment, before: dict[str, Any], action: str, *, word: str, key: UUID | None, by: User | None
) -> ReportBack:
    _tell_running(assignment)
    said = ReportBack.objects.create(
        assignment=assignment,
        by=by,
        state=assignment.state,
        word=word,
        due=assignment.due,
        executed_on=assignment.executed_on,
        key=key,
    )
    _log(action, assignment, before, by, word=word)
    return said


def _tell_running(assignment: Assignment) -> None:
    """Let meetings that are held now and have it on their agenda show it anew."""
    rows = Row.objects.filter(assignment=assignment, point__meeting__state=Meeting.State.RUNNING)
    for row in rows.select_related("point__meeting"):
        touch(row.point.meeting, row)


def _stale(stored: Assignment) -> RefusedError:
    own = Change.objects.filter(
        administration=stored.administration.code,
        action__startswith="assignment-",
        subject=_subject_label(stored),
    )
    name = own.values_list("by", flat=True).first() or "–"
    return refusals.AssignmentStaleError(name=name, text=stored.text, owner=stored.owner or "–", due=stored.due)


def _subject_label(assignment: Assignment) -> str:
    """Its label in the language of the site: the log is looked up by it, whoever wrote."""
    with translation.override(settings.LANGUAGE_CODE):
        return assignment_label(assignment)


def _log(action: str, assignment: Assignment, before: dict[str, Any], by: User | None, *, word: str = "") -> None:
    after = told(assignment) | ({"assignment_word": word} if word else {})
    record_change(
        action,
        _subject_label(assignment),
        administration=assignment.administration,
        by=by,
        before=before,
        after=after,
    )
