from datetime import date

import pytest
from django.utils import timezone

from forecasts.imports.load import load
from forecasts.imports.preview import preview
from forecasts.imports.store import later_uploads, store, take_out
from forecasts.imports.stored import stored_amounts
from forecasts.models import Figure, Forecast, ForecastLine, ReplacedFigure, Upload, UploadedMonth
from tests import factories
from tests.forecasts.imports.understood import actuals, forecasts


def commit(administration, understood):
    kinds = [*understood.figures, *(["forecast"] if understood.forecasts else [])]
    upload = Upload.objects.create(
        administration=administration, name="fil.xlsx", sha256="0" * 64, size=1, state=Upload.State.COMMITTED,
        summary={"kinds": kinds}, committed_at=timezone.now(),
    )  # fmt: skip
    stored = stored_amounts(administration, understood)
    store(upload, understood, preview(understood, stored), stored, by=None)
    return upload


def figures():
    columns = ("unit__code", "month", "kind", "group__code", "account", "activity", "amount", "upload")
    return sorted(Figure.objects.values_list(*columns), key=str)


def everything():
    return {
        "figures": figures(),
        "replaced": ReplacedFigure.objects.count(),
        "months": UploadedMonth.objects.count(),
        "forecasts": sorted(
            ForecastLine.objects.filter(forecast__withdrawn_at=None).values_list("forecast", "group", "amount")
        ),
    }


FIRST = """
    4100  PER  5020  7   100
    4100  PER  5020  8   110
    4100  LOK  6010  8    20
    4200  PER  5020  8   200
"""


def test_a_file_is_stored_as_it_says(administration):
    upload = commit(administration, actuals(administration, "4100 PER 5020 8 110\n4200 INT 3011 8 -7"))

    assert figures() == [
        ("4100", date(2026, 8, 1), Figure.Kind.ACTUAL, "PER", "5020", "", 110_00, upload.pk),
        ("4200", date(2026, 8, 1), Figure.Kind.ACTUAL, "INT", "3011", "", -7_00, upload.pk),
    ]


def test_the_same_file_twice_changes_nothing(administration):
    commit(administration, actuals(administration, FIRST))
    before = everything()

    commit(administration, actuals(administration, FIRST))

    assert everything() == before


def test_undo_brings_back_exactly_what_was_before(administration):
    commit(administration, actuals(administration, FIRST))
    commit(administration, actuals(administration, "4100 PER 5020 8 50", kind="budget"))
    before = everything()
    upload = commit(
        administration, actuals(administration, "4100 PER 5020 8 999\n4100 PER 5030 8 5\n4200 PER 5020 8 0")
    )
    assert everything() != before

    take_out(upload)

    assert everything() == before


def test_a_forecast_gets_a_new_version_and_undo_brings_back_the_one_before(administration):
    commit(administration, forecasts(administration, "4100 PER 100\n4100 LOK 10\n4200 PER 50"))
    before = everything()

    upload = commit(administration, forecasts(administration, "4100 PER 120\n4200 PER 50"))

    assert sorted(Forecast.objects.values_list("unit__code", "version")) == [("4100", 1), ("4100", 2), ("4200", 1)]
    take_out(upload)
    assert everything() == before


def test_a_version_number_is_never_used_again(administration):
    take_out(commit(administration, forecasts(administration, "4100 PER 100")))

    commit(administration, forecasts(administration, "4100 PER 100"))

    assert list(Forecast.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_a_later_upload_of_the_same_month_is_found(administration):
    first = commit(administration, actuals(administration, "4100 PER 5020 8 100\n4100 PER 5020 7 100"))
    commit(administration, actuals(administration, "4200 PER 5020 8 1"))
    commit(administration, actuals(administration, "4100 PER 5020 8 1", kind="budget"))
    later = commit(administration, actuals(administration, "4100 PER 5020 8 1"))

    assert later_uploads(first, ["actual"]) == [later]


def test_rows_are_loaded_as_given(administration):
    unit, group = administration.units.first(), factories.group(administration)
    columns = ("unit_id", "month", "kind", "group_id", "account", "activity", "amount", "upload_id")
    rows = [(unit.pk, date(2026, 8, 1), 2, group.pk, "5020", 'å;\t"\\N', -(10**12), None)]

    load(Figure, columns, rows)

    assert list(Figure.objects.values_list(*columns)) == rows


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_grow_with_the_rows(administration, count, django_assert_max_num_queries):
    table = "\n".join(f"4100 PER {5000 + number} 8 {number + 1}" for number in range(count))
    commit(administration, actuals(administration, table))

    with django_assert_max_num_queries(16):
        commit(administration, actuals(administration, table.replace(" 8 ", " 8 1")))
