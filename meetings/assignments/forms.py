"""What people write about decisions and actions, and what is asked of the register."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from measures.models import Measure
from meetings.assignments.queries import LATE, Choices, Reach, place_choice
from meetings.models import Assignment, Matter
from units.forms import DayField, WrittenForm
from units.models import Unit, User

LONGEST = 5_000
ALL = ("", _("All"))
State = Assignment.State
REOPENED = "reopened"


def running_text(label: Any, rows: int, **kwargs: Any) -> forms.CharField:
    """A field for running text; no `maxlength`, because a browser cuts what is pasted without a word."""
    too_long = MaxLengthValidator(LONGEST, _("Write at most 5 000 characters. There are %(show_value)s now."))
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), validators=[too_long], **kwargs)


class RegisterForm(forms.Form):
    """Which decisions and actions are listed."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, (LATE, _("late")), *Assignment.State.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *Assignment.Kind.choices])
    owner = forms.TypedChoiceField(label=_("Answers for it"), required=False, coerce=int, empty_value=None)
    place = forms.ChoiceField(label=pgettext_lazy("assignment", "About"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    text = forms.CharField(label=_("Words in it"), required=False, max_length=100)
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    others = forms.BooleanField(label=_("Only what others answer for and I follow up"), required=False)
    for_committee = forms.BooleanField(label=_("Only what the committee has to decide"), required=False)

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [*choices.departments, *choices.units]
        self.fields["owner"].choices = [ALL, *((each.pk, str(each)) for each in choices.owners)]
        self.fields["place"].choices = [ALL, *((place_choice(each), str(each)) for each in places)]
        self.fields["year"].choices = [ALL, *((year, str(year)) for year in choices.years)]


class ChangeForm(WrittenForm):
    """What, who and by when."""

    text = running_text(_("What"), 4, help_text=_("What is to be done, or what was decided, so that it is understood."))
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Answers for it"))
    due = DayField(label=_("To be reported back by"))
    for_committee = forms.BooleanField(label=_("The committee has to decide"), required=False)

    def __init__(self, people: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class GiveForm(ChangeForm):
    """A decision or an action that is given between meetings."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (Assignment.Kind.ACTION, pgettext_lazy("meeting", "Action")),
            (Assignment.Kind.DECISION, _("Decision")),
        ],
        widget=forms.RadioSelect,
        initial=Assignment.Kind.ACTION,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("About the unit"),
        required=False,
        empty_label=_("No unit: all of the administration"),
    )
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("About the measure"), required=False, empty_label=_("No measure")
    )
    matter = forms.ModelChoiceField(
        Matter.objects.none(), label=_("About the matter between units"), required=False, empty_label=_("No matter")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    field_order = ("kind", "text", "owner", "due", "unit", "measure", "matter", "for_committee", "key")

    def __init__(self, reach: Reach, *args: Any, **kwargs: Any) -> None:
        super().__init__(reach.people, *args, **kwargs)
        self.fields["unit"].queryset = reach.units
        self.fields["measure"].queryset = reach.measures
        self.fields["matter"].queryset = reach.matters
        if not reach.whole:
            self.fields["unit"].required = True
            self.fields["unit"].empty_label = None if reach.units.count() == 1 else "–"


class ReportedField(forms.ChoiceField):
    """How it stands. What is no choice any more, since somebody reported back meanwhile, the service refuses."""

    def valid_value(self, value: str) -> bool:
        """Whether `value` is something that can be said at all."""
        return value in (*State.values, REOPENED)


class ReportForm(WrittenForm):
    """How it goes: done, still going on, or withdrawn; or that what has ended is taken up again."""

    state = ReportedField(label=_("How it stands"), widget=forms.RadioSelect)
    word = running_text(
        _("What came of it, or how it goes"),
        4,
        help_text=_("The result when it is done, why when it is withdrawn or the day is moved."),
    )
    executed_on = DayField(label=_("Done on"), required=False, help_text=_("Only when it is done."))
    due = DayField(
        label=_("To be reported back by"), required=False, help_text=_("Another day only when it goes on for longer.")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, assignment: Assignment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        going_on = [(State.DONE, _("Done")), (State.OPEN, _("Still going on")), (State.WITHDRAWN, _("Withdrawn"))]
        if assignment.state == State.OPEN:
            self.fields["state"].choices = going_on
            return
        self.fields["state"].choices = [(REOPENED, _("Taken up again"))]
        self.fields["word"].label = _("Why it is taken up again")
        self.fields["word"].help_text = ""
        del self.fields["executed_on"]

    def clean_state(self) -> str:
        """The state it becomes: what is taken up again is open."""
        state = self.cleaned_data["state"]
        return State.OPEN if state == REOPENED else state


class HandOverForm(WrittenForm):
    """Who answers from now on."""

    owner = forms.ModelChoiceField(User.objects.none(), label=_("Answers for it from now on"))
    word = running_text(_("A word on the way"), 3, required=False)

    def __init__(self, people: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
