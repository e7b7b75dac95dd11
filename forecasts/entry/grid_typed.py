"""Amounts as they are typed and shown in the grid: exact, in the unit of money and with the signs of the page. Pure.

Inside, amounts are net cost in öre; where an administration shows costs with minus they are typed with minus too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from units.money import MINUS, MoneyUnit, format_number, parse_ore

LARGEST_ORE = 10**14
_SIGNS = f"+-()\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}{MINUS} \N{NO-BREAK SPACE}"
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
LARGEST_KEY = 2**63 - 1
LONGEST_KEY = len(str(LARGEST_KEY))
AMOUNT, COMMENT, SEEN, WHOLE = "amount-", "comment-", "seen-", "comment"


class NotAnAmountError(ValueError):
    """The text is not one amount."""


class TooLargeError(ValueError):
    """No budget is that large: it was surely written in another unit of money."""


def exact_text(ore: int | None, unit: MoneyUnit, *, turned: bool = False) -> str:
    """`ore` in `unit` to the last öre: 1 234,5 for 123 450 000 öre in tkr. Empty for None.

    `turned` says that costs are shown with minus.
    """
    if ore is None:
        return ""
    signed = -ore if turned else ore
    whole, rest = divmod(abs(signed), unit.ore)
    decimals = str(rest).zfill(len(str(unit.ore)) - 1).rstrip("0") if rest else ""
    text = format_number(whole) + (f",{decimals}" if decimals else "")
    return MINUS + text if signed < 0 else text


def read_amount(text: str, unit: MoneyUnit, *, turned: bool = False) -> int | None:
    """Öre of what was typed in `unit`; None for nothing. A word after the amount that says its unit is read over.

    Raises:
        NotAnAmountError: it is no amount, or it could be two.
        TooLargeError: it is more than any administration has.
    """
    cleaned = bare(text, unit)
    if not cleaned:
        return None
    if is_ambiguous(cleaned) or is_dash(cleaned):
        raise NotAnAmountError(text)
    try:
        ore = parse_ore(cleaned, unit)
    except ValueError as error:
        raise NotAnAmountError(text) from error
    if abs(ore) > LARGEST_ORE:
        raise TooLargeError(text)
    return -ore if turned else ore


def bare(text: str, unit: MoneyUnit) -> str:
    """The amount as it was typed, without space around it and a word that says its unit."""
    cleaned = text.strip()
    return cleaned[: -len(unit.value)].rstrip() if cleaned.lower().endswith(unit.value) else cleaned


def is_ambiguous(text: str) -> bool:
    """Whether a point may part thousands or decimals: 1.234."""
    return bool(_AMBIGUOUS.fullmatch(text.strip(_SIGNS)))


def is_dash(text: str) -> bool:
    """Whether nothing but signs was typed, which some write for zero."""
    return bool(text.strip()) and not text.strip(_SIGNS)


def read_seen(text: str) -> int | None:
    """The öre that stood in a cell when it was opened; None for nothing, and for what is no number."""
    try:
        return int(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one cell, and what stood there when it was shown. `group` is None for the unit's own comment."""

    name: str
    group: int | None
    text: str
    seen: str

    @property
    def is_amount(self) -> bool:
        """Whether it is a cell for an amount."""
        return self.name.startswith(AMOUNT)


def typed_cells(sent: Mapping[str, str]) -> list[Typed]:
    """The cells that were sent, the amounts first, in the order they came."""
    cells = [
        Typed(name, _group(name), text, sent.get(SEEN + name, ""))
        for name, text in sent.items()
        if name == WHOLE or _group(name) is not None
    ]
    return sorted(cells, key=lambda cell: not cell.is_amount)


def _group(name: str) -> int | None:
    kind, _, number = name.partition("-")
    return read_key(number) if kind + "-" in (AMOUNT, COMMENT) else None


def read_key(text: str) -> int | None:
    """A primary key, or the number of a row; None when the text is none."""
    if not (text.isascii() and text.isdecimal()) or len(text) > LONGEST_KEY:
        return None
    return number if (number := int(text)) <= LARGEST_KEY else None
