"""Everything that the page of a forecast shows, gathered for its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forecasts.entry import grid_words as words
from forecasts.entry.explain import must_explain
from forecasts.entry.grid import (
    GridRow,
    Kept,
    Written,
    cell,
    compared,
    grid_rows,
    holds_anything,
    shown_lines,
    with_spare,
)
from forecasts.entry.grid_lists import ListRow, signed_text, with_empty
from forecasts.entry.grid_look import looks
from forecasts.entry.grid_missing import missing
from forecasts.entry.grid_queries import empty_lines, rounds_around, steps_of, versions_of, written_in
from forecasts.entry.lines import EntryLine, EntryState, totals
from forecasts.entry.queries import Entry, entries, thresholds_of
from forecasts.entry.words import proposal_sentence, reasons_sentence
from forecasts.models import CycleRules, Forecast, Round
from forecasts.rounds.queries import CauseName, causes_of, expected_of, rules_of
from forecasts.rounds.words import round_name
from units.access import Rights
from units.display import Display, display_of
from units.models import Unit
from units.navigation import Crumb
from units.roles import Act

CHANGEABLE = (EntryState.NOT_STARTED, EntryState.DRAFT, EntryState.SENT_BACK)
REOPENABLE = (EntryState.SUBMITTED, EntryState.CHECKED)


@dataclass
class Desk:
    """A unit's forecast in a round, and what the person who looks at it may do. It reads what it is asked for.

    `changing` says that a submitted forecast is to be changed; `version` that one version is to be read; `kept` is
    what was typed and could not be stored.
    """

    unit: Unit
    round: Round
    rights: Rights
    changing: bool = False
    version: int | None = None
    kept: Kept = field(default_factory=Kept)

    @cached_property
    def entry(self) -> Entry:
        """What is written, and what it is held against."""
        return entries([self.unit.pk], self.round)[self.unit.pk]

    @cached_property
    def rules(self) -> CycleRules:
        """What the administration has decided of the cycle."""
        return rules_of(self.unit.administration)

    @cached_property
    def display(self) -> Display:
        """How the administration shows amounts."""
        return display_of(self.unit.administration)

    @cached_property
    def expected(self) -> list[Unit]:
        """The units that make forecasts in the round."""
        return expected_of(self.unit, self.round.as_of)

    @property
    def is_expected(self) -> bool:
        """Whether the unit makes a forecast of its own."""
        return self.entry.forecast is not None or self.unit.pk in {each.pk for each in self.expected}

    @property
    def writable(self) -> bool:
        """Whether what is typed may be stored now."""
        if Act.FORECAST not in self.rights.unit or not self.is_expected:
            return False
        if self.round.is_locked:
            return bool(self.entry.draft and self.entry.draft.reason)
        return self.entry.state in (*CHANGEABLE, *REOPENABLE)

    @property
    def editable(self) -> bool:
        """Whether the page is the one where it is written."""
        if self.version is not None or not self.writable:
            return False
        return self.changing or self.entry.draft is not None or self.entry.state in CHANGEABLE


def page_of(desk: Desk) -> dict[str, Any]:
    """The page as it is opened."""
    context = _fixed(desk) | (figures_of(desk) if desk.editable else _read(desk))
    context["parts"] = _parts(desk)
    if not desk.is_expected:
        context["rows"] = []
    return context | _steps(desk, context)


def figures_of(desk: Desk) -> dict[str, Any]:
    """What changes when something is written: the rows, the finding, and all that follows from them."""
    entry, display = desk.entry, desk.display
    lines = with_spare(empty_lines(entry, desk.unit.administration))
    spare = next((line.group for line in lines if not holds_anything(line)), None)
    forecast = entry.forecast
    comment = forecast.comment if forecast else ""
    found = _found(desk, entry)
    return found | {
        "missing": missing(entry, desk.rules, display, found["looks"]),
        "rows": [replace(row, first_spare=row.line.group == spare) for row in _rows(desk, lines)],
        "spare": spare,
        "total": entry.total,
        "comment": cell("comment", comment, comment, desk.kept),
        "kept": desk.kept,
        "cause_rows": with_empty(_cause_rows(entry, display)),
        "risk_rows": with_empty(_risk_rows(entry, display)),
    }


def _read(desk: Desk) -> dict[str, Any]:
    """A version to read, the version before beside it."""
    entry = desk.entry
    versions = versions_of(desk.unit, desk.round)
    chosen = next((each for each in versions if each.version == desk.version), None) or entry.forecast
    before = next((each for each in reversed(versions) if chosen and _is_before(each, chosen)), None)
    said = written_in([each for each in (chosen, before) if each])
    this = said[chosen.pk] if chosen else Written({})
    if chosen and not chosen.is_draft:
        lists = {name: list(getattr(chosen, name).all()) for name in ("causes", "risks", "answers")}
        entry = replace(entry, forecast=chosen, lines=compared(entry.lines, this, None), **lists)
    lines = shown_lines(compared(entry.lines, this, said[before.pk] if before else None))
    context = _found(desk, entry) | {
        "rows": _rows(desk, lines),
        "total": totals(lines),
        "versions": versions if len(versions) > 1 or desk.version is not None else [],
        "version": chosen.version if chosen else None,
        "shown": chosen,
        "forecast_words": _("Version {number}").format(number=chosen.version) if before and chosen else _("Forecast"),
    }
    if before:
        context["previous_words"] = _("Version {number}").format(number=before.version)
    return context


def _is_before(each: Forecast, chosen: Forecast) -> bool:
    return each.pk != chosen.pk and (chosen.is_draft or each.version < chosen.version)


def _rows(desk: Desk, lines: Sequence[EntryLine]) -> list[GridRow]:
    how = {line.group: proposal_sentence(line, desk.entry.closed, desk.display) for line in lines}
    return grid_rows(lines, desk.display.unit, turned=desk.display.costs_negative, kept=desk.kept, how=how)


def _found(desk: Desk, entry: Entry) -> dict[str, Any]:
    """The finding of `entry` in words and figures."""
    display, total = desk.display, entry.total
    thresholds = thresholds_of(desk.rules)
    whole = total.complete
    reasons = must_explain(entry.deviation if whole else None, entry.change, entry.budget, thresholds)
    return {
        "entry": entry,
        "headline": words.headline(entry, display),
        "lead": words.lead(entry, display),
        "must": reasons_sentence(reasons, entry.deviation, entry.change, display),
        "limits": thresholds,
        "explained": sum(cause.amount for cause in entry.causes),
        "weighted": sum(risk.amount * risk.probability for risk in entry.risks) // 100,
        "changed_words": words.changed_at(entry, timezone.now()),
        "looks": looks(entry, desk.rules, display),
        "previous_words": words.previous_words(entry),
        "state_words": words.state_word(desk.entry),
        "can_answer": Act.FORECAST in desk.rights.unit and desk.round.is_open and desk.version is None,
    }


def _fixed(desk: Desk) -> dict[str, Any]:
    """What stays while the page is open: where one is, and addresses."""
    unit, shown = desk.unit, desk.round
    args = [unit.administration.code, unit.code]
    query = urlencode({"round": shown.pk})
    around = rounds_around(shown)
    return {
        "unit": unit,
        "round": shown,
        "display": desk.display,
        "editable": desk.editable,
        "last_year": shown.year - 1,
        "round_words": round_name(shown),
        "round_title": _("Forecast as of {month}").format(month=round_name(shown)),
        "before": around.before and (around.before.pk, round_name(around.before)),
        "after": around.after and (around.after.pk, round_name(around.after)),
        "turn": words.turn(desk.entry, timezone.localdate()),
        "to_date_words": words.to_date_words(desk.entry),
        "causes": _causes(desk),
        "here": f"{reverse('forecasts:forecast', args=args)}?{query}" + ("&edit=1" if desk.changing else ""),
        "query": query,
        "figures_url": reverse("forecasts:unit-figures", args=args) + f"?month={shown.as_of:%Y-%m}",
        "trail": [Crumb(unit.name, reverse("socbudget:unit", args=args)), Crumb(_("Forecast"))],
    }


def _causes(desk: Desk) -> list[CauseName]:
    return causes_of(desk.unit.administration)


def _cause_rows(entry: Entry, display: Display) -> list[ListRow]:
    return [
        ListRow(number, cause=each.cause, text=each.comment, amount=signed_text(each.amount, display.unit))
        for number, each in enumerate(entry.causes, 1)
    ]


def _risk_rows(entry: Entry, display: Display) -> list[ListRow]:
    return [
        ListRow(number, text=each.text, amount=signed_text(each.amount, display.unit), share=str(each.probability))
        for number, each in enumerate(entry.risks, 1)
    ]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the unit that makes a forecast of its own, and where it is."""

    unit: Unit
    entry: Entry
    state: str


def _parts(desk: Desk) -> list[Part]:
    parts = [each for each in desk.expected if each.parent_id == desk.unit.pk]
    found = entries([each.pk for each in parts], desk.round) if parts else {}
    return [Part(each, found[each.pk], words.state_word(found[each.pk])) for each in parts]


def _steps(desk: Desk, context: Mapping[str, Any]) -> dict[str, Any]:
    """What has been done with the forecast, and what the person may do next."""
    steps = steps_of(desk.unit, desk.round)
    acts, state = desk.rights.unit, EntryState(desk.entry.state)
    latest = desk.entry.submitted if desk.version in (None, getattr(desk.entry.submitted, "version", None)) else None
    handled = bool(latest) and desk.round.is_open and not desk.entry.draft
    sent_back = desk.entry.sent_back and [step for step in steps if step.state == Forecast.State.SENT_BACK]
    return {
        "steps": steps,
        "word": sent_back[-1] if sent_back else None,
        "may_check": handled and Act.CONTROL in acts and state == EntryState.SUBMITTED,
        "may_approve": handled and Act.APPROVE in acts and state == EntryState.CHECKED,
        "may_send_back": handled
        and (Act.CONTROL in acts or Act.APPROVE in acts)
        and state in (*REOPENABLE, EntryState.APPROVED),
        "may_change": not context["editable"] and desk.writable and desk.version is None,
        "may_correct": state in (EntryState.LOCKED, EntryState.MISSING)
        and not desk.entry.draft
        and Act.CONTROL in acts,
        "may_discard": context["editable"] and desk.entry.draft is not None,
    }
