"""The rows of causes and of risks as they are typed. Pure. Amounts in öre with the sign of the deviation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from forecasts.entry.grid_typed import NotAnAmountError, TooLargeError, exact_text, is_dash, read_amount, read_key
from units.money import MoneyUnit

EMPTY_ROWS = 2
SHARES = range(1, 100)


class Fault(StrEnum):
    """What is wrong with a field of a row."""

    NO_CAUSE = "no-cause"
    TWICE = "twice"
    NO_AMOUNT = "no-amount"
    NOT_AN_AMOUNT = "not-an-amount"
    TOO_LARGE = "too-large"
    NO_TEXT = "no-text"
    NOT_A_SHARE = "not-a-share"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as it stands on the page: a cause, or a risk with its probability. `faults` is by field."""

    number: int
    cause: str = ""
    text: str = ""
    amount: str = ""
    share: str = ""
    ore: int = 0
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def probability(self) -> int:
        """Per cent; only when `share` is one."""
        return int(self.share)


def read_causes(sent: Mapping[str, str], unit: MoneyUnit) -> list[ListRow]:
    """The rows of causes that were sent, the empty ones left out. Faults are codes of `Fault`."""
    rows: list[ListRow] = []
    for number in _numbers(sent, "cause-amount-"):
        cause, amount, text = (
            sent.get(f"{name}-{number}", "").strip() for name in ("cause", "cause-amount", "cause-comment")
        )
        if not (cause or amount or text):
            continue
        ore, faults = _amount(amount, unit)
        if not cause:
            faults["cause"] = Fault.NO_CAUSE
        elif cause in {row.cause for row in rows}:
            faults["cause"] = Fault.TWICE
        rows.append(ListRow(number, cause=cause, text=text, amount=amount, ore=ore, faults=faults))
    return rows


def read_risks(sent: Mapping[str, str], unit: MoneyUnit) -> list[ListRow]:
    """The rows of risks and opportunities that were sent, the empty ones left out. Faults are codes of `Fault`."""
    rows: list[ListRow] = []
    for number in _numbers(sent, "risk-amount-"):
        text, amount, share = (
            sent.get(f"{name}-{number}", "").strip() for name in ("risk", "risk-amount", "risk-share")
        )
        if not (text or amount or share):
            continue
        ore, faults = _amount(amount, unit)
        share = share.rstrip("% \u00a0")
        if not text:
            faults["text"] = Fault.NO_TEXT
        if read_key(share) not in SHARES:
            faults["share"] = Fault.NOT_A_SHARE
        rows.append(ListRow(number, text=text, amount=amount, share=share, ore=ore, faults=faults))
    return rows


def with_empty(rows: Sequence[ListRow]) -> list[ListRow]:
    """`rows` and a few empty ones to write in."""
    first = max((row.number for row in rows), default=0) + 1
    return [*rows, *(ListRow(number) for number in range(first, first + EMPTY_ROWS))]


def signed_text(ore: int, unit: MoneyUnit) -> str:
    """An amount with the sign of the deviation, exact."""
    return exact_text(ore, unit)


def _amount(text: str, unit: MoneyUnit) -> tuple[int, dict[str, str]]:
    if is_dash(text):
        return 0, {"amount": Fault.NO_AMOUNT}
    try:
        ore = read_amount(text, unit)
    except NotAnAmountError:
        return 0, {"amount": Fault.NOT_AN_AMOUNT}
    except TooLargeError:
        return 0, {"amount": Fault.TOO_LARGE}
    return (ore, {}) if ore else (0, {"amount": Fault.NO_AMOUNT})


def _numbers(sent: Mapping[str, str], prefix: str) -> list[int]:
    found = (name.removeprefix(prefix) for name in sent if name.startswith(prefix))
    return sorted({number for each in found if (number := read_key(each)) is not None})
