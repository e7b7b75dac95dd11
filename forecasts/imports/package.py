"""The zip package of an xlsx, xlsm, xlsb or ods file: opened with a cap on what it unfolds to. Pure."""

import html
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
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00?\x00", b"\x00<\x00?")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
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
    if b"!" in chunk and b"<!" in chunk and _DOCTYPE.search(chunk):
        raise UnreadableError(Problem(Code.XML_ENTITIES))


def in_utf8(content: bytes, limits: Limits) -> bytes:
    """The package again, its XML parts in UTF-8: some programs write UTF-16, which the fast reader does not know.

    Raises:
        UnreadableError: it is damaged, locked or would unfold to too much.
    """
    zipped = open_package(content, limits)
    foreign = {part.filename for part in zipped.infolist() if _is_utf16(zipped, part)}
    if not foreign:
        return content
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w") as package:
        for part in zipped.infolist():
            raw = whole(zipped, part)
            text = _utf8(raw) if part.filename in foreign else raw
            package.writestr(zipfile.ZipInfo(part.filename), text, zipfile.ZIP_DEFLATED, 1)
    return rewritten.getvalue()


def _is_utf16(zipped: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.lower().endswith((".xml", ".rels")):
        return False
    try:
        with zipped.open(part) as stream:
            head = stream.read(4)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableError(Problem(Code.DAMAGED)) from error
    return head.startswith(_MARKS)


def _utf8(xml: bytes) -> bytes:
    """UTF-16 XML in UTF-8, its declaration without the encoding."""
    big = xml.startswith((b"\xfe\xff", b"\x00<"))
    text = xml.decode("utf-16-be" if big else "utf-16-le", errors="replace").removeprefix("\ufeff")
    return re.sub(r"""^(<\?xml[^>]*?)\s+encoding=["'][^"']*["']""", r"\1", text).encode()


def relations(zipped: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> dict[str, str]:
    """Targets by identity of a part of relations."""
    return {row.get("Id", ""): row.get("Target", "") for row in tags("Relationship", whole(zipped, part))}


def tags(name: str, xml: bytes) -> list[dict[str, str]]:
    """The attributes of every element called `name`, whatever its namespace."""
    found = re.findall(rf"<(?:\w+:)?{name}\s([^>]*)>", xml.decode(errors="replace"))
    return [{key: html.unescape(double or single) for key, double, single in _ATTRIBUTE.findall(tag)} for tag in found]
