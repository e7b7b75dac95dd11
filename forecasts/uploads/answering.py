"""What the page of an upload asks, and what it shows beside the questions."""

from typing import Any

from django.http import HttpRequest

from forecasts.imports.context import controls
from forecasts.imports.examined import Examined
from forecasts.imports.personal import find_personal_numbers
from forecasts.imports.problems import Code
from forecasts.imports.reading import options_of
from forecasts.models import Upload
from forecasts.uploads.answer_form import AnswerForm, guesses, usual_answers
from forecasts.uploads.questions import questions_of
from forecasts.uploads.sample_rows import shown_sample
from forecasts.uploads.unit_forms import MeaningsForm
from units.access import allows
from units.roles import Act

LONGEST_NAME = 120
KEPT = "kept-answer"


def answer_form(request: HttpRequest, found: Upload, examined: Examined, *, may_remember: bool) -> AnswerForm:
    """The questions about a file with what is chosen beforehand. Who controls the figures may have answers kept."""
    usual = usual_answers(found.administration, controls=may_remember)
    understood = examined.understood
    initial = guesses(options_of(found), understood, examined.problems, usual)
    initial |= {"name": _usual_name(found, examined) if may_remember else "", "remember": True}
    initial |= _kept_answer(request, found)
    data = request.POST if request.method == "POST" else None
    return AnswerForm(data, understood, examined.problems, may_remember=may_remember, initial=initial)


def _usual_name(found: Upload, examined: Examined) -> str:
    """The name that the answers have already, else that of the file without its ending and its digits."""
    kept = found.administration.file_layouts.filter(shape=examined.understood.shape or "-").first()
    if kept:
        return kept.name
    stem = found.name.rpartition(".")[0] or found.name
    bare = "".join(" " if each.isdigit() or each in "_-" else each for each in stem)
    name = (" ".join(bare.split()) or found.name)[:LONGEST_NAME]
    return name[:1].upper() + name[1:]


def meanings_form(request: HttpRequest, found: Upload, examined: Examined) -> MeaningsForm:
    """What the texts that are no units stand for."""
    units = list(found.administration.units.order_by("code"))
    return MeaningsForm(request.POST or None, examined.understood.unknown, units, initial=_kept_answer(request, found))


def keep_answer(request: HttpRequest, found: Upload) -> None:
    """Keep what was answered about a file that cannot take it now, to be chosen beforehand when it can."""
    said = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if not any(map(find_personal_numbers, said.values())):
        request.session[KEPT] = {f"{found.pk}": said}


def forget_answer(request: HttpRequest) -> None:
    """An answer has been taken."""
    request.session.pop(KEPT, None)


def _kept_answer(request: HttpRequest, found: Upload) -> dict[str, Any]:
    said = request.session.get(KEPT, {}).get(f"{found.pk}")
    return said | {"remember": "remember" in said} if said else {}


def answering(request: HttpRequest, found: Upload, examined: Examined) -> dict[str, Any]:
    """What the templates of the questions need."""
    may_control = controls(found.administration, request.user)
    form = answer_form(request, found, examined, may_remember=may_control)
    understood = examined.understood
    strange_accounts = any(each.code is Code.UNKNOWN_ACCOUNT for each in examined.problems)
    strange = strange_accounts or bool(understood.unknown)
    fields = form.columns if form.asks_columns or not form.asked else []
    samples = [shown_sample(each, fields if not at else ()) for at, each in enumerate(understood.samples)]
    return {
        "form": form,
        "questions": questions_of(form, understood.evidence),
        "samples": samples,
        "lost": any(each.code is Code.UNKNOWN_LAYOUT for each in examined.problems),
        "meanings": meanings_form(request, found, examined) if understood.unknown and may_control else None,
        "may_organise": strange and allows(request.user, Act.ORGANISE, found.administration),
        "strange_accounts": strange_accounts,
    }
