"""What a decision or an action leads to, for those who may open it: the words alone for others."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.addresses import measure_address
from meetings.addresses import address
from meetings.assignments.queries import AssignmentRow
from meetings.assignments.words import about_words, meeting_words


def about_links(row: AssignmentRow) -> list[SafeString | str]:
    """What it is about, in the order of `about_words`."""
    each, code = row.assignment, row.assignment.administration.code
    urls = []
    if each.unit:
        urls.append(reverse("socbudget:unit", args=[code, each.unit.code]) if row.opens_unit else "")
    if each.measure:
        urls.append(measure_address(each.administration, each.measure_id) if row.opens_measure else "")
    if each.matter:
        urls.append(address("matter", code, each.matter_id) if row.opens_matter else "")
    return [_link(url, words) for url, words in zip(urls or [""], about_words(each), strict=True)]


def meeting_link(row: AssignmentRow) -> SafeString | str:
    """Where it was given."""
    each = row.assignment
    url = address("meeting", each.administration, each.meeting_id) if each.meeting and row.opens_meeting else ""
    return _link(url, unbroken(meeting_words(each)))


def unbroken(words: str) -> SafeString:
    """`words` with their last one, a day, on one line."""
    before, _space, day = words.rpartition(" ")
    return format_html('{} <span class="nowrap">{}</span>', before, day)


def _link(url: str, words: str) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', url, words) if url else words
