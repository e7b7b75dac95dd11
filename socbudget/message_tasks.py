"""What is told to the organisation and waits for a person, as the start page tells it: what is to be passed on of the
message of the week, and what stands on the situation page and is old.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.addresses import address
from meetings.models import Passing
from meetings.situation.queries import items_to_renew
from meetings.situation.waiting import messages_to_pass_on
from meetings.situation.weeks import week_number
from units.models import Administration, User


def message_tasks(user: User, administration: Administration, today: date) -> list[tuple[str, str]]:
    """What `user` has to pass on, a line per message and place, and to look at again. At most five queries."""
    return [*_to_pass_on(user, administration, today), *_to_renew(user, administration, today)]


def _to_renew(user: User, administration: Administration, today: date) -> list[tuple[str, str]]:
    """A line for each thing on the situation page, leading to it."""
    text, page = _("Does “{title}” still hold? It was updated {n} days ago"), address("situation", administration)
    return [
        (text.format(title=row.item.title, n=row.days), f"{page}#item-{row.item.pk}")
        for row in items_to_renew(user, administration, today)
    ]


def _to_pass_on(user: User, administration: Administration, today: date) -> list[tuple[str, str]]:
    sentences = {
        Passing.Step.DEPARTMENT: _("Pass on the message of week {week} to the unit heads of {place}"),
        Passing.Step.UNIT: _("Pass on the message of week {week} to the team of {place}"),
        Passing.Step.TEAM: _("Say that the team of {place} has heard the message of week {week}"),
    }
    return [
        (
            sentences[Passing.Step(each.step)].format(week=week_number(each.week), place=each.place_name),
            reverse("meetings:message", args=[administration.code, each.message]),
        )
        for each in messages_to_pass_on(user, administration, today)
    ]
