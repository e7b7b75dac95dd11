"""The lines of a SIE file: in which encoding, which fields, and what a balance says. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from forecasts.imports.personal import find_personal_numbers, mask
from units.personal import SHORTEST

Fields = list[str | list[str]]
SIGNS = {"CP437": frozenset("åäöÅÄÖé".encode("cp437")), "Windows-1252": frozenset("åäöÅÄÖé".encode("cp1252"))}
_CODECS = {"CP437": "cp437", "Windows-1252": "cp1252", "UTF-8": "utf-8-sig", "UTF-16": "utf-16", "ASCII": "ascii"}
_ASCII = bytes(range(128))
_FIELD = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|\\?$)|([{}])|([^\s{}"]+)')
_LABEL = re.compile(r"\s*(#[A-Za-z]+)(?=\s|$)")
_AMOUNT = re.compile(r"[+-]?(\d+)(?:[.,]\d{1,2}|\.\d*)?")
_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?")
_OPTIONAL_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")


def text_of(content: bytes) -> tuple[str, str]:
    """The text of a SIE file and the name of its encoding.

    The standard says CP437, which many programs do not follow. Valid UTF-8 beyond ASCII is UTF-8; else the encoding is
    the one in which most of the other bytes are Swedish letters, and the standard's when neither is.
    """
    encoding = _encoding(content)
    return content.decode(_CODECS[encoding], errors="replace").rstrip("\x00\x1a"), encoding


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    high = content.translate(None, _ASCII)
    if not high:
        return "ASCII"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        counts = {name: sum(map(high.count, letters)) for name, letters in SIGNS.items()}
        return "Windows-1252" if counts["Windows-1252"] > counts["CP437"] else "CP437"
    return "UTF-8"


def lines_of(text: str) -> list[str]:
    """The lines, parted by CR, LF or both and by nothing else: what other signs mean differs between encodings."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def label_of(line: str) -> str:
    """The label in upper case, #PSALDO; empty for a line without one."""
    found = _LABEL.match(line)
    return found[1].upper() if found else ""


def fields_of(line: str) -> Fields | None:
    """The fields of a line, its label the first; an object list is a list. None when a list is never closed."""
    fields: Fields = []
    inside: list[str] | None = None
    for found in _FIELD.finditer(line):
        if found.lastindex == 2:
            if (found[2] == "{") is not (inside is None):
                return None
            if inside is None:
                inside = []
            else:
                fields.append(inside)
                inside = None
            continue
        text = found[3] if found.lastindex == 3 else found[1].replace('\\"', '"')
        if inside is None:
            fields.append(text)
        else:
            inside.append(text)
    return fields if inside is None else None


def personal_numbers(line: str, fields: Fields | None) -> Iterator[str]:
    """The personal identity numbers of a line, masked: of each text by itself, or of the line when it has no fields."""
    for field in [line] if fields is None else fields:
        for text in [field] if isinstance(field, str) else field:
            if len(text) >= SHORTEST:
                yield from map(mask, find_personal_numbers(text))


class Balance(NamedTuple):
    """What a line says: an amount (kr) of an account, with the objects (dimension and code) that it is for.

    `year` is 0 for the current one, `period` YYYYMM or empty. `wrong` is what stood there instead of an amount.
    `grouped` says that the amount may have been written with a space between thousands, `large` that it was not.
    """

    year: str
    account: str
    period: str
    objects: tuple[tuple[str, str], ...]
    amount: float | None
    wrong: str = ""
    grouped: bool = False
    large: bool = False


def balance_of(label: str, fields: Fields | None) -> Balance | None:
    """What a line with a balance says; None when it lacks a field. The label decides which fields there are."""
    texts = [each for each in (fields or [])[1:4] if isinstance(each, str)]
    if label in ("#PSALDO", "#PBUDGET"):
        return _balance(fields, texts[0], texts[2], texts[1], 4) if len(texts) == 3 else None
    return _balance(fields, texts[0], texts[1], "", 3) if len(texts) > 1 else None


def transaction_of(fields: Fields | None, period: str) -> Balance | None:
    """What a transaction of a voucher of `period` says; None when it lacks a field."""
    if not fields or len(fields) < 3 or not isinstance(fields[1], str):
        return None
    return _balance(fields, "", fields[1], period, 2)


def transaction_month(fields: Fields) -> str:
    """The month (YYYYMM) of a transaction's own date, or nothing."""
    place = 4 if isinstance(fields[2], list) else 3
    return month_of(fields[place]) if len(fields) > place else ""


def month_of(field: str | list[str]) -> str:
    """YYYYMM of a date, or nothing when it is none."""
    return field.replace("-", "")[:6] if isinstance(field, str) and _OPTIONAL_DAY.fullmatch(field) else ""


def _balance(fields: Fields | None, year: str, account: str, period: str, place: int) -> Balance | None:
    """The balance whose object list, or amount where there is none, is field number `place`."""
    rest = (fields or [])[place:]
    objects = _objects(tuple(rest.pop(0))) if rest and isinstance(rest[0], list) else ()
    if objects is None or not rest or not isinstance(rest[0], str) or not account:
        return None
    text = rest[0]
    year, account, period = intern(year), intern(account), intern(period)  # which are the same on thousands of lines
    found = _AMOUNT.fullmatch(text)
    if found is None:
        shown = text if any(map(str.isdigit, text)) and not any(map(str.isalpha, text)) else ""
        return Balance(year, account, period, objects, None, shown or "…")
    follows = rest[1] if len(rest) > 1 and isinstance(rest[1], str) else ""
    grouped = len(found[1]) < 4 and text.lstrip("+-").isdigit() and _GROUP.fullmatch(follows) is not None
    amount = float(text.replace(",", "."))
    wrong = f"{text} {follows}" if grouped else ""
    return Balance(year, account, period, objects, amount, wrong, grouped, len(found[1]) > 3)


@lru_cache(maxsize=100_000)
def _objects(pairs: tuple[str, ...]) -> tuple[tuple[str, str], ...] | None:
    """Dimension and code of each object; one without a code is none. None when they are not pairs of dimensions."""
    dimensions, codes = pairs[::2], pairs[1::2]
    if len(dimensions) != len(codes) or len(set(dimensions)) != len(dimensions):
        return None
    return tuple((dimension, code) for dimension, code in zip(dimensions, codes, strict=True) if code.strip())
