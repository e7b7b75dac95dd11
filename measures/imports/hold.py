"""What a file of measures would change, in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forecasts.imports.examined import ChangedField, ChangedRecord, Fact, Preview, Reader, Understood
from forecasts.imports.problems import Problem
from measures.effect import of_year, shared
from measures.imports.judge import Held, Judged, judge
from measures.imports.merge import Planned
from measures.imports.problems import MeasureCode
from measures.imports.reader import MeasureReader
from measures.imports.stored import held_in, last_changes
from measures.imports.words import HEADINGS, field_name, month_list, told, unit_list
from measures.stages import Demand
from measures.words import demand_sentences, stage_name
from units.models import Administration
from units.money import format_number, kronor


def hold(administration: Administration, understood: Understood, reader: Reader) -> Preview:
    """What a commit of `understood` would do to the measures of `administration`."""
    if not isinstance(reader, MeasureReader):
        raise TypeError(reader)
    held = held_in(administration)
    judged = judge(understood.records, held, reader)
    changed = [each for each in judged.planned if each.rewritten or each.moved]
    year = understood.year or held.today.year
    groups = dict(administration.account_groups.values_list("pk", "name")) if changed else {}
    return Preview(
        new=sum(each.known is None for each in changed),
        changed=sum(each.known is not None for each in changed),
        unchanged=len(judged.planned) - len(changed),
        effect={reader.kind: -decided} if (decided := _decided(changed, year)) else {},
        records=[_changed(each, held, groups) for each in changed],
        facts=_facts(changed, year),
        totals=_totals(judged, year),
        problems=_worded(administration, judged, held),
        fingerprint=_fingerprint(administration, judged),
    )


def headline(count: int) -> str:
    """What the page says that a file changes."""
    text = ngettext("The file changes {count} measure", "The file changes {count} measures", count)
    return text.format(count=format_number(count))


def button(count: int) -> str:
    """What the button that stores it says."""
    return ngettext("Load {count} measure", "Load {count} measures", count).format(count=format_number(count))


def _decided(changed: list[Planned], year: int) -> int:
    return sum(each.counted(year) - each.counted_before(year) for each in changed)


def _facts(changed: list[Planned], year: int) -> list[Fact]:
    """How the effect changes: of decided measures in the year, and of all in a full year."""
    before = (each.known.values["full_year_effect"] if each.known else 0 for each in changed)
    after = sum(each.values["full_year_effect"] for each in changed)
    return [
        Fact(_("Decided effect {year}").format(year=year), _decided(changed, year)),
        Fact(_("Full-year effect, decided or not"), after - sum(before)),
    ]


def _totals(judged: Judged, year: int) -> dict[tuple[date, int], int]:
    found: dict[tuple[date, int], int] = {}
    for each in judged.planned:
        in_year = {month: amount for month, amount in each.months.items() if month.year == year}
        for unit, amounts in shared(in_year, each.shares).items():
            for month, amount in amounts.items():
                found[month, unit] = found.get((month, unit), 0) + amount
    return {place: amount for place, amount in found.items() if amount}


def _changed(planned: Planned, held: Held, groups: dict[int, str]) -> ChangedRecord:
    known = planned.known
    name = known.name if known else planned.record.name
    fields = tuple(_fields(planned, held, groups))
    return ChangedRecord(name, "changed" if known else "new", fields, work=planned)


def _fields(planned: Planned, held: Held, groups: dict[int, str]) -> Iterator[ChangedField]:
    known = planned.known
    before: dict[str, Any] = dict(known.values) if known else {}
    if planned.moved or not known:
        yield ChangedField(_("Stage"), stage_name(known.stage) if known else "", stage_name(planned.stage))
    for name in sorted(planned.changed, key=list(HEADINGS).index):
        if known or name != "title":
            yield ChangedField(
                field_name(name), told(name, before.get(name), groups), told(name, planned.values[name], groups)
            )
    people = {each.pk: each.name or each.username for each in held.people}
    if planned.owner != (known.owner if known else None):
        yield ChangedField(field_name("owner"), _person(people, known and known.owner), _person(people, planned.owner))
    if known is None or dict(known.shares) != dict(planned.shares):
        yield ChangedField(
            field_name("unit"), unit_list(known.shares, held.units) if known else "",
            unit_list(planned.shares, held.units),
        )  # fmt: skip
    yield from _month_fields(planned)


def _person(people: dict[int, str], pk: int | None) -> str:
    return people.get(pk, "–") if pk else ""


def _month_fields(planned: Planned) -> Iterator[ChangedField]:
    """The effect of each year that changes; where the sum stays, the months."""
    known, changed = planned.known, planned.changed_months
    before = known.months if known else {}
    for year in sorted({month.year for month in changed}):
        sums = of_year(before, year), of_year(planned.months, year)
        name = _("Effect {year} (kr)").format(year=year)
        if sums[0] != sums[1]:
            yield ChangedField(name, kronor(sums[0]) if known else "", kronor(sums[1]))
        if known:
            own = [month for month in changed if month.year == year]
            yield ChangedField(_("Months of {year} (kr)").format(year=year), month_list(before, own),
                               month_list(planned.months, own))  # fmt: skip


def _worded(administration: Administration, judged: Judged, held: Held) -> list[Problem]:
    """The problems with codes of stages and demands in words, and with who changed what is stale."""
    stale = {each.hint for each in judged.problems if each.code is MeasureCode.STALE}
    changes = last_changes(administration, [each for each in held.known if str(each.pk) in stale])
    found = []
    for each in judged.problems:
        if each.code is MeasureCode.STALE:
            change = changes.get(int(each.hint))
            found.append(replace(each, hint=f"{change.by}, {change.at:%Y-%m-%d}" if change else "–"))
        elif each.code is MeasureCode.DEMANDS:
            demands = demand_sentences(Demand(code) for code in each.hint.split())
            found.append(replace(each, found=stage_name(each.found), hint=" ".join(demands)))
        elif each.code is MeasureCode.NO_SUCH_MOVE:
            found.append(replace(each, found=stage_name(each.found), hint=stage_name(each.hint)))
        elif each.code is MeasureCode.MOVE_NOT_YOURS:
            found.append(replace(each, found=stage_name(each.found)))
        elif each.code is MeasureCode.ENDED:
            found.append(replace(each, hint=stage_name(each.hint)))
        else:
            found.append(each)
    return found


def _fingerprint(administration: Administration, judged: Judged) -> str:
    """A digest of all that would change and from what, so that another commit in between makes another digest."""
    digest = sha256(administration.code.encode())
    for each in judged.planned:
        known = each.known and (each.known.pk, each.known.version, each.known.stage)
        values = [(name, str(value)) for name, value in sorted(each.values.items())]
        parts = (values, each.owner, sorted(each.shares.items()), sorted(each.months.items()), str(each.stage))
        digest.update(repr((known, parts, each.changed, each.changed_months, each.record.word)).encode())
    return digest.hexdigest()
