"""The sentences about a list of units and an account plan: what stood there, what is wrong and what to do."""

from django.utils.translation import gettext_lazy as _

from forecasts.organisation.account_reader import LAYOUT as PLAN
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.unit_reader import LAYOUT as UNITS

UNIT_SENTENCES = {
    PlanCode.NO_UNITS: _(
        "No list of units was found. It needs a row of headings with code and name, such as Kod, Namn, Avdelning and "
        "Giltig från, within the first 30 rows."
    ),
    PlanCode.NOT_YOURS: _("You may not change the organisation. Ask a controller to load the file."),
    PlanCode.MISSING_CODE: _("The row has no code. Write the code of the unit, or remove the row."),
    PlanCode.NOT_A_CODE: _("“{found}” is no code. Write letters, digits, full stops and hyphens only."),
    PlanCode.MISSING_NAME: _("“{found}” is new and has no name. Write what it is called."),
    PlanCode.UNKNOWN_KIND: _("“{found}” is no kind. Choose one from the list in the template."),
    PlanCode.MID_MONTH: _("“{found}” is within a month, and units are there for whole months. Write it as 2026-08."),
    PlanCode.UNCLEAR_END: _(
        "“{found}” is the first day of a month, but other rows write the last. Write the last month, as 2026-08."
    ),
    PlanCode.CODE_TWICE: _("“{found}” already stands at {hint}. Keep one of the rows."),
    PlanCode.MISSING_START: _("“{found}” is new and has no first month. Write it, such as 2026-09."),
    PlanCode.MISSING_DEPARTMENT: _("“{found}” is new and has no department. Write its code or name."),
    PlanCode.UNKNOWN_DEPARTMENT: _(
        "“{found}” is no department here. Correct it, or make the department by writing its code and its name in a "
        "column each: Avdelningskod and Avdelning."
    ),
    PlanCode.OTHER_DEPARTMENT: _(
        "“{found}” does not go with the department {hint}. Correct the code or the name; a department changes name on "
        "the page of the organisation."
    ),
    PlanCode.UNKNOWN_PARENT: _("“{found}” is no unit, neither here nor in the file. Correct it, or add the unit."),
    PlanCode.UNKNOWN_SUCCESSOR: _("“{found}” is no unit, neither here nor in the file. Correct it, or add the unit."),
    PlanCode.CIRCLE: _("As a part of “{found}” the unit would be a part of itself. Correct one of the rows."),
    PlanCode.PART_OF_PART: _("“{found}” is itself a part of a unit. Choose a unit that is no part."),
    PlanCode.HAS_PARTS: _("“{found}” has parts, so it cannot be a part of another unit. Move its parts first."),
    PlanCode.PART_ELSEWHERE: _(
        "The row says the department {found}, but the unit that it is a part of belongs to {hint}. Write the same in "
        "both."
    ),
    PlanCode.BACKWARDS: _("“{found}” ends before it begins. Correct one of the months."),
    PlanCode.PART_BEGINS_LATER: _(
        "The unit ends {found}, but its part {hint} begins later. Give the row of the part too."
    ),
    PlanCode.OUTLIVES_UNIT: _("“{found}” goes on after {hint}, when the unit that it is a part of ends. End it then."),
    PlanCode.OUTSIDE_DEPARTMENT: _(
        "The department {found} does not exist for all that time. Correct the months, or change those of the "
        "department "
        "first."
    ),
    PlanCode.UNFIT_SUCCESSOR: _(
        "“{found}” cannot carry on: it is the unit itself or has ended by then. Choose another."
    ),
    PlanCode.SUCCESSOR_WITHOUT_END: _(
        "“{found}” carries on, but the unit has no last month. Write it, or leave this empty."
    ),
    PlanCode.ZEROS: _(
        "“{found}” is read as the unit {hint}: the zeros before it get lost in Excel. Write another code if it is a "
        "new unit."
    ),
    PlanCode.FIGURES_OUTSIDE: _("“{found}” has figures outside its months: {hint}. They stay as they are."),
}
PLAN_SENTENCES = {
    PlanCode.NO_PLAN: _(
        "No account plan was found. It needs a row of headings, such as Kontogrupp, Namn, Slag and Konton, or Konto "
        "and "
        "Kontogrupp, within the first 30 rows."
    ),
    PlanCode.NOT_A_RANGE: _(
        "“{found}” is no range of accounts. Write first and last with as many digits: 40–44, 63–73."
    ),
    PlanCode.NOT_AN_ACCOUNT: _("“{found}” is no account. Write its digits."),
    PlanCode.ROWS_DISAGREE: _("“{found}” is not what the group has at {hint}. Write the same in both rows."),
    PlanCode.MISSING_KIND: _("“{found}” is new and has no kind. Write kostnad or intäkt."),
    PlanCode.MISSING_GROUP: _("The row has no account group. Write the code of the group, or remove the row."),
    PlanCode.NAME_TAKEN: _("“{found}” is already the name of the group {hint}. Write that code, or another name."),
    PlanCode.OVERLAP: _(
        "“{found}” and {hint} share accounts, and an account can belong to one group only. Correct one of them; a "
        "group "
        "that the file lacks keeps its accounts."
    ),
    PlanCode.UNSPLIT: _("“{found}” holds what no file has split, so it has no accounts. Leave them out."),
    PlanCode.ACCOUNT_TWICE: _("“{found}” already stands at {hint} with another group. Keep one of the rows."),
    PlanCode.AMOUNTS_CLASH: _(
        "Account {found} has amounts in two groups for the same unit and month. Undo one of the uploads first."
    ),
    PlanCode.AMOUNTS_MOVE: _("Stored amounts follow their accounts to another group: {hint}."),
}
UNIT_EVIDENCE = {"units-left": _("units that the file lacks are left as they are: {units} ({rows})")}
PLAN_EVIDENCE = {"groups-left": _("account groups that the file lacks are left as they are: {groups}")}
UNIT_LAYOUTS = {UNITS: _("list of units")}
PLAN_LAYOUTS = {PLAN: _("account plan")}
