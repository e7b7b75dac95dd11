"""What is said about budgets that change, in sentences."""

from django.utils.translation import gettext as _

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


def _amount(ore: int, display: Display) -> str:
    """With its sign; what would round away is said in kronor."""
    if ore and display.rounds_to_zero(ore):
        display = Display(type(display.unit).KR)
    return display.in_words(ore)
