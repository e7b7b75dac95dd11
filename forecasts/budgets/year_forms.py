"""What is written about a budget year: its price index, conditions, rule for carrying over, answers and corrections."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from units.forms import MonthField, PercentField, WrittenForm
from units.models import AccountGroup, Administration
from units.money import format_number, parse_number

LARGEST_INDEX = 10_000  # 100 per cent


class IndexField(forms.CharField):
    """A change in per cent with at most two decimals, kept in hundredths of a per cent; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off", "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it."""
        return format_number((Decimal(value) / 100).normalize() + 0) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Hundredths of a per cent."""
        text = super().to_python(value).rstrip("% \u00a0")
        if not text:
            return None
        try:
            hundredths = parse_number(text) * 100
        except ValueError as error:
            raise ValidationError(_("%(found)s is no share. Write per cent: 3,4."), params={"found": text}) from error
        if hundredths != int(hundredths) or abs(hundredths) > LARGEST_INDEX:
            raise ValidationError(_("Write a change between −100 and 100 per cent with at most two decimals."))
        return int(hundredths)


class IndexForm(forms.Form):
    """The price and wage index of a year."""

    price_index = IndexField(
        label=_("Prices and wages, per cent"),
        required=False,
        help_text=_("How much they rise from the year before: 3,4. Empty when it is not known."),
    )


class ConditionsForm(WrittenForm):
    """The conditions of a year that unit heads answer."""

    conditions = forms.CharField(
        label=_("Conditions of the year"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What the budget rests on: price and wage rises, volumes, staffing, demands to save."),
    )


class AnswerForm(WrittenForm):
    """A unit head's answer to the year's budget."""

    missing = forms.CharField(
        label=_("What is missing"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only when you do not accept: what must be settled first, with whom."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    terms = forms.SlugField(required=False, widget=forms.HiddenInput)


class CorrectionForm(WrittenForm):
    """A correction of the deviation to date."""

    month = MonthField(label=_("From the month"))
    reverses = MonthField(
        label=_("Taken back in the month"),
        required=False,
        help_text=_("When it comes in the ledger. Empty when it holds all year."),
    )
    group = forms.ModelChoiceField(
        AccountGroup.objects.none(), label=_("Account group"), required=False, empty_label=_("The unit as a whole")
    )
    effect = SignedKronorField(
        label=_("The deviation becomes better (+) or worse (−) by, kronor"),
        help_text=_("A late invoice of 100 000 kr makes it worse: −100 000."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Accrued holiday pay, an invoice for August that comes late …")
    )

    def __init__(self, administration: Administration, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["group"].queryset = administration.account_groups.all()

    def clean_month(self) -> date:
        """A month of the year."""
        month = self.cleaned_data["month"]
        if month.year != self.year:
            raise ValidationError(_("Choose a month of %(year)s."), params={"year": self.year})
        return month


class RuleForm(forms.Form):
    """What is carried over from a year."""

    carry_surplus = forms.IntegerField(
        label=_("Of a surplus, per cent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    carry_deficit = forms.IntegerField(
        label=_("Of a deficit, per cent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    carry_cap = PercentField(
        label=_("At most, per cent of the unit’s budget"), help_text=_("Holds for both. 0 carries nothing over.")
    )


class FinalForm(WrittenForm):
    """The decision that makes a year's result final."""

    decision = forms.CharField(
        label=_("Decision"), max_length=200, help_text=_("Who decided on the year-end accounts, and the paragraph.")
    )


class ConditionsChoiceForm(forms.Form):
    """Which units are listed."""

    state = forms.ChoiceField(
        label=_("The answer"),
        required=False,
        choices=[
            ("", _("All")),
            ("unanswered", _("not answered")),
            ("missing", _("something is missing")),
            ("changed", _("accepted, changed since")),
            ("accepted", _("accepted")),
        ],
    )
