"""Lists of measures as people hand them in, and how they go through the pipeline."""

from forecasts.imports.commit import commit_upload, examine_upload, receive_upload

HEAD = "Nr;Åtgärd;Vad som görs;Enhet;Andel;Skede;Ansvarig;Start;Slut;Helårseffekt (kr);sep 2026;okt 2026"
GOOD = f"{HEAD}\n;Färre konsulter;Tre avslutas;4100;;föreslagen;chef;2026-09;2026-10;1200;100;100\n"


def table(*rows: str, head: str = HEAD) -> bytes:
    """A file with the columns of `head`."""
    return "\n".join([head, *rows]).encode()


def receive(administration, content, *, by=None, **options):
    """The file handed in."""
    return receive_upload(administration, name="atgarder.csv", content=content, by=by, **options)


def examined(administration, content, *, by=None, **options):
    """What the file would change."""
    return examine_upload(receive(administration, content, by=by, **options), by=by)


def load(administration, content, *, by=None):
    """The file stored."""
    upload = receive(administration, content, by=by)
    seen = examine_upload(upload, by=by)
    assert seen.ready, codes(seen)
    return commit_upload(upload, seen=seen.preview.fingerprint, by=by)


def codes(seen):
    """Code and cell of everything that is said of the file."""
    return [(each.code.value, each.cell) for each in seen.problems]


def changes(seen):
    """What changes: name, sort and (field, before, after)."""
    return [(each.name, each.sort, [tuple(field) for field in each.fields]) for each in seen.preview.records]
