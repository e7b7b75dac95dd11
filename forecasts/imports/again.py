"""Read a kept file once more, when what it is held against has changed."""

from forecasts.imports.commit import COMMITTABLE, begin_reading, examine_upload, is_large
from forecasts.imports.reading import remembered
from forecasts.imports.report import summary
from forecasts.models import Upload
from units.models import User


def read_again(upload: Upload, *, by: User | None) -> None:
    """Let the list of files say what `upload` is now, a large one when the worker has read it; a stored one stays.

    Raises:
        UnreadableError: it cannot be read.
        CommittedError: it has been stored meanwhile.
    """
    if upload.state not in COMMITTABLE:
        return
    if not is_large(upload.size):
        examined = examine_upload(upload, by=by)
        values = {"kind": examined.understood.kind, "layout": examined.understood.layout, "summary": summary(examined)}
        Upload.objects.filter(pk=upload.pk, state__in=COMMITTABLE).update(**values)
    elif not remembered(upload, by=by):
        begin_reading(upload, by=by)
