"""Reads about the situation page. Who may read is decided in the view."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from meetings.models import SituationItem
from units.models import Administration, User

OLD_AFTER = 30  # days
SECTIONS = tuple(SituationItem.Section)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What stands on the situation page; `days` is how long ago it was last updated."""

    item: SituationItem
    days: int

    @property
    def old(self) -> bool:
        """Whether somebody should look at it again: an event stays what it was, and what has ended is history."""
        return self.days > OLD_AFTER and self.item.section != SituationItem.Section.EVENT and not self.item.ended_on

    @property
    def order(self) -> int:
        """Where its section comes."""
        return SECTIONS.index(SituationItem.Section(self.item.section))


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section of the page, the newest first."""

    section: SituationItem.Section
    rows: list[ItemRow]


@dataclass(frozen=True)
class Situation:
    """The situation page of an administration: what stands there, the newest first, and what has ended."""

    rows: list[ItemRow]
    ended: list[ItemRow]

    @cached_property
    def sections(self) -> list[SectionRows]:
        """Every section in its order, empty ones too."""
        return [SectionRows(each, [row for row in self.rows if row.item.section == each]) for each in SECTIONS]

    @cached_property
    def filled(self) -> list[SectionRows]:
        """The sections with something in them."""
        return [each for each in self.sections if each.rows]

    @cached_property
    def old(self) -> list[ItemRow]:
        """What nobody has looked at for a month."""
        return [row for row in self.rows if row.old]

    @property
    def how(self) -> SituationItem | None:
        """The newest word on how things are going."""
        return next((row.item for row in self.rows if row.item.section == SituationItem.Section.HOW), None)

    @property
    def latest(self) -> SituationItem | None:
        """What was updated last, ended things too."""
        return max((row.item for row in [*self.rows, *self.ended]), key=lambda item: item.updated_at, default=None)

    @property
    def updated_at(self) -> datetime | None:
        """When the page was last updated."""
        return self.latest.updated_at if self.latest else None

    @property
    def updated_by(self) -> User | None:
        """Who did that."""
        return self.latest.updated_by if self.latest else None


def items_to_renew(user: User, administration: Administration, today: date) -> list[ItemRow]:
    """What `user` answers for on the situation page that nobody has looked at for a month, oldest first. One query."""
    items = administration.situation.filter(owner=user, ended_on=None).order_by("updated_at", "pk")
    return [row for row in (_row(item, today) for item in items) if row.old]


def _row(item: SituationItem, today: date) -> ItemRow:
    return ItemRow(item, (today - timezone.localdate(item.updated_at)).days)


def situation_of(administration: Administration, today: date, *, for_staff: bool = False) -> Situation:
    """The situation page of `administration` on `today`; `for_staff` is what its staff is told. One query."""
    items = administration.situation.select_related("owner", "updated_by").order_by("-day", "-pk")
    items = items.filter(for_staff=True, ended_on=None) if for_staff else items
    rows = [_row(item, today) for item in items]
    ended = [row for row in rows if row.item.ended_on]
    return Situation(
        rows=[row for row in rows if row.item.ended_on is None],
        ended=sorted(ended, key=lambda row: row.item.ended_on or today, reverse=True),
    )
