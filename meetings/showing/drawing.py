"""What changed since the last meeting as a chart, and the same numbers to stand beside it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from forecasts.charts import Chart
from forecasts.overview_charts import deviation_bars
from meetings.agenda.changes import Change
from units.display import Display

LONG = 8  # an amount of more characters needs more room beside its bar
LETTERS = 17  # a projector is read from across a room


def change_chart(changes: Sequence[Change], head: str, title: str, display: Display) -> Chart:
    """`changes` as bars, worse to the left, and as a table with their sum. `head` is what the rows are."""
    figure = deviation_bars(
        [each.name for each in changes],
        [display.number(each.before) for each in changes],
        [display.deviation(each.before) for each in changes],
    )
    if max(len(display.deviation(each.before)) for each in changes) > LONG:
        low, high = figure["layout"]["xaxis"]["range"]
        figure["layout"]["xaxis"]["range"] = [low - (high - low) / 6, high + (high - low) / 10]
    letters = {"family": "--text", "size": LETTERS, "color": "--ink"}
    figure["layout"]["font"] = letters
    figure["layout"]["yaxis"]["tickfont"] = {"size": LETTERS, "color": "--ink"}
    after = any(each.after is not None for each in changes)
    whole = Change(_("Together"), sum(each.before for each in changes), sum(each.after or 0 for each in changes))
    rows = [_written(each, display, after=after) for each in [*changes, whole]]
    heads = [head, _("Change"), _("After measures")] if after else [head, _("Change")]
    return Chart("changes", title, str(display.unit), figure, heads, rows)


def _written(change: Change, display: Display, *, after: bool) -> list[str]:
    texts = [change.name, display.deviation(change.before)]
    return [*texts, display.deviation(change.after)] if after else texts
