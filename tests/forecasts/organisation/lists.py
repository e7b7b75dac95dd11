"""Lists of units and account plans as people hand them in, and how they go through the pipeline."""

from forecasts.imports.commit import commit_upload, examine_upload, receive_upload

HEAD = "Kod;Namn;Avdelning;Del av;Slag;Giltig från;Giltig till"
GROUPS = "Kod;Kontogrupp;Slag;Konton"


def table(*rows, head=HEAD):
    """A file with the columns of `head`."""
    return "\n".join([head, *rows]).encode()


def receive(administration, content, *, by=None, name="organisation.csv", **options):
    """The file handed in."""
    return receive_upload(administration, name=name, content=content, by=by, **options)


def examined(administration, content, *, by=None, **options):
    """What the file would change."""
    return examine_upload(receive(administration, content, by=by, **options), by=by)


def load(administration, content, *, by=None, **options):
    """The file stored."""
    upload = receive(administration, content, by=by, **options)
    seen = examine_upload(upload, by=by)
    assert seen.ready, codes(seen)
    return commit_upload(upload, seen=seen.preview.fingerprint, by=by)


def codes(seen):
    """Code and cell of everything that is said of the file."""
    return [(each.code.value, each.cell) for each in seen.problems]


def changes(seen):
    """What changes: name, sort and (field, before, after)."""
    return [(each.name, each.sort, [tuple(field) for field in each.fields]) for each in seen.preview.records]
