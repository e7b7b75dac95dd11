"""The report of the command line for people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.imports import registers
from forecasts.imports.messages import layout_name
from forecasts.imports.own_table import LAYOUT
from forecasts.imports.problems import Severity
from units.money import MoneyUnit, format_amount


def written_report(report: dict[str, Any]) -> str:
    """`report`, the contract's object, as lines to read."""
    return "\n".join([*_head(report), *_problems(report), *_figures(report), _outcome(report)])


def _head(report: dict[str, Any]) -> list[str]:
    lines = [report["file"]]
    if report["layout"]:
        lines.append(_("Understood as: {layout}").format(layout=layout_name(report["layout"]) or report["layout"]))
    if report["administration"]:
        lines.append(_("Administration: {code}").format(code=report["administration"]))
    if report["months"]:
        lines.append(_("Months: {months}").format(months=", ".join(month[:7] for month in report["months"])))
    return lines


def _problems(report: dict[str, Any]) -> list[str]:
    words = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning")}
    lines = []
    for each in report["problems"]:
        place = " ".join(part for part in (each["sheet"], each["cell"]) if part)
        lines.append(f"{words[Severity(each['severity'])]} {place}: {each['message']}".replace(" :", ":"))
    return lines


def _figures(report: dict[str, Any]) -> list[str]:
    kinds = {"budget": _("Budget"), "actual": _("Actuals"), "forecast": _("Forecast")} | registers.names()
    counts = report["counts"]
    lines = [
        _("New {new}, changed {changed}, unchanged {unchanged}, removed {removed}, skipped {skipped}").format(**counts)
    ]
    for each in report["totals"]:
        unit = f" {each['unit']}" if "unit" in each else ""
        amount = format_amount(each["amount_ore"], MoneyUnit.KR, decimals=2)
        lines.append(f"{kinds[each['kind']]} {each['month'][:7]}{unit}: {amount} kr")
    return lines if report["layout"] else []


def _outcome(report: dict[str, Any]) -> str:
    if report["committed"]:
        return _("Stored as upload {number}.").format(number=report["upload"])
    errors = sum(each["severity"] == Severity.ERROR for each in report["problems"])
    if errors:
        text = ngettext("{count} error. Nothing was stored.", "{count} errors. Nothing was stored.", errors)
        return text.format(count=errors)
    if report["layout"] == LAYOUT:
        return _("The program’s own table, unchanged: there is nothing to load.")
    return _("Examined only. Nothing was stored; --commit stores it.")
