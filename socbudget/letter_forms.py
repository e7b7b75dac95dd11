"""Which letters are shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from units.mailing.words import KINDS, STATES


class LettersForm(forms.Form):
    """Whom they are to, their kind and what became of them; an empty field asks for all."""

    text = forms.CharField(label=_("Person or subject"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Every kind")), *KINDS.items()])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Every state")), *STATES.items()])
    mailing = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
