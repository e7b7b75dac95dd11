"""Whether anything points at a place, so that it cannot be taken away."""

from collections.abc import Collection

from django.db.models import Model


def built_on(place: Model, *, but: Collection[str] = ()) -> bool:
    """Whether a row of any table points at `place`; `but` are names of tables that go away with it."""
    relations = [each for each in place._meta.related_objects if each.related_model._meta.label not in but]  # noqa: SLF001 (Django's public name)
    return any(
        each.related_model._base_manager.filter(**{each.field.name: place.pk}).exists()  # noqa: SLF001 (every row)
        for each in relations
    )
