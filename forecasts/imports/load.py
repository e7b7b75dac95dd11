"""Many rows into a table at once: INSERT of many rows on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice
from sqlite3 import Connection

from django.db import connection, models

Value = str | int | date | None
ROWS_AT_ONCE = 100


def load(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Insert `rows` of the database's `columns` into the table of `model`; rows in index order go in fastest.

    The caller holds a transaction. On PostgreSQL the rows must not come from the same connection as they are asked
    for: COPY holds it.
    """
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 (Django's public name for it)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            head = f"INSERT INTO {table} ({names}) VALUES "  # noqa: S608 (no values)
            _insert(cursor.connection, head, len(columns), iter(rows))


def _insert(driver: Connection, head: str, width: int, rows: Iterator[Sequence[Value]]) -> None:
    """By the driver itself, a hundred rows to a statement: Django's cursor would rewrite and keep every row."""
    marks = f"({', '.join('?' * width)})"
    statement = head + ", ".join([marks] * ROWS_AT_ONCE)
    while values := _plain(islice(rows, ROWS_AT_ONCE), width):
        count = len(values) // width
        driver.execute(statement if count == ROWS_AT_ONCE else head + ", ".join([marks] * count), values)


def _plain(rows: Iterable[Sequence[Value]], width: int) -> list[Value]:
    """The values of all rows in one list, dates as text as SQLite stores them; a column of dates has no empty ones."""
    values = list(chain.from_iterable(rows))
    for at, value in enumerate(values[:width]):
        if isinstance(value, date):
            values[at::width] = map(_iso, values[at::width])  # type: ignore[arg-type]
    return values


_iso = cache(date.isoformat)
