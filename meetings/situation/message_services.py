"""What people do with the message of the week: write it, send it, pass it on down the line, and remind.

Rights are the view's business. A message has gone out once, and never changes after that.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from meetings.kinds import PointKind
from meetings.models import Meeting, Message, Passing
from meetings.pulse import touch
from meetings.situation import refusals
from meetings.situation.letters import post_message, post_reminders
from meetings.situation.weeks import monday_of, week_number
from meetings.situation.words import day_word
from units.models import Administration, Department, Unit, User
from units.services import record_change


@transaction.atomic
def write_message(
    administration: Administration,
    week: date,
    text: str,
    *,
    meeting: Meeting | None = None,
    seen: int = 0,
    by: User | None,
) -> Message:
    """Write, or write anew, the message of the `week` (any day of it), for a person who saw its version `seen`.

    `seen` is 0 for who saw none. `meeting` is where it was written. The same text twice is one message.

    Raises:
        MessageEmptyError: there is nothing but space.
        WeekPastError: the week is over.
        MessageSentError: the message of the week has gone out.
        MessageStaleError: somebody wrote it after `seen`.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    week, text = monday_of(week), text.strip()
    messages = administration.messages.select_for_update(of=("self",), no_key=True)
    stored = messages.select_related("made_by").filter(week=week).first()
    if stored and stored.text == text:
        return stored
    if not text:
        raise refusals.MessageEmptyError
    if stored and stored.sent_at:
        raise refusals.MessageSentError(week=week_number(week))
    if week < monday_of(timezone.localdate()):
        raise refusals.WeekPastError(week=week_number(week))
    if stored and stored.version != seen:
        raise refusals.MessageStaleError(name=stored.made_by or "–", text=stored.text)
    _tell_running(administration)
    if stored is None:
        made = Message.objects.create(administration=administration, meeting=meeting, week=week, text=text, made_by=by)
        record_change("message-written", made, administration=administration, by=by, after={"message": text})
        return made
    before, stored.text, stored.made_by, stored.version = stored.text, text, by, stored.version + 1
    stored.meeting = meeting or stored.meeting
    stored.save(update_fields=["text", "made_by", "version", "meeting"])
    record_change(
        "message-changed",
        stored,
        administration=administration,
        by=by,
        before={"message": before},
        after={"message": text},
    )
    return stored


@transaction.atomic
def send_message(message: Message, *, by: User | None) -> Message:
    """Send `message` to the heads of departments and units. Twice is once.

    Raises:
        WeekPlannedError: its week has not begun.
        WeekPastError: its week is over.
    """
    stored = _locked(message)
    if stored.sent_at:
        return stored
    now = monday_of(timezone.localdate())
    if stored.week > now:
        raise refusals.WeekPlannedError(week=week_number(stored.week), day=day_word(stored.week))
    if stored.week < now:
        raise refusals.WeekPastError(week=week_number(stored.week))
    stored.sent_at, stored.sent_by = timezone.now(), by
    stored.save(update_fields=["sent_at", "sent_by"])
    letters = post_message(stored, by=by)
    record_change("message-sent", stored, administration=stored.administration, by=by, after={"letters": letters})
    return stored


@transaction.atomic
def pass_on(message: Message, step: str, place: Department | Unit, *, word: str = "", by: User | None) -> Passing:
    """Say that `message` was passed on at `place`, or heard there. Twice is once; a new word replaces the old one.

    Raises:
        NotSentError: it has not gone out.
    """
    stored = _locked(message)
    if stored.sent_at is None:
        raise refusals.NotSentError
    about = _about(step, place)
    passing, made = Passing.objects.get_or_create(
        message=stored, step=step, **about, defaults={"at": timezone.now(), "by": by, "word": word.strip()}
    )
    after = {"passing": step, "place": str(place)} | ({"word": word.strip()} if word.strip() else {})
    if not made and (not word.strip() or passing.word == word.strip()):
        return passing
    if not made:
        passing.word = word.strip()
        passing.save(update_fields=["word"])
    record_change("message-passed", stored, administration=stored.administration, by=by, after=after)
    return passing


@transaction.atomic
def take_back_pass(message: Message, step: str, place: Department | Unit, *, by: User | None) -> None:
    """Take back, on the same day, that `message` was passed on. Nothing when it was not.

    Raises:
        PassedEarlierError: it was passed on before today.
    """
    stored = _locked(message)
    passing = stored.passings.filter(step=step, **_about(step, place)).first()
    if passing is None:
        return
    day = timezone.localdate(passing.at)
    if day != timezone.localdate():
        raise refusals.PassedEarlierError(day=day_word(day))
    passing.delete()
    before = {"passing": step, "place": str(place)}
    record_change("message-pass-taken-back", stored, administration=stored.administration, by=by, before=before)


@transaction.atomic
def remind_lacking(message: Message, *, by: User | None) -> int:
    """Remind the heads of those who have not passed `message` on, once a day; how many letters were posted.

    Raises:
        NotSentError: it has not gone out.
        NobodyLacksError: everyone has passed it on.
        NobodyAnswersError: none of those lacking has a head.
        RemindedTodayError: all of them have been reminded today.
    """
    stored = _locked(message)
    if stored.sent_at is None:
        raise refusals.NotSentError
    letters = post_reminders(stored, by=by)
    record_change("message-reminded", stored, administration=stored.administration, by=by, after={"letters": letters})
    return letters


def _tell_running(administration: Administration) -> None:
    """Let meetings that are held now and have the message on their agenda show it anew."""
    running = Meeting.objects.filter(body__administration=administration, state=Meeting.State.RUNNING)
    for meeting in running.filter(points__kind=PointKind.MESSAGE):
        touch(meeting)


def _about(step: str, place: Department | Unit) -> dict[str, Department | Unit]:
    return {"department": place} if step == Passing.Step.DEPARTMENT else {"unit": place}


def _locked(message: Message) -> Message:
    rows = Message.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("administration", "made_by").get(pk=message.pk)
