"""Every page of the demo that a person can open, and as whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A page by its URL name, where it is in the demo, and the account that opens it (None is signed out)."""

    name: str
    path: str
    username: str | None = "controller"

    def __str__(self) -> str:
        return f"{self.name} {self.path} {self.username}"


EX, HV = "/administrations/EX", "/administrations/HV"
PLACES = [
    Place("account_login", "/accounts/login/", None),
    Place("account_reset_password", "/accounts/password/reset/", None),
    Place("account_change_password", "/accounts/password/change/"),
    *(Place("socbudget:start", "/", who) for who in ("controller", "enhetschef", "ledning", "namnd", "medarbetare")),
]
