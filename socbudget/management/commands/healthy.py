"""Ask the web server on this machine whether it and its database answer, or with --worker whether background work is
done; for containers and monitoring.
"""

from argparse import ArgumentParser
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from units.mailing.queries import stands_still

SECONDS = 4


class Command(BaseCommand):
    """Exit status 0 when /healthz answers 200, or no background work stands still, else 1."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the server listens, or that it is about the worker."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--worker", action="store_true", help="ask about the background work, not the web server")

    def handle(self, *args: Any, port: int, worker: bool = False, **options: Any) -> None:
        """Ask one of the two."""
        if not worker:
            self._ask_server(port)
        elif stands_still():
            raise CommandError("Background work stands still: start the worker, manage.py db_worker.")

    def _ask_server(self, port: int) -> None:
        """Ask as the reverse proxy would."""
        host = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=SECONDS)) as connection:
                connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
                status = connection.getresponse().status
        except OSError as error:
            raise CommandError(f"No answer on port {port}: {error}") from error
        if status != HTTPStatus.OK:
            raise CommandError(f"/healthz answers {status}.")
