"""Holds the measures of a file against what is stored and says all that is wrong. Pure.

The rules are those that the services keep; here they are asked about every measure at once, and answered with a cell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forecasts.imports.examined import KnownUnit
from forecasts.imports.problems import Code, Problem, Severity
from measures.effect import costs, months_of_measure, of_year, shared
from measures.imports.merge import Planned, as_stored, is_as_written, is_older, merged
from measures.imports.problems import MeasureCode
from measures.imports.reader import MeasureReader
from measures.imports.record import Known, Record
from measures.same_money import same_money
from measures.stages import COUNTED, ENDED, Demand, Facts, Stage, missing, moves
from units.money import MoneyUnit, format_amount
from units.months import first_of

WAY = [Stage.PROPOSED, Stage.DECIDED, Stage.RUNNING, Stage.REALISED, Stage.VERIFIED, Stage.CLOSED]
DECISION = ("decision_body", "decided_on", "decision_paragraph", "decision_reference", "decision_text")
Place = tuple[int, int, date]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may own a measure."""

    pk: int
    username: str
    email: str
    name: str

    @property
    def forms(self) -> set[str]:
        """What a file may call the person."""
        return {each.casefold() for each in (self.username, self.email, self.name) if each}


@dataclass(frozen=True, slots=True)
class Held:
    """What a file of measures is held against.

    `budgets` is öre by unit, account group and year; `forecasts` the as-of months of forecasts by unit pk; `counted`
    who saves something of which unit, account group and month: pks of decided measures by place.
    """

    known: tuple[Known, ...]
    units: Mapping[int, KnownUnit]
    people: tuple[Person, ...]
    closed: frozenset[date]
    today: date
    budgets: Mapping[tuple[int, int, int], int] = field(default_factory=dict)
    forecasts: Mapping[int, frozenset[date]] = field(default_factory=dict)
    counted: Mapping[Place, frozenset[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Judged:
    """The measures that a file makes, changes and leaves as they are, and what is wrong."""

    planned: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def way_to(stage: str, start: date, today: date) -> list[Stage]:
    """The steps of a new measure that begins in the month `start` from *idea* to `stage`, taken `today`.

    One that is stopped has run if its first month has come: what it saved by then stays.
    """
    if stage in (Stage.IDEA, Stage.INVESTIGATED, Stage.REJECTED):
        return [Stage(stage)] if stage != Stage.IDEA else []
    if stage == Stage.STOPPED:
        ran = [Stage.RUNNING] if start <= first_of(today) else []
        return [Stage.PROPOSED, Stage.DECIDED, *ran, Stage.STOPPED]
    return WAY[: WAY.index(Stage(stage)) + 1]


def judge(records: Iterable[Record], held: Held, reader: MeasureReader) -> Judged:
    """What the records of a file become, in their order."""
    return _Judge(held, reader).judged(records)


class _Judge:
    def __init__(self, held: Held, reader: MeasureReader) -> None:
        self.held, self.reader, self.found = held, reader, Judged()
        self.by_number = {each.number: each for each in held.known}
        self.by_title: dict[tuple[str, frozenset[int]], list[Known]] = defaultdict(list)
        for each in held.known:
            self.by_title[_title_key(each.values["title"], each.shares)].append(each)
        self.people: dict[str, set[int]] = defaultdict(set)
        for person in held.people:
            for form in person.forms:
                self.people[form].add(person.pk)
        self.seen: dict[object, str] = {}
        self.places: dict[Place, set[int]] = {place: set(pks) for place, pks in held.counted.items()}
        self.placed: dict[int, list[Place]] = defaultdict(list)
        for place, pks in held.counted.items():
            for pk in pks:
                self.placed[pk].append(place)
        self.families: dict[int, list[int]] = {}
        self.new = 0

    def judged(self, records: Iterable[Record]) -> Judged:
        for record in records:
            before = len(self.found.problems)
            known = self._match(record)
            if len(self.found.problems) > before and self._stopped(before):
                continue
            planned = self._plan(record, known)
            if planned:
                self._check(planned)
                self.found.planned.append(planned)
        return self.found

    def _stopped(self, before: int) -> bool:
        return any(each.severity is Severity.ERROR for each in self.found.problems[before:])

    def _say(self, code: StrEnum, record: Record, *names: str, found: str = "", hint: str = "") -> None:
        self.found.problems.append(Problem(code, record.sheet, record.at(*names), found, hint))

    def _warn(self, code: StrEnum, record: Record, *names: str, found: str = "", hint: str = "") -> None:
        problem = Problem(code, record.sheet, record.at(*names), found, hint, Severity.WARNING)
        self.found.problems.append(problem)

    def _match(self, record: Record) -> Known | None:
        """The stored measure that the record is about; None when it is a new one or something is wrong."""
        known = self._by_number(record) if record.number else self._by_title(record)
        key: object = known.pk if known else _title_key(record.title, record.shares or {})
        if key in self.seen and (known or record.shares):
            self._say(Code.DUPLICATE_ROW, record, "number", "title", found=record.name, hint=self.seen[key])
            return None
        self.seen[key] = record.at("number", "title")
        if known is None:
            return None
        if not self._may(self.reader.writable, known.shares):
            self._say(MeasureCode.NOT_YOURS, record, "number", "title", found=record.name)
        return known

    def _by_number(self, record: Record) -> Known | None:
        known = self.by_number.get(record.number or 0)
        if known is None:
            if record.version:
                self._say(MeasureCode.UNKNOWN_MEASURE, record, "number", found=str(record.number))
            elif self.held.known:
                self._warn(MeasureCode.NUMBER_KEPT, record, "number", found=str(record.number), hint=record.title)
            return None
        strange = record.title.casefold() != str(known.values["title"]).casefold()
        if strange and not record.version and record.shares and not set(record.shares) & set(known.shares):
            hint = known.name if self._may(self.reader.writable, known.shares) else "–"
            self._say(MeasureCode.OTHER_MEASURE, record, "number", found=record.name, hint=hint)
        return known

    def _by_title(self, record: Record) -> Known | None:
        same = self.by_title[_title_key(record.title, record.shares)] if record.shares else []
        if len(same) > 1:
            numbers = ", ".join(str(each.number) for each in same)
            self._say(MeasureCode.UNCLEAR_MEASURE, record, "title", found=record.title, hint=numbers)
            return None
        if same:
            self._warn(MeasureCode.MATCHED, record, "title", found=record.title, hint=str(same[0].number))
        return same[0] if same else None

    @staticmethod
    def _may(units: frozenset[int] | None, shares: Iterable[int]) -> bool:
        return units is None or set(shares) <= units

    def _plan(self, record: Record, known: Known | None) -> Planned | None:
        planned = merged(record, known, owner=self._owner(record, known))
        if planned and known and is_older(record.version, known) and (planned.rewritten or planned.moved):
            if is_as_written(planned):
                return as_stored(planned)
            self._say(MeasureCode.STALE, record, "version", found=known.name, hint=str(known.pk))
            return None
        if planned is None:
            if not (record.shares or known):
                self._say(Code.MISSING_UNIT, record, "unit", found=record.title)
            if not record.values.get("start"):
                self._say(MeasureCode.MISSING_START, record, "start", found=record.title)
        return planned

    def _owner(self, record: Record, known: Known | None) -> int | None:
        stored = known.owner if known else None
        if record.owner is None:
            return stored
        found = self.people.get(record.owner.casefold(), set())
        if len(found) == 1:
            return next(iter(found))
        if stored not in found:
            self._warn(MeasureCode.UNKNOWN_OWNER, record, "owner", found=record.owner)
        return stored

    def _check(self, planned: Planned) -> None:
        record, known = planned.record, planned.known
        if known and known.stage in ENDED and planned.rewritten:
            self._say(MeasureCode.ENDED, record, "stage", "number", found=known.name, hint=known.stage)
            return
        start, end = planned.values["start"], planned.values["end"]
        if end and end < start:
            self._say(
                MeasureCode.ENDS_BEFORE_START, record, "end", "start", found=f"{end:%Y-%m}", hint=f"{start:%Y-%m}"
            )
            return
        if planned.rewritten:
            self._check_units(planned)
            self._check_months(planned)
            self._check_budget(planned)
            self._check_decision(planned)
            self._tell(planned)
        if planned.moved:
            self._check_stage(planned)
        self._count(planned)

    def _check_units(self, planned: Planned) -> None:
        start, end = planned.values["start"], planned.values["end"]
        for pk in planned.shares:
            unit = self.held.units[pk]
            for gone, month in (
                (unit.valid_to is not None and unit.valid_to < start, start),
                (end is not None and end < unit.valid_from, end),
            ):
                if gone:
                    label = f"{unit.code} {unit.name}"
                    self._say(Code.UNIT_NOT_VALID, planned.record, "unit", found=label, hint=f"{month:%Y-%m}")

    def _check_months(self, planned: Planned) -> None:
        record, known, changed = planned.record, planned.known, planned.changed_months
        start, end = planned.values["start"], planned.values["end"]
        for month, amount in sorted(planned.months.items()):
            if amount and not start <= month <= (end or month):
                self._say(
                    MeasureCode.EFFECT_OUTSIDE, record, _column(month), "year_effect", "start", "end",
                    found=f"{month:%Y-%m}", hint=_kronor(amount),
                )  # fmt: skip
        for month in changed:
            if month not in self.held.closed:
                continue
            if known:
                self._say(MeasureCode.EFFECT_CLOSED, record, _column(month), "year_effect", found=f"{month:%Y-%m}")
            else:
                self._warn(MeasureCode.UNDER_WAY, record, _column(month), "start", found=f"{month:%Y-%m}")
                break
        if known and known.stage in COUNTED and changed and not record.word:
            self._say(MeasureCode.REASON_NEEDED, record, _column(changed[0]), "year_effect", found=known.name)
        said, year = record.year_effect, record.year
        if said is not None and record.months is not None and year:
            summed = of_year(record.months, year)
            if abs(said - summed) > record.step * 6:
                self._say(MeasureCode.SUM_DIFFERS, record, "year_effect", found=_kronor(said), hint=_kronor(summed))

    def _check_budget(self, planned: Planned) -> None:
        group = planned.values["group"]
        if group is None:
            return
        own = {each.pk for each in self.held.units.values() if each.pk in planned.shares or
               each.parent in planned.shares}  # fmt: skip
        for year in sorted({month.year for month in planned.changed_months}):
            budgets = [amount for unit in own if (amount := self.held.budgets.get((unit, group, year))) is not None]
            effect = of_year(planned.months, year)
            if budgets and effect > abs(sum(budgets)):
                found, hint = f"{_kronor(effect)} ({year})", _kronor(abs(sum(budgets)))
                names = (_column(planned.changed_months[0]), "year_effect", "full_year_effect")
                self._say(MeasureCode.EFFECT_ABOVE_BUDGET, planned.record, *names, found=found, hint=hint)

    def _check_decision(self, planned: Planned) -> None:
        known, changed = planned.known, [name for name in planned.changed if name in DECISION]
        if known and known.stage in COUNTED and changed and not self._may_decide(planned):
            self._say(MeasureCode.DECISION_NOT_YOURS, planned.record, *changed, found=known.name)

    def _tell(self, planned: Planned) -> None:
        """What was concluded of a new measure's months."""
        record = planned.record
        if planned.spread:
            self._warn(MeasureCode.SPREAD, record, "year_effect", "full_year_effect", found=record.title)
        if planned.later:
            self._warn(MeasureCode.AFTER_YEAR, record, "full_year_effect", found=record.title, hint=str(record.year))

    def _check_stage(self, planned: Planned) -> None:
        record, known = planned.record, planned.known
        if known and planned.stage not in moves(known.stage):
            self._say(MeasureCode.NO_SUCH_MOVE, record, "stage", found=known.stage, hint=planned.stage)
            return
        steps = [Stage(planned.stage)] if known else way_to(planned.stage, planned.values["start"], self.held.today)
        at = known.stage if known else Stage.IDEA
        if any(not self._may_step(planned, each, to) for each, to in zip([at, *steps], steps, strict=False)):
            self._say(MeasureCode.MOVE_NOT_YOURS, record, "stage", found=planned.stage)
            return
        demands: list[Demand] = []
        for to in steps:
            demands += missing(self._facts(planned, at), to, today=self.held.today, word=record.word)
            at = to
        if demands:
            hint = " ".join(dict.fromkeys(demands))
            self._say(MeasureCode.DEMANDS, record, "stage", found=planned.stage, hint=hint)

    def _may_step(self, planned: Planned, stage: str, to: Stage) -> bool:
        """Whether the person may take the step: decisions and going back on them are for those who decide."""
        if to is Stage.VERIFIED or stage == Stage.VERIFIED:
            return self.reader.controls
        deciding = {Stage.DECIDED, Stage.STOPPED, Stage.REJECTED}
        if to in deciding or (stage in deciding and to is Stage.PROPOSED):
            return self._may_decide(planned)
        return True

    def _may_decide(self, planned: Planned) -> bool:
        units = {*planned.shares, *(planned.known.shares if planned.known else ())}
        return self._may(self.reader.decidable, units)

    def _facts(self, planned: Planned, stage: str) -> Facts:
        values, known = planned.values, planned.known
        paid = costs(values["one_time_cost"], values["reinvestment"], months_of_measure(values["start"], values["end"]))
        return Facts(
            stage=stage,
            owner=planned.owner is not None,
            what=bool(values["what"]),
            effect=any(planned.months.values()) or any(paid.values()),
            start=values["start"],
            investigate_by=values["investigate_by"],
            decision_body=values["decision_body"],
            decided_on=values["decided_on"],
            union_required=values["union_required"],
            union_on=values["union_on"],
            risk=bool(values["risk"]),
            open_overlaps=self._doubts(planned),
            followed_up=known is not None and known.followed_up,
            verified=known is not None and known.verified,
            contained=values["contained_from"] is not None,
        )

    def _doubts(self, planned: Planned) -> int:
        """How many double countings nobody has answered for."""
        answered = planned.known.answered if planned.known else frozenset()
        own = planned.known.pk if planned.known else 0
        others = {
            pk
            for unit, group, month in _places(planned)
            for same in self._same_money(unit)
            for pk in self.places.get((same, group, month), ())
        } - {own, *answered}
        start, end = planned.values["start"], planned.values["end"]
        seen = any(
            start <= as_of <= (end or as_of)
            for unit in planned.shares
            for same in self._same_money(unit)
            for as_of in self.held.forecasts.get(same, frozenset())
        )
        return len(others) + (seen and planned.values["contained_from"] is None and None not in answered)

    def _same_money(self, unit: int) -> list[int]:
        """The unit, the one it is a part of, and its parts."""
        if unit not in self.families:
            whole = self.held.units[unit].parent
            self.families[unit] = [
                pk for pk, each in self.held.units.items() if same_money(unit, whole, pk, each.parent)
            ]
        return self.families[unit]

    def _count(self, planned: Planned) -> None:
        """Let the measures after this one in the file meet it as it will be."""
        if planned.known:
            own = planned.known.pk
        else:
            self.new -= 1
            own = self.new
        for place in self.placed[own]:
            self.places[place].discard(own)
        if planned.stage in COUNTED:
            for place in _places(planned):
                self.places.setdefault(place, set()).add(own)


def _places(planned: Planned) -> Iterator[Place]:
    """Unit, account group and month of everything that it saves."""
    group = planned.values["group"]
    if group is None:
        return
    for unit, months in shared(planned.months, planned.shares).items():
        yield from ((unit, group, month) for month, amount in months.items() if amount)


def _title_key(title: str, shares: Iterable[int]) -> tuple[str, frozenset[int]]:
    return title.casefold().strip(), frozenset(shares)


def _column(month: date) -> str:
    return f"{month:%Y-%m}"


def _kronor(ore: int) -> str:
    return format_amount(ore, MoneyUnit.KR)
