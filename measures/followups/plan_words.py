"""An action plan in words, in the language of the page."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.followups.plan_queries import ActionPlan, PlannedMeasure
from measures.followups.words import effect_text
from units.display import Display
from units.models import Department


class Said(NamedTuple):
    """Something written of a measure, and what it is about."""

    about: str
    text: str


def finding(plan: ActionPlan, display: Display) -> str:
    """How the year is expected to end before measures and after."""
    if not plan.has_forecast:
        return _("The year’s forecast is still to come; the plan says what is done")
    before, after = display.in_words(plan.total.deviation), display.in_words(plan.total.deviation_after)
    if before == after:
        return _("The year is expected to end at {before}; no decided measure adds to that").format(before=before)
    return _("The year is expected to end at {before} before measures and {after} after them").format(
        before=before, after=after
    )


def lead(plan: ActionPlan, display: Display) -> str:
    """How many measures there are and what the decided ones are expected to save in the year."""
    if not plan.measures:
        return ""
    count = ngettext("{n} measure", "{n} measures", len(plan.measures)).format(n=len(plan.measures))
    if not plan.decided:
        return _("{count}; none is decided yet.").format(count=count)
    decided = ngettext("{n} decided", "{n} decided", len(plan.decided)).format(n=len(plan.decided))
    effect = effect_text(sum(row.expected or 0 for row in plan.decided), display)
    return _("{count}, {decided}, expected to save {effect} in {year}.").format(
        count=count, decided=decided, effect=effect, year=plan.period.year
    )


def who_answers(plan: ActionPlan) -> str:
    """What the one who answers for the place is called."""
    return _("Department head") if isinstance(plan.place, Department) else _("Unit head")


def consequences(measure: PlannedMeasure) -> list[Said]:
    """What is written of a measure's consequences, its risk and what hinders it; without what is not written."""
    said: Iterable[tuple[str, str]] = (
        (_("What is done"), measure.what),
        (_("For clients"), measure.for_clients),
        (_("For staff"), measure.for_staff),
        (_("For quality"), measure.for_quality),
        (_("For children"), measure.for_children),
        (_("Risk"), measure.risk),
        (_("Goes on until"), measure.end_condition),
        (_("What hinders"), measure.hinders),
    )
    return [Said(about, text.strip()) for about, text in said if text.strip()]


def silent(plan: ActionPlan) -> str:
    """Of how many measures nothing is written, and their numbers; empty when there is something of all."""
    numbers = [str(each.row.number) for each in plan.measures if not consequences(each)]
    if not numbers:
        return ""
    return ngettext(
        "Nothing is written of measure {numbers}: neither what is done, nor its consequences or its risk.",
        "Nothing is written of the measures {numbers}: neither what is done, nor their consequences or risk.",
        len(numbers),
    ).format(numbers=", ".join(numbers))
