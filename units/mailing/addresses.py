"""Where the links of an e-mail lead: no request is there to ask."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse


def page_link(name: str, *args: object, query: str = "") -> str:
    """The absolute address of a page."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}{query}"


def message_id(number: int) -> str:
    """What the world calls letter `number`; the same when it is tried again, so that a mail program shows it once."""
    return f"<letter-{number}@{urlsplit(settings.SITE_URL).hostname}>"
