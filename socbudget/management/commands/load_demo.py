"""An empty database becomes the demo: two administrations and an account per role."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from socbudget.demo.load import ForeignDatabaseError, load


class Command(BaseCommand):
    """Load the demo; a second run changes nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day that the illustrative administration is counted from."""
        parser.add_argument("--today", type=date.fromisoformat, help="2026-11-21; otherwise the day it is")

    def handle(self, *args: Any, today: date | None = None, **options: Any) -> None:
        """Load."""
        try:
            loaded = load(today or timezone.localdate())
        except ForeignDatabaseError as error:
            raise CommandError(
                f"The database holds other administrations ({error}). The demo is only loaded into an empty one."
            ) from error
        self.stdout.write("The demo is loaded." if loaded else "The demo was already there; nothing is changed.")
