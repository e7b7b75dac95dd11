"""Keys to the API. A key is shown once, when it is made; only its digest is stored."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from units.models import Token, User
from units.services import record_change

NOTED_EVERY = timedelta(hours=1)


def make_token(user: User, name: str) -> str:
    """A new key to the API with the rights of `user`. It cannot be shown again."""
    key = secrets.token_urlsafe(32)
    Token.objects.create(user=user, name=name, digest=_digest(key))
    record_change("token-made", name, administration=None, by=user)
    return key


def user_of(key: str) -> User | None:
    """The active person whose key it is, or None. Notes that it was used, at most once an hour."""
    token = (
        Token.objects.select_related("user")
        .filter(digest=_digest(key), withdrawn_at=None, user__is_active=True)
        .first()
    )
    if token is None:
        return None
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - NOTED_EVERY:
        Token.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token.user


def withdraw_token(token: Token, *, by: User) -> None:
    """Make `token` useless from now on. Withdrawing it twice changes nothing."""
    if Token.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        record_change("token-withdrawn", token.name, administration=None, by=by)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
