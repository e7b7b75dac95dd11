"""Following up a measure: a dated statement that is never changed, and what it says of the year's effect.

Amounts are öre, positive when they save, before one-time costs and reinvestment. Rights are the view's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from measures.access import FOLLOWED
from measures.effect import of_year, reforecast
from measures.followups import refusals
from measures.models import FollowUp, Measure
from measures.queries import rules_of
from measures.refusals import FormUsedError, MeasureStaleError
from measures.services import effects_by_month, last_who, rewrite_effect
from measures.words import stage_name
from units.display import month_and_year
from units.models import User
from units.money import MoneyUnit, format_amount
from units.months import add_months, first_of
from units.services import record_change

FARTHEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody says of how a measure goes on `day`.

    `realised` is what it has saved so far and `expected` what it saves in the whole `year`, None when nothing is said
    of them. `year` is that of `day`, or the one before. `was_expected` is what the person saw that it was expected to
    save in `was_year`, None when nothing was seen: to say the same is to say nothing. `next_on` None is the
    administration's usual time later, or never when the measure is done.
    """

    day: date
    status: str
    realised: int | None = None
    expected: int | None = None
    done: str = ""
    hinders: str = ""
    next_on: date | None = None
    year: int | None = None
    was_expected: int | None = None
    was_year: int | None = None

    @property
    def of(self) -> int:
        """The year that the amounts are of."""
        return self.year or self.day.year

    @property
    def through(self) -> date:
        """The last month that `realised` is of: the latest one of the year that has ended, on its last day already."""
        return min(add_months(first_of(self.day + timedelta(days=1)), -1), date(self.of, 12, 1))

    @property
    def says_amounts(self) -> bool:
        """Whether anything is said of the effect."""
        return self.realised is not None or self.expected is not None

    @property
    def kept_day(self) -> date:
        """The day it is kept under: the last one of the year when it says what a past year came to."""
        return min(self.day, date(self.of, 12, 31)) if self.says_amounts else self.day

    def heard(self) -> "Stated":
        """The same, without an expected effect that was only left as it was seen."""
        return replace(self, expected=None) if self.expected == self.was_expected else self


@transaction.atomic
def follow_up(
    measure: Measure, stated: Stated, *, seen: int | None, key: UUID | None = None, by: User | None
) -> FollowUp:
    """Keep what `stated` says of `measure`; the effects of the year become what it says, the baseline stays.

    What a past year came to is kept under the last day of that year. `seen` is the pk of the latest follow-up that the
    person saw, None when there was none. The same `key` twice is one follow-up: the first one comes back. The stage
    stays as it is.

    Raises:
        FollowUpStaleError: somebody followed it up since.
        MeasureStaleError: another effect is said, and what was seen is not what is expected now.
        FormUsedError: `key` is that of a follow-up of another measure.
        NotFollowedError, FollowUpLaterError, FollowUpYearError, FollowUpBeforeDecisionError, FollowUpBeforeLastError,
        SavedBeforeStartError, NextFollowUpError, ExpectedBelowRealisedError, RealisedNeededError,
        NothingMoreComesError, NoMonthThatYearError: as they say.
        EffectAboveBudgetError: the account group does not cost that much.
    """
    measure = Measure.objects.select_for_update(of=("self",)).select_related("administration").get(pk=measure.pk)
    if key and (made := FollowUp.objects.filter(key=key).first()):
        if made.measure_id != measure.pk:
            raise FormUsedError
        return made
    stated = stated.heard()
    last = latest_follow_up(measure)
    _require_followed(measure, last, seen)
    _require_day(measure, stated, last)
    next_on = next_day(measure, stated)
    months = effects_by_month(measure)
    expected = _restated(measure, stated, months, by=by)
    made = FollowUp.objects.create(
        measure=measure,
        day=stated.kept_day,
        status=stated.status,
        realised=stated.realised,
        expected=expected,
        done=stated.done.strip(),
        hinders=stated.hinders.strip(),
        next_on=next_on,
        made_by=by,
        key=key,
    )
    measure.next_follow_up = next_on
    measure.save(update_fields=["next_follow_up"])
    _log(measure, made, last, before=of_year(months, stated.of), by=by)
    return made


def latest_follow_up(measure: Measure) -> FollowUp | None:
    """The follow-up that counts, or None. One query."""
    return measure.follow_ups.select_related("made_by").first()


def year_to_say(measure: Measure, day: date) -> int:
    """The year that amounts are usually said of on `day`: in January the one before, when the measure saves in it."""
    before = day.year - 1
    january = day.month == 1 and any(of.year == before and amount for of, amount in effects_by_month(measure).items())
    return before if january else day.year


def next_day(measure: Measure, stated: Stated) -> date | None:
    """When the next follow-up is: the day that was said, the usual time later, or never when it is done.

    Raises:
        NextFollowUpError: the day is not after the follow-up, or more than a year later.
    """
    if stated.next_on is None:
        usual = timedelta(days=rules_of(measure.administration).follow_up_days)
        return None if stated.status == FollowUp.Status.DONE else stated.day + usual
    if not stated.day < stated.next_on <= stated.day + timedelta(days=FARTHEST_DAYS):
        raise refusals.NextFollowUpError(next=stated.next_on, day=stated.day)
    return stated.next_on


def _require_followed(measure: Measure, last: FollowUp | None, seen: int | None) -> None:
    if measure.stage not in FOLLOWED:
        raise refusals.NotFollowedError(stage=stage_name(measure.stage))
    if last and last.pk != seen:
        raise refusals.FollowUpStaleError(name=last.made_by or "–")


def _require_day(measure: Measure, stated: Stated, last: FollowUp | None) -> None:
    day = stated.day
    if day > timezone.localdate():
        raise refusals.FollowUpLaterError(day=day)
    if measure.decided_on and day.year < measure.decided_on.year:
        raise refusals.FollowUpBeforeDecisionError(day=day, decided=measure.decided_on.year)
    if last and day < last.day:
        raise refusals.FollowUpBeforeLastError(day=day, last=last.day)
    if stated.says_amounts and not day.year - 1 <= stated.of <= day.year:
        raise refusals.FollowUpYearError(year=stated.of, day=day, last=day.year, first=day.year - 1)
    if (stated.realised or 0) > 0 and day < measure.start:
        raise refusals.SavedBeforeStartError(start=month_and_year(measure.start), day=day)


def _restated(measure: Measure, stated: Stated, months: Mapping[date, int], *, by: User | None) -> int | None:
    """What is expected of the year (öre), after the effects `months` were made to say it; None when nothing is said."""
    if not stated.says_amounts:
        return None
    year, through = stated.of, stated.through
    so_far = sum(amount for month, amount in months.items() if month.year == year and month <= through)
    coming = any(month.year == year and month > through for month in months)
    if (stated.realised or stated.expected) and not any(month.year == year for month in months):
        raise refusals.NoMonthThatYearError(year=year)
    whole = of_year(months, year)
    if stated.expected is not None and stated.was_year == year and stated.was_expected not in (None, whole):
        raise MeasureStaleError(name=last_who(measure))
    realised, expected = _year_said(stated, so_far, whole, coming=coming, through=through)
    as_before = (realised, expected) == (so_far, whole)
    now = months if as_before else reforecast(months, year, through=through, realised=realised, expected=expected)
    if now != months:
        status = str(FollowUp.Status(stated.status).label)
        reason = stated.hinders.strip() or stated.done.strip() or status.capitalize()
        rewrite_effect(measure, now, reason=reason, under_way=True, by=by)
    return expected


def _year_said(stated: Stated, so_far: int, whole: int, *, coming: bool, through: date) -> tuple[int, int]:
    """Realised and expected (öre) as `stated` says them, and as the effects do where it says nothing."""
    realised = so_far if stated.realised is None else stated.realised
    expected = stated.expected
    if expected is None:
        expected = whole if coming else realised
    if not coming and stated.realised is not None and expected != realised:
        raise refusals.NothingMoreComesError(
            month=month_and_year(through), realised=_kronor(realised), expected=_kronor(expected)
        )
    if coming and expected < realised:
        if stated.realised is None:
            raise refusals.RealisedNeededError(expected=_kronor(expected), planned=_kronor(realised))
        if not stated.hinders.strip():
            raise refusals.ExpectedBelowRealisedError(expected=_kronor(expected), realised=_kronor(realised))
    return realised, expected


def _log(measure: Measure, made: FollowUp, last: FollowUp | None, *, before: int, by: User | None) -> None:
    record_change(
        "measure-followed-up",
        measure,
        administration=measure.administration,
        by=by,
        before=_told(last) | ({"expected_ore": before} if made.expected is not None else {}) if last else {},
        after=_told(made),
    )


def _told(made: FollowUp) -> dict[str, Any]:
    values = {
        "day": made.day.isoformat(),
        "status": made.status,
        "realised_ore": made.realised,
        "expected_ore": made.expected,
        "done": made.done,
        "hinders": made.hinders,
        "next_on": made.next_on and made.next_on.isoformat(),
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _kronor(ore: int) -> str:
    return format_amount(ore, MoneyUnit.KR)
