"""How an administration wants its figures shown, and months in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from units.models import Administration
from units.money import MoneyUnit, format_amount, rounded

NONE = "–"


@dataclass(frozen=True, slots=True)
class Display:
    """The unit of money and the sign of costs."""

    unit: MoneyUnit
    costs_negative: bool = False

    def amount(self, ore: int | None) -> str:
        """A net cost without the unit's name: 1 234, or −1 234 where costs are shown with minus."""
        if ore is None:
            return NONE
        return format_amount(-ore if self.costs_negative else ore, self.unit)

    def deviation(self, ore: int | None) -> str:
        """A deviation or a change, always with its sign: −29,8 or +1,2."""
        return NONE if ore is None else format_amount(ore, self.unit, signed=True)

    def in_words(self, ore: int) -> str:
        """A deviation with its unit for running text: −29,8 mnkr."""
        return f"{format_amount(ore, self.unit, signed=True)}\N{NO-BREAK SPACE}{self.unit}"

    def size(self, ore: int) -> str:
        """A size without sign, with its unit: 1,2 mnkr."""
        return f"{format_amount(abs(ore), self.unit)}\N{NO-BREAK SPACE}{self.unit}"

    def rounds_to_zero(self, ore: int) -> bool:
        """Whether nothing of `ore` shows."""
        return rounded(ore, self.unit) == 0

    def number(self, ore: int) -> float:
        """A number for a chart in the unit shown, not rounded, costs positive."""
        return ore / self.unit.ore


def display_of(administration: Administration) -> Display:
    """How `administration` shows its figures."""
    return Display(MoneyUnit(administration.money_unit), administration.costs_negative)


def month_name(month: date) -> str:
    """Augusti in Swedish, August in English."""
    return date_format(month, "F")


def month_and_year(month: date) -> str:
    """Augusti 2026, in the language of the page."""
    return f"{month_name(month)} {month.year}"
