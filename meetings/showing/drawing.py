"""What changed since the last meeting as a chart, and the same numbers to stand beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from forecasts.charts import Chart
from forecasts.overview_charts import deviation_bars
from meetings.agenda.figures import Since
from units.display import Display

LARGEST = 8
LONG = 8  # an amount of more characters needs more room beside its bar
LETTERS = 17  # a projector is read from across a room


class Change(NamedTuple):
    """What a unit, a cause or the rest of them changed (öre, + is better), before and after measures."""

    name: str
    before: int
    after: int | None = None


def by_unit(since: Since) -> list[Change]:
    """The units that changed most and the rest of them together; they sum to the change of the total."""
    units = [Change(f"{each.code} {each.name}", each.deviation, each.after) for each in since.units]
    units.sort(key=lambda each: (-abs(each.before), each.name))
    shown, rest = units[:LARGEST], units[LARGEST:]
    if rest:
        name = _("The other {n}").format(n=len(rest))
        shown.append(Change(name, sum(each.before for each in rest), sum(each.after or 0 for each in rest)))
    return shown


def by_cause(since: Since) -> list[Change]:
    """The causes that changed most, the rest together, and what changed budgets did: they sum to the total's change."""
    causes = [Change(each.name.capitalize() or _("Not explained by a cause"), each.amount) for each in since.causes]
    shown, rest = causes[:LARGEST], causes[LARGEST:]
    if rest:
        shown.append(Change(_("The other {n}").format(n=len(rest)), sum(each.before for each in rest)))
    return [*shown, Change(_("Changed budgets"), since.given)] if since.given else shown


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
