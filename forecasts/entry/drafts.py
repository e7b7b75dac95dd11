"""What is written in a draft. It counts nowhere until it is submitted.

Every service locks the unit's row, so that two people who write at once never make two drafts. Who writes first after
a forecast was submitted begins a new draft with a copy of it.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from forecasts.entry import refusals
from forecasts.entry.flags import FlagCode
from forecasts.entry.grid_typed import LARGEST_ORE
from forecasts.entry.guard import refuse_unless_writable, same_text, short_text, tidy_text
from forecasts.entry.lines import EntryLine, is_unsplit
from forecasts.entry.queries import drafts_of, entries, submitted_of
from forecasts.models import FlagAnswer, Forecast, ForecastCause, ForecastLine, ForecastRisk, Round
from forecasts.rounds.queries import CauseName, cause_name, every_cause_of
from units.display import month_and_year
from units.models import AccountGroup, Unit, User
from units.services import record_change

SOURCES = {
    "proposal": lambda line: line.proposal,
    "previous": lambda line: line.previous,
    "budget": lambda line: line.budget,
}


def the_draft(unit: Unit, round: Round) -> Forecast | None:
    """What is being written in `round`."""
    return drafts_of(round, [unit.pk]).select_related("changed_by").first()


@transaction.atomic
def write_amount(
    unit: Unit,
    round: Round,
    group: AccountGroup,
    *,
    amount: int | None,
    seen: int | None,
    by: User | None,
) -> Forecast:
    """Write `amount` (öre; None clears) for an account group where the person saw `seen`.

    Raises:
        EditedByOtherError: something else stands there, and it is not `amount` either.
        AmountTooLargeError: it cannot be meant.
        RoundNotOpenError, RoundLockedError, ForecastApprovedError, NotExpectedError: nothing may be written.
    """
    _refuse_large(amount or 0)
    draft = _begin(unit, round, by=by)
    line = _line(draft, group)
    before = line.amount if line else None
    if before == amount:
        return draft
    if before != seen:
        raise _edited_by_other(line, draft, amount=before)
    if line is None:
        line = ForecastLine(forecast=draft, group=group)
    line.amount = amount
    _store(line, draft, by)
    _record("forecast-written", unit, round, by, {"amount_ore": before}, {"amount_ore": amount, "group": group.name})
    return draft


@transaction.atomic
def write_line_comment(
    unit: Unit,
    round: Round,
    group: AccountGroup,
    *,
    text: str,
    seen: str,
    by: User | None,
) -> Forecast:
    """Write a comment on an account group where the person saw `seen`; it may be written before the amount.

    Raises:
        PersonalNumberError, TextTooLongError: the text cannot be kept.
        Others as `write_amount`.
    """
    text = tidy_text(text)
    draft = _begin(unit, round, by=by)
    line = _line(draft, group)
    before = line.comment if line else ""
    if before == text:
        return draft
    if before != same_text(seen):
        raise _edited_by_other(line, draft, text=before)
    if line is None:
        line = ForecastLine(forecast=draft, group=group, amount=None)
    line.comment = text
    _store(line, draft, by)
    _record("forecast-commented", unit, round, by, {"comment": before}, {"comment": text, "group": group.name})
    return draft


@transaction.atomic
def write_comment(unit: Unit, round: Round, *, text: str, seen: str, by: User | None) -> Forecast:
    """Write the comment on the whole forecast where the person saw `seen`.

    Raises:
        As `write_line_comment`.
    """
    text = tidy_text(text)
    draft = _begin(unit, round, by=by)
    before = draft.comment
    if before == text:
        return draft
    if before != same_text(seen):
        raise _edited_by_other(None, draft, text=before)
    draft.comment = text
    _touch(draft, by, "comment")
    _record("forecast-commented", unit, round, by, {"comment": before}, {"comment": text})
    return draft


@transaction.atomic
def write_causes(
    unit: Unit,
    round: Round,
    causes: Sequence[tuple[str, int, str]],
    *,
    by: User | None,
) -> Forecast:
    """Let the deviation have these `causes`: code, öre with the sign of the deviation, and a comment.

    Raises:
        UnknownCauseError, CauseTwiceError, CauseAmountError: the causes do not fit.
        PersonalNumberError, TextTooLongError: a comment cannot be kept.
        Others as `write_amount`.
    """
    known = every_cause_of(unit.administration)
    codes = {cause.code for cause in known}
    rows: dict[str, ForecastCause] = {}
    for code, amount, comment in causes:
        if code not in codes:
            raise refusals.UnknownCauseError(cause=code)
        if code in rows:
            raise refusals.CauseTwiceError(cause=cause_name(known, code))
        if not amount:
            raise refusals.CauseAmountError(cause=cause_name(known, code))
        _refuse_large(amount)
        rows[code] = ForecastCause(cause=code, amount=amount, comment=short_text(comment))
    draft = _begin(unit, round, by=by)
    before = list(draft.causes.all())
    if [_cause_said(row) for row in before] == [_cause_said(row) for row in rows.values()]:
        return draft
    draft.causes.all().delete()
    for row in rows.values():
        row.forecast = draft
    ForecastCause.objects.bulk_create(rows.values())
    _touch(draft, by)
    _record("forecast-causes-written", unit, round, by, _causes_told(before, known), _causes_told(rows.values(), known))
    return draft


def _cause_said(row: ForecastCause) -> tuple[str, int, str]:
    return row.cause, row.amount, row.comment


def _causes_told(rows: Iterable[ForecastCause], known: Sequence[CauseName]) -> dict[str, object]:
    """What the log says of causes: their amounts, and the comments on them."""
    named = [(cause_name(known, row.cause), row) for row in rows]
    comments = "; ".join(f"{name}: {row.comment}" for name, row in named if row.comment)
    return {"by_cause": {name: row.amount for name, row in named}, "comment": comments}


@transaction.atomic
def write_risks(unit: Unit, round: Round, risks: Sequence[tuple[str, int, int]], *, by: User | None) -> Forecast:
    """Let these `risks` and opportunities stand beside the forecast: what, öre (− is worse), per cent.

    Raises:
        RiskIncompleteError: one has no text, no amount or no probability between 1 and 99.
        PersonalNumberError, TextTooLongError: a text cannot be kept.
        Others as `write_amount`.
    """
    rows = [ForecastRisk(text=short_text(text), amount=amount, probability=share) for text, amount, share in risks]
    for row in rows:
        if not row.text or not row.amount or not 1 <= row.probability <= 99:
            raise refusals.RiskIncompleteError
        _refuse_large(row.amount)
    draft = _begin(unit, round, by=by)
    before = _risks_told(draft.risks.all())
    if before == _risks_told(rows):
        return draft
    draft.risks.all().delete()
    for row in rows:
        row.forecast = draft
    ForecastRisk.objects.bulk_create(rows)
    _touch(draft, by)
    _record("forecast-risks-written", unit, round, by, {"risks": before}, {"risks": _risks_told(rows)})
    return draft


def _risks_told(rows: Iterable[ForecastRisk]) -> dict[str, int]:
    """What the log says of risks: the amount of each, by its number, text and probability."""
    return {f"{number}. {row.text} ({row.probability} %)": row.amount for number, row in enumerate(rows, 1)}


@transaction.atomic
def answer_flag(
    unit: Unit,
    round: Round,
    code: str,
    group: AccountGroup | None,
    *,
    answer: str,
    by: User | None,
) -> Forecast:
    """Answer something that looks odd, in the draft or in what is submitted; an empty answer takes it back.

    Raises:
        UnknownFlagError: there is nothing of that code.
        PersonalNumberError, TextTooLongError: the answer cannot be kept.
        Others as `write_amount`.
    """
    if code not in set(FlagCode):
        raise refusals.UnknownFlagError
    answer = short_text(answer)
    forecast = _answerable(unit, round, by=by)
    held = FlagAnswer.objects.filter(forecast=forecast, code=code, group=group).first()
    before = held.answer if held else ""
    if before == answer:
        return forecast
    if held:
        held.delete()
    if answer:
        FlagAnswer.objects.create(forecast=forecast, code=code, group=group, answer=answer, answered_by=by)
    name = {"group": group.name} if group else {}
    after = {"answer": answer, "flag": code} | name
    _record("forecast-flag-answered", unit, round, by, {"answer": before}, after)
    return forecast


@transaction.atomic
def fill_empty(unit: Unit, round: Round, *, source: str, by: User | None) -> Forecast:
    """Write the proposal, the previous forecast or the budget (`source`) where no amount is written yet.

    Raises:
        UnsplitForecastError: the forecast is one amount for the whole unit.
        Others as `write_amount`.
    """
    draft = _begin(unit, round, by=by)
    lines = entries([unit.pk], round)[unit.pk].lines
    if is_unsplit(lines):
        raise refusals.UnsplitForecastError
    filled = {line.group: _from(source, line) for line in lines if line.forecast is None}
    filled = {group: amount for group, amount in filled.items() if amount is not None}
    if not filled:
        return draft
    held = {line.group_id: line for line in draft.lines.filter(group__in=list(filled))}
    for group, amount in filled.items():
        line = held.get(group) or ForecastLine(forecast=draft, group_id=group)
        line.amount, line.changed_at, line.changed_by = amount, timezone.now(), by
        line.save()
    _touch(draft, by)
    names = {line.group: line.name for line in lines}
    amounts = {names[group]: amount for group, amount in filled.items()}
    _record("forecast-filled", unit, round, by, {}, {"source": source, "amounts": amounts})
    return draft


@transaction.atomic
def discard_draft(unit: Unit, round: Round, *, by: User | None) -> None:
    """Throw away what is being written; the log keeps its amounts. Without a draft nothing happens.

    Raises:
        RoundLockedError: the round is locked and the draft is no correction.
    """
    unit = locked(unit)
    draft = the_draft(unit, round)
    if draft is None:
        return
    refuse_unless_writable(round, draft, unit)
    amounts = {line.group.name: line.amount or 0 for line in draft.lines.select_related("group")}
    before = {"amounts": amounts, "comment": draft.comment} | ({"reason": draft.reason} if draft.reason else {})
    draft.delete()
    _record("forecast-draft-discarded", unit, round, by, before, {})


def locked(unit: Unit) -> Unit:
    """The unit, so that whoever writes its forecasts waits for each other."""
    return Unit.objects.select_for_update(no_key=True, of=("self",)).select_related("administration").get(pk=unit.pk)


def begin(unit: Unit, round: Round, *, reason: str = "", by: User | None) -> Forecast:
    """A new draft: a copy of the latest submitted forecast of the round when there is one."""
    _refuse_other_correction(unit, round)
    source = submitted_of(round, [unit.pk]).last()
    draft = Forecast.drafts.create(
        unit=unit,
        round=round,
        year=round.year,
        as_of=round.as_of,
        version=0,
        state=Forecast.State.DRAFT,
        comment=source.comment if source else "",
        reason=reason,
        changed_at=timezone.now(),
        changed_by=by,
    )
    for rows in (source.lines, source.causes, source.risks, source.answers) if source else ():
        copies = list(rows.all())
        answered = [each.answered_at for each in copies] if rows.model is FlagAnswer else []
        for copy in copies:
            copy.pk, copy.forecast = None, draft
        rows.model.objects.bulk_create(copies)
        for copy, at in zip(copies, answered, strict=False):
            FlagAnswer.objects.filter(pk=copy.pk).update(answered_at=at)
    return draft


def _refuse_other_correction(unit: Unit, round: Round) -> None:
    """Refuse while the correction of a locked forecast of the same month, in another round, is being written.

    Raises:
        CorrectionGoesOnError: so it is.
    """
    if Forecast.drafts.filter(unit=unit, year=round.year, as_of=round.as_of).exclude(round=round).exists():
        raise refusals.CorrectionGoesOnError(month=month_and_year(round.as_of))


def _begin(unit: Unit, round: Round, *, by: User | None) -> Forecast:
    """The draft to write in, made when there is none."""
    unit = locked(unit)
    draft = the_draft(unit, round)
    refuse_unless_writable(round, draft, unit)
    return draft or begin(unit, round, by=by)


def _answerable(unit: Unit, round: Round, *, by: User | None) -> Forecast:
    """The draft, else the submitted forecast of an open round."""
    unit = locked(unit)
    draft = the_draft(unit, round)
    submitted = None if draft else submitted_of(round, [unit.pk]).last()
    if submitted and round.is_open:
        return submitted
    return _begin(unit, round, by=by)


def _line(draft: Forecast, group: AccountGroup) -> ForecastLine | None:
    return draft.lines.filter(group=group).select_related("changed_by").first()


def _store(line: ForecastLine, draft: Forecast, by: User | None) -> None:
    """Keep the line while it says something."""
    line.changed_at, line.changed_by = timezone.now(), by
    if line.amount is None and not line.comment:
        line.delete()
    else:
        line.save()
    _touch(draft, by)


def _touch(draft: Forecast, by: User | None, *fields: str) -> None:
    draft.changed_at, draft.changed_by = timezone.now(), by
    draft.save(update_fields=["changed_at", "changed_by", *fields])


def _edited_by_other(
    line: ForecastLine | None, draft: Forecast, *, amount: int | None = None, text: str = ""
) -> refusals.EditedByOtherError:
    last = line if line and line.changed_at else draft
    at = timezone.localtime(last.changed_at or timezone.now())
    return refusals.EditedByOtherError(by=last.changed_by or "–", at=f"{at:%H:%M}", amount=amount, text=text)


def _refuse_large(amount: int) -> None:
    if abs(amount) > LARGEST_ORE:
        raise refusals.AmountTooLargeError


def _from(source: str, line: EntryLine) -> int | None:
    return SOURCES[source](line)


def _record(action: str, unit: Unit, round: Round, by: User | None, before: dict, after: dict) -> None:
    record_change(
        action,
        f"{unit} {round}",
        administration=unit.administration,
        by=by,
        before={name: value for name, value in before.items() if value not in (None, "", {})},
        after={name: value for name, value in after.items() if value not in (None, "", {})},
    )
