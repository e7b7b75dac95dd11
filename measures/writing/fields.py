"""What the forms of measures share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from measures.writing.typed import WHOLE_SHARE, format_hundredths, format_ramp, parse_hundredths, parse_ramp
from units.forms import no_personal_number

MOST_EQUIVALENTS = 100_000


class CostField(SignedKronorField):
    """A cost in kronor from 0, kept in öre; empty is None."""

    def to_python(self, value: Any) -> int | None:
        """Öre from 0, or None."""
        ore = super().to_python(value)
        if ore is not None and ore < 0:
            raise ValidationError(_("Write an amount from 0 kronor."))
        return ore


class _TypedField(forms.CharField):
    """A short text that means a value: `read` and `write` turn one into the other, `least` and `most` bound it."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    least, most = 0, 0
    fault: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "short", "autocomplete": "off", "maxlength": 100}
        super().__init__(widget=forms.TextInput(attrs=attrs), required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return value if value is None or isinstance(value, str) else type(self).write(value)

    def to_python(self, value: Any) -> Any:
        """The value, or None when it is empty."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = type(self).read(text)
        except ValueError as error:
            raise ValidationError(self.fault, params={"found": text}) from error
        if isinstance(found, int) and not self.least <= found <= self.most:
            raise ValidationError(self.fault, params={"found": text})
        return found


class ShareField(_TypedField):
    """A share in per cent with at most two decimals, kept in hundredths of a per cent."""

    read, write = staticmethod(lambda text: parse_hundredths(text.rstrip("% \u00a0"))), staticmethod(format_hundredths)
    least, most = 1, WHOLE_SHARE
    fault = _("%(found)s is no share. Write per cent with at most two decimals: 33,33.")


class EquivalentsField(_TypedField):
    """Full-time equivalents with at most two decimals, kept in hundredths."""

    read, write = staticmethod(parse_hundredths), staticmethod(format_hundredths)
    least, most = -MOST_EQUIVALENTS, MOST_EQUIVALENTS
    fault = _("%(found)s is no number of full-time equivalents. Write it with at most two decimals: 2,50.")


class RampField(_TypedField):
    """Per cent of the full effect in the first month, the second and so on."""

    read, write = staticmethod(parse_ramp), staticmethod(format_ramp)
    fault = _("%(found)s is no row of per cent. Write whole per cent from 0 to 100 with commas between: 25, 50, 100.")


class AddressField(forms.URLField):
    """An address of the web that anyone can follow: http or https."""

    default_validators = [
        URLValidator(schemes=["http", "https"], message=_("Write an address that begins with https:// or http://.")),
        no_personal_number,
    ]

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "url", "autocomplete": "off", "maxlength": 500}
        super().__init__(
            widget=forms.TextInput(attrs=attrs), max_length=500, required=False, assume_scheme="https", **kwargs
        )
        self.error_messages["invalid"] = _("Write an address that begins with https:// or http://.")
