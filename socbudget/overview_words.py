"""What the figures of many units say, in sentences. A sentence has no full stop unless it stands in running text."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.deviation import Standing, Total
from forecasts.overview import TotalPoint
from forecasts.queries import Period
from units.display import Display, month_and_year, month_name


def finding(total: Total, whole: str, display: Display) -> str:
    """How the year is expected to end for `whole` (The administration, The department)."""
    if total.missing == total.units:
        return _("{whole} has no forecast for the year yet").format(whole=whole)
    words = {"whole": whole, "size": display.size(total.deviation)}
    if not display.rounds_to_zero(total.deviation):
        over, under = (
            _("{whole} is expected to exceed its budget by {size}"),
            _("{whole} is expected to have {size} left"),
        )
        return (over if total.deviation < 0 else under).format(**words)
    return _("{whole} is expected to keep its budget").format(**words)


def since_last(total: Total, display: Display) -> str:
    """How the total has changed since the forecasts before: the sum of the table's changes. Empty without any."""
    if not total.previous:
        return ""
    months = listed([month_name(month) for month in total.previous])
    words = {"size": display.size(total.change), "month": months}
    same, worse, better = (
        _("unchanged since {month}"),
        _("{size} worse than in {month}"),
        _("{size} better than in {month}"),
    )
    if display.rounds_to_zero(total.change):
        return same.format(**words)
    return (worse if total.change < 0 else better).format(**words)


def scope(total: Total, period: Period, display: Display) -> list[str]:
    """What the total holds and what it does not, one sentence each."""
    units = _("The sum of {n} units.").format(n=total.units) if total.units > 1 else ""
    return [
        each
        for each in (units, _as_of(total), _missing(total), before_and_after(total, display), _closed(period))
        if each
    ]


def _as_of(total: Total) -> str:
    if not total.as_of:
        return ""
    months = listed([month_name(month) for month in total.as_of[:-1]] + [month_and_year(total.as_of[-1])])
    if len(total.as_of) == 1:
        return _("The forecasts are as of {months}.").format(months=months)
    return _("The forecasts are from different months, {months}.").format(months=months)


def _missing(total: Total) -> str:
    if not total.missing:
        return ""
    return ngettext(
        "One unit has no forecast and is counted as if it kept its budget.",
        "{n} units have no forecast and are counted as if they kept their budgets.",
        total.missing,
    ).format(n=total.missing)


def before_and_after(total: Total, display: Display) -> str:
    """That the total is before measures, and what it is after them, as it is and weighted."""
    if not total.effect:
        return _("Before measures; no decided measure has an effect that the forecasts lack.")
    return _("Before measures; after decided measures {deviation}, {weighted} weighted by probability.").format(
        deviation=display.in_words(total.deviation_after), weighted=display.in_words(total.deviation_after_weighted)
    )


def _closed(period: Period) -> str:
    if period.closed is None:
        return _("No month of {year} is closed, so actuals are preliminary and not compared.").format(year=period.year)
    if period.closed == period.month:
        return _("Actuals are final through {month}.").format(month=month_name(period.closed))
    return _("Actuals are final through {closed}; {month} is not closed and is not counted.").format(
        closed=month_name(period.closed), month=month_name(period.month)
    )


def year_result(*, final: bool | None) -> list[str]:
    """Whether the result of a whole year is final; nothing before all its months are closed."""
    if final is None:
        return []
    return [_("The result of the year is final.") if final else _("The result of the year is preliminary.")]


def through(closed: date | None) -> str:
    """January–August, or January alone; empty when no month is closed."""
    if closed is None:
        return ""
    first, last = month_name(date(closed.year, 1, 1)), month_name(closed)
    return first if closed.month == 1 else f"{first}–{last}"


def frame_line(budget: int, frame: int | None, display: Display) -> str:
    """Whether the units' budgets sum to the frame; empty without one."""
    if frame is None:
        return ""
    words = {"frame": display.size(frame), "difference": display.size(budget - frame)}
    if budget == frame:
        return _("The units' budgets sum to the frame, {frame}.").format(**words)
    more, less = (
        _("The units' budgets sum to {difference} more than the frame of {frame}."),
        _("The units' budgets sum to {difference} less than the frame of {frame}."),
    )
    return (more if budget > frame else less).format(**words)


def bars_finding(standings: Sequence[Standing]) -> str:
    """What the deviations per unit say together."""
    deficits = sorted((each for each in standings if (each.deviation or 0) < 0), key=lambda each: each.deviation or 0)
    if not deficits:
        return _("No unit expects a deficit")
    whole, part, names = sum(each.deviation or 0 for each in deficits), 0, []
    for each in deficits[:3]:
        part, names = part + (each.deviation or 0), [*names, each.name]
        if part * 2 <= whole:
            break
    if part * 2 > whole:
        return ngettext("One unit expects a deficit", "{n} units expect deficits", len(deficits)).format(
            n=len(deficits)
        )
    if len(deficits) == len(names):
        return _("The deficit is in {names}").format(names=listed(names))
    return _("More than half of all deficits are in {names}").format(names=listed(names))


def trajectory_finding(points: Sequence[TotalPoint], display: Display) -> str:
    """What the total's trajectory over the year says."""
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    words = {
        "first": month_name(first.month),
        "size": display.size(last.deviation - first.deviation),
        "last": month_name(last.month),
    }
    if display.rounds_to_zero(last.deviation - first.deviation):
        return _("The forecast is where it was in {first}").format(**words)
    worse, better = (
        _("The forecast has become {size} worse since {first}"),
        _("The forecast has become {size} better since {first}"),
    )
    return (worse if last.deviation < first.deviation else better).format(**words)


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
