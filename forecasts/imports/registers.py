"""Files whose rows are no monthly figures but records of a register, such as that of measures.

The order of the apps lets nothing here import the app that owns a register. So the app adds a `Register` when Django is
ready (`AppConfig.ready` calls `add`), and the pipeline asks for it by the kind of the file. What happens to a file is
the same as for figures, in the same order: the guarded reader makes sheets of it in a process of its own, the
register's `Reader` understands them there, `hold` holds the records against what is stored, and after the preview
`store` stores them and `take_out` brings back what was there. A register does not open, read or keep files, and decides
nothing about who sees an upload.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from forecasts.imports.examined import Preview, Reader, Understood
from forecasts.models import Upload
from units.models import Administration, User

Words = Mapping[str, object]


class Hold(Protocol):
    """What a file would change."""

    def __call__(self, administration: Administration, understood: Understood, reader: Reader) -> Preview:
        """Hold `understood`, which `reader` read, against what is stored. The same file twice changes nothing."""


class Store(Protocol):
    """What a commit does."""

    def __call__(self, upload: Upload, preview: Preview, *, by: User | None) -> None:
        """Store what `preview` says, as the work of `upload`, in the caller's transaction, which saves `upload` too.

        What `take_out` needs to know may be kept in `upload.summary` under a name of the register's own.
        """


class MakeReader(Protocol):
    """What goes to the reading process."""

    def __call__(self, administration: Administration, user: User | None, *, controls: bool) -> Reader:
        """The reader for a file from `user`; `controls` is whether the person may store everything."""


@dataclass(frozen=True, slots=True)
class Register:
    """A kind of file: its name, what is done with it, and its words.

    `layouts`, `sentences` and `evidence` are words by layout, by code of a problem and by code of a conclusion; the
    codes are the register's own. `headline` and `button` say how many records a file changes, and store them.
    """

    kind: str
    name: object
    reader: MakeReader
    hold: Hold
    store: Store
    take_out: Callable[..., None]
    headline: Callable[[int], str]
    button: Callable[[int], str]
    layouts: Words = field(default_factory=dict)
    sentences: Words = field(default_factory=dict)
    evidence: Words = field(default_factory=dict)


_ADDED: dict[str, Register] = {}


def add(register: Register) -> None:
    """Let files of `register` through the pipeline."""
    _ADDED[register.kind] = register


def every() -> list[Register]:
    """The registers there are, in the order that they were added."""
    return list(_ADDED.values())


def of(kind: str) -> Register | None:
    """The register of files of `kind`; None for monthly figures and forecasts."""
    return _ADDED.get(kind)


def names() -> dict[str, str]:
    """What the registers are called, by kind."""
    return {kind: str(register.name) for kind, register in _ADDED.items()}


def words(part: str) -> dict[str, object]:
    """The `layouts`, `sentences` or `evidence` of every register, by code."""
    return {code: text for register in every() for code, text in getattr(register, part).items()}
