"""Amounts laid out over months and accounts so that they add up to the öre. Pure."""

from collections.abc import Mapping, Sequence
from random import Random

FLAT = (100,) * 12
# Weights of January to December. Staff costs peak in July, when substitutes work and holiday pay is paid.
PROFILES: dict[str, Sequence[int]] = {
    "PER": (98, 95, 99, 98, 99, 102, 112, 106, 98, 97, 97, 99),
    "KON": (80, 85, 90, 95, 100, 115, 140, 120, 95, 95, 95, 90),
    "FOR": (104, 102, 103, 101, 100, 99, 102, 100, 98, 97, 96, 98),
    "OVR": (82, 90, 98, 100, 102, 96, 72, 92, 106, 114, 114, 134),
}


def split(total: int, weights: Sequence[float], step: int = 1) -> list[int]:
    """`total` öre in parts that stand to each other as `weights`, whole `step`s but the last; the sum is exact."""
    whole, parts, seen, spent = sum(weights), [], 0.0, 0
    for weight in weights[:-1]:
        seen += weight
        until = round(total * seen / whole / step) * step
        parts.append(until - spent)
        spent = until
    return [*parts, total - spent]


def shared(total: int, permilles: Mapping[str, int | None], of: int | None = None) -> dict[str, int]:
    """`total` öre by key: per mille of `of` (else of `total`), and the one key without a share gets what is left."""
    base = total if of is None else of
    parts = {key: round(base * permille / 1000) for key, permille in permilles.items() if permille is not None}
    left = total - sum(parts.values())
    rest = next((key for key, permille in permilles.items() if permille is None), next(iter(permilles)))
    parts[rest] = parts.get(rest, 0) + left
    return {key: parts[key] for key in permilles}


def weights_of(group: str, months: Sequence[int], random: Random | None = None) -> list[float]:
    """Weights of `months` (1–12) for an account group; `random` makes them waver as a ledger does."""
    profile = PROFILES.get(group, FLAT)
    return [profile[month - 1] * (random.uniform(0.94, 1.06) if random else 1) for month in months]
