"""The worker of the background work, run in the test itself until its queue is empty."""

from unittest.mock import patch

from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def work_off() -> int:
    """How many tasks were done. A task that breaks breaks the test."""
    before = DBTaskResult.objects.exclude(status=TaskResultStatus.READY).count()
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    # As Django's test client does: the connection has the test's transaction, so it stays.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        worker.run()
    failed = DBTaskResult.objects.failed().first()
    assert failed is None, failed.traceback
    return DBTaskResult.objects.exclude(status=TaskResultStatus.READY).count() - before
