"""The rows of an agenda in words, in the language of the page: what they are called, what they say, why they are there.

A title may be read by everyone at the meeting: the program puts no figure in it, and what people wrote to be taken up,
decided or asked is called as they wrote it. All else is only for who may read what the row is about.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.words import value_words
from measures.words import fine, stage_name
from meetings.agenda.changes import by_cause
from meetings.agenda.facts import (
    AssignmentFacts,
    CauseFacts,
    Facts,
    GapFacts,
    IndicatorFacts,
    MatterFacts,
    MeasureFacts,
    OwnFacts,
    Reason,
    TotalFacts,
    UnitFacts,
)
from meetings.agenda.figures import Since
from meetings.words import label_of
from units.display import Display, month_and_year, month_name

REASONS = {
    Reason.DEFICIT: gettext_lazy("among the largest deficits"),
    Reason.CHANGED: gettext_lazy("changed since last time"),
    Reason.FLAGGED: gettext_lazy("something in its forecast looks odd"),
    Reason.MISSING: gettext_lazy("forecast missing"),
    Reason.OVERDUE: gettext_lazy("follow-up is late"),
    Reason.NOT_FOLLOWED: gettext_lazy("not followed"),
    Reason.DECIDED: gettext_lazy("newly decided"),
    Reason.REALISED: gettext_lazy("realised"),
    Reason.VERIFIED: gettext_lazy("verified"),
    Reason.PROPOSED: gettext_lazy("to be decided"),
    Reason.LATE: gettext_lazy("late"),
    Reason.DONE: gettext_lazy("done"),
    Reason.BETTER: gettext_lazy("clearly better"),
    Reason.IN_BALANCE: gettext_lazy("back in balance"),
    Reason.FOR_COMMITTEE: gettext_lazy("for the committee"),
    Reason.PARKED: gettext_lazy("parked last time"),
}


class Detail(NamedTuple):
    """One thing that is known of a row: what it is, and what it says."""

    label: str
    text: str


def title_of(facts: Facts) -> str:
    """What a row is called, without figures."""
    return _TITLES[type(facts)](facts)


def finding_of(facts: Facts, display: Display) -> str:
    """What a row says, in a sentence without full stop; empty for one whose title says it all."""
    return _FINDINGS[type(facts)](facts, display)


def details_of(facts: Facts, display: Display) -> list[Detail]:
    """What more is known of a row; what is not known is left out."""
    return [each for each in _DETAILS[type(facts)](facts, display) if each.text]


def reasons_of(facts: Facts) -> list[str]:
    """Why a row is on the agenda, in words."""
    return [str(REASONS[Reason(each)]) for each in getattr(facts, "reasons", ()) if each in REASONS]


def day_of(day: date | None) -> str:
    """23 november 2026; empty without a day."""
    return "" if day is None else date_format(day, "j F Y")


def _total_title(facts: TotalFacts) -> str:
    return _("The total for {year}, as of {month}").format(year=facts.year, month=month_name(facts.month))


def _total_finding(facts: TotalFacts, display: Display) -> str:
    total = facts.total
    if not total.budget and not total.deviation:
        return _("There are no figures yet")
    if total.units and total.missing == total.units:
        return _("No unit has a forecast yet")
    said = _end_of_year(total.deviation, display)
    if total.effect:
        said = _("{before}; {after} after measures").format(before=said, after=display.in_words(total.after))
    changed = change_in_words(facts.since.deviation if facts.since else None, facts.held, display)
    return _("{finding} – {change}").format(finding=said, change=changed) if changed else said


def _end_of_year(deviation: int, display: Display) -> str:
    if display.rounds_to_zero(deviation):
        return _("The budget is expected to be kept")
    text = _("A deficit of {size} is expected") if deviation < 0 else _("A surplus of {size} is expected")
    return text.format(size=display.size(deviation))


def change_in_words(change: int | None, held: date | None, display: Display) -> str:
    """1,2 mnkr worse than on 16 November; empty where nothing can be compared."""
    if change is None:
        return ""
    words = {"size": display.size(change), "day": date_format(held, "j F") if held else ""}
    if display.rounds_to_zero(change):
        return (_("unchanged since {day}") if held else _("unchanged since last time")).format(**words)
    if change < 0:
        return (_("{size} worse than on {day}") if held else _("{size} worse than last time")).format(**words)
    return (_("{size} better than on {day}") if held else _("{size} better than last time")).format(**words)


def _total_details(facts: TotalFacts, display: Display) -> list[Detail]:
    total, since = facts.total, facts.since
    months = ", ".join(month_name(month) for month in total.as_of)
    found = [
        Detail(_("Budget"), f"{display.amount(total.budget)} {display.unit}"),
        Detail(_("Forecast"), f"{display.amount(total.forecast)} {display.unit}"),
        Detail(_("Deviation before measures"), display.in_words(total.deviation)),
        Detail(_("Deviation after measures"), display.in_words(total.after)),
        Detail(_("After measures, weighted by probability"), display.in_words(total.after_weighted)),
    ]
    if since:
        found += [
            Detail(_("Change before measures"), display.in_words(since.deviation)),
            Detail(_("Change after measures"), display.in_words(since.after)),
            Detail(_("Change by cause"), _by_cause(since, display)),
        ]
    if facts.closed and total.deviation_to_date is not None:
        label = _("Deviation to date, {month} included").format(month=month_name(facts.closed))
        found.append(Detail(label, display.in_words(total.deviation_to_date)))
    scope = ngettext("{n} unit", "{n} units", total.units).format(n=total.units)
    without = ngettext(
        "one has no forecast and counts as on budget", "{n} have no forecast and count as on budget", total.missing
    )
    missing = without.format(n=total.missing) if total.missing else ""
    return [*found, Detail(_("Holds"), ", ".join(each for each in (scope, missing) if each)),
            Detail(_("Forecasts as of"), months)]  # fmt: skip


def _by_cause(since: Since, display: Display) -> str:
    return ", ".join(f"{each.name} {display.in_words(each.before)}" for each in by_cause(since))


def _cause_title(facts: CauseFacts) -> str:
    return facts.name.capitalize() if facts.code else _("Not explained by a cause")


def _cause_finding(facts: CauseFacts, display: Display) -> str:
    return change_in_words(facts.amount, facts.held, display)


def _unit_finding(facts: UnitFacts, display: Display) -> str:
    if facts.deviation is None:
        return _("No forecast yet")
    said = _end_of_year(facts.deviation, display)
    if facts.effect and facts.after is not None:
        said = _("{before}; {after} after measures").format(before=said, after=display.in_words(facts.after))
    changed = change_in_words(facts.change, None, display)
    return _("{finding} – {change}").format(finding=said, change=changed) if changed else said


def _unit_details(facts: UnitFacts, display: Display) -> list[Detail]:
    return [
        Detail(_("Department"), facts.department_name),
        Detail(_("Budget"), f"{display.amount(facts.budget)} {display.unit}"),
        Detail(_("Forecast"), "" if facts.forecast is None else f"{display.amount(facts.forecast)} {display.unit}"),
        Detail(_("Deviation before measures"), _signed(facts.deviation, display)),
        Detail(_("Deviation after measures"), _signed(facts.after, display) if facts.effect else ""),
        Detail(_("Change before measures"), _signed(facts.change, display)),
        Detail(_("Change after measures"), _signed(facts.change_after, display)),
        Detail(_("Deviation to date"), _signed(facts.deviation_to_date, display)),
        Detail(_("Forecast as of"), month_and_year(facts.as_of) if facts.as_of else ""),
        Detail(_("Causes"), ", ".join(f"{each.name} {display.in_words(each.amount)}" for each in facts.causes)),
        Detail(_("The unit says"), facts.comment),
        Detail(_("To look at in the forecast"), f"{facts.flags}" if facts.flags else ""),
        Detail(_("Measures with a late follow-up"), f"{facts.overdue}" if facts.overdue else ""),
    ]


def _measure_finding(facts: MeasureFacts, display: Display) -> str:
    shown = fine(display)
    said = _("{stage}, {effect} this year").format(
        stage=stage_name(facts.stage).capitalize(), effect=shown.in_words(facts.effect)
    )
    if facts.verified is not None:
        said = _("{finding}, {amount} verified").format(finding=said, amount=_worth(facts.verified, shown))
    elif facts.realised is not None:
        said = _("{finding}, {amount} realised so far").format(finding=said, amount=_worth(facts.realised, shown))
    if not facts.days_late:
        return said
    late = ngettext("follow-up one day late", "follow-up {n} days late", facts.days_late).format(n=facts.days_late)
    return _("{finding} – {change}").format(finding=said, change=late)


def _measure_details(facts: MeasureFacts, display: Display) -> list[Detail]:
    shown = fine(display)
    return [
        Detail(_("Units"), ", ".join(facts.units)),
        Detail(_("Owner"), facts.owner_name or _("nobody")),
        Detail(_("Stage"), stage_name(facts.stage)),
        Detail(_("Effect this year"), shown.in_words(facts.effect)),
        Detail(_("Realised this year"), "" if facts.realised is None else shown.in_words(facts.realised)),
        Detail(_("Verified this year"), "" if facts.verified is None else shown.in_words(facts.verified)),
        Detail(_("Next follow-up"), day_of(facts.next_follow_up)),
    ]


def _gap_title(facts: GapFacts) -> str:
    return _("The savings requirement of {year}").format(year=facts.year)


def _gap_finding(facts: GapFacts, display: Display) -> str:
    if not facts.needed:
        return _("No requirement is set; decided measures give {size}").format(size=_worth(facts.decided, display))
    words = {"needed": display.size(facts.needed), "decided": _worth(facts.decided, display)}
    if display.rounds_to_zero(facts.amount):
        return _("{needed} must be saved, and decided measures give that").format(**words)
    rest = display.size(facts.amount)
    if facts.amount < 0:
        return _("{needed} must be saved, decided measures give {decided} – {rest} is missing").format(
            **words, rest=rest
        )
    return _("{needed} must be saved, decided measures give {decided} – {rest} more").format(**words, rest=rest)


def _gap_details(facts: GapFacts, display: Display) -> list[Detail]:
    return [
        Detail(_("Needed"), display.size(facts.needed)),
        Detail(_("Identified"), _worth(facts.identified, display)),
        Detail(_("Decided"), _worth(facts.decided, display)),
        Detail(_("Realised"), _worth(facts.realised, display)),
        Detail(_("Verified"), _worth(facts.verified, display)),
        Detail(_("Gap"), display.in_words(facts.amount)),
    ]


def _assignment_title(facts: AssignmentFacts) -> str:
    return f"{label_of(facts.kind, facts.number, facts.year)} {facts.text}"


def _assignment_finding(facts: AssignmentFacts, _display: Display) -> str:
    owner = facts.owner_name or _("nobody")
    if facts.executed_on:
        return _("Done {day} by {owner}").format(day=date_format(facts.executed_on, "j F"), owner=owner)
    if facts.days_late:
        late = ngettext("one day late", "{n} days late", facts.days_late).format(n=facts.days_late)
        return _("{owner}, {late}").format(owner=owner, late=late)
    return _("{owner}, by {day}").format(owner=owner, day=date_format(facts.due, "j F"))


def _assignment_details(facts: AssignmentFacts, _display: Display) -> list[Detail]:
    return [
        Detail(_("Given"), day_of(facts.given)),
        Detail(_("Owner"), facts.owner_name or _("nobody")),
        Detail(_("To be reported back by"), day_of(facts.due)),
        Detail(_("Done on"), day_of(facts.executed_on)),
        Detail(_("Result"), facts.result),
    ]


def _indicator_title(facts: IndicatorFacts) -> str:
    if not facts.unit_code:
        return facts.name
    return _("{indicator}, {unit}").format(indicator=facts.name, unit=f"{facts.unit_code} {facts.unit_name}")


def _indicator_finding(facts: IndicatorFacts, _display: Display) -> str:
    words = {"value": _value(facts.value, facts), "band": band_in_words(facts), "month": month_name(facts.month)}
    if facts.few:
        said = _("Fewer than five in {month}") if facts.within else _("Fewer than five in {month}; outside its band")
        return said.format(**words)
    if facts.band == "set":
        return _("{value} in {month}; it should be {band}").format(**words)
    return _("{value} in {month}; the twelve months before it was {band}").format(**words)


def band_in_words(facts: IndicatorFacts) -> str:
    """Between which values it should be: 90–110, at least 90, at most 110; empty where that is not told."""
    if facts.low is None and facts.high is None:
        return ""
    if facts.low is None:
        return _("at most {high}").format(high=_value(facts.high, facts))
    if facts.high is None:
        return _("at least {low}").format(low=_value(facts.low, facts))
    return f"{value_words(facts.low, facts.decimals)}–{_value(facts.high, facts)}"


def _value(scaled: int | None, facts: IndicatorFacts) -> str:
    return f"{value_words(scaled, facts.decimals)} {facts.unit_of_measure}".strip()


def _indicator_details(facts: IndicatorFacts, _display: Display) -> list[Detail]:
    return [
        Detail(_("Value"), _("fewer than 5") if facts.few else _value(facts.value, facts)),
        Detail(_("Month"), month_and_year(facts.month)),
        Detail(_("Band") if facts.band == "set" else _("The twelve months before"), band_in_words(facts)),
    ]


def _matter_finding(facts: MatterFacts, _display: Display) -> str:
    return ", ".join(facts.units)


def _matter_details(facts: MatterFacts, _display: Display) -> list[Detail]:
    return [
        Detail(_("What it is about"), facts.text),
        Detail(_("Units"), ", ".join(facts.units)),
        Detail(_("Raised"), day_of(facts.raised)),
        Detail(_("Owner"), facts.owner_name),
        Detail(_("To be settled by"), day_of(facts.due)),
    ]


def _own_details(facts: OwnFacts, _display: Display) -> list[Detail]:
    return [Detail(_("What it is about"), facts.text), Detail(_("From"), facts.by)]


def _worth(saves: int, display: Display) -> str:
    """What measures give: the amount alone, with a minus where they cost more than they save."""
    return display.in_words(saves) if saves < 0 else display.size(saves)


def _signed(ore: int | None, display: Display) -> str:
    return "" if ore is None else display.in_words(ore)


def _nothing(_facts: Facts, _display: Display) -> str:
    return ""


_TITLES: dict[type, Callable[[Any], str]] = {
    TotalFacts: _total_title,
    CauseFacts: _cause_title,
    UnitFacts: lambda facts: f"{facts.code} {facts.name}",
    MeasureFacts: lambda facts: _("Measure {number} {title}").format(number=facts.number, title=facts.title),
    GapFacts: _gap_title,
    AssignmentFacts: _assignment_title,
    IndicatorFacts: _indicator_title,
    MatterFacts: lambda facts: facts.title,
    OwnFacts: lambda facts: facts.title,
}
_FINDINGS: dict[type, Callable[[Any, Display], str]] = {
    TotalFacts: _total_finding,
    CauseFacts: _cause_finding,
    UnitFacts: _unit_finding,
    MeasureFacts: _measure_finding,
    GapFacts: _gap_finding,
    AssignmentFacts: _assignment_finding,
    IndicatorFacts: _indicator_finding,
    MatterFacts: _matter_finding,
    OwnFacts: _nothing,
}
_DETAILS: dict[type, Callable[[Any, Display], list[Detail]]] = {
    TotalFacts: _total_details,
    CauseFacts: lambda _facts, _display: [],
    UnitFacts: _unit_details,
    MeasureFacts: _measure_details,
    GapFacts: _gap_details,
    AssignmentFacts: _assignment_details,
    IndicatorFacts: _indicator_details,
    MatterFacts: _matter_details,
    OwnFacts: _own_details,
}
