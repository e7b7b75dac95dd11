"""Each older measure gets an administration, a number, its unit, and its remaining effect by month.

The effect is laid out over the months after the latest forecast of its year, evenly; the last month takes what is left.
"""

from datetime import date

from django.db import migrations
from django.utils import timezone

WHOLE = 10_000
STAGES = {"planned": "proposed"}


def forwards(apps, schema_editor):
    """Fill in what is empty; what is filled in is left alone, so that it can be run twice."""
    model = apps.get_model("measures", "Measure")
    for row in model.objects.filter(administration=None).order_by("pk"):
        administration = row.unit.administration_id
        last = model.objects.filter(administration=administration).order_by("-number").first()
        months = _months(apps, row)
        row.administration_id = administration
        row.number = (last.number if last else 0) + 1
        row.stage = STAGES.get(row.stage, row.stage)
        row.start, row.made_at = months[0], row.made_at or timezone.now()
        row.save()
        apps.get_model("measures", "MeasureShare").objects.create(measure=row, unit_id=row.unit_id, share=WHOLE)
        _effects(apps, row, months)


def _months(apps, row):
    made = apps.get_model("forecasts", "Forecast").objects.filter(unit=row.unit_id, year=row.year, version__gt=0)
    latest = made.filter(withdrawn_at=None).order_by("-as_of").first()
    first = min(latest.as_of.month + 1, 12) if latest else 1
    return [date(row.year, number, 1) for number in range(first, 13)]


def _effects(apps, row, months):
    part, decided = row.effect // len(months), row.stage == "decided"
    for month in months:
        amount = row.effect - part * (len(months) - 1) if month == months[-1] else part
        apps.get_model("measures", "Effect").objects.create(
            measure=row,
            unit_id=row.unit_id,
            month=month,
            amount=amount,
            planned=amount if decided else None,
            planned_cost=0 if decided else None,
        )


def backwards(apps, schema_editor):
    """The effect of the year is the sum of its months, and the unit the one with the largest share."""
    for row in apps.get_model("measures", "Measure").objects.exclude(administration=None):
        share = row.shares.order_by("-share").first()
        row.unit_id = share.unit_id if share else row.unit_id
        row.year = row.year or row.start.year
        row.effect = sum(row.effects.filter(month__year=row.year).values_list("amount", flat=True))
        row.stage = {"proposed": "planned"}.get(row.stage, row.stage)
        row.administration = row.number = None
        row.save()
        row.shares.all().delete()
        row.effects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_measures_are_written_and_followed")]
    operations = [migrations.RunPython(forwards, backwards)]
