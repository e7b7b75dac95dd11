"""What every page shows around its content."""

from typing import Any

from django.http import HttpRequest

from units.models import Administration


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The administrations the person can move between."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"own_administrations": Administration.objects.entered_by(user)}
