"""What changed of the figures that a meeting was held over, in sentences: beside the minutes, not in them."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.access import Sight
from meetings.agenda.figures import Drift, Figures
from units.display import month_name

SHOWN = 5


def told_of(drift: Drift, frozen: Figures, sight: Sight) -> list[str]:
    """A sentence for each thing that changed since; only units that are read by that `sight` are named."""
    named = {each.code: f"{each.code} {each.name}" for each in frozen.units if sight.whole or each.pk in sight.units}
    sentences = []
    if drift.reopened:
        months = _listed([month_name(each) for each in drift.reopened])
        text = ngettext("{months} has been opened again.", "{months} have been opened again.", len(drift.reopened))
        sentences.append(capfirst(text.format(months=months)))
    changed = ((_actuals, drift.actuals), (_budgets, drift.budgets), (_forecasts, drift.forecasts))
    return sentences + [_with_names(say(len(codes)), codes, named) for say, codes in changed if codes]


def _actuals(n: int) -> str:
    text = ngettext(
        "The actuals of the closed months have changed for one unit",
        "The actuals of the closed months have changed for {n} units",
        n,
    )
    return text.format(n=n)


def _budgets(n: int) -> str:
    return ngettext("The budget has changed for one unit", "The budget has changed for {n} units", n).format(n=n)


def _forecasts(n: int) -> str:
    return ngettext("The forecast has changed for one unit", "The forecast has changed for {n} units", n).format(n=n)


def _with_names(sentence: str, codes: Sequence[str], named: dict[str, str]) -> str:
    names = [named[code] for code in codes if code in named]
    if not names:
        return f"{sentence}."
    more = len(names) - SHOWN
    if more > 1:
        names = [*names[:SHOWN], _("{n} more").format(n=more)]
    return f"{sentence}: {_listed(names)}."


def _listed(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
