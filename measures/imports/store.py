"""Stores what a file says of measures, and brings back what was there.

Both use the services that people use, so that the same is refused, and the same is logged.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Model, Q
from django.utils import timezone

from forecasts.imports.examined import Preview
from forecasts.models import Upload
from measures.imports.judge import way_to
from measures.imports.merge import Planned
from measures.imports.refusals import MeasuresChangedSinceError
from measures.models import Effect, Measure, MeasureShare, Overlap, UploadedMeasure
from measures.services import WRITTEN, Link, Plan, change_measure, move_measure, start_measure, told
from units.models import AccountGroup, User
from units.services import record_change

KEPT = (*WRITTEN, "stage", "next_follow_up", "version")
REFERENCES = {"group": "group_id", "owner": "owner_id"}


def store(upload: Upload, preview: Preview, *, by: User | None) -> None:
    """Make and change the measures of `preview`, in the order of the file, as the work of `upload`.

    Raises:
        RefusedError: a service refuses one; the caller's transaction stores nothing.
    """
    works: list[Planned] = [each.work for each in preview.records]
    groups = AccountGroup.objects.in_bulk({each.values["group"] for each in works} - {None})
    owners = User.objects.in_bulk({each.owner for each in works} - {None})
    measures = Measure.objects.select_related("administration").in_bulk([each.known.pk for each in works if each.known])
    numbers = _numbers(upload, works)
    for each in works:
        values = dict(each.values) if each.known is None else {name: each.values[name] for name in each.changed}
        if values.get("group"):
            values["group"] = groups[values["group"]]
        values["owner"] = owners.get(each.owner) if each.owner else None
        measure = measures[each.known.pk] if each.known else None
        before = snapshot(measure) if measure else None
        made = _change(measure, each, values, by) if measure else _start(upload, each, values, numbers, by)
        UploadedMeasure.objects.create(upload=upload, measure=made, before=before, after=snapshot(made))


def _numbers(upload: Upload, works: list[Planned]) -> Iterator[int]:
    """The numbers of new measures that the file gives none: those after every number that it gives or that is taken."""
    taken = upload.administration.measures.aggregate(last=Max("number"))["last"] or 0
    return count(max([taken, *(each.record.number or 0 for each in works)]) + 1)


def _start(upload: Upload, work: Planned, values: dict[str, Any], numbers: Iterator[int], by: User | None) -> Measure:
    plan = Plan(values, work.shares, work.months, under_way=True)
    made = start_measure(upload.administration, plan, number=work.record.number or next(numbers), by=by)
    for stage in way_to(work.stage, made.start, timezone.localdate()):
        made = move_measure(made, stage, word=work.record.word, seen=made.version, by=by)
    return made


def _change(measure: Measure, work: Planned, values: dict[str, Any], by: User | None) -> Measure:
    seen = work.known.version if work.known else 0
    if work.rewritten:
        links = [Link(each.kind, each.text, each.url) for each in measure.links.all()]
        plan = Plan(values, work.shares, work.months, links=links, team=list(measure.team.all()))
        measure = change_measure(measure, plan, seen=seen, reason=work.record.word, by=by)
    if work.moved:
        measure = move_measure(measure, work.stage, word=work.record.word, seen=measure.version, by=by)
    return measure


def snapshot(measure: Measure) -> dict[str, Any]:
    """Everything of a measure that a file can change, and what others have done with it since, as JSON holds it."""
    measure = Measure.objects.get(pk=measure.pk)
    effects = measure.effects.order_by("unit", "month").values_list(
        "unit", "month", "amount", "cost", "planned", "planned_cost"
    )
    return {
        "fields": {name: _plain(getattr(measure, REFERENCES.get(name, name))) for name in KEPT},
        "shares": [list(row) for row in measure.shares.order_by("unit").values_list("unit", "share")],
        "effects": [[unit, f"{month:%Y-%m}", *rest] for unit, month, *rest in effects],
        "steps": _pks(measure.steps.order_by("pk")),
        "revisions": _pks(measure.revisions.order_by("pk")),
        "follow_ups": _pks(measure.follow_ups.order_by("pk")),
        "verifications": _pks(measure.verifications.order_by("pk")),
        "overlaps": _pks(Overlap.objects.filter(Q(measure=measure) | Q(other=measure)).order_by("pk")),
    }


def _pks(rows: Any) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _plain(value: Any) -> Any:
    return DjangoJSONEncoder().default(value) if isinstance(value, date) else value


def take_out(upload: Upload, *, by: User | None) -> None:
    """Bring back the measures that `upload` changed exactly as they were, and remove those that it made.

    Raises:
        MeasuresChangedSinceError: one of them has been changed or followed up since.
    """
    rows = list(upload.measures.select_related("measure__administration").order_by("-pk"))
    touched = [str(row.measure.number) for row in rows if snapshot(row.measure) != row.after]
    if touched:
        raise MeasuresChangedSinceError(name=upload.name, numbers=", ".join(reversed(touched)))
    for row in rows:
        if row.before is None:
            _log("measure-removed", row.measure, told(row.measure), {}, by)
            row.measure.delete()
        else:
            was = told(row.measure)
            _restore(row.measure, row.before)
            _log("measure-restored", row.measure, was, told(row.measure), by)
    upload.measures.all().delete()


def _restore(measure: Measure, before: Mapping[str, Any]) -> None:
    fields = {name: Measure._meta.get_field(name) for name in before["fields"]}  # noqa: SLF001 (Django's public name)
    for name, value in before["fields"].items():
        setattr(measure, REFERENCES.get(name, name), value if name in REFERENCES else fields[name].to_python(value))
    measure.save()
    _replace(MeasureShare, measure, [{"unit_id": unit, "share": share} for unit, share in before["shares"]])
    _replace(
        Effect,
        measure,
        [
            {"unit_id": unit, "month": date.fromisoformat(f"{month}-01"), "amount": amount, "cost": cost,
             "planned": planned, "planned_cost": planned_cost}
            for unit, month, amount, cost, planned, planned_cost in before["effects"]
        ],
    )  # fmt: skip
    measure.steps.exclude(pk__in=before["steps"]).delete()
    measure.revisions.exclude(pk__in=before["revisions"]).delete()


def _replace(model: type[Model], measure: Measure, rows: list[dict[str, Any]]) -> None:
    model.objects.filter(measure=measure).delete()
    model.objects.bulk_create(model(measure=measure, **row) for row in rows)


def _log(action: str, measure: Measure, before: Mapping[str, Any], after: Mapping[str, Any], by: User | None) -> None:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    record_change(
        action, measure, administration=measure.administration, by=by,
        before={name: before[name] for name in names if name in before},
        after={name: after[name] for name in names if name in after},
    )  # fmt: skip
