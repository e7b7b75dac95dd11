"""Between which values the months of a key figure should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from indicators.band_queries import BandPlace
from indicators.scale import DECIMALS, LARGEST, SCALE, to_scaled
from indicators.words import value_words
from units.money import parse_number


class ValueField(forms.CharField):
    """A value of a key figure, kept in ten-thousandths; None when it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off", "maxlength": 30}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it, with every decimal that it has."""
        return value_words(value, 0, exactly=True) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Ten-thousandths."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            number = parse_number(text)
        except ValueError as error:
            raise ValidationError(_("%(found)s is no value. Write a number: 312,5."), params={"found": text}) from error
        if abs(number) > LARGEST:
            raise ValidationError(_("The value is too large."))
        if number * SCALE != int(number * SCALE):
            raise ValidationError(_("Write at most %(count)s decimals."), params={"count": DECIMALS})
        return to_scaled(number)


@dataclass(frozen=True, slots=True)
class BandLine:
    """A place with its two fields."""

    name: str
    place: BandPlace
    low: BoundField
    high: BoundField


class BandsForm(forms.Form):
    """From and to for the total and for each unit."""

    def __init__(self, places: Sequence[BandPlace], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for each in places:
            name = _name(each)
            low, high = (each.band.low, each.band.high) if each.band else (None, None)
            self.fields[f"low-{each.key}"] = ValueField(label=_("{place}, from").format(place=name), initial=low)
            self.fields[f"high-{each.key}"] = ValueField(label=_("{place}, to").format(place=name), initial=high)

    def clean(self) -> dict[str, Any]:
        """No band ends before it begins."""
        values = super().clean() or self.cleaned_data
        for each in self.places:
            low, high = values.get(f"low-{each.key}"), values.get(f"high-{each.key}")
            if low is not None and high is not None and high < low:
                self.add_error(f"high-{each.key}", _("It is below the value that the band begins with."))
        return values

    @property
    def lines(self) -> list[BandLine]:
        """The rows of the form."""
        return [BandLine(_name(each), each, self[f"low-{each.key}"], self[f"high-{each.key}"]) for each in self.places]

    def bands(self) -> dict[int | None, tuple[int | None, int | None]]:
        """What was written, as `set_bands` takes it."""
        return {
            each.unit.pk if each.unit else None: (
                self.cleaned_data[f"low-{each.key}"],
                self.cleaned_data[f"high-{each.key}"],
            )
            for each in self.places
        }


def _name(place: BandPlace) -> str:
    return place.unit.name if place.unit else _("The total")
