"""After measures is the same figure wherever it is shown, and is not shown where no measure counts."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db.models import Sum

from forecasts.models import Figure
from measures.models import Effect, MeasureRules
from socbudget.overview import look
from socbudget.overview_views import asked_period
from socbudget.unit_page import unit_page
from tests import factories
from units.models import Unit
from units.roles import ALLOWED, Role

YEAR, MNKR = 2026, 100_000_000
JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
UNIT = "/administrations/EX/units/4100/"
PAGE = "/administrations/EX/"


def budgeted(unit, amount=12 * MNKR):
    group = factories.group(unit.administration, "PER")
    for number in range(1, 13):
        month = date(YEAR, number, 1)
        factories.FigureFactory(unit=unit, group=group, month=month, kind=Figure.Kind.BUDGET, amount=amount // 12)


def forecast(unit, as_of, amount):
    row = factories.ForecastFactory(unit=unit, as_of=as_of)
    factories.ForecastLineFactory(forecast=row, group=factories.group(unit.administration, "PER"), amount=amount)


def every_month(amount):
    return {date(YEAR, number, 1): amount for number in range(1, 13)}


@pytest.fixture
def unit(administration):
    """A unit of two parts that forecast as of different months, with measures of every sort."""
    unit = administration.units.get(code="4100")
    parts = [factories.UnitFactory(department=unit.department, code=code, parent=unit) for code in ("4110", "4120")]
    for part, as_of in zip(parts, (JUNE, AUGUST), strict=True):
        budgeted(part)
        forecast(part, as_of, 13 * MNKR)
    MeasureRules.objects.create(administration=administration, decided=80, running=90)
    factories.measure(parts[0], every_month(100_000_03), stage="running")
    factories.measure(parts[0], every_month(70_000_00), contained_from=JULY)
    factories.measure(parts[0], every_month(50_000_00), contained_from=date(2026, 1, 1))
    factories.measure(parts[1], every_month(30_000_01), probability=33)
    factories.measure(parts[1], every_month(20_000_00), stage="verified")
    factories.measure(parts[1], every_month(90_000_00), stage="proposed")
    factories.measure(parts[1], every_month(80_000_00), stage="stopped")
    factories.measure(unit, {date(2026, 12, 1): 11_000_07, date(2027, 1, 1): 5_000_00})
    return unit


def in_sql(as_of):
    """What is left after the months that the parts' forecasts have seen, straight from the rows."""
    rows = Effect.objects.filter(month__year=YEAR, measure__stage__in=["decided", "running", "realised", "verified"])
    sums = [
        rows.filter(unit__code=code, month__gt=seen).exclude(measure__contained_from__lte=seen)
        for code, seen in as_of.items()
    ]
    return sum(each.aggregate(sum=Sum("amount"))["sum"] or 0 for each in sums)


@pytest.mark.parametrize(
    ("month", "as_of"),
    [
        (AUGUST, {"4100": AUGUST, "4110": JUNE, "4120": AUGUST}),
        (JULY, {"4100": JUNE, "4110": JUNE, "4120": JULY}),
    ],
    ids=["both have forecast", "one has not"],
)
def test_page_overview_api_and_sum_of_the_rows_say_the_same_after_measures(unit, client_of, month, as_of):
    page = unit_page(Unit.objects.select_related("administration", "department").get(pk=unit.pk),
                     ALLOWED[Role.CONTROLLER], month).standing  # fmt: skip
    shown = asked_period(unit.administration, ALLOWED[Role.CONTROLLER], month, [])
    table = next(each for each in look(unit.administration, None, shown).standings if each.code == "4100")
    answer = client_of(Role.CONTROLLER).get(f"/api/v1/deviations/?unit=4100&month={month}").json()["rows"][0]

    assert page.effect == table.effect == answer["effect_ore"] == in_sql(as_of)
    assert page.weighted_effect == table.weighted_effect == answer["weighted_effect_ore"]
    assert page.deviation_after == table.deviation_after == answer["deviation_after_ore"]
    assert page.deviation_after_weighted == table.deviation_after_weighted == answer["deviation_after_weighted_ore"]
    assert 0 < page.weighted_effect < page.effect


def test_the_workbooks_hold_after_measures_in_kronor(unit, client_of):
    client = client_of(Role.CONTROLLER)
    answer = client.get("/api/v1/deviations/?unit=4100&month=2026-08-01").json()["rows"][0]

    rows = list(openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}?month=2026-08&export=xlsx").content)).active.values)
    heading = next(row for row in rows if row[0] == "Enhet")
    line = dict(zip(heading, next(row for row in rows if row[0] == "4100 Barn och ungdom"), strict=True))
    total = dict(zip(heading, rows[-1], strict=True))

    assert round(line["Efter åtgärder (kr)"] * 100) == answer["deviation_after_ore"]
    assert round(line["Efter åtgärder, viktat (kr)"] * 100) == answer["deviation_after_weighted_ore"]
    assert total["Efter åtgärder (kr)"] == line["Efter åtgärder (kr)"]
    own = openpyxl.load_workbook(BytesIO(client.get(f"{UNIT}?month=2026-08&export=xlsx").content)).active
    assert any("Efter beslutade åtgärder" in str(row[0]) for row in own.values)


def test_a_unit_without_measures_has_a_dash_after_measures(unit, client_of):
    budgeted(unit.administration.units.get(code="4200"))
    forecast(unit.administration.units.get(code="4200"), AUGUST, 12 * MNKR)

    text = client_of(Role.CONTROLLER).get(f"{PAGE}?month=2026-08").text

    assert "Efter åtgärder" in text
    row = text[text.index(">Vuxen</a>") :]
    assert '<span class="none">–</span>' in row[: row.index("</tr>")]


def test_nothing_stands_after_measures_where_no_measure_counts(administration, client_of):
    unit = administration.units.get(code="4100")
    budgeted(unit)
    forecast(unit, AUGUST, 13 * MNKR)
    factories.measure(unit, every_month(MNKR), stage="proposed")
    client = client_of(Role.CONTROLLER)

    pages = [client.get(f"{address}?month=2026-08").text for address in (PAGE, UNIT)]

    assert not any("viktat" in page for page in pages)
    assert "Efter åtgärder</th>" not in pages[0]
    assert "inte beslutad" in pages[1]


def test_the_scope_of_a_total_says_before_and_after(unit, client_of):
    text = client_of(Role.CONTROLLER).get(f"{PAGE}?month=2026-08").text

    assert "Före åtgärder; efter beslutade åtgärder" in text
    assert "viktat med sannolikhet" in text


@pytest.mark.parametrize(("role", "opens"), [(Role.CONTROLLER, True), (Role.STAFF, False)])
def test_a_measure_on_the_units_page_leads_to_its_own_for_who_reads_figures(unit, client_of, role, opens):
    factories.measure(unit, {date(2026, 12, 1): MNKR}, title="Färre konsulter")

    text = client_of(role).get(f"{UNIT}?month=2026-08").text

    assert "Färre konsulter" in text
    assert ("/measures/?unit=4100" in text) is opens


def test_an_overdue_measure_says_so_in_words_on_the_units_page(unit, client_of):
    factories.measure(unit, {date(2026, 12, 1): MNKR}, stage="running", next_follow_up=date(2026, 1, 2))

    assert "dagar försenad" in client_of(Role.CONTROLLER).get(f"{UNIT}?month=2026-08").text
