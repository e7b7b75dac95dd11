"""The answers to what the program asks about a file, and to what it has assumed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.imports.answer_words import ROLES, sheet_words
from forecasts.imports.examined import Options, Sample, Understood
from forecasts.imports.problems import Code, Problem
from forecasts.queries import period
from forecasts.uploads.forms import kinds
from units.forms import MonthField, WrittenForm
from units.models import Administration
from units.money import MoneyUnit

ASKED = {
    Code.ASK_COLUMNS: "header",
    Code.ASK_SHEET: "sheet",
    Code.ASK_DIMENSION: "dimension",
    Code.ASK_KIND: "kind",
    Code.ASK_YEAR: "year",
    Code.ASK_MONTH: "month",
    Code.ASK_AMOUNTS: "amounts",
    Code.ASK_SIGN: "sign",
    Code.ASK_MONEY: "money",
}
COLUMN = "column_"
AS_HEADED = ("", gettext_lazy("as its heading says"))
SIGNS = [
    ("cost-positive", gettext_lazy("are positive: 1 234, and revenues negative")),
    ("cost-negative", gettext_lazy("are negative: −1 234, and revenues positive")),
    ("unsigned", gettext_lazy("are positive, and so are revenues: nothing has minus")),
]
AMOUNTS = [
    ("monthly", gettext_lazy("one month each")),
    ("to-date", gettext_lazy("everything since January: each month holds those before it too")),
]


class AnswerForm(WrittenForm):
    """What the file is, when the program could not tell or was wrong. Empty means: find out.

    `asked` are the fields of what is asked, `others` those of what the program has found by itself. `columns` are what
    each column of the sample holds; `asks_columns` says whether they are asked for.
    """

    header = forms.TypedChoiceField(
        label=gettext_lazy("The headings stand in row"), required=False, coerce=int, empty_value=None
    )
    sheet = forms.ChoiceField(label=gettext_lazy("Read this table"), required=False, widget=forms.RadioSelect)
    dimension = forms.ChoiceField(label=gettext_lazy("The units are"), required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("The amounts are"), required=False, widget=forms.RadioSelect, choices=kinds
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        required=False,
        min_value=1990,
        max_value=2099,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    month = MonthField(label=gettext_lazy("Month"), required=False)
    amounts = forms.ChoiceField(
        label=gettext_lazy("The columns of months hold"), required=False, widget=forms.RadioSelect, choices=AMOUNTS
    )
    sign = forms.ChoiceField(
        label=gettext_lazy("Costs in the file"), required=False, widget=forms.RadioSelect, choices=SIGNS
    )
    money = forms.ChoiceField(
        label=gettext_lazy("The amounts are in"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (MoneyUnit.KR.value, "kr"),
            (MoneyUnit.TKR.value, gettext_lazy("tkr, thousands")),
            (MoneyUnit.MNKR.value, gettext_lazy("mnkr, millions")),
        ],
    )
    remember = forms.BooleanField(
        label=gettext_lazy("Remember the answers for files of the same kind"), required=False, initial=True
    )
    name = forms.CharField(
        label=gettext_lazy("The files are called"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Year and month are not remembered: they are asked for in each file."),
    )

    def __init__(
        self, data: Any, understood: Understood, problems: Iterable[Problem], *, may_remember: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        questions = self.questions = {ASKED[each.code]: each for each in problems if each.code in ASKED}
        self.sample = understood.sample
        self.asks_columns = "header" in questions
        self._choose(understood)
        self.columns = self._add_columns(self.sample)
        self.asked = [self[name] for name in ASKED.values() if name in questions]
        self.others = [self[name] for name in ASKED.values() if name not in questions and self.has_choices(name)]
        if not understood.layout.startswith("months") and not self.initial.get("amounts"):
            self.others = [each for each in self.others if each.name != "amounts"]
        if not may_remember:
            del self.fields["remember"], self.fields["name"]

    def _choose(self, understood: Understood) -> None:
        sheet, dimension = self.questions.get("sheet"), self.questions.get("dimension")
        sheets = choices_of(sheet) if sheet else [*understood.sheets]
        self.fields["sheet"].choices = [(name, sheet_words(name)) for name in sheets]
        dimensions = choices_of(dimension) if dimension else [self.initial.get("dimension") or ""]
        self.fields["dimension"].choices = [(each.split(" ")[0], each) for each in dimensions if each]
        self.fields["header"].choices = _rows_of(self.sample) if self.sample else []

    def _add_columns(self, sample: Sample | None) -> list[BoundField]:
        """A field for each column of the sample, named after its letters."""
        if sample is None:
            return []
        headings = _headings_of(sample)
        for letters, role in zip(sample.letters, sample.roles, strict=True):
            label = " ".join(
                part for part in (_("Column {letters}").format(letters=letters), headings[letters]) if part
            )
            self.fields[COLUMN + letters] = forms.ChoiceField(
                label=label, required=False, choices=[AS_HEADED, *ROLES.items()]
            )
            self.initial.setdefault(COLUMN + letters, role)
        return [self[COLUMN + letters] for letters in sample.letters]

    def has_choices(self, name: str) -> bool:
        """Whether there is anything to choose between."""
        least = {"sheet": 2, "dimension": 2, "header": 2}.get(name, 0)
        return not least or len(self.fields[name].choices) >= least

    def options(self, before: Options) -> Options:
        """The answers: what was asked or chosen otherwise than it was read; for the rest what was said `before`."""
        found = {name: self._answer(name, before) for name in ASKED.values()}
        given = Options(
            kind=found["kind"] or "auto",
            year=found["year"],
            month=found["month"],
            sign=found["sign"],
            money=MoneyUnit(found["money"]) if found["money"] else None,
            sheet=found["sheet"],
            amounts=found["amounts"],
            columns=self._columns(before),
            header=found["header"],
            dimension=found["dimension"],
        )
        elsewhere = given.sheet != before.sheet and not self.asks_columns
        return replace(given, columns=(), header=None) if elsewhere and "sheet" in self.changed_data else given

    def _answer(self, name: str, before: Options) -> Any:
        given = self.cleaned_data[name]
        if name in self.questions and given:
            return given
        was_read = self.initial.get(name)
        return getattr(before, name) if not given or given == was_read else given

    def _columns(self, before: Options) -> tuple[tuple[str, str], ...]:
        """All that is chosen where columns are asked for, else what was chosen otherwise than it was read."""
        found = dict(before.columns)
        for field in self.columns:
            letters, given = field.name.removeprefix(COLUMN), self.cleaned_data[field.name]
            if field.html_name not in self.data:
                continue
            if given and (self.asks_columns or given != field.initial):
                found[letters] = given
            elif not given and field.initial:
                found.pop(letters, None)
        return tuple(found.items())


def choices_of(problem: Problem) -> list[str]:
    """What a question is between."""
    return list(problem.choices) or [each for each in problem.found.split(", ") if each]


def _rows_of(sample: Sample) -> list[tuple[int, str]]:
    """Every row with a text, by its number and how it begins."""
    found = []
    for number, row in enumerate(sample.rows, sample.first_row):
        texts = [text for text in row if text]
        if texts:
            found.append((number, f"{number}: {' · '.join(texts[:4])}" + (" …" if len(texts) > 4 else "")))
    return found


def _headings_of(sample: Sample) -> dict[str, str]:
    """What stands in the row of headings, by letters."""
    last = sample.header[-1] - sample.first_row if sample.header else 0
    row = sample.rows[last] if 0 <= last < len(sample.rows) else ("",) * len(sample.letters)
    return dict(zip(sample.letters, row, strict=True))


def guesses(
    options: Options, understood: Understood, questions: Iterable[Problem], usual: dict[str, Any]
) -> dict[str, Any]:
    """What is chosen beforehand: what has been answered, else what was understood, else what is `usual` when asked."""
    sample = understood.sample
    headers = [*understood.header, *(sample.header if sample and not understood.header else ())]
    found = {
        "kind": understood.kind if options.kind == "auto" else options.kind,
        "year": options.year or understood.year,
        "month": options.month or understood.as_of,
        "sign": options.sign or understood.sign,
        "money": options.money or understood.money,
        "sheet": options.sheet or understood.sheet,
        "amounts": options.amounts,
        "header": options.header or (headers[-1] if headers else None),
        "dimension": options.dimension,
    }
    found["sign"] = found["sign"] or _sign_shown(understood)
    for each in questions:
        name = ASKED.get(each.code, "")
        if name:
            found[name] = found[name] or _likeliest(name, each) or usual.get(name)
    return found


def _sign_shown(understood: Understood) -> str:
    """The sign that most rows point at, where nothing decided it."""
    codes = {each.code for each in understood.evidence}
    if "sign-accounts-below" in codes:
        return "cost-negative"
    return "unsigned" if codes >= {"sign-accounts-above", "sign-revenue-above"} else ""


def _likeliest(name: str, problem: Problem) -> Any:
    """The first of the choices; of units of money the one that the file says."""
    first = next(iter(choices_of(problem)), "")
    if name == "dimension":
        return first.split(" ")[0]
    if name == "money":
        return next((each for each in MoneyUnit if each.value == first), None)
    return first if name == "sheet" else None


def usual_answers(administration: Administration, *, controls: bool) -> dict[str, Any]:
    """The likeliest answers, for who controls the figures and for who hands in forecasts only."""
    now = period(administration)
    return {
        "kind": "actual" if controls else "forecast",
        "year": now.year,
        "month": now.month,
        "sign": "cost-positive",
        "money": MoneyUnit(administration.money_unit),
        "amounts": "monthly",
    }
