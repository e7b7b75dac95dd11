"""An account group as a plain value. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupState:
    """A group with its name, its kind (cost or revenue) and its accounts: pairs of prefixes, both included."""

    code: str
    name: str
    kind: str
    ranges: tuple[tuple[str, str], ...] = ()
