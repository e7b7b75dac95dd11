"""What every page shows around its content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from units.navigation import navigation as _navigation


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation` for whoever is signed in, asked for only by pages that show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"navigation": SimpleLazyObject(lambda: _navigation(request, user))}
