"""What people write about a key figure."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from units.forms import WrittenForm, no_personal_number

LONGEST = 2_000


class IndicatorForm(WrittenForm):
    """A key figure."""

    name = forms.CharField(label=_("Name"), max_length=150, help_text=_("As files call it: Vårddygn HVB."))
    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        validators=[no_personal_number],
        help_text=_("Short, for files and other programs: HVB-DYGN. Letters a–z, digits and hyphens."),
    )
    unit_of_measure = forms.CharField(
        label=_("Unit of measure"), max_length=30, help_text=_("What is counted: dygn, hushåll, kr/dygn or %.")
    )
    decimals = forms.TypedChoiceField(
        label=_("Decimals shown"), choices=[(number, str(number)) for number in range(4)], coerce=int
    )
    aggregate = forms.ChoiceField(
        label=_("The year is"),
        choices=Indicator.Aggregate.choices,
        help_text=_("Days are summed; per cent and kronor a day have a mean; the last month holds for how many."),
    )
    better = forms.ChoiceField(label=_("Direction"), choices=Indicator.Better.choices, initial=Indicator.Better.NEITHER)
    of_people = forms.BooleanField(
        label=_("It counts people"),
        required=False,
        help_text=_("Then one to four are not given to anyone outside: they could point someone out."),
    )
    about = forms.CharField(
        label=_("How it is counted"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(LONGEST, _("Write at most 2 000 characters. There are %(show_value)s now."))],
        help_text=_("From which system, on which day, and what is in it."),
    )
    order = forms.IntegerField(
        label=_("Place in lists"),
        required=False,
        min_value=0,
        max_value=32_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("Empty comes last."),
    )
