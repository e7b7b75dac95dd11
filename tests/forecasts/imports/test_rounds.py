"""An uploaded forecast belongs to the round of its month."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from forecasts.entry.drafts import write_amount
from forecasts.entry.refusals import ForecastApprovedError
from forecasts.imports.commit import commit_upload, examine_upload, receive_upload, undo_upload
from forecasts.imports.messages import sentence
from forecasts.models import Figure, Forecast, Round, Upload
from forecasts.refusals import UploadRoundLockedError
from tests import factories
from tests.forecasts.entry.cycle import SEPTEMBER, TKR, figures, round_of

TOO_LATE = datetime(2026, 9, 9, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 9, 8, 12, tzinfo=UTC), tick=True) as clock:
        yield clock


def receive(administration, amount=12_000, month="2026-08"):
    rows = [f"Prognos helår per {month}, tkr", "Enhet;Budget helår;Prognos helår", f"4100;12000;{amount}"]
    return receive_upload(administration, name="prognos.csv", content="\n".join(rows).encode(), by=None)


def commit(administration, amount=12_000):
    upload = receive(administration, amount)
    return commit_upload(upload, seen=examine_upload(upload, by=None).preview.fingerprint, by=None)


def lock(round):
    Round.objects.filter(pk=round.pk).update(locked_at=TOO_LATE)


def problems(upload):
    return [(str(each.code), each.found) for each in examine_upload(upload, by=None).problems]


def test_it_is_submitted_in_the_open_round(administration):
    august = round_of(administration)

    commit(administration)

    forecast = Forecast.objects.get()
    assert (forecast.round, forecast.state, forecast.version, forecast.late) == (august, "submitted", 1, False)
    assert list(forecast.steps.values_list("state", flat=True)) == ["submitted"]


def test_it_belongs_to_no_round_when_none_is_open(administration):
    round_of(administration, opened=False)
    round_of(administration, SEPTEMBER)

    commit(administration)

    forecast = Forecast.objects.get()
    assert (forecast.round, forecast.steps.count()) == (None, 0)


def test_it_is_late_after_the_unit_heads_day(administration, clock):
    round_of(administration)
    clock.move_to(TOO_LATE)

    commit(administration)

    assert Forecast.objects.get().late


def test_its_version_follows_those_submitted_and_not_the_draft(administration):
    august = round_of(administration)
    unit = administration.units.get(code="4100")
    commit(administration)
    write_amount(unit, august, factories.group(administration, "0"), amount=1, seen=12_000 * TKR, by=None)

    commit(administration, 12_100)

    assert list(Forecast.objects.values_list("version", flat=True)) == [1, 2]
    assert Forecast.drafts.get().lines.get().amount == 1


def test_nothing_is_stored_in_a_locked_round(administration):
    round_of(administration, locked=True)

    upload = receive(administration)

    examined = examine_upload(upload, by=None)
    assert not examined.ready
    assert ("round-locked", "2026-08") in problems(upload)
    said = [sentence(each) for each in examined.problems if each.code == "round-locked"]
    assert said == ["Prognosomgången för augusti 2026 är låst. Rätta prognosen på enhetens sida, med en orsak."]


def test_a_file_that_changes_nothing_may_name_a_locked_round(administration):
    august = round_of(administration)
    commit(administration)
    lock(august)

    assert problems(receive(administration)) == []


def test_an_extra_round_of_the_month_takes_it(administration):
    round_of(administration, locked=True)
    extra = round_of(administration, number=1)

    commit(administration)

    assert Forecast.objects.get().round == extra


def test_an_approved_forecast_is_not_passed_over(administration):
    round_of(administration)
    commit(administration)
    Forecast.objects.update(state="approved")

    assert problems(receive(administration, 12_100)) == [("forecast-approved", "4100")]


def test_a_round_locked_since_the_preview_takes_nothing(administration):
    from forecasts.refusals import StalePreviewError

    august = round_of(administration)
    upload = receive(administration)
    seen = examine_upload(upload, by=None).preview.fingerprint
    lock(august)

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=seen, by=None)
    assert not Forecast.objects.exists()


def test_a_locked_forecast_is_not_undone(administration):
    august = round_of(administration)
    upload = commit(administration)
    lock(august)

    with pytest.raises(UploadRoundLockedError, match=r"prognos\.csv"):
        undo_upload(upload, by=None)
    assert Upload.objects.get().state == Upload.State.COMMITTED


def test_an_open_forecast_is_undone(administration):
    round_of(administration)

    undo_upload(commit(administration), by=None)

    assert not Forecast.objects.filter(withdrawn_at=None).exists()


def test_a_cause_in_the_file_accounts_for_the_deviation_of_its_rows(administration):
    unit = administration.units.get(code="4100")
    figures(unit, "PER", Figure.Kind.BUDGET, 1000 * TKR)
    round_of(administration)
    rows = ["Prognos helår per 2026-08, tkr", "Enhet;Prognos helår;Orsak", "4100;12300;volume"]
    upload = receive_upload(administration, name="prognos.csv", content="\n".join(rows).encode(), by=None)
    assert problems(upload) == []
    commit_upload(upload, seen=examine_upload(upload, by=None).preview.fingerprint, by=None)

    assert list(Forecast.objects.get().causes.values_list("cause", "amount")) == [("volume", -300 * TKR)]


def test_the_month_of_the_round_is_the_files(administration):
    round_of(administration, date(2026, 6, 1), locked=True)
    round_of(administration)

    assert ("round-locked", "2026-06") in problems(receive(administration, month="2026-06"))


def test_the_same_forecast_is_handed_in_again_in_an_extra_round(administration):
    august = round_of(administration)
    commit(administration)
    lock(august)
    extra = round_of(administration, number=1)

    commit(administration)

    assert list(Forecast.objects.values_list("round", "version")) == [(august.pk, 1), (extra.pk, 2)]


def test_an_approved_forecast_is_not_undone(administration):
    round_of(administration)
    upload = commit(administration)
    Forecast.objects.update(state="approved")

    with pytest.raises(ForecastApprovedError):
        undo_upload(upload, by=None)
    assert Forecast.objects.get().withdrawn_at is None
