"""The e-mail by which a new person chooses a password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from units.models import User


def send_invitation(user: User, request: HttpRequest) -> None:
    """Send `user` the link, in the language of `user`."""
    link = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    address = request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=link))
    context = {"password_reset_url": address, "username": user.username, "user": user}
    with translation.override(user.language):
        get_adapter(request).send_mail("account/email/welcome", user.email, context)
