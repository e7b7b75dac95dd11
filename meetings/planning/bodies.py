"""What people do with the bodies that meet.

What is changed holds for planned meetings too where nobody chose otherwise for one meeting. Rights are the
view's business.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from meetings.locking import lock_administration
from meetings.models import Body, Meeting, Member, Note, Participant, Row, UsualPoint
from meetings.planning import refusals
from meetings.planning.letters import called_to, tell_cancelled
from meetings.planning.people import functions, told_people
from meetings.planning.points import usual_points
from meetings.planning.proposed import USUALLY, Place, kind_over, proposed_members, usual_name
from units.models import Administration, Department, Unit, User
from units.services import record_change

FIELDS = ("name", "weekday", "every", "starts_at", "minutes", "place")
CARRIED = ("starts_at", "place")


@transaction.atomic
def start_body(
    place: Place, values: Mapping[str, Any] | None = None, *, members: Mapping[int, str] | None = None, by: User | None
) -> Body:
    """A new body that meets about `place`, with the usual agenda of its kind.

    `values` are its name, weekday, every, starts_at, minutes and place, as usual where they are not given; `members`
    are functions by the pk of the person, those proposed from the roles of today when None. The same once more is the
    body that is there.

    Raises:
        BodyNameTakenError: another body of the administration has the name.
    """
    administration = place if isinstance(place, Administration) else place.administration
    lock_administration(administration.pk)
    body = _new_body(place, administration, values or {})
    if taken := administration.bodies.filter(name__iexact=body.name).first():
        if _as_asked(taken, body):
            return taken
        raise refusals.BodyNameTakenError(name=taken.name)
    body.save()
    UsualPoint.objects.bulk_create(
        UsualPoint(body=body, kind=point.kind, order=order) for order, point in enumerate(usual_points(body.kind))
    )
    record_change("body-started", body, administration=administration, by=by, after=_told(body))
    if members is None:
        members = {each.user.pk: each.function for each in proposed_members(place, timezone.localdate())}
    set_members(body, members, by=by)
    return body


@transaction.atomic
def change_body(body: Body, values: Mapping[str, Any], *, carry: bool = True, by: User | None) -> None:
    """Give `body` those of its name, weekday, every, starts_at, minutes and place that `values` has.

    With `carry`, planned meetings at the time and in the place that were usual are moved to the new ones.

    Raises:
        BodyNameTakenError: another body of the administration has the name.
    """
    body_now = _locked(body)
    before = _told(body_now)
    was = {name: getattr(body_now, name) for name in CARRIED}
    for name in FIELDS:
        setattr(body_now, name, values.get(name, getattr(body_now, name)))
    others = Body.objects.filter(administration=body_now.administration_id).exclude(pk=body.pk)
    if taken := others.filter(name__iexact=body_now.name).first():
        raise refusals.BodyNameTakenError(name=taken.name)
    if (after := _told(body_now)) == before:
        return
    body_now.save(update_fields=FIELDS)
    for name in CARRIED if carry else ():
        locked_from_today(body_now).filter(**{name: was[name]}).update(**{name: getattr(body_now, name)})
    record_change("body-changed", body_now, administration=body_now.administration, by=by, before=before, after=after)


@transaction.atomic
def end_body(body: Body, *, by: User | None) -> None:
    """End `body` today. What it held or missed stays. Meetings to come are removed; those that people were called to,
    or that something is written on, are cancelled and the called are told.

    Raises:
        BodyMeetsError: a meeting of it is under way.
    """
    body = _locked(body)
    if body.ended_on:
        return
    if running := body.meetings.filter(state=Meeting.State.RUNNING).first():
        raise refusals.BodyMeetsError(day=running.day)
    planned = list(locked_from_today(body))
    kept = _to_keep(body.meetings.filter(pk__in=[each.pk for each in planned]))
    for meeting in kept:
        meeting.body = body
        tell_cancelled(meeting, "", by=by)
        record_change("meeting-cancelled", meeting, administration=body.administration, by=by)
    Meeting.objects.filter(pk__in=[each.pk for each in kept]).update(state=Meeting.State.CANCELLED)
    Meeting.objects.filter(pk__in={each.pk for each in planned} - {each.pk for each in kept}).delete()
    body.ended_on = timezone.localdate()
    body.save(update_fields=["ended_on"])
    after = {"ended_on": body.ended_on.isoformat(), "planned_meetings": len(planned)}
    record_change("body-ended", body, administration=body.administration, by=by, after=after)


@transaction.atomic
def take_up_body(body: Body, *, by: User | None) -> None:
    """Let an ended body go on; nothing when it goes on already."""
    body = _locked(body)
    if body.ended_on is None:
        return
    before = {"ended_on": body.ended_on.isoformat()}
    body.ended_on = None
    body.save(update_fields=["ended_on"])
    record_change("body-taken-up", body, administration=body.administration, by=by, before=before)


@transaction.atomic
def set_members(body: Body, members: Mapping[int, str], *, by: User | None) -> None:
    """Let the members of `body` be `members`: what everyone is there for by the pk of the person.

    Whoever joins is called to every planned meeting, whoever leaves is called to none.
    """
    body = _locked(body)
    before = functions(body.members.all())
    if before == dict(members):
        return
    _store_members(body, before, members)
    _carry_members(body, before, members)
    record_change(
        "members-changed",
        body,
        administration=body.administration,
        by=by,
        before={"members": told_people(before)},
        after={"members": told_people(members)},
    )


def planned_from_today(body: Body) -> QuerySet[Meeting]:
    """The meetings of `body` that are to be held, today's included."""
    return body.meetings.filter(state=Meeting.State.PLANNED, day__gte=timezone.localdate())


def locked_from_today(body: Body) -> QuerySet[Meeting]:
    """Those meetings, none of which starts before the transaction ends: one that just did is left out."""
    return planned_from_today(body).select_for_update(of=("self",), no_key=True)


def usual_of(body: Body) -> dict[str, Any]:
    """When and where `body` usually meets: what a form for it begins with."""
    return {name: getattr(body, name) for name in FIELDS}


def _new_body(place: Place, administration: Administration, values: Mapping[str, Any]) -> Body:
    kind = kind_over(place)
    usual = USUALLY[kind]
    given = {"weekday": usual.weekday, "every": usual.every, "minutes": usual.minutes, **values}
    given["name"] = given.get("name", "").strip() or usual_name(place)
    return Body(administration=administration, kind=kind, **_over(place), **given)


def _store_members(body: Body, before: Mapping[int, str], members: Mapping[int, str]) -> None:
    body.members.exclude(user__in=members).delete()
    Member.objects.bulk_create(
        Member(body=body, user_id=user, function=what) for user, what in members.items() if user not in before
    )
    for user, what in members.items():
        if before.get(user, what) != what:
            body.members.filter(user=user).update(function=what)


def _carry_members(body: Body, before: Mapping[int, str], members: Mapping[int, str]) -> None:
    meetings = list(locked_from_today(body))
    called = Participant.objects.filter(meeting__in=meetings)
    called.filter(user__in=set(before) - set(members)).delete()
    Participant.objects.bulk_create(
        (
            Participant(meeting=meeting, user_id=user, function=what)
            for meeting in meetings
            for user, what in members.items()
            if user not in before
        ),
        ignore_conflicts=True,
    )
    for user, what in members.items():
        if before.get(user, what) != what:
            called.filter(user=user, function=before[user]).update(function=what)


def _to_keep(meetings: QuerySet[Meeting]) -> list[Meeting]:
    """Those of `meetings` that somebody was called to or wrote on."""
    row = Exists(Row.objects.filter(point__meeting=OuterRef("pk")))
    note = Exists(Note.objects.filter(point__meeting=OuterRef("pk")))
    return list(meetings.filter(row | note | called_to()))


def _locked(body: Body) -> Body:
    lock_administration(body.administration_id)
    return Body.objects.select_for_update(of=("self",)).select_related("administration").get(pk=body.pk)


def _over(place: Place) -> dict[str, Department | Unit]:
    if isinstance(place, Unit):
        return {"unit": place}
    return {"department": place} if isinstance(place, Department) else {}


def _as_asked(there: Body, asked: Body) -> bool:
    same = ("kind", "department_id", "unit_id", *FIELDS)
    return there.ended_on is None and all(getattr(there, name) == getattr(asked, name) for name in same)


def _told(body: Body) -> dict[str, Any]:
    return {
        "name": body.name,
        "weekday": int(body.weekday),
        "every_weeks": int(body.every),
        "starts_at": f"{body.starts_at:%H:%M}" if body.starts_at else "",
        "minutes": body.minutes,
        "where": body.place,
    }
