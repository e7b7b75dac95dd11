"""How budgets that change are written in templates."""

from collections.abc import Iterable
from datetime import date

from django import template

from forecasts.budgets import words
from forecasts.budgets.change_queries import ChangeRow
from forecasts.budgets.planning import ChangePreview
from units.display import NONE, Display
from units.money import ORE_PER_KRONA, MoneyUnit, format_amount
from units.templatetags.figures import short_month

register = template.Library()


@register.filter
def kronor(ore: int | None) -> str:
    """An amount in kronor, with öre when there are any."""
    return NONE if ore is None else format_amount(ore, MoneyUnit.KR, decimals=2 if ore % ORE_PER_KRONA else 0)


@register.filter
def signed_kronor(ore: int | None) -> str:
    """An amount in kronor with its sign, and öre when there are any."""
    if ore is None:
        return NONE
    return format_amount(ore, MoneyUnit.KR, signed=True, decimals=2 if ore % ORE_PER_KRONA else 0)


@register.filter
def month_span(months: Iterable[date]) -> str:
    """Okt–dec, or one month alone."""
    months = sorted(months)
    if not months:
        return NONE
    first, last = short_month(months[0]).lower(), short_month(months[-1]).lower()
    return first if len(months) == 1 else f"{first}–{last}"


@register.filter
def change_finding(row: ChangeRow, display: Display) -> str:
    """What a change does, as a headline."""
    return words.change_finding(row.change.kind, row.change.frame_amount, row.placed, row.moved, display)


@register.filter
def preview_finding(shown: ChangePreview, display: Display) -> str:
    """What a change would do, as a headline."""
    return words.change_finding(shown.planned.kind, shown.planned.frame_amount, shown.placed, shown.moved, display)
