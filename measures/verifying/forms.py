"""What a controller signs of a measure's effect, and what is answered to a double counting."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from units.forms import MonthField, WrittenForm
from units.months import FIRST_YEAR, LAST_YEAR

TOO_MUCH = 2  # times what is known: so much more is asked about, for a nought too many is easily written


class VerifyForm(WrittenForm):
    """What a measure has saved in a year, to the end of a closed month.

    `known_of` gives what is planned or reported (öre) of a year to the end of a month; far more has to be confirmed.
    """

    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    through = MonthField(label=_("To and including the month"), help_text=_("A closed month."))
    amount = SignedKronorField(
        label=_("Verified effect, kronor"),
        help_text=_("From January of the year, or the start. + saves. It may differ from what the owner reports."),
    )
    word = forms.CharField(
        label=_("How it was verified"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you compared: contracts that ended, posts that are empty, invoices, the ledger."),
    )

    def __init__(self, *args: Any, known_of: Callable[[int, date], int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_of = known_of

    def clean(self) -> dict[str, Any]:
        """What is signed, when an amount far above plan and report is confirmed."""
        super().clean()
        said = self.cleaned_data
        if not self.errors and said["amount"] > TOO_MUCH * self.known_of(said["year"], said["through"]):
            field = forms.BooleanField(label=_("The amount is larger than what was planned and what was reported"))
            self.fields["sure"] = field
            if not self["sure"].data:
                self.add_error("sure", _("Check the amount: it is more than twice as much. Tick here if it is right."))
        return said


class AnswerForm(WrittenForm):
    """Why nothing is counted twice, or that the forecast contains the effect (`contained`)."""

    answer = forms.CharField(label=_("Why nothing is counted twice"), max_length=300, required=False)
    doubt = forms.CharField(widget=forms.HiddenInput, max_length=20)
    contained = forms.BooleanField(widget=forms.HiddenInput, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def clean_next(self) -> str:
        """A path of this site, or nothing."""
        address = self.cleaned_data["next"]
        own = address.startswith("/administrations/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
        return address if own else ""

    def clean(self) -> dict[str, Any]:
        """An answer is needed unless the forecast contains the effect."""
        if (
            not self.cleaned_data.get("contained")
            and not self.cleaned_data.get("answer")
            and "answer" not in self.errors
        ):
            self.add_error("answer", ValidationError(_("Write why nothing is counted twice.")))
        return self.cleaned_data
