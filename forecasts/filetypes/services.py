"""What is remembered of files: the answers for a shape, and what texts stand for."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from forecasts.imports.answer_words import answers_in_words
from forecasts.imports.examined import KnownUnit, Options, Sample, Understood
from forecasts.imports.headings import plain
from forecasts.imports.names import Names
from forecasts.imports.personal import find_personal_numbers
from forecasts.imports.reading import plain_options
from forecasts.imports.recall import REMEMBERED
from forecasts.models import FileLayout, UnitAlias
from forecasts.refusals import AliasNamesPersonError, AliasTakenError, AliasTooLongError, NameIsUnitError
from units.models import Administration, Unit, User
from units.services import record_change, start_unit

LONGEST_HEADINGS = 60
LONGEST_TEXT = 200
SHOWN_TEXT = 60


@transaction.atomic
def remember_layout(
    administration: Administration, understood: Understood, options: Options, *, name: str, by: User | None
) -> FileLayout | None:
    """Keep the answers of `options` for files of the same shape as the one that was `understood` with them.

    Year and month belong to the one file and are not kept. What was answered before for the shape and not now stays.
    None when there is nothing to keep, or the file has no shape.
    """
    answers = {key: value for key, value in plain_options(options).items() if key in REMEMBERED}
    if not understood.shape or not answers:
        return None
    administration = _locked(administration)
    layout = FileLayout.objects.filter(administration=administration, shape=understood.shape).first()
    before = dict(layout.answers) if layout else {}
    layout = layout or FileLayout(administration=administration, shape=understood.shape, made_by=by)
    layout.name = name or layout.name or understood.sheet
    layout.answers = before | answers | {"headings": [list(pair) for pair in understood.headings]}
    layout.headings = _shown_headings(understood.sample)
    layout.save()
    _record("file-layout-remembered", layout, administration, by, before, layout.answers)
    return layout


@transaction.atomic
def change_layout(layout: FileLayout, *, name: str, answers: Mapping[str, Any], by: User | None) -> None:
    """Give `layout` another name and other `answers`, to those of its questions that are named; empty forgets one."""
    layout = FileLayout.objects.select_for_update(of=("self",)).select_related("administration").get(pk=layout.pk)
    before = dict(layout.answers) | {"name": layout.name}
    kept = dict(layout.answers) | dict(answers)
    layout.name, layout.answers = name, {key: value for key, value in kept.items() if value}
    layout.save(update_fields=["name", "answers"])
    after = layout.answers | {"name": name}
    if after != before:
        _record("file-layout-changed", layout, layout.administration, by, before, after)


@transaction.atomic
def forget_layout(layout: FileLayout, *, by: User | None) -> None:
    """Ask again about files of this shape. Doing it twice changes nothing more."""
    if FileLayout.objects.filter(pk=layout.pk).delete()[0]:
        _record("file-layout-forgotten", layout, layout.administration, by, layout.answers, {})


def mark_used(understood: Understood) -> None:
    """Note that a file whose answers were remembered has been stored."""
    if understood.remembered:
        FileLayout.objects.filter(pk=understood.remembered).update(used_at=timezone.now())


@transaction.atomic
def remember_units(administration: Administration, meanings: Mapping[str, Unit | None], *, by: User | None) -> None:
    """Let each text stand for a unit of `administration`, or for no unit at all: None.

    Raises:
        NameIsUnitError: a text is itself the code or the name of a unit, which goes before.
        AliasTooLongError: a text is longer than can be kept, so it would never be found.
        AliasNamesPersonError: a text has a personal identity number.
    """
    administration = _locked(administration)
    known = {plain(text): unit for unit in administration.units.all() for text in (unit.code, unit.name)}
    before = {each.text: each.unit for each in administration.unit_aliases.select_related("unit")}
    wanted = {_kept_text(text): unit for text, unit in meanings.items()}
    changed = {text: unit for text, unit in wanted.items() if text not in before or before[text] != unit}
    for text, unit in changed.items():
        if text in known:
            raise NameIsUnitError(text=text, name=known[text])
        UnitAlias.objects.update_or_create(
            administration=administration, text=text, defaults={"unit": unit, "made_by": by}
        )
    if changed:
        record_change(
            "unit-aliases-remembered",
            ", ".join(changed),
            administration=administration,
            by=by,
            before={"meanings": [_meaning(text, before[text]) for text in changed if text in before]},
            after={"meanings": [_meaning(text, unit) for text, unit in changed.items()]},
        )


def _kept_text(text: str) -> str:
    if find_personal_numbers(text):
        raise AliasNamesPersonError
    if len(plain(text)) > LONGEST_TEXT:
        raise AliasTooLongError(text=text[:SHOWN_TEXT], most=LONGEST_TEXT)
    return plain(text)


@transaction.atomic
def start_unit_for(text: str, *, by: User | None, **values: Any) -> Unit:
    """Make a unit as `units.services.start_unit` does, and let `text` stand for it where files do not name it better.

    Raises:
        RefusedError: what that service or `remember_units` refuses.
    """
    unit = start_unit(by=by, **values)
    known = KnownUnit(unit.pk, unit.code, unit.name, unit.valid_from, unit.valid_to)
    if text and Names([known]).find(text) != unit.pk:
        remember_units(unit.administration, {text: unit}, by=by)
    return unit


@transaction.atomic
def change_alias(alias: UnitAlias, *, text: str, unit: Unit | None, by: User | None) -> None:
    """Give `alias` another text or another unit.

    Raises:
        AliasTakenError: another has the text.
        NameIsUnitError: the text is the code or the name of a unit.
    """
    administration = _locked(alias.administration)
    text = plain(text)
    if administration.unit_aliases.filter(text=text).exclude(pk=alias.pk).exists():
        raise AliasTakenError(text=text)
    if text != alias.text:
        forget_alias(alias, by=by)
    remember_units(administration, {text: unit}, by=by)


@transaction.atomic
def forget_alias(alias: UnitAlias, *, by: User | None) -> None:
    """Let its text mean nothing again. Doing it twice changes nothing more."""
    if UnitAlias.objects.filter(pk=alias.pk).delete()[0]:
        before = {"meanings": [_meaning(alias.text, alias.unit)]}
        record_change("unit-alias-forgotten", alias, administration=alias.administration, by=by, before=before)


def _locked(administration: Administration) -> Administration:
    """One person's answers at a time."""
    return Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)


def _meaning(text: str, unit: Unit | None) -> str:
    return f"{text} = {unit or '–'}"


def _shown_headings(sample: Sample | None) -> list[str]:
    """The headings as they stood, those of a column together."""
    if sample is None:
        return []
    rows = [
        sample.rows[row - sample.first_row] for row in sample.header if 0 <= row - sample.first_row < len(sample.rows)
    ]
    texts = (" ".join(part for part in parts if part) for parts in zip(*rows, strict=True))
    return [text for text in texts if text][:LONGEST_HEADINGS]


def _record(
    action: str,
    layout: FileLayout,
    administration: Administration,
    by: User | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    record_change(action, layout, administration=administration, by=by, before=_said(before), after=_said(after))


def _said(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of answers: their words."""
    return ({"name": answers["name"]} if "name" in answers else {}) | (
        {"answers": ", ".join(answers_in_words(answers))} if answers else {}
    )
