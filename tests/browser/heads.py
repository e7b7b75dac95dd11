"""The heads of three units of Exempelstad, who can sign in: `ex-1010`, `ex-1020` and `ex-1030`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socbudget.settings")
HEADS = ("ex-1010", "ex-1020", "ex-1030")


def let_in() -> None:
    from socbudget.demo.accounts import PASSWORD
    from units.models import User

    for user in User.objects.filter(username__in=HEADS):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])


if __name__ == "__main__":
    django.setup()
    let_in()
