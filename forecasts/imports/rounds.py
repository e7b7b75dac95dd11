"""Which round an uploaded forecast belongs to, and what a locked round refuses."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from forecasts.models import Forecast, ForecastStep, Round, Upload
from units.models import Administration, User


def round_for(administration: Administration, as_of: date | None, *, lock: bool = False) -> Round | None:
    """The open round of forecasts as of a month. With `lock` nobody locks it while the transaction lasts."""
    rounds = Round.objects.filter(administration=administration, as_of=as_of, opened_at__isnull=False, locked_at=None)
    return (rounds.select_for_update(no_key=True) if lock else rounds).first()


def is_locked(administration: Administration, as_of: date | None) -> bool:
    """Whether the forecasts as of a month are final: a round of it is locked and none is open."""
    rounds = Round.objects.filter(administration=administration, as_of=as_of)
    return rounds.filter(locked_at__isnull=False).exists() and round_for(administration, as_of) is None


def approved_in(round: Round | None, units: Sequence[int]) -> frozenset[int]:
    """Those of `units` whose latest forecast in `round` is approved: it is sent back before it changes."""
    if round is None:
        return frozenset()
    rows = Forecast.objects.filter(round=round, unit__in=units, withdrawn_at=None).order_by("version")
    states = dict(rows.values_list("unit", "state"))
    return frozenset(unit for unit, state in states.items() if state == Forecast.State.APPROVED)


def late_units(round: Round | None, units: Sequence[int], now: datetime) -> set[int]:
    """Those of `units` that hand in after the unit heads' day, and had nothing in `round` in time."""
    if round is None or timezone.localdate(now) <= round.unit_head_due:
        return set()
    rows = Forecast.objects.filter(round=round, unit__in=units, withdrawn_at=None, late=False)
    return set(units) - set(rows.values_list("unit", flat=True))


def record_steps(forecasts: Sequence[Forecast], *, at: datetime, by: User | None) -> None:
    """Say who handed in the `forecasts` of a round."""
    ForecastStep.objects.bulk_create(
        ForecastStep(forecast=each, state=Forecast.State.SUBMITTED, at=at, by=by) for each in forecasts if each.round_id
    )


def final_forecasts(upload: Upload) -> bool:
    """Whether a forecast of `upload` is in a locked round; nobody locks one while the transaction lasts."""
    own = upload.forecasts.filter(withdrawn_at=None).values("round")
    rounds = Round.objects.select_for_update(no_key=True).filter(pk__in=own)
    return any(round.is_locked for round in rounds)


def approved_of(upload: Upload) -> bool:
    """Whether a forecast of `upload` is approved in its round."""
    return upload.forecasts.filter(withdrawn_at=None, round__isnull=False, state=Forecast.State.APPROVED).exists()
