"""How weeks and what is passed on in them are written in templates."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from meetings.models import Passing
from meetings.situation.cascade import Share, Step
from meetings.situation.words import week_name

register = template.Library()


@register.filter
def week(day: date) -> str:
    """Week 48."""
    return week_name(day)


@register.filter
def share_words(step: str, share: Share) -> str:
    """How many have done a step."""
    sentences = {
        Passing.Step.DEPARTMENT: _("passed on by {done} of {all} departments"),
        Passing.Step.UNIT: _("passed on by {done} of {all} units"),
        Passing.Step.TEAM: _("heard by {done} of {all} teams"),
    }
    return sentences[Passing.Step(step)].format(done=share.done, all=share.all)


@register.filter
def pass_words(step: Step) -> str:
    """What the button of a step says."""
    sentences = {
        Passing.Step.DEPARTMENT: _("I have passed it on to the unit heads"),
        Passing.Step.UNIT: _("I have passed it on to the team"),
        Passing.Step.TEAM: _("We have heard it"),
    }
    return sentences[Passing.Step(step.step)]


@register.filter
def passed_words(step: Step) -> str:
    """What was done, without who."""
    return str(Passing.Step(step.step).label)
