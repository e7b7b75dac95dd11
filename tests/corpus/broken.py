"""Files broken by chance, and what becomes of each."""

from random import Random

from forecasts.imports.pipeline import understand
from forecasts.imports.problems import UnreadableError
from forecasts.imports.read import read
from tests.corpus.organisation import context


def break_(content: bytes, chance: Random, other: bytes) -> bytes:
    """Cut off, bits turned, a piece of another file put in, a piece taken out or doubled."""
    at = chance.randrange(len(content))
    until = min(len(content), at + chance.choice([1, 8, 200, 5000]))
    match chance.randrange(5):
        case 0:
            return content[:at]
        case 1:
            turned = bytearray(content)
            for _ in range(chance.choice([1, 3, 40])):
                turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
            return bytes(turned)
        case 2:
            start = chance.randrange(len(other))
            return content[:at] + other[start : start + until - at] + content[until:]
        case 3:
            return content[:at] + content[until:]
        case _:
            return content[:until] + content[at:]


def examine_all(files: list[bytes]) -> list[str]:
    """What became of each file: `understood`, or the code of why it could not be read."""
    found = []
    for content in files:
        try:
            understand(read(content, "x"), context())
            found.append("understood")
        except UnreadableError as error:
            found.append(str(error.problem.code))
    return found
