"""A management group that meets over a small administration, and what it meets over."""

from datetime import date

from forecasts.models import Figure
from meetings.kinds import USUAL
from meetings.models import Body, Meeting, Participant, Point
from tests import factories
from units.models import Administration, Unit, User

MONTHS = [date(2026, month, 1) for month in range(1, 13)]
AUGUST = date(2026, 8, 1)


def with_figures(administration: Administration) -> Administration:
    """4100 and 4200 with a budget of 12 mnkr each, and forecasts as of August: 1 mnkr over and on budget."""
    group = factories.group(administration)
    for code, forecast in (("4100", 13_000_000_00), ("4200", 12_000_000_00)):
        unit = administration.units.get(code=code)
        for month in MONTHS:
            factories.FigureFactory(unit=unit, month=month, kind=Figure.Kind.BUDGET, amount=1_000_000_00, group=group)
        forecast_of(unit, AUGUST, forecast)
    return administration


def forecast_of(unit: Unit, as_of: date, amount: int, **values: object) -> None:
    """A submitted forecast of `unit` (öre)."""
    made = factories.ForecastFactory(unit=unit, as_of=as_of, **values)
    factories.ForecastLineFactory(forecast=made, group=factories.group(unit.administration), amount=amount)


def meeting_on(body: Body, day: date, *people: User) -> Meeting:
    """A planned meeting of `body` with its usual points, to which `people` are called."""
    meeting = factories.MeetingFactory(body=body, day=day)
    Point.objects.bulk_create(
        Point(meeting=meeting, kind=kind, order=order) for order, kind in enumerate(USUAL[body.kind], 1)
    )
    Participant.objects.bulk_create(Participant(meeting=meeting, user=user) for user in people)
    return meeting
