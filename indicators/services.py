"""What people do with key figures: make one, and change what it says."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forecasts.imports.headings import plain
from indicators.models import Band, Indicator
from indicators.refusals import BandReversedError, IndicatorTakenError
from indicators.words import band_words
from units.models import Administration, Unit, User
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


@transaction.atomic
def set_bands(
    indicator: Indicator, bands: Mapping[int | None, tuple[int | None, int | None]], *, by: User | None
) -> None:
    """Let the `bands` hold: from and to in ten-thousandths, both included, by the unit's pk; None is the total.

    A side that is None has no end, and two of them take the band away. Bands of units that are not named stay.

    Raises:
        BandReversedError: one ends before it begins.
        Unit.DoesNotExist: a unit is not one of the administration's.
    """
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    asked = [pk for pk in bands if pk is not None]
    units = indicator.administration.units.in_bulk(asked)
    if len(units) < len(set(asked)):
        raise Unit.DoesNotExist
    for pk, (low, high) in bands.items():
        if low is not None and high is not None and high < low:
            raise BandReversedError(place=units[pk].name if pk is not None else _("the total"))
    before = _told_bands(indicator)
    named = Q(unit__in=asked) | Q(unit=None) if None in bands else Q(unit__in=asked)
    indicator.bands.filter(named).delete()
    Band.objects.bulk_create(
        Band(indicator=indicator, unit_id=pk, low=low, high=high)
        for pk, (low, high) in bands.items()
        if (low, high) != (None, None)
    )
    after = _told_bands(indicator)
    if before != after:
        record_change(
            "indicator-bands-set",
            indicator,
            administration=indicator.administration,
            by=by,
            before={"bands": before},
            after={"bands": after},
        )


def _told_bands(indicator: Indicator) -> list[str]:
    """Each band in words, the total's first and the rest by the code of the unit."""
    bands = indicator.bands.select_related("unit").order_by(F("unit__code").asc(nulls_first=True))
    total = pgettext("band", "total")
    return [
        f"{each.unit.code if each.unit else total} {band_words(each.low, each.high, indicator.decimals)}"
        for each in bands
    ]


def _refuse_taken(indicator: Indicator) -> None:
    """A file names a key figure by its code or its name: neither may be what another is called."""
    for other in Indicator.objects.filter(administration=indicator.administration_id).exclude(pk=indicator.pk):
        taken = {plain(other.code), plain(other.name)}
        for text in (indicator.code, indicator.name):
            if plain(text) in taken:
                raise IndicatorTakenError(text=text, name=other.name)


def _told(indicator: Indicator) -> dict[str, Any]:
    return {IN_LOG.get(name, name): getattr(indicator, name) for name in FIELDS}
