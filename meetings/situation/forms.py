"""What people write on the situation page and as the message of the week."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from meetings.models import Passing, SituationItem
from units.forms import DayField, WrittenForm
from units.models import User


def _at_most(length: int) -> MaxLengthValidator:
    words = {
        150: _("Write at most 150 characters. There are %(show_value)s now."),
        300: _("Write at most 300 characters. There are %(show_value)s now."),
        5_000: _("Write at most 5 000 characters. There are %(show_value)s now."),
    }
    return MaxLengthValidator(length, words[length])


class ItemForm(WrittenForm):
    """Something on the situation page."""

    section = forms.ChoiceField(
        label=_("Section"), choices=[(each.value, capfirst(each.label)) for each in SituationItem.Section]
    )
    title = forms.CharField(
        label=_("In one sentence"),
        validators=[_at_most(150)],
        help_text=_("What a reader takes away in a few seconds."),
    )
    text = forms.CharField(
        label=_("More about it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[_at_most(5_000)],
        help_text=_("Plain words, nothing about individuals."),
    )
    day = DayField(label=_("Day"), help_text=_("The day it is about. The newest stands first."))
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Answers for it"),
        required=False,
        empty_label=_("Nobody named"),
        help_text=_("Looks at it again at least once a month."),
    )
    for_staff = forms.BooleanField(label=_("Shown to staff"), required=False)

    def __init__(self, people: QuerySet[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people


class MessageForm(WrittenForm):
    """The message of a week."""

    text = forms.CharField(
        label=_("What everyone is to hear"),
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[_at_most(5_000)],
        help_text=_("Two or three sentences that can be said aloud at a morning meeting."),
    )


class PassForm(WrittenForm):
    """That a message was passed on, with a word about it."""

    step = forms.ChoiceField(choices=Passing.Step.choices)
    place = forms.IntegerField(min_value=1)
    word = forms.CharField(label=_("A word about it"), required=False, validators=[_at_most(300)])

    def __init__(self, data: Mapping[str, str]) -> None:
        self.key = f"{data.get('step', '')}-{data.get('place', '')}"
        super().__init__(data, auto_id=f"%s-{self.key}")  # a person may have several of it on one page
