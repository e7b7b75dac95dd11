"""Why something that a person wanted to do with a file of measures was refused."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class MeasuresChangedSinceError(RefusedError):
    sentence = _(
        "{name} cannot be undone: the measures {numbers} have been changed or followed up since. Change them on their "
        "pages instead."
    )
