"""Letters and mailings in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from units.mailing.queries import DIGEST, MESSAGE, REMINDER
from units.models import Letter, Mailing

KINDS: dict[str, Promise] = {
    REMINDER: capfirst(gettext_lazy("reminder")),
    DIGEST: capfirst(gettext_lazy("Monday letter")),
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
    if mailing.kind == DIGEST:
        return _("Monday letters of week {week}").format(week=int(last.partition("W")[2]))
    if mailing.kind == REMINDER:
        return _("Reminders of {day}").format(day=date_format(date.fromisoformat(last), "j F"))
    if mailing.kind == MESSAGE and "W" in last:
        return _("Message of week {week}").format(week=int(last.partition("W")[2]))
    if mailing.kind == MESSAGE:
        return _("Reminders of the message, {day}").format(day=date_format(date.fromisoformat(last), "j F"))
    return mailing.key


def state_of(letter: Letter) -> str:
    """A key of STATES."""
    return "failed" if letter.fault else "sent" if letter.sent_at else "waiting"
