"""What people write about minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from units.models import User


class AdjusterForm(forms.Form):
    """Who adjusts the minutes: somebody who was called."""

    adjuster = forms.ModelChoiceField(
        User.objects.none(), label=_("Adjuster"), help_text=_("Somebody who was called to the meeting.")
    )

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"adjuster": meeting.adjuster_id})
        super().__init__(*args, **kwargs)
        called = meeting.participants.values("user")
        self.fields["adjuster"].queryset = User.objects.filter(pk__in=called, is_active=True).order_by("name", "pk")


class AdjustForm(forms.Form):
    """That the minutes were read: the pulse of the meeting, the check sum of the draft and the time they were shown."""

    pulse = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seal = forms.CharField(max_length=64, widget=forms.HiddenInput)
    at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
