"""The uploaded file again, with each problem as a comment at its cell."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from forecasts.imports.annotate import MOST_COMMENTS, Note, Words, annotated
from forecasts.imports.worker import run_limited


def write_commented(content: bytes, name: str, notes: Iterable[tuple[str, str, str]]) -> bytes:
    """The file called `name` as an xlsx (an xlsm stays one) with comments, and a first sheet that lists the problems.

    It is made in a process of its own, because the file is still whatever somebody handed in.

    Args:
        content: the file as it came.
        name: what it was called.
        notes: sheet, cell and sentence of each problem; the sheet and the cell may be empty.

    Raises:
        UnreadableError: the file cannot be read.
    """
    words = Words(
        sheet=_("Problems"),
        title=_("Problems in %(file)s") % {"file": name},
        headings=(_("Sheet"), _("Cell"), _("What to correct")),
        more=_("There are more problems: only the first %(count)s are shown.") % {"count": MOST_COMMENTS},
    )
    return run_limited(annotated, content, name, [Note(*note) for note in notes], words)
