"""Addresses of meetings and what comes of them, for pages that lead there; empty for a page that does not exist."""

from django.urls import NoReverseMatch, reverse

from units.models import Administration


def address(name: str, administration: Administration | str, *args: object, query: str = "") -> str:
    """The address of the page `name` of meetings in an administration, or of its code."""
    code = administration if isinstance(administration, str) else administration.code
    try:
        return reverse(f"meetings:{name}", args=[code, *args]) + query
    except NoReverseMatch:
        return ""


def assignment_address(administration: Administration | str, pk: int) -> str:
    """Where the decision or action `pk` is shown."""
    return address("assignment", administration, pk)
