"""Minutes as a Word document: the same words as the page, which `shown` has decided."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Cm

from meetings.minutes.grids import Cell, Grid
from meetings.minutes.shown import Item, ShownGiven, ShownMinutes, ShownPoint
from meetings.minutes.word_parts import TEXT_WIDTH, Column, Element, Run, clean, field, paragraph, table, widths_for
from meetings.minutes.word_styles import set_styles

SIGNATURE_WIDTH = TEXT_WIDTH // 3
TONES = {"deficit": "A5400F", "surplus": "1D5FA0"}
HEAD_WIDTHS = [2300, TEXT_WIDTH - 2300]
SHORT = 8
FIXED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that stand in the document besides the minutes, in the language of the reader."""

    page: str
    of: str
    nothing: str
    also: str
    left: str
    other: str
    given: str
    number: str
    what: str
    owner: str
    due: str
    parked: str
    parked_row: str
    for_committee: str
    hidden: str
    seal: str


def document_of(minutes: ShownMinutes, labels: Labels, *, language: str, made: datetime) -> bytes:
    """The document. The same minutes give the same bytes: `made` (with its time zone) is when it says it was made."""
    document = docx.Document()
    set_styles(document, language)
    _page(document, minutes, labels)
    _properties(document, minutes, language, made)
    body = document.element.body
    for each in _parts(minutes, labels):
        body.insert(len(body) - 1, each)  # the last one is the page itself
    return _same_bytes(document)


def _parts(minutes: ShownMinutes, labels: Labels) -> Iterator[Element]:
    yield paragraph("MinutesWhere", Run(f"{minutes.administration} · {minutes.body}"))
    yield paragraph("Title", Run(minutes.title))
    yield paragraph("MinutesSummary", Run(minutes.summary))
    yield paragraph("MinutesState", Run(minutes.state))
    rows = [
        [paragraph("MinutesHead", Run(line.label)), paragraph("MinutesCell", Run("\n".join(line.values)))]
        for line in minutes.head
    ]
    yield table(rows, widths=HEAD_WIDTHS, label=minutes.title)
    if any(point.hidden for point in minutes.points):
        yield paragraph("MinutesQuiet", Run(labels.hidden))
    for point in minutes.points:
        yield from _point(point, labels)
    if minutes.other:
        yield paragraph("Heading1", Run(labels.other))
        yield from _given(minutes.other, labels)
    if minutes.given:
        yield paragraph("Heading1", Run(labels.given))
        yield _sum(minutes.given, labels)
    if minutes.parked:
        yield paragraph("Heading1", Run(labels.parked))
        yield from (paragraph("MinutesListed", Run(f"–\t{title}")) for title in minutes.parked)
    yield from _signatures(minutes)
    if labels.seal:
        yield paragraph("MinutesQuiet", Run(labels.seal))


def _point(point: ShownPoint, labels: Labels) -> Iterator[Element]:
    yield paragraph("Heading1", Run(f"§ {point.number}   {point.title}"))
    if point.is_bare:
        yield paragraph("MinutesQuiet", Run(labels.nothing))
    for grid in point.grids:
        if grid.caption:
            yield paragraph("MinutesCaption", Run(grid.caption))
        yield _grid(grid, point.title)
        yield paragraph("MinutesGap")
    for note in point.notes:
        yield from _note(note.text, note.by)
    for item in point.items:
        yield from _item(item, labels)
    if point.left:
        said = labels.also if point.grids or point.items or point.notes else labels.left
        yield paragraph("MinutesListHead", Run(said))
        yield from (paragraph("MinutesListed", Run(f"–\t{line}")) for line in point.left)


def _item(item: Item, labels: Labels) -> Iterator[Element]:
    parked = f" ({labels.parked_row})" if item.parked else ""
    yield paragraph("Heading2", Run(f"{item.title}{parked}"))
    if item.finding:
        yield paragraph("Normal", Run(f"{item.finding}."))
    if item.text:
        yield paragraph("MinutesQuiet", Run(item.text))
    for note in item.notes:
        yield from _note(note.text, note.by)
    yield from _given(item.given, labels)


def _note(text: str, by: str) -> Iterator[Element]:
    who = [Run(f"  {by}", colour="566068")] if by else []
    yield paragraph("Normal", Run(text), *who)


def _given(given: Iterable[ShownGiven], labels: Labels) -> Iterator[Element]:
    for each in given:
        style = "MinutesDecision" if each.kind == "decision" else "MinutesAction"
        committee = f" ({labels.for_committee})" if each.for_committee else ""
        yield paragraph("MinutesGap")
        yield paragraph(style, Run(f"{each.heading}{committee}"))
        yield paragraph(f"{style}Text", Run(each.text))
        yield paragraph(f"{style}Who", Run(each.who))
        yield paragraph("MinutesGap")


def _grid(grid: Grid, label: str) -> Element:
    """A table; a short one stays on one page."""
    last = len(grid.rows) if len(grid.rows) <= SHORT else 0
    rows = [[_cell(cell, keep=number < last) for cell in row] for number, row in enumerate(grid.rows, 1)]
    columns = list(map(_column, grid.heads, zip(*grid.rows, strict=True)))
    return table([list(map(_head, grid.heads)), *rows], widths=widths_for(columns), heads=1, label=label)


def _column(head: Cell, cells: Sequence[Cell]) -> Column:
    whole = any(cell.figure or cell.short for cell in cells)
    return Column([cell.text for cell in cells], whole=whole, head=head.text)


def _head(cell: Cell) -> Element:
    return paragraph("MinutesFigureHead" if cell.figure else "MinutesHead", Run(cell.text))


def _cell(cell: Cell, *, keep: bool) -> Element:
    style = "MinutesFigure" if cell.figure else "MinutesCell"
    return paragraph(style, Run(cell.text, colour=TONES.get(cell.tone, "")), keep=keep)


def _sum(given: Sequence[ShownGiven], labels: Labels) -> Element:
    heads = (labels.number, labels.what, labels.owner, labels.due)
    rows = tuple(
        (Cell(each.label, short=True), Cell(each.text), Cell(each.owner), Cell(each.due, short=True)) for each in given
    )
    return _grid(Grid("", tuple(map(Cell, heads)), rows), labels.given)


def _signatures(minutes: ShownMinutes) -> Iterator[Element]:
    """Lines to sign on, that stay together with their names."""
    yield paragraph("MinutesSign", Run("\n\n\n"))
    names = ["\n".join([each.label, *(name for name in each.values if name)]) for each in minutes.signatures]
    lines = [paragraph("MinutesSign", Run("_" * 26 + f"\n{name}")) for name in names]
    yield table([lines], widths=[SIGNATURE_WIDTH] * len(lines), ruled=False)
    yield paragraph("MinutesGap")


def _page(document: Document, minutes: ShownMinutes, labels: Labels) -> None:
    """A4 with what it is above and the number of the page below."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2)
    section.header_distance = section.footer_distance = Cm(1.1)
    _only(section.header._element, paragraph("Header", Run(f"{minutes.body} · {minutes.title} · {minutes.state}")))  # noqa: SLF001 (python-docx has no other way in)
    foot = paragraph("Footer", Run(f"{labels.page} "), field("PAGE"), Run(f" {labels.of} "), field("NUMPAGES"))
    _only(section.footer._element, foot)  # noqa: SLF001 (the same)


def _only(part: Element, content: Element) -> None:
    for child in list(part):
        part.remove(child)
    part.append(content)


def _properties(document: Document, minutes: ShownMinutes, language: str, made: datetime) -> None:
    properties = document.core_properties
    utc = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = clean(f"{minutes.title}, {minutes.body}")
    properties.author = properties.last_modified_by = clean(minutes.administration)
    properties.subject, properties.comments, properties.keywords = clean(minutes.body), "", ""
    properties.created = properties.modified = utc
    properties.language, properties.revision = language, 1


def _same_bytes(document: Document) -> bytes:
    """The document packed without the time of day, which a package otherwise holds."""
    packed, again = BytesIO(), BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return again.getvalue()
