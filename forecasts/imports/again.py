"""Read a kept file once more, when what it is held against has changed."""

from forecasts.imports.commit import COMMITTABLE, examine_upload
from forecasts.imports.report import summary
from forecasts.models import Upload
from units.models import User


def read_again(upload: Upload, *, by: User | None) -> None:
    """Let the list of files say what `upload` is now; a stored one stays as it was.

    Raises:
        UnreadableError: it cannot be read.
    """
    if upload.state in COMMITTABLE:
        examined = examine_upload(upload, by=by)
        values = {"kind": examined.understood.kind, "layout": examined.understood.layout, "summary": summary(examined)}
        Upload.objects.filter(pk=upload.pk, state__in=COMMITTABLE).update(**values)
