"""Values of key figures are whole ten-thousandths: integers add up exactly in every database. Pure.

SQLite sums a DecimalField as floats; a value with more than four decimals is rounded, halves away from zero.
"""

from decimal import Decimal

SCALE = 10_000
DECIMALS = 4
LARGEST = 10**11
FEWEST = 5 * SCALE  # counts of people below this are suppressed in what leaves the administration


def to_scaled(value: Decimal | float) -> int:
    """Ten-thousandths of `value`; a float is read by its shortest decimal text."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return int((exact * SCALE).to_integral_value("ROUND_HALF_UP"))


def from_scaled(scaled: int) -> Decimal:
    """The value of ten-thousandths, exact and without needless zeros."""
    value = (Decimal(scaled) / SCALE).normalize()
    return value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))  # type: ignore[operator]


def mean(scaled: list[int]) -> int:
    """The mean of values, halves away from zero."""
    return to_scaled(Decimal(sum(scaled)) / SCALE / len(scaled))


def is_few(scaled: int) -> bool:
    """Whether a count of people is so small that it could point someone out: more than none and fewer than five."""
    return 0 < scaled < FEWEST
