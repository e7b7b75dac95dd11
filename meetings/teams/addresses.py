"""Addresses of other parts that the pages of a unit lead to."""

from django.urls import NoReverseMatch, reverse


def page_address(name: str, *args: object, query: str = "") -> str:
    """The address of a page; empty for one that does not exist."""
    try:
        return reverse(name, args=args) + query
    except NoReverseMatch:
        return ""
