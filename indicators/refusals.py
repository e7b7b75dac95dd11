"""Why something that a person wanted to do with key figures was refused."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class IndicatorTakenError(RefusedError):
    sentence = _("“{text}” is what the key figure {name} is called in files. Choose another name or code.")


class BandReversedError(RefusedError):
    sentence = _("The band of {place} ends before it begins. Write the lower value first.")


class LaterObservationsError(RefusedError):
    sentence = _("{name} has changed the same values since. Undo that first.")
