"""What a worker does with letters."""

from django_tasks import task

from units.models import Mailing


@task()
def deliver_mailing(pk: int) -> None:
    """Send what is left of a mailing."""
    from units.mailing.services import deliver  # noqa: PLC0415 (services enqueue this task)

    mailing = Mailing.objects.filter(pk=pk).first()
    if mailing is not None and mailing.finished_at is None:
        deliver(mailing)
