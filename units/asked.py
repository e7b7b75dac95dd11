"""What an address asks for."""

from datetime import date

from django.http import Http404, HttpRequest

from units.months import FIRST_YEAR, LAST_YEAR, parse_month


def month_asked(request: HttpRequest) -> date | None:
    """The month in `?month=2026-08`, or None when there is none.

    Raises:
        Http404: it is not a month.
    """
    text = request.GET.get("month", "")
    if not text:
        return None
    try:
        return parse_month(text)
    except ValueError as error:
        raise Http404 from error


def year_asked(request: HttpRequest, usual: int) -> int:
    """The year in `?year=2026`; `usual` when there is none, or none that the program knows."""
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR else usual
