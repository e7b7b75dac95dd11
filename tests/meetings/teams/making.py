"""The plainest things around a unit."""

from datetime import UTC, date, datetime

from forecasts.models import Figure
from meetings.models import Assignment, Body, Meeting, Member, Note, Point, Row
from tests import factories

NOON = datetime(2026, 9, 15, 10, tzinfo=UTC)


def in_deficit(unit):
    """A budget of 1 000 tkr and forecasts of 1 200 as of July and 1 300 as of August, with a comment and a group."""
    month, group = date(2026, 8, 1), factories.group(unit.administration)
    factories.FigureFactory(unit=unit, month=month, kind=Figure.Kind.BUDGET, group=group, amount=1_000_000_00)
    factories.FigureFactory(unit=unit, month=month, group=group, amount=900_000_00)
    for as_of, amount, comment in ((date(2026, 7, 1), 1_200_000_00, ""), (month, 1_300_000_00, "Fler placeringar.")):
        forecast = factories.ForecastFactory(unit=unit, as_of=as_of, comment=comment)
        factories.ForecastLineFactory(forecast=forecast, group=group, amount=amount)


def team(unit, *people, **values):
    """The body that is the team of `unit`."""
    row = {"kind": "team", "unit": unit, "name": f"Teamet {unit.code}"} | values
    body = Body.objects.create(administration=unit.administration, **row)
    Member.objects.bulk_create(Member(body=body, user=each, function="HR") for each in people)
    return body


def meeting(body, day=date(2026, 9, 22), **values):
    return Meeting.objects.create(body=body, day=day, **values)


def assignment(administration, **values):
    number = Assignment.objects.count() + 1
    row = {
        "kind": "action",
        "year": 2026,
        "number": number,
        "text": f"Se över avtalet {number}",
        "due": date(2026, 10, 1),
        "made_on": date(2026, 8, 1),
    } | values
    return Assignment.objects.create(administration=administration, **{"decided_due": row["due"]} | row)


def note(held, text="Rekrytering pågår.", **about):
    """A note in the meeting `held` on a row about a unit or a measure."""
    point, _ = Point.objects.get_or_create(meeting=held, kind="units", order=1)
    row = Row.objects.create(point=point, key=f"{Row.objects.count()}", kind="unit", **about)
    return Note.objects.create(point=point, row=row, text=text)
