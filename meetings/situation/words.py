"""What the pages of the situation and the message of the week say, in the language that is active."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.situation.queries import Situation
from meetings.situation.weeks import week_number
from units.models import Administration


def situation_finding(administration: Administration, situation: Situation) -> str:
    """The headline: the newest word on how things are going, else what the page is."""
    if situation.how:
        return situation.how.title
    return _("How things stand in {name}").format(name=administration.name)


def old_words(count: int) -> str:
    """How much nobody has looked at for a month."""
    return ngettext(
        "One thing has not been updated for 30 days.", "{n} things have not been updated for 30 days.", count
    ).format(n=count)


def week_name(week: date) -> str:
    """Week 48."""
    return _("Week {week}").format(week=week_number(week))


def day_word(day: date) -> str:
    """25 december, in the language of the page."""
    return date_format(day, "j F")
