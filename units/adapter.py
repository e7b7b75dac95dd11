"""How people come in: accounts are made by a system administrator, never by signing up."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

log = logging.getLogger("socbudget.signin")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: roles are given, not taken."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note where a wrong password came from. What was typed as a name may be a password and is not noted."""
        log.warning("sign-in failed", extra={"ip": self.get_client_ip(request)})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the own page."""
        return reverse("units:account")
