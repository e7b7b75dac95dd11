"""Parts of a Word document as XML: paragraphs, runs and tables. Pure: no Django.

They are built straight as elements, because python-docx looks every cell of a table up anew.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TEXT_WIDTH = 9410
CHARACTER, MARGIN, WIDEST = 106, 200, 34
INK, RULE = "1C2326", "B9B4AA"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\\t\\n\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
Element = Any


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one manner; `style` is a character style, `colour` six hexadecimal digits."""

    text: str
    bold: bool = False
    colour: str = ""


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold; every line end is a newline."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """An element of WordprocessingML with its attributes in that namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), value)
    made.extend(children)
    return made


def run(part: Run) -> Element:
    """A run; line ends in its text are line breaks, tabs are tabs."""
    made = element("r")
    manner = [element("b")] if part.bold else []
    if part.colour:
        manner.append(element("color", val=part.colour))
    if manner:
        made.append(element("rPr", *manner))
    for number, line in enumerate(clean(part.text).split("\n")):
        if number:
            made.append(element("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if piece:
                made.append(_text(piece))
    return made


def _text(piece: str) -> Element:
    made = element("t")
    made.text = piece
    made.set(SPACE, "preserve")
    return made


def paragraph(style: str, *parts: Run | Element, keep: bool = False) -> Element:
    """A paragraph of the style with that id; `keep` says that it stays on the page of what follows."""
    runs = [run(part) if isinstance(part, Run) else part for part in parts]
    kept = [element("keepNext")] if keep else []
    return element("p", element("pPr", element("pStyle", val=style), *kept), *runs)


def field(instruction: str) -> Element:
    """A field that Word fills in, such as PAGE."""
    return element("fldSimple", run(Run("1")), instr=instruction)


def table(
    rows: Sequence[Sequence[Element]], *, widths: Sequence[int], heads: int = 0, ruled: bool = True, label: str = ""
) -> Element:
    """A table of paragraphs over the whole width of the text; its first `heads` rows stand on every page.

    `widths` are in twentieths of a point; `label` says what it holds to those who do not see it.
    """
    about = [element("tblCaption", val=clean(label))] if label else []
    properties = element(
        "tblPr",
        element("tblW", w=str(sum(widths)), type="dxa"),
        *([_rules()] if ruled else []),
        element("tblLayout", type="fixed"),
        _margins(),
        element("tblLook", firstRow="1" if heads else "0", firstColumn="1"),
        *about,
    )
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *(_row(row, widths, number < heads) for number, row in enumerate(rows)))


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of a column; what is `whole` is not broken over lines. The `head` may be, and is best on two."""

    texts: Sequence[str]
    whole: bool = False
    head: str = ""

    @property
    def least(self) -> int:
        """As narrow as it can be: its longest word, or its longest text when that stays whole."""
        pieces = self.texts if self.whole else [word for text in self.texts for word in text.split(" ")]
        return self._wide([*pieces, *self.head.split(" ")])

    @property
    def most(self) -> int:
        """As wide as it needs to be, or as running text is read best."""
        head = self.head[: len(self.head) // 2 + 3]
        return max(self.least, min(self._wide([*self.texts, head]), WIDEST * CHARACTER + MARGIN))

    def _wide(self, pieces: Sequence[str]) -> int:
        return max((len(piece) for piece in pieces), default=0) * CHARACTER + MARGIN


def widths_for(columns: Sequence[Column], total: int = TEXT_WIDTH) -> list[int]:
    """Widths that sum to `total`: every column has its least, and what is left goes to those that want more."""
    least, wanted = [each.least for each in columns], [each.most - each.least for each in columns]
    left = total - sum(least)
    if left < 0:
        found = [total * each // sum(least) for each in least]
    else:
        found = [each + left * want // max(sum(wanted), 1) for each, want in zip(least, wanted, strict=True)]
    found[0] += total - sum(found)
    return found


def _row(cells: Sequence[Element], widths: Sequence[int], head: bool) -> Element:
    properties = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    return element("tr", element("trPr", *properties), *map(_cell, cells, widths, [head] * len(cells)))


def _cell(content: Element, width: int, head: bool) -> Element:
    manner = [element("tcW", w=str(width), type="dxa")]
    if head:
        manner += [element("tcBorders", _line("bottom", INK)), element("vAlign", val="bottom")]
    return element("tc", element("tcPr", *manner), content)


def _rules() -> Element:
    return element("tblBorders", _line("bottom", RULE), _line("insideH", RULE))


def _line(side: str, colour: str) -> Element:
    return element(side, val="single", sz="4", space="0", color=colour)


def _margins() -> Element:
    sides = (("top", "40"), ("left", "0"), ("bottom", "40"), ("right", "170"))
    return element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in sides))
