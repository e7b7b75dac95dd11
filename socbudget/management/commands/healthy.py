"""Ask the web server on this machine whether it and its database answer; for containers and monitoring."""

from argparse import ArgumentParser
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SECONDS = 4


class Command(BaseCommand):
    """Exit status 0 when /healthz answers 200, else 1."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the server listens."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
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
