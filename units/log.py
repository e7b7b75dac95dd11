"""The log of changes in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from units.models import AccountGroup, Change, Unit
from units.money import MoneyUnit, format_amount
from units.roles import Role

ACTIONS = {
    "administration-started": gettext_lazy("Administration made"),
    "settings-changed": gettext_lazy("Settings changed"),
    "department-started": gettext_lazy("Department made"),
    "department-changed": gettext_lazy("Department changed"),
    "unit-started": gettext_lazy("Unit made"),
    "unit-changed": gettext_lazy("Unit changed"),
    "unit-ended": gettext_lazy("Unit ended"),
    "unit-reopened": gettext_lazy("Unit goes on after all"),
    "responsibility-handed-over": gettext_lazy("Responsibility handed over"),
    "role-given": gettext_lazy("Role given"),
    "role-ended": gettext_lazy("Role ended"),
    "role-taken-back": gettext_lazy("Role taken back before it began"),
    "account-made": gettext_lazy("Account made"),
    "account-closed": gettext_lazy("Account closed"),
    "account-opened": gettext_lazy("Account opened"),
    "own-page-changed": gettext_lazy("Own page changed"),
    "token-made": gettext_lazy("Key to the API made"),
    "token-withdrawn": gettext_lazy("Key to the API withdrawn"),
    "upload-received": gettext_lazy("File handed in"),
    "upload-answered": gettext_lazy("Question about a file answered"),
    "upload-committed": gettext_lazy("File stored"),
    "upload-undone": gettext_lazy("File undone"),
    "upload-discarded": gettext_lazy("File thrown away"),
    "month-closed": gettext_lazy("Month closed"),
    "month-reopened": gettext_lazy("Month opened again"),
    "frame-set": gettext_lazy("Budget frame set"),
    "letters-posted": gettext_lazy("Letters posted"),
    "reminders-sent": gettext_lazy("Reminders sent"),
    "digests-written": gettext_lazy("Monday letters written"),
    "letters-tried-again": gettext_lazy("Letters tried again"),
    "budget-changed": gettext_lazy("Budget changed"),
    "budget-change-undone": gettext_lazy("Budget change undone"),
    "budget-year-changed": gettext_lazy("Budget year changed"),
    "budget-answered": gettext_lazy("Year’s budget answered"),
    "correction-added": gettext_lazy("Correction of the deviation added"),
    "correction-removed": gettext_lazy("Correction of the deviation removed"),
    "year-final": gettext_lazy("Year’s result made final"),
    "year-reopened": gettext_lazy("Year’s result preliminary again"),
    "demo-loaded": gettext_lazy("Demo loaded"),
    "account-group-changed": gettext_lazy("Account group changed"),
    "account-group-started": gettext_lazy("Account group made"),
    "forecast-approved": gettext_lazy("Forecast approved"),
    "forecast-causes-written": gettext_lazy("Causes written in a draft"),
    "forecast-checked": gettext_lazy("Forecast checked"),
    "forecast-commented": gettext_lazy("Comment written in a draft"),
    "forecast-correction-begun": gettext_lazy("Correction of a locked forecast begun"),
    "forecast-draft-discarded": gettext_lazy("Draft of a forecast thrown away"),
    "forecast-filled": gettext_lazy("Draft of a forecast filled in"),
    "forecast-flag-answered": gettext_lazy("Something odd in a forecast answered"),
    "forecast-risks-written": gettext_lazy("Risks written in a draft"),
    "forecast-sent-back": gettext_lazy("Forecast sent back"),
    "forecast-submitted": gettext_lazy("Forecast submitted"),
    "forecast-written": gettext_lazy("Amount written in a draft"),
    "rounds-planned": gettext_lazy("Rounds of the year planned"),
    "round-added": gettext_lazy("Extra round planned"),
    "round-removed": gettext_lazy("Planned round removed"),
    "round-opened": gettext_lazy("Round opened"),
    "round-locked": gettext_lazy("Round locked"),
    "deadlines-changed": gettext_lazy("Deadlines of a round changed"),
    "rules-changed": gettext_lazy("Rules of the rounds changed"),
    "causes-changed": gettext_lazy("List of causes changed"),
    "measure-followed-up": gettext_lazy("Measure followed up"),
    "idea-left": gettext_lazy("Idea left"),
    "idea-answered": gettext_lazy("Idea answered"),
    "idea-answer-changed": gettext_lazy("Answer to an idea changed"),
    "calculation-saved": gettext_lazy("Calculation saved"),
    "calculation-removed": gettext_lazy("Calculation removed"),
}
NAMES = {
    "amounts": gettext_lazy("amounts, kronor"),
    "answer": gettext_lazy("answer"),
    "by_cause": gettext_lazy("causes, kronor"),
    "comment": gettext_lazy("comment"),
    "flag": gettext_lazy("what looked odd"),
    "group": gettext_lazy("account group"),
    "late": gettext_lazy("late"),
    "proposal": gettext_lazy("forecast proposed from"),
    "reason": gettext_lazy("reason"),
    "risks": gettext_lazy("risks and opportunities, kronor"),
    "source": gettext_lazy("from"),
    "version": gettext_lazy("version"),
    "word": gettext_lazy("word"),
    "code": gettext_lazy("code"),
    "name": gettext_lazy("name"),
    "label": gettext_lazy("label"),
    "about": gettext_lazy("about the figures"),
    "email": gettext_lazy("e-mail"),
    "language": gettext_lazy("language"),
    "kind": gettext_lazy("kind"),
    "department": gettext_lazy("department"),
    "part_of": gettext_lazy("part of"),
    "successor": gettext_lazy("carried on by"),
    "valid_from": gettext_lazy("from the month"),
    "valid_to": gettext_lazy("to and including the month"),
    "money_unit": gettext_lazy("amounts shown in"),
    "costs_negative": gettext_lazy("show costs with minus"),
    "watch_ore": gettext_lazy("watch from, kronor"),
    "watch_permille": gettext_lazy("watch from, per mille of budget"),
    "deficit_ore": gettext_lazy("deficit from, kronor"),
    "deficit_permille": gettext_lazy("deficit from, per mille of budget"),
    "letters": gettext_lazy("letters"),
    "units": gettext_lazy("units"),
    "nothing": gettext_lazy("people with nothing to be told"),
    "letter_kind": gettext_lazy("kind"),
    "digest": gettext_lazy("Monday letter"),
    "answers": gettext_lazy("answers"),
    "role": gettext_lazy("role"),
    "place": gettext_lazy("holds for"),
    "from": pgettext_lazy("day", "from"),
    "to": pgettext_lazy("day", "to"),
    "ranges": gettext_lazy("accounts"),
    "moved": gettext_lazy("amounts moved"),
    "amount_ore": gettext_lazy("amount, kronor"),
    "frame_ore": gettext_lazy("added to the frame, kronor"),
    "unit_budgets": gettext_lazy("budgets of units, kronor"),
    "year": gettext_lazy("year"),
    "budget_ore": gettext_lazy("budget, kronor"),
    "unit_results": gettext_lazy("carried over, kronor"),
    "price_index": gettext_lazy("price and wage index, hundredths of a per cent"),
    "conditions": gettext_lazy("conditions of the year"),
    "carry_surplus": gettext_lazy("share of a surplus carried over, per cent"),
    "carry_deficit": gettext_lazy("share of a deficit carried over, per cent"),
    "carry_cap": gettext_lazy("at most, per mille of budget"),
    "accepted": gettext_lazy("accepted"),
    "missing": gettext_lazy("what is missing"),
    "month": gettext_lazy("month"),
    "reverses": gettext_lazy("reverses"),
    "decision": gettext_lazy("decision"),
    "upload": gettext_lazy("file number"),
    "sha256": gettext_lazy("checksum"),
    "state": gettext_lazy("state"),
    "effect": gettext_lazy("effect on the totals, kronor"),
    "new": gettext_lazy("new amounts"),
    "changed": gettext_lazy("changed amounts"),
    "unchanged": gettext_lazy("unchanged amounts"),
    "removed": gettext_lazy("removed amounts"),
    "skipped": gettext_lazy("rows read over"),
    "rounds": gettext_lazy("rounds"),
    "ledger_due": gettext_lazy("ledger closed"),
    "unit_head_due": gettext_lazy("unit heads submit"),
    "controller_due": gettext_lazy("controller has checked"),
    "department_head_due": gettext_lazy("department heads approve"),
    "director_due": gettext_lazy("director"),
    "committee_due": gettext_lazy("committee"),
    "months": gettext_lazy("months with a forecast"),
    "fortnightly": gettext_lazy("extra rounds every second week"),
    "ledger_days": gettext_lazy("ledger closed, working day"),
    "unit_head_days": gettext_lazy("unit heads submit, working day"),
    "controller_days": gettext_lazy("controller has checked, working day"),
    "department_head_days": gettext_lazy("department heads approve, working day"),
    "director_days": gettext_lazy("director, working day"),
    "committee_days": gettext_lazy("committee, working day"),
    "explain_ore": gettext_lazy("explain a deviation from, kronor"),
    "explain_permille": gettext_lazy("explain a deviation from, per mille of budget"),
    "change_ore": gettext_lazy("explain a change from, kronor"),
    "change_permille": gettext_lazy("explain a change from, per mille of budget"),
    "causes": gettext_lazy("causes"),
    "day": gettext_lazy("day"),
    "status": gettext_lazy("status"),
    "realised_ore": gettext_lazy("effect so far this year, kronor"),
    "expected_ore": gettext_lazy("expected effect this year, kronor"),
    "done": gettext_lazy("what was done"),
    "hinders": gettext_lazy("what hinders"),
    "next_on": gettext_lazy("next follow-up"),
    "unit": gettext_lazy("unit"),
    "answer_by": gettext_lazy("answer by"),
    "calculator": gettext_lazy("calculator"),
}
VALUES = {
    **dict(Role.choices),
    **dict(Unit.Kind.choices),
    "supplementary": gettext_lazy("supplementary budget"),
    "reallocation": gettext_lazy("reallocation"),
    "carry-over": gettext_lazy("carried over from last year"),
    "cost": gettext_lazy("cost"),
    "revenue": gettext_lazy("revenue"),
    "reminder": gettext_lazy("reminder"),
    "digest": gettext_lazy("Monday letter"),
    "examined": gettext_lazy("examined, not stored"),
    "refused": gettext_lazy("could not be read"),
    **dict(AccountGroup.Proposal.choices),
    "submitted": gettext_lazy("submitted"),
    "checked": gettext_lazy("checked"),
    "sent-back": gettext_lazy("sent back"),
    "approved": gettext_lazy("approved"),
    "as-planned": gettext_lazy("as planned"),
    "late": gettext_lazy("late"),
    "not-started": gettext_lazy("not started"),
    "not-followed": gettext_lazy("not followed"),
    "done": gettext_lazy("done"),
}
SPOKEN = {"role", "kind", "letter_kind", "proposal", "state", "status"}
FIGURES = {
    "amount_ore", "amounts", "by_cause", "effect", "risks",
    "frame_ore", "unit_budgets", "budget_ore", "unit_results", "realised_ore", "expected_ore",
}  # fmt: skip


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
    if isinstance(value, int) and name.endswith("_ore"):
        return format_amount(value, MoneyUnit.KR)
    if isinstance(value, dict):
        amounts = (
            (_(kind) if name == "effect" else kind, format_amount(ore, MoneyUnit.KR, signed=True))
            for kind, ore in value.items()
        )
        return ", ".join(f"{kind} {amount}" for kind, amount in amounts)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(VALUES.get(value, value)) if name in SPOKEN else str(value)
