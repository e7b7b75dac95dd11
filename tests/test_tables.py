"""Every table sorts by every column both ways, and shows and exports its sample rows."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

import forecasts.budgets.tables
import forecasts.tables
from forecasts.budgets.carrying import YearEnd
from forecasts.budgets.change_queries import ChangeRow
from forecasts.budgets.conditions_queries import ConditionsRow
from forecasts.budgets.growth import Growth
from forecasts.deviation import ForecastPoint, Standing, Status, total
from forecasts.models import Acceptance, BudgetChange
from forecasts.overview import NamedSubtotal, UnitRow
from forecasts.rounds.board import BoardRow
from forecasts.rounds.board_table import BoardTable
from forecasts.rounds.bridge import Move
from forecasts.rounds.bridge_page import BridgeTable
from indicators.models import Indicator
from indicators.queries import IndicatorRow
from indicators.summing import Cell
from indicators.tables import IndicatorTable
from measures.calculators.queries import CalculationRow
from measures.calculators.tables import CalculationTable
from measures.followups.history_queries import HistoryRow
from measures.followups.history_tables import DueTable, HistoryTable
from measures.followups.plan_queries import PlannedMeasure
from measures.followups.plan_tables import ActionPlanTable
from measures.followups.queries import DueMeasure, DueUnit
from measures.followups.register import RegisterRow
from measures.followups.tables import RegisterTable
from measures.ideas.queries import IdeaRow
from measures.ideas.tables import IdeaTable
from measures.models import Calculation, Commitment, DelegationLimit, Idea, Measure
from measures.models import Finding as AuditFinding
from measures.programme.gap import Gap
from measures.programme.tables import ProgrammeRow, ProgrammeTable
from measures.registers.queries import CommitmentRow, FindingRow, LimitRow, UnitLimits
from measures.registers.repeats import Known
from measures.registers.tables import CommitmentTable, FindingTable, LimitTable, MatrixTable
from meetings.assignments.queries import AssignmentRow
from meetings.assignments.tables import AssignmentTable
from meetings.matters.queries import MatterRow
from meetings.matters.tables import MatterTable
from meetings.models import Assignment, Body, Matter, Meeting, SituationItem
from meetings.planning.queries import MeetingRow
from meetings.planning.tables import HeldTable
from meetings.situation.queries import ItemRow
from meetings.situation.tables import SituationTable
from units.display import Display
from units.models import Administration, Department, Unit, User
from units.money import MoneyUnit
from units.tables import FigureTable, exported

AUGUST, JULY = date(2026, 8, 1), date(2026, 7, 1)
NOON = datetime(2026, 9, 10, 12, tzinfo=UTC)
VUXEN = Standing(
    unit=1,
    code="4200",
    name="=Vuxen",
    kind="purchaser",
    department="10",
    budget=67_800_000_00,
    budget_to_date=45_000_000_00,
    actual_to_date=49_500_000_00,
    forecasts=(ForecastPoint(JULY, 73_000_000_00), ForecastPoint(AUGUST, 74_500_000_00)),
    effect=300_000_00,
    weighted_effect=240_000_00,
)
BARN = Standing(
    unit=2,
    code="4100",
    name="Barn",
    kind="provider",
    department="10",
    budget=71_100_000_00,
    budget_to_date=None,
    actual_to_date=None,
)
SUPPLEMENTARY = BudgetChange(
    pk=1, year=2026, kind="supplementary", decided_on=date(2026, 6, 11), decision="=§ 44", frame_amount=100_00
)
GROUP = Body(pk=1, administration=Administration(code="EX"), kind="management", name="=Ledningsgruppen")
HELD = Meeting(pk=1, body=GROUP, day=AUGUST, state="closed", closed_at=NOON)
ADJUSTED = Meeting(pk=2, body=GROUP, day=JULY, state="adjusted", closed_at=NOON)
COUNTED = Indicator(pk=1, name="=Vårddygn", unit_of_measure="dygn", better="less")
PEOPLE = Indicator(pk=2, name="Hushåll", unit_of_measure="hushåll", of_people=True)
NEVER = Indicator(pk=3, name="Timmar", unit_of_measure="timmar")
ASKED = Unit(pk=1, code="4200", name="=Vuxen", department=Department(code="10", name="Individ och familj"))
ANSWER = Acceptance(accepted=True, budget=12_300_000_00, answered_at=datetime(2026, 1, 15, tzinfo=UTC))
IDEA = Idea(pk=1, title="=Resor", text="Åk tillsammans.", made_at=NOON, answer_by=date(2026, 9, 7))
TAKEN = Idea(
    pk=2,
    administration=Administration(code="EX"),
    unit=ASKED,
    title="Egna familjehem",
    text="Flytta hem.",
    made_at=NOON,
    made_by=User(name="=Medarbetare"),
    answer_by=date(2026, 9, 30),
    state="taken",
    answer="Ja.",
    answered_at=NOON,
    measure=Measure(pk=1, title="Hem", stage="decided"),
)
GIVEN = Assignment(
    pk=1,
    administration=Administration(code="EX"),
    kind="action",
    number=2,
    year=2026,
    text="=Säg upp lokalen",
    due=AUGUST,
    decided_due=JULY,
    made_on=JULY,
)
ENDED = Assignment(
    pk=2,
    administration=Administration(code="EX"),
    kind="decision",
    number=1,
    year=2026,
    text="Stopp",
    unit=ASKED,
    measure=Measure(pk=1, number=3, title="=Hem"),
    owner=User(name="=Chefen"),
    due=AUGUST,
    decided_due=AUGUST,
    made_on=JULY,
    state="done",
    executed_on=AUGUST,
    result="=Klart",
    ended_at=NOON,
    for_committee=True,
)
SHARED = Matter(pk=1, title="=Vem betalar?", raised_on=JULY, due=AUGUST)
AGREED = Matter(pk=2, title="Hyran", raised_on=JULY, owner=User(name="=Chefen"), settled_on=AUGUST, result="=Så")
LIMIT = DelegationLimit(pk=1, unit=ASKED, role="team-leader", what="=Insatser", limit=850_000_00, per="year")
WITHDRAWN = DelegationLimit(
    pk=2, unit=ASKED, role="case-officer", what="Insatser", withdrawn_on=AUGUST, until="tills ekonomin är i balans"
)
FOUND = AuditFinding(pk=1, unit=ASKED, title="=Avtal", source="Revisionen", found_on=AUGUST, repeats_id=2, due=AUGUST)
EARLIER = AuditFinding(pk=2, title="Avtal", source="Revisionen", found_on=JULY, state="done")
LEASE = Commitment(pk=1, title="=Hyra", first=JULY, last=AUGUST, yearly=1_200_000_00, notice_months=3, unit=ASKED)
SAVED = Calculation(
    pk=2,
    administration=Administration(code="EX"),
    title="Gruppledare",
    kind="staffing",
    amount=4_900_000_00,
    made_at=NOON,
    made_by=User(name="=Controller"),
    measure=TAKEN.measure,
)
RUNNING = RegisterRow(
    1,
    7,
    "=Färre konsulter",
    ("4100 Barn",),
    1,
    ("Familj",),
    "consultants",
    "running",
    "=Chefen",
    JULY,
    AUGUST,
    100_00,
    50_00,
    40_00,
    20_00,
    10_00,
    30_00,
    date(2026, 9, 1),
    14,
    date(2026, 8, 18),
    "late",
)
REJECTED = RegisterRow(
    2,
    8,
    "Lokaler",
    (),
    0,
    (),
    "premises",
    "rejected",
    "",
    JULY,
    None,
    0,
    None,
    None,
    None,
    None,
    None,
    None,
    0,
    None,
    None,
)
SAMPLES = {
    IndicatorTable: [
        IndicatorRow(COUNTED, AUGUST, Cell(3_125_000), -120_000, 2, 3),
        IndicatorRow(PEOPLE, AUGUST, Cell(few=True), None, 1, 1, is_few=True),
        IndicatorRow(NEVER),
    ],
    SituationTable: [
        ItemRow(SituationItem(section="how", day=AUGUST, title="=Bra", updated_at=NOON, owner=User(name="=Chef")), 40),
        ItemRow(SituationItem(section="event", day=JULY, title="Avtal", updated_at=NOON, ended_on=AUGUST), 2),
    ],
    MatrixTable: [
        UnitLimits(ASKED, (LimitRow(LIMIT, withdrawn=False), LimitRow(WITHDRAWN, withdrawn=True))),
        UnitLimits(ASKED, ()),
    ],
    LimitTable: [LimitRow(LIMIT, withdrawn=False), LimitRow(WITHDRAWN, withdrawn=True)],
    FindingTable: [
        FindingRow(FOUND, (Known(2, "Avtal", "Revisionen", JULY),), (), overdue=True),
        FindingRow(EARLIER, (), (Known(1, "=Avtal", "Revisionen", AUGUST),), overdue=False),
    ],
    CommitmentTable: [
        CommitmentRow(LEASE, (100_00, 0, 0, 0, 0), AUGUST, ended=False),
        CommitmentRow(Commitment(pk=2, title="Bilar", first=JULY, yearly=100_00), (1, 2, 3, 4, 5), None, ended=False),
    ],
    forecasts.budgets.tables.ChangeTable: [ChangeRow(SUPPLEMENTARY, [])],
    forecasts.budgets.tables.GrowthTable: [
        Growth("4200", "=Vuxen", 66_300_000_00, -8_500_000_00, 67_800_000_00, -6_700_000_00, "10", 340),
        Growth("4300", "Ny", 0, None, 1_000_000_00, None),
    ],
    forecasts.budgets.tables.YearEndTable: [
        YearEnd(1, "4200", "=Vuxen", 67_800_000_00, 70_000_000_00, 71_000_000_00, -100_000_00),
        YearEnd(2, "4100", "Barn", 71_100_000_00, 70_000_000_00, None, 0),
    ],
    forecasts.budgets.tables.ConditionsTable: [
        ConditionsRow(ASKED, 12_800_000_00, "Enhetschef", ANSWER),
        ConditionsRow(ASKED, 12_800_000_00, "", None),
    ],
    forecasts.tables.StandingTable: [
        UnitRow(VUXEN, Status.DEFICIT),
        UnitRow(BARN, Status.MISSING),
    ],
    forecasts.tables.SubtotalTable: [
        NamedSubtotal("Beställare", total([VUXEN]), "/x/"),
        NamedSubtotal("Utförare", total([BARN])),
    ],
    BoardTable: [
        BoardRow(1, "4100", "Barn", "10", "Familj", "not-started", "=Chefen", date(2026, 9, 10), overdue=True),
        BoardRow(2, "4200", "=Vuxen", "20", "Vuxna", "approved", late=True, changed_at=NOON, deviation=-1, flags=2),
    ],
    ProgrammeTable: [
        ProgrammeRow("10", "=Familj", Gap(1_000_00, 900_00, 800_00, 100_00, 50_00, 700_00, 600_00)),
        ProgrammeRow("4100", "Barn", Gap(needed=900_00), "10", level="unit"),
        ProgrammeRow("", "Ej fördelat på enheter", Gap(needed=100_00), "10", level="rest"),
    ],
    CalculationTable: [
        CalculationRow(Calculation(pk=1, title="=Lokaler", kind="premises", amount=-1_00, made_at=NOON)),
        CalculationRow(SAVED, opens_measure=True),
    ],
    IdeaTable: [
        IdeaRow(IDEA, late=3, answers=True),
        IdeaRow(TAKEN, answers=True, opens_measure=True),
    ],
    AssignmentTable: [
        AssignmentRow(GIVEN, late=3, reports=True),
        AssignmentRow(ENDED, opens_unit=True),
    ],
    MatterTable: [
        MatterRow(SHARED, late=3, writes=True, open_assignments=2),
        MatterRow(AGREED),
    ],
    BridgeTable: [
        Move("4100", "=Barn", budget=1_000_00, added=100_00, previous=1_100_00, forecast=1_200_00),
        Move("4200", "Vuxen", budget=1_000_00),
    ],
    RegisterTable: [RUNNING, REJECTED],
    ActionPlanTable: [
        PlannedMeasure(RUNNING, "=Gör", "", "=Nämnden", AUGUST, "§ 4", "SN 2026/7", "", "", "", "", "Hög", ""),
        PlannedMeasure(REJECTED, "", "", "", None, "", "", "", "", "", "", "", ""),
    ],
    DueTable: [
        DueMeasure(1, "EX", 7, "=A", 1, "=Chefen", JULY, 14, (DueUnit("4100", "Barn", "10", "Familj"),)),
        DueMeasure(2, "EX", 8, "B", None, "", AUGUST, -3, ()),
    ],
    HeldTable: [
        MeetingRow(meeting=HELD, called=3, decisions=2, actions=1, held=True),
        MeetingRow(meeting=ADJUSTED, called=0, decisions=0, actions=0, held=False),
    ],
    HistoryTable: [
        HistoryRow(1, 7, "=A", "4100 Barn", JULY, "late", 1_00, 2_00, "=Gjort", "", AUGUST, "=Chefen"),
        HistoryRow(2, 8, "B", "", JULY, "done", None, None, "", "", None, ""),
    ],
}


def tables(base=FigureTable):
    for table in base.__subclasses__():
        yield table
        yield from tables(table)


def made(table, **kwargs):
    if table is forecasts.tables.StandingTable:
        kwargs["all_columns"] = True
    return table(SAMPLES[table], display=Display(MoneyUnit.MNKR), caption="Enheter, mnkr", **kwargs)


def sortings():
    for table in tables():
        for name, column in table.base_columns.items():
            if column.orderable is not False:
                yield from ((table, name), (table, f"-{name}"))


def test_every_table_has_sample_rows():
    assert set(tables()) - set(SAMPLES) == set()


@pytest.mark.parametrize(("table", "order"), list(sortings()), ids=str)
def test_a_table_sorts_by_each_column_both_ways(table, order):
    request = RequestFactory().get("/", {"sort": order})
    shown = made(table).shown(request)

    html = render_to_string("django_tables2/table.html", {"table": shown}, request)

    assert html.count('<th scope="row"') >= len(SAMPLES[table])
    assert html.count('aria-sort="') == 1


def test_a_row_without_a_value_comes_last_both_ways():
    orders = [
        [row.record.standing.code for row in made(forecasts.tables.StandingTable, order_by=order).rows]
        for order in ("forecast", "-forecast")
    ]

    assert orders == [["4200", "4100"], ["4200", "4100"]]


def test_a_table_takes_no_order_that_it_does_not_have():
    request = RequestFactory().get("/", {"sort": "secret", "page": "99"})

    assert [row.record.standing.code for row in made(forecasts.tables.StandingTable).shown(request).page] == [
        "4200",
        "4100",
    ]


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: table.__name__)
def test_a_table_is_exported_with_real_numbers(table):
    content = exported(made(table), "Enheter", administration=Administration(code="EX"), lines=["Titel", "Omfattning"])

    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet["A"][:2]] == ["Titel", "Omfattning"]
    assert sheet.max_row == 4 + len(SAMPLES[table])
    assert "f" not in {cell.data_type for row in sheet.rows for cell in row}


def test_a_row_of_units_is_exported_in_kronor_with_months_as_dates():
    content = exported(
        made(forecasts.tables.StandingTable), "Enheter", administration=Administration(code="EX"), lines=[]
    )

    row = [cell.value for cell in openpyxl.load_workbook(BytesIO(content)).active[2]]
    assert row[:11] == [
        "4200 =Vuxen",
        67_800_000,
        45_000_000,
        49_500_000,
        -4_500_000,
        74_500_000,
        -6_700_000,
        -6_400_000,
        -6_460_000,
        73_000_000,
        -1_500_000,
    ]
    assert row[11].date() == AUGUST


def test_a_small_trajectory_is_told_in_words():
    cell = made(forecasts.tables.StandingTable).rows[0].get_cell("trajectory")

    assert 'role="img" aria-label="' in cell
    assert "juli −5,2, augusti −6,7" in cell
    assert "style" not in cell
