"""What the page of a slide needs: the slide, where its keys go, and what can be written on it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from measures.words import fine
from meetings.addresses import page_address
from meetings.holding.reading import participants_of
from meetings.models import Meeting, Row
from meetings.showing import words
from meetings.showing.forms import WritingForm
from meetings.showing.shown import Showing, showing_of
from meetings.showing.slides import Slide, slide_of
from meetings.showing.steps import Step, StepKind
from meetings.showing.writing import WRITINGS, Writing
from units.display import display_of
from units.models import User

STATES = (
    ("D", Row.State.DISCUSSED, pgettext_lazy("key", "Discussed")),
    ("P", Row.State.PARKED, pgettext_lazy("key", "Park")),
    ("H", Row.State.SKIPPED, pgettext_lazy("key", "Skip")),
)


def slide_context(request: HttpRequest, shown: Showing, step: Step) -> dict[str, Any]:
    """Everything on the page of `step`."""
    display = display_of(shown.meeting.body.administration)
    slide = slide_of(shown, step, display)
    title = step.kind == StepKind.TITLE
    return {
        **_written(request, shown, slide),
        "fine": fine(display),
        "display": display,
        "standing": words.standing(shown.meeting),
        "clock": words.clock(shown.meeting),
        "place": words.place_of(shown.steps, step),
        "at": step.above or step.number,
        "whole": len(shown.steps.way),
        "ways": _ways(shown, step),
        "points": _points(shown),
        "next_number": (shown.steps.after(step) or step).number,
        "participants": participants_of(shown.meeting) if title else [],
        "thanks": words.thanks([*slide.heads, getattr(slide.facts, "owner_name", "")]) if slide.good else "",
        "states": STATES if slide.taken else (),
        "meeting_page": _meeting_page(shown.meeting),
        "target": _target(shown, slide),
        "writings": _writings(slide) if shown.writes else [],
        "empty_forms": _empty_forms(request, shown),
    }


def written_context(request: HttpRequest, shown: Showing, step: Step) -> dict[str, Any]:
    """What was written on the slide of `step`, and how much others wrote in the meeting since `others`."""
    slide = slide_of(shown, step, display_of(shown.meeting.body.administration))
    return _written(request, shown, slide)


def target_of(meeting: Meeting, user: User, step: int) -> dict[str, Any]:
    """The point and the row (pks) that what is written on a step belongs to."""
    shown = showing_of(meeting, user)
    return _target(shown, slide_of(shown, shown.steps.at(step), display_of(meeting.body.administration)))


def _target(shown: Showing, slide: Slide) -> dict[str, Any]:
    """The title is of the first point and the end of the last, as far as anything is written on them."""
    points = shown.agenda.points
    if slide.point is None:
        outer = points[-1 if slide.step.kind == StepKind.END else 0] if points else None
        return {"point": outer.point.pk if outer else None, "row": None}
    row = slide.row.row if slide.row else None
    return {"point": slide.point.point.pk, "row": row.pk if row else None}


def _written(request: HttpRequest, shown: Showing, slide: Slide) -> dict[str, Any]:
    """`others` counts what others than the person wrote; `new` is how many of them came since the person's count."""
    agenda, me = shown.agenda, request.user.pk
    notes = [note for point in agenda.points for each in (point, *point.rows) for note in each.notes]
    others = sum(each.made_by_id != me for each in (*notes, *agenda.assignments))
    known = request.GET.get("others", "")
    return {
        "meeting": shown.meeting,
        "administration": shown.meeting.body.administration,
        "slide": slide,
        "shown": shown,
        "others": others,
        "new": words.new_ones(others - int(known)) if known.isdecimal() else "",
    }


def _ways(shown: Showing, step: Step) -> dict[str, str]:
    """Where the keys lead from `step`; empty where they lead nowhere."""
    steps = shown.steps
    beneath = steps.below(step)
    there = {
        "next": steps.after(step),
        "back": steps.before(step),
        "first": steps.way[0],
        "last": steps.way[-1],
        "down": beneath[0] if beneath else None,
        "up": steps.at(step.above) if step.above else None,
    }
    return {name: _address(shown, each) if each else "" for name, each in there.items()}


def _points(shown: Showing) -> list[tuple[int, str, str]]:
    """The number, title and first slide of every point."""
    return [
        (point.number, point.title, _address(shown, shown.steps.first_of(place)))
        for place, point in enumerate(shown.agenda.points)
    ]


def _address(shown: Showing, step: Step) -> str:
    """The address of a step; the figures of now stay those of now."""
    meeting = shown.meeting
    address = reverse("meetings:show", args=[meeting.body.administration.code, meeting.pk, step.number])
    return f"{address}?figures=now" if shown.now else address


def _writings(slide: Slide) -> list[Any]:
    """What can be written on the slide: a note needs a point."""
    return [each for each in WRITINGS.values() if each.name != "note" or slide.point]


def _empty_forms(request: HttpRequest, shown: Showing) -> list[tuple[Writing, WritingForm]]:
    """What can be written in the meeting, for a page that comes whole; a slide that a script asks for brings none."""
    if request.htmx or not shown.writes:
        return []
    return [(each, each.make(shown.meeting, None, {})) for each in WRITINGS.values()]


def _meeting_page(meeting: Meeting) -> str:
    return page_address("meetings:meeting", meeting.body.administration.code, meeting.pk)
