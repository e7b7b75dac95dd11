"""What the workbooks of the organisation and of the account plan hold."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from forecasts.organisation.account_hold import FIELDS as GROUP_FIELDS
from forecasts.organisation.account_hold import stored_groups
from forecasts.organisation.template import Cell, Column, List, write_list
from forecasts.organisation.unit_hold import FIELDS as UNIT_FIELDS
from units.accounts import format_ranges
from units.models import AccountGroup, Administration, Unit

UNIT_WIDTHS = {"name": 38, "department": 34, "department_code": 16, "parent": 30, "successor": 30}
GROUP_WIDTHS = {"name": 40, "ranges": 60}


def organisation_file(administration: Administration) -> bytes:
    """Every unit of `administration`, ended ones too, by department and code. Two queries."""
    units = list(administration.units.select_related("department", "parent", "successor"))
    units.sort(key=lambda each: (each.department.code, (each.parent or each).code, bool(each.parent), each.code))
    departments = [f"{each.code} {each.name}" for each in administration.departments.all()]
    offered = {
        "department": departments,
        "parent": [str(each) for each in units if each.parent is None],
        "kind": [str(label) for label in Unit.Kind.labels],
        "successor": [str(each) for each in units],
    }
    wanted = List(
        _("Organisation"),
        _("Organisation – {name}").format(name=administration.name),
        _("One row per unit. A unit that is not in the file is left as it is."),
        {
            name: Column(str(heading), UNIT_WIDTHS.get(name, 14), offered.get(name, ()), name == "kind",
                         name.startswith("valid_"))
            for name, heading in UNIT_FIELDS.items()
        },
        _unit_instructions(),
    )  # fmt: skip
    return write_list(wanted, map(_unit_row, units))


def _unit_row(unit: Unit) -> dict[str, Cell]:
    return {
        "code": unit.code,
        "name": unit.name,
        "department": f"{unit.department.code} {unit.department.name}",
        "parent": str(unit.parent) if unit.parent else None,
        "kind": str(unit.get_kind_display()),
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "successor": str(unit.successor) if unit.successor else None,
    }


def _unit_instructions() -> Iterable[str]:
    return (
        _("The code is the unit’s in the ledger, and by it the row is matched. Write a new row for a new unit."),
        _("Choose the department from the list. For one that does not exist yet, write its name there and its code in "
          "the column beside."),
        _("A part has its unit in the column Part of, and the same department as that unit."),
        _("Months are written 2026-09, and the last one is included. An empty last month means that the unit goes on."),
        _("A unit is never removed by a file. End it with its last month, and with who carries on if somebody does."),
        _("An empty cell takes away what stood there, but not a name, a department, a kind or a first month."),
        _("Nothing is stored until you have seen what changes."),
    )  # fmt: skip


def account_plan_file(administration: Administration) -> bytes:
    """Every account group of `administration` with its accounts. Two queries."""
    kinds = [str(label) for label in AccountGroup.Kind.labels]
    headings = {
        name: Column(str(heading), GROUP_WIDTHS.get(name, 14), kinds if name == "kind" else (), name == "kind")
        for name, heading in GROUP_FIELDS.items()
    }
    wanted = List(
        _("Account plan"),
        _("Account plan – {name}").format(name=administration.name),
        _("One row per account group. A group that is not in the file is left as it is."),
        headings,
        _plan_instructions(),
    )
    rows = [
        {
            "code": each.code,
            "name": each.name,
            "kind": str(AccountGroup.Kind(each.kind).label),
            "ranges": format_ranges(each.ranges),
        }
        for each in stored_groups(administration)
    ]
    return write_list(wanted, rows)


def _plan_instructions() -> Iterable[str]:
    return (
        _("The code is the group’s own, and by it the row is matched. Write a new row for a new group."),
        _("Accounts are first digits, both ends included: 40–44, 63–73. A longer number goes before a shorter."),
        _("A group may have several rows with the same code; together they have all its accounts."),
        _("To move accounts from one group to another, change the rows of both."),
        _("Stored amounts follow their accounts; which ones is shown before anything is stored."),
        _("Nothing is stored until you have seen what changes."),
    )
