"""How a yearly amount is spread over months, to the öre: what cannot be shared out is in the last one. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date


def evenly(amount: int, months: Sequence[date]) -> dict[date, int]:
    """`amount` (öre) in equal parts, the remainder in the last month; months without anything are left out."""
    return by_weight(amount, dict.fromkeys(months, 1))


def by_weight(amount: int, weights: Mapping[date, int]) -> dict[date, int]:
    """`amount` (öre) in proportion to `weights`, the remainder in the last month that has a weight.

    Weights are sizes: those of the other sign than their sum count as nothing. Without any the months share evenly.
    """
    if not weights:
        return {}
    sign = 1 if sum(weights.values()) >= 0 else -1
    sizes = {month: max(sign * weight, 0) for month, weight in sorted(weights.items())}
    if not any(sizes.values()):
        sizes = dict.fromkeys(sizes, 1)
    whole = sum(sizes.values())
    shares = {month: _towards_zero(amount * size, whole) for month, size in sizes.items()}
    last = max(month for month, size in sizes.items() if size)
    shares[last] += amount - sum(shares.values())
    return {month: share for month, share in shares.items() if share}


def _towards_zero(number: int, by: int) -> int:
    return number // by if number >= 0 else -(-number // by)
