"""Whether anything points at a place, so that it cannot be taken away."""

from collections.abc import Collection

from django.db.models import Model


def built_on(place: Model, *, but: Collection[type[Model]] = ()) -> bool:
    """Whether a row of any table points at `place`; `but` are tables whose rows go away with it."""
    fields = place._meta.get_fields(include_hidden=True)  # noqa: SLF001 (Django's public name)
    relations = [each for each in fields if each.one_to_many or each.one_to_one]
    return any(
        each.related_model._base_manager.filter(**{each.field.name: place.pk}).exists()  # noqa: SLF001 (every row)
        for each in relations
        if each.auto_created and each.related_model not in but
    )
