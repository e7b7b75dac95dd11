"""Follow-ups and the register in words, in the language of the page. A sentence has no full stop unless it runs on."""

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from measures.followups.register import RegisterRow, StageSum, by_stage, decided_of, sum_of
from measures.models import FollowUp
from measures.stages import Stage
from units.display import Display
from units.money import NBSP

SIGNS = {"as-planned": "=", "late": "!", "not-started": "?", "not-followed": "−", "done": "+"}
COLOURS = {
    "as-planned": "balance", "late": "watch", "not-started": "missing", "not-followed": "deficit", "done": "surplus"
}  # fmt: skip


def status_text(status: str) -> str:
    """What the status of a follow-up is called."""
    if status == FollowUp.Status.LATE:
        return pgettext("measure", "late")
    return str(FollowUp.Status(status).label)


def status_mark(status: str) -> SafeString:
    """The status of a follow-up as sign, word and colour."""
    return mark(SIGNS[status], status_text(status), COLOURS[status])


def overdue_text(days: int) -> str:
    """How late a follow-up is."""
    return ngettext("{n} day overdue", "{n} days overdue", days).format(n=days)


def overdue_mark(days: int) -> SafeString:
    """How late a follow-up is, as sign, words and colour."""
    return mark("!", overdue_text(days), "deficit")


def days_mark(days: int) -> SafeString:
    """How late a follow-up is, where a heading says that it is late: as sign, days and colour."""
    return mark("!", ngettext("{n} day", "{n} days", days).format(n=days), "deficit")


def since_mark(days: int) -> SafeString:
    """How long ago a follow-up should have been, under its day: as sign, words and colour."""
    return mark("!", ngettext("{n} day ago", "{n} days ago", days).format(n=days), "deficit")


def mark(sign: str, word: str, colour: str) -> SafeString:
    """A sign for the eye only and a word, in the colour of a status."""
    return format_html(
        '<span class="status status-{}"><span class="sign" aria-hidden="true"><span>{}</span></span>{}</span>',
        colour,
        sign,
        word,
    )


def stage_count(stage: str, count: int) -> str:
    """How many measures are in a stage: 3 proposed."""
    words = {
        Stage.IDEA: ngettext("{n} idea", "{n} ideas", count),
        Stage.INVESTIGATED: ngettext("{n} under investigation", "{n} under investigation", count),
        Stage.PROPOSED: ngettext("{n} proposed", "{n} proposed", count),
        Stage.DECIDED: ngettext("{n} decided", "{n} decided", count),
        Stage.RUNNING: ngettext("{n} running", "{n} running", count),
        Stage.REALISED: ngettext("{n} realised", "{n} realised", count),
        Stage.VERIFIED: ngettext("{n} verified", "{n} verified", count),
        Stage.CLOSED: ngettext("{n} closed", "{n} closed", count),
        Stage.STOPPED: ngettext("{n} stopped", "{n} stopped", count),
        Stage.REJECTED: ngettext("{n} rejected", "{n} rejected", count),
    }
    return words[Stage(stage)].format(n=count)


def effect_text(ore: int, display: Display) -> str:
    """An effect with its unit for running text; with a minus only when it costs."""
    return display.in_words(ore) if ore < 0 else display.size(ore)


def told_of(year: int, planned: int | None, expected: int, display: Display) -> str:
    """A measure in a sentence: what it was to save in `year` (öre, before costs), and what is expected now."""
    now = effect_text(expected, display)
    if planned == expected:
        return _("It is expected to save {expected} in {year}, as planned.").format(expected=now, year=year)
    if planned is None:
        return _("It is expected to save {expected} in {year}.").format(expected=now, year=year)
    return _("It was planned to save {planned} in {year} and is now expected to save {expected}.").format(
        planned=effect_text(planned, display), year=year, expected=now
    )


def part_sentence() -> str:
    """Which amounts a measure has that other units share. Which they are is no secret; what they save may be."""
    return _("A measure is shown with all its units; its amounts are the part of the units looked at.")


def finding(rows: Sequence[RegisterRow], year: int, display: Display) -> str:
    """What decided measures are expected to save in the year, and how many follow-ups are overdue."""
    if not rows:
        return _("No measure matches what you asked for")
    decided = decided_of(rows)
    if decided:
        said = ngettext(
            "{n} decided measure is expected to save {effect} in {year}",
            "{n} decided measures are expected to save {effect} in {year}",
            len(decided),
        ).format(n=len(decided), effect=effect_text(sum_of(decided, "expected"), display), year=year)
    else:
        said = ngettext("{n} measure, and it is not decided", "{n} measures, and none is decided", len(rows))
        said = said.format(n=len(rows))
    late = overdue_count(sum(row.overdue > 0 for row in rows))
    return f"{said}; {late}" if late else said


def overdue_count(count: int) -> str:
    """How many follow-ups are overdue, or empty."""
    return ngettext("{n} follow-up is overdue", "{n} follow-ups are overdue", count).format(n=count) if count else ""


def due_finding(overdue: int, coming: int) -> str:
    """How many follow-ups are overdue, and how many come soon."""
    late = overdue_count(overdue) or _("No follow-up is overdue")
    if not coming:
        return late
    soon = ngettext("{n} comes within 14 days", "{n} come within 14 days", coming).format(n=coming)
    return f"{late}; {soon}"


def by_department(counts: Mapping[str, int]) -> str:
    """How many are overdue in each department, the most first; empty with fewer than two departments."""
    if len(counts) < 2:
        return ""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return _("Overdue: {departments}").format(departments=", ".join(f"{name} {n}" for name, n in ordered))


def stage_line(rows: Sequence[RegisterRow], display: Display) -> str:
    """How many measures there are, and what those of each stage are expected to save; empty without any."""
    if not rows:
        return ""
    count = ngettext("{n} measure", "{n} measures", len(rows)).format(n=len(rows))
    return f"{count}: {' · '.join(_stage_part(each, display) for each in by_stage(rows))}{NBSP}{display.unit}"


def _stage_part(each: StageSum, display: Display) -> str:
    text = stage_count(each.stage, each.count)
    if each.stage == Stage.REJECTED:
        return text.replace(" ", NBSP)
    amount = display.deviation(each.expected) if each.expected < 0 else display.deviation(each.expected).lstrip("+")
    return f"{text} {amount}".replace(" ", NBSP)
