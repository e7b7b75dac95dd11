"""Why something that a person wanted to do with a file of the organisation or the account plan was refused."""

from django.utils.translation import gettext_lazy as _

from units.refusals import RefusedError


class UnitsChangedSinceError(RefusedError):
    sentence = _(
        "{name} cannot be undone: {places} have been changed since. Change them on the page of the organisation "
        "instead."
    )


class BuiltOnError(RefusedError):
    sentence = _(
        "{name} cannot be undone: {place} has figures or something else that needs it. Undo or move that first."
    )


class PlanChangedSinceError(RefusedError):
    sentence = _(
        "{name} cannot be undone: the account groups {places} have been changed since. Change them on their pages "
        "instead."
    )
