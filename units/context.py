"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from units.models import User
from units.navigation import navigation as _navigation

DEMO_ACCOUNTS = (
    "enhetschef", "avdelningschef", "controller", "ledning", "namnd", "stod", "medarbetare", "system",
)  # fmt: skip
DEMO_PASSWORD = "socbudget-demo"  # noqa: S105 (the demo's accounts are for everyone)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation` for whoever is signed in, asked for only by pages that show it; the demo's accounts before that."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demo_accounts": _demo_accounts, "demo_password": DEMO_PASSWORD} if settings.DEMO else {}
    return {"navigation": SimpleLazyObject(lambda: _navigation(request, user))}


def _demo_accounts() -> QuerySet[User]:
    return User.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True).order_by("pk")
