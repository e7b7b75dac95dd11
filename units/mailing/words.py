"""Letters and mailings in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from units.mailing.queries import CALL, DIGEST, MESSAGE, MINUTES, REMINDER
from units.models import Letter, Mailing

KINDS: dict[str, Promise] = {
    REMINDER: capfirst(gettext_lazy("reminder")),
    DIGEST: capfirst(gettext_lazy("Monday letter")),
    CALL: capfirst(gettext_lazy("call to a meeting")),
    MINUTES: capfirst(pgettext_lazy("meeting", "minutes")),
    MESSAGE: capfirst(gettext_lazy("message of the week")),
}
STATES: dict[str, Promise] = {
    "sent": pgettext_lazy("letter", "sent"),
    "waiting": gettext_lazy("waiting"),
    "failed": gettext_lazy("not sent"),
}


def kind_name(kind: str) -> str:
    """Reminder, Monday letter."""
    return str(KINDS.get(kind, kind))


def mailing_name(mailing: Mailing) -> str:
    """Monday letters of week 41, Reminders of 8 October, Message of week 41."""
    last = mailing.key.rpartition(":")[2]
    if "W" in last:
        text = _("Message of week {week}") if mailing.kind == MESSAGE else _("Monday letters of week {week}")
        return text.format(week=int(last.partition("W")[2]))
    cancelled = ":cancelled:" in mailing.key
    if mailing.kind == CALL:
        last = mailing.key.split(":")[1]
    text = {
        REMINDER: _("Reminders of {day}"),
        CALL: _("Word of the cancelled meeting of {day}") if cancelled else _("Calls to the meeting of {day}"),
        MINUTES: _("Minutes of {day}"),
        MESSAGE: _("Reminders of the message, {day}"),
    }.get(mailing.kind)
    return text.format(day=date_format(date.fromisoformat(last), "j F")) if text else mailing.key


def state_of(letter: Letter) -> str:
    """A key of STATES."""
    return "failed" if letter.fault else "sent" if letter.sent_at else "waiting"
