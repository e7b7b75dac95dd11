"""What the units of a file become, and everything that is wrong with it. Pure.

What the file does not say stays as it is; units that it lacks are left alone, but parts follow their unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from forecasts.imports.examined import KnownGroup
from forecasts.imports.headings import plain
from forecasts.imports.lines import shown_cell
from forecasts.imports.names import Names
from forecasts.imports.problems import Code, Problem, Severity
from forecasts.organisation.problems import PlanCode
from forecasts.organisation.reading import LONGEST, wrong_code
from forecasts.organisation.records import UnitRecord
from units.places import DepartmentState, Misfit, Span, UnitState, Whole, can_carry_on, misfit

DEFAULT_KIND = "provider"
SHOWN_MONTHS = 6
MISFITS = {
    Misfit.BACKWARDS: (PlanCode.BACKWARDS, ("valid_to", "valid_from")),
    Misfit.PART_OF_PART: (PlanCode.PART_OF_PART, ("parent",)),
    Misfit.HAS_PARTS: (PlanCode.HAS_PARTS, ("parent",)),
    Misfit.OUTLIVES_UNIT: (PlanCode.OUTLIVES_UNIT, ("valid_to",)),
    Misfit.OUTSIDE_DEPARTMENT: (PlanCode.OUTSIDE_DEPARTMENT, ("valid_from", "valid_to")),
}


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored: the units and departments, and the months that each unit (by code) has figures in."""

    units: tuple[UnitState, ...]
    departments: tuple[DepartmentState, ...]
    figures: Mapping[str, tuple[date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit as it will be, and as it is: `known` is None for a new one."""

    state: UnitState
    known: UnitState | None = None


@dataclass(slots=True)
class Judged:
    """What a commit would do. `planned` are the units of the file in its order, then parts that follow their unit."""

    planned: list[Planned] = field(default_factory=list)
    departments: list[DepartmentState] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changed(self) -> list[Planned]:
        """Those that are new or change."""
        return [each for each in self.planned if each.state != each.known]


def judge(records: Sequence[UnitRecord], held: Held) -> Judged:
    """What `records` would make of what is `held`."""
    return _Judge(records, held).judged()


class _Finder:
    """Finds a place by its code, its name or both; the whole label first."""

    def __init__(self, places: Sequence[UnitState | DepartmentState]) -> None:
        self.codes = [each.code for each in places]
        self.labels = {plain(f"{each.code} {each.name}"): each.code for each in places}
        self.names = Names([KnownGroup(at, each.code, each.name, "") for at, each in enumerate(places)])

    def find(self, text: str) -> str:
        """The code of the place, or empty."""
        found = self.names.find(text)
        return self.labels.get(plain(text)) or (self.codes[found] if found is not None else "")

    def near(self, text: str) -> str:
        return self.names.near(text)


class _Judge:
    def __init__(self, records: Sequence[UnitRecord], held: Held) -> None:
        self.records, self.held = records, held
        self.problems: list[Problem] = []
        self.wrong: set[tuple[str, str]] = set()  # code of the record and role of the cell
        self.known = {each.code: each for each in held.units}
        self.codes = {plain(each.code): each.code for each in held.units}
        bare = [each.code.lstrip("0") for each in held.units if each.code.isdigit()]
        self.bare = {each.code.lstrip("0"): each.code for each in held.units if bare.count(each.code.lstrip("0")) == 1}
        self.of_code: dict[str, UnitRecord] = {}
        self.departments = {each.code: each for each in held.departments}
        self.made: dict[str, DepartmentState] = {}

    def judged(self) -> Judged:
        self._match()
        self._make_departments()
        laid = {code: self._laid(code, record) for code, record in self.of_code.items()}
        wanted = self._followed(self._placed(self.known | laid))
        followers = [code for code in self.known if code not in self.of_code and wanted[code] != self.known[code]]
        for code in self.of_code:
            self._hold(code, wanted)
        for code in followers:
            self._warn_of_figures(self.of_code[wanted[code].parent], wanted[code])
        made = self._dated([wanted[code] for code in self.of_code])
        planned = [Planned(wanted[code], self.known.get(code)) for code in [*self.of_code, *followers]]
        return Judged(planned, made, self.problems)

    def _match(self) -> None:
        """Find the unit that each record is about."""
        for record in self.records:
            first = self.of_code.setdefault(self._code(record), record)
            if plain(first.code) != plain(record.code):
                self._wrong(record, PlanCode.CODE_TWICE, "row", record.code, first.at("row"))

    def _code(self, record: UnitRecord) -> str:
        """The code of the stored unit that a record is about, else its own."""
        code = self.codes.get(plain(record.code))
        if code is None and record.code.isdigit() and (code := self.bare.get(record.code.lstrip("0"))):
            self._warn(record, PlanCode.ZEROS, "row", record.code, code)
        return code or record.code

    # departments

    def _make_departments(self) -> None:
        """Departments that a row gives a code and a name, and that are not there."""
        by_code = {plain(code): each for code, each in self.departments.items()}
        by_name = {plain(each.name): each for each in self.departments.values()}
        for record in self.of_code.values():
            code, name = record.values.get("department_code"), record.values.get("department")
            if not code or not name or plain(code) in by_code:
                continue
            if taken := by_name.get(plain(name)):
                self._wrong(record, PlanCode.OTHER_DEPARTMENT, "department_code", code, f"{taken.code} {taken.name}")
            elif wrong := wrong_code(code):
                self._wrong(record, wrong, "department_code", code)
            elif len(name) > LONGEST["name"]:
                self._wrong(record, Code.TEXT_TOO_LONG, "department", name)
            else:
                made = DepartmentState(code, name, Span(date.min))
                by_code[plain(code)] = by_name[plain(name)] = self.made[code] = made

    def _department(self, record: UnitRecord, finder: _Finder) -> str:
        """The code of the department that a row says; empty when it says none, or what is wrong was noted."""
        code, text = record.values.get("department_code"), record.values.get("department")
        if not code:
            found = finder.find(text) if text else ""
            if text and not found:
                self._wrong(record, PlanCode.UNKNOWN_DEPARTMENT, "department", text, finder.near(text))
            return found
        every = self.departments | self.made
        found = next((each for each in every if plain(each) == plain(code)), "")
        if not found:
            if not text:
                self._wrong(record, PlanCode.UNKNOWN_DEPARTMENT, "department_code", code, finder.near(code))
            return ""
        if text and finder.find(text) != found:
            self._wrong(record, PlanCode.OTHER_DEPARTMENT, "department", text, f"{found} {every[found].name}")
        return found

    def _called(self, code: str) -> str:
        return f"{code} {(self.departments | self.made)[code].name}" if code else ""

    def _dated(self, states: Sequence[UnitState]) -> list[DepartmentState]:
        """The departments that are made, each from the month when the first of its units begins."""
        return [
            replace(each, span=Span(min(state.valid_from for state in states if state.department == code)))
            for code, each in self.made.items()
            if any(state.department == code for state in states)
        ]

    # units

    def _laid(self, code: str, record: UnitRecord) -> UnitState:
        """What the file says of a unit, its places aside, laid over what is stored."""
        known, values = self.known.get(code), record.values
        name = values.get("name")
        start = values.get("valid_from") or (known and known.valid_from)
        if known and (not name or name == " ".join(known.name.split())):
            name = known.name
        if not name and "name" not in record.faulty:
            self._wrong(record, PlanCode.MISSING_NAME, "name", code)
        if not start and "valid_from" not in record.faulty:
            self._wrong(record, PlanCode.MISSING_START, "valid_from", code)
        kind = values.get("kind") or (known.kind if known else DEFAULT_KIND)
        end: date | None = values.get("valid_to", known.valid_to if known else None)
        state = known or UnitState(code, "", kind, "", start or date.min)
        return replace(state, name=name or code, kind=kind, valid_from=start or date.min, valid_to=end)

    def _placed(self, states: dict[str, UnitState]) -> dict[str, UnitState]:
        """The units of the file in their departments, parts of their units and with their successors."""
        units, departments = _Finder(list(states.values())), _Finder([*self.departments.values(), *self.made.values()])
        placed = dict(states)
        for code, record in self.of_code.items():
            state = states[code]
            department = self._department(record, departments) or state.department
            parent = self._place(record, "parent", PlanCode.UNKNOWN_PARENT, units, state.parent)
            successor = self._place(record, "successor", PlanCode.UNKNOWN_SUCCESSOR, units, state.successor)
            if not state.valid_to and not record.values.get("successor"):
                successor = ""
            placed[code] = replace(state, department=department, parent=parent, successor=successor)
        return placed

    def _place(self, record: UnitRecord, role: str, unknown: PlanCode, units: _Finder, before: str) -> str:
        if role not in record.values:
            return before
        text = record.values[role]
        found = units.find(text) if text else ""
        if text and not found:
            self._wrong(record, unknown, role, text, units.near(text))
        return found

    def _followed(self, states: dict[str, UnitState]) -> dict[str, UnitState]:
        """Parts are in the department of their unit; those that the file lacks end with it too when it changes."""
        wanted = dict(states)
        for code, state in states.items():
            whole = states.get(state.parent)
            if whole is None or code == state.parent:
                continue
            record = self.of_code.get(code)
            if record is None and whole == self.known.get(whole.code):
                continue
            if record is None:
                late = state.span.outlives(whole.span)
                wanted[code] = replace(
                    state, department=whole.department, valid_to=whole.valid_to if late else state.valid_to
                )
                if late and whole.valid_to and state.valid_from > whole.valid_to:
                    self._wrong(self.of_code[whole.code], PlanCode.PART_BEGINS_LATER, "valid_to",
                                f"{whole.valid_to:%Y-%m}", f"{state.code} {state.name}")  # fmt: skip
            elif record.values.get("department") or record.values.get("department_code"):
                if state.department and state.department != whole.department:
                    its, other = (self._called(each) for each in (state.department, whole.department))
                    self._wrong(record, PlanCode.PART_ELSEWHERE, "department", its, other)
            else:
                wanted[code] = replace(state, department=whole.department)
        return wanted

    # what is held against the rules

    def _hold(self, code: str, wanted: dict[str, UnitState]) -> None:
        record, state = self.of_code[code], wanted[code]
        if state.valid_from == date.min:
            return
        known, whole = self.known.get(code), wanted.get(state.parent)
        if not state.department:
            if not any((record.code, role) in self.wrong for role in ("department", "department_code", "parent")):
                self._wrong(record, PlanCode.MISSING_DEPARTMENT, "department", code)
        elif state.parent and code in _above(code, wanted):
            self._wrong(record, PlanCode.CIRCLE, "parent", record.values.get("parent") or state.parent)
        elif state != known or (whole and whole != self.known.get(whole.code)):
            self._hold_place(record, state, wanted)
        self._hold_successor(record, state, wanted)
        self._warn_of_figures(record, state)

    def _hold_place(self, record: UnitRecord, state: UnitState, wanted: dict[str, UnitState]) -> None:
        department = self.departments.get(state.department)
        parent = wanted.get(state.parent)
        why = misfit(
            state.span,
            department=department.span if department else Span(date.min),
            whole=Whole(parent.span, is_part=bool(parent.parent)) if parent else None,
            has_parts=any(each.parent == state.code for each in wanted.values()),
        )
        if why:
            problem, roles = MISFITS[why]
            found = {
                Misfit.PART_OF_PART: _label(parent), Misfit.HAS_PARTS: _label(state),
                Misfit.OUTSIDE_DEPARTMENT: department.name if department else "",
            }  # fmt: skip
            hint = f"{parent.valid_to:%Y-%m}" if parent and parent.valid_to else f"{state.valid_from:%Y-%m}"
            role = next((each for each in roles if each in record.cells), "row")
            self._wrong(record, problem, role, found.get(why) or _months(state.span), hint)

    def _hold_successor(self, record: UnitRecord, state: UnitState, wanted: dict[str, UnitState]) -> None:
        other, known = wanted.get(state.successor), self.known.get(state.code)
        if other is None or (known and (known.valid_to, known.successor) == (state.valid_to, state.successor)):
            return
        if state.valid_to is None:
            self._wrong(record, PlanCode.SUCCESSOR_WITHOUT_END, "successor", _label(other))
        elif not can_carry_on(state.code, state.valid_to, other.code, other.valid_to):
            self._wrong(record, PlanCode.UNFIT_SUCCESSOR, "successor", _label(other))

    def _warn_of_figures(self, record: UnitRecord, state: UnitState) -> None:
        known = self.known.get(state.code)
        if known is None or known.span == state.span or state.span.backwards:
            return
        outside = [each for each in self.held.figures.get(state.code, ()) if not Span(each, each).within(state.span)]
        newly = [each for each in outside if Span(each, each).within(known.span)]
        if newly:
            role = "valid_to" if state.valid_to and newly[-1] > state.valid_to else "valid_from"
            months = ", ".join(f"{each:%Y-%m}" for each in newly[:SHOWN_MONTHS])
            self._warn(record, PlanCode.FIGURES_OUTSIDE, role, _label(state),
                       months + (" …" if len(newly) > SHOWN_MONTHS else ""))  # fmt: skip

    def _wrong(self, record: UnitRecord, code: PlanCode | Code, role: str, found: object, hint: str = "") -> None:
        self.wrong.add((record.code, role))
        self.problems.append(Problem(code, record.sheet, record.at(role), shown_cell(str(found)), hint))

    def _warn(self, record: UnitRecord, code: PlanCode, role: str, found: str, hint: str) -> None:
        self.problems.append(Problem(code, record.sheet, record.at(role), found, hint, Severity.WARNING))


def _above(code: str, states: Mapping[str, UnitState]) -> Iterator[str]:
    """The codes of the units that a unit is a part of, each once: in a circle the unit itself is among them."""
    seen: set[str] = set()
    at = states[code].parent
    while at and at in states and at not in seen:
        seen.add(at)
        yield at
        at = states[at].parent


def _label(state: UnitState | None) -> str:
    return f"{state.code} {state.name}" if state else ""


def _months(span: Span) -> str:
    return f"{span.first:%Y-%m}–{f'{span.last:%Y-%m}' if span.last else ''}"
