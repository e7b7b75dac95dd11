"""Letters and mailings in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from units.mailing.queries import CALL, DIGEST, MINUTES, REMINDER
from units.models import Letter, Mailing

KINDS: dict[str, Promise] = {
    REMINDER: capfirst(gettext_lazy("reminder")),
    DIGEST: capfirst(gettext_lazy("Monday letter")),
    CALL: capfirst(gettext_lazy("call to a meeting")),
    MINUTES: capfirst(pgettext_lazy("meeting", "minutes")),
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
    """Monday letters of week 41, Reminders of 8 October."""
    last = mailing.key.rpartition(":")[2]
    if mailing.kind == DIGEST:
        return _("Monday letters of week {week}").format(week=int(last.partition("W")[2]))
    if mailing.kind == REMINDER:
        return _("Reminders of {day}").format(day=date_format(date.fromisoformat(last), "j F"))
    if mailing.kind == CALL:
        day = date.fromisoformat(mailing.key.split(":")[1])
        return _("Calls to the meeting of {day}").format(day=date_format(day, "j F"))
    if mailing.kind == MINUTES:
        return _("Minutes of {day}").format(day=date_format(date.fromisoformat(last), "j F"))
    return mailing.key


def state_of(letter: Letter) -> str:
    """A key of STATES."""
    return "failed" if letter.fault else "sent" if letter.sent_at else "waiting"
