"""Addresses of meetings and what comes of them, for pages that lead there."""

from django.urls import reverse

from units.models import Administration


def address(name: str, administration: Administration | str, *args: object, query: str = "") -> str:
    """The address of the page `name` of meetings in an administration, or of its code."""
    code = administration if isinstance(administration, str) else administration.code
    return reverse(f"meetings:{name}", args=[code, *args]) + query


def assignment_address(administration: Administration | str, pk: int) -> str:
    """Where the decision or action `pk` is shown."""
    return address("assignment", administration, pk)


def page_address(name: str, *args: object, query: str = "") -> str:
    """The address of any page, by its whole name."""
    return reverse(name, args=args) + query
