"""What a controller writes about a change of the budget, and what is asked of the list of changes."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from forecasts.budgets.planning import Phasing
from forecasts.models import BudgetChange
from units.forms import DayField, MonthField, WrittenForm
from units.models import AccountGroup, Administration, Unit
from units.months import FIRST_YEAR, LAST_YEAR

KINDS = (BudgetChange.Kind.SUPPLEMENTARY, BudgetChange.Kind.REALLOCATION)
PHASINGS = [
    (Phasing.EVENLY, _("evenly from that month to December")),
    (Phasing.MONTH, _("all of it in that month")),
    (Phasing.REMAINING, _("as the remaining budget of each unit from that month")),
]


class ChangeForm(WrittenForm):
    """A supplementary budget or a reallocation, without its lines."""

    decided_on = DayField(label=_("Decided on"))
    decision = forms.CharField(
        label=_("Decision"), max_length=200, help_text=_("Who decided, and the paragraph: Nämnden 2026-06-11, § 44")
    )
    note = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    frame_amount = SignedKronorField(
        label=_("Added to the frame, kronor"),
        required=False,
        help_text=_("All that was given, placed on units below or not. Empty when an earlier rest is placed."),
    )
    first = MonthField(label=_("From the month"), help_text=_("The budget of closed months is not changed."))
    phasing = forms.ChoiceField(label=_("Spread over the year"), choices=PHASINGS, widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, kind: str, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        if kind == BudgetChange.Kind.REALLOCATION:
            del self.fields["frame_amount"]

    def clean_first(self) -> date:
        """A month of the year."""
        month = self.cleaned_data["first"]
        if month.year != self.year:
            raise ValidationError(_("Choose a month of %(year)s."), params={"year": self.year})
        return month


class UnitField(forms.CharField):
    """A unit by its code, or by code and name as the list of suggestions has it."""

    units: dict[str, Unit]

    def to_python(self, value: Any) -> Unit | None:
        """The unit."""
        text = super().to_python(value)
        if not text:
            return None
        named = [unit for unit in self.units.values() if unit.name.casefold() == text.casefold()]
        unit = self.units.get(text) or self.units.get(text.split()[0]) or (named[0] if len(named) == 1 else None)
        if unit is None:
            raise ValidationError(_("%(found)s is no unit here. Write its code."), params={"found": text})
        return unit


class LineForm(forms.Form):
    """What one unit's account group is given, or gives; an empty line is nothing."""

    unit = UnitField(
        label=_("Unit"), required=False, widget=forms.TextInput(attrs={"list": "unit-codes", "autocomplete": "off"})
    )
    group = forms.ModelChoiceField(
        AccountGroup.objects.none(), label=_("Account group"), required=False, empty_label="–"
    )
    amount = SignedKronorField(label=_("Amount, kronor"), required=False)

    def __init__(self, *args: Any, units: dict[str, Unit], groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].units = units
        self.fields["group"].queryset = groups

    def clean(self) -> dict[str, Any]:
        """A line has all three or none."""
        filled = [name for name in self.fields if self.cleaned_data.get(name) is not None]
        if filled and len(filled) < len(self.fields) and not self.errors:
            missing = next(name for name in self.fields if name not in filled)
            self.add_error(missing, _("Fill in the whole line: unit, account group and amount."))
        return self.cleaned_data


LinesForm = formset_factory(LineForm, extra=0, max_num=200)


def empty_lines(administration: Administration, data: Any = None, *, rows: int = 4) -> forms.BaseFormSet:
    """The lines as they were sent, or `rows` empty ones."""
    kwargs = {
        "units": {unit.code: unit for unit in administration.units.order_by("code")},
        "groups": administration.account_groups.all(),
    }
    if data is None:
        return LinesForm(initial=[{}] * rows, prefix="line", form_kwargs=kwargs)
    return LinesForm(data, prefix="line", form_kwargs=kwargs)


class ChoiceForm(forms.Form):
    """Which changes are listed."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *BudgetChange.Kind.choices])
    unit = forms.CharField(label=_("Unit"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("standing", _("standing")), ("undone", _("undone"))],
    )
