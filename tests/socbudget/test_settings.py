"""That every setting is listed, and that the health command tells the truth."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from socbudget.digests import send_digests

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_that_settings_read_stands_in_the_sample():
    read = set(re.findall(r'env\.\w+\("(SOCBUDGET_[A-Z_]+)"', (ROOT / "socbudget/settings.py").read_text()))
    listed = set(re.findall(r"^# (SOCBUDGET_[A-Z_]+)=", (ROOT / ".env.sample").read_text(), re.MULTILINE))

    assert listed == read


def test_a_server_that_listens_is_healthy(live_server):
    call_command("healthy", port=live_server.thread.port)


def test_no_server_is_not_healthy():
    with pytest.raises(CommandError, match="No answer on port 1"):
        call_command("healthy", port=1)


def test_a_worker_that_has_nothing_left_undone_is_healthy(db):
    call_command("healthy", worker=True)


def test_work_that_nobody_does_is_not_healthy(administration):
    send_digests(administration, timezone.localdate(), by=None)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(CommandError, match="Background work stands still: start the worker"):
        call_command("healthy", worker=True)
