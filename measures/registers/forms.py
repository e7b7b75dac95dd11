"""What people write in the registers, and what they ask of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forecasts.budgets.fields import SignedKronorField
from measures.models import DelegationLimit, Finding
from measures.registers.access import Reach
from measures.registers.queries import LEFT
from measures.registers.repeats import Known, near
from units.forms import DayField, KronorField, MonthField, WrittenForm
from units.models import Department, Unit, User

NEW = "new"
ALL = ("", _("All"))
STATES = [
    (Finding.State.OPEN, pgettext_lazy("finding", "open")),
    (Finding.State.DOING, pgettext_lazy("finding", "being dealt with")),
    (Finding.State.DONE, pgettext_lazy("finding", "dealt with")),
]
LONG = forms.Textarea(attrs={"rows": 4})


class OptionalKronorField(SignedKronorField):
    """An amount from 0 kronor, kept in öre; empty is None."""

    def to_python(self, value: Any) -> int | None:
        """Öre, or None."""
        ore = super().to_python(value)
        if ore is not None and ore < 0:
            raise ValidationError(_("Write an amount from 0 kronor."))
        return ore


class LimitForm(WrittenForm):
    """What a role in a unit may decide."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=DelegationLimit.Role.choices)
    what = forms.CharField(
        label=_("Decisions about"),
        max_length=150,
        help_text=_("Write it as for the other roles and units, so that they can be compared: Bought services."),
        widget=forms.TextInput(attrs={"list": "kinds", "autocomplete": "off"}),
    )
    above = OptionalKronorField(
        label=_("Only above, kronor"), required=False, help_text=_("Empty when cheaper decisions are theirs too.")
    )
    limit = OptionalKronorField(
        label=_("At most, kronor"), required=False, help_text=_("Empty when there is no limit upwards.")
    )
    per = forms.ChoiceField(label=_("The amounts are for"), choices=DelegationLimit.Per.choices, initial="year")
    decision = forms.CharField(
        label=_("Decision"),
        max_length=200,
        required=False,
        help_text=_("Who decided the delegation, and the paragraph: Nämnden 2026-06-11, § 44"),
    )
    since = DayField(label=_("Holds from"), required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, reach: Reach, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = reach.units


class WithdrawForm(WrittenForm):
    """From when a delegation is withdrawn, and until what."""

    day = DayField(label=_("Withdrawn from"))
    until = forms.CharField(
        label=_("Withdrawn until"),
        max_length=200,
        help_text=_("A day, or what must hold first: until the economy is in balance."),
    )


class FindingForm(WrittenForm):
    """What an audit found. `known` are the findings it may repeat; near ones are asked about before it is stored."""

    title = forms.CharField(label=_("Finding"), max_length=200)
    text = forms.CharField(label=_("What was found"), required=False, widget=LONG, max_length=5000)
    source = forms.CharField(
        label=_("Found by"),
        max_length=150,
        help_text=_("Who, and in which review: Stadsrevisionen, granskning av avtal"),
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )
    found_on = DayField(label=_("Found on"))
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False, help_text=_("Empty when it is about a unit.")
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False)
    repeats = forms.ChoiceField(label=_("Repeats"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES)
    due = DayField(label=_("To be dealt with by"), required=False)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Answers for it"), required=False)
    answer = forms.CharField(label=_("What is done"), required=False, widget=LONG, max_length=5000)

    def __init__(
        self, reach: Reach, people: Iterable[User], known: Sequence[Known], *args: Any, own: str = "", **kwargs: Any
    ) -> None:
        """Make the form; `own` is the title that the finding has already, which needs no question."""
        super().__init__(*args, **kwargs)
        self.reach, self.known, self.own = reach, known, own
        nowhere = _("The whole administration") if reach.placeless else _("Say which department or unit")
        self.fields["department"].queryset, self.fields["department"].empty_label = reach.departments, nowhere
        self.fields["unit"].queryset, self.fields["unit"].empty_label = reach.units, _("No unit")
        self.fields["owner"].queryset, self.fields["owner"].empty_label = people, _("Nobody yet")
        answered = NEW if self.data.get("repeats") == NEW else ""
        self.fields["repeats"].choices = [(answered, _("No, it is new")), *map(_choice, known)]

    def clean(self) -> dict[str, Any]:
        """The place is one that the person writes for, and the question of near findings is answered."""
        written = self.cleaned_data
        unit, department = written.get("unit"), written.get("department")
        if unit and department and unit.department_id != department.pk:
            self.add_error("unit", _("The unit is not in that department. Choose one of them."))
        elif not (unit or department or self.reach.placeless or "unit" in self.errors or "department" in self.errors):
            self.add_error("department", _("Say which department or unit it is about."))
        self._ask_of_near(written)
        return written

    def clean_found_on(self) -> date:
        """A day that has been."""
        found_on: date = self.cleaned_data["found_on"]
        if found_on > timezone.localdate():
            raise ValidationError(
                _("%(day)s is still to come. Write the day it was found, today or earlier."), params={"day": found_on}
            )
        return found_on

    def _ask_of_near(self, written: Mapping[str, Any]) -> None:
        asked = written.get("repeats") or not written.get("title") or written["title"] == self.own
        if asked or not written.get("found_on"):
            return
        likely = near(written["title"], written.get("text", ""), self.known, before=written["found_on"])
        if likely:
            field = forms.ChoiceField(label=self.fields["repeats"].label, widget=forms.RadioSelect)
            field.choices = [*map(_choice, likely), (NEW, _("None of them: it is new"))]
            self.fields["repeats"] = field
            self._bound_fields_cache.pop("repeats", None)  # it was bound with its list of all findings
            self.add_error("repeats", _("Earlier findings say nearly the same. Say whether it repeats one of them."))

    def values(self) -> dict[str, Any]:
        """The fields of the finding; `repeats` is a finding or None."""
        written, pk = dict(self.cleaned_data), self.cleaned_data["repeats"]
        return written | {"repeats": Finding.objects.get(pk=pk) if pk.isdecimal() else None}


def _choice(known: Known) -> tuple[str, str]:
    return str(known.pk), f"{known.title} ({known.found_on:%Y-%m-%d}, {known.source})"


class CommitmentForm(WrittenForm):
    """What binds the administration for several years."""

    title = forms.CharField(label=_("Commitment"), max_length=200)
    to_whom = forms.CharField(label=_("To whom"), max_length=150, required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False)
    yearly = KronorField(label=_("Cost a year, kronor"))
    first = MonthField(label=_("First month"))
    last = MonthField(
        label=_("Last month"), required=False, help_text=_("The month is included. Empty when it goes on.")
    )
    notice_months = forms.IntegerField(
        label=_("Months of notice"),
        required=False,
        min_value=0,
        max_value=240,
        help_text=_("Empty when it cannot be ended before its last month."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    decision = forms.CharField(label=_("Decision"), max_length=200, required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=LONG, max_length=2000)

    def __init__(self, reach: Reach, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = reach.units
        self.fields["unit"].required = not reach.placeless
        self.fields["unit"].empty_label = _("The whole administration") if reach.placeless else "–"


class LimitChoiceForm(forms.Form):
    """Which limits are compared."""

    role = forms.ChoiceField(label=_("Role"), required=False, choices=[ALL, *DelegationLimit.Role.choices])
    what = forms.ChoiceField(label=_("Decisions about"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[ALL, ("in-force", _("in force")), ("withdrawn", pgettext_lazy("delegation", "withdrawn"))],
    )

    def __init__(self, kinds: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [ALL, *((kind, kind) for kind in kinds)]


class CostForm(forms.Form):
    """What a decision costs, to see who takes it."""

    cost = OptionalKronorField(label=_("A decision of, kronor"))
    per = forms.ChoiceField(label=_("The cost is for"), choices=DelegationLimit.Per.choices)


class FindingChoiceForm(forms.Form):
    """Which findings are listed."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, (LEFT, _("not dealt with")), *STATES])
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False, empty_label=_("All")
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("All"))
    source = forms.ChoiceField(label=_("Found by"), required=False)
    marked = forms.ChoiceField(
        label=_("Marked as"), required=False, choices=[ALL, ("repeated", _("repeated")), ("late", _("late"))]
    )

    def __init__(self, reach: Reach, sources: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = reach.departments
        self.fields["unit"].queryset = reach.units
        self.fields["source"].choices = [ALL, *((source, source) for source in sources)]


class CommitmentChoiceForm(forms.Form):
    """Which commitments are listed."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("Commitments"),
        required=False,
        choices=[("", _("those that go on")), ("ended", _("those that have ended")), ("all", ALL[1])],
    )

    def __init__(self, reach: Reach, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = reach.units
