"""Answers about files in words: what columns hold, and what has been said."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forecasts.imports import registers

ROLES: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "unit-name": gettext_lazy("Name of the unit"),
    "account": gettext_lazy("Account"),
    "group": gettext_lazy("Account group"),
    "activity": gettext_lazy("Activity"),
    "month": gettext_lazy("Month"),
    "year": gettext_lazy("Year"),
    "budget": gettext_lazy("Budget"),
    "actual": gettext_lazy("Actuals"),
    "forecast": gettext_lazy("Forecast"),
    "deviation": gettext_lazy("Deviation"),
    "amount": gettext_lazy("Amount"),
    "debit": gettext_lazy("Debit"),
    "credit": gettext_lazy("Credit"),
    "total": gettext_lazy("Sum"),
    "cause": gettext_lazy("Cause"),
    "comment": gettext_lazy("Comment"),
    "detail": pgettext_lazy("column", "Divides the row (project, counterpart)"),
    "ignored": pgettext_lazy("column", "Not used"),
}
PLACE = re.compile(r"[A-Z]{1,3}[0-9]+")
KINDS = {"budget": gettext_lazy("Budget"), "actual": gettext_lazy("Actuals"), "forecast": gettext_lazy("Forecast")}
SIGNS = {
    "cost-positive": gettext_lazy("costs positive"),
    "cost-negative": gettext_lazy("costs negative"),
    "unsigned": gettext_lazy("costs and revenues both without minus"),
}
AMOUNTS = {
    "monthly": gettext_lazy("one amount for each month"),
    "to-date": gettext_lazy("sums to date"),
}


def sheet_words(choice: str) -> str:
    """A sheet, or a table at a place on it: Blad1!A40."""
    name, _mark, cell = choice.rpartition("!")
    if not name or not PLACE.fullmatch(cell):
        return choice
    return _("{sheet}, the table that begins at {cell}").format(sheet=name, cell=cell)


def answers_in_words(answers: Mapping[str, Any]) -> list[str]:
    """What has been answered, one short phrase for each, in the order in which it is asked."""
    said: list[str] = []
    if kind := answers.get("kind"):
        said.append(str((KINDS | registers.names()).get(kind, kind)).lower())
    if sign := answers.get("sign"):
        said.append(str(SIGNS[sign]))
    if money := answers.get("money"):
        said.append(str(money))
    if amounts := answers.get("amounts"):
        said.append(str(AMOUNTS[amounts]))
    if sheet := answers.get("sheet"):
        said.append(_("sheet {sheet}").format(sheet=sheet_words(sheet)))
    if header := answers.get("header"):
        said.append(_("headings in row {row}").format(row=header))
    if columns := answers.get("columns"):
        said.append(_("columns {columns}").format(columns=", ".join(map(_column, columns))))
    if dimension := answers.get("dimension"):
        said.append(_("dimension {number}").format(number=dimension))
    return said


def spoken(answers: str) -> str:
    """The answers of an `Evidence` in words."""
    return ", ".join(answers_in_words(json.loads(answers)))


def _column(pair: tuple[str, str]) -> str:
    letters, role = pair
    return f"{letters} {str(ROLES[role]).lower()}"
