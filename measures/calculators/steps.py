"""How a calculation is shown: a sentence, and each step of the sum with what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from measures.calculators.calculators import to_whole
from units.display import Display
from units.money import NBSP, ORE_PER_KRONA, MoneyUnit, format_number
from units.money import kronor as in_kronor

KRONOR = Display(MoneyUnit.KR)
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a sum: what it is, how it comes about and what it comes to, as text and as a number.

    The number is in kronor where the text is; it is None where the step comes to words.
    """

    name: str
    formula: str
    outcome: str
    number: float | None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A calculation as a person reads it: the finding, its steps, and the saving of a year (öre)."""

    finding: str
    steps: Sequence[Step]
    saving: int


def money_step(name: str, formula: str, ore: int | Fraction, *, total: bool = False) -> Step:
    """A step that comes to an amount."""
    return Step(name, formula, kronor(ore), float(ore / ORE_PER_KRONA), total)


def count_step(name: str, formula: str, count: Fraction | Decimal) -> Step:
    """A step that comes to a count."""
    return Step(name, formula, number(count), float(count))


def word_step(name: str, formula: str, outcome: str) -> Step:
    """A step that comes to words."""
    return Step(name, formula, outcome, None)


def kronor(ore: int | Fraction) -> str:
    """An amount in a sum, with öre only where there are any: 500 000 kr, 12,50 kr."""
    return f"{in_kronor(to_whole(Fraction(ore)))}{NBSP}kr"


def number(value: Fraction | Decimal | int) -> str:
    """A count with at most two decimals: 7,6."""
    exact = Fraction(value)
    shown = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1).scaleb(-DECIMALS), "ROUND_HALF_UP")
    text = f"{shown:f}".rstrip("0").rstrip(".")
    return format_number(Decimal(text) if text not in ("", "-0") else 0)


def percent(value: Fraction | Decimal) -> str:
    """42 %."""
    return f"{number(value)}{NBSP}%"


def in_brackets(ore: int) -> str:
    """An amount that follows a sign: in brackets when it is negative."""
    return f"({kronor(ore)})" if ore < 0 else kronor(ore)
