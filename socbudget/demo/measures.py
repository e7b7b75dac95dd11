"""The measures of a demo administration: written, decided, followed up and verified on days that have been.

They are made as a person would make them; what came after is stored as rows of its day.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from measures.effect import shared
from measures.models import Effect, FollowUp, Measure, MeasureStep, Overlap, Revision, Verification
from measures.models.measures import WHOLE
from measures.overlaps import open_doubts
from measures.services import Link, start_measure
from measures.services import Plan as MeasurePlan
from measures.stages import COUNTED, Stage
from measures.verifying.queries import judgement_of
from measures.words import stage_name
from socbudget.demo.measure_plan import PlannedMeasure, PlannedStep, planned_measure
from socbudget.demo.plan import FOLDER, Plan, mnkr
from units.models import AccountGroup, Administration, Change, Responsibility, Unit, User
from units.roles import Role
from units.services import record_change

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HUNDREDTHS = 100
ONCE_DECIDED = {*COUNTED, Stage.CLOSED, Stage.STOPPED}
SAID = (
    "title", "what", "kind", "horizon", "indicator", "end_condition", "probability",
    "for_clients", "for_staff", "for_quality", "for_children", "risk", "anchored",
)  # fmt: skip
DECISION = {
    "body": "decision_body",
    "paragraph": "decision_paragraph",
    "reference": "decision_reference",
    "text": "decision_text",
}


def load_measures(administration: Administration, plan: Plan, today: date) -> None:
    """Store the measures in the file that the fixture names, as they are on `today` and in its order."""
    stored = _Measures(administration)
    text = (FOLDER / plan.fixture["measures"]).read_text(encoding="utf-8")
    planned = [planned_measure(row, plan, today) for row in json.loads(text, parse_float=Decimal)]
    for each, measure in [(each, stored.store(each)) for each in planned]:
        stored.verify(measure, each)


class _Measures:
    """Stores measures; knows the administration's units, account groups and people."""

    def __init__(self, administration: Administration) -> None:
        self.administration = administration
        self.units = {unit.code: unit for unit in administration.units.all()}
        self.groups = {group.code: group for group in AccountGroup.objects.filter(administration=administration)}
        held = Responsibility.objects.filter(administration=administration).select_related("user")
        self.people = {each.user.username: each.user for each in held}
        self.controller = next((each.user for each in held if each.role == Role.CONTROLLER), None)
        self.heads = {each.department_id: each.user for each in held if each.role == Role.DEPARTMENT_HEAD}

    def store(self, planned: PlannedMeasure) -> Measure:
        """The measure as it is when everything but its verification has happened."""
        measure = self._start(planned)
        if measure.stage in ONCE_DECIDED:
            measure.effects.update(planned=F("amount"), planned_cost=F("cost"))
            _expect(measure, planned)
        self._steps(measure, planned.steps)
        self._follow_ups(measure, planned)
        self._revisions(measure, planned)
        self._answer_doubts(measure, planned.row)
        return measure

    def _start(self, planned: PlannedMeasure) -> Measure:
        """The measure as it was first written, and the day and the stage it has come to."""
        row, owner = planned.row, self.people.get(planned.row.get("owner", ""))
        values = self._values(planned) | {"owner": owner}
        links = [Link(*each) for each in row.get("links", [])]
        team = [self.people[name] for name in row.get("team", [])]
        written = MeasurePlan(values, self._shares(row), planned.months, links, team, under_way=True)
        by = owner or self.controller
        measure = start_measure(self.administration, written, by=by)
        made = _at(planned.steps[0].day)
        Measure.objects.filter(pk=measure.pk).update(
            stage=row["stage"], made_at=made, next_follow_up=planned.next_follow_up
        )
        own = Change.objects.filter(action="measure-started", administration=self.administration.code)
        own.filter(subject=str(measure)).update(at=made)
        measure.steps.all().delete()
        measure.refresh_from_db()
        return measure

    def _values(self, planned: PlannedMeasure) -> dict[str, Any]:
        row, decided = planned.row, planned.decided_on
        values = {name: row[name] for name in SAID if name in row}
        for name, field in DECISION.items():
            values[field] = row.get("decision", {}).get(name, "").format(year=decided.year if decided else "")
        return values | {
            "group": self.groups.get(row.get("group", "")),
            "start": planned.start,
            "end": planned.end,
            "full_year_effect": mnkr(row["full_year"]),
            "one_time_cost": mnkr(row.get("one_time", 0)),
            "reinvestment": mnkr(row.get("reinvestment", 0)),
            "fte_hundredths": int(row.get("fte", 0) * HUNDREDTHS),
            "contained_from": planned.contained_from,
            "decided_on": decided,
            "union_required": "union" in row,
            "union_on": planned.union_on,
            "investigate_by": planned.investigate_by,
        }

    def _shares(self, row: dict[str, Any]) -> dict[int, int]:
        return {self.units[code].pk: share * WHOLE // 100 for code, share in row["units"].items()}

    def _steps(self, measure: Measure, steps: Iterable[PlannedStep]) -> None:
        before = ""
        for count, step in enumerate(steps):
            at, by = _at(step.day, 9 + count), self._by(measure, step)
            MeasureStep.objects.create(
                measure=measure, stage=step.stage, carried_to=step.carried_to, at=at, by=by, word=step.word
            )
            if before and before != step.stage:
                _moved(measure, before, step, at, by)
            before = step.stage

    def _by(self, measure: Measure, step: PlannedStep) -> User | None:
        """Who takes a step: the owner, but what is decided or verified is another's."""
        if step.stage in (Stage.DECIDED, Stage.STOPPED, Stage.REJECTED):
            return self.heads.get(_first_unit(measure).department_id)
        return self.controller if step.stage in (Stage.VERIFIED, Stage.CLOSED) else measure.owner or self.controller

    def _follow_ups(self, measure: Measure, planned: PlannedMeasure) -> None:
        days = [each.day for each in planned.follow_ups]
        coming = [*days[1:], planned.next_follow_up]
        for each, next_on in zip(planned.follow_ups, coming, strict=False):
            made = FollowUp.objects.create(
                measure=measure,
                day=each.day,
                status=each.status,
                realised=each.realised,
                expected=each.expected,
                done=each.done,
                hinders=each.hinders,
                next_on=next_on,
                made_by=measure.owner,
            )
            FollowUp.objects.filter(pk=made.pk).update(made_at=_at(each.day, 14))
            _log("measure-followed-up", measure, _at(each.day, 14), measure.owner, after=_said(made))

    def _revisions(self, measure: Measure, planned: PlannedMeasure) -> None:
        for each in planned.revisions:
            before, after = (
                {month.isoformat(): amount for month, amount in sorted(months.items()) if amount}
                for months in (each.before, each.after)
            )
            made = Revision.objects.create(
                measure=measure, by=measure.owner, reason=each.reason, before=before, after=after
            )
            Revision.objects.filter(pk=made.pk).update(at=_at(each.day, 14))

    def verify(self, measure: Measure, planned: PlannedMeasure) -> None:
        """Let the controller sign what the ledger says, which depends on the measures of other units too."""
        if not (told := planned.verification):
            return
        judged = judgement_of(measure)
        amount = judged.saved_in(told.through.year) if told.amount is None else told.amount
        made = Verification.objects.create(
            measure=measure,
            year=told.through.year,
            through=told.through,
            amount=amount,
            verdict=judged.verdict,
            word=told.word,
            signed_by=self.controller,
        )
        Verification.objects.filter(pk=made.pk).update(signed_at=_at(told.day, 11))
        after = {"year": made.year, "month": f"{told.through:%Y-%m}", "amount_ore": amount, "word": told.word}
        _log("measure-verified", measure, _at(told.day, 11), self.controller, after=after)

    def _answer_doubts(self, measure: Measure, row: dict[str, Any]) -> None:
        """Answer what may be counted twice, where the fixture says how; what it says nothing of stays a question."""
        for doubt in open_doubts(measure):
            answer = row.get("overlap_measures" if doubt.other else "overlap")
            if answer:
                Overlap.objects.create(
                    measure=measure, other=doubt.other, answer=answer, answered_by=measure.owner or self.controller
                )


def _expect(measure: Measure, planned: PlannedMeasure) -> None:
    """Expect what the follow-ups came to; nothing from the month it was stopped."""
    stopped = planned.stopped_from
    now = shared(planned.now, dict(measure.shares.order_by("pk").values_list("unit", "share")))
    effects = list(measure.effects.all())
    for each in effects:
        each.amount = now[each.unit_id].get(each.month, 0)
        if stopped and each.month >= stopped:
            each.amount = each.cost = 0
    Effect.objects.bulk_update(effects, ["amount", "cost"], batch_size=500)


def _moved(measure: Measure, before: str, step: PlannedStep, at: datetime, by: User | None) -> None:
    """The line in the log of a step that was taken `at`."""
    after = {"stage": stage_name(step.stage)} | ({"word": step.word} if step.word else {})
    _log("measure-moved", measure, at, by, before={"stage": stage_name(before)}, after=after)


def _log(action: str, measure: Measure, at: datetime, by: User | None, **values: Mapping[str, Any]) -> None:
    """A line in the log as if it had been written `at`."""
    record_change(action, measure, administration=measure.administration, by=by, **values)
    Change.objects.filter(pk=Change.objects.latest("pk").pk).update(at=at)


def _said(made: FollowUp) -> dict[str, Any]:
    """What the log says of a follow-up."""
    values = {
        "day": made.day.isoformat(),
        "status": made.status,
        "realised_ore": made.realised,
        "expected_ore": made.expected,
        "done": made.done,
        "hinders": made.hinders,
        "next_on": made.next_on and made.next_on.isoformat(),
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _first_unit(measure: Measure) -> Unit:
    return measure.shares.select_related("unit").order_by("pk")[0].unit


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, 20), STOCKHOLM)
