"""What people change of what is remembered of files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecasts.imports.answer_words import AMOUNTS, ROLES, SIGNS
from forecasts.models import FileLayout
from forecasts.uploads.forms import KINDS
from units.forms import WrittenForm
from units.models import Administration, Unit
from units.money import MoneyUnit

OPEN = ("", _("not remembered"))
COLUMN = "column_"


class LayoutForm(WrittenForm):
    """A kind of file: its name and the answers that are used for it. What is not remembered is asked when needed."""

    name = forms.CharField(label=_("The files are called"), max_length=120)
    kind = forms.ChoiceField(label=_("The amounts are"), required=False, choices=[OPEN, *KINDS])
    sign = forms.ChoiceField(label=_("Costs in the file"), required=False, choices=[OPEN, *SIGNS.items()])
    money = forms.ChoiceField(
        label=_("The amounts are in"), required=False, choices=[OPEN, *((each.value, each.value) for each in MoneyUnit)]
    )
    amounts = forms.ChoiceField(label=_("The columns of months hold"), required=False, choices=[OPEN, *AMOUNTS.items()])
    sheet = forms.CharField(label=_("Sheet"), required=False, max_length=100)
    dimension = forms.CharField(label=_("Dimension of the units in SIE files"), required=False, max_length=10)

    def __init__(self, layout: FileLayout, data: Any) -> None:
        answers = layout.answers
        names = ("kind", "sign", "money", "amounts", "sheet", "dimension")
        super().__init__(data, initial={"name": layout.name} | {name: answers.get(name, "") for name in names})
        if not answers.get("dimension"):
            del self.fields["dimension"]
        headings = dict(answers.get("headings") or ())
        for letters, role in answers.get("columns") or ():
            label = f"{letters} {headings.get(letters, '')}".strip()
            field = forms.ChoiceField(label=label, required=False, choices=[OPEN, *ROLES.items()], initial=role)
            self.fields[COLUMN + letters] = field

    def answers(self) -> dict[str, Any]:
        """The answers as they are kept."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "name"}
        columns = {name: role for name, role in values.items() if name.startswith(COLUMN)}
        plain = {name: value for name, value in values.items() if name not in columns}
        return plain | {"columns": [[name.removeprefix(COLUMN), role] for name, role in columns.items() if role]}


class AliasForm(WrittenForm):
    """What a text in files stands for."""

    text = forms.CharField(
        label=_("Text in the file"),
        max_length=200,
        help_text=_("As it stands in the column of units; capitals make no difference."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Stands for"),
        required=False,
        empty_label=_("Not a unit: leave the rows out"),
    )

    def __init__(self, administration: Administration, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].queryset = administration.units.order_by("code")
