"""What a controller writes about savings requirements, their shares and the rules of measures."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from measures.models import MeasureRules
from measures.programme.queries import Spreadable
from measures.programme.services import RULES
from measures.programme.spreading import HUNDREDTHS, Given
from units.display import NONE
from units.forms import DayField, WrittenForm
from units.models import Department, Unit
from units.money import format_number, parse_number
from units.months import FIRST_YEAR, LAST_YEAR

PER_CENT = 100
UNWRITTEN = ("key", "seen", "hundredths")


class PerCentField(forms.CharField):
    """A share of a budget in per cent with at most two decimals, kept in hundredths of a per cent."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off", "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Hundredths of a per cent above 0 and up to 10 000, or None."""
        text = super().to_python(value)
        return hundredths_of(text) if text else None


class ShareField(SignedKronorField):
    """What a place is to save: kronor, or per cent of its budget when it ends in %. Empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["maxlength"] = 40

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it: 1 200 000 or 1,5 %."""
        if not isinstance(value, Given):
            return value
        if value.hundredths is not None:
            return f"{per_cent(value.hundredths)} %"
        return super().prepare_value(value.amount)

    def to_python(self, value: Any) -> Given | None:
        """An amount or hundredths of a per cent; whether it can be is the service's business."""
        text = forms.CharField.to_python(self, value)
        if text.endswith("%"):
            return Given(hundredths=hundredths_of(text))
        amount = super().to_python(value)
        return None if amount is None else Given(amount=amount)


class RequirementForm(WrittenForm):
    """A savings requirement and its decision."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    title = forms.CharField(label=_("What it is called"), max_length=150, help_text=_("Savings in the budget for 2026"))
    amount = SignedKronorField(label=_("To save, kronor"))
    decision_body = forms.CharField(label=_("Decided by"), max_length=100, help_text=_("The council, the committee"))
    decided_on = DayField(label=_("Day of the decision"))
    decision_paragraph = forms.CharField(label=_("Paragraph"), max_length=50, required=False, help_text="§ 112")
    decision_reference = forms.CharField(label=_("Reference number"), max_length=100, required=False)
    note = forms.CharField(label=_("Remark"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class SpreadForm(forms.Form):
    """What every department and unit of `places` is to save, and the version `seen` of the requirement."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    hundredths = PerCentField(label=_("Per cent of budget"), required=False)

    def __init__(self, places: Sequence[Spreadable], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Department | Unit] = {}
        for each in places:
            for place in (each.department, *each.units):
                self.places[field_name(place)] = place
                self.fields[field_name(place)] = ShareField(label=f"{place.code} {place.name}", required=False)

    @staticmethod
    def written(shares: Mapping[Department | Unit, Given]) -> dict[str, Given]:
        """`shares` as the fields of the form begin."""
        return {field_name(place): given for place, given in shares.items()}

    @property
    def shares(self) -> dict[Department | Unit, Given]:
        """What was written."""
        written = {place: self.cleaned_data.get(name) for name, place in self.places.items()}
        return {place: given for place, given in written.items() if given is not None}


class RulesForm(forms.Form):
    """How an administration works with measures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RULES:
            field = getattr(MeasureRules, name).field
            days = name.endswith("_days")
            self.fields[name] = forms.IntegerField(
                label=str(field.verbose_name).capitalize(),
                min_value=1 if days else 0,
                max_value=366 if days else PER_CENT,
                widget=forms.NumberInput(attrs={"class": "short"}),
                help_text=_("Usually {days} days.").format(days=field.default)
                if days
                else _("Usually {share} per cent.").format(share=field.default),
            )


def tell_stored(form: forms.Form, stored: Mapping[str, Any], seen: int) -> None:
    """Say in `form`, of an older version, what is stored otherwise; sent again it is of the version `seen`."""
    form.data = form.data.copy()
    form.data["seen"] = seen
    told = [
        f"{field.label}: {field.prepare_value(stored.get(name)) or NONE}"
        for name, field in form.fields.items()
        if name not in UNWRITTEN and form.cleaned_data.get(name) != stored.get(name)
    ]
    if told:
        form.add_error(None, _("Saved now is {values}.").format(values="; ".join(told)))


def field_name(place: Department | Unit) -> str:
    """What the form calls the field of `place`."""
    return f"{'unit' if isinstance(place, Unit) else 'department'}-{place.pk}"


def per_cent(hundredths: int) -> str:
    """150 as 1,5 and 200 as 2."""
    return format_number((Decimal(hundredths) / 100).normalize() if hundredths % 100 else hundredths // 100)


def hundredths_of(text: str) -> int:
    """Hundredths of a per cent of 1,5 or 1,5 %.

    Raises:
        ValidationError: it is no share above 0 and up to 100 per cent with at most two decimals.
    """
    try:
        share = parse_number(text.rstrip("% \u00a0")) * 100
    except ValueError as error:
        raise ValidationError(_("%(found)s is no share. Write per cent: 1,5 %%."), params={"found": text}) from error
    if share != int(share) or not 0 < share <= HUNDREDTHS:
        raise ValidationError(_("Write a share above 0 and up to 100 per cent, with at most two decimals."))
    return int(share)
