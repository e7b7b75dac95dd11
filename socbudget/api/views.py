"""The addresses of the API: read the parameters, ask, answer."""

from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Assignment
from socbudget.api import assignment_rows, indicator_rows, measure_rows, meeting_rows, rows
from socbudget.api.answers import answer, endpoint, page
from socbudget.api.meeting_schemas import ASSIGNMENT_STATES, BODY_KINDS, MEETING_STATES
from socbudget.api.openapi import DESCRIPTION, TAKES, described
from socbudget.api.parameters import FIGURE_KINDS, read
from units.roles import Act


@endpoint
def index(request: HttpRequest) -> HttpResponse:
    """What there is."""
    read(request.GET, ())
    addresses = {name: request.build_absolute_uri(reverse(f"api:{name}")) for name in [*TAKES, "openapi"]}
    return answer({"about": DESCRIPTION, "addresses": addresses})


@endpoint
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    return answer(described(request.build_absolute_uri(reverse("api:index"))))


@endpoint
def administrations(request: HttpRequest) -> HttpResponse:
    """Those that the person may enter."""
    asked = read(request.GET, TAKES["administrations"])
    found = rows.administrations(request.user, asked)[asked.first : asked.last]
    return page(request, asked, [rows.administration_row(each) for each in found])


@endpoint
def units(request: HttpRequest) -> HttpResponse:
    """Units and parts of units."""
    asked = read(request.GET, TAKES["units"])
    found = rows.units_of_kind(rows.units(request.user, asked), asked)[asked.first : asked.last]
    return page(request, asked, [rows.unit_row(each) for each in found])


@endpoint
def figures(request: HttpRequest) -> HttpResponse:
    """Monthly budgets and actuals."""
    asked = read(request.GET, TAKES["figures"], kinds=FIGURE_KINDS)
    return page(request, asked, rows.figure_rows(rows.readable(request.user, asked), asked))


@endpoint
def forecasts(request: HttpRequest) -> HttpResponse:
    """Every forecast handed in."""
    asked = read(request.GET, TAKES["forecasts"])
    return page(request, asked, rows.forecast_rows(rows.readable(request.user, asked), asked))


@endpoint
def deviations(request: HttpRequest) -> HttpResponse:
    """The rows of the overview."""
    asked = read(request.GET, TAKES["deviations"])
    found = rows.deviation_rows(rows.readable(request.user, asked, Act.SUMMARY), asked)
    return page(request, asked, list(islice(found, asked.first, asked.last)))


@endpoint
def measures(request: HttpRequest) -> HttpResponse:
    """The register of measures."""
    asked = read(request.GET, TAKES["measures"])
    return page(request, asked, measure_rows.measure_rows(request.user, asked))


@endpoint
def followups(request: HttpRequest) -> HttpResponse:
    """What was said of measures when they were followed up."""
    asked = read(request.GET, TAKES["followups"])
    return page(request, asked, measure_rows.follow_up_rows(request.user, asked))


@endpoint
def indicators(request: HttpRequest) -> HttpResponse:
    """What is counted beside the money."""
    asked = read(request.GET, TAKES["indicators"])
    return page(request, asked, indicator_rows.indicator_rows(request.user, asked))


@endpoint
def observations(request: HttpRequest) -> HttpResponse:
    """Values of key figures by unit and month."""
    asked = read(request.GET, TAKES["observations"])
    return page(request, asked, indicator_rows.observation_rows(request.user, asked))


@endpoint
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings with their agenda and notes."""
    asked = read(request.GET, TAKES["meetings"], kinds=BODY_KINDS, states=MEETING_STATES)
    return page(request, asked, meeting_rows.meeting_rows(request.user, asked))


@endpoint
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided, and what was reported back of it."""
    asked = read(request.GET, TAKES["decisions"], states=ASSIGNMENT_STATES)
    return page(request, asked, assignment_rows.assignment_rows(request.user, asked, Assignment.Kind.DECISION))


@endpoint
def actions(request: HttpRequest) -> HttpResponse:
    """What somebody is to do, and what was reported back of it."""
    asked = read(request.GET, TAKES["actions"], states=ASSIGNMENT_STATES)
    return page(request, asked, assignment_rows.assignment_rows(request.user, asked, Assignment.Kind.ACTION))


@endpoint
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address."""
    raise Http404
