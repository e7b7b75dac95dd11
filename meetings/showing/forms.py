"""What is written while a meeting is shown."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.assignments import refusals
from meetings.holding.people import owners_for, people_for
from meetings.holding.reading import participants_of
from meetings.holding.refusals import NoteEmptyError
from meetings.models import Meeting, Point, Row
from units.forms import DayField, WrittenForm
from units.models import User
from units.refusals import RefusedError

ROWS = 4
Choices = list[tuple[Any, Any]]


def _lacking(refused: type[RefusedError]) -> dict[str, Any]:
    """What a field says when there is nothing in it."""
    return {"required": refused.sentence}


class WritingForm(WrittenForm):
    """Something written on a point or one of its rows, which says which point it is of.

    The same `key` twice is one thing, however often it is sent.
    """

    point = forms.ModelChoiceField(Point.objects.none(), widget=forms.HiddenInput)
    row = forms.ModelChoiceField(Row.objects.none(), widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = meeting.points.select_related("meeting__body")
        rows = Row.objects.filter(point__meeting=meeting).select_related("unit", "measure", "point__meeting__body")
        self.fields["row"].queryset = rows

    def clean(self) -> dict[str, Any]:
        """What was written, under the point of its row."""
        written = super().clean() or self.cleaned_data
        if row := written.get("row"):
            written["point"] = row.point
        return written


class NoteForm(WritingForm):
    """A note."""

    text = forms.CharField(
        label=_("What was said"),
        widget=forms.Textarea(attrs={"rows": ROWS}),
        error_messages=_lacking(NoteEmptyError),
    )


class AssignmentForm(WritingForm):
    """A decision or an action. Those who were called stand before the others who can answer for it."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": ROWS}), error_messages=_lacking(refusals.TextMissingError)
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who answers for it"), error_messages=_lacking(refusals.OwnerMissingError)
    )
    due = DayField(label=_("To be reported back by"))

    def __init__(self, meeting: Meeting, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(meeting, *args, **kwargs)
        self.fields["text"].label = label
        self.fields["due"].error_messages |= _lacking(refusals.DueMissingError)
        self.fields["owner"].queryset = owners_for(meeting)
        self.fields["owner"].choices = _grouped(meeting)


def _grouped(meeting: Meeting) -> Choices:
    people = people_for(meeting, participants_of(meeting))
    groups = ((_("Called to the meeting"), people.called), (_("Others"), people.others))
    return [("", _("Choose")), *((name, [(each.pk, str(each)) for each in those]) for name, those in groups if those)]


class DecisionForm(AssignmentForm):
    """A decision, which the committee may have to take."""

    for_committee = forms.BooleanField(label=_("The committee has to decide"), required=False)


class RowsForm(forms.Form):
    """Rows that are taken up, and how. `next` is the step that follows them."""

    rows = forms.ModelMultipleChoiceField(Row.objects.none())
    state = forms.ChoiceField(choices=Row.State.choices)
    next = forms.IntegerField(min_value=1)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Row.objects.filter(point__meeting=meeting).select_related("point__meeting__body")
        self.fields["rows"].queryset = rows
