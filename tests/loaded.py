"""The demo loaded once for a module of tests: loading takes seconds, and what a test does is undone after it.

A module that asks for `demo` or `any_day` has no test with an empty database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management import call_command
from django.db import connection, transaction

TODAY = date(2026, 11, 21)
DAYS = [date(2027, 1, 2), date(2027, 1, 31), date(2028, 2, 29), date(2026, 7, 15), date(2026, 12, 31)]


@contextmanager
def loaded_demo(today: date) -> Iterator[date]:
    """The demo as it is on `today`, until the end of the block."""
    with transaction.atomic():
        _number_from_one()
        call_command("load_demo", today=today)
        yield today
        transaction.set_rollback(True)


def _number_from_one() -> None:
    """Let the demo's rows have the numbers that they have in a new database, as the addresses of its places say."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT format('%I', sequencename) FROM pg_sequences WHERE schemaname = current_schema()")
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER SEQUENCE {name} RESTART WITH 1")
