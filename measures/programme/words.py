"""The savings programme in sentences, in the language of the page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from measures.programme.gap import Gap
from units.display import Display


def finding(gap: Gap, year: int, this_year: int, display: Display) -> str:
    """What is needed, what decided measures give and what is missing: the headline.

    A year that is over is judged by what was followed up, when anything was.
    """
    if not gap.needed:
        return _no_requirement(gap, year, display)
    values = {"year": year, "needed": display.size(gap.needed), "decided": display.size(gap.decided)}
    if year < this_year and gap.realised:
        return _of_the_past(gap, values, display)
    if gap.decided <= 0:
        return _("{needed} must be saved in {year}. No decided measure saves anything yet.").format(**values)
    rest = display.size(gap.amount)
    if display.rounds_to_zero(gap.amount):
        return _("{needed} must be saved in {year}. Decided measures give that.").format(**values)
    if gap.amount < 0:
        return _("{needed} must be saved in {year}. Decided measures give {decided} – {rest} is missing.").format(
            **values, rest=rest
        )
    return _("{needed} must be saved in {year}. Decided measures give {decided}, {rest} more than that.").format(
        **values, rest=rest
    )


def _no_requirement(gap: Gap, year: int, display: Display) -> str:
    if gap.decided > 0:
        return _("No savings requirement is set for {year}. Decided measures give {decided}.").format(
            year=year, decided=display.size(gap.decided)
        )
    return _("No savings requirement is set for {year}").format(year=year)


def _of_the_past(gap: Gap, values: Mapping[str, object], display: Display) -> str:
    missing = gap.needed - gap.realised
    said = {**values, "realised": display.size(gap.realised), "rest": display.size(missing)}
    sentence = _("{needed} was to be saved in {year}. By the follow-ups it was {realised}.")
    if gap.realised < 0:
        sentence = _("{needed} was to be saved in {year}. By the follow-ups measures cost {realised}.")
    elif missing > 0 and not display.rounds_to_zero(missing):
        sentence = _("{needed} was to be saved in {year}. By the follow-ups it was {realised} – {rest} less.")
    return sentence.format(**said)


def more_about(gap: Gap, display: Display) -> list[str]:
    """What stands behind the headline, a sentence each."""
    found = []
    if gap.undecided > 0:
        found.append(_("Another {amount} is identified and not decided.").format(amount=display.size(gap.undecided)))
    if gap.decided > 0 and gap.likely_decided != gap.decided:
        found.append(
            _("Weighed by how likely they are, decided measures give {amount}.").format(
                amount=display.size(gap.likely_decided)
            )
        )
    if gap.realised or gap.verified:
        found.append(
            _("{realised} is followed up as saved; {verified} is verified by the controller.").format(
                realised=display.size(gap.realised), verified=display.size(gap.verified)
            )
        )
    return found


def chart_finding(gap: Gap, year: int, display: Display) -> str:
    """What the bars against the requirement show."""
    if not gap.needed:
        return _("What measures are expected to save in {year}").format(year=year)
    if gap.amount >= 0 or display.rounds_to_zero(gap.amount):
        return _("Decided measures reach the requirement")
    if gap.identified >= gap.needed:
        return _("The requirement is reached when everything identified is decided")
    return _("{amount} is missing even when everything identified is decided").format(
        amount=display.size(gap.identified - gap.needed)
    )


def years_finding(gaps: Mapping[int, Gap], display: Display) -> str:
    """Which year lacks most."""
    year, gap = min(gaps.items(), key=lambda each: each[1].amount)
    if gap.amount >= 0 or display.rounds_to_zero(gap.amount):
        return _("Decided measures reach the requirement of every year")
    return _("Most is missing in {year}: {amount}").format(year=year, amount=display.size(gap.amount))


def gap_word(ore: int) -> str:
    """What a gap is: missing, or more than needed."""
    return _("missing") if ore < 0 else _("above") if ore > 0 else ""


def unit_finding(gap: Gap, display: Display) -> str:
    """What decided measures give against what is needed, for a line on a unit's page."""
    values = {
        "needed": display.size(gap.needed),
        "decided": display.size(max(gap.decided, 0)),
        "rest": display.size(gap.amount),
    }
    if not gap.needed:
        return _("No savings requirement. Decided measures give {decided}.").format(**values)
    if display.rounds_to_zero(gap.amount) or gap.amount > 0:
        return _("{needed} must be saved. Decided measures give {decided}.").format(**values)
    return _("{needed} must be saved. Decided measures give {decided}, {rest} is missing.").format(**values)
