"""A forecast's way: submitted, checked, approved or sent back; and corrected when its round is locked.

Every step locks the round and then the unit, so that of two at once one comes first and the other is told. A step that
has been taken already is not taken again: a double click is harmless.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forecasts.entry import refusals
from forecasts.entry.drafts import begin, locked, the_draft
from forecasts.entry.explain import must_explain, unexplained
from forecasts.entry.flags import Flag, flags
from forecasts.entry.guard import refuse_unless_writable, tidy_text
from forecasts.entry.lines import unwritten
from forecasts.entry.queries import Entry, drafts_of, entries, next_version, submitted_of, thresholds_of
from forecasts.entry.words import flag_sentence, reasons_sentence
from forecasts.models import CycleRules, Forecast, ForecastStep, Round
from forecasts.rounds.queries import rules_of
from units.display import Display, display_of, month_and_year
from units.models import Unit, User
from units.services import record_change

State = Forecast.State


class Checked(NamedTuple):
    """How many forecasts a controller checked at once, and how many have something that nobody has answered."""

    checked: int
    left: int


def flags_of(entry: Entry, rules: CycleRules) -> list[Flag]:
    """All that looks odd in the forecast of `entry`."""
    return flags(entry.lines, thresholds_of(rules))


def unanswered(entry: Entry, rules: CycleRules) -> list[Flag]:
    """What looks odd and has no answer."""
    answered = {(answer.code, answer.group_id) for answer in entry.answers}
    return [flag for flag in flags_of(entry, rules) if (flag.code, flag.group) not in answered]


def missing_before_submit(entry: Entry, rules: CycleRules, display: Display) -> list[str]:
    """All that stands in the way of submitting, one sentence each."""
    total = entry.total
    if not total.written:
        return [_("No amount is written yet.")]
    missing = []
    if lacking := unwritten(entry.lines):
        names = ", ".join(line.name for line in lacking)
        missing.append(_("An amount is missing for: {names}. Write 0 where nothing is expected.").format(names=names))
    else:
        missing += _unexplained(entry, rules, display) + _left_by_causes(entry, rules, display)
    missing += [
        _("{sentence} Correct it or answer.").format(sentence=flag_sentence(flag, display))
        for flag in unanswered(entry, rules)
        if flag.blocking
    ]
    return missing


def _unexplained(entry: Entry, rules: CycleRules, display: Display) -> list[str]:
    total = entry.total
    reasons = must_explain(total.deviation, total.change, total.budget, thresholds_of(rules))
    if not reasons:
        return []
    why = reasons_sentence(reasons, total.deviation, total.change, display)
    commented = (entry.forecast and (entry.forecast.comment or entry.forecast.reason)) or any(
        line.comment for line in entry.lines
    )
    missing = [] if commented else [_("{why} Write a comment.").format(why=why)]
    if not entry.causes and total.deviation:
        missing.append(_("{why} Choose at least one cause.").format(why=why))
    return missing


def _left_by_causes(entry: Entry, rules: CycleRules, display: Display) -> list[str]:
    """A correction has the causes of the locked version: what they leave of the new deviation is to be small."""
    if not (entry.draft and entry.draft.reason and entry.causes):
        return []
    total = entry.total
    rest = unexplained(total.deviation or 0, [cause.amount for cause in entry.causes])
    if not thresholds_of(rules).explains(rest, total.budget):
        return []
    text = _("The causes leave {rest} of the deviation unexplained. Correct their amounts.")
    return [text.format(rest=display.in_words(rest))]


@transaction.atomic
def submit(unit: Unit, round: Round, *, by: User | None, seen: int | None = None) -> Forecast:
    """Hand in what is written: the draft becomes the next version and counts from now on.

    A correction of a locked forecast is checked at once: the controller made it. `seen` is the pk of the latest
    submitted forecast that the person has looked at, if another handed it in since the draft was changed.

    Raises:
        IncompleteError: something is missing; it says all of it.
        NothingToSubmitError, NothingChangedError: there is no draft.
        SubmittedMeanwhileError: somebody else submitted after the draft was changed.
        RoundNotOpenError, RoundLockedError, ForecastApprovedError, NotExpectedError: nothing may be submitted.
    """
    round = _locked_round(round)
    unit = locked(unit)
    latest = submitted_of(round, [unit.pk]).select_related("submitted_by").last()
    draft = the_draft(unit, round)
    if draft is None:
        return _without_draft(unit, round, latest, by)
    refuse_unless_writable(round, draft, unit)
    if latest and latest.pk != seen and draft.changed_at and latest.submitted_at > draft.changed_at:
        raise refusals.SubmittedMeanwhileError(by=latest.submitted_by or "–", at=_clock(latest.submitted_at))
    entry, rules = entries([unit.pk], round)[unit.pk], rules_of(unit.administration)
    if missing := missing_before_submit(entry, rules, display_of(unit.administration)):
        raise refusals.IncompleteError(missing)
    return _hand_in(unit, round, draft, latest, by)


def _hand_in(unit: Unit, round: Round, draft: Forecast, latest: Forecast | None, by: User | None) -> Forecast:
    """The draft as the next version; comments on groups that nothing is expected of stand with the amount 0."""
    now = timezone.now()
    draft.lines.filter(amount=None).update(amount=0)
    draft.version = next_version(unit.pk, round)
    draft.state = State.CHECKED if round.is_locked else State.SUBMITTED
    draft.late = _is_late(round, now, latest)
    draft.submitted_at, draft.submitted_by = now, by
    draft.save()
    _step(draft, State.SUBMITTED, by, draft.reason)
    if draft.state == State.CHECKED:
        _step(draft, State.CHECKED, by, draft.reason)
    after = {"version": draft.version, "amounts": _amounts(draft)}
    after |= {"late": True} if draft.late else {}
    after |= {"reason": draft.reason} if draft.reason else {}
    before = {"version": latest.version, "amounts": _amounts(latest)} if latest else {}
    _record("forecast-submitted", draft, by, after, before)
    return draft


def _is_late(round: Round, now: datetime, latest: Forecast | None) -> bool:
    """Whether the unit head's day has passed. What replaces a forecast that came in time is not late."""
    if latest and not latest.late:
        return False
    return timezone.localdate(now) > round.unit_head_due


def _without_draft(unit: Unit, round: Round, latest: Forecast | None, by: User | None) -> Forecast:
    if latest is None:
        refuse_unless_writable(round, None, unit)
        raise refusals.NothingToSubmitError
    if latest.state == State.SENT_BACK:
        raise refusals.NothingChangedError
    if latest.submitted_by_id != (by.pk if by else None):
        raise refusals.SubmittedMeanwhileError(by=latest.submitted_by or "–", at=_clock(latest.submitted_at))
    return latest


@transaction.atomic
def check(forecast: Forecast, *, by: User | None, word: str = "") -> Forecast:
    """Say as a controller that the forecast has been gone through.

    Raises:
        NewerVersionError, ForecastSentBackError: it is not the one that stands.
        RoundLockedError: its round is locked.
        PersonalNumberError: the word cannot be kept.
    """
    word = tidy_text(word)
    forecast = _standing(forecast)
    if forecast.state in (State.CHECKED, State.APPROVED):
        return forecast
    _refuse_locked(forecast)
    return _take(forecast, State.CHECKED, "forecast-checked", by, word)


@transaction.atomic
def check_all(round: Round, *, by: User | None, units: Sequence[int] | None = None) -> Checked:
    """Check every submitted forecast of an open `round` (of `units`) in which everything odd has been answered.

    Raises:
        RoundLockedError: it is locked.
    """
    round = _locked_round(round)
    if round.is_locked:
        raise refusals.RoundLockedError(month=month_and_year(round.as_of))
    waiting = {each.unit_id: each for each in submitted_of(round, units).select_related("unit__administration")}
    waiting = {unit: each for unit, each in waiting.items() if each.state == State.SUBMITTED}
    writing = set(drafts_of(round, list(waiting)).values_list("unit", flat=True))
    rules, checked = rules_of(round.administration), 0
    for unit, entry in entries(sorted(waiting.keys() - writing), round).items():
        if not unanswered(entry, rules):
            _take(waiting[unit], State.CHECKED, "forecast-checked", by, "")
            checked += 1
    return Checked(checked, len(waiting) - checked)


@transaction.atomic
def approve(forecast: Forecast, *, by: User | None, word: str = "") -> Forecast:
    """Say as a department head that the forecast holds; a correction of a locked one too.

    Raises:
        NotCheckedError: no controller has checked it.
        Others as `check`.
    """
    word = tidy_text(word)
    forecast = _standing(forecast)
    if forecast.state == State.APPROVED:
        return forecast
    if not forecast.reason:
        _refuse_locked(forecast)
    if forecast.state != State.CHECKED:
        raise refusals.NotCheckedError
    return _take(forecast, State.APPROVED, "forecast-approved", by, word)


@transaction.atomic
def send_back(forecast: Forecast, *, word: str, by: User | None) -> Forecast:
    """Ask the unit to change its forecast, with a word about what.

    Raises:
        WordNeededError: there is none.
        Others as `check`.
    """
    word = tidy_text(word)
    if not word:
        raise refusals.WordNeededError
    forecast = _standing(forecast, sent_back=True)
    if forecast.state == State.SENT_BACK:
        return forecast
    _refuse_locked(forecast)
    return _take(forecast, State.SENT_BACK, "forecast-sent-back", by, word)


@transaction.atomic
def begin_correction(unit: Unit, round: Round, *, reason: str, by: User | None) -> Forecast:
    """Begin a new version of a forecast whose round is locked: a draft with its reason, which may then be written.

    Raises:
        ReasonNeededError: there is no reason.
        RoundNotOpenError, RoundNotLockedError: it is not locked.
        LaterForecastError: an extra round of the same month has come since.
        PersonalNumberError: the reason cannot be kept.
    """
    reason = tidy_text(reason)
    if not reason:
        raise refusals.ReasonNeededError
    round = _locked_round(round)
    unit = locked(unit)
    if not round.is_locked:
        raise refusals.RoundNotLockedError(month=month_and_year(round.as_of))
    if _has_later(unit, round):
        raise refusals.LaterForecastError(unit=unit, month=month_and_year(round.as_of))
    draft = the_draft(unit, round)
    if draft and draft.reason:
        return draft
    if draft:
        draft.reason, draft.changed_at, draft.changed_by = reason, timezone.now(), by
        draft.save(update_fields=["reason", "changed_at", "changed_by"])
    else:
        draft = begin(unit, round, reason=reason, by=by)
    _record("forecast-correction-begun", draft, by, {"reason": reason})
    return draft


def _has_later(unit: Unit, round: Round) -> bool:
    """Whether an extra round of the same month is open, or the unit has submitted in one."""
    later = Round.objects.filter(
        administration=round.administration_id, as_of=round.as_of, number__gt=round.number, opened_at__isnull=False
    )
    if later.filter(locked_at=None).exists():
        return True
    return Forecast.objects.filter(unit=unit, round__in=later, withdrawn_at=None).exists()


def _locked_round(round: Round) -> Round:
    """The round as it is now, which nobody locks or opens until the step is taken."""
    rows = Round.objects.select_for_update(no_key=True, of=("self",)).select_related("administration")
    return rows.get(pk=round.pk)


def _standing(forecast: Forecast, *, sent_back: bool = False) -> Forecast:
    """The forecast as it is now, locked, if it is the latest of its unit in its round.

    Raises:
        NothingSubmittedError: it was withdrawn.
        NewerVersionError: another was submitted since.
        ForecastSentBackError: it was sent back, unless that is what is wanted.
    """
    if forecast.round_id:
        Round.objects.select_for_update(no_key=True).get(pk=forecast.round_id)
    locked(forecast.unit)
    rows = Forecast.objects.select_for_update(no_key=True, of=("self",)).select_related("unit__administration", "round")
    forecast = rows.get(pk=forecast.pk)
    if forecast.withdrawn_at:
        raise refusals.NothingSubmittedError(unit=forecast.unit)
    same = Forecast.objects.filter(unit=forecast.unit_id, round=forecast.round_id, as_of=forecast.as_of)
    newer = same.filter(version__gt=forecast.version, withdrawn_at=None).select_related("submitted_by").first()
    if newer:
        raise refusals.NewerVersionError(by=newer.submitted_by or "–", at=_clock(newer.submitted_at))
    if forecast.state == State.SENT_BACK and not sent_back:
        raise refusals.ForecastSentBackError
    return forecast


def _refuse_locked(forecast: Forecast) -> None:
    if forecast.round is None or forecast.round.is_locked:
        raise refusals.RoundLockedError(month=month_and_year(forecast.as_of))


def _take(forecast: Forecast, state: str, action: str, by: User | None, word: str) -> Forecast:
    before, forecast.state = forecast.state, state
    forecast.save(update_fields=["state"])
    _step(forecast, state, by, word)
    after = {"state": state, "version": forecast.version} | ({"word": word} if word else {})
    _record(action, forecast, by, after, {"state": before})
    return forecast


def _step(forecast: Forecast, state: str, by: User | None, word: str) -> None:
    ForecastStep.objects.create(forecast=forecast, state=state, at=timezone.now(), by=by, word=word)


def _amounts(forecast: Forecast) -> dict[str, int]:
    return dict(forecast.lines.values_list("group__name", "amount"))


def _clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _record(action: str, forecast: Forecast, by: User | None, after: dict, before: dict | None = None) -> None:
    record_change(
        action,
        f"{forecast.unit} {forecast.round}",
        administration=forecast.unit.administration,
        by=by,
        before=before or {},
        after=after,
    )
