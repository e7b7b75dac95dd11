"""What the fields of a measure are called in a file and in what it changes, and how their values are written."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.imports.examined import KnownUnit
from measures.imports.columns import AMOUNTS
from measures.imports.values import SEVERAL
from measures.models import Measure
from units.display import month_name
from units.money import MoneyUnit, format_amount, format_number

HEADINGS = {
    "number": gettext_lazy("Measure no."),
    "title": gettext_lazy("Measure"),
    "what": gettext_lazy("What is done"),
    "unit": gettext_lazy("Units and shares"),
    "kind": gettext_lazy("Kind"),
    "horizon": gettext_lazy("Time horizon"),
    "stage": gettext_lazy("Stage"),
    "group": gettext_lazy("Account group"),
    "indicator": gettext_lazy("Key figure"),
    "owner": gettext_lazy("Responsible"),
    "start": gettext_lazy("First month"),
    "end": gettext_lazy("Last month"),
    "end_condition": gettext_lazy("Goes on until"),
    "full_year_effect": gettext_lazy("Full-year effect (kr)"),
    "one_time_cost": gettext_lazy("One-time cost (kr)"),
    "reinvestment": gettext_lazy("Reinvested a year (kr)"),
    "fte_hundredths": gettext_lazy("Full-time equivalents"),
    "probability": gettext_lazy("Probability (%)"),
    "contained_from": gettext_lazy("In the forecast from"),
    "investigate_by": gettext_lazy("Investigated by"),
    "decision_body": gettext_lazy("Decided by"),
    "decided_on": gettext_lazy("Day of the decision"),
    "decision_paragraph": gettext_lazy("Paragraph"),
    "decision_reference": gettext_lazy("Reference number"),
    "decision_text": gettext_lazy("Decision"),
    "union_required": gettext_lazy("Union negotiation required"),
    "union_on": gettext_lazy("Union negotiation done"),
    "for_clients": gettext_lazy("Consequences for clients"),
    "for_staff": gettext_lazy("Consequences for staff"),
    "for_quality": gettext_lazy("Consequences for quality"),
    "for_children": gettext_lazy("Child impact"),
    "risk": gettext_lazy("Risk"),
    "anchored": gettext_lazy("Anchored with staff"),
    "word": gettext_lazy("Reason for the change"),
    "version": gettext_lazy("Version"),
}
CHOICES = {"kind": Measure.Kind, "horizon": Measure.Horizon, "stage": Measure.Stage, "anchored": Measure.Anchored}
MONTHS = ("start", "end", "contained_from")


def field_name(name: str) -> str:
    """What a field is called."""
    return str(HEADINGS[name])


def choice_words(name: str) -> list[str]:
    """The words of a field with fixed ones."""
    return [_("yes"), _("no")] if name == "union_required" else [str(label) for label in CHOICES[name].labels]


def told(name: str, value: Any, groups: Mapping[int, str]) -> str:
    """A value in words; empty for none. `groups` are names by pk."""
    if value is None or value == "":
        return ""
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return f"{value:%Y-%m}" if name in MONTHS else f"{value:%Y-%m-%d}"
    return _number(name, value, groups) if isinstance(value, int) else str(value)


def _number(name: str, value: int, groups: Mapping[int, str]) -> str:
    if name == "group":
        return groups.get(value, "–")
    if name in AMOUNTS:
        return format_amount(value, MoneyUnit.KR)
    return hundredths(value) if name == "fte_hundredths" else str(value)


def hundredths(number: int) -> str:
    """Hundredths as Swedes write them, without needless zeros: 33,3."""
    whole, rest = divmod(abs(number), 100)
    sign = "−" if number < 0 else ""
    return sign + format_number(whole) + (f",{rest:02d}".rstrip("0") if rest else "")


def unit_list(shares: Mapping[int, int], units: Mapping[int, KnownUnit]) -> str:
    """The units as a file writes them: `4100 Barn och unga`, or `4100 50 %; 4200 50 %` when they are several."""
    if len(shares) == 1:
        unit = units[next(iter(shares))]
        return unit.code if any(sign in unit.name for sign in SEVERAL) else f"{unit.code} {unit.name}"
    return "; ".join(f"{units[pk].code} {hundredths(share)} %" for pk, share in shares.items())


def month_list(amounts: Mapping[date, int], months: Iterable[date]) -> str:
    """The amounts (kr) of months in words: sep 1 000, okt 1 000."""
    return ", ".join(
        f"{month_name(month)[:3].lower()} {format_amount(amounts.get(month, 0), MoneyUnit.KR)}" for month in months
    )
