"""How uploads, months and frames are written in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from forecasts.imports import registers
from forecasts.imports.messages import layout_name
from units.display import Display, month_and_year
from units.money import MoneyUnit, format_number
from units.months import parse_month

register = template.Library()


@register.filter
def frame_difference(ore: int | None, display: Display) -> SafeString:
    """What is left of a frame, with its sign and a word."""
    if ore is None:
        return SafeString('<span class="none">–</span>')
    word = _("left in the frame") if ore > 0 else _("over the frame") if ore < 0 else _("sums exactly")
    kind = "surplus" if ore > 0 else "deficit" if ore < 0 else "zero"
    return format_html('<span class="deviation {}">{} <small>{}</small></span>', kind, display.deviation(ore), word)


@register.filter
def net_change(ore: int, display: Display) -> str:
    """How much the net cost changes, always with its sign: + is a higher cost. What would round away is in kr."""
    if ore and display.rounds_to_zero(ore):
        return Display(MoneyUnit.KR).in_words(ore)
    return display.deviation(ore)


@register.filter
def net_change_word(ore: int) -> str:
    """In which direction the net cost changes."""
    return _("higher net cost") if ore > 0 else _("lower net cost") if ore < 0 else _("no change of the total")


@register.filter
def layout(code: str) -> str:
    """What a layout is called."""
    return layout_name(code) or code


@register.filter
def month_words(months: list[str]) -> str:
    """Months written 2026-08 in words: augusti 2026, september 2026."""
    return ", ".join(month_and_year(parse_month(month)) for month in months)


@register.filter
def number(value: int) -> str:
    """A count as Swedes write it."""
    return format_number(value)


@register.filter
def changes_headline(count: int, kind: registers.Register | None) -> str:
    """How much a file changes."""
    if kind:
        return kind.headline(count)
    text = ngettext("The file changes {count} amount", "The file changes {count} amounts", count)
    return text.format(count=format_number(count))


@register.simple_tag
def load_label(amounts: int, kind: registers.Register | None = None) -> str:
    """What the commit button says that it does."""
    if kind:
        return kind.button(amounts)
    return ngettext("Load {count} amount", "Load {count} amounts", amounts).format(count=format_number(amounts))


@register.filter
def sort_word(sort: str) -> str:
    """New, changed or removed, in words."""
    words = {"new": _("new"), "changed": _("changed"), "removed": _("removed"), "text": _("text only")}
    return words[sort]


@register.filter
def record_word(sort: str) -> str:
    """Whether a record is new or changed, in words."""
    return pgettext("record", "new") if sort == "new" else pgettext("record", "changed")


@register.filter
def kind_word(kind: str) -> str:
    """Budget, actuals or forecast."""
    return kind_words([kind])


@register.filter
def kind_words(kinds: list[str] | str) -> str:
    """Budget, actuals, forecast."""
    words = {"budget": _("Budget"), "actual": _("Actuals"), "forecast": _("Forecast")} | registers.names()
    return ", ".join(words[kind] for kind in kinds) or "–"
