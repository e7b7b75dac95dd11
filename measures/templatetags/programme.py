"""How the savings programme is written in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.programme import words
from measures.programme.forms import per_cent as _per_cent
from measures.programme.gap import Gap
from units.display import NONE, Display
from units.money import format_amount, rounded

register = template.Library()


@register.filter
def saving(ore: int | None, display: Display) -> str:
    """What is saved, whatever sign the administration gives costs: 8,3, or −0,2 where it costs."""
    return NONE if ore is None else format_amount(ore, display.unit)


@register.filter
def saving_gap(ore: int | None, display: Display) -> SafeString:
    """What is missing or above, with its sign, a colour and a word."""
    if ore is None:
        return SafeString('<span class="none">–</span>')
    shown = rounded(ore, display.unit)
    kind = "surplus" if shown > 0 else "deficit" if shown < 0 else "zero"
    word = words.gap_word(int(shown > 0) - int(shown < 0))
    return format_html('<span class="deviation {}">{} <small>{}</small></span>', kind, display.deviation(ore), word)


@register.filter
def unit_finding(gap: Gap, display: Display) -> str:
    """What decided measures of a unit give against its requirement."""
    return words.unit_finding(gap, display)


@register.filter
def per_cent(hundredths: int | None) -> str:
    """150 hundredths of a per cent as 1,5 %."""
    return "" if hundredths is None else f"{_per_cent(hundredths)}\N{NO-BREAK SPACE}%"
