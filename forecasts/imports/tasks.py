"""What a worker does with large files. `by` is the primary key of the person, or None for the command line."""

from django_tasks import task

from forecasts.models import Upload
from units.models import User


@task()
def read_upload(pk: int, by: int | None) -> None:
    """Read a file that waits for it."""
    from forecasts.imports.background import read_waiting  # noqa: PLC0415 (its services enqueue this task)

    if upload := _found(pk):
        read_waiting(upload, by=_person(by))


@task()
def load_upload(pk: int, seen: str, by: int | None) -> None:
    """Store a file whose preview was seen with the fingerprint `seen`."""
    from forecasts.imports.background import load_waiting  # noqa: PLC0415 (its services enqueue this task)

    if upload := _found(pk):
        load_waiting(upload, seen=seen, by=_person(by))


def _found(pk: int) -> Upload | None:
    return Upload.objects.select_related("administration").filter(pk=pk).first()


def _person(pk: int | None) -> User | None:
    return User.objects.filter(pk=pk).first() if pk else None
