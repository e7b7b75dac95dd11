"""What people write about account groups, turned into values and back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forecasts.entry.words import METHODS
from units.accounts import format_ranges, parse_ranges
from units.forms import WrittenForm, code_characters
from units.models import AccountGroup


class RangesField(forms.CharField):
    """Accounts as ranges of their first digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As people write them."""
        return value if isinstance(value, str) else format_ranges(value or [])

    def to_python(self, value: Any) -> list[tuple[str, str]]:
        """Pairs of prefixes, both included."""
        try:
            return parse_ranges(super().to_python(value))
        except ValueError as error:
            raise ValidationError(
                _("%(found)s is no range of accounts. Write first and last with as many digits: 40–44, 63–73."),
                params={"found": error},
            ) from error


class GroupForm(WrittenForm):
    """An account group."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        validators=[code_characters],
        help_text=_("Stands in files and stays the same."),
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=AccountGroup.Kind.choices)
    ranges = RangesField(
        label=_("Accounts"),
        required=False,
        help_text=_(
            "First digits of the accounts, both ends included: 40–44, 63–73. A longer number goes before a shorter."
        ),
    )
    proposal = forms.ChoiceField(
        label=_("Forecast proposed from"),
        choices=list(METHODS.items()),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("The proposal stands beside the forecast and never becomes it unless somebody chooses it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
