"""What a Monday letter says of decisions and actions that are to be reported back, in the language that is active."""

from django.utils.translation import ngettext

from meetings.words import label_of
from socbudget.digest import Assigned, OpenAssignment
from socbudget.meeting_tasks import due_words, others_text, short
from units.mailing.addresses import page_link
from units.models import Administration

NAMED = 8
WORST = 3


def assigned_news(section: Assigned) -> list[tuple[int, str]]:
    """How many wait for the person and for others, for the subject of the letter."""
    own, others = len(section.own), len(section.others)
    return [
        (own, ngettext("one decision or action to report back", "{n} decisions and actions to report back", own)),
        (others, ngettext("one decision or action is late", "{n} decisions and actions are late", others)),
    ]


def assigned_parts(section: Assigned, administration: Administration) -> list[list[str]]:
    """Each of the person's own with its link; how many of others are late and the worst of them."""
    parts = [
        [_line(each), page_link("meetings:assignment", administration.code, each.pk)] for each in section.own[:NAMED]
    ]
    if rest := len(section.own) - len(parts):
        text = ngettext(
            "One more decision or action to report back", "{n} more decisions and actions to report back", rest
        )
        parts.append([f"{text.format(n=rest)}:", _register(administration, "?mine=on&state=open")])
    if section.others:
        worst = [f"{_line(each)} ({each.owner_name or '–'})" for each in section.others[:WORST]]
        parts.append(
            [f"{others_text(len(section.others))}:", *worst, _register(administration, "?others=on&state=late")]
        )
    return parts


def _line(each: OpenAssignment) -> str:
    """B12/2026 Say up the lease: 12 days late."""
    label = label_of(each.kind, each.number, each.year)
    return f"{label} {short(each.text)}: {due_words(each.days_late, each.due)}"


def _register(administration: Administration, query: str) -> str:
    return page_link("meetings:assignments", administration.code, query=query)
