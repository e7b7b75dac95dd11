"""What a controller writes about months and frames."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units.forms import KronorField, MonthField, WrittenForm
from units.models import Administration


class MonthForm(forms.Form):
    """One month."""

    month = MonthField(label=_("Month"))


class FrameForm(WrittenForm):
    """A yearly frame, for the administration or a department."""

    department = forms.ModelChoiceField(
        None, label=_("Frame for"), required=False, to_field_name="code", empty_label=_("The whole administration")
    )
    amount = KronorField(label=_("Frame, kronor"), help_text=_("Net: costs minus revenue, for the whole year."))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("For example: the committee 2025-12-11, § 133")
    )

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = administration.departments.all()
