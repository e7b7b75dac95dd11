"""The table of the savings programme: departments with their units under, and what is not spread."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_tables2.utils import Accessor

from measures.programme.gap import DepartmentGap, Gap, Programme, UnitGap
from measures.templatetags.programme import saving, saving_gap
from units.tables import DASH, RIGHT, AmountColumn, FigureTable, Rows, emphasised


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A department, a unit under it, or what is not spread. `under` is the code of the department it stands under."""

    code: str
    name: str
    gap: Gap
    under: str = ""
    level: str = "department"

    @property
    def look(self) -> str:
        """The classes of its row: set in where it stands under another."""
        return f"{'part ' if self.under else ''}{'rest' if self.is_rest else ''}".strip()

    @property
    def is_rest(self) -> bool:
        """Whether it is what is not spread, which stands last."""
        return self.level == "rest"


def programme_rows(programme: Programme) -> list[ProgrammeRow]:
    """Every department with its units under, and what is spread on neither; together they are the administration."""
    rows = [row for each in programme.departments for row in department_rows(each)]
    rest = programme.not_spread
    return rows + ([ProgrammeRow("", _("Not spread on departments"), Gap(rest), level="rest")] if rest else [])


def department_rows(place: DepartmentGap) -> list[ProgrammeRow]:
    """The department and its units under."""
    head = ProgrammeRow(place.department.code, place.department.name, place.gap)
    return [head, *unit_rows(place, under=place.department.code)]


def unit_rows(place: DepartmentGap, *, under: str = "") -> list[ProgrammeRow]:
    """The units of a department and what of its share none of them answers for."""
    rest = place.not_spread
    last = [ProgrammeRow("", _("Not spread on units"), Gap(rest), under, level="rest")] if rest else []
    return [*(_unit_row(each, under) for each in place.units), *last]


def _unit_row(each: UnitGap, under: str) -> ProgrammeRow:
    return ProgrammeRow(each.unit.code, each.unit.name, each.gap, under, level="unit")


class Nested(Rows):
    """Rows that stand under another: sorted within it, and it with them. What is not spread comes last both ways."""

    def _sort(self, accessor: Accessor, *, descending: bool) -> None:
        super()._sort(accessor, descending=descending)
        ordered = sorted(self.data, key=lambda row: row.is_rest)
        under: dict[str, list[ProgrammeRow]] = {}
        for row in ordered:
            under.setdefault(row.under, []).append(row)
        tops = under.pop("", [])
        self.data = [row for top in tops for row in (top, *under.get(top.code, []))]


class SavingColumn(AmountColumn):
    """What is saved in öre: without a sign unless it costs, a dash for nothing; exported as kronor."""

    def render(self, value: int, table: FigureTable) -> str:
        """As people read it."""
        return saving(value, table.display) if value else DASH


class GapColumn(AmountColumn):
    """What is missing (−) or above (+): with a word."""

    def render(self, value: int, record: ProgrammeRow, table: FigureTable) -> SafeString:
        """As people read it; a dash where nothing is to be saved and nothing is decided."""
        return saving_gap(value, table.display) if record.gap.needed or record.gap.decided else DASH


def footer(field: str, shown: Callable[[Any, Any], str] = saving) -> Callable[[Any], str]:
    """A footer with `field` of the table's sum."""
    return lambda table: shown(getattr(table.sum, field), table.display)


class ProgrammeTable(FigureTable):
    """What departments and units must save and what is done about it, a row per place."""

    rows_class = Nested

    name = tables.Column(
        gettext_lazy("Department and unit"),
        order_by="code",
        attrs={"td": {"class": "unit"}},
        footer=gettext_lazy("Sum"),
    )
    needed = SavingColumn(gettext_lazy("To save"), accessor="gap__needed", footer=footer("needed"))
    identified = SavingColumn(gettext_lazy("Identified"), accessor="gap__identified", footer=footer("identified"))
    decided = SavingColumn(pgettext_lazy("saving", "Decided"), accessor="gap__decided", footer=footer("decided"))
    gap = GapColumn(
        gettext_lazy("Missing or above"),
        accessor="gap__amount",
        attrs=emphasised(RIGHT),
        footer=footer("amount", saving_gap),
    )
    likely = SavingColumn(
        gettext_lazy("Decided, weighed by probability"), accessor="gap__likely_decided", footer=footer("likely_decided")
    )
    likely_identified = SavingColumn(
        gettext_lazy("Identified, weighed"), accessor="gap__likely_identified", footer=footer("likely_identified")
    )
    realised = SavingColumn(gettext_lazy("Followed up"), accessor="gap__realised", footer=footer("realised"))
    verified = SavingColumn(pgettext_lazy("saving", "Verified"), accessor="gap__verified", footer=footer("verified"))

    class Meta:
        empty_text = gettext_lazy("No department or unit exists that year.")
        row_attrs = {"class": lambda record: record.look}

    def __init__(
        self,
        data: Iterable[ProgrammeRow],
        *,
        total: Gap | None = None,
        links: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.sum, self.links = total or Gap(), links or {}
        rows = list(data)
        super().__init__(rows, **kwargs)
        if rows and not any(row.under for row in rows):
            self.columns["name"].column.verbose_name = _("Unit")

    def render_name(self, value: str, record: ProgrammeRow) -> SafeString | str:
        """The name, leading to the department's programme or the unit's measures."""
        if url := self.links.get(f"{record.level} {record.code}"):
            return format_html('<a href="{}">{}</a> <span class="code">{}</span>', url, value, record.code)
        return format_html('{} <span class="code">{}</span>', value, record.code) if record.code else value

    def value_name(self, value: str, record: ProgrammeRow) -> str:
        """Code and name."""
        return f"{record.code} {value}".strip()
