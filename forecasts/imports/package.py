"""The zip package of an xlsx, xlsm, xlsb or ods file: opened with a cap on what it unfolds to. Pure."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, Problem, UnreadableError

CHUNK = 1 << 20
ENCRYPTED = 0x1
MAX_PARTS = 10_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def open_package(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The zip directory of `content`, when what it declares stays within the limits.

    Raises:
        UnreadableError: it is damaged, locked or would unfold to too much.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableError(Problem(Code.DAMAGED)) from error
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > limits.unfolded_bytes:
        raise UnreadableError(Problem(Code.UNFOLDS_TOO_LARGE))
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise UnreadableError(Problem(Code.LOCKED))
    if len({part.filename for part in parts}) != len(parts):
        raise UnreadableError(Problem(Code.DAMAGED))
    return package


def chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unfolded bytes of a part, never more than its directory entry declares.

    Raises:
        UnreadableError: the part is damaged or longer than declared.
    """
    try:
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableError(Problem(Code.DAMAGED)) from error


def whole(package: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> bytes:
    """All unfolded bytes of a part."""
    info = package.getinfo(part) if isinstance(part, str) else part
    return b"".join(chunks(package, info))


def refuse_entities(chunk: bytes) -> None:
    """Refuse XML that declares a document type: entities have no place in a spreadsheet.

    Raises:
        UnreadableError: it does.
    """
    if _DOCTYPE.search(chunk):
        raise UnreadableError(Problem(Code.XML_ENTITIES))


def utf8(xml: bytes) -> bytes:
    """The XML text in UTF-8, when it is in UTF-16, with its declaration changed to say so."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = xml.decode("utf-16", errors="replace")
    elif xml[:4] == b"<\x00?\x00":
        text = xml.decode("utf-16-le", errors="replace")
    elif xml[:4] == b"\x00<\x00?":
        text = xml.decode("utf-16-be", errors="replace")
    else:
        return xml
    return re.sub(r'^(<\?xml[^>]*?)\s+encoding=["\'][^"\']*["\']', r"\1", text).encode()


def is_utf16(head: bytes) -> bool:
    """Whether XML that begins with `head` is in UTF-16."""
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] in (b"<\x00?\x00", b"\x00<\x00?")
