"""Harm that is done to a table under its printed sums: it is to be noticed."""

from random import Random

from tests.corpus.drafts import Draft, Row


def drop_row(draft: Draft, chance: Random) -> None:
    draft.rows.remove(chance.choice(draft.data))


def swap_amounts(draft: Draft, chance: Random) -> None:
    """Two amounts of different units and, where there are several, different columns."""
    places, [unit] = draft.at("amount"), draft.at("unit")
    starts = [at for at, row in enumerate(draft.data) if row.cells[unit] is not None]
    first, second = sorted(chance.sample(starts, 2))
    one, other = draft.data[first], draft.data[second]
    if one.cells[unit] == other.cells[unit]:
        other = next(row for row in draft.data if row.cells[unit] not in (None, one.cells[unit]))
    left, right = chance.sample(places, 2) if len(places) > 1 else places * 2
    one.cells[left], other.cells[right] = other.cells[right], one.cells[left]


def change_digit(draft: Draft, chance: Random) -> None:
    """The first digit of an amount is another."""
    row, at = chance.choice(draft.data), chance.choice(draft.at("amount"))
    amount = float(row.cells[at])  # type: ignore[arg-type]
    text = f"{abs(amount):.5f}"
    place = next(index for index, digit in enumerate(text) if digit.isdigit() and digit != "0")
    digit = str((int(text[place]) + chance.randint(1, 8)) % 9 + 1)
    changed = float(
        text[:place] + (digit if digit != text[place] else "9" if text[place] != "9" else "1") + text[place + 1 :]
    )
    row.cells[at] = changed if amount > 0 else -changed


def flip_sign(draft: Draft, chance: Random) -> None:
    row, at = chance.choice(draft.data), chance.choice(draft.at("amount"))
    row.cells[at] = -row.cells[at]  # type: ignore[operator]


def blank_amount(draft: Draft, chance: Random) -> None:
    row, at = chance.choice(draft.data), chance.choice(draft.at("amount"))
    row.cells[at] = None


def row_in_kronor(draft: Draft, chance: Random) -> None:
    """One row is written a thousand times too large."""
    row = chance.choice(draft.data)
    for at in draft.at("amount"):
        row.cells[at] = row.cells[at] * 1000  # type: ignore[operator]


def double_row(draft: Draft, chance: Random) -> None:
    at = chance.randrange(len(draft.rows))
    row = chance.choice(draft.data)
    draft.rows.insert(at, Row("data", list(row.cells)))
