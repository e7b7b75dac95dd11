"""What is asked of the register of measures and of the follow-ups, and what a follow-up says."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forecasts.budgets.fields import SignedKronorField
from measures.followups.register_queries import NEVER, OVERDUE, UnitLine
from measures.followups.words import status_text
from measures.models import FollowUp, Measure
from units.forms import DayField, WrittenForm

ALL = ("", _("All"))
STAGE_GROUPS = [
    ("live", _("Going on")),
    ("counted", _("Decided and counted")),
    ("ended", _("Ended")),
    ("all", _("All")),
]


def capitalised(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    """`choices` as lines of their own."""
    return [(value, str(label).capitalize()) for value, label in choices]


def _departments(units: Sequence[UnitLine]) -> list[tuple[str, Any]]:
    return [ALL, *sorted({each.department: each.department_name for each in units}.items())]


def _units(units: Sequence[UnitLine]) -> list[tuple[str, Any]]:
    return [ALL, *((each.code, f"{each.code} {each.name}") for each in units)]


class RegisterForm(forms.Form):
    """Which measures the register shows. What it does not know it says, and shows as if it was not asked."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    horizon = forms.ChoiceField(label=_("Time horizon"), required=False)
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, required=False)
    follow_up = forms.ChoiceField(label=_("Follow-up"), required=False)
    text = forms.CharField(label=_("Search"), required=False, max_length=100)

    def __init__(
        self,
        *args: Any,
        years: Sequence[int],
        units: Sequence[UnitLine],
        owners: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "year": [(year, year) for year in years],
            "stage": [*STAGE_GROUPS, *capitalised(Measure.Stage.choices)],
            "department": _departments(units),
            "unit": _units(units),
            "kind": [ALL, *capitalised(Measure.Kind.choices)],
            "horizon": [ALL, *capitalised(Measure.Horizon.choices)],
            "owner": [ALL, *owners],
            "follow_up": [
                ALL,
                (OVERDUE, _("Overdue")),
                (NEVER, _("Never followed up")),
                *((status, status_text(status).capitalize()) for status in FollowUp.Status),
            ],
        }
        for name, values in choices.items():
            self.fields[name].choices = values

    def asked(self) -> dict[str, Any]:
        """What was asked for and is known, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class HistoryForm(forms.Form):
    """Which follow-ups are listed."""

    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    measure = forms.CharField(label=_("Measure, number or title"), required=False, max_length=100)

    def __init__(self, *args: Any, units: Sequence[UnitLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            ALL,
            *((status, status_text(status).capitalize()) for status in FollowUp.Status),
        ]
        self.fields["department"].choices = _departments(units)
        self.fields["unit"].choices = _units(units)

    def asked(self) -> dict[str, Any]:
        """What was asked for and is known, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class FollowUpForm(WrittenForm):
    """How a measure goes."""

    day = DayField(label=_("Day"))
    status = forms.ChoiceField(label=_("How it goes"), widget=forms.RadioSelect)
    year = forms.TypedChoiceField(
        label=_("The amounts are of"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "What a past year came to in the end is kept under its last day. In January that year is chosen from the "
            "start when the measure saves in it."
        ),
    )
    realised = SignedKronorField(
        label=_("Saved so far that year, kronor"),
        required=False,
        help_text=_(
            "To the end of the latest month that has ended, that of its last day too, before one-time costs and "
            "reinvestment. Minus when it has cost more than it saved. Empty when you do not know."
        ),
    )
    expected = SignedKronorField(label=_("Expected to save in the whole year, kronor"), required=False)
    done = forms.CharField(label=_("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    hinders = forms.CharField(label=_("What hinders"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    next_on = DayField(
        label=_("Next follow-up"), required=False, help_text=_("Empty when the measure is done and needs no more.")
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    was_expected = forms.IntegerField(required=False, widget=forms.HiddenInput)
    was_year = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(status, status_text(status).capitalize()) for status in FollowUp.Status]
        this = timezone.localdate().year
        self.fields["year"].choices = [(year, str(year)) for year in (this, this - 1)]
        self.fields["expected"].help_text = _(
            "Filled in with what is expected of {year}. Left so, it changes nothing. Another amount changes what the "
            "forecast after measures counts on. The decided plan stays beside it."
        ).format(year=self["was_year"].value() or this)

    @property
    def year_shown(self) -> int:
        """The year that the amounts on the page are of."""
        said, known = str(self["year"].value() or ""), dict(self.fields["year"].choices).values()
        return int(said) if said in known else timezone.localdate().year

    def have_seen(self, last: FollowUp | None, expected: int) -> None:
        """Let what was typed be saved over `last` and what is `expected` (öre), which the page shows beside it."""
        self.data = self.data.copy()
        self.data["seen"] = str(last.pk) if last else ""
        if self.cleaned_data["expected"] != self.cleaned_data["was_expected"]:
            self.data["was_expected"], self.data["was_year"] = str(expected), str(self.year_shown)
