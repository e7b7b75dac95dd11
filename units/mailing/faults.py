"""Why a letter could not be sent: kept as a word, perhaps followed by what the mail server said; told as a sentence."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.utils.translation import gettext_lazy as _

NO_ADDRESS, CLOSED, INTERRUPTED, NO_SERVER, REFUSED = "no-address", "closed", "interrupted", "no-server", "refused"
SENTENCES = {
    NO_ADDRESS: _("The person has no e-mail address. It is given on the person’s own page; then send again."),
    CLOSED: _("The person’s account is closed."),
    INTERRUPTED: _("It was interrupted while it was being sent: perhaps it arrived. Ask, or send again."),
    NO_SERVER: _("The mail server does not answer."),
    REFUSED: _("The mail server did not take it."),
}
LONGEST = 250


def fault(word: str, error: Exception | None = None) -> str:
    """What is kept of a fault."""
    return f"{word} {_said(error)}".strip() if error else word


def in_words(kept: str) -> str:
    """The sentence for a fault that was kept, with what the mail server said."""
    word, _space, said = kept.partition(" ")
    sentence = str(SENTENCES.get(word, kept))
    return f"{sentence} ({said})" if said and word in SENTENCES else sentence


def _said(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        text = f"{code} {_text(said)}"
    elif isinstance(error, SMTPResponseException):
        text = f"{error.smtp_code} {_text(error.smtp_error)}"
    else:
        text = str(error)
    return " ".join(text.split())[:LONGEST]


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
