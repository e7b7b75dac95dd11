"""Send the Monday letters; for cron, Mondays at seven. Run twice in a week, nobody gets two."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from socbudget.digests import send_digests
from units.models import Administration


def _day(text: str) -> date:
    return date.fromisoformat(text)


class Command(BaseCommand):
    """Puts the work in the queue; a worker does it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which administration, and which week."""
        parser.add_argument("--administration", metavar="CODE", help="one alone; without it all of them")
        parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="a day of the week; without it this week")

    def handle(self, *args: Any, administration: str | None, date: date | None, **options: Any) -> None:
        """Ask for the letters of each administration."""
        chosen = Administration.objects.order_by("code")
        if administration:
            chosen = chosen.filter(code=administration)
            if not chosen.exists():
                raise CommandError(f"There is no administration {administration}.")
        for each in chosen:
            mailing = send_digests(each, date or timezone.localdate(), by=None)
            state = "sent already" if mailing.finished_at else "in the queue"
            self.stdout.write(f"{each.code} {mailing.key}: {state}")
