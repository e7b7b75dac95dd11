"""The board of a round out of the database. A constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from forecasts.effects import remaining_effects
from forecasts.entry.queries import Entry, bare_entries, entries
from forecasts.entry.steps import unanswered
from forecasts.models import ClosedMonth, Round
from forecasts.rounds.board import STEPS, BoardRow
from forecasts.rounds.queries import expected_units, rules_of
from units.mailing.queries import reminded
from units.models import Administration, Change, Responsibility, Unit
from units.roles import Role


@dataclass
class Answering:
    """Who answers today: names of unit heads by unit, of department heads by department, and of controllers."""

    units: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    departments: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    controllers: list[str] = field(default_factory=list)

    def holder(self, unit: Unit, state: str) -> str:
        """Who has the forecast of `unit` when it is in `state`; empty when nobody waits for it."""
        step = STEPS.get(state, "")
        if step == "unit_head":
            heads = self.units[unit.pk] or (self.units[unit.parent_id] if unit.parent_id else [])
            return ", ".join(heads) or _("nobody: the unit has no head")
        if step == "controller":
            return ", ".join(self.controllers) or _("nobody: there is no controller")
        if step == "department_head":
            return ", ".join(self.departments[unit.department_id]) or _("nobody: the department has no head")
        return ""


def answering(administration: Administration, today: date) -> Answering:
    """Who answers in `administration`. One query."""
    rows = Responsibility.objects.filter(
        Q(until=None) | Q(until__gte=today),
        administration=administration,
        role__in=[Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER],
        since__lte=today,
    ).select_related("user")
    found = Answering()
    for row in rows:
        if row.role == Role.UNIT_HEAD:
            found.units[row.unit_id].append(str(row.user))
        elif row.role == Role.DEPARTMENT_HEAD:
            found.departments[row.department_id].append(str(row.user))
        elif row.unit_id is None and row.department_id is None:
            found.controllers.append(str(row.user))
    return found


def board_rows(each: Round, today: date, units: Sequence[int] | None = None) -> list[BoardRow]:
    """A row for each of `units`, or of all units, that is to forecast in the round; what is missing comes first.

    Without figures: `fill` gives them to the rows that are shown. At most eight queries.
    """
    wanted = None if units is None else set(units)
    expected = [unit for unit in expected_units(each.administration, each.as_of) if wanted is None or unit.pk in wanted]
    found = bare_entries([unit.pk for unit in expected], each)
    people = answering(each.administration, today)
    rows = [_row(each, unit, found[unit.pk], people, today) for unit in expected]
    return sorted(rows, key=lambda row: (row.order, row.code))


def fill(rows: Sequence[BoardRow], each: Round) -> None:
    """Give `rows` their deviation, before and after measures, change and open flags. At most eighteen queries."""
    units = [row.unit for row in rows]
    found, rules = entries(units, each), rules_of(each.administration)
    effects = _effects_of_rows(units, each)
    for row in rows:
        entry = found[row.unit]
        if entry.total.complete or (entry.submitted is not None and entry.forecast == entry.submitted):
            row.deviation, row.change = entry.deviation, entry.change
        if row.unit in effects and row.reached and row.deviation is not None:
            row.after = row.deviation + effects[row.unit]
        row.flags = len(unanswered(entry, rules)) if entry.forecast else 0


def _effects_of_rows(rows: Sequence[int], each: Round) -> dict[int, int]:
    """What measures save that no forecast contains, by the pk of the unit that has it in a row of its own.

    What is saved by a unit that does not forecast itself is in its whole unit's row, or evenly in those of the parts
    that do: the rows of a unit then sum to what the unit has on other pages. At most five queries.
    """
    expected = {unit.pk: unit.parent_id or unit.pk for unit in expected_units(each.administration, each.as_of)}
    wholes = {expected[row] for row in rows if row in expected}
    effects = remaining_effects(Unit.objects.filter(pk__in=wholes), each.year, each.as_of)
    if not effects:
        return {}
    parents = dict(Unit.objects.filter(pk__in=effects).values_list("pk", "parent_id"))
    found: dict[int, int] = defaultdict(int)
    for unit, effect in effects.items():
        whole = parents[unit] or unit
        own = next(([pk] for pk in (unit, whole) if pk in expected), [pk for pk in expected if expected[pk] == whole])
        for place, pk in enumerate(own):
            found[pk] += effect.amount * (place + 1) // len(own) - effect.amount * place // len(own)
    return dict(found)


def say_reminders(rows: Sequence[BoardRow], each: Round) -> None:
    """Give `rows` the time when their units were last reminded in the round. One query."""
    when = reminded(each)
    for row in rows:
        row.reminded_at = when.get(row.unit)


def _row(each: Round, unit: Unit, entry: Entry, people: Answering, today: date) -> BoardRow:
    state = str(entry.state)
    due = getattr(each, f"{STEPS[state]}_due") if state in STEPS else None
    at, by = _last_change(entry)
    return BoardRow(
        unit=unit.pk,
        code=unit.code,
        name=unit.name,
        department=unit.department.code,
        department_name=unit.department.name,
        state=state,
        holder=people.holder(unit, state),
        due=due,
        overdue=due is not None and due < today,
        sent_back=entry.sent_back and not each.is_locked,
        stands=entry.stands,
        reached=entry.submitted.state if entry.submitted else "",
        late=entry.submitted is not None and entry.submitted.late,
        changed_at=at,
        changed_by=by,
    )


def _last_change(entry: Entry) -> tuple[datetime | None, str]:
    """When the forecast was last changed or went a step, and by whom."""
    made = [(step.at, step.by) for step in entry.steps]
    for forecast in {entry.forecast, entry.submitted} - {None}:
        made += [(forecast.changed_at, forecast.changed_by), (forecast.submitted_at, forecast.submitted_by)]
    known = [each for each in made if each[0]]
    if not known:
        return None, ""
    at, by = max(known, key=lambda each: each[0])
    return at, str(by or "")


def month_notice(each: Round) -> str:
    """That the actuals of the round's month are not final; empty when they are, or the round is not open."""
    administration = each.administration
    if not each.is_open or ClosedMonth.objects.filter(administration=administration, month=each.as_of).exists():
        return ""
    log = Change.objects.filter(administration=administration.code, action="month-reopened")
    return "reopened" if log.filter(subject=f"{each.as_of:%Y-%m}").exists() else "open"
