"""What pages say of ideas, in the language of the page."""

from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.ideas.queries import IdeaRow, Ideas
from measures.models import Idea
from measures.words import stage_name
from units.money import format_number


def finding(ideas: Ideas, *, answers: bool) -> str:
    """The headline of the page: what waits for an answer of the person, else what came of the own ideas."""
    if ideas.waiting:
        return _to_answer(len(ideas.waiting), len(ideas.late))
    if answers and ideas.scope:
        return _("No idea waits for an answer")
    if ideas.news:
        count = len(ideas.news)
        several = ngettext("One of your ideas has a new answer", "{count} of your ideas have new answers", count)
        return several.format(count=number_word(count).capitalize())
    if ideas.unanswered:
        count = len(ideas.unanswered)
        several = ngettext("One of your ideas waits for an answer", "{count} of your ideas wait for an answer", count)
        return several.format(count=number_word(count).capitalize())
    return _("Your ideas are answered") if ideas.own else _("What could be done better, or at a lower cost?")


def _to_answer(waiting: int, late: int) -> str:
    said = ngettext("One idea waits for an answer", "{count} ideas wait for an answer", waiting)
    said = said.format(count=number_word(waiting).capitalize())
    if not late:
        return said
    if late == waiting:
        return ngettext("{waiting} and is overdue", "{waiting}, all overdue", late).format(waiting=said)
    overdue = ngettext("one is overdue", "{count} are overdue", late).format(count=number_word(late))
    return f"{said}, {overdue}"


def number_word(count: int) -> str:
    """A count in running text: a word up to twelve, then digits."""
    words = {
        2: _("two"),
        3: _("three"),
        4: _("four"),
        5: _("five"),
        6: _("six"),
        7: _("seven"),
        8: _("eight"),
        9: _("nine"),
        10: _("ten"),
        11: _("eleven"),
        12: _("twelve"),
    }
    return words.get(count) or format_number(count)


def day_word(day: date) -> str:
    """25 december, in the language of the page."""
    return date_format(day, "j F")


def late_words(days: int) -> str:
    """How overdue an answer is."""
    return ngettext("{count} day late", "{count} days late", days).format(count=format_number(days))


def state_words(row: IdeaRow) -> str:
    """Where an idea is."""
    if row.waits:
        return late_words(row.late) if row.late else _("to be answered")
    return str(Idea.State(row.idea.state).label)


def state_mark(row: IdeaRow) -> SafeString | str:
    """Where an idea is, with a sign when its answer is overdue; the sign is for the eye only."""
    if not row.late:
        return state_words(row)
    sign = '<span class="status status-deficit"><span class="sign" aria-hidden="true"><span>!</span></span>{}</span>'
    return format_html(sign, state_words(row))


def measure_words(idea: Idea) -> str:
    """What the measure that an idea became is called and how far it has come; empty when it became none."""
    if idea.measure is None:
        return ""
    return _("{title} ({stage})").format(title=idea.measure.title, stage=stage_name(idea.measure.stage))
