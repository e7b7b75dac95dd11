"""How values of key figures are written in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.bands import Range, is_for_the_better
from indicators.models import Indicator
from indicators.summing import Cell
from indicators.words import band_words, value_words

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


@register.filter
def banded(band: Range | None, indicator: Indicator) -> str:
    """From and to, as they are written."""
    return band_words(band.low, band.high, indicator.decimals) if band else ""


@register.filter
def outside(beyond: int, indicator: Indicator) -> SafeString | str:
    """That a month is above or below its band, with a sign and a word; nothing for one within."""
    if not beyond:
        return ""
    sign, word = ("↑", pgettext("band", "above")) if beyond > 0 else ("↓", pgettext("band", "below"))
    if indicator.better == Indicator.Better.NEITHER:
        kind = "watch"
    else:
        kind = "surplus" if is_for_the_better(beyond, indicator.better) else "deficit"
    return format_html('<span class="outside {}">{} {}</span>', kind, sign, word)
