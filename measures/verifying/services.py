"""What people say about the effect of a measure: the controller's signature, and answers to double countings.

Effects are öre and positive when they save. Rights are the view's business.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from measures.models import Measure, Overlap, Verification
from measures.overlaps import FORECAST, Doubt, doubts_of
from measures.services import contain_measure
from measures.stages import COUNTED
from measures.verifying import refusals
from measures.verifying.queries import last_closed
from measures.words import stage_name
from units.display import month_and_year
from units.models import User
from units.services import record_change


@transaction.atomic
def verify_effect(
    measure: Measure, *, year: int, through: date, amount: int, word: str, verdict: str = "", by: User | None
) -> Verification:
    """Sign that `measure` has saved `amount` (öre) in `year` to the end of `through`.

    `verdict` is what the ledger said, a `measures.verifying.seen.Verdict`.

    The same signature twice in a row is one: the first one comes back.

    Raises:
        NotVerifiableError, VerifiedYearError, VerifiedBeforeStartError, NothingClosedError, VerifiedMonthOpenError,
        VerifiedWordError: as they say.
    """
    measure = Measure.objects.select_for_update(of=("self",)).select_related("administration").get(pk=measure.pk)
    _require_verifiable(measure, year, through, word)
    signed = {"year": year, "through": through, "amount": amount, "verdict": verdict, "word": word.strip()}
    latest = measure.verifications.filter(year=year).first()
    if latest and latest.signed_by == by and all(getattr(latest, name) == value for name, value in signed.items()):
        return latest
    made = Verification.objects.create(measure=measure, **signed, signed_by=by)
    record_change(
        "measure-verified",
        measure,
        administration=measure.administration,
        by=by,
        before={"amount_ore": latest.amount, "month": f"{latest.through:%Y-%m}"} if latest else {},
        after={"year": year, "month": f"{through:%Y-%m}", "amount_ore": amount, "verdict": verdict, "how": made.word},
    )
    return made


def _require_verifiable(measure: Measure, year: int, through: date, word: str) -> None:
    if measure.stage not in COUNTED:
        raise refusals.NotVerifiableError(stage=stage_name(measure.stage))
    month, start = capfirst(month_and_year(through)), month_and_year(measure.start)
    if through.year != year:
        raise refusals.VerifiedYearError(month=month, year=year)
    if through < measure.start:
        raise refusals.VerifiedBeforeStartError(month=month, start=start)
    last = last_closed(measure)
    if last is None:
        raise refusals.NothingClosedError(start=start)
    if through > last:
        raise refusals.VerifiedMonthOpenError(month=month, last=month_and_year(last))
    if not word.strip():
        raise refusals.VerifiedWordError


@transaction.atomic
def answer_doubt(measure: Measure, key: str, *, answer: str, by: User | None) -> Overlap:
    """Say why the doubt `key` of `measure` is no double counting. A later answer takes the place of an earlier one.

    Raises:
        AnswerNeededError: nothing is said.
        DoubtGoneError: there is no such doubt any more.
    """
    if not answer.strip():
        raise refusals.AnswerNeededError
    measure, doubt = _asked(measure, key)
    return _answer(measure, doubt, answer.strip(), by)


@transaction.atomic
def contain_doubt(measure: Measure, key: str, *, answer: str = "", by: User | None) -> Measure:
    """Say that the forecast that the doubt `key` is about contains the effect, so that it is not counted beside it.

    Raises:
        DoubtGoneError: the doubt is not there any more, or is about another measure.
    """
    measure, doubt = _asked(measure, key)
    if doubt.as_of is None:
        raise refusals.DoubtGoneError
    if answer.strip():
        _answer(measure, doubt, answer.strip(), by)
    return contain_measure(measure, doubt.as_of, seen=measure.version, by=by)


def _asked(measure: Measure, key: str) -> tuple[Measure, Doubt]:
    measure = Measure.objects.select_for_update(of=("self",)).select_related("administration").get(pk=measure.pk)
    doubt = next((each for each in doubts_of(measure) if each.key == key), None)
    if doubt is None:
        raise refusals.DoubtGoneError
    return measure, doubt


def _answer(measure: Measure, doubt: Doubt, answer: str, by: User | None) -> Overlap:
    before = Overlap.objects.filter(measure=measure, other=doubt.other).first()
    if before and before.answer == answer:
        return before
    said = {"answer": answer, "answered_by": by, "answered_at": timezone.now()}
    made, _ = Overlap.objects.update_or_create(measure=measure, other=doubt.other, defaults=said)
    about = {"other": str(doubt.other)} if doubt.other else {FORECAST: f"{doubt.as_of:%Y-%m}"}
    record_change(
        "measure-overlap-answered",
        measure,
        administration=measure.administration,
        by=by,
        before={"answer": before.answer} if before else {},
        after={"answer": answer} | about,
    )
    return made
