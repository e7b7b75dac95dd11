"""What a Monday letter says of measures that should have been followed up, in the language that is active."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from measures.followups.register_queries import OVERDUE
from measures.followups.words import overdue_text
from socbudget.digest import Late, LateMeasure
from units.mailing.addresses import page_link
from units.models import Administration

NAMED = 8
WORST = 3


def late_news(section: Late) -> list[tuple[int, str]]:
    """How many measures wait for the person and for others, for the subject of the letter."""
    own, others = len(section.own), len(section.others)
    return [
        (own, ngettext("one measure to follow up", "{n} measures to follow up", own)),
        (others, ngettext("one measure is not followed up", "{n} measures are not followed up", others)),
    ]


def late_parts(section: Late, administration: Administration) -> list[list[str]]:
    """Each of the person's own measures with its link; how many others there are and the worst of them."""
    parts = [[_measure(each), _link(administration, each)] for each in section.own[:NAMED]]
    if rest := len(section.own) - len(parts):
        text = ngettext("One more measure to follow up", "{n} more measures to follow up", rest)
        parts.append([f"{text.format(n=rest)}:", _register(administration)])
    if section.others:
        parts.append(_others(section.others, administration))
    return parts


def _others(late: list[LateMeasure], administration: Administration) -> list[str]:
    text = ngettext(
        "One measure of others is not followed up in time",
        "{n} measures of others are not followed up in time",
        len(late),
    ).format(n=len(late))
    return [f"{text}:", *_with_owners(late[:WORST]), _register(administration)]


def _with_owners(late: Iterable[LateMeasure]) -> list[str]:
    return [f"{_measure(each)} ({each.owner_name})" if each.owner_name else _measure(each) for each in late]


def _measure(each: LateMeasure) -> str:
    return f"{each.number} {each.title}: {overdue_text(each.days_late)}"


def _link(administration: Administration, each: LateMeasure) -> str:
    return page_link("measures:measure-follow-up", administration.code, each.pk)


def _register(administration: Administration) -> str:
    return page_link("measures:measures", administration.code, query=f"?follow_up={OVERDUE}")
