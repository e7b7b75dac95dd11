"""E-mail without a mail server: every letter is written where the program writes, as its reader would see it."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as DjangoBackend

RULE = "─" * 79


class EmailBackend(DjangoBackend):
    """Writes letters instead of sending them."""

    def write_message(self, message: EmailMessage) -> None:
        """Whom it is to, its subject and its text."""
        head = f"To: {', '.join(message.to)}\nSubject: {message.subject}"
        self.stream.write(f"{RULE}\n{head}\n\n{message.body.rstrip()}\n{RULE}\n")
