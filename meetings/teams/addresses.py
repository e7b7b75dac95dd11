"""Addresses of other parts that the pages of a unit lead to."""

from django.urls import reverse


def page_address(name: str, *args: object, query: str = "") -> str:
    """The address of a page."""
    return reverse(name, args=args) + query
