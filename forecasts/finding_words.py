"""What the headline of a unit says, in the language that is active."""

from django.utils.translation import gettext as _

from forecasts.finding import Finding, Headline, Trend
from units.display import Display, month_name


def headline_words(found: Headline, display: Display, year: int) -> tuple[str, str]:
    """The headline: the deviation as a figure (or words where there is none), and how it moved."""
    if found.finding is Finding.NOTHING:
        return _("No figures yet"), _("Neither budget nor forecast for {year} has been read in.").format(year=year)
    if found.finding is Finding.NO_FORECAST:
        return _("No forecast yet"), _("The unit has not handed in any forecast for {year}.").format(year=year)
    figure = _("In balance") if found.finding is Finding.BALANCE else display.in_words(found.deviation or 0)
    month = month_name(found.since) if found.since else ""
    size = display.size(found.change or 0).rsplit("\N{NO-BREAK SPACE}", 1)[0]
    return figure, {
        Trend.NONE: "",
        Trend.FIRST: _("the first forecast of the year"),
        Trend.SAME: _("unchanged since {month}").format(month=month),
        Trend.BETTER: _("{size} better than {month}").format(size=size, month=month),
        Trend.WORSE: _("{size} worse than {month}").format(size=size, month=month),
    }[found.trend]
