"""What is written in a meeting, turned into values and back."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.agenda.words import title_of
from meetings.assignments import refusals
from meetings.holding.refusals import NoteEmptyError, RowTitleMissingError
from meetings.models import Assignment, Participant, Point, Row
from meetings.refusals import KeyUsedError
from meetings.words import point_title
from units.forms import DayField, WrittenForm
from units.models import User
from units.personal import find_personal_numbers
from units.refusals import RefusedError

NOTE = "note"
KINDS = [
    (NOTE, pgettext_lazy("meeting", "Note")),
    (Assignment.Kind.DECISION.value, pgettext_lazy("meeting", "Decision")),
    (Assignment.Kind.ACTION.value, pgettext_lazy("meeting", "Action")),
]
FIELD_OF: dict[type[RefusedError], str] = {
    NoteEmptyError: "text",
    RowTitleMissingError: "title",
    refusals.TextMissingError: "text",
    refusals.OwnerMissingError: "owner",
    refusals.DueMissingError: "due",
    refusals.DueBeforeGivenError: "due",
    refusals.DueTooFarError: "due",
}


class LeftRow(NamedTuple):
    """A row that nobody took up, and whether it is to come back."""

    row: Row
    title: str
    parked: bool


class RefusableForm(WrittenForm):
    """A form that can say why what was sent was refused, at the field that it is about.

    `theirs` is what somebody else wrote meanwhile, for a script to show beside what was typed; `fresh` are the values
    that its hidden fields have once it is saved.
    """

    theirs: dict[str, Any] | None = None
    fresh: Mapping[str, Any] = MappingProxyType({})

    @property
    def holds_private(self) -> bool:
        """Whether something typed holds a personal identity number, refused or not."""
        return any(find_personal_numbers(str(text)) for text in self.data.values())

    def refuse(self, refused: RefusedError) -> None:
        """Say everything that is lacking. A form whose key is used gets a new one, so that it can be saved again."""
        if isinstance(refused, KeyUsedError):
            self.renew(key=uuid4())
        for each in refusals.refused_by(refused):
            name = FIELD_OF.get(type(each))
            self.add_error(name if name in self.fields else None, str(each))

    def renew(self, **values: object) -> None:
        """Give hidden fields other values, on the page that comes again and in a script's."""
        self.fresh = {name: str(value) for name, value in values.items()}
        self.data = self.data.copy()
        self.data.update(self.fresh)


class WriteForm(RefusableForm):
    """A note, a decision or an action, on a row of a meeting or on a whole point (`at` says which: row-12, point-3)."""

    at = forms.RegexField(r"^(row|point)-[0-9]{1,9}$", widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial=NOTE)
    text = forms.CharField(label=_("Text"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who"), required=False)
    due = DayField(label=_("To be reported back by"), required=False)
    for_committee = forms.BooleanField(label=_("The committee has to decide too"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, owners: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners

    def clean(self) -> dict[str, Any]:
        """Everything that is lacking is said at once."""
        found = self.cleaned_data
        if found.get("kind") == NOTE:
            return found
        lacking = {"owner": refusals.OwnerMissingError, "due": refusals.DueMissingError}
        for name, error in lacking.items():
            if name not in self.errors and found.get(name) is None:
                self.add_error(name, str(error.sentence))
        if "text" not in self.errors and not found.get("text"):
            self.add_error("text", str(refusals.TextMissingError.sentence))
        return found


class VersionForm(RefusableForm):
    """A text that is written in another way, by who saw its version `seen`."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def have_seen(self, text: str, version: int) -> None:
        """Let what was typed be saved over `text`, which stands there now in its `version`."""
        self.renew(seen=version)
        self.theirs = {"text": text, "seen": version}


class NoteForm(VersionForm):
    """A note that is written in another way, by who saw its version `seen`."""

    text = forms.CharField(
        label=pgettext_lazy("meeting", "Note"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StateForm(RefusableForm):
    """Whether a row was taken up."""

    state = forms.ChoiceField(choices=Row.State.choices)


class RowForm(RefusableForm):
    """Something that somebody wants to take up under a point."""

    point = forms.ModelChoiceField(Point.objects.none(), widget=forms.HiddenInput)
    title = forms.CharField(label=_("What is to be taken up"), max_length=150)
    text = forms.CharField(
        label=_("More about it"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, points: QuerySet[Point], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = points


class PresentForm(RefusableForm):
    """Which of those called are there, and who else is."""

    present = forms.ModelMultipleChoiceField(User.objects.none(), required=False)
    guests = forms.CharField(label=_("Others who are there"), required=False, max_length=300)
    seen = forms.RegexField(r"^([0-9]{1,9}:[-01] ?)*$", required=False, widget=forms.HiddenInput)
    seen_guests = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, called: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = called

    @property
    def said(self) -> dict[int, bool]:
        """Whether those were there whom the person ticked, or took the tick from, by the pk of the person."""
        was = {"0": False, "1": True}
        return {pk: there for pk, mark, there in self._marks() if there != was.get(mark, False)}

    @property
    def unsaid(self) -> list[int]:
        """The pks of those left without a tick, of whom nothing was said before either."""
        return [pk for pk, mark, there in self._marks() if mark == "-" and not there]

    def _marks(self) -> list[tuple[int, str, bool]]:
        there = {each.pk for each in self.cleaned_data["present"]}
        marks = [each.partition(":") for each in self.cleaned_data["seen"].split()]
        return [(int(pk), mark, int(pk) in there) for pk, _colon, mark in marks]


class MessageForm(VersionForm):
    """The message of the week, by who saw its version `seen`."""

    text = forms.CharField(
        label=_("The message"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CloseForm(RefusableForm):
    """Which of the rows that nobody took up come back at the next meeting, and who adjusts the minutes."""

    parked = forms.TypedMultipleChoiceField(coerce=int, required=False)
    adjuster = forms.TypedChoiceField(
        label=_("Who adjusts the minutes"),
        help_text=_("Reads them and says that they are right. After that they do not change."),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, rows: Sequence[Row], participants: Sequence[Participant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.people = {each.user_id: each.user for each in participants}
        self.fields["parked"].choices = [(row.pk, row.key) for row in rows]
        self.fields["adjuster"].choices = [("", _("Nobody yet")), *((pk, str(one)) for pk, one in self.people.items())]

    @property
    def to_park(self) -> list[Row]:
        """The rows that come back."""
        return [row for row in self.rows if row.pk in self.cleaned_data["parked"]]

    @property
    def who_adjusts(self) -> User | None:
        """Who adjusts the minutes."""
        return self.people.get(self.cleaned_data["adjuster"])

    @property
    def left(self) -> list[tuple[str, list[LeftRow]]]:
        """The rows that nobody took up under the titles of their points."""
        chosen = {str(each) for each in self["parked"].value() or ()}
        rows = [row for row in self.rows if row.state == Row.State.OPEN]
        return [
            (
                point_title(point.kind, point.title),
                [LeftRow(row, title_of(row.read()), str(row.pk) in chosen) for row in own],
            )
            for point, own in groupby(rows, lambda row: row.point)
        ]
