"""The first rows of a sheet as the page shows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from forecasts.imports.answer_words import ROLES
from forecasts.imports.examined import Sample

_NUMBER = re.compile(r"[-−(]?[\d\s\u00a0]*\d(?:,\d+)?\)?")


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column by its letters, what it is taken for, and the field where that is changed."""

    letters: str
    role: str | Promise
    field: BoundField | None = None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A text, and whether it is a number."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row by its number in the sheet; `is_heading` marks those of headings."""

    number: int
    cells: list[ShownCell]
    is_heading: bool


@dataclass(frozen=True, slots=True)
class ShownSample:
    """The first rows of a sheet, or of a file that is one."""

    sheet: str
    columns: list[ShownColumn]
    rows: list[ShownRow]


def shown_sample(sample: Sample, fields: Sequence[BoundField] = ()) -> ShownSample:
    """`sample` for a page; with `fields`, one for each column, where what it holds is chosen."""
    own = [*fields, *[None] * (len(sample.letters) - len(fields))]
    columns = [
        ShownColumn(letters, ROLES.get(role, ""), field)
        for letters, role, field in zip(sample.letters, sample.roles, own, strict=True)
    ]
    rows = [
        ShownRow(number, [ShownCell(text, bool(_NUMBER.fullmatch(text))) for text in row], number in sample.header)
        for number, row in enumerate(sample.rows, sample.first_row)
    ]
    return ShownSample(sample.sheet or _("the file"), columns, rows)
