"""The rows of the API about decisions and actions: what a person may read of them, as JSON can hold it.

One is given to who answers for it, reads its meeting, or reads the figures of what it is about, as its page is.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.utils import timezone

from meetings.access import AssignmentQuerySet
from meetings.models import Assignment, Matter, ReportBack
from meetings.words import assignment_label
from socbudget.api.parameters import Parameters
from socbudget.api.rows import administrations
from units.models import Unit, User
from units.roles import Act

Row = dict[str, Any]


def assignments(user: User, asked: Parameters, kind: Assignment.Kind) -> AssignmentQuerySet:
    """The decisions or actions asked for that `user` may read, by administration, year and number.

    Raises:
        PermissionDenied: `user` reads figures of no unit, and none of them otherwise.
        Http404: the administration asked for is not one that `user` may enter.
    """
    read = Assignment.objects.visible_to(user)
    if not Unit.objects.allowing(user, Act.FIGURES).exists() and not read.exists():
        raise PermissionDenied
    entered = administrations(user, asked).order_by().values("pk")
    found = read.filter(kind=kind, administration__in=entered)
    if asked.department or asked.unit:
        units = Unit.objects.filter(administration__in=entered)
        units = units.filter(department__code=asked.department) if asked.department else units
        units = units.filter(code=asked.unit) if asked.unit else units
        found = found.about_units(units)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.year:
        found = found.filter(year=asked.year)
    if asked.since:
        found = found.filter(made_on__gte=asked.since)
    return found.order_by("administration__code", "year", "number")


def assignment_rows(user: User, asked: Parameters, kind: Assignment.Kind) -> list[Row]:
    """A page of decisions or actions. The number of queries does not grow with them."""
    related = assignments(user, asked, kind).select_related("administration", "unit", "measure", "matter", "owner")
    page = related.prefetch_related(Prefetch("reports", ReportBack.objects.select_related("by")))
    rows = list(page[asked.first : asked.last])
    matters = Matter.objects.visible_to(user).filter(pk__in={each.matter_id for each in rows if each.matter_id})
    readable = set(matters.order_by().values_list("pk", flat=True))
    today = timezone.localdate()
    return [_assignment_row(each, readable, today) for each in rows]


def _assignment_row(each: Assignment, matters: Collection[int], today: date) -> Row:
    return {
        "administration": each.administration.code,
        "number": each.number,
        "year": each.year,
        "label": assignment_label(each),
        "text": each.text,
        "unit": each.unit.code if each.unit else None,
        "measure": each.measure.number if each.measure else None,
        "matter": each.matter.title if each.matter and each.matter_id in matters else None,
        "meeting": each.meeting_id,
        "owner": str(each.owner) if each.owner else None,
        "given": each.made_on.isoformat(),
        "due": each.due.isoformat(),
        "decided_due": each.decided_due.isoformat(),
        "state": each.state,
        "overdue": each.state == Assignment.State.OPEN and each.due < today,
        "executed_on": each.executed_on.isoformat() if each.executed_on else None,
        "result": each.result,
        "for_committee": each.for_committee,
        "reports": [
            {
                "at": report.at.isoformat(),
                "by": str(report.by) if report.by else None,
                "state": report.state,
                "word": report.word,
                "due": report.due.isoformat(),
                "executed_on": report.executed_on.isoformat() if report.executed_on else None,
            }
            for report in each.reports.all()
        ],
    }
