"""Reads about what is remembered of files."""

from dataclasses import dataclass

from forecasts.imports.answer_words import answers_in_words
from forecasts.models import FileLayout, UnitAlias
from units.models import Administration


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A kind of file with its headings as they stood, and its answers in words."""

    layout: FileLayout
    headings: str
    answers: list[str]


def layout_rows(administration: Administration) -> list[LayoutRow]:
    """Every kind of file that answers are kept for, by name. One query."""
    rows = administration.file_layouts.select_related("made_by")
    return [LayoutRow(each, " · ".join(each.headings), answers_in_words(each.answers)) for each in rows]


def alias_rows(administration: Administration) -> list[UnitAlias]:
    """Every text that stands for a unit, or for none. One query."""
    return list(administration.unit_aliases.select_related("unit", "made_by"))
