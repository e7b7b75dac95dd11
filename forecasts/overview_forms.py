"""What can be asked of the table of units."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from forecasts.deviation import Standing
from forecasts.overview import SEVERITY, Choice
from units.models import Unit
from units.templatetags.figures import status_words


class ChoiceForm(forms.Form):
    """Which units the table shows. An answer that is not offered asks for all."""

    text = forms.CharField(label=_("Unit"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data: object, standings: Iterable[Standing]) -> None:
        super().__init__(data, auto_id="choice-%s")
        words = status_words()
        names = {each.department: each.department_name for each in standings}
        self.fields["status"].choices = [("", _("All")), *((each.value, words[each].capitalize()) for each in SEVERITY)]
        self.fields["kind"].choices = [("", _("All")), *Unit.Kind.choices]
        self.fields["department"].choices = [("", _("All")), *sorted(names.items(), key=lambda item: item[1])]
        if len(names) < 2:
            del self.fields["department"]

    def choice(self) -> Choice:
        """What is asked for."""
        self.is_valid()
        return Choice(**{name: value for name, value in self.cleaned_data.items() if value})
