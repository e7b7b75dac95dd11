"""The letter with the minutes, in the language of the one who gets it. It holds no figures of the ledger."""

from collections.abc import Iterable

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings.minutes.minutes import Attendee, Given, Minutes
from meetings.minutes.shown import summary_of
from meetings.models import Meeting
from meetings.words import clock, label_of
from units.mailing.addresses import page_link
from units.mailing.draft import Draft, paragraphs
from units.models import User


def draft(meeting: Meeting, minutes: Minutes, to: User, key: str, *, by: User) -> Draft:
    """The letter to one person."""
    with translation.override(to.language):
        own = [each for each in minutes.all_given if each.owner_id == to.pk]
        return Draft(to=to.pk, key=key, subject=_subject(minutes, own), body=_body(meeting, minutes, own, by=by))


def _subject(minutes: Minutes, own: list[Given]) -> str:
    words = {"body": minutes.body, "day": date_format(minutes.day, "j F"), "own": _own(own)}
    if minutes.adjusted:
        return _("Adjusted minutes: {body} {day}").format(**words)
    if own:
        return _("Minutes: {body} {day} – {own}").format(**words)
    return _("Minutes: {body} {day}").format(**words)


def _own(own: list[Given]) -> str:
    """You have two actions."""
    actions = sum(each.kind == "action" for each in own)
    decisions = len(own) - actions
    if actions and decisions:
        return _("you answer for {n} decisions and actions").format(n=len(own))
    if decisions:
        return ngettext("you answer for one decision", "you answer for {n} decisions", decisions).format(n=decisions)
    return ngettext("you have one action", "you have {n} actions", actions).format(n=actions)


def _body(meeting: Meeting, minutes: Minutes, own: list[Given], *, by: User) -> str:
    others = [each for each in minutes.all_given if each not in own]
    decisions = [each for each in others if each.kind == "decision"]
    actions = [each for each in others if each.kind == "action"]
    return paragraphs(
        _("Hello,"),
        f"{_lead(minutes)} {summary_of(minutes.all_given)}",
        _heading(_own(own)) if own else "",
        *(_lines(each, own=True) for each in own),
        _heading(_("other decisions") if own else pgettext("meeting", "decisions")) if decisions else "",
        *(_lines(each) for each in decisions),
        _heading(_("other actions") if own else pgettext("meeting", "actions")) if actions else "",
        *(_lines(each) for each in actions),
        _there(_("Present"), minutes.present),
        _there(_("Absent"), minutes.absent),
        [_("The minutes:"), page_link("meetings:minutes", meeting.body.administration.code, meeting.pk)],
        ["-- ", *_foot(minutes, by)],
    )


def _lead(minutes: Minutes) -> str:
    words = {"body": minutes.body, "day": date_format(minutes.day, "l j F"), "name": minutes.adjuster}
    if minutes.adjusted:
        words["adjusted"] = date_format(minutes.adjusted, "j F")
        words["time"] = clock(minutes.adjusted)
        text = _("The minutes of {body} on {day} were adjusted {adjusted} at {time} by {name}.")
    elif minutes.adjuster:
        text = _("Here are the minutes of {body} on {day}. They are a draft until {name} has adjusted them.")
    else:
        text = _("Here are the minutes of {body} on {day}. They are a draft.")
    return text.format(**words)


def _heading(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}:"


def _lines(given: Given, *, own: bool = False) -> list[str]:
    due = date_format(given.due, "j F")
    who = _("To be reported back by {day}.") if own else _("{owner}, to be reported back by {day}.")
    words = {"owner": given.owner or _("nobody"), "day": due}
    lines = [f"{label_of(given.kind, given.number, given.year)} {given.text}", who.format(**words)]
    return [*lines, _("The committee has to decide.")] if given.for_committee else lines


def _there(label: str, called: Iterable[Attendee]) -> str:
    names = ", ".join(each.name for each in called)
    return f"{label}: {names}." if names else ""


def _foot(minutes: Minutes, by: User) -> list[str]:
    today = date_format(timezone.localdate(), "l j F")
    return [
        _("Sent by {name} through Socbudget on {day}. An answer to this letter goes there.").format(name=by, day=today),
        _("You get it because you were called to the meeting of {body}.").format(body=minutes.body),
    ]
