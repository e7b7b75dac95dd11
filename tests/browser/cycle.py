"""An open round in Exempelstad, in which the units that the tests write in have written nothing yet."""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socbudget.settings")
WRITTEN_IN = ("1010", "1020", "1030", "1040", "1050", "1060", "1070")
DUES = ("ledger_due", "unit_head_due", "controller_due", "department_head_due", "director_due", "committee_due")


def open_round() -> None:
    from django.utils import timezone

    from forecasts.models import Forecast, Round
    from forecasts.rounds.queries import open_round_of
    from units.models import Administration
    from units.months import add_months, first_of

    administration, now = Administration.objects.get(code="EX"), timezone.now()
    due = dict.fromkeys(DUES, now.date() + timedelta(days=5))
    opened = open_round_of(administration) or Round.objects.create(
        administration=administration, as_of=add_months(first_of(now.date()), -1), opened_at=now, **due
    )
    written = {"round": opened, "unit__code__in": WRITTEN_IN}
    Forecast.drafts.filter(**written).delete()
    Forecast.objects.filter(**written).update(withdrawn_at=now)


if __name__ == "__main__":
    django.setup()
    open_round()
