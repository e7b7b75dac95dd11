"""The text of a Monday letter, in the language that is active."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.deviation import Standing, total
from forecasts.entry.lines import EntryState
from forecasts.models import Round
from forecasts.rounds.words import DEADLINES, round_name
from socbudget import overview_words
from socbudget.digest import Approving, Assigned, Closing, Controlling, Following, Late, Own, RoundUnit, Section
from socbudget.digest_assignments import assigned_news, assigned_parts
from socbudget.digest_measures import late_news, late_parts
from socbudget.overview_words import listed
from socbudget.reminder_words import day_in_words, forecast_link
from units.display import Display, month_and_year
from units.mailing.addresses import page_link
from units.mailing.draft import paragraphs
from units.models import Administration, User
from units.roles import Role

NAMED = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """Where, when and by whom: what every part of a letter needs. `round` is the open one, `by` None the program."""

    administration: Administration
    display: Display
    round: Round | None
    today: date
    by: User | None = None


def subject(week: int, told: Sequence[Section], setting: Setting) -> str:
    """The week and the first thing to know."""
    return _("Monday letter week {week}: {text}").format(week=week, text=_headline(told[0], setting))


def body(told: Sequence[Section], roles: Sequence[str], setting: Setting) -> str:
    """The whole text. `roles` are those by which the person gets it."""
    parts = [part for section in told for part in _section(section, setting)]
    names = listed([str(Role(role).label) for role in roles])
    sent = _("Sent by {name} through Socbudget.").format(name=setting.by) if setting.by else _("Sent by Socbudget.")
    foot = [
        sent,
        _("You get the Monday letter as {role} in {administration}.").format(
            role=names, administration=setting.administration
        ),
        _("Whether it comes you decide on your own page: {link}").format(link=page_link("units:account")),
    ]
    return paragraphs(_("Hello,"), *parts, ["-- ", *foot])


def _section(section: Section, setting: Setting) -> list[str | list[str]]:
    match section:
        case Own():
            return _own(section, setting)
        case Approving():
            return _approving(section, setting)
        case Controlling():
            return _controlling(section, setting)
        case Closing():
            return _closing(section, setting)
        case Following():
            return _following(section, setting)
        case Late() | Assigned():
            return _waiting(section, setting.administration)


def _waiting(section: Late | Assigned, administration: Administration) -> list[str | list[str]]:
    if isinstance(section, Late):
        return [_heading(_("Measures to follow up")), *late_parts(section, administration)]
    return [_heading(_("Decisions and actions")), *assigned_parts(section, administration)]


def _headline(section: Section, setting: Setting) -> str:
    """The first thing to know of a section."""
    for count, text in _news(section):
        if count:
            return text.format(n=count)
    if isinstance(section, Own | Following):
        return _units_headline(section.standings, setting.display)
    return _("what has changed") if isinstance(section, Approving) else _("every forecast is submitted")


def _news(section: Section) -> list[tuple[int, str]]:
    """How many things wait and what they are, the most urgent first."""
    match section:
        case Own():
            n = len(section.to_write)
            return [(n, ngettext("one forecast to submit", "{n} forecasts to submit", n))]
        case Approving():
            n = len(section.to_approve)
            text = ngettext("one forecast waits for your approval", "{n} forecasts wait for your approval", n)
            return [(n, text), _missing(section.missing)]
        case Controlling():
            n = len(section.to_check)
            return [_missing(section.missing), (n, ngettext("one forecast to check", "{n} forecasts to check", n))]
        case Closing():
            n = len(section.months)
            return [(n, ngettext("one month to close", "{n} months to close", n))]
        case Late() | Assigned():
            return late_news(section) if isinstance(section, Late) else assigned_news(section)
    return []


def _missing(units: Sequence[RoundUnit]) -> tuple[int, str]:
    return len(units), ngettext("one forecast is missing", "{n} forecasts are missing", len(units))


def _units_headline(standings: Sequence[Standing], display: Display) -> str:
    whole = total(standings)
    if display.rounds_to_zero(whole.deviation):
        return _("in balance")
    words = _("deficit {size}") if whole.deviation < 0 else _("surplus {size}")
    return words.format(size=display.size(whole.deviation))


def _own(section: Own, setting: Setting) -> list[str | list[str]]:
    parts: list[str | list[str]] = []
    if section.to_write and setting.round:
        month = round_name(setting.round)
        parts.append(_heading(_("To submit")))
        parts.append(_("Forecast as of {month}. {deadline}").format(
            month=month, deadline=_deadline(setting.round.unit_head_due, setting.today)))  # fmt: skip
        parts += [_to_write(each, setting.round) for each in section.to_write]
    if section.standings:
        parts.append(_heading(_("Your units")))
        parts += [
            [_stands(each, setting.display), page_link("socbudget:unit", setting.administration.code, each.code)]
            for each in section.standings
        ]
    return parts


def _to_write(unit: RoundUnit, round: Round) -> list[str]:
    if unit.sent_back:
        state = (
            _("{unit}: sent back") if unit.state == EntryState.SENT_BACK else _("{unit}: sent back, being corrected")
        )
    else:
        state = _("{unit}: begun") if unit.state == EntryState.DRAFT else _("{unit}: not started")
    word = [_("“{word}”").format(word=unit.word)] if unit.word else []
    return [state.format(unit=_named(unit)), *word, forecast_link(round, unit.code)]


def _approving(section: Approving, setting: Setting) -> list[str | list[str]]:
    parts: list[str | list[str]] = [_heading(_("Your department"))]
    if section.to_approve and setting.round:
        deadline = _deadline(setting.round.department_head_due, setting.today)
        text = _("Wait for your approval: {units}. {deadline}")
        links = (forecast_link(setting.round, each.code) for each in section.to_approve[:NAMED])
        parts.append([text.format(units=_names(section.to_approve), deadline=deadline), *links])
    if section.missing:
        parts.append(_("Not submitted: {units}.").format(units=_names(section.missing)))
    if section.changed:
        parts.append([_("Largest changes:"), *(_changed(each, setting.display) for each in section.changed)])
    return [*parts, _board(setting)]


def _controlling(section: Controlling, setting: Setting) -> list[str | list[str]]:
    month = round_name(setting.round) if setting.round else ""
    done = section.expected - len(section.missing)
    parts: list[str | list[str]] = [
        _heading(_("Round of {month}").format(month=month)),
        _("{n} of {all} forecasts are submitted.").format(n=done, all=section.expected),
    ]
    if section.missing:
        parts.append(_("Not submitted: {units}.").format(units=_names(section.missing)))
    if section.to_check:
        parts.append(_("To check: {units}.").format(units=_names(section.to_check)))
    if section.odd:
        parts.append(_("To look at: {units}.").format(units=_names(section.odd)))
    return [*parts, _deadlines(section.deadlines), _board(setting)]


def _closing(section: Closing, setting: Setting) -> list[str | list[str]]:
    names = listed([month_and_year(month).lower() for month in section.months])
    text = ngettext(
        "{months} has actuals and is not closed", "{months} have actuals and are not closed", len(section.months)
    )
    return [
        _heading(_("To close")),
        f"{capfirst(text.format(months=names))}.",
        page_link("forecasts:months", setting.administration.code),
    ]


def _following(section: Following, setting: Setting) -> list[str | list[str]]:
    whole = total(section.standings)
    place = _("The administration") if section.whole else _("The department")
    finding = overview_words.finding(whole, place, setting.display)
    since = overview_words.since_last(whole, setting.display)
    parts: list[str | list[str]] = [
        _heading(place),
        f"{finding}, {since}." if since else f"{finding}.",
    ]
    if whole.effect:
        parts.append(overview_words.before_and_after(whole, setting.display))
    if section.largest:
        lines = (_stands(each, setting.display) for each in section.largest)
        parts.append([_("Largest deficits:"), *lines])
    parts.append(_deadlines(section.deadlines))
    return [*parts, page_link("socbudget:administration", setting.administration.code)] if section.whole else parts


def _stands(standing: Standing, display: Display) -> str:
    """4100 Barn och ungdom: −1 234 tkr against the budget, 200 tkr worse than the forecast before."""
    name = f"{standing.code} {standing.name}"
    if standing.deviation is None:
        return _("{unit}: no forecast").format(unit=name)
    text = _against_budget(name, standing, display)
    change = standing.change
    if change is None:
        return f"{text}."
    return f"{text}, {_change(change, display)}."


def _against_budget(name: str, standing: Standing, display: Display) -> str:
    words = {"unit": name, "deviation": display.in_words(standing.deviation or 0)}
    if standing.after is None:
        return _("{unit}: {deviation} against the budget").format(**words)
    return _("{unit}: {deviation} against the budget before measures and {after} after").format(
        after=display.in_words(standing.after), **words
    )


def _changed(standing: Standing, display: Display) -> str:
    name = f"{standing.code} {standing.name}"
    return f"{name}: {_change(standing.change or 0, display)}."


def _change(change: int, display: Display) -> str:
    if display.rounds_to_zero(change):
        return _("unchanged since the forecast before")
    words = _("{size} worse than the forecast before") if change < 0 else _("{size} better than the forecast before")
    return words.format(size=display.size(change))


def _deadlines(days: dict[str, date]) -> list[str]:
    """This week's deadlines, one a line; nothing without any."""
    lines = [f"{DEADLINES[name]}: {day_in_words(day)}" for name, day in days.items()]
    return [_("Deadlines this week:"), *lines] if lines else []


def _deadline(due: date, today: date) -> str:
    if due < today:
        return _("The last day was {day}.").format(day=day_in_words(due))
    return _("The last day is {day}.").format(day=day_in_words(due))


def _board(setting: Setting) -> str:
    if setting.round is None:
        return page_link("socbudget:start")
    return page_link("forecasts:round", setting.administration.code, setting.round.pk)


def _heading(text: str) -> str:
    return text.upper()


def _names(units: Sequence[RoundUnit]) -> str:
    """At most eight of them, and how many more."""
    if len(units) <= NAMED + 1:
        return listed([_named(each) for each in units])
    return listed([*(_named(each) for each in units[:NAMED]), _("{n} more").format(n=len(units) - NAMED)])


def _named(unit: RoundUnit) -> str:
    return f"{unit.code} {unit.name}"
