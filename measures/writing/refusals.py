"""Why something that a person wanted to write about a measure was refused, and at which field it is said."""

from django.utils.translation import gettext_lazy as _

from measures import refusals
from measures.models import Measure
from measures.writing.forms import MONTH_BY_MONTH, MeasureForm
from units.refusals import RefusedError


class IdeaTakenError(RefusedError):
    sentence = _("The idea has become measure {number} already.")


class CalculationTakenError(RefusedError):
    sentence = _("Measure {number} rests on the calculation already. Save one of your own for this measure.")


class FullYearDisagreesError(RefusedError):
    sentence = _(
        "The months of a whole year sum to another amount than the full-year effect. Change one of them, or let the "
        "effect of each month be counted from the full-year effect."
    )


class MeasureSavedError(RefusedError):
    sentence = _("The measure is saved already, as number {number}. Change it there; what you wrote is still here.")

    def __init__(self, measure: Measure) -> None:
        super().__init__(number=measure.number)
        self.measure = measure


FIELD_OF = {
    FullYearDisagreesError: "full_year_effect",
    refusals.MeasureEndsBeforeStartError: "end",
    refusals.NoUnitError: "unit_1",
    refusals.SharesError: "share_1",
    refusals.MeasureUnitGoneError: "unit_1",
    refusals.EffectInClosedMonthError: "start",
    refusals.EffectOutsideMonthsError: "month_1",
    refusals.ReasonNeededError: "reason",
}


def field_of(refused: RefusedError, form: MeasureForm) -> str | None:
    """The field of `form` that the refusal is about; None when it is about the whole."""
    if isinstance(refused, refusals.EffectAboveBudgetError):
        return "month_1" if form.cleaned_data["effect_by"] == MONTH_BY_MONTH else "full_year_effect"
    return FIELD_OF.get(type(refused))
