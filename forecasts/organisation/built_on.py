"""Whether anything points at places, so that they cannot be taken away."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def built_on(places: Sequence[M], *, but: Collection[type[Model]] = ()) -> M | None:
    """One of `places`, all of one table, that a row of another points at; None when there is none.

    `but` are tables whose rows go away with the places. One query for each table.
    """
    by_pk = {each.pk: each for each in places}
    for relation in _relations(places[0]) if places else []:
        if relation.related_model in but:
            continue
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": by_pk})  # noqa: SLF001 (every row)
        if found := rows.values_list(relation.field.name, flat=True).first():
            return by_pk[found]
    return None


def _relations(place: Model) -> list:
    """What points at the table of `place`, also what has no name from there."""
    fields = place._meta.get_fields(include_hidden=True)  # noqa: SLF001 (Django's public name)
    return [each for each in fields if each.auto_created and (each.one_to_many or each.one_to_one)]
