"""The registers in words: limits, who decides, and the sentences that say what a register shows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from measures.models import DelegationLimit, Finding
from measures.registers.binding import YearSum
from measures.registers.limits import Answer, Verdict
from units.display import Display
from units.money import MoneyUnit
from units.templatetags.figures import percent

KRONOR = Display(MoneyUnit.KR)
PER = {
    "decision": gettext_lazy("{amount} a decision"),
    "day": gettext_lazy("{amount} a day"),
    "month": gettext_lazy("{amount} a month"),
    "year": gettext_lazy("{amount} a year"),
}


def amount_per(ore: int, per: str) -> str:
    """850 000 kr a year. Limits are in kronor whatever unit the administration's figures are shown in."""
    return str(PER[per]).format(amount=KRONOR.size(ore))


def limit_words(above: int | None, limit: int | None, per: str) -> str:
    """Up to what a role decides: up to 850 000 kr a year, above it, or everything."""
    if above is None and limit is None:
        return _("all decisions")
    if limit is None:
        return _("above {amount}").format(amount=amount_per(above or 0, per))
    if above is None:
        return _("up to {amount}").format(amount=amount_per(limit, per))
    return _("above {floor} up to {amount}").format(floor=KRONOR.size(above), amount=amount_per(limit, per))


def withdrawn_words(day: date, until: str, today: date) -> str:
    """Since when, or from when, a delegation is withdrawn and until what."""
    text = _("withdrawn since {day}") if day <= today else _("withdrawn from {day}")
    return ", ".join(filter(None, [text.format(day=day), until]))


def role_name(role: str) -> str:
    """What a role of the delegation is called."""
    return str(DelegationLimit.Role(role).label)


def who_words(answer: Answer) -> str:
    """Who decides, as a cell of a table says it."""
    if answer.verdict is Verdict.HIGHER:
        return _("nobody in the unit, it goes higher")
    if answer.verdict is Verdict.UNKNOWN:
        return _("cannot be said")
    return role_name(answer.role)


def why_words(answer: Answer) -> str:
    """What is to be known about an answer; empty for most."""
    said = []
    if answer.verdict is Verdict.UNKNOWN:
        said.append(_("The limits are for another kind of cost: a decision is not compared with a time."))
    if answer.withdrawn:
        roles = ", ".join(map(role_name, answer.withdrawn))
        said.append(_("Withdrawn for {roles}, who would otherwise decide.").format(roles=roles))
    return " ".join(said)


def answers_sentence(answers: Sequence[Answer], cost: int, per: str) -> str:
    """How many units decide it where: the unit head in 2 units, the case officer in 3."""
    units: Counter[str] = Counter()
    for role, _unit in {(each.role, each.unit) for each in answers if each.verdict is Verdict.ROLE}:
        units[role] += 1
    amount = amount_per(cost, per)
    if not units:
        return _("{amount}: in no unit can it be said who decides").format(amount=amount)
    parts = [
        ngettext("{role} in {n} unit", "{role} in {n} units", units[role]).format(role=role_name(role), n=units[role])
        for role in DelegationLimit.Role.values
        if units[role]
    ]
    return _("{amount} is decided by {who}").format(amount=amount, who=_listed(parts))


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def delegation_finding(units: int, unlimited: int, withdrawn: int) -> str:
    """What the matrix shows: in how many of `units` case officers decide without limit, and where it is withdrawn."""
    if not units:
        return _("No delegation is written yet")
    first = _units_sentence(units, unlimited)
    if not withdrawn:
        return first
    last = ngettext("{n} has withdrawn delegation", "{n} have withdrawn delegation", withdrawn).format(n=withdrawn)
    return f"{first}; {last}"


def _units_sentence(units: int, unlimited: int) -> str:
    if units == 1 and unlimited:
        return _("In the unit case officers decide without limit")
    if units == 1:
        return _("In the unit no case officer decides without limit")
    if unlimited:
        return _("In {n} of {all} units case officers decide without limit").format(n=unlimited, all=units)
    return _("In none of {all} units do case officers decide without limit").format(all=units)


def finding_state(state: str) -> str:
    """How far a finding has come; in Swedish the word follows the gender of what it is about."""
    return {
        Finding.State.OPEN: pgettext("finding", "open"),
        Finding.State.DOING: pgettext("finding", "being dealt with"),
        Finding.State.DONE: pgettext("finding", "dealt with"),
    }[Finding.State(state)]


def findings_finding(rows: int, left: int, repeated: int, late: int) -> str:
    """How many of the findings are not dealt with, and how many of those are repeated and late."""
    if not rows:
        return _("No audit findings are written yet")
    if not left:
        return ngettext("The finding is dealt with", "All {n} findings are dealt with", rows).format(n=rows)
    first = ngettext("{n} finding is not dealt with", "{n} findings are not dealt with", left).format(n=left)
    said = []
    if repeated:
        said.append(ngettext("{n} is repeated", "{n} are repeated", repeated).format(n=repeated))
    if late:
        said.append(ngettext("{n} is late", "{n} are late", late).format(n=late))
    return ": ".join(filter(None, [first, _listed(said) if said else ""]))


def repeated_words(found_on: date | None, source: str) -> str:
    """That a finding was made before, by whom and when, where the person may know it."""
    if found_on is None:
        return _("repeated")
    return _("repeated: found already in {month} by {source}").format(month=f"{found_on:%Y-%m}", source=source)


def commitments_finding(sums: Sequence[YearSum], display: Display) -> str:
    """How much of this year's and the last year's cost is bound."""
    first, last = sums[0], sums[-1]
    if not any(each.agreed for each in sums):
        return _("No commitment reaches {year} or the four years after it").format(year=first.year)
    values = {"now": display.size(first.bound), "then": display.size(last.bound), "year": first.year, "end": last.year}
    return _("{now} is bound in {year} and {then} in {end}").format(**values)


def share_sentence(first: YearSum) -> str:
    """What share of the year's budget is bound; empty where there is no budget."""
    if first.permille is None:
        return ""
    return _("That is {share} of the budget of {year}.").format(share=percent(first.permille), year=first.year)


def bound_title(sums: Sequence[YearSum], display: Display) -> str:
    """What the chart of bound cost shows: when notice would free most, or that it would free nothing."""
    most = max(sums, key=lambda each: each.avoidable)
    if not most.avoidable:
        return _("None of it can be ended by notice given today")
    values = {"amount": display.size(most.avoidable), "year": most.year}
    return _("Notice given today frees {amount} in {year}").format(**values)
