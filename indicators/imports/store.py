"""Stores what a file says of key figures, and brings back what was there."""

from collections import Counter
from collections.abc import Mapping

from forecasts.imports.examined import Preview
from forecasts.models import Upload
from indicators.imports.hold import Change
from indicators.models import Indicator, Observation, ReplacedObservation
from indicators.refusals import LaterObservationsError
from units.models import User
from units.services import record_change

BATCH = 1000
FIELDS = ("indicator_id", "unit_id", "month", "scaled", "upload_id")


def store(upload: Upload, preview: Preview, *, by: User | None) -> None:
    """Store the values of `preview` as the work of `upload`, and keep what they replace."""
    changes: list[Change] = [change for record in preview.records for change in record.work]
    replaced = [change for change in changes if change.before]
    rows = Observation.objects.in_bulk([change.before.pk for change in replaced if change.before])
    ReplacedObservation.objects.bulk_create(
        (ReplacedObservation(replaced_by=upload, **_copied(row)) for row in rows.values()), batch_size=BATCH
    )
    for change in replaced:
        row = rows[change.before.pk]  # type: ignore[union-attr]
        row.scaled, row.upload = change.record.scaled, upload
    Observation.objects.bulk_update(rows.values(), ["scaled", "upload"], batch_size=BATCH)
    Observation.objects.bulk_create(
        (
            Observation(
                indicator_id=each.record.indicator,
                unit_id=each.record.unit,
                month=each.record.month,
                scaled=each.record.scaled,
                upload=upload,
            )
            for each in changes
            if each.before is None
        ),
        batch_size=BATCH,
    )
    _log("observations-stored", upload, Counter(change.record.indicator for change in changes), by)


def take_out(upload: Upload, *, by: User | None) -> None:
    """Bring back exactly what was stored before `upload`.

    Raises:
        LaterObservationsError: a later upload changed a value that this one said.
    """
    later = ReplacedObservation.objects.filter(upload=upload).order_by("-replaced_by").first()
    if later:
        raise LaterObservationsError(name=later.replaced_by.name)
    own = Observation.objects.filter(upload=upload)
    counted = Counter(own.order_by().values_list("indicator", flat=True))
    own.delete()
    replaced = upload.replaced_observations.all()
    Observation.objects.bulk_create((Observation(**_copied(row)) for row in replaced), batch_size=BATCH)
    replaced.delete()
    _log("observations-restored", upload, counted, by)


def _copied(row: Observation | ReplacedObservation) -> dict[str, object]:
    return {name: getattr(row, name) for name in FIELDS}


def _log(action: str, upload: Upload, counted: Mapping[int, int], by: User | None) -> None:
    """A line for each key figure: how many of its values, and by which file."""
    for indicator in Indicator.objects.filter(pk__in=counted):
        record_change(
            action,
            indicator,
            administration=upload.administration,
            by=by,
            after={"upload": upload.pk, "values": counted[indicator.pk]},
        )
