"""Money is an integer number of öre, from the parser to the chart.

Integers add up exactly in Python, in pandas and in every database (SQLite sums a DecimalField as floats).
This is the only module that turns öre into text or back. Text is written as Swedes write it, in both
languages: no-break space between thousands, decimal comma and U+2212 for minus.
"""

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
ORE_PER_KRONA = 100

_MINUSES = str.maketrans(
    {MINUS: "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-"}
)
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f\u2007]+")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?|[+-]?[.,]\d+")
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]{1,2})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,] ?\d+)?|[+-]?\d+(?:[.,] ?\d+)?|[+-]?[.,]\d+")
_POINT_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_COMMA_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[+-]?\d{1,3}(?:,\d{3})+\.\d+")


class MoneyUnit(StrEnum):
    """The unit that amounts are shown or written in."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def ore(self) -> int:
        """How many öre one of this unit is."""
        return {MoneyUnit.KR: 100, MoneyUnit.TKR: 100_000, MoneyUnit.MNKR: 100_000_000}[self]

    @property
    def decimals(self) -> int:
        """How many decimals are shown."""
        return 1 if self is MoneyUnit.MNKR else 0


def parse_number(text: str) -> Decimal:
    """Read a number as Swedish spreadsheets write it: 1 234,50, −12, – 37 264, (1 234), 1 234-, +5 or 1.234.567,50.

    A lone dash is zero. The decimal sign is a comma or a point; thousands are parted by any space, or by points or
    commas where that cannot be mistaken for decimals. One space is allowed after a sign and after the decimal comma.

    Raises:
        ValueError: the text is not one number. An empty text is not a number.
    """
    if _PLAIN.fullmatch(text):  # nearly all of the million that one file may have
        return Decimal(text.replace(",", "."))
    cleaned = _SPACES.sub(" ", text.translate(_MINUSES)).strip()
    if cleaned in {"-", "--"}:
        return Decimal(0)
    if cleaned.startswith("(") and cleaned.endswith(")"):
        cleaned = "-" + cleaned[1:-1].strip()
    if cleaned.endswith("-") and cleaned[:1].isdigit():
        cleaned = "-" + cleaned[:-1].strip()
    cleaned = re.sub(r"^([+-]) ", r"\1", cleaned)
    if _POINT_GROUPED.fullmatch(cleaned):
        cleaned = cleaned.replace(".", "")
    elif _COMMA_GROUPED.fullmatch(cleaned):
        cleaned = cleaned.replace(",", "")
    elif not _GROUPED.fullmatch(cleaned):
        raise ValueError(text)
    cleaned = cleaned.replace(" ", "").replace(",", ".")
    try:
        return Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(text) from error


def parse_ore(text: str, unit: MoneyUnit = MoneyUnit.KR) -> int:
    """Read an amount in `unit` as whole öre; halves are rounded away from zero.

    Raises:
        ValueError: the text is not one amount.
    """
    return to_ore(parse_number(text), unit)


def to_ore(number: Decimal | float, unit: MoneyUnit = MoneyUnit.KR) -> int:
    """Whole öre of `number` of `unit`; halves are rounded away from zero.

    A float is read by its shortest decimal text, so 266.9 mnkr is exactly 26 690 000 000 öre.
    """
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    return int((exact * unit.ore).to_integral_value("ROUND_HALF_UP"))


def rounded(ore: int, unit: MoneyUnit, decimals: int | None = None) -> Decimal:
    """`ore` in `unit`, rounded half away from zero to the decimals that are shown. Never minus zero."""
    places = unit.decimals if decimals is None else decimals
    step = Decimal(1).scaleb(-places)
    value = (Decimal(ore) / unit.ore).quantize(step, "ROUND_HALF_UP")
    return value or abs(value)


def format_number(value: Decimal | int, *, signed: bool = False) -> str:
    """`value` as Swedes write it: 1 234,5 with no-break spaces and U+2212. `signed` writes + before positive ones."""
    text = f"{abs(value):,}".replace(",", NBSP).replace(".", ",")
    if value < 0:
        return MINUS + text
    return "+" + text if signed and value > 0 else text


def format_amount(ore: int, unit: MoneyUnit, *, signed: bool = False, decimals: int | None = None) -> str:
    """`ore` in `unit` without its name: −29,8 for mnkr, 1 234 for tkr."""
    return format_number(rounded(ore, unit, decimals), signed=signed)


def kronor(ore: int, *, signed: bool = False) -> str:
    """`ore` in kronor without their name, with öre only when there are any: 1 234, 12,50."""
    return format_amount(ore, MoneyUnit.KR, signed=signed, decimals=2 if ore % ORE_PER_KRONA else 0)
