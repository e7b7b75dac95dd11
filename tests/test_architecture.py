"""The order of the apps, the purity of the pure modules and the length of every module."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["units", "forecasts", "indicators", "measures", "meetings", "socbudget"]
MODULES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
PURE = [
    "forecasts/budgets/adjusting.py",
    "forecasts/budgets/carrying.py",
    "forecasts/budgets/growth.py",
    "forecasts/budgets/phasing.py",
    "forecasts/charts.py",
    "forecasts/deviation.py",
    "forecasts/entry/explain.py",
    "forecasts/entry/flags.py",
    "forecasts/entry/lines.py",
    "forecasts/entry/proposal.py",
    "forecasts/entry/grid.py",
    "forecasts/entry/grid_lists.py",
    "forecasts/entry/grid_typed.py",
    "forecasts/finding.py",
    "forecasts/imports/annotate.py",
    "forecasts/imports/binaryscan.py",
    "forecasts/imports/cells.py",
    "forecasts/imports/cellscan.py",
    "forecasts/imports/choose.py",
    "forecasts/imports/compound.py",
    "forecasts/imports/examine.py",
    "forecasts/imports/amounts.py",
    "forecasts/imports/examined.py",
    "forecasts/imports/figures.py",
    "forecasts/imports/heading_rows.py",
    "forecasts/imports/grid.py",
    "forecasts/imports/headings.py",
    "forecasts/imports/layouts.py",
    "forecasts/imports/ledger.py",
    "forecasts/imports/limits.py",
    "forecasts/imports/lines.py",
    "forecasts/imports/months_columns.py",
    "forecasts/imports/names.py",
    "forecasts/imports/odsscan.py",
    "forecasts/imports/own_table.py",
    "forecasts/imports/package.py",
    "forecasts/imports/parts.py",
    "forecasts/imports/personal.py",
    "forecasts/imports/pipeline.py",
    "forecasts/imports/preview.py",
    "forecasts/imports/problems.py",
    "forecasts/imports/progress.py",
    "forecasts/imports/read.py",
    "forecasts/imports/account_classes.py",
    "forecasts/imports/accumulated.py",
    "forecasts/imports/columns.py",
    "forecasts/imports/deviations.py",
    "forecasts/imports/outline.py",
    "forecasts/imports/recall.py",
    "forecasts/imports/recognise.py",
    "forecasts/imports/sie_kept.py",
    "forecasts/imports/astray.py",
    "forecasts/imports/sizes.py",
    "forecasts/imports/sums.py",
    "forecasts/imports/table.py",
    "forecasts/imports/row_kinds.py",
    "forecasts/imports/rows.py",
    "forecasts/imports/sample.py",
    "forecasts/imports/shapes.py",
    "forecasts/imports/sheet.py",
    "forecasts/imports/sie.py",
    "forecasts/imports/sie_checks.py",
    "forecasts/imports/sie_lines.py",
    "forecasts/imports/sie_rows.py",
    "forecasts/imports/sie_table.py",
    "forecasts/imports/sie_vouchers.py",
    "forecasts/imports/spreadsheet.py",
    "forecasts/imports/summary.py",
    "forecasts/imports/summary_figures.py",
    "forecasts/imports/suspicions.py",
    "forecasts/imports/template_key.py",
    "forecasts/imports/template_rows.py",
    "forecasts/imports/text.py",
    "forecasts/imports/title_units.py",
    "forecasts/imports/titles.py",
    "forecasts/imports/totals.py",
    "forecasts/imports/unknown.py",
    "forecasts/imports/validate.py",
    "forecasts/imports/webpage.py",
    "forecasts/imports/weigh.py",
    "forecasts/imports/worker.py",
    "forecasts/imports/year_forecast.py",
    "forecasts/matrix.py",
    "forecasts/groups/plan.py",
    "forecasts/organisation/account_judge.py",
    "forecasts/organisation/account_reader.py",
    "forecasts/organisation/columns.py",
    "forecasts/organisation/problems.py",
    "forecasts/organisation/reading.py",
    "forecasts/organisation/records.py",
    "forecasts/organisation/sheets.py",
    "forecasts/organisation/unit_judge.py",
    "forecasts/organisation/unit_reader.py",
    "forecasts/overview.py",
    "forecasts/overview_charts.py",
    "forecasts/rounds/board.py",
    "forecasts/rounds/bridge.py",
    "forecasts/rounds/bridge_chart.py",
    "forecasts/rounds/calendar.py",
    "forecasts/trajectory.py",
    "forecasts/unit_figures.py",
    "indicators/bands.py",
    "indicators/imports/columns.py",
    "indicators/imports/problems.py",
    "indicators/imports/reader.py",
    "indicators/imports/record.py",
    "indicators/imports/rows.py",
    "indicators/scale.py",
    "indicators/summing.py",
    "measures/calculators/beginning.py",
    "measures/calculators/calculators.py",
    "measures/decided.py",
    "measures/effect.py",
    "measures/same_money.py",
    "measures/programme/drawing.py",
    "measures/programme/gap.py",
    "measures/programme/spreading.py",
    "measures/registers/binding.py",
    "measures/registers/binding_chart.py",
    "measures/registers/limits.py",
    "measures/registers/repeats.py",
    "measures/followups/register.py",
    "measures/imports/columns.py",
    "measures/imports/judge.py",
    "measures/imports/merge.py",
    "measures/imports/problems.py",
    "measures/imports/reader.py",
    "measures/imports/record.py",
    "measures/imports/rows.py",
    "measures/imports/values.py",
    "measures/stages.py",
    "measures/verifying/chart.py",
    "measures/verifying/pace.py",
    "measures/verifying/seen.py",
    "measures/writing/amounts.py",
    "measures/writing/chart.py",
    "measures/writing/typed.py",
    "meetings/agenda/codec.py",
    "meetings/agenda/facts.py",
    "meetings/agenda/figures.py",
    "meetings/agenda/picking.py",
    "meetings/kinds.py",
    "meetings/minutes/minutes.py",
    "meetings/minutes/word_parts.py",
    "meetings/minutes/word_styles.py",
    "meetings/planning/ical.py",
    "meetings/planning/points.py",
    "meetings/planning/series.py",
    "meetings/showing/band.py",
    "meetings/showing/steps.py",
    "socbudget/demo/measure_plan.py",
    "socbudget/demo/plan.py",
    "socbudget/demo/spread.py",
    "socbudget/digest.py",
    "units/accounts.py",
    "units/export.py",
    "units/mailing/draft.py",
    "units/money.py",
    "units/months.py",
    "units/own_tables.py",
    "units/personal.py",
    "units/places.py",
    "units/thresholds.py",
    "units/workdays.py",
]
LONGEST = 400


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_app_imports_only_apps_below_it(path):
    above = APPS[APPS.index(path.relative_to(ROOT).parts[0]) + 1 :]

    assert {name for name in imported(path) if name.split(".")[0] in above} == set()


@pytest.mark.parametrize("path", PURE)
def test_a_pure_module_knows_nothing_of_django_or_the_database(path):
    names = imported(ROOT / path)

    impure = {name for name in names if name.split(".")[0] == "django"}
    impure |= {name for name in names if name.split(".")[-1] in {"models", "queries", "services", "views"}}
    assert impure == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_can_be_read(path):
    assert len(path.read_text().splitlines()) <= LONGEST


def test_only_settings_read_the_environment():
    readers = {str(path.relative_to(ROOT)) for path in MODULES if "environ" in path.read_text()}

    assert readers <= {"socbudget/settings.py", "socbudget/wsgi.py"}
