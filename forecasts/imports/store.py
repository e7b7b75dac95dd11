"""Put a previewed file into the tables, and take it out again so that everything is as it was.

What a commit changes or removes is kept as `ReplacedFigure`; which units' months it decided as `UploadedMonth`.
The callers hold the administration's lock.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, repeat

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from forecasts.imports.amounts import FigureKey, Figures
from forecasts.imports.causes import store_causes
from forecasts.imports.examined import ChangedAmount, Preview, Understood
from forecasts.imports.load import load
from forecasts.imports.preview import Stored, wanted_forecasts
from forecasts.imports.progress import Step, report
from forecasts.imports.rounds import late_units, record_steps, round_for
from forecasts.imports.stored import KINDS
from forecasts.models import Figure, Forecast, ForecastLine, ReplacedFigure, Upload, UploadedMonth
from units.models import User

COLUMNS = ("unit_id", "month", "kind", "group_id", "account", "activity", "amount", "upload_id")
CHUNK = 10_000
Row = tuple[int | str | date, ...]


def store(upload: Upload, understood: Understood, preview: Preview, stored: Stored, *, by: User | None) -> None:
    """Store what `preview` says that `understood` changes, as the work of `upload`."""
    told = _Told(preview.count)
    for kind, number in KINDS.items():
        if kind in preview.added:
            load(Figure, COLUMNS, told.each(_added(upload, number, preview.added[kind])))
        changes = [change for change in preview.listed if change.kind == kind]
        _replace(upload, number, [change for change in changes if change.before is not None])
        load(Figure, COLUMNS, told.each(_rows(upload, number, changes)))
    decided = {pair for figures in understood.figures.values() for pair in figures.scope}
    if understood.forecasts:
        decided |= _submit_forecasts(upload, understood, preview, stored, by)
    if preview.count:
        load(UploadedMonth, ("upload_id", "unit_id", "month"), ((upload.pk, *pair) for pair in sorted(decided)))


@dataclass(slots=True)
class _Told:
    """Reports rows as they are stored, of `of` in all."""

    of: int
    rows: int = 0

    def each(self, rows: Iterator[Row]) -> Iterator[Row]:
        """`rows` again."""
        while some := list(islice(rows, CHUNK)):
            report(Step.STORE, self.rows, self.of)
            yield from some
            self.rows += len(some)
        report(Step.STORE, self.rows, self.of)


def _added(upload: Upload, kind: int, figures: Figures) -> Iterator[Row]:
    units, months, *rest = figures.keys_in_columns
    return zip(units, months, repeat(kind), *rest, figures.amounts, repeat(upload.pk))


def _rows(upload: Upload, kind: int, changes: Iterable[ChangedAmount]) -> Iterator[Row]:
    for _, unit, month, group, account, activity, _before, after in changes:
        if after is not None:
            yield unit, month, kind, group, account, activity, after, upload.pk  # type: ignore[misc]


def _replace(upload: Upload, kind: int, changes: Sequence[ChangedAmount]) -> None:
    """Move the figures that `changes` touch to the replaced ones."""
    if not changes:
        return
    touched = {FigureKey(*change[1:6]) for change in changes}
    units, months = {key.unit for key in touched}, {key.month for key in touched}
    held = Figure.objects.filter(unit__in=units, month__in=months, kind=kind).order_by("pk")
    found = [row for row in held.values_list("pk", *COLUMNS).iterator(CHUNK) if _key(row) in touched]
    load(ReplacedFigure, (*COLUMNS, "replaced_by_id"), ((*row[1:], upload.pk) for row in found))
    for chunk in _chunks([row[0] for row in found]):
        Figure.objects.filter(pk__in=chunk).delete()


def _key(row: Sequence) -> FigureKey:
    _, unit, month, _, group, account, activity, *_ = row
    return FigureKey(unit, month, group, account, activity)


def _chunks(values: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _submit_forecasts(
    upload: Upload, understood: Understood, preview: Preview, stored: Stored, by: User | None
) -> set[tuple[int, date]]:
    """Submit a new version for every unit whose forecast changes; gives the units and the as-of month."""
    changed = {change.unit for change in preview.listed if change.kind == "forecast"}
    wanted = {unit: each for unit, each in wanted_forecasts(understood, stored).items() if unit in changed}
    same = Forecast.objects.filter(unit__in=changed, year=understood.year, as_of=understood.as_of)
    versions = dict(same.values_list("unit").annotate(last=Max("version")).order_by())
    now = timezone.now()
    round = round_for(upload.administration, understood.as_of, lock=True)
    late = late_units(round, list(wanted), now)
    made = Forecast.objects.bulk_create(
        Forecast(
            unit_id=unit,
            year=understood.year,
            as_of=understood.as_of,
            version=versions.get(unit, 0) + 1,
            round=round,
            late=unit in late,
            comment=each.comment,
            submitted_at=now,
            submitted_by=by,
            upload=upload,
        )
        for unit, each in wanted.items()
    )
    record_steps(made, at=now, by=by)
    store_causes(upload.administration, made, wanted)
    rows = (
        (forecast.pk, row.group, row.amount, row.cause, row.comment)
        for forecast in made
        for row in wanted[forecast.unit_id].rows.values()
    )
    load(ForecastLine, ("forecast_id", "group_id", "amount", "cause", "comment"), rows)
    return {(unit, understood.as_of) for unit in wanted if understood.as_of}


def take_out(upload: Upload) -> None:
    """Bring back exactly what was stored before `upload`: its figures go, the replaced ones return."""
    own = upload.months.all()
    units, months = set(own.values_list("unit", flat=True)), set(own.values_list("month", flat=True))
    Figure.objects.filter(unit__in=units, month__in=months, upload=upload).delete()
    replaced = upload.replaced_figures.order_by("unit", "month", "kind", "group", "account", "activity")
    load(Figure, COLUMNS, list(replaced.values_list(*COLUMNS)))  # read before COPY takes the connection
    upload.replaced_figures.all().delete()
    own.delete()
    upload.forecasts.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())


def later_uploads(upload: Upload, kinds: Iterable[str]) -> list[Upload]:
    """Committed uploads of any of `kinds` that decided a unit's month after `upload` did, latest first."""
    own = UploadedMonth.objects.filter(upload=upload)
    last = own.aggregate(last=Max("pk"))["last"] or 0
    shared = UploadedMonth.objects.filter(
        Exists(own.filter(unit=OuterRef("unit"), month=OuterRef("month"))), pk__gt=last
    )
    found = Upload.objects.filter(pk__in=shared.values("upload"), state=Upload.State.COMMITTED)
    return [each for each in found.order_by("-committed_at", "-pk") if set(each.summary.get("kinds", [])) & set(kinds)]
