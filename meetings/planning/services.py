"""What people do with bodies and the meetings they plan: the way in for everything that writes them.

Bodies are in `meetings.planning.bodies`, agendas in `meetings.planning.agendas`. Rights are the view's business.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from meetings.locking import lock_administration, locked, refuse_adjusted
from meetings.models import Body, Meeting, Participant, Point
from meetings.planning import refusals
from meetings.planning.agendas import copied, set_agenda, set_usual_agenda, use_usual_agenda
from meetings.planning.bodies import change_body, end_body, set_members, start_body, take_up_body
from meetings.planning.letters import tell_cancelled
from meetings.planning.people import functions, told_people
from meetings.pulse import touch
from units.models import User
from units.services import record_change

__all__ = [
    "Setting",
    "call",
    "cancel_meeting",
    "change_body",
    "change_meeting",
    "end_body",
    "plan_meeting",
    "plan_series",
    "set_agenda",
    "set_members",
    "set_participants",
    "set_present",
    "set_usual_agenda",
    "start_body",
    "take_up_body",
    "take_up_meeting",
    "uncall",
    "use_usual_agenda",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """When on its day a meeting is held, and where; None and empty are not said."""

    starts_at: time | None = None
    place: str = ""


@transaction.atomic
def plan_meeting(body: Body, day: date, *, setting: Setting | None = None, by: User | None) -> Meeting:
    """A meeting of `body` on `day`, its members called and its usual agenda copied; as `body` usually meets without
    `setting`. The same once more is the meeting that is there. A day that has passed is no fault: minutes are sometimes
    written afterwards.

    Raises:
        BodyEndedError, DayTakenError, CancelledThatDayError: as they say.
    """
    body = _going_on(body)
    setting = setting or Setting(body.starts_at, body.place)
    if there := body.meetings.filter(day=day).first():
        if there.state == Meeting.State.PLANNED and _setting(there) == setting:
            return there
        _refuse_taken(body, there)
    [meeting] = _make(body, [day], setting)
    after = {"starts_at": _clock(setting), "where": setting.place}
    record_change("meeting-planned", meeting, administration=body.administration, by=by, after=after)
    return meeting


@transaction.atomic
def plan_series(
    body: Body, days: Collection[date], *, setting: Setting | None = None, by: User | None
) -> list[Meeting]:
    """Meetings of `body` on those of `days` that have none, in order; the new ones. Twice changes nothing.

    Raises:
        BodyEndedError: it has ended.
        NoDayChosenError: there are no days.
    """
    body = _going_on(body)
    if not days:
        raise refusals.NoDayChosenError
    taken = set(body.meetings.filter(day__in=days).values_list("day", flat=True))
    free = sorted(set(days) - taken)
    if not free:
        return []
    made = _make(body, free, setting or Setting(body.starts_at, body.place))
    after = {"from": free[0].isoformat(), "until": free[-1].isoformat(), "planned_meetings": len(free)}
    record_change("meetings-planned", body, administration=body.administration, by=by, after=after)
    return made


@transaction.atomic
def change_meeting(meeting: Meeting, *, day: date, setting: Setting, guests: str = "", by: User | None) -> None:
    """Move a planned meeting in time or place, and say who comes beside those called.

    Raises:
        MeetingBegunError, MeetingCancelledError, DayTakenError, CancelledThatDayError: as they say.
    """
    meeting = locked(meeting)
    _require_planned(meeting)
    before = _told(meeting)
    others = meeting.body.meetings.exclude(pk=meeting.pk)
    if there := others.filter(day=day).first():
        _refuse_taken(meeting.body, there)
    meeting.day, meeting.starts_at, meeting.place, meeting.guests = day, setting.starts_at, setting.place, guests
    if (after := _told(meeting)) == before:
        return
    meeting.save(update_fields=["day", "starts_at", "place", "guests"])
    _record("meeting-changed", meeting, by, before, after)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, word: str, by: User | None) -> None:
    """Cancel a planned meeting, `word` says why; those who were sent a call are told by e-mail. Twice is once.

    Raises:
        MeetingBegunError: it has begun.
    """
    meeting = locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        return
    _require_planned(meeting)
    meeting.state = Meeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    _record("meeting-cancelled", meeting, by, {}, {"reason": word})
    tell_cancelled(meeting, word, by=by)


@transaction.atomic
def take_up_meeting(meeting: Meeting, *, by: User | None) -> None:
    """Let a cancelled meeting be held after all; nothing when it is planned.

    Raises:
        BodyEndedError: its body has ended.
        NotCancelledError: it has begun.
    """
    meeting = locked(meeting)
    if meeting.state == Meeting.State.PLANNED:
        return
    if meeting.state != Meeting.State.CANCELLED:
        raise refusals.NotCancelledError
    _going_on(meeting.body)
    meeting.state = Meeting.State.PLANNED
    meeting.save(update_fields=["state"])
    _record("meeting-taken-up", meeting, by, {}, {})


@transaction.atomic
def set_participants(meeting: Meeting, people: Mapping[int, str], *, by: User | None) -> None:
    """Let those called to `meeting` be `people`: what everyone is there for by the pk of the person.

    Raises:
        MeetingCancelledError, MinutesAdjustedError: as they say.
    """
    meeting = locked(meeting)
    _require_unadjusted(meeting)
    before = functions(meeting.participants.all())
    if before == dict(people):
        return
    meeting.participants.exclude(user__in=people).delete()
    for user, what in people.items():
        if before.get(user) != what:
            Participant.objects.update_or_create(meeting=meeting, user_id=user, defaults={"function": what})
    touch(meeting)
    _record("participants-changed", meeting, by, {"members": told_people(before)}, {"members": told_people(people)})


def call(meeting: Meeting, user: User, *, function: str = "", by: User | None) -> None:
    """Call `user` to `meeting`, or say anew what for.

    Raises:
        MeetingCancelledError, MinutesAdjustedError: as they say.
    """
    set_participants(meeting, functions(meeting.participants.all()) | {user.pk: function}, by=by)


def uncall(meeting: Meeting, user: User, *, by: User | None) -> None:
    """Call `user` to `meeting` no more.

    Raises:
        MeetingCancelledError, MinutesAdjustedError: as they say.
    """
    people = functions(meeting.participants.all())
    people.pop(user.pk, None)
    set_participants(meeting, people, by=by)


@transaction.atomic
def set_present(
    meeting: Meeting,
    said: Mapping[int, bool],
    *,
    unsaid: Collection[int] = (),
    guests: str,
    seen_guests: str | None = None,
    by: User | None,
) -> None:
    """Say who of those called was there (by the pk of the person) and who else was; all others stay as they are.

    `unsaid` are those left out by a person who saw nothing said of them: absent, unless somebody else has spoken of
    them since. `seen_guests` are the guests that the person saw; None asks for no check.

    Raises:
        NotBegunError, MinutesAdjustedError: as they say.
        GuestsStaleError: somebody else changed the guests since.
    """
    meeting = locked(meeting)
    _require_unadjusted(meeting)
    if not meeting.is_begun:
        raise refusals.NotBegunError
    before = _told_presence(meeting)
    if guests != seen_guests:
        if seen_guests not in (None, meeting.guests) and guests != meeting.guests:
            raise refusals.GuestsStaleError(text=meeting.guests or "–")
        meeting.guests = guests
        meeting.save(update_fields=["guests"])
    called = meeting.participants.all()
    called.filter(user__in=[user for user, there in said.items() if there]).update(present=True)
    called.filter(user__in=[user for user, there in said.items() if not there]).update(present=False)
    called.filter(user__in=unsaid, present=None).update(present=False)
    if (after := _told_presence(meeting)) == before:
        return
    touch(meeting)
    _record("presence-changed", meeting, by, before, after)


def _going_on(body: Body) -> Body:
    lock_administration(body.administration_id)
    body = Body.objects.select_for_update(of=("self",)).select_related("administration").get(pk=body.pk)
    if body.ended_on:
        raise refusals.BodyEndedError(name=body)
    return body


def _make(body: Body, days: Sequence[date], setting: Setting) -> list[Meeting]:
    made = Meeting.objects.bulk_create(
        Meeting(body=body, day=day, starts_at=setting.starts_at, place=setting.place) for day in days
    )
    usual, members = list(body.usual_points.all()), list(body.members.all())
    Point.objects.bulk_create(point for meeting in made for point in copied(body, meeting, usual))
    Participant.objects.bulk_create(
        Participant(meeting=meeting, user_id=each.user_id, function=each.function)
        for meeting in made
        for each in members
    )
    return made


def _refuse_taken(body: Body, there: Meeting) -> None:
    if there.state == Meeting.State.CANCELLED:
        raise refusals.CancelledThatDayError(day=there.day)
    raise refusals.DayTakenError(name=body, day=there.day)


def _require_planned(meeting: Meeting) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    if meeting.state != Meeting.State.PLANNED:
        raise refusals.MeetingBegunError


def _require_unadjusted(meeting: Meeting) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise refusals.MeetingCancelledError
    refuse_adjusted(meeting)


def _setting(meeting: Meeting) -> Setting:
    return Setting(meeting.starts_at, meeting.place)


def _clock(setting: Setting) -> str:
    return f"{setting.starts_at:%H:%M}" if setting.starts_at else ""


def _told(meeting: Meeting) -> dict[str, object]:
    said = _setting(meeting)
    day = meeting.day.isoformat()
    return {"day": day, "starts_at": _clock(said), "where": said.place, "guests": meeting.guests}


def _told_presence(meeting: Meeting) -> dict[str, object]:
    called = list(meeting.participants.select_related("user"))
    there = [str(each.user) for each in called if each.present]
    absent = [str(each.user) for each in called if each.present is False]
    return {"present": there, "absent": absent, "guests": meeting.guests}


def _record(action: str, meeting: Meeting, by: User | None, before: dict, after: dict) -> None:
    administration = meeting.body.administration
    record_change(action, meeting, administration=administration, by=by, before=before, after=after)
