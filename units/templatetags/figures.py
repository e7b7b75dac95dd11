"""How figures are written in templates. Templates print; they do not compute."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from units.display import Display, month_name
from units.display import display_of as _display_of
from units.display import month_and_year as _month_and_year
from units.models import Administration
from units.money import format_number, rounded

register = template.Library()


@register.filter
def amount(ore: int | None, display: Display) -> str:
    """A budget, actual or forecast in the administration's unit and cost sign; a dash when there is none."""
    return display.amount(ore)


@register.filter
def deviation(ore: int | None, display: Display) -> SafeString:
    """A deviation with its sign, a colour class and a word for those who do not see the colour."""
    return _signed(ore, display, _("surplus"), _("deficit"))


@register.filter
def improvement(ore: int | None, display: Display) -> SafeString:
    """As a deviation, but of something that became better or worse."""
    return _signed(ore, display, _("better"), _("worse"))


@register.filter
def against_index(ore: int | None, display: Display) -> SafeString:
    """As a deviation, but of a budget held against an index."""
    return _signed(ore, display, _("above the index"), _("below the index"))


def _signed(ore: int | None, display: Display, plus: str, minus: str) -> SafeString:
    if ore is None:
        return SafeString('<span class="none">–</span>')
    shown = rounded(ore, display.unit)
    kind = "surplus" if shown > 0 else "deficit" if shown < 0 else "zero"
    word = {"surplus": plus, "deficit": minus, "zero": ""}[kind]
    return format_html(
        '<span class="deviation {}">{}<span class="visually-hidden"> {}</span></span>',
        kind,
        display.deviation(ore),
        word,
    )


@register.filter
def change(ore: int | None, display: Display) -> str:
    """A change between two forecasts: sign and amount, no colour."""
    return display.deviation(ore)


STATUS_SIGNS = {"deficit": "−", "watch": "!", "balance": "=", "surplus": "+", "missing": "?"}


def status_words() -> dict[str, str]:
    """The word of each status."""
    return {
        "deficit": _("deficit"),
        "watch": _("watch"),
        "balance": _("in balance"),
        "surplus": _("surplus"),
        "missing": _("forecast missing"),
    }


@register.filter
def status_word(status: str) -> SafeString:
    """A status of `forecasts.deviation.Status` as sign, word and colour; the sign is for the eye only."""
    return format_html(
        '<span class="status status-{}"><span class="sign" aria-hidden="true"><span>{}</span></span>{}</span>',
        str(status),
        STATUS_SIGNS[status],
        status_words()[status],
    )


@register.filter
def month(value: date | None) -> str:
    """Augusti 2026."""
    return _month_and_year(value) if value else "–"


@register.filter
def short_month(value: date | None) -> str:
    """Aug."""
    return month_name(value)[:3] if value else "–"


@register.filter
def month_word(value: date | None) -> str:
    """Augusti, without its year, as it stands inside a sentence."""
    return month_name(value) if value else "–"


@register.filter
def money(ore: int | None, display: Display) -> str:
    """An amount with its unit, for running text: 266,9 mnkr."""
    return display.amount(ore) if ore is None else f"{display.amount(ore)}\N{NO-BREAK SPACE}{display.unit}"


@register.filter
def signed_money(ore: int, display: Display) -> str:
    """A deviation with its sign and unit, for running text: −29,8 mnkr."""
    return display.in_words(ore)


@register.filter
def percent(permille: int) -> str:
    """3 of a thousand as 0,3 %."""
    return f"{format_number(Decimal(permille) / 10 if permille % 10 else permille // 10)}\N{NO-BREAK SPACE}%"


@register.filter
def size(ore: int, display: Display) -> str:
    """A size without sign, with its unit: 0,5 mnkr."""
    return display.size(ore)


@register.filter
def display_of(administration: Administration) -> Display:
    """How `administration` shows its figures."""
    return _display_of(administration)


@register.filter
def whole(number: int) -> str:
    """A count as Swedes write it: 12 345."""
    return format_number(number)
