"""What people write about people, turned into values and back."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from units.forms import DayField, WrittenForm
from units.models import Administration, Department, Unit
from units.roles import Role


class HandOverForm(forms.Form):
    """Who answers from which day."""

    who = forms.CharField(
        label=_("Person"), max_length=254, help_text=_("E-mail or username of someone with an account.")
    )
    since = DayField(label=_("Answers from the day"))


class PlaceField(forms.ChoiceField):
    """The whole of an administration, a department or a unit: what the role holds for."""

    def offer(self, administration: Administration) -> None:
        """Let the places of `administration` be chosen."""
        self.administration = administration
        departments = [(f"department:{each.pk}", each.name) for each in administration.departments.all()]
        units = [(f"unit:{each.pk}", str(each)) for each in administration.units.all()]
        self.choices = [
            ("", _("The whole administration")),
            *([(_("Departments"), departments)] if departments else []),
            *([(_("Units"), units)] if units else []),
        ]

    def clean(self, value: Any) -> dict[str, Department | Unit]:
        """The department or the unit as a keyword; empty for the whole."""
        kind, _colon, pk = super().clean(value).partition(":")
        if kind == "department":
            return {"department": self.administration.departments.get(pk=pk)}
        return {"unit": self.administration.units.get(pk=pk)} if kind else {}


class RoleForm(WrittenForm):
    """A role for a person; a new person also gets an account."""

    who = forms.CharField(
        label=_("Person"),
        max_length=254,
        help_text=_("E-mail or username. An e-mail address that is new gets an account and a link by e-mail."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=150, required=False, help_text=_("Needed for a new account only.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    place = PlaceField(label=_("Holds for"), required=False)
    since = DayField(label=_("From the day"))

    def __init__(self, administration: Administration, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(administration)


class EndRoleForm(forms.Form):
    """The last day of a role."""

    last_day = DayField(label=_("Last day"), help_text=_("The day is included."))


class OwnPageForm(WrittenForm):
    """What a person decides about the own account."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, help_text=_("Where a link to a new password is sent.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    digest = forms.BooleanField(
        label=_("Send me the Monday letter"),
        required=False,
        help_text=_("What waits for you this week and how your units stand. Reminders come anyway."),
    )


class TokenForm(WrittenForm):
    """What a new key to the API is for."""

    name = forms.CharField(label=_("What is the key for?"), max_length=100, help_text=_("For example Power BI."))


class SearchForm(forms.Form):
    """Which people are shown."""

    q = forms.CharField(label=_("Name, e-mail or unit"), max_length=100, required=False)
    ended = forms.BooleanField(label=_("Ended roles too"), required=False)
