"""What a unit's team writes."""

from uuid import uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from units.forms import WrittenForm

TOO_LONG = _("Write at most 5 000 characters. There are %(show_value)s now.")


class AnalysisForm(WrittenForm):
    """What the team makes of the unit's situation."""

    text = forms.CharField(
        label=_("What does the team make of it now?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(5_000, TOO_LONG)],
        help_text=_("Why it looks as it does, what is uncertain and what matters most. Nothing about individuals."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
