"""The page of an administration's own list of causes."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forecasts.rounds.causes import CauseLine, cause_lines, change_causes
from forecasts.rounds.places import trail
from units.forms import WrittenForm
from units.navigation import Crumb
from units.pages import entered, form_page
from units.roles import Act

LONGEST_NAME = 60
MOST = 999


class CausesForm(WrittenForm):
    """Every cause of the list: its place, its name and whether it is still used; and room for a new one."""

    def __init__(self, lines: list[CauseLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for place, line in enumerate(lines, 1):
            names = {"cause": line.name}
            self.fields[f"order-{line.code}"] = forms.IntegerField(
                label=_("Place of {cause}").format(**names),
                min_value=0,
                max_value=MOST,
                initial=place,
                widget=forms.NumberInput(attrs={"class": "place", "inputmode": "numeric"}),
            )
            self.fields[f"name-{line.code}"] = self._name(_("Name of {cause}").format(**names), line.name)
            self.fields[f"used-{line.code}"] = forms.BooleanField(
                label=_("{cause} can be chosen").format(**names), initial=not line.retired, required=False
            )
        self.fields["new"] = self._name(_("New cause"), "", required=False)

    @staticmethod
    def _name(label: str, initial: str, *, required: bool = True) -> forms.CharField:
        return forms.CharField(label=label, initial=initial, max_length=LONGEST_NAME, required=required)

    @property
    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The fields of each cause."""
        parts = ("order", "name", "used")
        return [{part: self[f"{part}-{line.code}"] for part in parts} for line in self.lines]

    @property
    def written(self) -> list[CauseLine]:
        """The list as it was written, in its new order; the new one is last."""
        values = self.cleaned_data
        ordered = sorted(self.lines, key=lambda line: values[f"order-{line.code}"])
        lines = [CauseLine(line.code, values[f"name-{line.code}"], not values[f"used-{line.code}"]) for line in ordered]
        return [*lines, CauseLine("", values["new"])] if values["new"] else lines


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def causes(request: HttpRequest, adm: str) -> HttpResponse:
    """The causes by which forecasts are explained."""
    administration = entered(request, adm, Act.CONTROL)
    form = CausesForm(cause_lines(administration), request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda _values: change_causes(administration, form.written, by=request.user),
        to=reverse("forecasts:causes", args=[adm]),
        title=_("Causes"),
        button=_("Save the list"),
        template="forecasts/causes.html",
        trail=trail(administration, Crumb(_("Causes"))),
    )
