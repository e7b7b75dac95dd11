"""How files of key figures go through the pipeline."""

from forecasts.imports.commit import commit_upload, examine_upload, receive_upload


def receive(administration, content, *, by=None, name="nyckeltal.csv", **options):
    """The file handed in."""
    return receive_upload(administration, name=name, content=_bytes(content), by=by, **options)


def _bytes(content):
    return content.encode() if isinstance(content, str) else content


def examined(administration, content, *, by=None, name="nyckeltal.csv", **options):
    """What the file would change."""
    return examine_upload(receive(administration, content, by=by, name=name, **options), by=by)


def load(administration, content, *, by=None, name="nyckeltal.csv"):
    """The file stored."""
    upload = receive(administration, content, by=by, name=name)
    seen = examine_upload(upload, by=by)
    assert seen.ready, codes(seen)
    return commit_upload(upload, seen=seen.preview.fingerprint, by=by)


def codes(seen):
    """Code and cell of everything that is said of the file."""
    return [(each.code.value, each.cell) for each in seen.problems]


def changes(seen):
    """What changes: name, sort and (field, before, after)."""
    return [(each.name, each.sort, [tuple(field) for field in each.fields]) for each in seen.preview.records]
