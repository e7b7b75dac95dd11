"""What was typed in the grid, handed to the services cell by cell: what could not be stored is told, never lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from forecasts.entry import drafts
from forecasts.entry.grid import Kept, Theirs
from forecasts.entry.grid_lists import ListRow, read_causes, read_risks
from forecasts.entry.grid_typed import (
    NotAnAmountError,
    TooLargeError,
    Typed,
    exact_text,
    read_amount,
    read_seen,
    typed_cells,
)
from forecasts.entry.grid_words import FAULTS, Fault, list_fault, not_an_amount, written_by_other
from forecasts.entry.guard import same_text, short_text
from forecasts.entry.refusals import (
    AmountTooLargeError,
    DraftChangedError,
    EditedByOtherError,
    PersonalNumberError,
    TextTooLongError,
)
from forecasts.models import Forecast, ForecastLine, Round
from units.display import Display, display_of
from units.models import AccountGroup, Unit, User
from units.refusals import RefusedError

CELL_FAULTS = (AmountTooLargeError, PersonalNumberError, TextTooLongError)


@dataclass(slots=True)
class Saving:
    """What came of a save: the names that are stored, and what was kept back and why.

    `refused` is why nothing more may be written: the round is locked, the forecast approved.
    """

    stored: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Theirs] = field(default_factory=dict)
    refused: str = ""

    @property
    def kept(self) -> Kept:
        """What stands on the page and not in the database."""
        return Kept(self.texts, self.faults, self.conflicts)

    @property
    def whole(self) -> bool:
        """Whether everything is stored."""
        return not (self.faults or self.conflicts or self.refused)


def save_cells(unit: Unit, shown: Round, sent: Mapping[str, str], *, by: User) -> Saving:
    """Store every cell of `sent` that differs from what the person saw in it."""
    display = display_of(unit.administration)
    groups = {group.pk: group for group in unit.administration.account_groups.all()}
    saving = Saving()
    for cell in typed_cells(sent):
        if cell.group is not None and cell.group not in groups:
            continue
        saving.texts[cell.name] = cell.text
        if saving.refused:
            continue
        try:
            _store(unit, shown, groups.get(cell.group or 0), cell, display, by)
        except NotAnAmountError:
            saving.faults[cell.name] = not_an_amount(cell.text, display.unit)
        except TooLargeError:
            saving.faults[cell.name] = str(FAULTS[Fault.TOO_LARGE])
        except EditedByOtherError as edited:
            saving.conflicts[cell.name] = _theirs(cell, edited, display)
        except CELL_FAULTS as refused:
            saving.faults[cell.name] = str(refused)
        except RefusedError as refused:
            saving.refused = str(refused)
        else:
            saving.stored.append(cell.name)
            del saving.texts[cell.name]
    return saving


def _store(unit: Unit, shown: Round, group: AccountGroup | None, cell: Typed, display: Display, by: User) -> None:
    """Hand one cell to its service, unless it says what the person saw."""
    turned = display.costs_negative
    if cell.is_amount and group:
        amount, seen = read_amount(cell.text, display.unit, turned=turned), read_seen(cell.seen)
        if amount != seen and cell.text.strip() != exact_text(seen, display.unit, turned=turned):
            drafts.write_amount(unit, shown, group, amount=amount, seen=seen, by=by)
        return
    text, before = _plain(cell.text), _plain(cell.seen)
    if text == before:
        return
    if group:
        drafts.write_line_comment(unit, shown, group, text=text, seen=before, by=by)
    else:
        drafts.write_comment(unit, shown, text=text, seen=before, by=by)


def refuse_unseen(unit: Unit, shown: Round, sent: Mapping[str, str]) -> None:
    """Refuse when a cell of `sent`, all of which is stored, says another thing than the draft: another changed it.

    Raises:
        DraftChangedError: so it is.
    """
    draft = drafts.the_draft(unit, shown)
    if draft is None:
        return
    display = display_of(unit.administration)
    lines = {line.group_id: line for line in draft.lines.all()}
    if not all(_says(cell, draft, lines.get(cell.group or 0), display) for cell in typed_cells(sent)):
        at = timezone.localtime(draft.changed_at or timezone.now())
        raise DraftChangedError(by=draft.changed_by or "–", at=f"{at:%H:%M}")


def _says(cell: Typed, draft: Forecast, line: ForecastLine | None, display: Display) -> bool:
    """Whether what stands in `cell` is what the draft says there."""
    if cell.is_amount:
        amount = read_amount(cell.text, display.unit, turned=display.costs_negative)
        return amount == (line.amount if line else None)
    held = draft.comment if cell.group is None else line.comment if line else ""
    return same_text(cell.text) == held


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _theirs(cell: Typed, edited: EditedByOtherError, display: Display) -> Theirs:
    text = (
        exact_text(edited.amount, display.unit, turned=display.costs_negative) if cell.is_amount else edited.text or ""
    )
    seen = text if not cell.is_amount else "" if edited.amount is None else str(edited.amount)
    return Theirs(written_by_other(edited.by, edited.at, text, cell.text), text, seen)


@dataclass(frozen=True, slots=True)
class ListSaving:
    """What came of saving a list: its rows with what is wrong in them, or why it was refused."""

    rows: Sequence[ListRow]
    refused: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything is stored."""
        return not self.refused and not any(row.faults for row in self.rows)


def save_causes(unit: Unit, shown: Round, sent: Mapping[str, str], *, by: User) -> ListSaving:
    """Let the causes be those of `sent`; nothing is stored while a row has a fault."""
    rows = _in_words(read_causes(sent, display_of(unit.administration).unit), unit)
    values = [(row.cause, row.ore, row.text) for row in rows]
    return _save(rows, lambda: drafts.write_causes(unit, shown, values, by=by))


def save_risks(unit: Unit, shown: Round, sent: Mapping[str, str], *, by: User) -> ListSaving:
    """Let the risks and opportunities be those of `sent`; nothing is stored while a row has a fault."""
    rows = _in_words(read_risks(sent, display_of(unit.administration).unit), unit)
    return _save(
        rows,
        lambda: drafts.write_risks(unit, shown, [(row.text, row.ore, row.probability) for row in rows], by=by),
    )


def _save(rows: list[ListRow], write: Callable[[], object]) -> ListSaving:
    if any(row.faults for row in rows):
        return ListSaving(rows)
    try:
        write()
    except RefusedError as refused:
        return ListSaving(rows, str(refused))
    return ListSaving(rows)


def _text_fault(text: str) -> dict[str, str]:
    """Why the text of a row cannot be kept, by its field."""
    try:
        short_text(text)
    except CELL_FAULTS as refused:
        return {"text": str(refused)}
    return {}


def _in_words(rows: Sequence[ListRow], unit: Unit) -> list[ListRow]:
    money = display_of(unit.administration).unit
    return [
        ListRow(
            row.number,
            row.cause,
            row.text,
            row.amount,
            row.share,
            row.ore,
            {name: list_fault(code, row.amount, money) for name, code in row.faults.items()} | _text_fault(row.text),
        )
        for row in rows
    ]
