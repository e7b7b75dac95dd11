"""What people write about matters between units, and what is asked of their register."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.assignments.forms import ALL, running_text
from meetings.matters.queries import LATE, OPEN, SETTLED
from units.forms import DayField, WrittenForm
from units.models import Unit, User


class RegisterForm(forms.Form):
    """Which matters are listed."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ALL,
            (OPEN, pgettext_lazy("matter", "open")),
            (LATE, _("late")),
            (SETTLED, pgettext_lazy("matter", "settled")),
        ],
    )
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    text = forms.CharField(label=_("Words in it"), required=False, max_length=100)

    def __init__(self, units: Sequence[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [ALL, *((each.pk, str(each)) for each in units)]


class MatterForm(WrittenForm):
    """A question that several units share."""

    title = forms.CharField(
        label=_("What is the question"),
        validators=[MaxLengthValidator(150, _("Write at most 150 characters. There are %(show_value)s now."))],
        help_text=_("One line, at most 150 characters."),
    )
    text = running_text(
        _("What it is about"), 5, required=False, help_text=_("What each unit does today, and what has to be agreed.")
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Units that share it"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those who read the figures of one of them see the matter."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Answers for it"), required=False, empty_label=_("Nobody yet")
    )
    due = DayField(label=_("To be settled by"), required=False)

    def __init__(self, units: QuerySet[Unit], people: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units
        self.fields["owner"].queryset = people


class SettleForm(WrittenForm):
    """How a matter was settled."""

    result = running_text(_("How it was settled"), 4)
    settled_on = DayField(label=_("Settled on"))
