"""Many rows into a table at once: `executemany` on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, models

Value = str | int | date | None


def load(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Insert `rows` of the database's `columns` into the table of `model`; rows in index order go in fastest.

    On PostgreSQL the rows must not come from the same connection as they are asked for: COPY holds it.
    """
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 (Django's public name for it)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", _plain(rows))  # noqa: S608 (no values)


def _plain(rows: Iterable[Sequence[Value]]) -> Iterable[tuple[Value, ...]]:
    """SQLite stores a date as text; the driver's own conversion is deprecated."""
    texts: dict[date, str] = {}
    for row in rows:
        yield tuple(
            (texts.get(value) or texts.setdefault(value, value.isoformat())) if isinstance(value, date) else value
            for value in row
        )
