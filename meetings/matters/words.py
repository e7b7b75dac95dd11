"""What pages say of matters between units, in the language of the page."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from measures.ideas.words import late_words, number_word
from meetings.assignments.words import MARK, days_word
from meetings.matters.queries import MatterRow


def finding(rows: Sequence[MatterRow]) -> str:
    """The headline of the register: how many wait to be settled, and how late the oldest is."""
    open_ = [row for row in rows if row.matter.settled_on is None]
    if not open_:
        return _("Every matter between units is settled") if rows else _("No matter between units yet")
    text = ngettext(
        "One matter between units waits to be settled", "{count} matters between units wait to be settled", len(open_)
    ).format(count=number_word(len(open_)).capitalize())
    late = max(row.late for row in open_)
    if not late:
        return text
    oldest = _("{text}, {days} late") if len(open_) == 1 else _("{text}, the oldest {days} late")
    return oldest.format(text=text, days=days_word(late))


def state_words(row: MatterRow) -> str:
    """How it stands: open, so many days late, or settled."""
    if row.matter.settled_on:
        return pgettext("matter", "settled")
    return late_words(row.late) if row.late else pgettext("matter", "open")


def state_mark(row: MatterRow) -> SafeString | str:
    """The same, with a sign when it is late or settled; the sign is for the eye only."""
    if row.late:
        return format_html(MARK, "deficit", "!", state_words(row))
    return format_html(MARK, "surplus", "✓", state_words(row)) if row.matter.settled_on else state_words(row)
