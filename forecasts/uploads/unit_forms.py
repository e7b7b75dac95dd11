"""What texts in a file that are no units stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import takewhile
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from forecasts.imports.examined import KnownUnit, UnknownUnit
from forecasts.imports.names import Names
from units.forms import UnitForm
from units.models import Administration, Department, Unit

SHOWN = 20
NO_UNIT = "none"
_CODE = r"[\w.]*\d[\w.]*"
_CODE_FIRST = re.compile(rf"({_CODE})[\s:,/–—-]+(.+)")
_CODE_LAST = re.compile(rf"(.+?)[\s:,/(–—-]+({_CODE})\)?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text of the file and the field that says what it stands for."""

    unknown: UnknownUnit
    field: BoundField


class MeaningsForm(forms.Form):
    """One field for each text that is no unit; empty leaves it as it is. The first of them only, if there are many."""

    def __init__(
        self, data: Any, unknown: Sequence[UnknownUnit], units: Sequence[Unit], *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.units = {str(each.pk): each for each in units}
        names = Names([_known(each) for each in units])
        shown = unknown[:SHOWN]
        for each in shown:
            self.fields[_field_name(each)] = self._field(each, names)
        self.meanings = [Meaning(each, self[_field_name(each)]) for each in shown]
        self.more = len(unknown) - len(shown)

    def _field(self, unknown: UnknownUnit, names: Names) -> forms.ChoiceField:
        near = list(dict.fromkeys([*names.near_keys(unknown.text), *names.near_keys(unknown.name)]))
        labels = [(pk, str(unit)) for pk, unit in self.units.items()]
        choices: list[Any] = [("", _("Choose …")), (NO_UNIT, _("Not a unit: leave the rows out"))]
        if near:
            choices.append((_("Most alike"), [(str(pk), str(self.units[str(pk)])) for pk in near]))
        choices.append((_("All units"), labels))
        label = _("“{text}” is").format(text=unknown.shown)
        return forms.ChoiceField(label=label, required=False, choices=choices, initial=names.very_near(unknown.text))

    def answers(self) -> dict[str, Unit | None]:
        """What has been chosen: a unit, or None for no unit, by text."""
        chosen = {each.unknown.text: self.cleaned_data[each.field.name] for each in self.meanings}
        return {text: self.units.get(pk) for text, pk in chosen.items() if pk}


def _field_name(unknown: UnknownUnit) -> str:
    return f"unit_{sha256(unknown.text.encode()).hexdigest()[:16]}"


def _known(unit: Unit) -> KnownUnit:
    return KnownUnit(unit.pk, unit.code, unit.name, unit.valid_from, unit.valid_to)


def new_unit_form(administration: Administration, unknown: UnknownUnit, year: int, data: Any) -> UnitForm:
    """The form of a unit that begins with `year`, filled in with what stands in the file."""
    code, name = code_and_name(unknown)
    initial = {"code": code, "name": name, "department": likely_department(administration, code)}
    return UnitForm(
        administration, data, initial=initial | {"valid_from": date(year, 1, 1), "kind": Unit.Kind.PROVIDER}
    )


def code_and_name(unknown: UnknownUnit) -> tuple[str, str]:
    """The code and the name that a new unit would have by what stands in the file; either may be empty."""
    text = unknown.shown
    if match := _CODE_FIRST.fullmatch(text):
        return match[1], match[2].strip()
    if match := _CODE_LAST.fullmatch(text):
        return match[2], match[1].strip()
    return (text, unknown.name) if re.fullmatch(_CODE, text) else ("", text)


def likely_department(administration: Administration, code: str) -> Department | None:
    """That of the units whose codes begin most like `code`; the first one when none does."""
    units = administration.units.select_related("department").order_by("code")
    best = max(units, key=lambda unit: _alike(unit.code, code), default=None)
    return best.department if best else administration.departments.first()


def _alike(one: str, other: str) -> int:
    """How many characters they begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
