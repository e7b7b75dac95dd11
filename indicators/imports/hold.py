"""What a file of key figures would change, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.imports.examined import ChangedField, ChangedRecord, Preview, Reader, Understood
from indicators.imports.reader import ObservationReader
from indicators.imports.record import Record
from indicators.models import Indicator, Observation
from indicators.words import value_words
from units.display import month_name
from units.models import Administration
from units.money import format_number


class Stored(NamedTuple):
    """A stored value: its primary key, its ten-thousandths and the upload that said it."""

    pk: int
    scaled: int
    upload: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a commit would add or change. `before` is None for a new one."""

    record: Record
    before: Stored | None


def hold(administration: Administration, understood: Understood, reader: Reader) -> Preview:
    """What a commit of `understood` would do to the values of `administration`. Three queries."""
    if not isinstance(reader, ObservationReader):
        raise TypeError(reader)
    records: list[Record] = understood.records
    stored = _stored(administration, records)
    changes = [Change(each, stored.get(_key(each))) for each in records if _differs(each, stored.get(_key(each)))]
    new = sum(each.before is None for each in changes)
    return Preview(
        new=new,
        changed=len(changes) - new,
        unchanged=len(records) - len(changes),
        records=_changed(administration, changes),
        fingerprint=_fingerprint(administration, records, stored),
    )


def headline(count: int) -> str:
    """What the page says that a file changes."""
    text = ngettext(
        "The file changes values of {count} key figure", "The file changes values of {count} key figures", count
    )
    return text.format(count=format_number(count))


def button(count: int) -> str:
    """What the button that stores it says."""
    text = ngettext("Load values of {count} key figure", "Load values of {count} key figures", count)
    return text.format(count=format_number(count))


Key = tuple[int, int, object]


def _key(record: Record) -> Key:
    return record.indicator, record.unit, record.month


def _differs(record: Record, stored: Stored | None) -> bool:
    return stored is None or stored.scaled != record.scaled


def _stored(administration: Administration, records: list[Record]) -> dict[Key, Stored]:
    found = Observation.objects.filter(
        indicator__administration=administration,
        indicator__in={each.indicator for each in records},
        month__in={each.month for each in records},
    )
    rows = found.values_list("indicator", "unit", "month", "pk", "scaled", "upload")
    return {(indicator, unit, month): Stored(*rest) for indicator, unit, month, *rest in rows}


def _changed(administration: Administration, changes: list[Change]) -> list[ChangedRecord]:
    """One record for each key figure, with a line for each unit that says the months before and after."""
    indicators = administration.indicators.in_bulk({each.record.indicator for each in changes})
    units = administration.units.in_bulk({each.record.unit for each in changes})
    order = {pk: at for at, pk in enumerate(sorted(indicators, key=lambda pk: (indicators[pk].order, pk)))}
    ordered = sorted(
        changes, key=lambda each: (order[each.record.indicator], units[each.record.unit].code, each.record.month)
    )
    found = []
    for pk, group in groupby(ordered, key=lambda each: each.record.indicator):
        own = list(group)
        fields = tuple(
            _field(str(units[unit]), indicators[pk], list(of_unit))
            for unit, of_unit in groupby(own, key=lambda each: each.record.unit)
        )
        sort = "changed" if any(each.before for each in own) else "new"
        name = f"{indicators[pk].name} ({indicators[pk].unit_of_measure})"
        found.append(ChangedRecord(name, sort, fields, work=own))
    return found


def _field(name: str, indicator: Indicator, changes: list[Change]) -> ChangedField:
    before = [(each, each.before.scaled) for each in changes if each.before]
    return ChangedField(
        name, _listed(indicator, before), _listed(indicator, [(each, each.record.scaled) for each in changes])
    )


def _listed(indicator: Indicator, values: Iterable[tuple[Change, int]]) -> str:
    """Values with their months: jan 2026: 312 · feb 2026: 298."""
    return " · ".join(
        _("{month}: {value}").format(
            month=f"{month_name(each.record.month)[:3].lower()} {each.record.month.year}",
            value=value_words(scaled, indicator.decimals, exactly=True),
        )
        for each, scaled in values
    )


def _fingerprint(administration: Administration, records: Iterable[Record], stored: Mapping[Key, Stored]) -> str:
    """A digest of all that the file says and what it would replace, so that a commit in between makes another."""
    digest = sha256(administration.code.encode())
    for each in records:
        digest.update(repr((each.indicator, each.unit, each.month, each.scaled, stored.get(_key(each)))).encode())
    return digest.hexdigest()
