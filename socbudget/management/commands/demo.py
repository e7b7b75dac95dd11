"""Serve the demo on this machine, setting up what is missing, with a worker beside it that sends its e-mail."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from socbudget.demo.accounts import ACCOUNTS, PASSWORD

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Migrate, load the demo when the database is empty, and serve it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it is served."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Set up and become the server."""
        if not settings.DEMO:
            raise CommandError("Start the demo with `make demo`, or set SOCBUDGET_DEMO=1.")
        self._require_free(port)
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._tell(port)
        server = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8"]
        server += ["--config", "python:socbudget.demo.serving", "--env", f"SOCBUDGET_URL=http://{HOST}:{port}"]
        os.execv(  # noqa: S606 (our own interpreter)
            sys.executable,
            [sys.executable, "-m", "gunicorn", "socbudget.wsgi:application", *server, "--log-level", "warning"],
        )

    def _require_free(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} is taken by another program. Choose another: make demo PORT={port + 1}"
                ) from error

    def _tell(self, port: int) -> None:
        width = max(len(username) for username, _, _ in ACCOUNTS)
        self.stdout.write(f"\nSocbudget is on http://{HOST}:{port}\n\nSign in as one of these, password {PASSWORD}:\n")
        for username, name, _ in ACCOUNTS:
            self.stdout.write(f"  {username:<{width}}  {name}")
        self.stdout.write(
            f"\nThe figures are in {settings.DATABASE_FILE} and are counted from the day they were loaded; "
            "remove the file for a new start. E-mail is written here. Stop with Ctrl-C.\n"
        )
        self.stdout.flush()
