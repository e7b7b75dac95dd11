"""What people write about the organisation, turned into values and back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from units.models import Administration, Department, Unit
from units.money import MoneyUnit, format_amount, format_number, parse_number, parse_ore
from units.months import parse_month
from units.personal import find_personal_numbers

LARGEST_ORE = 10**15
code_characters = RegexValidator(r"^[\w.-]+$", _("Write the code with letters, digits, full stops and hyphens only."))


class MonthField(forms.CharField):
    """A month: the first day of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "month", "class": "month", "maxlength": 20}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As a month input holds it."""
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """The first day of the month, or None when it is empty."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_month(text)
        except ValueError as error:
            raise ValidationError(
                _("%(found)s is no month. Write year and month: 2026-08."), params={"found": text}
            ) from error


class DayField(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        kwargs.setdefault("error_messages", {"invalid": _("Write the day as year-month-day: 2026-08-31.")})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class KronorField(forms.CharField):
    """An amount in whole kronor, kept in öre."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "class": "short", "autocomplete": "off", "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it."""
        return format_amount(value, MoneyUnit.KR) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int:
        """Öre; never negative."""
        text = super().to_python(value)
        try:
            ore = parse_ore(text)
        except ValueError as error:
            raise ValidationError(
                _("%(found)s is no amount. Write kronor: 100 000."), params={"found": text}
            ) from error
        if ore < 0:
            raise ValidationError(_("Write an amount from 0 kronor."))
        if ore > LARGEST_ORE:
            raise ValidationError(_("The amount is too large. Write it in kronor."))
        return ore


class PercentField(forms.CharField):
    """A share in per cent with one decimal, kept in per mille."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off", "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it."""
        return format_number(Decimal(value) / 10) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int:
        """Per mille from 0 to 1 000."""
        text = super().to_python(value).rstrip("% \u00a0")
        try:
            permille = parse_number(text) * 10
        except ValueError as error:
            raise ValidationError(_("%(found)s is no share. Write per cent: 0,5."), params={"found": text}) from error
        if permille != int(permille) or not 0 <= permille <= 1000:
            raise ValidationError(_("Write a share between 0 and 100 per cent with at most one decimal."))
        return int(permille)


def no_personal_number(text: str) -> None:
    """Refuse a text that holds a personal identity number.

    Raises:
        ValidationError: it does.
    """
    if find_personal_numbers(text):
        raise ValidationError(_("This looks like a personal identity number. Remove it: nothing about individuals."))


class WrittenForm(forms.Form):
    """A form whose texts may be kept: none of them may hold a personal identity number.

    Running text has no `maxlength`, because a browser cuts what is pasted without a word; the form says it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) is forms.CharField:
                field.validators = [*field.validators, no_personal_number]
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.pop("maxlength", None)


class DepartmentForm(WrittenForm):
    """A department."""

    code = forms.CharField(label=_("Code"), max_length=20, validators=[code_characters])
    name = forms.CharField(label=_("Name"), max_length=150)
    valid_from = MonthField(label=_("From the month"))
    valid_to = MonthField(label=_("To and including the month"), required=False, help_text=_("Empty when it goes on."))


class UnitForm(WrittenForm):
    """A unit, or a part of one."""

    code = forms.CharField(
        label=_("Code"), max_length=20, validators=[code_characters], help_text=_("As in the ledger.")
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=Unit.Kind.choices)
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"), empty_label=None)
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Part of the unit"), required=False, empty_label=_("No, a unit of its own")
    )
    valid_from = MonthField(label=_("From the month"))

    def __init__(self, administration: Administration, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = administration.departments.all()
        wholes = administration.units.whole()
        self.fields["parent"].queryset = wholes.exclude(pk=unit.pk) if unit else wholes


class EndForm(forms.Form):
    """When a unit ends, and what carries on."""

    last_month = MonthField(label=_("Last month"), help_text=_("The month is included."))
    successor = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Carried on by"), required=False, empty_label=_("No unit")
    )

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = unit.administration.units.exclude(pk=unit.pk)


class SettingsForm(WrittenForm):
    """How an administration is called and how it shows its figures."""

    name = forms.CharField(label=_("Name"), max_length=150)
    label = forms.CharField(
        label=_("Label"), max_length=100, required=False, help_text=_("Shown beside the name: Illustrative figures.")
    )
    about = forms.CharField(
        label=_("About the figures"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    money_unit = forms.ChoiceField(
        label=_("Amounts are shown in"),
        choices=[(MoneyUnit.KR.value, "kr"), (MoneyUnit.TKR.value, "tkr"), (MoneyUnit.MNKR.value, "mnkr")],
    )
    costs_negative = forms.TypedChoiceField(
        label=_("Costs are shown"),
        choices=[("", _("without sign: 1 234")), ("1", _("with minus: −1 234"))],
        coerce=bool,
        empty_value=False,
        required=False,
    )
    watch_ore = KronorField(label=_("Watch from, kronor"))
    watch_permille = PercentField(label=_("and at least, per cent of the budget"))
    deficit_ore = KronorField(label=_("Deficit from, kronor"))
    deficit_permille = PercentField(label=_("and at least, per cent of the budget"))


class AdministrationForm(WrittenForm):
    """A new administration."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        help_text=_("Stands in addresses and files, and stays the same. Two to five letters."),
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    system = forms.CharField(
        label=_("System administrator"),
        max_length=254,
        required=False,
        help_text=_("E-mail or username of the one who gives the roles. Empty when it is you."),
    )


class ChangesForm(forms.Form):
    """Which changes of the log are shown."""

    action = forms.ChoiceField(label=_("What"), required=False)
    by = forms.CharField(label=_("Who"), max_length=150, required=False)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)

    def __init__(self, actions: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("Everything")), *actions]
