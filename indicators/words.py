"""Values of key figures as people read them."""

from decimal import Decimal

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
