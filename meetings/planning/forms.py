"""What people write about bodies, series, meetings, agendas and those who are called."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meetings.models import Body
from meetings.models.bodies import POINT_KINDS
from meetings.planning.points import AgendaPoint
from meetings.planning.proposed import Place, kind_over
from meetings.planning.series import LONGEST, Rhythm
from meetings.planning.services import Setting
from meetings.words import POINT_TITLES
from units.forms import DayField, WrittenForm, no_personal_number
from units.models import User

LONGEST_MINUTES = 480


class ClockField(forms.TimeField):
    """A time of day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"})
        kwargs.setdefault("error_messages", {"invalid": _("Write the time as hours and minutes: 09:00.")})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


def _number(label: Any, **kwargs: Any) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "class": "short"}
    return forms.IntegerField(label=label, max_value=LONGEST_MINUTES, widget=forms.NumberInput(attrs=attrs), **kwargs)


def _choice(label: Any, choices: Any, **kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, **kwargs)


class PlanningForm(WrittenForm):
    """A form without `maxlength`, at which a browser cuts what is pasted without a word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)


class OverForm(forms.Form):
    """What a new body meets about."""

    over = forms.ChoiceField(
        label=_("What do they meet about?"),
        help_text=_("Decides which figures fill the agenda, and who may plan and read the meetings."),
    )

    def __init__(self, places: Sequence[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"{kind_over(place).value}-{place.code}": place for place in places}
        labels = {
            Body.Kind.MANAGEMENT: _("The whole administration"),
            Body.Kind.DEPARTMENT: _("A department"),
            Body.Kind.TEAM: _("A unit"),
        }
        groups: dict[Body.Kind, list[tuple[str, str]]] = {}
        for key, place in self.places.items():
            groups.setdefault(kind_over(place), []).append((key, str(place)))
        self.fields["over"].choices = [(labels[kind], choices) for kind, choices in groups.items()]

    def place(self) -> Place:
        """The place that was chosen."""
        return self.places[self.cleaned_data["over"]]


class BodyForm(PlanningForm):
    """A body: what it is called, and when and where it usually meets."""

    name = forms.CharField(label=_("Name"), max_length=100)
    weekday = _choice(_("Weekday"), Body.Weekday.choices)
    every = _choice(_("How often"), Body.Every.choices)
    starts_at = ClockField(label=_("Time"), required=False)
    minutes = _number(_("Length in minutes"), min_value=5)
    place = forms.CharField(label=_("Place"), max_length=100, required=False, help_text=_("A room, or a video link."))


class SeriesForm(PlanningForm):
    """The meetings of a year: from when to when, and in which rhythm."""

    first = DayField(label=_("From the day"))
    last = DayField(label=_("To and including the day"))
    weekday = _choice(_("Weekday"), Body.Weekday.choices)
    every = _choice(_("How often"), Body.Every.choices)
    starts_at = ClockField(label=_("Time"), required=False)
    minutes = _number(_("Length in minutes"), min_value=5)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    without_summer = forms.BooleanField(label=_("No meetings in weeks 28 to 31"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is after the first, and not years away."""
        values = super().clean()
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first. Choose a later one."))
        elif first and last and (last - first).days > LONGEST:
            self.add_error("last", _("That is more than two years. Plan a year at a time."))
        return values

    def rhythm(self) -> Rhythm:
        """How often, and on which weekday."""
        values = self.cleaned_data
        return Rhythm(values["weekday"], values["every"], without_summer=values["without_summer"])

    def setting(self) -> Setting:
        """When on the day, and where."""
        return Setting(self.cleaned_data["starts_at"], self.cleaned_data["place"])

    def usual(self) -> dict[str, Any]:
        """What becomes usual for the body."""
        return {name: self.cleaned_data[name] for name in ("weekday", "every", "starts_at", "minutes", "place")}


class MeetingForm(PlanningForm):
    """When and where a meeting is held, and who comes beside those called."""

    day = DayField(label=_("Day"))
    starts_at = ClockField(label=_("Time"), required=False)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    guests = forms.CharField(
        label=_("Guests"), max_length=300, required=False, help_text=_("Those who come without an account here.")
    )

    def setting(self) -> Setting:
        """When on its day, and where."""
        return Setting(self.cleaned_data["starts_at"], self.cleaned_data["place"])


class NewMeetingForm(PlanningForm):
    """A single meeting. An empty time and place are the usual ones of the body."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"), empty_label=None)
    day = DayField(label=_("Day"))
    starts_at = ClockField(label=_("Time"), required=False, help_text=_("Empty is the usual time."))
    place = forms.CharField(label=_("Place"), max_length=100, required=False, help_text=_("Empty is the usual place."))

    def __init__(self, bodies: QuerySet[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies

    def setting(self) -> Setting:
        """When on its day, and where."""
        body, values = self.cleaned_data["body"], self.cleaned_data
        return Setting(values["starts_at"] or body.starts_at, values["place"] or body.place)


class CancelForm(PlanningForm):
    """Why a meeting is not held."""

    word = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Those who were sent the call read it in their letter.")
    )


class BodyChoiceForm(forms.Form):
    """Whose meetings are shown."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"), required=False, empty_label=_("All"))

    def __init__(self, bodies: QuerySet[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class PeopleForm(PlanningForm):
    """Those who are members or called, a row each, and somebody to add. With `presence`, also who was there."""

    add = forms.ModelChoiceField(
        User.objects.none(), label=_("Add"), required=False, empty_label=_("Nobody more"),
    )  # fmt: skip
    add_function = forms.CharField(
        label=_("What for"), max_length=60, required=False, help_text=_("Chair, secretary, HR."),
    )  # fmt: skip
    guests = forms.CharField(label=_("Others present"), max_length=300, required=False)

    def __init__(
        self,
        people: Mapping[int, str],
        choices: QuerySet[User],
        *args: Any,
        presence: Mapping[int, bool | None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.presence = people, presence
        if presence is None:
            del self.fields["guests"]
        users = {user.pk: user for user in choices}
        self.users = [users[pk] for pk in people if pk in users]
        self.fields["add"].queryset = choices.exclude(pk__in=people)
        for user in self.users:
            self._add_row(user)

    def _add_row(self, user: User) -> None:
        function = forms.CharField(
            label=format_lazy("{} {}", _("What for"), user),
            max_length=60,
            required=False,
            initial=self.people[user.pk],
            validators=[no_personal_number],
        )
        function.widget.attrs.pop("maxlength")
        self.fields[f"function_{user.pk}"] = function
        self.fields[f"remove_{user.pk}"] = forms.BooleanField(label=_("Remove"), required=False)
        if self.presence is not None:
            was = self.presence.get(user.pk)
            there = forms.BooleanField(label=_("Present"), required=False, initial=was is None or was)
            self.fields[f"present_{user.pk}"] = there

    def rows(self) -> list[dict[str, Any]]:
        """A person and the fields about that person, each row."""
        names = ("function", "remove", *(["present"] if self.presence is not None else []))
        return [{"user": user, **{name: self[f"{name}_{user.pk}"] for name in names}} for user in self.users]

    def wanted(self) -> dict[int, str]:
        """What everyone is there for, by the pk of the person, as it is asked to be."""
        values = self.cleaned_data
        stay = [user for user in self.users if not values[f"remove_{user.pk}"]]
        wanted = {
            user.pk: values[f"function_{user.pk}"] if self._was_shown(user) else self.people[user.pk] for user in stay
        }
        if added := values["add"]:
            wanted[added.pk] = values["add_function"]
        return wanted

    def said(self) -> dict[int, bool]:
        """Whether those on the page that was sent were there, by the pk of the person."""
        values = self.cleaned_data
        said = {user.pk: values[f"present_{user.pk}"] for user in self.users if self._was_shown(user)}
        return said | ({values["add"].pk: True} if values["add"] else {})

    def _was_shown(self, user: User) -> bool:
        """Whether `user` had a row on the page that was sent: somebody else may have added people since."""
        return f"function_{user.pk}" in self.data


class PointForm(PlanningForm):
    """A point of an agenda."""

    kind = forms.ChoiceField(choices=POINT_KINDS, widget=forms.HiddenInput)
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    minutes = _number(_("Minutes"), min_value=1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = POINT_TITLES.get(self["kind"].value())
        if usual and not self.is_bound:
            self.initial["title"] = self.initial.get("title") or str(usual)
        elif usual:
            self.fields["title"].widget.attrs["placeholder"] = usual

    def clean(self) -> dict[str, Any]:
        """An own point is called something; the usual title of a kind is not kept as its own."""
        values = super().clean()
        kind, title = values.get("kind"), values.get("title", "")
        if kind == "own" and not title and "title" not in self.errors:
            self.add_error("title", _("Write what the point is about."))
        if kind in POINT_TITLES and title == str(POINT_TITLES[kind]):
            values["title"] = ""
        return values

    def point(self) -> AgendaPoint:
        """The point as it was written."""
        values = self.cleaned_data
        return AgendaPoint(values["kind"], values["title"], values["minutes"], values["pk"])


class PointFormSet(forms.BaseFormSet):
    """An agenda: no kind twice but own points."""

    def clean(self) -> None:
        """Refuse a kind that stands twice."""
        kinds = [form.cleaned_data.get("kind") for form in self.forms if form.is_valid()]
        usual = [kind for kind in kinds if kind != "own"]
        if len(set(usual)) != len(usual):
            raise ValidationError(_("A point stands twice. Remove one of them."))


class AddPointForm(PlanningForm):
    """A point to add: an own one, or one that was removed."""

    new_title = forms.CharField(label=_("Own point"), max_length=120, required=False)
    back = forms.ChoiceField(label=_("Bring back"), required=False)

    def __init__(self, kinds: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(kind), POINT_TITLES[kind]) for kind in kinds]
        self.fields["back"].choices = [("", _("Nothing")), *choices]
        if not choices:
            del self.fields["back"]

    def added(self) -> list[AgendaPoint]:
        """The points to put last."""
        values = self.cleaned_data
        back = [AgendaPoint(values["back"])] if values.get("back") else []
        return [*back, *([AgendaPoint("own", values["new_title"])] if values["new_title"] else [])]


Agenda = forms.formset_factory(PointForm, formset=PointFormSet, extra=0, max_num=40, validate_max=True)
