"""Where the pages of the rounds are, and the way to them."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from forecasts.models import Round
from units.models import Administration
from units.navigation import Crumb


def rounds_url(administration: Administration) -> str:
    """The page of a year's rounds."""
    return reverse("forecasts:rounds", args=[administration.code])


def round_url(each: Round) -> str:
    """The board of a round."""
    return reverse("forecasts:round", args=[each.administration.code, each.pk])


def trail(administration: Administration, *steps: Crumb) -> list[Crumb]:
    """The way from the administration over its rounds to this page."""
    return [Crumb(administration.name), Crumb(_("Rounds"), rounds_url(administration)), *steps]


def forecast_url(administration: str, unit: str, pk: int) -> str:
    """Where the forecast of `unit` in the round `pk` is written and read."""
    return address("forecasts:forecast", administration, unit) + f"?round={pk}"


def address(name: str, *args: object) -> str:
    """The address of a page; empty for one that does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
