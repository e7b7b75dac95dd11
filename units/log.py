"""The log of changes in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from units.log_words import ACTIONS, FIGURES, NAMES, ORE, SPOKEN, VALUES
from units.models import Change
from units.money import MoneyUnit, format_amount


class Line(NamedTuple):
    """One thing that a change changed; empty where there was or is nothing."""

    name: str
    before: str
    after: str


def action_in_words(action: str) -> str:
    """What was done; the code itself for actions that have no words."""
    return str(ACTIONS.get(action, action.replace("-", " ").capitalize()))


def lines(change: Change, *, figures: bool) -> list[Line]:
    """How it stood before and after `change`, one line per thing; `figures` says whether amounts may be read.

    In alphabetical order: PostgreSQL does not keep the order that a change was written in.
    """
    names = sorted({*change.before, *change.after} - (set() if figures else set(FIGURES)))
    return [
        Line(
            str(NAMES.get(name, name)),
            _in_words(name, change.before.get(name)),
            _in_words(name, change.after.get(name)),
        )
        for name in names
    ]


def rows(changes: Any, *, figures: bool) -> Iterator[list[str | date]]:
    """The log as rows for Excel: time, who, what, about, thing, before and after; one row per thing changed."""
    for change in changes:
        at = timezone.localtime(change.at)
        head = [f"{at:%Y-%m-%d %H:%M}", change.by, action_in_words(change.action), change.subject]
        for line in lines(change, figures=figures) or [Line("", "", "")]:
            yield [*head, *line]


def _in_words(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int) and (name in ORE or name.endswith("_ore")):
        return format_amount(value, MoneyUnit.KR)
    if isinstance(value, dict):
        return ", ".join(_pairs(name, value))
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(VALUES.get(f"{name}:{value}", VALUES.get(value, value))) if name in SPOKEN else str(value)


def _pairs(name: str, values: dict[str, int]) -> Iterator[str]:
    """Kronor by what they belong to, with their sign; the shares of a measure in per cent."""
    for key, number in values.items():
        if name == "shares":
            yield f"{key} {format_amount(number, MoneyUnit.KR, decimals=2 if number % 100 else 0)}"
        else:
            yield f"{_(key) if name == 'effect' else key} {format_amount(number, MoneyUnit.KR, signed=True)}"
