"""What the growth of a budget says, in sentences."""

from decimal import Decimal

from django.utils.translation import gettext as _

from forecasts.budgets.growth import Course, Growth, course, share
from units.display import Display
from units.money import NBSP, format_number


def sentence(row: Growth, display: Display) -> str:
    """Underskottet minskade med 1,8, budgeten ökade med 1,5: verklig förbättring 0,3. Empty without both years."""
    if row.course is None or row.real_improvement is None:
        return ""
    return f"{_result(row, display)}, {_budget(row.budget_growth, display)}: {_real(row.real_improvement, display)}"


def _result(row: Growth, display: Display) -> str:
    words = {
        Course.DEFICIT_DECREASED: _("The deficit decreased by {size}"),
        Course.DEFICIT_INCREASED: _("The deficit increased by {size}"),
        Course.SURPLUS_DECREASED: _("The surplus decreased by {size}"),
        Course.SURPLUS_INCREASED: _("The surplus increased by {size}"),
        Course.DEFICIT_TO_SURPLUS: _("A deficit of {last} became a surplus of {now}"),
        Course.SURPLUS_TO_DEFICIT: _("A surplus of {last} became a deficit of {now}"),
        Course.SAME: _("The deviation is the same"),
    }
    last, now = (0 if display.rounds_to_zero(each) else each for each in (row.last_deviation or 0, row.deviation or 0))
    shown = Course.SAME if display.rounds_to_zero(row.improvement or 0) else course(last, now)
    values = {
        "size": display.size(row.improvement or 0),
        "last": display.size(row.last_deviation or 0),
        "now": display.size(row.deviation or 0),
    }
    return words[shown].format(**values)


def _budget(growth: int, display: Display) -> str:
    if display.rounds_to_zero(growth):
        return _("the budget is the same")
    words = _("the budget increased by {size}") if growth > 0 else _("the budget decreased by {size}")
    return words.format(size=display.size(growth))


def _real(improvement: int, display: Display) -> str:
    if display.rounds_to_zero(improvement):
        return _("no real change")
    words = _("a real improvement of {size}") if improvement > 0 else _("a real deterioration of {size}")
    return words.format(size=display.size(improvement))


def against_index(row: Growth, display: Display) -> str:
    """Budgeten växte 2,1 %, priser och löner 3,4 %: urholkad med 1,3 % (−6,2 mnkr). Empty without index or budget."""
    growth, eroded, index = row.growth_hundredths, row.erosion, row.index
    if growth is None or eroded is None or index is None:
        return ""
    grew = _("The budget grew by {percent}") if growth >= 0 else _("The budget shrank by {percent}")
    prices = _("prices and wages by {percent}") if index >= 0 else _("prices and wages fell by {percent}")
    values = {"percent": _one_decimal(abs(growth - index)), "amount": display.in_words(eroded)}
    real = (
        _("it kept up exactly")
        if growth == index
        else (
            _("it is eroded by {percent} ({amount})") if growth < index else _("a real growth of {percent} ({amount})")
        )
    )
    first, second = grew.format(percent=_one_decimal(abs(growth))), prices.format(percent=percent(abs(index)))
    return f"{first}, {second}: {real.format(**values)}"


def percent(hundredths: int) -> str:
    """340 as 3,4 %; 345 as 3,45 %."""
    number = Decimal(hundredths) / 100
    return f"{format_number(number.quantize(Decimal('0.01') if hundredths % 10 else Decimal('0.1')))}{NBSP}%"


def _one_decimal(hundredths: int) -> str:
    """211 as 2,1 %."""
    return percent(share(hundredths, 10) * 10)
