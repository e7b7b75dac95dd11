"""Awkward files like the real ones, each with what is right to understand of it."""

from pathlib import Path

from tests.corpus import (
    agresso,
    contradictions,
    handmade,
    heads,
    lists,
    parts_of_year,
    pivots,
    published,
    raindance,
    traps,
    visma,
)
from tests.corpus.case import Case

UPLOADS = Path(__file__).resolve().parent.parent.parent / "fixtures" / "uploads"
CASES: tuple[Case, ...] = (
    *raindance.cases(),
    *agresso.cases(),
    *visma.cases(),
    *pivots.cases(),
    *heads.cases(),
    *handmade.cases(),
    *lists.cases(),
    *traps.cases(),
    *contradictions.cases(),
    *parts_of_year.cases(),
    *published.cases(),
)
