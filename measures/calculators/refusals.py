"""Why something that a person wanted to do with a calculation was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class CalculationUsedError(RefusedError):
    sentence = _("A measure rests on the calculation, so it stays.")
