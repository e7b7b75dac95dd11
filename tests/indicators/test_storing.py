"""What a commit stores of key figures, and what undoing brings back."""

import pytest

from forecasts.imports.commit import commit_upload, examine_upload, undo_upload
from forecasts.imports.reading import read_upload
from forecasts.refusals import StalePreviewError
from indicators.imports.hold import hold
from indicators.refusals import LaterObservationsError
from tests.indicators.files import changes, examined, load, receive
from tests.indicators.fixtures import LONG
from units.models import Change

FIRST = f"{LONG}\nhvb;4100;2026-07;298\nhvb;4100;2026-08;312\nhvb;4200;2026-08;20"
SECOND = f"{LONG}\nhvb;4100;2026-08;320,25\nhvb;4100;2026-09;5"


def test_a_file_decides_only_what_it_names(administration, days, stored):
    load(administration, FIRST)
    load(administration, SECOND)

    assert stored() == [
        ("hvb", "4100", "2026-07", "298"),
        ("hvb", "4100", "2026-08", "320.25"),
        ("hvb", "4100", "2026-09", "5"),
        ("hvb", "4200", "2026-08", "20"),
    ]


def test_the_preview_says_what_is_new_and_changed(administration, days):
    load(administration, FIRST)

    seen = examined(administration, SECOND)

    assert (seen.preview.new, seen.preview.changed, seen.preview.unchanged) == (1, 1, 0)
    assert changes(seen) == [
        ("Vårddygn HVB (dygn)", "changed",
         [("4100 Barn och ungdom", "aug 2026: 312", "aug 2026: 320,25 · sep 2026: 5")]),
    ]  # fmt: skip


def test_the_same_file_twice_changes_nothing(administration, days):
    load(administration, FIRST)

    seen = examined(administration, FIRST)

    assert (seen.preview.count, seen.preview.unchanged) == (0, 3)


def test_undoing_brings_back_what_was_there(administration, days, stored):
    first = load(administration, FIRST)
    before = stored()
    second = load(administration, SECOND)

    undo_upload(second, by=None)
    assert stored() == before

    undo_upload(first, by=None)
    assert stored() == []


def test_what_was_undone_can_be_loaded_and_undone_again(administration, days, stored):
    load(administration, FIRST)
    second = load(administration, SECOND)
    after = stored()
    undo_upload(second, by=None)
    second.refresh_from_db()

    commit_upload(second, seen=examine_upload(second, by=None).preview.fingerprint, by=None)
    assert stored() == after
    second.refresh_from_db()
    undo_upload(second, by=None)

    assert len(stored()) == 3


def test_undoing_is_refused_when_a_later_file_changed_the_same_value(administration, days, stored):
    first = load(administration, FIRST)
    second = load(administration, SECOND, name="sen.csv")

    with pytest.raises(LaterObservationsError, match=r"sen\.csv har ändrat samma värden"):
        undo_upload(first, by=None)
    undo_upload(second, by=None)
    undo_upload(first, by=None)

    assert stored() == []


def test_a_value_stored_meanwhile_makes_the_preview_stale(administration, days, observe):
    upload = receive(administration, FIRST)
    seen = examine_upload(upload, by=None).preview.fingerprint
    observe(days, "4100", "2026-08", 1)

    with pytest.raises(StalePreviewError):
        commit_upload(upload, seen=seen, by=None)


def test_the_log_says_how_many_values_of_which_key_figure(administration, days):
    upload = load(administration, FIRST)
    undo_upload(upload, by=None)

    told = Change.objects.filter(action__startswith="observations-").order_by("pk")
    assert [(each.action, each.subject, each.after["values"]) for each in told] == [
        ("observations-stored", "Vårddygn HVB", 3),
        ("observations-restored", "Vårddygn HVB", 3),
    ]


def test_the_upload_is_of_its_kind_and_months(administration, days):
    upload = load(administration, FIRST)

    assert (upload.kind, upload.summary["kinds"]) == ("observation", ["observation"])
    assert upload.summary["months"] == ["2026-07", "2026-08"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_of_a_preview_do_not_grow(administration, days, rows, django_assert_num_queries):
    lines = [f"hvb;4100;2026-0{number};3" for number in range(1, rows + 1)]
    reading = read_upload(receive(administration, "\n".join([LONG, *lines])), by=None)

    with django_assert_num_queries(3):
        reader = next(each for each in reading.context.readers if each.kind == "observation")
        preview = hold(administration, reading.understood, reader)
    assert preview.new == rows
