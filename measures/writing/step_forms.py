"""What is written when a measure takes a step, is carried into another year, or is found in a forecast."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from measures.models import Measure
from measures.refusals import ReasonNeededError
from measures.stages import ENDED, Stage
from measures.writing.forms import DECISION_NAMES, DecisionFields, long_text
from units.display import month_and_year
from units.forms import DayField, WrittenForm
from units.months import FIRST_YEAR, LAST_YEAR

NOTHING: Mapping[str, str] = MappingProxyType({})
WRITTEN_BY: dict[str, list[str]] = {
    Stage.INVESTIGATED: ["investigate_by"],
    Stage.DECIDED: [*DECISION_NAMES, "union_on", "risk"],
    Stage.CLOSED: ["contained_from"],
}


class RoundMonthField(forms.ChoiceField):
    """The month of a forecast, a date on its first day; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("In the forecast from"), required=False, **kwargs)

    def offer(self, months: Sequence[date]) -> None:
        """Let one of `months` be chosen, or none."""
        named = [(f"{month:%Y-%m}", month_and_year(month).capitalize()) for month in months]
        self.choices = [("", _("No forecast contains it")), *named]

    def prepare_value(self, value: Any) -> Any:
        """As it stands in the list."""
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        """The first day of the month, or None."""
        text = super().clean(value)
        return date.fromisoformat(f"{text}-01") if text else None


class StepForm(DecisionFields):
    """A step from stage to stage: what the stage takes, and a word."""

    union_on = DayField(label=_("Union negotiation done"), required=False)
    investigate_by = DayField(label=_("To be investigated by"), required=False)
    risk = long_text(_("Risk"), _("Needed before a decision that takes union negotiation."))
    contained_from = RoundMonthField()
    word = long_text(_("Comment"), _("Stands in the measure’s history."), rows=2)
    to = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        measure: Measure,
        to: Stage,
        months: Sequence[date],
        *args: Any,
        why: bool,
        told: Mapping[str, str] = NOTHING,
        **kwargs: Any,
    ) -> None:
        """`told` is what the page that led here knows already, such as who decides on which day: it is proposed."""
        written = WRITTEN_BY.get(to, []) if not why else []
        initial = {name: told.get(name) or getattr(measure, name) for name in written}
        initial |= {"to": to, "seen": measure.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["contained_from"].offer(months)
        dropped = {"union_on", "risk"} if not measure.union_required else set()
        self.written = [name for name in written if name not in dropped]
        for name in {*DECISION_NAMES, "union_on", "risk", "contained_from", "investigate_by"} - set(self.written):
            del self.fields[name]
        if why or to in ENDED[1:]:
            self.fields["word"].label = _("Why")

    @property
    def values(self) -> dict[str, Any]:
        """What is written of the measure before it takes the step; what the form was not sent with stays as it was."""
        return {name: self.cleaned_data[name] for name in self.written if name in self.data}


class EffectForm(WrittenForm):
    """What a decided measure is expected to save in each of `months` (öre), and why that is another now."""

    reason = forms.CharField(
        label=_("Why the effect is now expected to be another"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": ReasonNeededError.sentence},
    )
    under_way = forms.BooleanField(
        label=_("Months that are closed are changed too"),
        required=False,
        help_text=_("When the ledger shows that the effect was another."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, months: Sequence[date], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = {f"month_{month:%Y_%m}": month for month in months}
        for name, month in self.months.items():
            self.fields[name] = SignedKronorField(label=month_and_year(month).capitalize(), required=False)

    def clean(self) -> dict[str, Any]:
        """At least one month is another than before."""
        before = {month: self.initial.get(name) or 0 for name, month in self.months.items()}
        if not self.errors and self.amounts == before:
            raise ValidationError(_("No month is changed. Write what is expected now, or go back."))
        return self.cleaned_data

    @property
    def amounts(self) -> dict[date, int]:
        """The effect of each month; an empty one has none."""
        return {month: self.cleaned_data[name] or 0 for name, month in self.months.items()}


class CarryForm(WrittenForm):
    """Into which year a measure is carried, and what it saves in it."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "maxlength": 4}),
    )
    amount = SignedKronorField(
        label=_("Saves in that year, kronor"),
        help_text=_(
            "The full-year effect, unless something else is known. Months that are closed stay as they are, so the "
            "others share what is left."
        ),
    )
    word = long_text(_("Comment"), _("What is left to do, and who does it."), rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ContainForm(forms.Form):
    """From which forecast a measure's effect is contained; empty is none."""

    month = RoundMonthField()
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, months: Sequence[date], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].offer(months)
