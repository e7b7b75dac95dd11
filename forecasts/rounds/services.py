"""What a controller does with rounds. One who is second of two at once is told what the first has done."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from forecasts.models import CycleRules, Forecast, Round
from forecasts.rounds import refusals
from forecasts.rounds.calendar import Days, Deadlines, deadlines, extra_deadlines, plan
from forecasts.rounds.queries import rules_of
from forecasts.rounds.words import DEADLINES, round_name
from units.display import month_and_year
from units.models import Administration, User
from units.months import add_months, first_of
from units.services import record_change

DUE = tuple(field.name for field in fields(Deadlines))
RULES = (
    "months", "fortnightly",
    "ledger_days", "unit_head_days", "controller_days", "department_head_days", "director_days", "committee_days",
    "explain_ore", "explain_permille", "change_ore", "change_permille",
)  # fmt: skip


def days_of(rules: CycleRules) -> Days:
    """The working days of `rules`."""
    return Days(*(getattr(rules, f"{field.name}_days") for field in fields(Days)))


def deadlines_of(each: Round) -> Deadlines:
    """The deadlines of a round."""
    return Deadlines(*(getattr(each, name) for name in DUE))


@transaction.atomic
def plan_year(administration: Administration, year: int, *, by: User | None) -> list[Round]:
    """Plan the rounds of `year` that the rules give and that are not there; extra ones only from today on.

    Raises:
        NoMonthsError: no month has a forecast.
        AlreadyPlannedError: all of them are there.
    """
    _alone(administration)
    rules = rules_of(administration)
    if not rules.months:
        raise refusals.NoMonthsError
    there = set(administration.rounds.filter(as_of__year=year).values_list("as_of", "number"))
    today = timezone.localdate()
    wanted = plan(year, rules.months, days_of(rules), fortnightly=rules.fortnightly)
    made = [
        Round(administration=administration, as_of=each.as_of, number=each.number, **asdict(each.deadlines))
        for each in wanted
        if (each.as_of, each.number) not in there and (not each.number or each.deadlines.unit_head_due >= today)
    ]
    if not made:
        raise refusals.AlreadyPlannedError(year=year)
    made = Round.objects.bulk_create(made)
    after = {"rounds": [str(each) for each in made]}
    record_change("rounds-planned", year, administration=administration, by=by, after=after)
    return made


@transaction.atomic
def add_extra_round(administration: Administration, as_of: date, *, unit_head_due: date, by: User | None) -> Round:
    """Plan one more round as of the month `as_of`, in which the unit heads answer on `unit_head_due`.

    Raises:
        NoOrdinaryRoundError: the month has no ordinary round.
        ExtraTooEarlyError: it would come before the round before it.
    """
    _alone(administration)
    earlier = list(administration.rounds.filter(as_of=as_of).order_by("number"))
    if not earlier:
        raise refusals.NoOrdinaryRoundError(month=month_and_year(as_of).capitalize())
    if unit_head_due <= earlier[-1].unit_head_due:
        raise refusals.ExtraTooEarlyError(day=earlier[-1].unit_head_due)
    days = days_of(rules_of(administration))
    due = extra_deadlines(deadlines_of(earlier[0]), days, unit_head_due)
    made = Round.objects.create(
        administration=administration, as_of=as_of, number=earlier[-1].number + 1, **asdict(due)
    )
    record_change("round-added", made, administration=administration, by=by, after=_days_in_words(due))
    return made


@transaction.atomic
def remove_round(each: Round, *, by: User | None) -> None:
    """Take away a round that was never opened.

    Raises:
        RoundUsedError: it was.
    """
    each = _locked_row(each)
    if each.opened_at or each.forecasts.exists():
        raise refusals.RoundUsedError(name=round_name(each))
    record_change("round-removed", each, administration=each.administration, by=by)
    each.delete()


@transaction.atomic
def open_round(round: Round, *, by: User | None) -> Round:
    """Let the forecasts as of the round's month be changed. Drafts left since the round before come along.

    Raises:
        RoundLockedError, RoundOpenAlreadyError: it was opened before.
        OtherRoundOpenError: another round of the administration is open.
        RoundMonthNotOverError: its as-of month is not over.
        LaterRoundOpenedError: a later round was opened before it.
    """
    each = _locked_row(round)
    _refuse_opening(each)
    each.opened_at, each.opened_by = timezone.now(), by
    each.save(update_fields=["opened_at", "opened_by"])
    left = Forecast.drafts.filter(unit__administration=each.administration, as_of=each.as_of)
    left.exclude(round=each).update(round=each)
    record_change("round-opened", each, administration=each.administration, by=by)
    return each


def _refuse_opening(each: Round) -> None:
    if each.is_locked:
        raise refusals.RoundLockedError(name=round_name(each))
    if each.is_open:
        raise refusals.RoundOpenAlreadyError(name=round_name(each))
    others = list(each.administration.rounds.exclude(opened_at=None))
    if other := next((other for other in others if other.is_open), None):
        raise refusals.OtherRoundOpenError(name=round_name(other))
    if each.as_of >= first_of(timezone.localdate()):
        raise refusals.RoundMonthNotOverError(
            month=month_and_year(each.as_of).capitalize(), day=add_months(each.as_of, 1)
        )
    if others and (others[-1].as_of, others[-1].number) > (each.as_of, each.number):
        raise refusals.LaterRoundOpenedError(name=round_name(others[-1]))


@transaction.atomic
def lock_round(round: Round, *, by: User | None) -> Round:
    """Make the submitted forecasts of the round final. Drafts stay as they are and count for nothing.

    Raises:
        RoundLockedError: it is locked.
        RoundNotOpenError: it was never opened.
    """
    each = _locked_row(round)
    if each.is_locked:
        raise refusals.RoundLockedError(name=round_name(each))
    if not each.is_open:
        raise refusals.RoundNotOpenError(name=round_name(each))
    each.locked_at, each.locked_by = timezone.now(), by
    each.save(update_fields=["locked_at", "locked_by"])
    record_change("round-locked", each, administration=each.administration, by=by)
    return each


@transaction.atomic
def change_deadlines(round: Round, values: Mapping[str, date], *, by: User | None) -> Round:
    """Give the round other deadlines.

    Raises:
        RoundLockedError: it is locked.
        DeadlinesOutOfOrderError: a step would end before the one that it follows.
    """
    each = _locked_row(round)
    if each.is_locked:
        raise refusals.RoundLockedError(name=round_name(each))
    before = deadlines_of(each)
    due = Deadlines(*(values.get(name, getattr(before, name)) for name in DUE))
    refuse_disorder(due)
    for name in DUE:
        setattr(each, name, getattr(due, name))
    each.save(update_fields=DUE)
    if due != before:
        record_change(
            "deadlines-changed",
            each,
            administration=each.administration,
            by=by,
            before=_differing(before, due),
            after=_differing(due, before),
        )
    return each


def refuse_disorder(due: Deadlines) -> None:
    """Raise DeadlinesOutOfOrderError with the two steps that are the wrong way round."""
    for earlier, later in pairwise(DUE):
        if getattr(due, later) < getattr(due, earlier):
            raise refusals.DeadlinesOutOfOrderError(later=DEADLINES[later], earlier=DEADLINES[earlier])


@transaction.atomic
def change_rules(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> CycleRules:
    """Give the cycle of `administration` the `values` of its rules.

    Rounds not opened follow, apart from those whose deadlines somebody changed.

    Raises:
        NoMonthsError: no month is left.
        DeadlinesOutOfOrderError: a step would end before the one that it follows.
    """
    _alone(administration)
    rules = rules_of(administration)
    old = {name: getattr(rules, name) for name in RULES}
    new = {name: values.get(name, old[name]) for name in RULES}
    if not new["months"]:
        raise refusals.NoMonthsError
    old_days, old_rhythm = days_of(rules), (rules.months, rules.fortnightly)
    for name, value in new.items():
        setattr(rules, name, value)
    refuse_disorder(deadlines(first_of(timezone.localdate()), days_of(rules)))
    rules.save()
    changed = [name for name in RULES if old[name] != new[name]]
    if changed:
        _follow(administration, rules, old_days, *old_rhythm)
        before, after = ({name: side[name] for name in changed} for side in (old, new))
        record_change("rules-changed", administration, administration=administration, by=by, before=before, after=after)
    return rules


def _follow(
    administration: Administration, rules: CycleRules, days: Days, months: list[int], fortnightly: bool
) -> None:
    """Move, add and remove the rounds not opened as the `rules` say now, those apart that somebody changed by hand."""
    waiting = list(administration.rounds.filter(opened_at=None, forecasts=None))
    for year in {each.year for each in waiting}:
        was = {(each.as_of, each.number): each.deadlines for each in plan(year, months, days, fortnightly=fortnightly)}
        wanted = plan(year, rules.months, days_of(rules), fortnightly=rules.fortnightly)
        now = {(each.as_of, each.number): each.deadlines for each in wanted}
        for each in [each for each in waiting if each.year == year]:
            key = (each.as_of, each.number)
            if was.get(key) != deadlines_of(each):
                continue
            if key in now:
                Round.objects.filter(pk=each.pk).update(**asdict(now[key]))
            else:
                each.delete()
        there = set(administration.rounds.filter(as_of__year=year).values_list("as_of", "number"))
        coming = [key for key in now if key not in {*there, *was} and now[key].unit_head_due > timezone.localdate()]
        Round.objects.bulk_create(
            Round(administration=administration, as_of=as_of, number=number, **asdict(now[as_of, number]))
            for as_of, number in coming
        )


def _alone(administration: Administration) -> None:
    """Let nobody else change the rounds of `administration` until this is done."""
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)


def _locked_row(each: Round) -> Round:
    """The round as it stands now, when nobody else changes the administration's rounds or a forecast in this one."""
    _alone(each.administration)
    return Round.objects.select_for_update(of=("self",)).select_related("administration").get(pk=each.pk)


def _days_in_words(due: Deadlines) -> dict[str, str]:
    return {name: day.isoformat() for name, day in asdict(due).items()}


def _differing(side: Deadlines, other: Deadlines) -> dict[str, str]:
    return {name: day for name, day in _days_in_words(side).items() if getattr(other, name) != getattr(side, name)}
