"""The compound file that xls is kept in, and that a locked xlsx is wrapped in. Pure."""

import struct

_ENTRY = 128
_STREAM = 2


def stream_names(content: bytes) -> set[str]:
    """The names of the streams, found in the directory wherever it lies; empty when there is none."""
    names = set()
    size = 1 << struct.unpack_from("<H", content, 30)[0] if len(content) >= 512 else 0
    if size not in (512, 4096):
        return set()
    for at in range(size, len(content) - _ENTRY + 1, _ENTRY):
        length = content[at + 64] | content[at + 65] << 8
        if 2 < length <= 64 and not length % 2 and content[at + 66] == _STREAM:
            name = content[at : at + length - 2].decode("utf-16-le", errors="replace")
            if name.isprintable():
                names.add(name)
    return names
