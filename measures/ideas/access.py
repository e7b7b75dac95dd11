"""Who sees an idea: its author, and those who answer it.

An idea about a unit is answered by those who decide measures of that unit; one about no unit by those who decide
measures of the whole administration.
"""

from django.db.models import Q, QuerySet

from measures.models import Idea
from units.models import Administration, Unit, User
from units.roles import Act


def answered_by(user: User, administration: Administration) -> QuerySet[Idea]:
    """The ideas of `administration` that `user` answers."""
    return administration.ideas.filter(_answers(user, administration))


def seen_by(user: User, administration: Administration) -> QuerySet[Idea]:
    """The ideas of `administration` that `user` left or answers."""
    return administration.ideas.filter(_answers(user, administration) | Q(made_by=user))


def _answers(user: User, administration: Administration) -> Q:
    units = Unit.objects.allowing(user, Act.DECIDE).filter(administration=administration)
    whole = Administration.objects.allowing(user, Act.DECIDE).filter(pk=administration.pk)
    return Q(unit__in=units.order_by().values("pk")) | Q(administration__in=whole.order_by().values("pk"))
