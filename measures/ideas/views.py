"""Pages of ideas: leave one, see what came of it, answer it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.addresses import new_measure_address
from measures.admitted import Admitted, admitted
from measures.ideas.forms import AnswerForm, ChoiceForm, IdeaForm
from measures.ideas.queries import IdeaRow, chosen, idea_row, ideas_of, own_unit, units_to_choose
from measures.ideas.services import answer_day, answer_idea, leave_idea, version_of
from measures.ideas.tables import IdeaTable, in_full
from measures.ideas.words import day_word, finding
from measures.models import Idea
from measures.queries import rules_of
from units.models import Administration
from units.navigation import Crumb
from units.pages import form_page
from units.roles import Act
from units.tables import exported, xlsx_response

OWN_A_PAGE, MEASURE = 10, AnswerForm.MEASURE


@require_safe
@login_required
def ideas(request: HttpRequest, adm: str) -> HttpResponse:
    """One's own ideas with what came of them, and for those who answer all that they answer."""
    place = admitted(request, adm, Act.SUMMARY)
    found = ideas_of(request.user, place.administration, timezone.localdate())
    form = ChoiceForm(found.units, request.GET)
    rows = chosen(found.scope, form.cleaned_data if form.is_valid() else {})
    if request.GET.get("export") == "xlsx":
        return _workbook(request, place, rows)
    answers = Act.DECIDE in place.somewhere
    context = {
        "administration": place.administration,
        "answers": answers,
        "finding": finding(found, answers=answers),
        "days": rules_of(place.administration).answer_days,
        "found": found,
        "own": Paginator(found.own, OWN_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "table": _table(place, rows).shown(request),
    }
    return render(request, "measures/ideas/ideas.html", context)


def _table(place: Admitted, rows: list[IdeaRow], **kwargs: object) -> IdeaTable:
    caption = _("The ideas that you answer; what waits comes first")
    label = _("Ideas to answer and answered")
    return IdeaTable(
        rows, administration=place.administration.code, caption=caption, label=label, prefix="all-", **kwargs
    )


def _workbook(request: HttpRequest, place: Admitted, rows: list[IdeaRow]) -> HttpResponse:
    table = _table(place, rows, extra_columns=in_full()).ordered(request)
    content = exported(
        table, _("Ideas"), administration=place.administration, lines=[_("Ideas"), str(place.administration)]
    )
    return xlsx_response(content, f"{place.administration.code}-{_('ideas')}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def idea_new(request: HttpRequest, adm: str) -> HttpResponse:
    """Leave an idea."""
    administration, today = admitted(request, adm, Act.SUMMARY).administration, timezone.localdate()
    units = units_to_choose(request.user, administration, today)
    initial = {"unit": own_unit(request.user, administration, today)}
    form = IdeaForm(units, request.POST if request.method == "POST" else None, initial=initial)
    day = day_word(answer_day(administration, today))
    return form_page(
        request,
        form,
        lambda written: leave_idea(administration, **written, by=request.user),
        to=_list_address(adm),
        done=_("Thank you. You get an answer by {day}.").format(day=day),
        title=_("Leave an idea"),
        lead=_("You get an answer by {day}. Write nothing about individuals.").format(day=day),
        button=_("Leave the idea"),
        trail=_trail(adm, _("Leave an idea")),
    )


@require_safe
@login_required
def idea(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """One idea, its answer and what came of it."""
    administration, row = _seen(request, adm, pk)
    context = {
        "administration": administration,
        "row": row,
        "today": timezone.localdate(),
        "new_measure": new_measure_address(administration, idea=pk) if row.may_become_measure else "",
        "trail": _trail(adm, row.idea.title),
    }
    return render(request, "measures/ideas/idea.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def idea_answer(request: HttpRequest, adm: str, pk: int) -> HttpResponse:
    """Answer an idea, or change the answer; from here a measure can be made of it."""
    administration, row = _seen(request, adm, pk)
    if not row.answers:
        raise PermissionDenied
    here, new_measure = reverse("measures:idea", args=[adm, pk]), new_measure_address(administration, idea=pk)
    makes = bool(new_measure) and request.POST.get("state") == MEASURE
    return form_page(
        request,
        _answer_form(request, row.idea, may_make_measure=bool(new_measure)),
        lambda written: _answer(request, row.idea, **written),
        to=new_measure if makes else here,
        done=_("The answer is saved. Write the measure now.") if makes else _("The answer is saved."),
        back=here,
        row=row,
        seen=version_of(row.idea),
        trail=_trail(adm, row.idea.title),
        template="measures/ideas/answer.html",
    )


def _answer_form(request: HttpRequest, idea: Idea, *, may_make_measure: bool) -> AnswerForm:
    initial = {"state": idea.state, "answer": idea.answer}
    data = request.POST if request.method == "POST" else None
    return AnswerForm(idea, data, initial=initial, may_make_measure=may_make_measure)


def _answer(request: HttpRequest, idea: Idea, *, answer: str, state: str = "") -> Idea:
    """A measure in the making is an idea that is considered, until the measure is there."""
    stored = Idea.State.CONSIDERED if state == MEASURE else state
    return answer_idea(idea, state=stored, answer=answer, seen=request.POST.get("seen", ""), by=request.user)


def _seen(request: HttpRequest, adm: str, pk: int) -> tuple[Administration, IdeaRow]:
    """The idea as the person sees it.

    Raises:
        Http404: the person neither left nor answers it.
    """
    place = admitted(request, adm, Act.SUMMARY)
    row = idea_row(request.user, place.administration, pk, timezone.localdate())
    if row is None:
        raise Http404
    return place.administration, row


def _list_address(adm: str) -> str:
    return reverse("measures:ideas", args=[adm])


def _trail(adm: str, here: str) -> list[Crumb]:
    return [Crumb(_("Ideas"), _list_address(adm)), Crumb(here)]
