"""What a log line holds."""

import logging

import pytest

from socbudget.logs import without_trace_of_refusals


@pytest.mark.parametrize(("status", "traced"), [(403, False), (404, False), (500, True)])
def test_only_our_own_faults_leave_a_traceback(status, traced):
    trace = (ValueError, ValueError(), None)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden", (), trace)
    record.status_code = status

    without_trace_of_refusals(record)

    assert bool(record.exc_info) is traced
