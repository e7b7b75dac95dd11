"""What a controller writes about rounds."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from forecasts.models import CycleRules, Round
from forecasts.rounds.board import BoardChoice, BoardRow
from forecasts.rounds.board_words import state_choices
from forecasts.rounds.calendar import Days, Deadlines
from forecasts.rounds.refusals import DeadlinesOutOfOrderError
from forecasts.rounds.words import DEADLINES
from units.display import month_and_year, month_name
from units.forms import DayField, KronorField, PercentField
from units.months import months_of

STEPS = tuple(field.name for field in fields(Days))
MOST_DAYS = 60


def _refuse_disorder(form: forms.Form, names: dict[str, str]) -> None:
    """Put an error at every field of `names` (field, deadline) that is before the one above it."""
    for (earlier, first), (later, second) in pairwise(names.items()):
        one, other = form.cleaned_data.get(earlier), form.cleaned_data.get(later)
        if one is not None and other is not None and other < one:
            error = DeadlinesOutOfOrderError(later=DEADLINES[second], earlier=DEADLINES[first])
            form.add_error(later, str(error))


class RulesForm(forms.Form):
    """How the monthly cycle of an administration runs."""

    months = forms.TypedMultipleChoiceField(
        label=_("Months with a forecast"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one month.")},
    )
    fortnightly = forms.BooleanField(
        label=_("Extra rounds every second week"),
        required=False,
        help_text=_("On the first working Monday two weeks after the round before, until a week before the next one."),
    )
    explain_ore = KronorField(label=_("Explain a deviation from, kronor"))
    explain_permille = PercentField(label=_("and at least, per cent of the budget"))
    change_ore = KronorField(label=_("Explain a change from, kronor"))
    change_permille = PercentField(label=_("and at least, per cent of the budget"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"].choices = [
            (month.month, month_name(month).capitalize()) for month in months_of(date.min.year)
        ]
        for step in STEPS:
            self.fields[f"{step}_days"] = forms.IntegerField(
                label=DEADLINES[f"{step}_due"],
                min_value=1,
                max_value=MOST_DAYS,
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
            )

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The deadlines in the order of the steps."""
        return [self[f"{step}_days"] for step in STEPS]

    @property
    def threshold_fields(self) -> list[forms.BoundField]:
        """From what size something is explained."""
        return [self[name] for name in ("explain_ore", "explain_permille", "change_ore", "change_permille")]

    def clean(self) -> dict[str, Any]:
        """Refuse deadlines that are not in the order of the steps."""
        values = super().clean()
        _refuse_disorder(self, {f"{step}_days": f"{step}_due" for step in STEPS})
        return values

    @property
    def rules(self) -> CycleRules:
        """What was written as rules, not saved."""
        return CycleRules(**self.cleaned_data)


class DeadlinesForm(forms.Form):
    """The deadlines of one round."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in fields(Deadlines):
            self.fields[field.name] = DayField(label=DEADLINES[field.name])

    def clean(self) -> dict[str, Any]:
        """Refuse deadlines that are not in the order of the steps."""
        values = super().clean()
        _refuse_disorder(self, {name: name for name in self.fields})
        return values


class ExtraForm(forms.Form):
    """One more round."""

    as_of = forms.TypedChoiceField(
        label=_("As of the end of"), coerce=date.fromisoformat, help_text=_("The month whose actuals it starts from.")
    )
    unit_head_due = DayField(
        label=_("Unit heads submit"), help_text=_("The later steps follow by as many working days as usual.")
    )

    def __init__(self, ordinary: list[Round], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].choices = [
            (each.as_of.isoformat(), month_and_year(each.as_of).capitalize()) for each in ordinary
        ] or [("", _t("No round is planned"))]


class BoardForm(forms.Form):
    """Which units the board shows. An answer that is not offered asks for all."""

    state = forms.ChoiceField(label=_("State"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)

    def __init__(self, data: object, rows: Iterable[BoardRow]) -> None:
        super().__init__(data, auto_id="board-%s")
        names = {row.department: row.department_name for row in rows}
        self.fields["state"].choices = state_choices()
        self.fields["department"].choices = [("", _("All")), *sorted(names.items(), key=lambda item: item[1])]
        if len(names) < 2:
            del self.fields["department"]

    def choice(self) -> BoardChoice:
        """What is asked for."""
        self.is_valid()
        return BoardChoice(**{name: value for name, value in self.cleaned_data.items() if value})
