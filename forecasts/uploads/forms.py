"""What people hand in, and which files are listed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecasts.imports import registers
from forecasts.models import Upload

KINDS = [("budget", _("Budget")), ("actual", _("Actuals")), ("forecast", _("Forecast"))]


class FileForm(forms.Form):
    """A file to hand in."""

    file = forms.FileField(
        label=_("File"),
        max_length=500,
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.txt,.tsv,.se,.si,.sie"}),
    )


def kinds() -> list[tuple[str, Any]]:
    """Every kind of file."""
    return [*KINDS, *registers.names().items()]


def kinds_or_all() -> list[tuple[str, Any]]:
    """Every kind of file, and all of them."""
    return [("", _("All")), *kinds()]


class ChoiceForm(forms.Form):
    """Which uploads the list shows."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Upload.State.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=kinds_or_all)
