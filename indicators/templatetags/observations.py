"""How values of key figures are written in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.summing import Cell
from indicators.words import value_words

register = template.Library()
NONE = SafeString('<span class="none">–</span>')


@register.filter
def observed(cell: Cell, indicator: Indicator) -> str:
    """A value with its decimals; a dash for none, and in words where it is suppressed."""
    if cell.few:
        return _("fewer than 5")
    return NONE if cell.scaled is None else value_words(cell.scaled, indicator.decimals)


@register.filter
def changed(scaled: int | None, indicator: Indicator) -> SafeString:
    """A change with its sign, and a word and a colour where one way is better."""
    if scaled is None:
        return NONE
    text = value_words(scaled, indicator.decimals, signed=True)
    if text.strip("+−0,") == "" or indicator.better == Indicator.Better.NEITHER:
        return format_html('<span class="deviation zero">{}</span>', text)
    better = (scaled > 0) == (indicator.better == Indicator.Better.MORE)
    kind, word = ("surplus", _("better")) if better else ("deficit", _("worse"))
    return format_html('<span class="deviation {}">{} <span class="small">{}</span></span>', kind, text, word)
