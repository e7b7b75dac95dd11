"""Which rounds are to come, and on which days, when the rules are these."""

from collections.abc import Iterable
from datetime import date

from forecasts.models import CycleRules
from forecasts.rounds.calendar import Deadlines, Planned, plan
from forecasts.rounds.queries import passed, rules_of
from forecasts.rounds.services import days_of, deadlines_of
from units.models import Administration


def coming(administration: Administration, rules: CycleRules, today: date) -> list[Planned]:
    """The rounds not locked, in order, as they will be when `rules` are kept. Two queries.

    A round that is open, or whose days somebody changed, keeps its own days; the others that are not opened follow the
    rules. What is not planned yet is what the rules give from `today` on.
    """
    years = (today.year - 1, today.year, today.year + 1)
    was, now = _by_rules(rules_of(administration), years), _by_rules(rules, years)
    rounds = list(administration.rounds.filter(as_of__year__in=years))
    found = {key: due for key, due in now.items() if due.unit_head_due > today}
    for each in rounds:
        key = (each.as_of, each.number)
        found.pop(key, None)
        own = deadlines_of(each)
        given = own if each.is_open or was.get(key) != own else now.get(key)
        if given and not each.is_locked and not passed(each, rounds, today):
            found[key] = given
    return [Planned(as_of, number, found[as_of, number]) for as_of, number in sorted(found)]


def _by_rules(rules: CycleRules, years: Iterable[int]) -> dict[tuple[date, int], Deadlines]:
    return {
        (each.as_of, each.number): each.deadlines
        for year in years
        for each in plan(year, rules.months, days_of(rules), fortnightly=rules.fortnightly)
    }
