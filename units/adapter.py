"""How people come in: accounts are made by a system administrator, never by signing up."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from units.models import User

log = logging.getLogger("socbudget.signin")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: roles are given, not taken."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note where a wrong password came from. What was typed as a name may be a password and is not noted."""
        log.warning("sign-in failed", extra={"ip": self.get_client_ip(request)})

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """In the language of the person whose account it is, not of whoever asked."""
        with translation.override(user.language):
            super().send_password_reset_mail(user, email, context)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the start page."""
        return reverse("socbudget:start")
