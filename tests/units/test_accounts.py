"""Which account group an account belongs to."""

import pytest

from units.accounts import AccountPlan, AccountRange, first_overlap, format_ranges, parse_ranges


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("40–44, 63–73", [("40", "44"), ("63", "73")]),
        ("451", [("451", "451")]),
        ("40-44;63 - 73", [("40", "44"), ("63", "73")]),
        ("40−44\n79", [("40", "44"), ("79", "79")]),
        ("", []),
        (" , ", []),
    ],
)
def test_ranges_are_read_as_people_write_them(text, ranges):
    assert parse_ranges(text) == ranges


@pytest.mark.parametrize("text", ["4x", "40–", "44–40", "40–444", "40 44", "40–44–48", "12345678901"])
def test_what_is_no_range_is_refused(text):
    with pytest.raises(ValueError):
        parse_ranges(text)


def test_ranges_are_written_as_they_are_read():
    assert format_ranges(parse_ranges("40-44, 79")) == "40–44, 79"


@pytest.mark.parametrize(
    ("ranges", "overlaps"),
    [
        ([("40", "44"), ("44", "46")], True),
        ([("40", "49"), ("60", "61"), ("42", "42")], True),
        ([("40", "44"), ("45", "46")], False),
        ([("40", "49"), ("451", "451")], False),
    ],
)
def test_ranges_of_one_length_may_share_no_account(ranges, overlaps):
    found = first_overlap(AccountRange(first, last, "A") for first, last in ranges)

    assert (found is not None) == overlaps


def test_the_longer_prefix_wins():
    plan = AccountPlan([AccountRange("40", "49", "A"), AccountRange("451", "451", "B")])

    assert [plan.group(account) for account in ("4510", "4520", "6010")] == ["B", "A", None]
