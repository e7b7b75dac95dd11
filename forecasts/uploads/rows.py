"""What the page of an upload shows of a preview, a page of it at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import overload

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forecasts.imports.examined import ChangedAmount, Examined, Preview
from forecasts.imports.report import sums
from units.models import Administration

PER_PAGE = 25
KIND_NAMES: dict[str, str | Promise] = {"budget": _("Budget"), "actual": _("Actuals"), "forecast": _("Forecast")}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change with names for keys. Amounts in öre; `sort` is new, changed, removed or text."""

    kind: str | Promise
    unit: str
    group: str
    account: str
    activity: str
    month: date | None
    before: int | None
    after: int | None
    sort: str

    @property
    def difference(self) -> int:
        """Positive is a higher net cost."""
        return (self.after or 0) - (self.before or 0)


def sort_of(change: ChangedAmount) -> str:
    """New, changed, removed, or text where only a cause or comment changes."""
    if change.before is None:
        return "text" if change.after is None else "new"
    if change.after is None:
        return "removed"
    return "text" if change.before == change.after else "changed"


class Largest(Sequence[ChangedAmount]):
    """The changes of a preview, the largest differences first, made when they are asked for: there may be a million."""

    def __init__(self, preview: Preview, wanted: Callable[[int], bool], sort: str) -> None:
        self.added = {
            kind: (figures, [at for at, unit in enumerate(figures.units) if wanted(unit)])
            for kind, figures in preview.added.items()
            if sort in ("", "new")
        }
        self.listed = [each for each in preview.listed if wanted(each.unit) and sort in ("", sort_of(each))]
        self.sizes = [abs(figures.amounts[at]) for figures, places in self.added.values() for at in places]
        self.sizes += [abs((each.after or 0) - (each.before or 0)) for each in self.listed]

    def __len__(self) -> int:
        return len(self.sizes)

    @overload
    def __getitem__(self, at: int) -> ChangedAmount: ...
    @overload
    def __getitem__(self, at: slice) -> list[ChangedAmount]: ...
    def __getitem__(self, at: int | slice) -> ChangedAmount | list[ChangedAmount]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        start, stop, _ = at.indices(len(self))
        largest = nlargest(stop, range(len(self)), key=self.sizes.__getitem__)
        return [self._made(each) for each in largest[start:]]

    def _made(self, at: int) -> ChangedAmount:
        for kind, (figures, places) in self.added.items():
            if at < len(places):
                key = [column[places[at]] for column in figures.keys_in_columns]
                return ChangedAmount(kind, *key, None, figures.amounts[places[at]])
            at -= len(places)
        return self.listed[at]


def change_page(administration: Administration, preview: Preview, *, unit: str, sort: str, page: str) -> Page:
    """A page of the changes, the largest first, of units whose code or name holds `unit`. Two queries."""
    names = {each.pk: str(each) for each in administration.units.all()}
    groups = dict(administration.account_groups.values_list("pk", "name"))
    wanted = {pk for pk, name in names.items() if unit.casefold() in name.casefold()}
    found = Paginator(Largest(preview, wanted.__contains__, sort), PER_PAGE).get_page(page)
    found.object_list = [
        ChangeRow(
            KIND_NAMES[each.kind],
            names[each.unit],
            groups.get(each.group, ""),
            each.account,
            each.activity,
            each.month,
            each.before,
            each.after,
            sort_of(each),
        )
        for each in found.object_list
    ]
    return found


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What the file says in all of one kind (öre), for how many units, and what its commit adds to what is stored."""

    kind: str | Promise
    units: int
    first: date
    last: date
    amount: int
    effect: int


def total_rows(examined: Examined) -> list[TotalRow]:
    """One row per kind of figure."""
    found = sums(examined.understood)
    rows = []
    for kind in sorted({key[0] for key in found}):
        own = {key: amount for key, amount in found.items() if key[0] == kind}
        months = {key[1] for key in own}
        rows.append(
            TotalRow(
                KIND_NAMES[kind],
                len({key[2] for key in own}),
                min(months),
                max(months),
                sum(own.values()),
                examined.preview.effect.get(kind, 0),
            )
        )
    return rows
