"""The message of the week that a person has not passed on, as the start page tells it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.models import Passing
from meetings.situation.waiting import messages_to_pass_on
from meetings.situation.weeks import week_number
from units.models import Administration, User


def message_tasks(user: User, administration: Administration, today: date) -> list[tuple[str, str]]:
    """What `user` has to pass on, one line per message and place, and where it is done. At most four queries."""
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
