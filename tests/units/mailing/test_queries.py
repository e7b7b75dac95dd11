"""What is asked about letters and about the worker."""

from datetime import UTC, datetime, timedelta

import time_machine
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from forecasts.models import Round
from tests import factories
from tests.working import work_off
from units.mailing import faults, queries, services
from units.mailing.draft import Draft
from units.models import Letter

NOON = datetime(2026, 10, 8, 12, tzinfo=UTC)


def post(administration, *drafts, kind="reminder"):
    return services.post(administration, kind, "7:2026-10-08", drafts, by=None)


def test_a_board_is_told_when_each_unit_was_reminded_of(administration):
    barn, vuxen = administration.units.order_by("code")
    anna = factories.UserFactory().pk
    with time_machine.travel(NOON, tick=False):
        post(administration, Draft(anna, "7:2026-10-08:4100", "", "", about=(barn.pk, vuxen.pk)))
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        post(administration, Draft(anna, "7:2026-10-09:4100", "", "", about=(barn.pk,)))
        post(administration, Draft(anna, "8:2026-10-09:4200", "", "", about=(vuxen.pk,)))

    found = queries.reminded(Round(pk=7, administration=administration))

    assert found == {barn.pk: NOON + timedelta(days=1), vuxen.pk: NOON}


def test_a_reminder_that_could_not_be_sent_reminded_nobody(administration):
    barn = administration.units.get(code="4100")
    post(administration, Draft(factories.UserFactory(email="").pk, "7:2026-10-08:4100", "", "", about=(barn.pk,)))
    work_off()

    assert Letter.objects.get().fault == faults.NO_ADDRESS
    assert queries.reminded(Round(pk=7, administration=administration)) == {}


def test_work_that_nobody_has_picked_up_for_minutes_stands_still(administration):
    post(administration, Draft(factories.UserFactory().pk, "7:1", "", ""))
    assert not queries.stands_still()

    DBTaskResult.objects.update(enqueued_at=timezone.now() - queries.WAITS_TOO_LONG)

    assert queries.stands_still()


def test_work_that_is_to_be_done_later_does_not_stand_still(administration):
    post(administration, Draft(factories.UserFactory().pk, "7:1", "", ""))
    work_off()

    DBTaskResult.objects.update(
        enqueued_at=timezone.now() - timedelta(hours=1), started_at=timezone.now() - timedelta(hours=1)
    )

    assert not queries.stands_still()


def test_work_that_waits_for_a_busy_worker_does_not_stand_still(administration):
    post(administration, Draft(factories.UserFactory().pk, "7:1", "", ""))
    DBTaskResult.objects.update(enqueued_at=timezone.now() - queries.WAITS_TOO_LONG)
    running = DBTaskResult.objects.order_by("run_after").last()

    running.status, running.started_at = TaskResultStatus.RUNNING, timezone.now() - timedelta(minutes=5)
    running.save()

    assert not queries.stands_still()


def test_letters_are_found_by_person_kind_and_state(administration):
    anna, bo = factories.UserFactory(username="anna"), factories.UserFactory(username="bo", email="")
    post(administration, Draft(anna.pk, "7:1", "Prognosen väntar", ""), Draft(bo.pk, "7:1", "", ""))
    work_off()

    def found(**asked):
        return [letter.to.username for letter in queries.letters(administration, **asked)]

    assert found(text="ANNA") == ["anna"]
    assert found(text="väntar") == ["anna"]
    assert found(state="failed") == ["bo"]
    assert found(kind="digest") == []
    assert sorted(found(kind="reminder")) == ["anna", "bo"]
