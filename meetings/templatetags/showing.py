"""How slides say what changed, what an agenda's rows are, and what came of them."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.words import value_words
from meetings.agenda.facts import IndicatorFacts
from meetings.agenda.words import band_in_words, change_in_words
from meetings.models import Assignment
from meetings.words import assignment_label, label_of
from units.display import Display

register = template.Library()


@register.simple_tag
def changed(ore: int | None, held: date | None, display: Display) -> SafeString:
    """A change with its size and its word: 1,2 mnkr worse than on 12 November. Empty where nothing is compared."""
    if ore is None:
        return SafeString("")
    if display.rounds_to_zero(ore):
        return format_html("{}", change_in_words(ore, held, display))
    kind, words = ("deficit", _worse_than(held)) if ore < 0 else ("surplus", better_than(held))
    return format_html('<span class="deviation {}">{}</span> {}', kind, display.size(ore), words)


@register.simple_tag
def better_than(held: date | None) -> str:
    """Better than on 12 November, under an amount that stands by itself."""
    if held is None:
        return _("better than last time")
    return _("better than on {day}").format(day=date_format(held, "j F"))


def _worse_than(held: date | None) -> str:
    if held is None:
        return _("worse than last time")
    return _("worse than on {day}").format(day=date_format(held, "j F"))


@register.filter
def label(assignment: Assignment) -> str:
    """B12/2026."""
    return assignment_label(assignment)


@register.filter
def facts_label(facts: object) -> str:
    """B12/2026, of the facts of a row about a decision or an action."""
    return label_of(facts.kind, facts.number, facts.year)  # type: ignore[attr-defined]


@register.filter
def band_words(facts: IndicatorFacts) -> str:
    """Between which values a key figure should be."""
    return band_in_words(facts)


@register.filter
def indicator_value(facts: IndicatorFacts) -> str:
    """The value of a key figure with its decimals; without a number where it is too few to be told."""
    return _("fewer than 5") if facts.few else value_words(facts.value, facts.decimals)
