"""The text of a call to a meeting, and of the word that it is cancelled, in the language of the one who gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.planning.words import clock
from meetings.words import point_title
from units.mailing.draft import Draft, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from meetings.models import Meeting, Point
    from units.models import User


def call_draft(
    meeting: Meeting, to: User, points: Sequence[Point], *, key: str, link: str, by: User | None, today: date
) -> Draft:
    """The call to one person: when, where, over what. No figures."""
    with translation.override(to.language):
        return Draft(
            to=to.pk,
            key=key,
            subject=_("Call: {body} {day}").format(body=meeting.body, day=_day(meeting)),
            body=paragraphs(
                _("Hello,"),
                _("You are called to a meeting of {body}.").format(body=meeting.body),
                _where(meeting),
                [_("Agenda"), *(_line(number, point) for number, point in enumerate(points, start=1))],
                [_("Look at the agenda and add what you want to take up:"), link] if link else "",
                ["-- ", *_foot(meeting, by=by, today=today)],
            ),
            about=_about(meeting),
        )


def cancelled_draft(meeting: Meeting, to: User, word: str, *, key: str, by: User | None, today: date) -> Draft:
    """The word to one person that a meeting is not held."""
    with translation.override(to.language):
        return Draft(
            to=to.pk,
            key=key,
            subject=_("Cancelled: {body} {day}").format(body=meeting.body, day=_day(meeting)),
            body=paragraphs(
                _("Hello,"),
                _("The meeting of {body} on {day} is cancelled.").format(body=meeting.body, day=_day(meeting)),
                _("Why: {word}").format(word=word) if word else "",
                ["-- ", *_foot(meeting, by=by, today=today)],
            ),
            about=_about(meeting),
        )


def _where(meeting: Meeting) -> list[str]:
    lines = [_("When: {day}").format(day=_day(meeting))]
    if meeting.starts_at:
        ends = meeting.body.minutes
        lines = [
            _("When: {day} at {time}, {n} minutes").format(day=_day(meeting), time=clock(meeting.starts_at), n=ends)
        ]
    return [*lines, _("Where: {place}").format(place=meeting.place)] if meeting.place else lines


def _line(number: int, point: Point) -> str:
    title = point_title(point.kind, point.title)
    return (
        _("{number}. {title}, {n} min").format(number=number, title=title, n=point.minutes)
        if point.minutes
        else (f"{number}. {title}")
    )


def _foot(meeting: Meeting, *, by: User | None, today: date) -> list[str]:
    day = date_format(today, "l j F")
    sent = _("Sent by {name} through Socbudget on {day}. An answer to this letter goes there.").format(name=by, day=day)
    return (
        [sent, _("You get it because you are called to the meeting.")]
        if by
        else [_("You get it because you are called to the meeting.")]
    )


def _day(meeting: Meeting) -> str:
    return date_format(meeting.day, "l j F Y")


def _about(meeting: Meeting) -> tuple[int, ...]:
    return (meeting.body.unit_id,) if meeting.body.unit_id else ()
