"""Who is called to a meeting and who is there, as its page asks and shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from meetings.models import Participant

MARKS = {None: "-", False: "0", True: "1"}


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is called; `ticked` says whether the page has the person as present."""

    participant: Participant
    ticked: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is called. `form` holds what was ticked and typed when it could not be saved."""

    participants: Sequence[Participant]
    form: forms.Form | None = None

    @property
    def called(self) -> list[Called]:
        """Everyone, in order."""
        chosen = None if self.form is None else {str(each) for each in self.form["present"].value() or ()}
        return [
            Called(each, bool(each.present) if chosen is None else str(each.user_id) in chosen)
            for each in self.participants
        ]

    @property
    def there(self) -> int:
        """How many are there."""
        return sum(bool(each.present) for each in self.participants)

    @property
    def seen(self) -> str:
        """What the page says of everyone, for the form that is sent to tell what was changed: 12:1 13:0 14:-."""
        kept: Any = self.form["seen"].value() if self.form else None
        return kept or " ".join(f"{each.user_id}:{MARKS[each.present]}" for each in self.participants)
