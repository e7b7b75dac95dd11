"""The entry of a forecast in sentences: how a proposal was made, what looks odd, and what is missing."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.entry.explain import Reason
from forecasts.entry.flags import Flag, FlagCode
from forecasts.entry.lines import EntryLine
from forecasts.entry.proposal import (
    LAST_YEAR,
    LINEAR,
    NO_LAST_YEAR,
    NOTHING_CLOSED,
    PERMILLE,
    REMAINING_BUDGET,
    UNIT_ENDS,
    Proposed,
)
from units.display import Display, month_name
from units.money import NBSP, format_number
from units.months import MONTHS_IN_YEAR, add_months

METHODS = {
    REMAINING_BUDGET: gettext_lazy(
        "Actuals of the closed months plus the budget of the months that remain. Fits costs that follow the plan."
    ),
    LINEAR: gettext_lazy(
        "Actuals of the closed months at the same pace all year. Fits costs that are even, such as rent."
    ),
    LAST_YEAR: gettext_lazy(
        "Actuals of the closed months plus last year’s remaining months, counted up by how this year compares so far. "
        "Fits costs with a season."
    ),
}
_FALLBACKS = {
    NOTHING_CLOSED: gettext_lazy("No month is closed yet, so the budget is proposed."),
    NO_LAST_YEAR: gettext_lazy("There are no actuals of last year to go by."),
    UNIT_ENDS: gettext_lazy("The unit ends before December, so last year says nothing about the rest."),
}
_AGAINST = {
    "budget": gettext_lazy("the budget"),
    "previous": gettext_lazy("the previous forecast"),
    "proposal": gettext_lazy("the proposal"),
}
_TIMES = {
    10: gettext_lazy("ten times"),
    100: gettext_lazy("a hundred times"),
    1000: gettext_lazy("a thousand times"),
    -10: gettext_lazy("a tenth of"),
    -100: gettext_lazy("a hundredth of"),
    -1000: gettext_lazy("a thousandth of"),
}


def proposal_sentence(line: EntryLine, closed: date | None, display: Display) -> str:
    """How the proposal of `line` was made when `closed` was the last closed month; empty without a proposal."""
    how = line.how
    if how is None or how.amount is None:
        return ""
    if how.fallback == NOTHING_CLOSED or closed is None:
        return str(_FALLBACKS[NOTHING_CLOSED])
    reason = f"{_FALLBACKS[how.fallback]} " if how.fallback else ""
    return reason + _made(line, how, closed, display)


def _made(line: EntryLine, how: Proposed, closed: date, display: Display) -> str:
    values = {
        "actual": _amount(line.actual_to_date or 0, display),
        "rest": _amount(how.rest, display),
        "month": month_name(closed),
        "months": how.months,
        "life": how.life,
    }
    if how.method == LINEAR:
        return _("Actuals to {month}, {actual}, over {months} of {life} months at the same pace.").format(**values)
    if closed.month == MONTHS_IN_YEAR:
        return _("Actuals to {month}, {actual}.").format(**values)
    values["next"] = month_name(add_months(closed, 1))
    if how.method == LAST_YEAR and how.pace is not None:
        values["pace"] = format_number(round((how.pace - PERMILLE) / 10), signed=True) + NBSP + "%"
        return _(
            "Actuals to {month}, {actual}, plus last year’s {next}–December at this year’s pace ({pace}), {rest}."
        ).format(**values)
    if how.method == LAST_YEAR:
        return _("Actuals to {month}, {actual}, plus last year’s {next}–December as they were, {rest}.").format(
            **values
        )
    return _("Actuals to {month}, {actual}, plus what remains of the budget, {rest}.").format(**values)


def flag_sentence(flag: Flag, display: Display) -> str:
    """Why it looks odd, and what may be wrong."""
    values = {name: _amount(value, display) if isinstance(value, int) else value for name, value in flag.values.items()}
    return _FLAGS[flag.code](flag, values, display)


def _amount(ore: int, display: Display) -> str:
    return f"{display.amount(ore)}{NBSP}{display.unit}"


def _on_budget(flag: Flag, values: dict, display: Display) -> str:
    return _("The forecast ends on budget, but the actuals so far are {size} over. What is to bring it back?").format(
        size=display.size(_ore(flag, "to_date"))
    )


def _equal(flag: Flag, values: dict, display: Display) -> str:
    to_date = _ore(flag, "to_date")
    text = (
        _("{name}: the forecast is the same as the budget, but the actuals so far are {size} over.")
        if to_date < 0
        else _("{name}: the forecast is the same as the budget, but the actuals so far are {size} under.")
    )
    return text.format(name=flag.values["name"], size=display.size(to_date))


def _below(flag: Flag, values: dict, display: Display) -> str:
    return _(
        "{name}: the forecast {forecast} for the whole year is less than what is booked already, {actual}."
    ).format(**values)


def _large_change(flag: Flag, values: dict, display: Display) -> str:
    change = _ore(flag, "change")
    text = (
        _("The forecast is {size} worse than the previous one. What has happened since?")
        if change < 0
        else _("The forecast is {size} better than the previous one. What has happened since?")
    )
    return text.format(size=display.size(change))


def _staff(flag: Flag, values: dict, display: Display) -> str:
    return _("{name}: the forecast is {size} over budget. Is it more staff, sick leave or temporary staff?").format(
        name=flag.values["name"], size=display.size(_ore(flag, "deviation"))
    )


def _factor(flag: Flag, values: dict, display: Display) -> str:
    return _("{name}: the forecast {forecast} is {times} {what} {against}. Is it written in the wrong unit?").format(
        **{**values, "times": _times(_ore(flag, "factor")), "what": _AGAINST.get(str(flag.values["what"]), "")}
    )


def _times(factor: int) -> str:
    """How many times as large; as a part when it is negative."""
    if factor in _TIMES:
        return str(_TIMES[factor])
    text = _("about {number} times") if factor > 0 else _("about 1/{number} of")
    return text.format(number=format_number(abs(factor)))


def _sign(flag: Flag, values: dict, display: Display) -> str:
    if not flag.values["what"]:
        return _("{name}: the forecast {forecast} has the sign of {kind}. Is the sign right?").format(
            **values, kind=_("a cost") if _ore(flag, "forecast") > 0 else _("a revenue")
        )
    return _("{name}: the forecast {forecast} has the opposite sign of {what} {against}. Is the sign right?").format(
        **{**values, "what": _AGAINST[str(flag.values["what"])]}
    )


def _offsetting(flag: Flag, values: dict, display: Display) -> str:
    return _("{surplus} ({plus}) and {deficit} ({minus}) take each other out. Are both sure?").format(
        **{**values, "plus": display.in_words(_ore(flag, "plus")), "minus": display.in_words(_ore(flag, "minus"))}
    )


def _ore(flag: Flag, name: str) -> int:
    return int(flag.values[name])


_FLAGS = {
    FlagCode.ON_BUDGET: _on_budget,
    FlagCode.EQUAL: _equal,
    FlagCode.BELOW_ACTUAL: _below,
    FlagCode.LARGE_CHANGE: _large_change,
    FlagCode.STAFF: _staff,
    FlagCode.FACTOR: _factor,
    FlagCode.SIGN: _sign,
    FlagCode.OFFSETTING: _offsetting,
}


def reasons_sentence(reasons: list[Reason], deviation: int | None, change: int | None, display: Display) -> str:
    """Why a comment and a cause are asked for; empty when they are not."""
    both = {Reason.DEVIATION: display.in_words(deviation or 0), Reason.CHANGE: display.in_words(change or 0)}
    if set(reasons) == {Reason.DEVIATION, Reason.CHANGE}:
        text = _(
            "The deviation ({deviation}) and the change since the previous forecast ({change}) are to be explained."
        )
    elif Reason.DEVIATION in reasons:
        text = _("The deviation ({deviation}) is to be explained.")
    elif reasons:
        text = _("The change since the previous forecast ({change}) is to be explained.")
    else:
        return ""
    return text.format(deviation=both[Reason.DEVIATION], change=both[Reason.CHANGE])
