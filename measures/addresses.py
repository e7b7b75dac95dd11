"""Addresses of measures for pages that lead to them."""

from urllib.parse import urlencode

from django.urls import reverse

from units.models import Administration


def measure_address(administration: Administration, pk: int | None) -> str:
    """Where the measure `pk` is shown; empty without one."""
    return reverse("measures:measure", args=[administration.code, pk]) if pk else ""


def new_measure_address(administration: Administration, **begins_with: int) -> str:
    """Where a measure is written that begins with what `begins_with` names: an idea or a calculation, by pk."""
    return f"{reverse('measures:measure-new', args=[administration.code])}?{urlencode(begins_with)}"
