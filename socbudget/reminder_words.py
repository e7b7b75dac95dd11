"""The text of a reminder, in the language of the one who gets it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forecasts.models import Round
from forecasts.rounds.words import round_name
from socbudget.overview_words import listed
from units.mailing.addresses import page_link
from units.mailing.draft import Draft, paragraphs
from units.models import User

if TYPE_CHECKING:
    from socbudget.reminders import Plan, Reminder, Waiting

SHOWN = 5
ROUND_NOT_OPEN = gettext_lazy("The round is not open, so there is nothing to remind of.")


def draft(round: Round, reminder: Reminder, key: str, *, by: User, today: date) -> Draft:
    """The letter to one person."""
    with translation.override(reminder.to.language):
        units = [each.unit for each in reminder.waiting]
        suffix = f"approve:{units[0].code}" if reminder.approve else units[0].code
        return Draft(
            to=reminder.to.pk,
            key=f"{key}:{suffix}",
            subject=_subject(round, reminder),
            body=_body(round, reminder, by=by, today=today),
            about=tuple(unit.pk for unit in units),
        )


def _subject(round: Round, reminder: Reminder) -> str:
    count = len(reminder.waiting)
    words = {"month": round_name(round), "unit": str(reminder.waiting[0].unit), "n": count}
    if reminder.approve:
        text = ngettext(
            "Reminder: the forecast of {unit} as of {month} waits for your approval",
            "Reminder: {n} forecasts as of {month} wait for your approval",
            count,
        )
    else:
        text = ngettext(
            "Reminder: the forecast of {unit} as of {month}",
            "Reminder: the forecasts of {n} units as of {month}",
            count,
        )
    return text.format(**words)


def _body(round: Round, reminder: Reminder, *, by: User, today: date) -> str:
    return paragraphs(
        _("Hello,"),
        " ".join([_lead(round, reminder), _deadline(round, reminder, today)]),
        *(_unit_lines(round, each) for each in reminder.waiting),
        _("If it is done by the time you read this, you need not do anything."),
        ["-- ", *_foot(round, reminder, by=by, today=today)],
    )


def _lead(round: Round, reminder: Reminder) -> str:
    count = len(reminder.waiting)
    if reminder.approve:
        text = ngettext(
            "The forecast as of {month} below is checked and waits for you to approve it or send it back.",
            "The {n} forecasts as of {month} below are checked and wait for you to approve them or send them back.",
            count,
        )
    else:
        text = ngettext(
            "The forecast as of {month} is not submitted for the unit below.",
            "The forecast as of {month} is not submitted for the {n} units below.",
            count,
        )
    return text.format(month=round_name(round), n=count)


def _deadline(round: Round, reminder: Reminder, today: date) -> str:
    due = round.department_head_due if reminder.approve else round.unit_head_due
    if due < today:
        return _("The last day was {day}.").format(day=day_in_words(due))
    if due == today:
        return _("Today is the last day.")
    return _("The last day is {day}.").format(day=day_in_words(due))


def _unit_lines(round: Round, waiting: Waiting) -> list[str]:
    lines = [str(waiting.unit)]
    if waiting.sent_back:
        lines.append(_("Sent back: {word}").format(word=waiting.word) if waiting.word else _("Sent back"))
    return [*lines, forecast_link(round, waiting.unit.code)]


def _foot(round: Round, reminder: Reminder, *, by: User, today: date) -> list[str]:
    role = _("department head") if reminder.approve else _("unit head")
    return [
        _("Sent by {name} through Socbudget on {day}. An answer to this letter goes there.").format(
            name=by, day=day_in_words(today)
        ),
        _("You get it because you are {role} in {administration}.").format(
            role=role, administration=round.administration
        ),
    ]


def told(plan: Plan) -> str:
    """Who is being reminded."""
    names = [str(each.to) for each in plan.reminders]
    more = len(names) - SHOWN
    if more > 1:
        names = [*names[:SHOWN], _("{n} more").format(n=more)]
    text = ngettext("One reminder is being sent, to {names}.", "{n} reminders are being sent, to {names}.",
                    len(plan.reminders))  # fmt: skip
    return text.format(n=len(plan.reminders), names=listed(names))


def nobody(plan: Plan) -> str:
    """Why nobody is reminded."""
    if plan.already:
        return _("Everyone has been reminded today already.")
    return _("No forecast waits for anyone.")


def faults(plan: Plan) -> list[str]:
    """Who cannot be reached, one sentence each."""
    sentences = [_("{missing}, so nobody could be reminded.").format(missing=each) for each in plan.headless]
    people = [str(each) for each in plan.without_address]
    if people:
        sentences.append(_("{names} cannot be reached by e-mail: the log of letters says why.").format(
            names=listed(people)))  # fmt: skip
    return sentences


def forecast_link(round: Round, code: str) -> str:
    """Where a unit's forecast is written and approved."""
    adm = round.administration.code
    try:
        return page_link("forecasts:forecast", adm, code, query=f"?round={round.pk}")
    except NoReverseMatch:
        return page_link("socbudget:unit", adm, code)


def day_in_words(day: date) -> str:
    """måndag 12 oktober."""
    return date_format(day, "l j F")
