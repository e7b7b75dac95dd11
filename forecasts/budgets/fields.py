"""What the forms of budgets share."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from units.forms import LARGEST_ORE
from units.money import NBSP, ORE_PER_KRONA, MoneyUnit, format_amount, parse_ore

AMBIGUOUS = re.compile(r"[+\-–−]?\s?[1-9]\d{0,2}\.\d{3}")  # thousands or decimals


class SignedKronorField(forms.CharField):
    """An amount in kronor with or without a sign, kept in öre; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "text", "class": "short amount", "autocomplete": "off", "maxlength": 30}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As Swedes write it, with öre when there are any."""
        if not isinstance(value, int):
            return value
        return format_amount(value, MoneyUnit.KR, decimals=2 if value % ORE_PER_KRONA else 0)

    def to_python(self, value: Any) -> int | None:
        """Öre, or None."""
        text = super().to_python(value)
        if not text:
            return None
        if AMBIGUOUS.fullmatch(text):
            raise ValidationError(
                _("%(found)s can mean %(whole)s or %(decimals)s. Write the one you mean."),
                params={"found": text, "whole": text.replace(".", NBSP), "decimals": text.replace(".", ",")},
            )
        try:
            ore = parse_ore(text)
        except ValueError as error:
            raise ValidationError(
                _("%(found)s is no amount. Write kronor: 100 000 or −100 000."), params={"found": text}
            ) from error
        if abs(ore) > LARGEST_ORE:
            raise ValidationError(_("The amount is too large. Write it in kronor."))
        return ore
