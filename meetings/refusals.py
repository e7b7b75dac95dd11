"""Why something was refused wherever in a meeting it was to be written: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class MinutesAdjustedError(RefusedError):
    sentence = _("The minutes were adjusted {day} by {name} and do not change. Write what is new at the next meeting.")


class KeyUsedError(RefusedError):
    """The key of a form came again with something else than what it stored."""

    sentence = _(
        "The form was saved before with another text. This one is not saved yet: save again, and both are there."
    )
