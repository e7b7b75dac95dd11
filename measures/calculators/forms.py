"""What is put into a calculation, one form per kind; every form becomes its dataclass of `calculators`."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from measures.calculators.calculators import (
    Consultants,
    Given,
    HiringFreeze,
    Premises,
    PriceVolume,
    Staffing,
    Vacancy,
)
from units.forms import KronorField, MonthField, WrittenForm
from units.money import format_number, parse_number

PER_YEAR, PER_MONTH, PER_HOUR = 10**12, 10**9, 10**7  # the largest amounts, öre
LARGEST_COUNT, LARGEST_VOLUME = 100_000, 10_000_000
CHARGES = Decimal(42)


class CountField(forms.CharField):
    """A number from `least` to `most` with at most `places` decimals."""

    def __init__(self, *, least: int = 0, most: int = LARGEST_COUNT, places: int = 2, **kwargs: Any) -> None:
        self.least, self.most, self.places = least, most, places
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it."""
        return format_number(value) if isinstance(value, Decimal | int) else value

    def to_python(self, value: Any) -> Decimal | str:
        """The number."""
        text = super().to_python(value)
        if not text:
            return text
        try:
            number = parse_number(text.rstrip("% \u00a0"))
        except ValueError as error:
            raise ValidationError(_("%(found)s is no number. Write digits: 7,5."), params={"found": text}) from error
        if not self.least <= number <= self.most:
            ends = {"least": format_number(self.least), "most": format_number(self.most)}
            raise ValidationError(_("Write a number from %(least)s to %(most)s."), params=ends)
        if number != round(number, self.places):
            raise ValidationError(
                _("Write a whole number.") if not self.places else _("Write at most %(places)s decimals."),
                params={"places": self.places},
            )
        return number


class MonthsField(CountField):
    """A number of months."""

    def __init__(self, *, least: int = 1, most: int = 120, **kwargs: Any) -> None:
        super().__init__(least=least, most=most, places=0, **kwargs)

    def to_python(self, value: Any) -> int | str:
        """The number."""
        number = super().to_python(value)
        return int(number) if isinstance(number, Decimal) else number


class CostField(KronorField):
    """An amount of at most `most` öre."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | str:
        """Öre."""
        if not str(value or "").strip():
            return ""
        ore = super().to_python(value)
        if ore > self.most:
            raise ValidationError(_("Write at most %(most)s kronor."), params={"most": format_number(self.most // 100)})
        return ore


def _salary() -> CostField:
    return CostField(label=_("Salary a month, kronor"), most=PER_MONTH)


def _charges() -> CountField:
    return CountField(
        label=_("Social charges, per cent"),
        most=200,
        help_text=_("Charges and pension on the salary; 42 is usual."),
    )


def _covered() -> CountField:
    return CountField(
        label=_("Covered by others, per cent"),
        most=100,
        help_text=_("What of the cost goes to overtime and stand-ins instead."),
    )


class GivenForm(forms.Form):
    """What is put into one kind of calculation."""

    kind: ClassVar[type]

    def given(self) -> Given:
        """What was put in; the form is valid."""
        return self.kind(**self.cleaned_data)

    def written(self) -> dict[str, str]:
        """What was put in, as it was written."""
        return {name: str(self[name].value() or "").strip() for name in self.fields}


class StaffingForm(GivenForm):
    """Team leaders and administrators."""

    kind = Staffing
    case_officers = CountField(label=_("Case officers"))
    leaders = CountField(label=_("Team leaders today"))
    per_leader = CountField(label=_("Case officers per team leader"), least=1)
    leader_cost = CostField(label=_("Cost of a team leader a year, kronor"), most=PER_YEAR)
    administrators = CountField(label=_("Administrators today"))
    fewer_percent = CountField(label=_("Fewer administrators, per cent"), most=100)
    administrator_cost = CostField(label=_("Cost of an administrator a year, kronor"), most=PER_YEAR)


class VacancyForm(GivenForm):
    """Posts kept vacant."""

    kind = Vacancy
    posts = CountField(label=_("Vacant posts, full-time equivalents"))
    salary = _salary()
    charges = _charges()
    first = MonthField(label=_("Vacant from the month"))
    months = MonthsField(label=_("Months vacant"))
    covered = _covered()


class HiringFreezeForm(GivenForm):
    """Those who leave are not replaced."""

    kind = HiringFreeze
    staff = CountField(label=_("Staff"))
    turnover = CountField(label=_("Leave in a year, per cent"), most=100)
    months = MonthsField(label=_("Months of the freeze"))
    salary = _salary()
    charges = _charges()
    covered = _covered()


class ConsultantsForm(GivenForm):
    """Employees instead of consultants."""

    kind = Consultants
    number = CountField(label=_("Consultants who are replaced"))
    hourly = CostField(label=_("Price of a consultant an hour, kronor"), most=PER_HOUR)
    hours = CountField(label=_("Hours a month"), most=744)
    salary = _salary()
    charges = _charges()
    overhead = CostField(
        label=_("Overhead a month and employee, kronor"), most=PER_MONTH, help_text=_("Workplace, phone, training.")
    )
    recruiting = CostField(label=_("Recruiting an employee, once, kronor"), most=PER_YEAR)


class PriceVolumeForm(GivenForm):
    """A changed volume and a changed price."""

    kind = PriceVolume
    volume_before = CountField(label=_("Volume before"), most=LARGEST_VOLUME, help_text=_("Days, hours, households."))
    price_before = CostField(label=_("Price before, kronor"), most=PER_MONTH, help_text=_("For one of them."))
    volume_after = CountField(label=_("Volume after"), most=LARGEST_VOLUME)
    price_after = CostField(label=_("Price after, kronor"), most=PER_MONTH)


class PremisesForm(GivenForm):
    """Premises that are left."""

    kind = Premises
    rent = CostField(label=_("Rent a year, kronor"), most=PER_YEAR)
    notice_from = MonthField(label=_("Notice runs from the month"))
    notice_months = MonthsField(label=_("Months of notice"), least=0)
    once = CostField(label=_("Moving and restoring, once, kronor"), most=PER_YEAR)
    new_rent = CostField(
        label=_("New rent a year, kronor"), most=PER_YEAR, help_text=_("0 when nothing else is rented.")
    )


class TitleForm(WrittenForm):
    """What a calculation is saved as. `about` is such a title, as an example."""

    title = forms.CharField(
        label=_("Save as"),
        validators=[MaxLengthValidator(150, _("Write at most 150 characters. There are %(show_value)s now."))],
    )

    def __init__(self, *args: Any, about: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = format_lazy(_("What it is about, and where: {example}."), example=about)
