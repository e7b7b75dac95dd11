"""A mail server for the bench: takes everything, and looks at the progress as a page would."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from units.models import Mailing

EVERY = 10


class Watching(BaseEmailBackend):
    """Counts letters, and the steps of the progress that could be seen."""

    sent = looks = 0
    seen: set[int] = set()

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Take them."""
        Watching.sent += len(messages)
        if Watching.sent % EVERY == 0:
            Watching.looks += 1
            Watching.seen.add(Mailing.objects.values_list("sent", flat=True).get())
        return len(messages)
