"""How minutes look in Word: styles in the manner of the program, with typefaces that every office has. Pure."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from meetings.minutes.word_parts import element

SERIF, SANS = "Georgia", "Arial"
INK, QUIET, ACCENT = "1C2326", "566068", "1D4F5C"


@dataclass(frozen=True, slots=True)
class Manner:
    """How text of a style looks; sizes are in points. `keep` says that it stays with what follows."""

    face: str
    size: float
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    line: float = 1.15
    keep: bool = False
    right: bool = False
    bar: str = ""
    listed: bool = False


STYLES = {
    "Normal": Manner(SANS, 10, after=4, line=1.2),
    "Title": Manner(SERIF, 22, bold=True, after=2),
    "Heading 1": Manner(SERIF, 13, bold=True, before=16, after=4, keep=True),
    "Heading 2": Manner(SANS, 10, bold=True, before=8, after=1, keep=True),
    "Header": Manner(SANS, 8, colour=QUIET),
    "Footer": Manner(SANS, 8, colour=QUIET),
    "MinutesWhere": Manner(SANS, 9, colour=QUIET, after=2, keep=True),
    "MinutesState": Manner(SANS, 10, bold=True, after=8),
    "MinutesSummary": Manner(SERIF, 12, after=2),
    "MinutesQuiet": Manner(SANS, 8.5, colour=QUIET, after=4),
    "MinutesListHead": Manner(SANS, 8.5, colour=QUIET, before=4, keep=True),
    "MinutesListed": Manner(SANS, 8.5, colour=QUIET, listed=True),
    "MinutesCaption": Manner(SANS, 8.5, colour=QUIET, before=2, after=2, keep=True),
    "MinutesCell": Manner(SANS, 8.5),
    "MinutesFigure": Manner(SANS, 8.5, right=True),
    "MinutesHead": Manner(SANS, 8.5, colour=QUIET, keep=True),
    "MinutesFigureHead": Manner(SANS, 8.5, colour=QUIET, keep=True, right=True),
    "MinutesGap": Manner(SANS, 3),
    "MinutesSign": Manner(SANS, 8.5, colour=QUIET, keep=True),
    "MinutesDecision": Manner(SANS, 8.5, bold=True, keep=True, bar=INK),
    "MinutesDecisionText": Manner(SERIF, 11, keep=True, bar=INK),
    "MinutesDecisionWho": Manner(SANS, 8.5, colour=QUIET, bar=INK),
    "MinutesAction": Manner(SANS, 8.5, bold=True, keep=True, bar=ACCENT),
    "MinutesActionText": Manner(SERIF, 11, keep=True, bar=ACCENT),
    "MinutesActionWho": Manner(SANS, 8.5, colour=QUIET, bar=ACCENT),
}


def set_styles(document: Document, language: str) -> None:
    """Give `document` its styles, and `language` (sv-SE) as the language of all its text."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in [*defaults.findall(qn("w:lang")), *defaults.findall(qn("w:rFonts"))]:
        defaults.remove(old)
    defaults.insert(0, element("rFonts", ascii=SANS, hAnsi=SANS, cs=SANS, eastAsia=SANS))
    defaults.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    for name, manner in STYLES.items():
        _set(_style(document, name), manner)


def _style(document: Document, name: str) -> ParagraphStyle:
    styles: Any = document.styles
    found: ParagraphStyle = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return found


def _set(style: ParagraphStyle, manner: Manner) -> None:
    characters, lines = style.element.get_or_add_rPr(), style.element.get_or_add_pPr()
    for child in [*characters, *lines.findall(qn("w:pBdr"))]:
        child.getparent().remove(child)
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold = manner.face, Pt(manner.size), manner.bold
    font.color.rgb = RGBColor.from_string(manner.colour)
    for script in ("w:cs", "w:eastAsia"):
        characters.find(qn("w:rFonts")).set(qn(script), manner.face)
    form.space_before, form.space_after, form.line_spacing = Pt(manner.before), Pt(manner.after), manner.line
    form.keep_with_next, form.widow_control = manner.keep, True
    form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if manner.right else None
    if manner.listed:
        form.left_indent, form.first_line_indent = Pt(10), Pt(-10)
        form.tab_stops.add_tab_stop(Pt(10))
    if manner.bar:
        form.left_indent = Pt(12)
        bar = element("pBdr", element("left", val="single", sz="18", space="8", color=manner.bar))
        lines.find(qn("w:spacing")).addprevious(bar)
