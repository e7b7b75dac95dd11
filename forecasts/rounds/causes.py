"""An administration's own list of causes, and what a person does with it. None is ever deleted: it may be used."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.text import slugify

from forecasts.models import Cause, OwnCause
from forecasts.rounds.refusals import CauseTwiceError, NoCauseError
from units.models import Administration, User
from units.services import record_change

LONGEST_CODE = 20


class CauseLine(NamedTuple):
    """A cause as it stands in the list: `code` is empty for a new one."""

    code: str
    name: str
    retired: bool = False


def cause_lines(administration: Administration) -> list[CauseLine]:
    """The whole list in order, the retired ones too."""
    own = OwnCause.objects.filter(administration=administration).values_list("code", "name", "retired")
    rows = list(own) or [(code, "", False) for code in Cause.values]
    return [CauseLine(code, name or _standard(code), retired) for code, name, retired in rows]


@transaction.atomic
def change_causes(administration: Administration, lines: Sequence[CauseLine], *, by: User | None) -> None:
    """Let `lines` be the list of causes, in that order. Those that are not among them stay, retired, at its end.

    Raises:
        CauseTwiceError: two are called the same.
        NoCauseError: none is in use.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    before = cause_lines(administration)
    given = {line.code for line in lines}
    wanted = [*lines, *(line._replace(retired=True) for line in before if line.code not in given)]
    _refuse_unfit(wanted)
    codes = {line.code for line in wanted}
    for order, line in enumerate(wanted):
        code = line.code or _new_code(line.name, codes)
        codes.add(code)
        OwnCause.objects.update_or_create(
            administration=administration,
            code=code,
            defaults={"name": _stored(code, line.name), "order": order, "retired": line.retired},
        )
    after = cause_lines(administration)
    if after != before:
        words = ({"causes": [line.name for line in side if not line.retired]} for side in (before, after))
        record_change(
            "causes-changed",
            administration,
            administration=administration,
            by=by,
            before=next(words),
            after=next(words),
        )


def _refuse_unfit(lines: Sequence[CauseLine]) -> None:
    names = [line.name.casefold() for line in lines]
    twice = next((line.name for line in lines if names.count(line.name.casefold()) > 1), None)
    if twice:
        raise CauseTwiceError(name=twice)
    if all(line.retired for line in lines):
        raise NoCauseError


def _standard(code: str) -> str:
    """What the standard list calls the cause; the code itself when it is not there."""
    return str(Cause(code).label) if code in Cause.values else code


def _stored(code: str, name: str) -> str:
    """Nothing for a standard cause with its usual name: it is said in the reader's language."""
    return "" if code in Cause.values and name == _standard(code) else name


def _new_code(name: str, taken: set[str]) -> str:
    """A code for a new cause that no other has."""
    stem = slugify(name)[: LONGEST_CODE - 3] or "cause"
    numbers = ("", *(f"-{number}" for number in range(2, 100)))
    return next(stem + number for number in numbers if stem + number not in taken | set(Cause.values))
