"""The vouchers of a SIE file: each is closed, sums to zero, and counts a line once. Pure."""

from dataclasses import dataclass, field

from forecasts.imports.sie_lines import Balance, Fields, month_of, transaction_month, transaction_of


@dataclass(slots=True)
class Vouchers:
    """Takes the lines of vouchers in order; rows are indices of lines.

    `unbalanced` are rows of vouchers and what they sum to (öre). `repeated` are rows of #RTRANS that the #TRANS after
    them says again for programs that know no #RTRANS. `moved` counts transactions dated in another month than their
    voucher, whose date is that of the bookkeeping.
    """

    row: int | None = None
    period: str = ""
    opened: bool = False
    total: int = 0
    moved: int = 0
    added: tuple[int, Balance] | None = None
    unbalanced: list[tuple[int, int]] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)

    def begin(self, row: int, fields: Fields | None) -> int | None:
        """Begin the voucher of a #VER line; the row of the one before it when that was never closed."""
        unclosed = self.end()
        self.row, self.opened, self.total, self.added = row, False, 0, None
        self.period = month_of(fields[3]) if fields and len(fields) > 3 else ""
        return unclosed

    def brace(self, sign: str) -> None:
        """Open or close the voucher; other lines say nothing."""
        if sign == "{":
            self.opened = self.row is not None
        elif sign == "}" and self.row is not None:
            if self.total:
                self.unbalanced.append((self.row, self.total))
            self.row, self.opened = None, False

    def transaction(self, row: int, label: str, fields: Fields | None) -> Balance | None:
        """What a line says; None outside a voucher with a date, or when the line lacks a field."""
        balance = transaction_of(fields, self.period)
        if balance is None or not fields or not self.opened or not self.period:
            return None
        if label == "#TRANS" and self.added and self.added[1] == balance:
            self.repeated.append(self.added[0])
        else:
            self.total += round((balance.amount or 0) * 100)
            self.moved += transaction_month(fields) not in ("", self.period)
        self.added = (row, balance) if label == "#RTRANS" else None
        return balance

    def end(self) -> int | None:
        """The row of the voucher that was never closed."""
        return self.row if self.opened else None
