"""Why something that a person wanted to do with an idea was refused: one class per reason."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class AnswerStaleError(RefusedError):
    sentence = _(
        "{name} answered while you wrote. Nothing of yours is lost: read that answer above, and save again if yours is "
        "to stand instead."
    )
