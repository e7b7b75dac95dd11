"""What people write about ideas, and what is asked of the list of them."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from measures.models import Idea
from units.forms import WrittenForm
from units.models import Unit

LONGEST = 5_000


def _running_text(label: Any, rows: int, **kwargs: Any) -> forms.CharField:
    """A field for running text; no `maxlength`, because a browser cuts what is pasted without a word."""
    too_long = MaxLengthValidator(LONGEST, _("Write at most 5 000 characters. There are %(show_value)s now."))
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), validators=[too_long], **kwargs)


class IdeaForm(WrittenForm):
    """An idea."""

    title = forms.CharField(
        label=_("What could be done"),
        validators=[MaxLengthValidator(150, _("Write at most 150 characters. There are %(show_value)s now."))],
        help_text=_("One line, at most 150 characters."),
    )
    text = _running_text(
        _("How, and what it would give"),
        8,
        help_text=_("What is done today, what could be done instead, and what that would save or make better."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("About the unit"),
        required=False,
        empty_label=_("No unit: all of the administration"),
        help_text=_("Decides who answers: those who decide measures of the unit."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class AnswerForm(WrittenForm):
    """An answer to an idea."""

    MEASURE = "measure"

    state = forms.ChoiceField(label=_("What comes of it"), widget=forms.RadioSelect)
    answer = _running_text(
        pgettext_lazy("idea", "Answer"),
        6,
        help_text=_("What you think of it and why. The person who left the idea reads it."),
    )

    def __init__(self, idea: Idea, *args: Any, may_make_measure: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if idea.state == Idea.State.TAKEN:
            del self.fields["state"]
            return
        choices = [
            (Idea.State.CONSIDERED, _("We consider it")),
            (Idea.State.DECLINED, _("We decline it")),
        ]
        if may_make_measure:
            choices.append((self.MEASURE, _("It becomes a measure, which you write next")))
        self.fields["state"].choices = choices


class ChoiceForm(forms.Form):
    """Which ideas are listed."""

    LATE = "late"

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Idea.State.choices, (LATE, _("overdue"))]
    )
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    text = forms.CharField(label=_("Words in the idea or the answer"), required=False, max_length=100)

    def __init__(self, units: Sequence[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All")), *((each.pk, str(each)) for each in units)]
