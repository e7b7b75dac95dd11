"""Where the pages of measures and their follow-ups are, and the way to them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from units.models import Administration, Department
from units.navigation import Crumb


def address(name: str, *args: object) -> str:
    """Where the page `name` is."""
    return reverse(name, args=args)


def measure_url(administration: str, pk: int) -> str:
    """The page of a measure; empty for a table that leads nowhere."""
    return address("measures:measure", administration, pk) if administration else ""


def follow_up_url(administration: str, pk: int) -> str:
    """Where a measure is followed up."""
    return reverse("measures:measure-follow-up", args=[administration, pk])


def register_url(administration: str) -> str:
    """The register of measures."""
    return reverse("measures:measures", args=[administration])


def history_url(administration: str) -> str:
    """The register of follow-ups."""
    return reverse("measures:follow-ups", args=[administration])


def programme_url(department: Department, year: int) -> str:
    """The savings programme of a department in `year`. The administration of `department` is read."""
    place = reverse("measures:department-programme", args=[department.administration.code, department.code])
    return f"{place}?year={year}"


def trail(administration: Administration, *steps: Crumb) -> list[Crumb]:
    """The way from the administration over its measures to this page."""
    return [Crumb(administration.name), Crumb(_("Measures"), register_url(administration.code)), *steps]
