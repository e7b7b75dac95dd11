"""A calendar file as RFC 5545 has it: text escaped, lines folded at 75 octets. Pure: no Django."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE = 75
MINUTE = 60  # seconds
CALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day: all of it, or from `starts` (with its time zone) for `minutes`."""

    uid: str
    day: date
    title: str
    starts: datetime | None = None
    minutes: int = 60
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False


def calendar(name: str, events: Iterable[Event], *, stamp: datetime) -> bytes:
    """The calendar called `name` with `events`, as it was at `stamp`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Socbudget//Meetings//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def escaped(text: str) -> str:
    """`text` as a value: backslash, semicolon, comma and ends of lines escaped, every other kind of space a plain one,
    and control characters left out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(" " if each.isspace() else each for each in text if each.isspace() or each.isprintable())


def folded(line: str) -> str:
    """`line` in pieces of at most 75 octets, each after the first behind a space; no character is cut in two."""
    return "\r\n ".join(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE:
            yield piece
            piece, size = "", 1  # the space that the next line begins with
        piece += character
        size += octets
    yield piece


def _event(event: Event, stamp: datetime) -> list[str]:
    said = {"LOCATION": event.place, "DESCRIPTION": event.text}
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_utc(stamp)}",
        f"LAST-MODIFIED:{_utc(stamp)}",
        f"SEQUENCE:{int(stamp.timestamp()) // MINUTE}",  # grows, so that a moved meeting is moved where it was kept
        *_times(event),
        f"SUMMARY:{escaped(event.title)}",
        *(f"{name}:{escaped(text)}" for name, text in said.items() if text),
        *([f"URL:{event.url}"] if event.url else []),
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _times(event: Event) -> list[str]:
    if event.starts is None:
        following = event.day + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]
    ends = event.starts.astimezone(UTC) + timedelta(minutes=event.minutes)
    return [f"DTSTART:{_utc(event.starts)}", f"DTEND:{_utc(ends)}"]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
