"""Pages as people read them."""

import re
from html import unescape

from django.test import Client


def text(response):
    """The text of a page, spaces joined."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).replace("\xa0", " ")


def heading(response):
    """The text of its headline."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)[1]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found))).replace("\xa0", " ").strip()


def signed_in(user):
    """A client signed in as `user`."""
    client = Client()
    client.force_login(user)
    return client
