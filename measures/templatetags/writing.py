"""How one measure is written in templates. Amounts are öre, positive when they save."""

from django import template

from measures.words import fine as _fine
from measures.words import stage_title as _stage_title
from measures.writing.typed import format_hundredths
from measures.writing.words import size_in_words
from units.display import NONE, Display
from units.money import MINUS, format_amount

register = template.Library()


@register.filter
def fine(display: Display) -> Display:
    """How one measure's amounts are shown: in tkr where the administration shows mnkr."""
    return _fine(display)


@register.filter
def effect(ore: int | None, display: Display) -> str:
    """An effect with minus when it costs instead of saves; a dash when there is none."""
    return NONE if ore is None else format_amount(ore, display.unit)


@register.filter
def effect_in_words(ore: int, display: Display) -> str:
    """An effect with its unit, for running text; with minus when it costs instead of saves."""
    return f"{MINUS if ore < 0 else ''}{size_in_words(ore, display)}"


@register.filter
def hundredths(number: int) -> str:
    """3 333 as 33,33."""
    return format_hundredths(number)


@register.filter
def stage_title(stage: str) -> str:
    """A stage at the beginning of a line."""
    return _stage_title(stage)
