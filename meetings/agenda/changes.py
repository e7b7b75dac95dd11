"""What changed since the last meeting, the largest first and so that it sums. Amounts are öre, + is better."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from meetings.agenda.figures import Since

LARGEST = 8


class Change(NamedTuple):
    """What a unit, a cause or the rest of them changed, before and after measures."""

    name: str
    before: int
    after: int | None = None


def by_unit(since: Since) -> list[Change]:
    """The units that changed most and the rest of them together; they sum to the change of the total."""
    units = [Change(f"{each.code} {each.name}", each.deviation, each.after) for each in since.units]
    units.sort(key=lambda each: (-abs(each.before), each.name))
    shown, rest = units[:LARGEST], units[LARGEST:]
    if rest:
        name = _("The other {n}").format(n=len(rest))
        shown.append(Change(name, sum(each.before for each in rest), sum(each.after or 0 for each in rest)))
    return shown


def by_cause(since: Since) -> list[Change]:
    """The causes that changed most, the rest together, and what changed budgets did: they sum to the total's change."""
    causes = [Change(each.name.capitalize() or _("Not explained by a cause"), each.amount) for each in since.causes]
    shown, rest = causes[:LARGEST], causes[LARGEST:]
    if rest:
        shown.append(Change(_("The other {n}").format(n=len(rest)), sum(each.before for each in rest)))
    return [*shown, Change(_("Changed budgets"), since.given)] if since.given else shown
