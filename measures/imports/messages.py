"""The sentences about a file of measures: what stood there, what is wrong and what to do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from measures.imports.problems import MeasureCode

SENTENCES = {
    MeasureCode.NO_MEASURES: _(
        "No list of measures was found. It needs a row of headings with a measure and its unit, such as Nr, Åtgärd, "
        "Enhet, Start and Helårseffekt, within the first 30 rows."
    ),
    MeasureCode.NOT_A_NUMBER: _("“{found}” is no number of a measure. Write digits, or leave it empty for a new one."),
    MeasureCode.NOT_A_DAY: _("“{found}” is no day. Write it as 2026-08-31."),
    MeasureCode.NOT_A_SHARE: _("“{found}” is no share for each unit. Write per cent, such as 50, or 50; 50."),
    MeasureCode.NOT_A_PROBABILITY: _("“{found}” is no probability. Write whole per cent from 0 to 100, such as 80 %."),
    MeasureCode.NOT_A_COUNT: _("“{found}” is no number of full-time equivalents. Write digits, such as 2,5."),
    MeasureCode.NOT_YES_OR_NO: _("“{found}” is neither yes nor no. Write yes or no."),
    MeasureCode.UNKNOWN_STAGE: _("“{found}” is no stage of a measure. Choose one from the list in the template."),
    MeasureCode.UNKNOWN_CHOICE: _("“{found}” cannot be chosen here. Choose from the list in the template."),
    MeasureCode.UNKNOWN_OWNER: _(
        "“{found}” is not one person with a role here. The owner is left as it is, empty for a new measure. Write the "
        "username or the e-mail address."
    ),
    MeasureCode.MISSING_TITLE: _("The row has no measure. Write what it is called."),
    MeasureCode.MISSING_START: _("“{found}” has no first month. Write it, such as 2026-09."),
    MeasureCode.ROWS_DIFFER: _(
        "“{found}” is something else than in {hint}, though the rows are about the same measure. Write it once, for "
        "the whole measure; the shares part it between the units."
    ),
    MeasureCode.UNKNOWN_MEASURE: _("There is no measure {found} here. Correct the number, or leave it empty."),
    MeasureCode.OTHER_MEASURE: _(
        "“{found}” has the number of another measure: {hint}. Correct the number, or leave it empty for a new one."
    ),
    MeasureCode.UNCLEAR_MEASURE: _("Several measures are called “{found}”: {hint}. Write the number of the one meant."),
    MeasureCode.NOT_YOURS: _("“{found}” is not a measure that you may change. Remove the row or ask a controller."),
    MeasureCode.STALE: _(
        "“{found}” has been changed since the file was written, last by {hint}. Download the register again and write "
        "in that."
    ),
    MeasureCode.ENDED: _("“{found}” is {hint}. Take it up again on its page before you change it."),
    MeasureCode.SHARES: _("The units’ shares sum to {found}. Write the share of each unit; they must sum to 100 %."),
    MeasureCode.ENDS_BEFORE_START: _("The last month, {found}, is before the first, {hint}. Change one of them."),
    MeasureCode.EFFECT_OUTSIDE: _("There is an effect of {hint} kr in {found}, which is no month of the measure."),
    MeasureCode.EFFECT_ABOVE_BUDGET: _(
        "The effect, {found} kr, is more than all of the budget of the account group for these units, {hint} kr. "
        "Check the amount, the unit of money and the account group."
    ),
    MeasureCode.EFFECT_CLOSED: _("{found} is closed, so its effect cannot be changed. Write what stood there."),
    MeasureCode.UNDER_WAY: _("{found} is closed. The measure is read as one that was under way before it came here."),
    MeasureCode.SUM_DIFFERS: _("The effect of the year is {found} kr, but the months sum to {hint} kr. Correct one."),
    MeasureCode.REASON_NEEDED: _(
        "“{found}” is decided, so its plan is kept. Say in the column Motivering why another effect is expected."
    ),
    MeasureCode.NO_SUCH_MOVE: _("A measure that is {found} cannot become {hint} in one step. Take a step at a time."),
    MeasureCode.MOVE_NOT_YOURS: _("You may not make a measure {found}. Leave the stage, and ask who decides."),
    MeasureCode.DECISION_NOT_YOURS: _(
        "“{found}” is decided, and you may not change its decision. Write what stood there, or ask who decides."
    ),
    MeasureCode.DEMANDS: _("It cannot be {found} yet. {hint}"),
    MeasureCode.MATCHED: _("“{found}” has no number. It is read as measure {hint}, which has the same name and units."),
    MeasureCode.NUMBER_KEPT: _("There is no measure {found} here. “{hint}” becomes a new one with that number."),
    MeasureCode.SPREAD: _("“{found}” says no effect by month. It is spread evenly over the measure’s months."),
    MeasureCode.AFTER_YEAR: _(
        "“{found}” goes on after {hint}. A twelfth of its full-year effect is written in each of those months."
    ),
}
LAYOUTS = {"measures": _("register of measures")}
IN_LOG = gettext_noop("measure")  # what the log calls the kind, beside budget, actual and forecast
