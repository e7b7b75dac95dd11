"""Taking over what a former head still answers for. Rights are the view's business."""

from collections.abc import Sequence

from django.db import transaction

from meetings.assignments.services import hand_over
from meetings.models import Assignment
from units.models import Administration, User


@transaction.atomic
def take_over(assignments: Sequence[Assignment], owner: User, *, by: User | None) -> int:
    """Let `owner` answer for `assignments`, all or none of them; how many that changed.

    Left as it is: what has been reported back or been given to somebody else since `assignments` were read.
    """
    administrations = {each.administration_id for each in assignments}
    list(Administration.objects.select_for_update(no_key=True).order_by("pk").filter(pk__in=administrations))
    seen = {each.pk: each.owner_id for each in assignments}
    stored = Assignment.objects.select_for_update(of=("self",)).order_by("pk").filter(pk__in=seen)
    still = [each for each in stored if each.ended_at is None and each.owner_id == seen[each.pk] != owner.pk]
    for each in still:
        hand_over(each, owner, by=by)
    return len(still)
