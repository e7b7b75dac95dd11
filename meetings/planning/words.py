"""Bodies and their meetings in words: when they meet, what is next, and why a day is left out."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Body, Meeting
from meetings.planning.series import SeriesDay, Skip

DAY = timedelta(days=1)
SKIPS = {
    Skip.HOLIDAY: gettext_lazy("public holiday or eve"),
    Skip.SUMMER: gettext_lazy("weeks 28 to 31"),
    Skip.PASSED: gettext_lazy("has passed"),
    Skip.TAKEN: gettext_lazy("has a meeting"),
    Skip.CANCELLED: gettext_lazy("has a cancelled meeting, which can be taken up again"),
}
EVERY = {
    Body.Every.WEEK: {
        Body.Weekday.MONDAY: gettext_lazy("every Monday"),
        Body.Weekday.TUESDAY: gettext_lazy("every Tuesday"),
        Body.Weekday.WEDNESDAY: gettext_lazy("every Wednesday"),
        Body.Weekday.THURSDAY: gettext_lazy("every Thursday"),
        Body.Weekday.FRIDAY: gettext_lazy("every Friday"),
    },
    Body.Every.SECOND_WEEK: {
        Body.Weekday.MONDAY: gettext_lazy("every second Monday"),
        Body.Weekday.TUESDAY: gettext_lazy("every second Tuesday"),
        Body.Weekday.WEDNESDAY: gettext_lazy("every second Wednesday"),
        Body.Weekday.THURSDAY: gettext_lazy("every second Thursday"),
        Body.Weekday.FRIDAY: gettext_lazy("every second Friday"),
    },
    Body.Every.FOURTH_WEEK: {
        Body.Weekday.MONDAY: gettext_lazy("every fourth Monday"),
        Body.Weekday.TUESDAY: gettext_lazy("every fourth Tuesday"),
        Body.Weekday.WEDNESDAY: gettext_lazy("every fourth Wednesday"),
        Body.Weekday.THURSDAY: gettext_lazy("every fourth Thursday"),
        Body.Weekday.FRIDAY: gettext_lazy("every fourth Friday"),
    },
}
KINDS = {
    Body.Kind.MANAGEMENT: gettext_lazy("The whole administration"),
    Body.Kind.DEPARTMENT: gettext_lazy("Departments"),
    Body.Kind.TEAM: gettext_lazy("Units"),
}


def rhythm_words(body: Body) -> str:
    """How often a body meets: every Monday at 09:00."""
    every = str(EVERY[Body.Every(body.every)][Body.Weekday(body.weekday)])
    return _("{every} at {time}").format(every=every, time=clock(body.starts_at)) if body.starts_at else every


def clock(moment: time | None) -> str:
    """09:00; empty when no time is said."""
    return time_format(moment, "H:i") if moment else ""


def day_words(day: date, today: date) -> str:
    """Today, tomorrow, or Monday 30 November with the year where it is another one."""
    if day == today:
        return _("today")
    if day == today + DAY:
        return _("tomorrow")
    return date_format(day, "l j F") if day.year == today.year else date_format(day, "l j F Y")


def when_words(meeting: Meeting, today: date) -> str:
    """Monday 30 November at 09:00."""
    day = day_words(meeting.day, today)
    return _("{day} at {time}").format(day=day, time=clock(meeting.starts_at)) if meeting.starts_at else day


def meetings_finding(running: Sequence[Meeting], coming: Sequence[Meeting], bodies: int, today: date) -> str:
    """What is next: a meeting that is under way, else the next planned one."""
    if running:
        return _("{body} is meeting now").format(body=running[0].body)
    if coming:
        return _("{body} meets next, {when}").format(body=coming[0].body, when=when_words(coming[0], today))
    return _("No meeting is planned") if bodies else _("Nobody meets here yet")


def bodies_finding(bodies: Sequence[Body], without: int) -> str:
    """How many meet, and how many of them have no meeting planned."""
    if not bodies:
        return _("Nobody meets here yet")
    first = ngettext("{n} body meets", "{n} bodies meet", len(bodies)).format(n=len(bodies))
    if not without:
        return first
    last = ngettext("{n} has no meeting planned", "{n} have no meeting planned", without).format(n=without)
    return _("{first}, {last}").format(first=first, last=last)


def series_finding(days: Sequence[SeriesDay]) -> str:
    """How many meetings a series would plan."""
    wanted = sum(day.skip is None for day in days)
    if not wanted:
        return _("No meeting to plan")
    return ngettext("{n} meeting to plan", "{n} meetings to plan", wanted).format(n=wanted)


def skipped_words(days: Sequence[SeriesDay]) -> str:
    """How many days are left out, and why: 6 days are left out (weeks 28 to 31: 4, public holiday or eve: 2)."""
    counts = [(sum(day.skip == skip for day in days), words) for skip, words in SKIPS.items()]
    said = ", ".join(f"{words}: {count}" for count, words in counts if count)
    left = sum(count for count, _words in counts)
    text = ngettext("{n} day is left out ({why}).", "{n} days are left out ({why}).", left)
    return text.format(n=left, why=said) if left else ""


def planned_words(made: int) -> str:
    """What planning a series came to."""
    if not made:
        return _("Every one of those days has its meeting already.")
    return ngettext("{n} meeting is planned.", "{n} meetings are planned.", made).format(n=made)


def carried_words(following: int) -> str:
    """What changing the usual agenda came to."""
    text = ngettext(
        "Saved. It holds in {n} planned meeting too.", "Saved. It holds in {n} planned meetings too.", following
    )
    return text.format(n=following) if following else _("Saved.")


def warned(day: date, today: date, *, working: bool) -> str:
    """What is to be known about a day that somebody chose; empty for most."""
    if day < today:
        return _("The day has passed. The figures are frozen as they stand when the meeting is started.")
    return "" if working else _("That day is no working day.")


def capital(text: object) -> str:
    """With a capital first letter."""
    return str(capfirst(str(text)))
