"""Addresses of measures for pages that lead to them; empty where there is no such page."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from units.models import Administration


def measure_address(administration: Administration, pk: int | None) -> str:
    """Where the measure `pk` is shown."""
    return _address("measures:measure", administration.code, pk) if pk else ""


def new_measure_address(administration: Administration, **begins_with: int) -> str:
    """Where a measure is written that begins with what `begins_with` names: an idea or a calculation, by pk."""
    address = _address("measures:measure-new", administration.code)
    return f"{address}?{urlencode(begins_with)}" if address else ""


def _address(name: str, *args: str | int) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
