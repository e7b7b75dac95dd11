"""The rows of a table of key figures: what each says, and all that is wrong with them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forecasts.imports.cells import Amounts, Months
from forecasts.imports.examined import Context, KnownUnit
from forecasts.imports.headings import money_word, plain
from forecasts.imports.lines import Notes, is_blank, is_total_label, shown_cell
from forecasts.imports.names import Names
from forecasts.imports.problems import Code
from forecasts.imports.sheet import Cell
from indicators.imports.columns import Table, scale_word
from indicators.imports.problems import ObservationCode
from indicators.imports.record import KnownIndicator, Record
from indicators.scale import LARGEST, SCALE, to_scaled
from units.months import FIRST_YEAR, LAST_YEAR, first_of

DASHES = {"-", "–", "—", "−", "--"}
SMALL_PERCENT, LARGE_PERCENT = 2 * SCALE, 10 * SCALE
Place = tuple[int, int]


@dataclass(slots=True)
class Rows:
    """Reads the rows of `table` into records and notes what is wrong, every cell of it."""

    table: Table
    context: Context
    notes: Notes
    known: Mapping[int, KnownIndicator]
    names: Names
    year: int | None
    wrongs: dict[tuple[StrEnum, str, str], list[Place]] = field(default_factory=dict)
    near: dict[Cell, str] = field(default_factory=dict)

    def records(self) -> list[Record]:
        """The values that the file decides, each once."""
        units = Names(self.context.units, self.context.aliases)
        months = Months(self.year)
        columns = self.table.valued
        rows = range(self.table.header + 1, len(self.table.sheet.rows))
        amounts = Amounts(self._unmarked(self.table.cell(row, column)) for row in rows for column in columns)
        found = [record for row in rows for record in self._row(row, units, months, amounts)]
        self._doubt_percent(found)
        self._hold_scale(found)
        found = self._once(found)
        for (code, cell, hint), places in self.wrongs.items():
            self.notes.at(code, self.table.sheet, places, cell, hint)  # type: ignore[arg-type]
        if self.notes.skipped:
            self.notes.say("totals-skipped", rows=self.notes.skipped)
        return found

    def _row(self, row: int, units: Names, months: Months, amounts: Amounts) -> Iterator[Record]:
        """What one row says; a row without values says nothing, and a total is read over."""
        if self._faults(row) or all(is_blank(self.table.cell(row, column)) for column in self.table.valued):
            return
        if self._is_total(row, units):
            self.notes.skipped += 1
            return
        indicator, unit = self._indicator(row), self._unit(row, units)
        measured = indicator is None or self._is_measured(row, indicator)
        for column, month in self._months(row, months):
            value = self._value(row, column, indicator, amounts)
            if value is None or indicator is None or unit is None or not measured or not isinstance(month, date):
                continue
            if self._may_hold(row, column, unit, month):
                cell = self.table.cell(row, column)
                plainly = isinstance(cell, str) and "%" in cell
                yield Record(indicator.pk, unit.pk, month, value, row, column, shown_cell(cell), plainly)

    def _faults(self, row: int) -> bool:
        """Whether a cell of the row holds no value to trust; it is noted."""
        sheet = self.table.sheet
        places = [(sheet.first_row + row, sheet.first_column + column) for column in self.table.used]
        faults = [sheet.faults[place] for place in places if place in sheet.faults]
        self.notes.problems += faults
        return bool(faults)

    def _wrong(self, code: StrEnum, place: Place, found: Cell, hint: str = "") -> None:
        """Remember what is wrong: the same thing in many cells is told once."""
        self.wrongs.setdefault((code, shown_cell(found), hint), []).append(place)

    def _unknown(self, code: StrEnum, place: Place, cell: Cell, known: Names, none: str = "") -> None:
        if cell not in self.near:
            self.near[cell] = known.near(cell)
        self._wrong(code, place, cell, self.near[cell] or none)

    def _is_total(self, row: int, units: Names) -> bool:
        """Whether a row sums others: a word for that stands where its unit should, or its key figure and no unit."""
        of_unit = [self.table.cell(row, column) for column in (*self.table.units, *self.table.unit_names)]
        of_indicator = [self.table.cell(row, column) for column in self.table.indicators]
        if any(units.find(cell) is not None for cell in of_unit):
            return False
        total = any(is_total_label(cell) and self.names.find(cell) is None for cell in of_indicator)
        return total or any(map(is_total_label, of_unit))

    def _indicator(self, row: int) -> KnownIndicator | None:
        """The key figure of a row; what is wrong is noted."""
        if self.table.titled is not None:
            return self.known[self.table.titled]
        found: dict[int, int] = {}
        for column in self.table.indicators:
            cell = self.table.cell(row, column)
            if is_blank(cell):
                continue
            pk = self.names.find(cell)
            if pk is None:
                self._unknown(ObservationCode.UNKNOWN_INDICATOR, (row, column), cell, self.names, none="–")
                return None
            found[pk] = column
        if len(found) > 1:
            column = max(found.values())
            self._wrong(ObservationCode.INDICATORS_DIFFER, (row, column), self.table.cell(row, column))
            return None
        if not found:
            self._wrong(ObservationCode.MISSING_INDICATOR, (row, self.table.indicators[0]), None)
        return self.known[next(iter(found))] if found else None

    def _unit(self, row: int, units: Names) -> KnownUnit | None:
        """The unit of a row: its code decides, and a name beside it must not be another's."""
        found: dict[int, int] = {}
        for column in (*self.table.units, *self.table.unit_names):
            cell = self.table.cell(row, column)
            if is_blank(cell):
                continue
            pk = units.find(cell)
            if pk is not None:
                found[pk] = column
            elif column in self.table.units or not self.table.units:
                self._unknown(Code.UNKNOWN_UNIT, (row, column), cell, units)
                return None
        if len(found) > 1:
            column = max(found.values())
            self._wrong(ObservationCode.UNITS_DIFFER, (row, column), self.table.cell(row, column))
            return None
        if not found:
            self._wrong(Code.MISSING_UNIT, (row, (*self.table.units, *self.table.unit_names)[0]), None)
        return next((each for each in self.context.units if each.pk in found), None)

    def _is_measured(self, row: int, indicator: KnownIndicator) -> bool:
        """Whether the row counts in what the key figure is counted in."""
        cell = self.table.cell(row, self.table.measured)
        if is_blank(cell) or plain(cell) == plain(indicator.unit_of_measure):
            return True
        place = (row, self.table.measured or 0)
        self._wrong(ObservationCode.OTHER_MEASURE, place, cell, f"{indicator.name}: {indicator.unit_of_measure}")
        return False

    def _months(self, row: int, months: Months) -> Iterator[tuple[int, date | None]]:
        """The columns with values and the month of each; None where what is wrong was noted."""
        own = self._own_year(row)
        if self.table.months:
            for each in self.table.months:
                year = each.year or own or self.year
                month = date(year, each.month, 1) if year else None
                yield each.index, self._in_year(row, each.index, month, own)
        elif self.table.month is not None and self.table.value is not None:
            cell = self.table.cell(row, self.table.month)
            found = months.read(cell, own)
            if found is Code.ASK_YEAR:
                self.notes.ask(Code.ASK_YEAR, self.table.sheet)
            elif isinstance(found, Code):
                self._wrong(found, (row, self.table.month), cell)
            month = found if isinstance(found, date) else None
            yield self.table.value, self._in_year(row, self.table.month, month, own)
        elif self.table.value is not None:
            yield self.table.value, self.context.options.month

    def _own_year(self, row: int) -> int | None:
        cell = self.table.cell(row, self.table.year)
        if is_blank(cell):
            return None
        text = plain(cell)
        if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        self._wrong(Code.NOT_A_MONTH, (row, self.table.year or 0), cell)
        return None

    def _in_year(self, row: int, column: int, month: date | None, own: int | None) -> date | None:
        """`month`, unless another year was said of the file or of the row; that is noted."""
        year = self.context.options.year or own
        if month and year and month.year != year:
            if not self.table.months or not is_blank(self.table.cell(row, column)):
                self._wrong(Code.MONTH_OUTSIDE_YEAR, (row, column), f"{month:%Y-%m}", str(year))
            return None
        return month

    @staticmethod
    def _unmarked(cell: Cell) -> Cell:
        return cell.strip().removesuffix("%").rstrip() if isinstance(cell, str) else cell

    def _value(self, row: int, column: int, indicator: KnownIndicator | None, amounts: Amounts) -> int | None:
        """Ten-thousandths; None for an empty cell and for what is no value, which is noted."""
        cell = self.table.cell(row, column)
        if is_blank(cell):
            return None
        if plain(cell) in DASHES:
            self._wrong(ObservationCode.ONLY_A_DASH, (row, column), cell)
            return None
        marked = isinstance(cell, str) and "%" in cell
        number = amounts.read(self._unmarked(cell))
        if number is Code.AMBIGUOUS_AMOUNT:
            self._wrong(Code.AMBIGUOUS_AMOUNT, (row, column), cell)
            return None
        wrong = marked and indicator is not None and not indicator.is_percent
        if wrong or number is None or isinstance(number, Code) or not -LARGEST <= number <= LARGEST:
            self._wrong(ObservationCode.NOT_A_VALUE, (row, column), cell)
            return None
        if number < 0 and indicator is not None and indicator.is_count:
            self._wrong(ObservationCode.NEGATIVE, (row, column), cell, indicator.name)
            return None
        return to_scaled(number)

    def _may_hold(self, row: int, column: int, unit: KnownUnit, month: date) -> bool:
        """Whether the month has begun and the unit is there in it; else it is noted."""
        if month > first_of(self.context.today):
            self._wrong(Code.FUTURE_MONTH, (row, column), f"{month:%Y-%m}")
        elif month < unit.valid_from or (unit.valid_to is not None and month > unit.valid_to):
            self._wrong(Code.UNIT_NOT_VALID, (row, column), f"{unit.code} {unit.name}", f"{month:%Y-%m}")
        else:
            return True
        return False

    def _doubt_percent(self, records: list[Record]) -> None:
        """Note shares written as 0,54 where per cent are meant: spreadsheets keep 54 % so.

        They are in doubt when what is stored is tens, or when nothing is stored and no value of the file is larger. One
        that is written with its % is what it says.
        """
        largest: dict[int, int] = {}
        for each in records:
            largest[each.indicator] = max(largest.get(each.indicator, 0), abs(each.scaled))
        for each in records:
            indicator = self.known[each.indicator]
            if not indicator.is_percent or each.plainly or not 0 < abs(each.scaled) <= SMALL_PERCENT:
                continue
            usual = indicator.largest
            doubted = largest[each.indicator] <= SMALL_PERCENT if usual is None else usual >= LARGE_PERCENT
            if doubted:
                self._wrong(ObservationCode.DOUBTFUL_PERCENT, (each.row, each.column), each.found, indicator.name)

    def _hold_scale(self, records: list[Record]) -> None:
        """Note that the file is in thousands where a key figure is in kronor, or in kronor where one is not."""
        used = {each.indicator: self.known[each.indicator] for each in records}
        headings = [self.table.heading(column) for column in self.table.valued]
        thousands = next((text for text in [*headings, *self.table.titles()] if scale_word(text)), "")
        kronor = next((text for text in headings if money_word(text)), "")
        for text, of_money in ((thousands, True), (kronor, False)):
            other = [f"{each.name} ({each.unit_of_measure})" for each in used.values() if each.is_money is of_money]
            if text and other:
                self.notes.ask(ObservationCode.OTHER_SCALE, self.table.sheet, text, ", ".join(other))  # type: ignore[arg-type]

    def _once(self, records: list[Record]) -> list[Record]:
        """The records without those that stand in the file before, which are noted."""
        seen: dict[tuple[int, int, date], Record] = {}
        labels = {each.pk: f"{each.code} {each.name}" for each in self.context.units}
        for each in records:
            key = (each.indicator, each.unit, each.month)
            if key in seen:
                there = self.table.sheet.address(seen[key].row, seen[key].column)
                found = f"{self.known[each.indicator].name}, {labels[each.unit]}, {each.month:%Y-%m}"
                self._wrong(Code.DUPLICATE_ROW, (each.row, each.column), found, there)
            else:
                seen[key] = each
        return list(seen.values())
