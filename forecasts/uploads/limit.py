"""A file over the limit is not taken in: the rest of it is let go as it arrives."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest


class LimitedUploadHandler(FileUploadHandler):
    """Stops a file when more than `UPLOAD_MAX_BYTES` have come; the form then has no file."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let the next handler have what is within the limit."""
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The file is made by the handlers after this one."""


def is_too_large(request: HttpRequest) -> bool:
    """Whether the request holds more than one file may."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > settings.UPLOAD_MAX_BYTES
