"""A letter before it is posted. Pure: no Django."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person is to be told, in the language of that person.

    `to` is the person's pk, `about` the pks of the units named. One person gets one letter of a kind and `key`.
    """

    to: int
    key: str
    subject: str
    body: str
    about: tuple[int, ...] = ()


def subject_line(text: str) -> str:
    """`text` as one line of at most 120 characters that can end no header."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 2].rstrip()} …"


def paragraphs(*parts: str | Iterable[str]) -> str:
    """The text of a letter: paragraphs with an empty line between; several lines that belong together are one part."""
    texts = (part if isinstance(part, str) else "\n".join(part) for part in parts)
    return "\n\n".join(text.strip("\n") for text in texts if text) + "\n"
