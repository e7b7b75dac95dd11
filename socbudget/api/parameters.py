"""What can be asked of the API in the address, and how it is refused."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from measures.stages import Stage
from units.models import Unit
from units.months import FIRST_YEAR, LAST_YEAR, parse_month

LARGEST_PAGE = 1000
LAST_PAGE = 1_000_000
WORDS = {"administration", "department", "unit", "kind", "stage", "state", "indicator"}
FIGURE_KINDS = ("budget", "actual", "budget-adopted", "budget-change")


class ParameterError(Exception):
    """A parameter is not known, or cannot be what it is; the text names it."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(_("The parameter {name} is wrong: {advice}").format(name=name, advice=advice))


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is asked for; an empty field or None asks for all."""

    administration: str = ""
    department: str = ""
    unit: str = ""
    kind: str = ""
    stage: str = ""
    state: str = ""
    indicator: str = ""
    year: int | None = None
    month: date | None = None
    since: date | None = None
    page: int = 1
    limit: int = LARGEST_PAGE

    @property
    def first(self) -> int:
        """How many rows there are before the page."""
        return (self.page - 1) * self.limit

    @property
    def last(self) -> int:
        """How many rows there are before the page after the next row's end: one more than the page holds."""
        return self.first + self.limit + 1


def read(
    query: QueryDict,
    known: Collection[str],
    *,
    kinds: Collection[str] = tuple(Unit.Kind.values),
    states: Collection[str] = (),
) -> Parameters:
    """The parameters of `query`; `known` are those that the address takes besides page and limit.

    `kinds` and `states` are those that can be asked for.

    Raises:
        ParameterError: one is unknown, given twice or not readable.
    """
    given = {}
    for name, values in query.lists():
        if name not in {*known, "page", "limit"}:
            raise ParameterError(name, _("it is not known here. Use {known}.").format(known=", ".join(known)))
        if len(values) > 1:
            raise ParameterError(name, _("it is given twice."))
        if values[0]:
            given[name] = values[0]
    for name, words in (("kind", kinds), ("state", states), ("stage", tuple(Stage))):
        if name in given and given[name] not in words:
            raise ParameterError(name, _("use {known}.").format(known=", ".join(words)))
    return Parameters(
        **{name: value for name, value in given.items() if name in WORDS},
        year=_whole("year", given["year"], FIRST_YEAR, LAST_YEAR) if "year" in given else None,
        month=_month(given["month"]) if "month" in given else None,
        since=_day(given["since"]) if "since" in given else None,
        page=_whole("page", given.get("page", "1"), 1, LAST_PAGE),
        limit=_whole("limit", given.get("limit", str(LARGEST_PAGE)), 1, LARGEST_PAGE),
    )


def _whole(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise ParameterError(name, _("write a whole number from {least} to {most}.").format(least=least, most=most))
    return int(text)


def _month(text: str) -> date:
    try:
        return parse_month(text)
    except ValueError as error:
        raise ParameterError("month", _("write it as 2026-08-01.")) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ParameterError("since", _("write the day as 2026-08-31.")) from error
