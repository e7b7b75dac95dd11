"""Reads of the registers. The rows come in as a queryset: access is decided in the view. Amounts are öre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from forecasts.models import Figure
from measures.models import Commitment, DelegationLimit, Finding
from measures.registers import limits
from measures.registers.binding import Term
from measures.registers.limits import Limit
from measures.registers.repeats import Known, earlier, later
from units.models import Administration, Unit, User
from units.roles import Act, roles_that

UNBOUNDED = 10**18
LEFT = "left"  # not dealt with, whether begun or not


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A delegation limit, and whether the person may change it."""

    limit: DelegationLimit
    withdrawn: bool
    may_write: bool = False

    @property
    def state(self) -> str:
        """Whether it holds: holds, coming (to be withdrawn) or withdrawn."""
        if self.withdrawn:
            return "withdrawn"
        return "coming" if self.limit.withdrawn_on else "holds"

    @property
    def order(self) -> int:
        """Where its role comes, the unit head first."""
        return DelegationLimit.Role.values.index(self.limit.role)

    @property
    def reach(self) -> int:
        """How high it reaches in a year (öre); a decision counts once, no limit is above all."""
        return UNBOUNDED if self.limit.limit is None else limits.yearly(self.limit.limit, self.limit.per)


@dataclass(frozen=True, slots=True)
class UnitLimits:
    """What each role in a unit may decide."""

    unit: Unit
    rows: tuple[LimitRow, ...]

    def of(self, role: str) -> tuple[LimitRow, ...] | None:
        """The limits of `role`; None when nothing is written."""
        return tuple(row for row in self.rows if row.limit.role == role) or None

    def reach_of(self, role: str) -> int | None:
        """How high `role` reaches (öre a year); nothing where all is withdrawn, None when nothing is written."""
        rows = self.of(role)
        return max((row.reach for row in rows if not row.withdrawn), default=0) if rows else None

    @property
    def unit_head(self) -> int | None:
        """How high the unit head reaches."""
        return self.reach_of(DelegationLimit.Role.UNIT_HEAD)

    @property
    def deputy(self) -> int | None:
        """How high the deputy reaches."""
        return self.reach_of(DelegationLimit.Role.DEPUTY)

    @property
    def team_leader(self) -> int | None:
        """How high team leaders reach."""
        return self.reach_of(DelegationLimit.Role.TEAM_LEADER)

    @property
    def case_officer(self) -> int | None:
        """How high case officers reach."""
        return self.reach_of(DelegationLimit.Role.CASE_OFFICER)


def limit_of(row: DelegationLimit, today: date | None = None) -> Limit:
    """`row` as the comparison takes it; withdrawn as of `today`."""
    withdrawn = today is not None and is_withdrawn(row, today)
    return Limit(row.unit_id, row.role, row.what, row.above, row.limit, row.per, withdrawn=withdrawn)


def is_withdrawn(row: DelegationLimit, today: date) -> bool:
    """Whether the delegation is withdrawn on the day `today`."""
    return row.withdrawn_on is not None and row.withdrawn_on <= today


def limit_rows(rows: QuerySet[DelegationLimit], writable: Iterable[int], today: date) -> list[LimitRow]:
    """`rows` by unit and as the roles follow upon each other, the unit head first. One query."""
    may = set(writable)
    found = [LimitRow(each, is_withdrawn(each, today), each.pk in may) for each in rows.select_related("unit")]
    return sorted(found, key=lambda row: (row.limit.unit.code, row.order, row.limit.pk))


def chosen_limits(rows: Sequence[LimitRow], choice: Mapping[str, Any]) -> list[LimitRow]:
    """Those of `rows` that `choice` takes (role, what, state; empty takes all)."""
    return [
        row
        for row in rows
        if choice.get("role") in ("", None, row.limit.role)
        and choice.get("what") in ("", None, row.limit.what)
        and (not choice.get("state") or (choice["state"] == "withdrawn") == row.withdrawn)
    ]


def by_unit(rows: Sequence[LimitRow]) -> list[UnitLimits]:
    """`rows` one unit after another, in their order."""
    units: dict[Unit, list[LimitRow]] = {}
    for row in rows:
        units.setdefault(row.limit.unit, []).append(row)
    return [UnitLimits(unit, tuple(found)) for unit, found in units.items()]


def unlimited_units(rows: Sequence[LimitRow], role: str) -> int:
    """In how many units `role` decides something whatever it costs."""
    return len(
        {row.limit.unit_id for row in rows if row.limit.role == role and row.reach == UNBOUNDED and not row.withdrawn}
    )


def units_without(units: QuerySet[Unit], rows: Sequence[LimitRow], today: date) -> list[Unit]:
    """Units today, parts apart, for which no delegation is written. One query."""
    there = units.whole().filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today)
    return list(there.exclude(pk__in={row.limit.unit_id for row in rows}))


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, the earlier ones it repeats (the latest first) and the later ones that repeat it.

    Earlier and later ones that the person does not see are left out; `repeated` is true all the same.
    """

    finding: Finding
    earlier: tuple[Known, ...]
    later: tuple[Known, ...]
    overdue: bool
    may_write: bool = False

    @property
    def repeated(self) -> bool:
        """Whether it was found before."""
        return self.finding.repeats_id is not None

    @property
    def left(self) -> bool:
        """Whether it is to be dealt with still; one that was found again is counted there."""
        return self.finding.state != Finding.State.DONE and not self.later

    @property
    def order(self) -> int:
        """How far it has come."""
        return Finding.State.values.index(self.finding.state)

    @property
    def place(self) -> str:
        """The unit or department that it is about; empty for the administration."""
        place = self.finding.unit or self.finding.department
        return place.name if place else ""


def known_of(rows: Iterable[Finding]) -> dict[int, Known]:
    """Findings as the comparison takes them, by pk."""
    return {
        each.pk: Known(each.pk, each.title, each.source, each.found_on, each.text, each.repeats_id) for each in rows
    }


def finding_rows(rows: QuerySet[Finding], writable: Iterable[int], today: date) -> list[FindingRow]:
    """All of `rows`, the latest first. One query."""
    found = list(rows.select_related("unit", "department", "owner"))
    known, may = known_of(found), set(writable)
    return [
        FindingRow(
            each,
            tuple(earlier(each.pk, known)),
            tuple(later(each.pk, known.values())),
            overdue=each.due is not None and each.due < today and each.state != Finding.State.DONE,
            may_write=each.pk in may,
        )
        for each in found
    ]


def chosen_findings(rows: Sequence[FindingRow], choice: Mapping[str, Any]) -> list[FindingRow]:
    """Those of `rows` that `choice` takes (state, department, unit, source, marked; empty takes all)."""
    return [row for row in rows if _is_chosen(row, choice)]


def _is_chosen(row: FindingRow, choice: Mapping[str, Any]) -> bool:
    finding, marked = row.finding, choice.get("marked")
    return (
        (not choice.get("state") or (row.left if choice["state"] == LEFT else finding.state == choice["state"]))
        and choice.get("department") in (None, finding.department)
        and choice.get("unit") in (None, finding.unit)
        and choice.get("source") in ("", None, finding.source)
        and (marked != "repeated" or row.repeated)
        and (marked != "late" or row.overdue)
    )


def people_of(administration: Administration, today: date) -> QuerySet[User]:
    """Those who may answer for a finding: who reads figures somewhere in `administration` today."""
    held = Q(responsibilities__until=None) | Q(responsibilities__until__gte=today)
    return (
        User.objects.filter(
            held,
            is_active=True,
            responsibilities__administration=administration,
            responsibilities__role__in=roles_that(Act.FIGURES),
            responsibilities__since__lte=today,
        )
        .order_by("name", "username")
        .distinct()
    )


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment, what of it is bound in each of the five years (öre), and the earliest month it can end."""

    commitment: Commitment
    bound: tuple[int, ...]
    end: date | None
    ended: bool
    may_write: bool = False


def term_of(row: Commitment) -> Term:
    """`row` as the calculation takes it."""
    return Term(row.yearly, row.first, row.last, row.notice_months)


def commitment_rows(
    rows: QuerySet[Commitment], writable: Iterable[int], years: Sequence[int], today: date
) -> list[CommitmentRow]:
    """`rows` with what is bound in `years`. One query."""
    may = set(writable)
    return [
        CommitmentRow(
            each,
            tuple(term.bound(year, today) for year in years),
            term.end(today),
            term.has_ended(today),
            each.pk in may,
        )
        for each in rows.select_related("unit")
        for term in [term_of(each)]
    ]


def chosen_commitments(rows: Sequence[CommitmentRow], choice: Mapping[str, Any]) -> list[CommitmentRow]:
    """Those of `rows` that `choice` takes: of a unit with its parts, going on unless `state` says otherwise."""
    unit, state = choice.get("unit"), choice.get("state") or "going-on"
    return [
        row
        for row in rows
        if (
            unit is None or (row.commitment.unit and unit.pk in (row.commitment.unit_id, row.commitment.unit.parent_id))
        )
        and (state == "all" or (state == "ended") == row.ended)
    ]


def year_budgets(units: QuerySet[Unit], years: Sequence[int]) -> dict[int, int]:
    """The budget as it stands of `units` with their parts, in those of `years` that have one. One query."""
    rows = (
        Figure.objects.budget()
        .filter(unit__in=units.with_parts().order_by().values("pk"))
        .filter(month__gte=date(years[0], 1, 1), month__lte=date(years[-1], 12, 1))
        .order_by()
        .values_list("month__year")
        .annotate(amount=Sum("amount"))
    )
    return dict(rows)
