"""Values of key figures as people read them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.scale import DECIMALS, from_scaled
from units.money import format_number


def value_words(scaled: int | None, decimals: int, *, signed: bool = False, exactly: bool = False) -> str:
    """A value with its decimals: 1 234,5; a dash for none. `exactly` shows every decimal that it has."""
    if scaled is None:
        return "–"
    value = from_scaled(scaled)
    if exactly:
        decimals = max(decimals, min(-int(value.as_tuple().exponent), DECIMALS))
    shown = value.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")
    return format_number(shown or abs(shown), signed=signed)


def band_words(low: int | None, high: int | None, decimals: int) -> str:
    """From and to: 100–300, at least 100, at most 300; a dash where it has no end."""
    first, last = (None if end is None else value_words(end, decimals, exactly=True) for end in (low, high))
    if first is not None and last is not None:
        return first if first == last else f"{first}–{last}"
    if first is not None:
        return _("at least {value}").format(value=first)
    return _("at most {value}").format(value=last) if last is not None else "–"
