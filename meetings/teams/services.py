"""What a unit's team writes. Rights are the view's business."""

from uuid import UUID

from django.db import transaction

from measures.refusals import FormUsedError
from meetings.models import Analysis
from units.models import Unit, User
from units.services import record_change


@transaction.atomic
def write_analysis(unit: Unit, text: str, *, key: UUID | None = None, by: User | None) -> Analysis:
    """Say what the team makes of the situation of `unit`. Earlier ones stay. The same `key` twice is one analysis.

    Raises:
        FormUsedError: `key` is that of an analysis of another unit.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if key and (written := Analysis.objects.filter(key=key).first()):
        if written.unit_id != unit.pk:
            raise FormUsedError
        return written
    latest = unit.analyses.first()
    if latest and latest.text == text.strip():
        return latest
    analysis = Analysis.objects.create(unit=unit, text=text.strip(), key=key, made_by=by)
    record_change("analysis-written", unit, administration=unit.administration, by=by, after={"analysis": text.strip()})
    return analysis
