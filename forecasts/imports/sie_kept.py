"""A SIE file as it is kept: without the texts and signatures of its vouchers, which may name people. Pure.

Everything that its figures are read from stays byte for byte.
"""

import re

_LINES = re.compile(rb"(\r\n|\r|\n)")
_LABEL = re.compile(rb"\s*(#[A-Za-z]+)(?=\s|$)")
_FIELD = re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}]|[^\s{}"]+')
_NUMBER = re.compile(rb'"?[\d.,+-]*"?')
_WITH_TEXTS = {b"#VER": 4, b"#TRANS": 4, b"#RTRANS": 4, b"#BTRANS": 4}


def without_texts(content: bytes) -> bytes:
    """The bytes of a SIE file where every text after the date of a voucher, or the amount of its lines, is empty."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return without_texts(content.decode("utf-16").encode("utf-8-sig"))
    if not any(label in content.upper() for label in _WITH_TEXTS):
        return content
    return b"".join(map(_bare, _LINES.split(content)))


def _bare(line: bytes) -> bytes:
    label = _LABEL.match(line)
    first = _WITH_TEXTS.get(label[1].upper()) if label else None
    if label is None or first is None:
        return line
    kept: list[bytes] = []
    end, number, inside = 0, 0, False
    for field in _FIELD.finditer(line):
        kept.append(line[end : field.start()])
        end = field.end()
        kept.append(field[0] if number < first or inside or _NUMBER.fullmatch(field[0]) or field[0] in b"{}" else b'""')
        inside = field[0] == b"{" or (inside and field[0] != b"}")
        number += not inside
    return b"".join([*kept, line[end:]])
