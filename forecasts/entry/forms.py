"""What people write when they take a step with a forecast."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forecasts.entry.guard import LONG_TEXT
from units.forms import WrittenForm

_TEXT = {"rows": 4, "maxlength": LONG_TEXT}


class WordForm(WrittenForm):
    """A word with a step. The round and the version that the person saw come along."""

    word = forms.CharField(label=_("Word to the unit"), required=False, widget=forms.Textarea(_TEXT))
    round = forms.CharField(widget=forms.HiddenInput)
    forecast = forms.CharField(widget=forms.HiddenInput, required=False)


class ReasonForm(WrittenForm):
    """Why a locked forecast is corrected."""

    reason = forms.CharField(label=_("Why it is corrected"), required=False, widget=forms.Textarea(_TEXT))
    round = forms.CharField(widget=forms.HiddenInput)
