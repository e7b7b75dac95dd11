"""Minutes as one person reads them: the same words for the page, the print and Word, in the language of the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.access import Sight
from meetings.agenda.facts import MatterFacts, OwnFacts
from meetings.agenda.words import finding_of, title_of
from meetings.minutes.grids import Grid, Seen, grids_of, in_grid
from meetings.minutes.minutes import Attendee, Given, Minutes, MinutesPoint, NoteText
from meetings.words import clock, label_of, point_title
from units.display import Display, month_and_year
from units.money import MoneyUnit


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the head: what it is, and what it says."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownGiven:
    """A decision or an action: `heading` is what it is and its label, `who` is its owner and day in a line."""

    pk: int
    kind: str
    label: str
    heading: str
    text: str
    owner: str
    due: str
    who: str
    for_committee: bool


@dataclass(frozen=True, slots=True)
class ShownNote:
    """What somebody wrote; `by` is who, and who else changed it."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Item:
    """A row that was taken up. `finding` is what was known, empty when a table says it or it may not be read.

    `tabled` says that the row stands in a table too.
    """

    title: str
    finding: str
    text: str
    parked: bool
    tabled: bool
    notes: tuple[ShownNote, ...]
    given: tuple[ShownGiven, ...]

    @property
    def says_something(self) -> bool:
        """Whether it says more than the table that it stands in."""
        return not self.tabled or bool(self.notes or self.given)


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A point; `left` is what else was on the agenda, a line each; `hidden` says that figures are left out."""

    number: int
    title: str
    grids: tuple[Grid, ...]
    items: tuple[Item, ...]
    notes: tuple[ShownNote, ...]
    left: tuple[str, ...]
    hidden: bool

    @property
    def is_bare(self) -> bool:
        """Whether nothing at all stands under it."""
        return not (self.grids or self.items or self.notes or self.left)


@dataclass(frozen=True, slots=True)
class ShownMinutes:
    """The minutes in words. `state` says whether they are a draft or adjusted, `summary` what came of the meeting."""

    title: str
    body: str
    administration: str
    state: str
    is_adjusted: bool
    summary: str
    head: tuple[Line, ...]
    points: tuple[ShownPoint, ...]
    given: tuple[ShownGiven, ...]
    other: tuple[ShownGiven, ...]
    parked: tuple[str, ...]
    signatures: tuple[Line, ...]
    taken: str


def shown(minutes: Minutes, sight: Sight) -> ShownMinutes:
    """`minutes` for whoever has that `sight`, in the language that is active. No query."""
    display = Display(MoneyUnit(minutes.money_unit), minutes.costs_negative)
    given = tuple(_given(each) for each in minutes.all_given)
    return ShownMinutes(
        title=_("Minutes {day}").format(day=date_format(minutes.day, "j F Y")),
        body=minutes.body,
        administration=minutes.administration,
        state=_state(minutes),
        is_adjusted=minutes.adjusted is not None,
        summary=summary_of(minutes.all_given),
        head=tuple(each for each in _head(minutes) if each.values),
        points=tuple(_point(number, each, sight, display) for number, each in enumerate(minutes.points, 1)),
        given=given,
        other=tuple(_given(each) for each in minutes.given),
        parked=tuple(title_of(each.read()) for each in minutes.parked),
        signatures=_signatures(minutes),
        taken=clock(minutes.taken) if minutes.taken else "",
    )


def summary_of(given: Sequence[Given]) -> str:
    """Two decisions and three actions."""
    decisions = sum(each.kind == "decision" for each in given)
    actions = len(given) - decisions
    one = ngettext("One decision", "{n} decisions", decisions).format(n=decisions)
    other = ngettext("one action", "{n} actions", actions).format(n=actions)
    if decisions and actions:
        return _("{decisions} and {actions}.").format(decisions=one, actions=other)
    if decisions or actions:
        return f"{one if decisions else other[:1].upper() + other[1:]}."
    return _("No decision was taken and no action given.")


def _state(minutes: Minutes) -> str:
    if minutes.adjusted:
        return _("Adjusted {day} at {time} by {name}").format(
            day=date_format(minutes.adjusted, "Y-m-d"), time=clock(minutes.adjusted), name=minutes.adjuster
        )
    if minutes.closed is None:
        return _("Draft: the meeting goes on")
    if minutes.adjuster:
        return _("Draft: to be adjusted by {name}").format(name=minutes.adjuster)
    return _("Draft: nobody is named to adjust it")


def _head(minutes: Minutes) -> list[Line]:
    day = date_format(minutes.day, "l j F Y")
    time = clock(minutes.started)
    if minutes.closed:
        same = timezone.localdate(minutes.closed) == timezone.localdate(minutes.started)
        end = clock(minutes.closed) if same else f"{date_format(minutes.closed, 'j F')} {clock(minutes.closed)}"
        time = f"{time}–{end}"
    return [
        Line(_("Day"), (day[:1].upper() + day[1:],)),
        Line(_("Time"), (time,)),
        Line(_("Place"), (minutes.place,) if minutes.place else ()),
        Line(_("Present"), _people(minutes.present)),
        Line(_("Absent"), _people(minutes.absent)),
        Line(_("Called, attendance not noted"), _people(minutes.unsaid)),
        Line(_("Others present"), (minutes.guests,) if minutes.guests else ()),
        Line(_("Meeting before"), (date_format(minutes.previous, "j F Y"),) if minutes.previous else ()),
        Line(_("Figures"), (_figures(minutes),) if minutes.taken else ()),
    ]


def _figures(minutes: Minutes) -> str:
    words = {
        "time": clock(minutes.taken),
        "month": month_and_year(minutes.month) if minutes.month else "–",
        "closed": month_and_year(minutes.closed_month) if minutes.closed_month else "",
    }
    if minutes.closed_month:
        return _("As they stood at {time}, seen at the end of {month}; closed through {closed}").format(**words)
    return _("As they stood at {time}, seen at the end of {month}; no month closed").format(**words)


def _people(called: Iterable[Attendee]) -> tuple[str, ...]:
    return tuple(f"{each.name}, {each.function}" if each.function else each.name for each in called)


def _point(number: int, point: MinutesPoint, sight: Sight, display: Display) -> ShownPoint:
    rows = [Seen(each, sight.of(each)) for each in point.rows]
    counts = {kind: sum(each.row.kind == kind for each in rows) for kind in {each.row.kind for each in rows}}
    tabled = {kind for kind, count in counts.items() if in_grid(kind, count)}
    shown_kinds = {each.row.kind for each in rows if each.sees} & tabled
    taken_up = [_item(each, display, each.row.kind in tabled) for each in rows if each.row.is_taken_up]
    loose = [each for each in rows if not each.row.is_taken_up and each.row.kind not in shown_kinds]
    return ShownPoint(
        number=number,
        title=point_title(point.kind, point.title),
        grids=tuple(grids_of(rows, display)),
        items=tuple(each for each in taken_up if each.says_something),
        notes=_notes(point.notes),
        left=tuple(_left(each, display) for each in loose),
        hidden=not all(each.sees for each in rows),
    )


def _left(seen: Seen, display: Display) -> str:
    """The title of a row that was not taken up, and what was known of it where that may be read."""
    facts = seen.row.read()
    title, finding = title_of(facts), finding_of(facts, display) if seen.sees else ""
    if seen.row.is_parked:
        title = _("{title} (parked)").format(title=title)
    return f"{title.removesuffix('.')}: {finding}" if finding else title


def _item(seen: Seen, display: Display, tabled: bool) -> Item:
    facts = seen.row.read()
    return Item(
        title=title_of(facts),
        finding=finding_of(facts, display) if seen.sees and not tabled else "",
        text=facts.text if seen.sees and isinstance(facts, OwnFacts | MatterFacts) else "",
        parked=seen.row.is_parked,
        tabled=tabled,
        notes=_notes(seen.row.notes),
        given=tuple(_given(each) for each in seen.row.given),
    )


def _notes(notes: Iterable[NoteText]) -> tuple[ShownNote, ...]:
    return tuple(ShownNote(each.text, _writers(each)) for each in notes)


def _writers(note: NoteText) -> str:
    if not note.changed_by:
        return note.by
    return _("{name}, changed by {other}").format(name=note.by or "–", other=note.changed_by)


def _given(given: Given) -> ShownGiven:
    label = label_of(given.kind, given.number, given.year)
    heading = _("Decision {label}") if given.kind == "decision" else _("Action {label}")
    owner, due = given.owner or _("nobody"), date_format(given.due, "Y-m-d")
    return ShownGiven(
        pk=given.pk,
        kind=given.kind,
        label=label,
        heading=heading.format(label=label),
        text=given.text,
        owner=owner,
        due=due,
        who=_("{owner}, to be reported back by {day}").format(owner=owner, day=due),
        for_committee=given.for_committee,
    )


def _signatures(minutes: Minutes) -> tuple[Line, ...]:
    """Who signs on paper; an empty name is one that nobody has said."""
    return (
        Line(_("Secretary"), (minutes.secretary,)),
        Line(_("Chair"), (minutes.chair,)),
        Line(_("Adjuster"), (minutes.adjuster,)),
    )
