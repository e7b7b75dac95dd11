"""The calendar file, as RFC 5545 has it."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.ical import Event, calendar, escaped, folded

STAMP = datetime(2026, 11, 26, 12, tzinfo=UTC)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def lines(*events):
    return calendar("Möten", events, stamp=STAMP).decode().split("\r\n")


def test_a_meeting_has_its_time_in_utc_summer_and_winter():
    winter = Event("1", date(2027, 1, 4), "Möte", starts=datetime(2027, 1, 4, 8, 30, tzinfo=STOCKHOLM), minutes=90)
    summer = Event("2", date(2027, 6, 7), "Möte", starts=datetime(2027, 6, 7, 8, 30, tzinfo=STOCKHOLM), minutes=90)

    assert [line for line in lines(winter, summer) if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART:20270104T073000Z",
        "DTEND:20270104T090000Z",
        "DTSTART:20270607T063000Z",
        "DTEND:20270607T080000Z",
    ]


def test_a_meeting_without_a_time_is_a_whole_day():
    found = lines(Event("1", date(2026, 12, 31), "Möte"))

    assert "DTSTART;VALUE=DATE:20261231" in found
    assert "DTEND;VALUE=DATE:20270101" in found


def test_what_people_wrote_is_escaped():
    found = lines(Event("1", date(2027, 1, 4), "Barn, unga; m.m.", place="Rum\\1", text="1. Ett\n2. Två"))

    assert "SUMMARY:Barn\\, unga\\; m.m." in found
    assert "LOCATION:Rum\\\\1" in found
    assert "DESCRIPTION:1. Ett\\n2. Två" in found


def test_nothing_that_people_wrote_begins_a_line_of_its_own():
    assert "END:VCALENDAR" not in escaped("A\r\nEND:VCALENDAR\x0bB\u2028C").split("\n")
    assert escaped("A\r\nB\rC\x00") == "A\\nB\\nC"


def test_words_stay_apart_whatever_kind_of_space_is_between_them():
    assert escaped("Rum\xa01\tplan\u20092") == "Rum 1 plan 2"


def test_a_later_file_is_newer_than_an_earlier_one_of_the_same_meeting():
    event = Event("1", date(2027, 1, 4), "Möte")

    files = [calendar("Möten", [event], stamp=STAMP + timedelta(minutes=later)).decode() for later in (0, 1)]

    first, second = (int(re.search(r"SEQUENCE:(\d+)\r\n", each)[1]) for each in files)
    assert second == first + 1
    assert "LAST-MODIFIED:20261126T120000Z" in files[0]


def test_a_cancelled_meeting_says_so():
    assert "STATUS:CANCELLED" in lines(Event("1", date(2027, 1, 4), "Möte", cancelled=True))


def test_the_file_begins_and_ends_as_a_calendar():
    found = lines()

    assert (found[0], found[1], found[-2:]) == ("BEGIN:VCALENDAR", "VERSION:2.0", ["END:VCALENDAR", ""])


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=400))
def test_a_folded_line_is_whole_again_and_no_piece_is_longer_than_75_octets(text):
    pieces = folded(text).split("\r\n")

    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text
    assert all(len(piece.encode()) <= 75 for piece in pieces)
