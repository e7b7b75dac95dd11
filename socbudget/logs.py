"""What a log line holds."""

import logging

FAULT = 500


def without_trace_of_refusals(record: logging.LogRecord) -> bool:
    """Keep every record, but the traceback only of our own faults: what was refused or not found is one line."""
    if getattr(record, "status_code", FAULT) < FAULT:
        record.exc_info = None
    return True
