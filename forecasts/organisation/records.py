"""What a file says of one unit or one account group. Pure: plain values that travel between processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """What a file says of the unit `code`; what it does not say is not in `values`.

    `values` are name, kind, valid_from and valid_to, and as texts department, department_code, parent and successor.
    An empty cell is None. `cells` has the address of what was said, by name, and under `row` that of the code.
    `faulty` are the names of cells that could not be read; their problems are noted.
    """

    sheet: str
    code: str
    values: Mapping[str, Any]
    cells: Mapping[str, str]
    faulty: frozenset[str] = frozenset()

    def at(self, *names: str) -> str:
        """The address of the first of `names` that was said, else of the unit."""
        return next((self.cells[name] for name in names if name in self.cells), self.cells["row"])


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """What a file says of an account group.

    `group` is what the file calls it: a code, a name or both; of a new group `code` and `name` are said. `ranges` are
    all its accounts, None when the file does not say them. `accounts` are single accounts that belong to it, of a list
    that does not say the whole. `cells` has addresses by what was said: name, kind, `row`, every range and account.
    """

    sheet: str
    group: str
    code: str = ""
    name: str = ""
    kind: str = ""
    ranges: tuple[tuple[str, str], ...] | None = None
    accounts: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()

    def at(self, *names: str) -> str:
        """The address of the first of `names` that was said, else of the group."""
        return next((self.cells[name] for name in names if name in self.cells), self.cells["row"])
