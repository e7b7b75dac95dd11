"""Copies of the demo accounts whose language is English: `controller-en` beside `controller`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socbudget.settings")


def copy_accounts() -> None:
    from socbudget.demo.accounts import ACCOUNTS
    from units.models import User

    for user in User.objects.filter(username__in=[username for username, _, _ in ACCOUNTS]):
        held = list(user.responsibilities.all())
        user.pk, user.username, user.email, user.language = None, f"{user.username}-en", f"en-{user.email}", "en"
        user.save()
        for role in held:
            role.pk, role.user = None, user
            role.save()


if __name__ == "__main__":
    django.setup()
    copy_accounts()
