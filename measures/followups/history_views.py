"""The register of follow-ups, with those that are overdue or come soon above it."""

from collections import Counter
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forecasts.rounds.access import Seen, seen
from measures.followups import places, words
from measures.followups.forms import HistoryForm
from measures.followups.history_queries import follow_ups_of, history_rows, measures_of_units
from measures.followups.history_tables import DueTable, HistoryTable
from measures.followups.queries import DueMeasure, coming_measures, overdue_measures
from measures.followups.register_queries import UnitLine, chosen_units, unit_lines
from measures.models import FollowUp
from units.display import display_of
from units.models import Unit
from units.roles import Act
from units.tables import exported, xlsx_response

PER_PAGE = 25


@require_safe
@login_required
def follow_ups(request: HttpRequest, adm: str) -> HttpResponse:
    """What is overdue and comes soon, and every follow-up that was made."""
    found, today = seen(request, adm), timezone.localdate()
    units = unit_lines(found.units)
    form = HistoryForm(request.GET, units=units)
    asked = form.asked()
    chosen = chosen_units(units, department=asked.get("department", ""), unit=asked.get("unit", ""))
    measures = measures_of_units(found.administration, chosen)
    made = follow_ups_of(measures, asked)
    if request.GET.get("export") == "xlsx":
        return _workbook(found, made, units)
    overdue, coming = overdue_measures(measures, today), coming_measures(measures, today)
    context = _history(request, found, made, units) | _due(request, found, overdue, coming)
    return render(request, "measures/followed.html", context | {"form": form, "is_asked": bool(asked)})


def _history(request: HttpRequest, found: Seen, made: QuerySet[FollowUp], units: Sequence[UnitLine]) -> dict:
    page = Paginator(made, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "administration": found.administration,
        "page": page,
        "table": _table(found, history_rows(page.object_list, units)),
        "trail": places.trail(found.administration, places.Crumb(_("Follow-ups"))),
    }


def _table(found: Seen, rows: list) -> HistoryTable:
    display = display_of(found.administration)
    caption = _("Effects of the whole measure in {unit} as they were stated; + saves. The newest first.")
    return HistoryTable(
        rows,
        administration=found.administration.code,
        display=display,
        caption=caption.format(unit=display.unit),
        label=_("Follow-ups made"),
    )


def _due(
    request: HttpRequest, found: Seen, overdue: Sequence[DueMeasure], coming: Sequence[DueMeasure]
) -> dict[str, object]:
    code = found.administration.code
    table = DueTable(
        [*overdue, *coming],
        administration=code,
        may=_may_follow_up(request, found, [*overdue, *coming]),
        caption=_("Overdue, and to be followed up within 14 days"),
    )
    return {
        "finding": words.due_finding(len(overdue), len(coming)),
        "by_department": words.by_department(Counter(name for each in overdue for name in _departments(each))),
        "due": table.shown(request, PER_PAGE),
    }


def _departments(measure: DueMeasure) -> set[str]:
    return {each.department_name for each in measure.units}


def _may_follow_up(request: HttpRequest, found: Seen, due: Sequence[DueMeasure]) -> set[int]:
    """The measures that the person may follow up: own ones, and those of units that the person may write for."""
    writable = Unit.objects.allowing(request.user, Act.MEASURE).filter(administration=found.administration)
    codes = set(writable.order_by().values_list("code", flat=True))
    return {each.pk for each in due if each.owner == request.user.pk or any(unit.code in codes for unit in each.units)}


def _workbook(found: Seen, made: QuerySet[FollowUp], units: Sequence[UnitLine]) -> HttpResponse:
    lines = [
        str(found.administration),
        _("Effects of the whole measure in kr as they were stated; + saves. The newest first."),
    ]
    content = exported(
        _table(found, history_rows(made, units)), _("Follow-ups"), administration=found.administration, lines=lines
    )
    return xlsx_response(content, f"{found.administration.code}-{_('follow-ups')}.xlsx")
