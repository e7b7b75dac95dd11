"""What people hand in, and the answers to what the program asks about a file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forecasts.imports import registers
from forecasts.imports.examined import Options, Understood
from forecasts.imports.problems import Code, Problem
from forecasts.models import Upload
from forecasts.queries import period
from units.forms import MonthField
from units.models import Administration
from units.money import MoneyUnit

KINDS = [("budget", _("Budget")), ("actual", _("Actuals")), ("forecast", _("Forecast"))]
ASKED = {
    Code.ASK_KIND: "kind",
    Code.ASK_YEAR: "year",
    Code.ASK_MONTH: "month",
    Code.ASK_SIGN: "sign",
    Code.ASK_MONEY: "money",
    Code.ASK_SHEET: "sheet",
}


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


class AnswerForm(forms.Form):
    """What the file is, when the program could not tell or was wrong. Empty means: find out."""

    kind = forms.ChoiceField(
        label=_("The amounts are"),
        help_text=_("The file does not say whether its amounts are budget, actuals or forecast."),
        required=False,
        widget=forms.RadioSelect,
        choices=kinds,
    )
    year = forms.IntegerField(
        label=_("Year"),
        help_text=_("The file does not say for certain which year the figures are for."),
        required=False,
        min_value=1990,
        max_value=2099,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    month = MonthField(
        label=_("Month"),
        help_text=_("The month of the figures, or the month at whose end the forecast was made."),
        required=False,
    )
    sign = forms.ChoiceField(
        label=_("Costs in the file"),
        help_text=_("The amounts do not show it. Look at an ordinary cost in the file."),
        required=False,
        widget=forms.RadioSelect,
        choices=[("cost-positive", _("are positive: 1 234")), ("cost-negative", _("are negative: −1 234"))],
    )
    money = forms.ChoiceField(
        label=_("The amounts are in"),
        help_text=_("Neither headings nor amounts show it for certain. Look at an amount that you know."),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (MoneyUnit.KR.value, "kr"),
            (MoneyUnit.TKR.value, _("tkr, thousands")),
            (MoneyUnit.MNKR.value, _("mnkr, millions")),
        ],
    )
    sheet = forms.ChoiceField(
        label=_("Sheet"),
        help_text=_("Several sheets have a table that can be read."),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, problems: Iterable[Problem], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        questions = self.questions = {ASKED[each.code]: each for each in problems if each.code in ASKED}
        self.asked = [self[name] for name in ASKED.values() if name in questions]
        sheets = questions["sheet"].found.split(", ") if "sheet" in questions else [self.initial.get("sheet") or ""]
        self.fields["sheet"].choices = [(name, name) for name in sheets if name]
        for name in set(ASKED.values()) - set(questions):
            self.fields[name].help_text = ""
        self.others = [self[name] for name in ASKED.values() if name not in questions and self.has_choices(name)]

    def has_choices(self, name: str) -> bool:
        """Whether there is anything to choose between."""
        return name != "sheet" or len(self.fields["sheet"].choices) > 1

    def options(self, before: Options) -> Options:
        """The answers: what was asked or chosen otherwise than it was read; for the rest what was said `before`."""
        found = {name: self._answer(name, before) for name in ASKED.values()}
        return Options(
            kind=found["kind"] or "auto",
            year=found["year"],
            month=found["month"],
            sign=found["sign"],
            money=MoneyUnit(found["money"]) if found["money"] else None,
            sheet=found["sheet"],
        )

    def _answer(self, name: str, before: Options) -> Any:
        given = self.cleaned_data[name]
        if name in self.questions and given:
            return given
        was_read = self.initial.get(name)
        return getattr(before, name) if not given or given == was_read else given


def guesses(
    options: Options, understood: Understood, questions: Iterable[Problem], usual: dict[str, Any]
) -> dict[str, Any]:
    """What is chosen beforehand: what has been answered, else what was understood, else what is `usual` when asked."""
    found = {
        "kind": understood.kind if options.kind == "auto" else options.kind,
        "year": options.year or understood.year,
        "month": options.month or understood.as_of,
        "sign": options.sign or understood.sign,
        "money": options.money or understood.money,
        "sheet": options.sheet or understood.sheet,
    }
    for each in questions:
        name = ASKED.get(each.code, "")
        if name == "sheet":
            found[name] = found[name] or each.found.split(", ")[0]
        elif name:
            found[name] = found[name] or usual[name]
    return found


def usual_answers(administration: Administration, *, controls: bool) -> dict[str, Any]:
    """The likeliest answers, for who controls the figures and for who hands in forecasts only."""
    now = period(administration)
    return {
        "kind": "actual" if controls else "forecast",
        "year": now.year,
        "month": now.month,
        "sign": "cost-positive",
        "money": MoneyUnit(administration.money_unit),
    }
