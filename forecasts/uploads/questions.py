"""Why the program asks, and what the file has said so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forecasts.imports.examined import Evidence
from forecasts.imports.messages import evidence_sentence
from forecasts.imports.problems import Problem
from forecasts.uploads.answer_form import AnswerForm

WHY: dict[str, str | Promise] = {
    "header": gettext_lazy(
        "The headings are not known here. Say in which row they stand, and above each column what it holds."
    ),
    "sheet": gettext_lazy("Several tables can be read, and one at a time is loaded."),
    "dimension": gettext_lazy("Objects of a SIE file have several dimensions. One of them is the units."),
    "kind": gettext_lazy("The file does not say whether its amounts are budget, actuals or forecast."),
    "year": gettext_lazy("The file does not say for certain which year the figures are for."),
    "month": gettext_lazy("The month of the figures, or the month at whose end the forecast was made."),
    "amounts": gettext_lazy("The amounts could be either. Look at a unit whose costs you know month by month."),
    "sign": gettext_lazy("The amounts do not show it. Look at an ordinary cost in the file."),
    "money": gettext_lazy("Neither headings nor amounts show it for certain. Look at an amount that you know."),
}
# what a vote says, where it has not decided anything
SO_FAR: dict[str, str | Promise] = {
    "sign-accounts-above": gettext_lazy("{agree} of {rows} rows on cost accounts are above zero"),
    "sign-accounts-below": gettext_lazy("{agree} of {rows} rows on cost accounts are below zero"),
    "sign-revenue-above": gettext_lazy("{agree} of {rows} rows on revenue accounts are above zero"),
    "sign-revenue-below": gettext_lazy("{agree} of {rows} rows on revenue accounts are below zero"),
    "sign-deviation": gettext_lazy("{agree} of {rows} printed deviations agree with one sign"),
    "sign-stored": gettext_lazy("{agree} of {units} units agree with what is stored"),
    "sign-net-above": gettext_lazy("{agree} of {rows} amounts are above zero"),
    "sign-net-below": gettext_lazy("{agree} of {rows} amounts are below zero"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked: its field, why, and what the file says about it."""

    field: BoundField
    why: str
    so_far: list[str]


def questions_of(form: AnswerForm, evidence: Iterable[Evidence]) -> list[Question]:
    """What `form` asks, in order."""
    noted = list(evidence)
    return [_question(field, form.questions[field.name], noted) for field in form.asked]


def _question(field: BoundField, problem: Problem, evidence: list[Evidence]) -> Question:
    own = [each for each in evidence if each.code.startswith(f"{field.name}-")]
    return Question(field, _why(field.name, problem), list(dict.fromkeys(map(_so_far, own))))


def _why(name: str, problem: Problem) -> str:
    if problem.hint and name in {"kind", "sign", "money", "amounts"}:
        said = _("The answer kept for {name} says something else than the file does. Look at it once more.")
        return said.format(name=problem.hint)
    if name == "money" and problem.found:
        said = _("What is said and what is stored point at different units: {found}. Look at an amount that you know.")
        return said.format(found=problem.found)
    if name == "kind" and problem.found:
        said = _("Neither the headings ({found}) nor the titles say whether it is budget, actuals or forecast.")
        return said.format(found=problem.found)
    return str(WHY[name])


def _so_far(each: Evidence) -> str:
    if each.code in SO_FAR:
        return str(SO_FAR[each.code]).format(**each.values)
    return evidence_sentence(each)
