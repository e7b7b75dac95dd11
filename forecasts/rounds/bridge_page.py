"""The bridge from the last forecast to this one in sentences, as charts and as a table."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forecasts.charts import Chart
from forecasts.rounds.bridge import Bar, Move, Step, by_cause, by_unit, ends
from forecasts.rounds.bridge_chart import is_cut, waterfall
from forecasts.rounds.bridge_queries import Moved
from forecasts.rounds.queries import CauseName, cause_name
from units.display import Display
from units.tables import DASH, RIGHT, AmountColumn, ChangeColumn, DeviationColumn, FigureTable, emphasised

SHOWN = 10


def finding(found: Moved, display: Display) -> str:
    """How the total deviation has moved."""
    whole = ends(found.moves)
    moved = whole.now - whole.before
    if display.rounds_to_zero(moved):
        return _("The deviation is the same as in the previous forecasts")
    text = (
        _("The deviation is {size} worse than in the previous forecasts")
        if moved < 0
        else _("The deviation is {size} better than in the previous forecasts")
    )
    return text.format(size=display.size(moved))


def parts(found: Moved, display: Display) -> str:
    """What budget changes and what the units stand for; empty when no budget changed."""
    whole = ends(found.moves)
    if not whole.given:
        return ""
    return _("Of that, budget changes are {given} and the units’ own forecasts {change}.").format(
        given=display.in_words(whole.given), change=display.in_words(whole.change)
    )


def scope(found: Moved) -> list[str]:
    """What the bridge holds that one might not expect."""
    new = sum(each.is_new for each in found.moves)
    said = []
    if found.missing:
        text = ngettext(
            "One unit has not submitted in this round and stands by its previous forecast.",
            "{n} units have not submitted in this round and stand by their previous forecasts.",
            found.missing,
        )
        said.append(text.format(n=found.missing))
    if found.unsaid:
        text = ngettext(
            "One unit gave no cause in its previous forecast, so its change counts as not explained.",
            "{n} units gave no cause in their previous forecasts, so their changes count as not explained.",
            found.unsaid,
        )
        said.append(text.format(n=found.unsaid))
    if new:
        text = ngettext(
            "One unit forecasts for the first time and was counted as on budget before.",
            "{n} units forecast for the first time and were counted as on budget before.",
            new,
        )
        said.append(text.format(n=new))
    return said


def bridge_charts(found: Moved, causes: Sequence[CauseName], display: Display) -> list[Chart]:
    """The bridge by unit and by cause."""
    units = by_unit(found.moves, shown=SHOWN)
    said = by_cause(found.moves, found.causes_before, found.causes_now)
    return [
        _chart("by-unit", _unit_title(units, display), [_unit_step(step) for step in units], units, display),
        _chart("by-cause", _cause_title(said, causes, display), [_cause_step(s, causes) for s in said], said, display),
    ]


def _chart(key: str, title: str, names: list[str], steps: Sequence[Step], display: Display) -> Chart:
    texts = [display.deviation(step.amount) for step in steps]
    totals = [step.bar is Bar.TOTAL for step in steps]
    amounts = [display.number(step.amount) for step in steps]
    return Chart(
        key=key,
        title=title,
        unit=str(display.unit),
        figure=waterfall(names, amounts, texts, totals),
        head=[_("From the previous forecasts to these"), _("Deviation, full year")],
        rows=[[name, text] for name, text in zip(names, texts, strict=True)],
        note=_("The bars of the totals do not begin at zero") if is_cut(amounts, totals) else "",
    )


def _end(step: Step) -> str:
    """What a total or the budget changes are called."""
    return {"before": _("Previous forecasts"), "given": _("Budget changes"), "now": _("Forecasts now")}[step.key]


def _unit_step(step: Step) -> str:
    if step.key == "rest":
        n = int(step.name)
        return ngettext("One more unit", "{n} other units", n).format(n=n)
    return step.name or _end(step)


def _cause_step(step: Step, causes: Sequence[CauseName]) -> str:
    if step.key == "rest":
        return _("Not explained by a cause")
    if step.bar is Bar.TOTAL or step.key == "given":
        return _end(step)
    return cause_name(causes, step.key).capitalize()


def _unit_title(steps: Sequence[Step], display: Display) -> str:
    moves = [step for step in steps if step.bar is Bar.MOVE and step.key not in ("given", "rest")]
    if not moves:
        return _("No unit has changed its forecast")
    return _("{unit} changed most: {amount}").format(unit=moves[0].name, amount=display.in_words(moves[0].amount))


def _cause_title(steps: Sequence[Step], causes: Sequence[CauseName], display: Display) -> str:
    moves = [step for step in steps if step.bar is Bar.MOVE and step.key != "given"]
    if not moves:
        return _("No cause has changed")
    largest = max(moves, key=lambda step: abs(step.amount))
    amount = display.in_words(largest.amount)
    if largest.key == "rest":
        return _("Most of the change, {amount}, is not explained by a cause").format(amount=amount)
    return _("The largest cause is {cause}: {amount}").format(cause=cause_name(causes, largest.key), amount=amount)


class BridgeTable(FigureTable):
    """The previous forecast of a unit and this one beside each other, a row per unit."""

    unit = tables.Column(gettext_lazy("Unit"), accessor="name", footer=gettext_lazy("Sum"))
    previous = AmountColumn(gettext_lazy("Previous forecast"), footer=lambda table: table.sum_of("previous"))
    forecast = AmountColumn(gettext_lazy("Forecast now"), footer=lambda table: table.sum_of("forecast"))
    before = DeviationColumn(
        gettext_lazy("Deviation before"), footer=lambda table: table.display.deviation(table.whole.before)
    )
    given = ChangeColumn(
        gettext_lazy("Budget changes"), footer=lambda table: table.display.deviation(table.whole.given)
    )
    change = ChangeColumn(
        gettext_lazy("Own change"),
        attrs=emphasised(RIGHT),
        footer=lambda table: table.display.deviation(table.whole.change),
    )
    now = DeviationColumn(gettext_lazy("Deviation now"), footer=lambda table: table.display.deviation(table.whole.now))

    def __init__(self, data: Sequence[Move], **kwargs: Any) -> None:
        self.whole = ends(data)
        if not any(each.given for each in data):
            kwargs["exclude"] = ("given",)
        super().__init__(data, **kwargs)
        self.moves = data

    def sum_of(self, name: str) -> str:
        """The sum of a column of forecasts; a dash when a unit has none, since it would be less than what counts."""
        amounts = [getattr(each, name) for each in self.moves]
        return DASH if None in amounts else self.display.amount(sum(amounts))

    def render_unit(self, value: str, record: Move) -> SafeString:
        """Name and code, and whether it has not submitted."""
        late = format_html(' <span class="tag">{}</span>', _("not submitted")) if record.forecast is None else ""
        return format_html('{} <span class="code">{}</span>{}', value, record.code, late)

    def value_unit(self, value: str, record: Move) -> str:
        """Code and name."""
        return f"{record.code} {value}"
