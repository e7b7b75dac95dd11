"""How the form of a measure is laid out: what everyone writes first, then folded sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from measures.writing.forms import DECISION_NAMES, MONTH_NAMES, MeasureForm, rows_of

FIRST = ("title", "what", "unit_1", "start", "under_way", "full_year_effect", "reason", "owner")
FOLDED: tuple[tuple[str, Any, Any, Sequence[Sequence[str]]], ...] = (
    ("units", _("Several units share it"), _("Shares in per cent. Empty ones share what is left evenly."), ()),
    (
        "months",
        _("When it ends, and the effect month by month"),
        "",
        [("end", "end_condition"), ("effect_by",), ("ramp",)],
    ),
    ("sort", _("Kind, account group and key figure"), "", [("kind",), ("horizon",), ("group",), ("indicator",)]),
    (
        "costs",
        _("Costs, staffing and probability"),
        "",
        [("one_time_cost", "reinvestment"), ("fte_hundredths", "probability")],
    ),
    ("forecast", _("Is it in the forecast already?"), "", [("contained_from",)]),
    ("team", _("Who works with it"), "", [("team",)]),
    (
        "consequences",
        _("Consequences, risk and anchoring"),
        "",
        [("for_clients",), ("for_staff",), ("for_quality",), ("for_children",), ("risk",), ("anchored",)],
    ),
    ("union", _("Investigation and union negotiation"), "", [("investigate_by",), ("union_required",), ("union_on",)]),
    ("decision", _("The decision"), "", [DECISION_NAMES[:2], DECISION_NAMES[2:4], DECISION_NAMES[4:]]),
    ("links", _("Documents, pilots and what others learned"), "", ()),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A folded part of the form: its heading, what to think of, its rows of fields, and whether it is unfolded.

    `months` and `years` are the inputs of the first year's months and of the sums of the years after it.
    """

    key: str
    legend: str
    hint: str
    rows: list[list[BoundField]]
    open: bool
    months: Sequence[BoundField] = ()
    years: Sequence[BoundField] = ()


def first_fields(form: MeasureForm) -> list[BoundField]:
    """What everyone writes."""
    return [form[name] for name in FIRST if name in form.fields]


def sections(form: MeasureForm) -> list[Section]:
    """The folded sections; one with something to correct, or something written in it, is unfolded."""
    rows = {
        "units": [("share_1",), *rows_of(form.fields, "unit_", "share_")[1:]],
        "links": rows_of(form.fields, "link_kind_", "link_text_", "link_url_"),
    }
    named = [(key, legend, hint, rows.get(key, names)) for key, legend, hint, names in FOLDED]
    return [_section(form, *each) for each in named if each[3][0][0] in form.fields]


def _section(form: MeasureForm, key: str, legend: Any, hint: Any, names: Sequence[Sequence[str]]) -> Section:
    rows = [[form[name] for name in row] for row in names]
    months = [form[name] for name in MONTH_NAMES] if key == "months" else []
    years = [form[name] for (name,) in rows_of(form.fields, "year_")] if key == "months" else []
    seen = any(_is_written(field) for row in rows for field in row) or any(each.errors for each in [*months, *years])
    return Section(key, str(legend), str(hint), rows, seen, months, years)


def _is_written(field: BoundField) -> bool:
    """Whether a field must be seen: it has an error, or holds something else than an empty form."""
    return bool(field.errors) or field.value() not in (None, "", [], False, field.field.initial)
