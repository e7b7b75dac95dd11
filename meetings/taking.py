"""What is written on a row takes it up."""

from meetings.models import Row


def take_up(row: Row) -> None:
    """Call `row` discussed when nobody has said anything of it; one that was skipped or parked by hand stays so."""
    if Row.objects.filter(pk=row.pk, state=Row.State.OPEN).update(state=Row.State.DISCUSSED):
        row.state = Row.State.DISCUSSED
