"""What people do with key figures: make one, and change what it says."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from forecasts.imports.headings import plain
from indicators.models import Indicator
from indicators.refusals import IndicatorTakenError
from units.models import Administration, User
from units.services import record_change

FIELDS = ("code", "name", "unit_of_measure", "decimals", "aggregate", "better", "of_people", "about", "order")
IN_LOG = {"about": "what_is_counted"}


@transaction.atomic
def make_indicator(administration: Administration, values: Mapping[str, Any], *, by: User | None) -> Indicator:
    """Make a key figure. Without an `order` it comes last.

    Raises:
        IndicatorTakenError: another is called the same in files.
    """
    given = {name: values[name] for name in FIELDS if name in values}
    if given.get("order") is None:
        given["order"] = (administration.indicators.aggregate(last=Max("order"))["last"] or 0) + 1
    indicator = Indicator(administration=administration, **given)
    _refuse_taken(indicator)
    indicator.save()
    record_change("indicator-made", indicator, administration=administration, by=by, after=_told(indicator))
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, values: Mapping[str, Any], *, by: User | None) -> None:
    """Give `indicator` the `values` that are among its fields. Its stored values stay as they are.

    Raises:
        IndicatorTakenError: another is called the same in files.
    """
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    before = _told(indicator)
    for name in FIELDS:
        if values.get(name) is not None:
            setattr(indicator, name, values[name])
    _refuse_taken(indicator)
    indicator.save()
    after = _told(indicator)
    names = [name for name in after if before[name] != after[name]]
    if names:
        record_change(
            "indicator-changed",
            indicator,
            administration=indicator.administration,
            by=by,
            before={name: before[name] for name in names},
            after={name: after[name] for name in names},
        )


def _refuse_taken(indicator: Indicator) -> None:
    """A file names a key figure by its code or its name: neither may be what another is called."""
    for other in Indicator.objects.filter(administration=indicator.administration_id).exclude(pk=indicator.pk):
        taken = {plain(other.code), plain(other.name)}
        for text in (indicator.code, indicator.name):
            if plain(text) in taken:
                raise IndicatorTakenError(text=text, name=other.name)


def _told(indicator: Indicator) -> dict[str, Any]:
    return {IN_LOG.get(name, name): getattr(indicator, name) for name in FIELDS}
