"""What of the monthly cycle waits for a person: forecasts to hand in, check and approve, rounds to open and lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.models import Forecast, Round
from forecasts.rounds.places import address, forecast_url
from forecasts.rounds.queries import expected_units, latest_states, next_to_open, open_round_of, rounds_of
from forecasts.rounds.words import round_name
from units.display import month_name
from units.models import Administration, Responsibility, Unit
from units.roles import Role

WAITED_FOR = frozenset({Role.UNIT_HEAD, Role.DEPARTMENT_HEAD, Role.CONTROLLER})


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, and where it is done."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Running:
    """The open round: the units that are to forecast, and the state of what each has submitted."""

    round: Round
    units: Sequence[Unit]
    states: dict[int, str]

    def missing(self, units: Sequence[Unit]) -> list[Unit]:
        """Those of `units` that have not submitted, or must again."""
        return [
            unit for unit in units if self.states.get(unit.pk, Forecast.State.SENT_BACK) == Forecast.State.SENT_BACK
        ]

    def in_state(self, units: Sequence[Unit], state: str) -> list[Unit]:
        """Those of `units` whose forecast is in `state`."""
        return [unit for unit in units if self.states.get(unit.pk) == state]


def running_round(administration: Administration) -> Running | None:
    """The open round of `administration`. At most four queries."""
    each = open_round_of(administration)
    if each is None:
        return None
    return Running(each, expected_units(administration, each.as_of), latest_states(each))


def cycle_tasks(
    administration: Administration, held: Sequence[Responsibility], running: Running | None, today: date
) -> list[Waiting]:
    """What waits for the person who holds the roles `held`."""
    tasks: list[Waiting] = []
    controls = any(each.role == Role.CONTROLLER and not each.unit_id and not each.department_id for each in held)
    if running is None:
        return _to_open(administration, today) if controls else []
    heads = {each.unit_id for each in held if each.role == Role.UNIT_HEAD}
    tasks += _own(running, [unit for unit in running.units if {unit.pk, unit.parent_id} & heads], administration.code)
    departments = {each.department_id for each in held if each.role == Role.DEPARTMENT_HEAD}
    tasks += _to_approve(running, [unit for unit in running.units if unit.department_id in departments], administration)
    return tasks + (_to_control(running, administration) if controls else [])


def _own(running: Running, units: Sequence[Unit], code: str) -> list[Waiting]:
    each, missing = running.round, running.missing(units)
    values = {"month": month_name(each.as_of), "day": date_format(each.unit_head_due, "j F")}
    tasks = []
    for unit in missing[:3]:
        text = _("Hand in the forecast as of {month} by {day}")
        if unit.pk in running.states:
            text = _("The forecast of {unit} was sent back: change it and hand it in again")
        elif len(units) > 1:
            text = _("Hand in the forecast of {unit} as of {month} by {day}")
        tasks.append(Waiting(text.format(unit=unit.name, **values), forecast_url(code, unit.code, each.pk)))
    if len(missing) > len(tasks):
        text = _("{n} more forecasts to hand in by {day}").format(n=len(missing) - len(tasks), day=values["day"])
        tasks.append(Waiting(text, _board(each, code, "outstanding")))
    return tasks


def _to_approve(running: Running, units: Sequence[Unit], administration: Administration) -> list[Waiting]:
    checked = running.in_state(units, Forecast.State.CHECKED)
    if not checked:
        return []
    text = ngettext("One forecast waits for your approval", "{n} forecasts wait for your approval", len(checked))
    url = _board(running.round, administration.code, Forecast.State.CHECKED)
    return [Waiting(text.format(n=len(checked)), url)]


def _to_control(running: Running, administration: Administration) -> list[Waiting]:
    code, units = administration.code, running.units
    missing, submitted = running.missing(units), running.in_state(units, Forecast.State.SUBMITTED)
    tasks = []
    if missing:
        text = ngettext(
            "One unit has not submitted in the round", "{n} units have not submitted in the round", len(missing)
        )
        tasks.append(Waiting(text.format(n=len(missing)), _board(running.round, code, "outstanding")))
    if submitted:
        text = ngettext("One forecast to check", "{n} forecasts to check", len(submitted))
        tasks.append(Waiting(text.format(n=len(submitted)), _board(running.round, code, Forecast.State.SUBMITTED)))
    if units and len(running.in_state(units, Forecast.State.APPROVED)) == len(units):
        text = _("The round {name} can be locked").format(name=round_name(running.round))
        tasks.append(Waiting(text, _board(running.round, code, "")))
    return tasks


def _to_open(administration: Administration, today: date) -> list[Waiting]:
    following = next_to_open(rounds_of(administration, today.year), today)
    if following is None:
        following = next_to_open(rounds_of(administration, today.year - 1), today)
        if following is None or following.committee_due < today:
            return []
    text = _("The round {name} can be opened").format(name=round_name(following))
    return [Waiting(text, _board(following, administration.code, ""))]


def _board(each: Round, code: str, state: str) -> str:
    return address("forecasts:round", code, each.pk) + (f"?state={state}" if state else "")
