"""What is said about budgets that change, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.budgets.carrying import YearEnd, total
from units.display import Display


def change_finding(kind: str, given: int, placed: int, moved: int, display: Display) -> str:
    """What a change of the budget does: öre given to the frame, placed on units and moved between them."""
    values = {"given": _amount(given, display), "placed": _amount(placed, display), "moved": _amount(moved, display)}
    if kind == "reallocation":
        return _("{moved} is moved between units").format(**values)
    if kind == "carry-over":
        return _("{placed} is carried over from last year").format(**values)
    if not given:
        return _("{placed} of what was given before is placed on units").format(**values)
    if placed == given:
        return _("The frame changes by {given}, all of it placed on units").format(**values)
    if not placed:
        return _("The frame changes by {given}, not placed on any unit yet").format(**values)
    return _("The frame changes by {given}, of which {placed} is placed on units").format(**values)


MOST_NAMED = 5  # units named in a sentence


def not_over(year: int) -> str:
    """That there is no result of `year` yet."""
    return _("{year} is not over: the year-end can be read when December has actuals").format(year=year)


def without_forecast(units: Sequence[YearEnd], display: Display) -> str:
    """Which units have a result but made no forecast, and their deviation; empty when all or none did."""
    lacking = [each for each in units if each.forecast is None]
    unforeseen = total(lacking).deviation
    if unforeseen is None or len(lacking) == len(units):
        return ""
    names = [f"{each.code} {each.name}" for each in lacking[:MOST_NAMED]]
    more = ["…"] if len(lacking) > MOST_NAMED else []
    words = ngettext(
        "One unit has no forecast and is not in the forecast error: {names} (deviation {amount}).",
        "{n} units have no forecast and are not in the forecast error: {names} (deviation {amount} in all).",
        len(lacking),
    )
    return words.format(n=len(lacking), names=", ".join(names + more), amount=_amount(unforeseen, display))


def _amount(ore: int, display: Display) -> str:
    """With its sign; what would round away is said in kronor."""
    if ore and display.rounds_to_zero(ore):
        display = Display(type(display.unit).KR)
    return display.in_words(ore)
