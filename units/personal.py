"""Swedish personal identity numbers (personnummer and samordningsnummer), which no file or text may hold. Pure.

A number is one when its digits are a date, a serial number and the right check digit: 800101-1238, 19800101-1238,
8001011238, 1980-01-01-1238, or with + for somebody over a hundred. A coordination number has 60 added to its day. A
corporate number never is: the month in its place is 20 or more. With only a space before the serial number it is one of
the last century, or stands among words: codes of a unit and an account beside each other look the same.
"""

import re
from calendar import monthrange

SHORTEST = 10
_CENTURIES = ("19", "20")
_LAST_YEAR = 2049
_COORDINATION = 60
_NUMBER = re.compile(
    r"(?<![\w])(?<!\d[-+.,/])"
    r"(?P<century>19|20)?(?P<year>\d\d)(?:(?P<dash>-)?(?P<month>\d\d)(?(dash)-)(?P<day>\d\d))"
    r"(?P<between>\s*[-+\u2010\u2011\u2013\u2014\u2212]\s*|[ \u00a0])?(?P<serial>\d{3})(?P<check>\d)"
    r"(?![\w])(?![-.,/]\d)"
)


def find_personal_numbers(text: str) -> list[str]:
    """The personal identity numbers in `text`, as they stand there."""
    if len(text) < SHORTEST:
        return []
    words = any(each.isalpha() for each in text)
    return [found[0] for found in _NUMBER.finditer(text) if _is_one(found) and (words or not _may_be_codes(found))]


def _may_be_codes(found: re.Match[str]) -> bool:
    return bool(found["between"]) and not found["between"].strip() and found["century"] != "19"


def _is_one(found: re.Match[str]) -> bool:
    if found["dash"] and not found["century"]:
        return False
    digits = found["year"] + found["month"] + found["day"] + found["serial"]
    if found["serial"] == "000" or check_digit(digits) != int(found["check"]):
        return False
    centuries = (found["century"],) if found["century"] else _CENTURIES
    return any(_is_date(int(century + found["year"]), int(found["month"]), int(found["day"])) for century in centuries)


def _is_date(year: int, month: int, day: int) -> bool:
    day -= _COORDINATION if day > _COORDINATION else 0
    return year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def check_digit(digits: str) -> int:
    """The last digit of a number whose nine digits before it are `digits`."""
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10
