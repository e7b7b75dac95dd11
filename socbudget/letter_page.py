"""The log of letters as its page and its workbook show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from units.export import Cell, Column, workbook
from units.mailing import faults, queries, words
from units.models import Administration, Letter, Mailing
from units.tables import taken_out

MAILINGS = 6
MOST_EXPORTED = 50_000


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as it is shown."""

    letter: Letter
    kind: str
    state: str
    state_name: str
    fault: str


@dataclass(frozen=True, slots=True)
class MailingRow:
    """A mailing as it is shown. `stopped` says that nothing has happened to it for long."""

    mailing: Mailing
    name: str
    stopped: bool

    @property
    def done(self) -> int:
        """How many letters something has become of."""
        return self.mailing.sent + self.mailing.failed


def letter_rows(letters: Iterable[Letter]) -> list[LetterRow]:
    """`letters` in words."""
    rows = []
    for letter in letters:
        state = words.state_of(letter)
        fault = faults.in_words(letter.fault) if letter.fault else ""
        rows.append(LetterRow(letter, words.kind_name(letter.kind), state, str(words.STATES[state]), fault))
    return rows


def mailing_rows(administration: Administration) -> list[MailingRow]:
    """The latest mailings. Two queries at most."""
    found = queries.mailings(administration, MAILINGS)
    stopped = queries.stopped(found)
    return [MailingRow(each, words.mailing_name(each), each.pk in stopped) for each in found]


def letters_workbook(administration: Administration, letters: QuerySet[Letter]) -> bytes:
    """The letters, without their texts, to take away."""
    headings = [_("Written"), _("To"), _("Address"), _("Kind"), _("Subject"), _("State"), _("Sent"), _("Fault")]
    title = _("Letters")
    return workbook(
        title,
        [Column(heading) for heading in headings],
        _cells(letters[:MOST_EXPORTED]),
        lines=[title, administration.name],
        origin=taken_out(administration),
    )


def _cells(letters: Iterable[Letter]) -> Iterator[list[Cell]]:
    for row in letter_rows(letters):
        letter = row.letter
        sent = f"{timezone.localtime(letter.sent_at):%Y-%m-%d %H:%M}" if letter.sent_at else ""
        written = f"{timezone.localtime(letter.made_at):%Y-%m-%d %H:%M}"
        yield [written, str(letter.to), letter.address, row.kind, letter.subject, row.state_name, sent, row.fault]
