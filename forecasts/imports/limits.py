"""How much of a file is read before it is refused. Pure."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file and of what it unfolds to, sheets, cells of the rectangle that the values of a sheet span, and
    faults told per sheet.
    """

    file_bytes: int = 50 * MEGABYTE
    unfolded_bytes: int = 500 * MEGABYTE
    sheets: int = 500
    cells: int = 12_000_000
    faults: int = 1_000
