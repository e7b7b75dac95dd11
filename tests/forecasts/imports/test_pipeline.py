"""Templates that come back, what may never leave, and files that nobody thought of."""

import io
import pickle
from datetime import date

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from forecasts.imports.examined import ForecastRow
from forecasts.imports.pipeline import understand
from forecasts.imports.problems import Code, Problem
from forecasts.imports.read import read as read_file
from forecasts.imports.sheet import Sheet, Workbook
from forecasts.imports.template import TemplateLine, write_template
from tests.forecasts.imports.tables import GROUP, context, problems, read, sheet

AUGUST = date(2026, 8, 1)
LINES = [
    TemplateLine("4100", "Barn och unga", "PER", "Personalkostnader", 1_000_00, 700_55, 990_10),
    TemplateLine("4100", "Barn och unga", "INT", "Intäkter", -200_00, -100_00),
    TemplateLine("60", "Stab, nämnd och ledning", "PER", "Personalkostnader", 500_00, 0, 500_00),
]


def returned(changes, administration="EX"):
    content = write_template(LINES, administration=administration, name="X", month=AUGUST, causes=["volym", "pris"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in changes.items():
        book.worksheets[0][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    workbook = read_file(saved.getvalue(), "mall.xlsx")
    for each in workbook.sheets:
        each.faults.clear()
    return understand(workbook, context())


def test_a_template_that_comes_back_is_read_for_certain():
    understood = returned({"H8": 1100, "H9": -250, "I8": "volym", "J8": "Fler barn"})

    assert (understood.layout, understood.as_of, understood.problems) == ("template", AUGUST, [])
    assert understood.forecasts == [
        ForecastRow(1, GROUP["PER"], 1100_00, "volume", "Fler barn"),
        ForecastRow(1, GROUP["INT"], -250_00),
    ]


def test_a_unit_filled_in_halfway_is_a_problem():
    assert problems(returned({"H8": 1100})) == [("forecast-incomplete", "H9")]


def test_a_changed_locked_amount_is_a_warning():
    understood = returned({"H8": 1100, "H9": -250, "E8": 9})

    assert (problems(understood), understood.errors) == ([("locked-cell-changed", "E8")], [])


def test_a_changed_unit_in_a_locked_cell_is_an_error():
    understood = returned({"H12": 1100, "A12": "61"})

    assert [(each.code, each.cell) for each in understood.errors] == [(Code.LOCKED_CELL_CHANGED, "A12")]


def test_a_template_of_another_administration_is_refused():
    assert problems(returned({"H8": 1}, administration="HV")) == [("other-administration", "")]


def test_a_personal_identity_number_anywhere_is_refused_and_never_repeated():
    other = sheet("Anteckning 19800101-1231", "8001011231")

    workbook = Workbook("xlsx", [sheet("Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100"), other])
    understood = understand(workbook, context())

    assert [(each.code, each.sheet, each.cell) for each in understood.errors] == [
        (Code.PERSONAL_NUMBER, "80********", "A1"),
        (Code.PERSONAL_NUMBER, "80********", ""),
    ]
    assert "1231" not in repr(understood)


def test_an_error_cell_in_a_column_that_is_read_is_an_error_and_outside_it_is_not():
    faults = {
        (3, 4): Problem(Code.ERROR_CELL, "Blad1", "D3", "#REF!"),
        (3, 5): Problem(Code.ERROR_CELL, "Blad1", "E3", "#REF!"),
    }
    text = "Utfall 2026 kr\nEnhet|Konto|Period|Utfall|Avvikelse\n4100|5011|202608|.|.\n4100|5021|202608|100|."

    assert problems(read(text, fields={"faults": faults})) == [("error-cell", "D3")]


def test_what_is_no_table_is_an_unknown_layout():
    assert problems(read("Hej\nDetta är ett brev")) == [("unknown-layout", "")]


def test_an_empty_workbook_has_no_rows():
    assert problems(understand(Workbook("xlsx", [Sheet("Blad1", [])]), context())) == [("no-rows", "")]


def test_figures_travel_between_processes_unchanged():
    figures = read("Utfall 2026 kr\nEnhet|Konto|Period|Belopp\n4100|5011|202608|100").figures["actual"]

    assert pickle.loads(pickle.dumps(figures)) == figures  # noqa: S301


def test_no_figures_travel_too():
    assert pickle.loads(pickle.dumps(type(read("x").figures)())) == {}  # noqa: S301


ROWS = [
    ("4100", "5011", "202607", 1250000.5),
    ("4100", "5021", "202607", 50000.0),
    ("4100", "3011", "202607", -12000.25),
    ("60", "5011", "202607", 45000.0),
    ("60", "5011", "202608", 46000.75),
    ("61", "4611", "202608", 990000.0),
    ("61", "6011", "202608", 120000.0),
]
HEADINGS = {"unit": "Ansvar", "account": "Konto", "month": "Period", "amount": "Belopp"}
RIGHT = {
    tuple(key): amount
    for key, amount in read(
        "Utfall kr\nAnsvar|Konto|Period|Belopp\n" + "\n".join("|".join(map(str, row)) for row in ROWS)
    )
    .figures["actual"]
    .items()
}
FORMATS = [
    lambda amount: amount,
    str,
    lambda amount: f"{amount:,.2f}".replace(",", " ").replace(".", ","),
    lambda amount: f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212"),
    lambda amount: f"{amount:,.2f}",
    lambda amount: f"({-amount:.2f})" if amount < 0 else f"{amount:.2f}",
]


@st.composite
def mutated(draw):
    """The good file, changed in ways that must not change what it means, or that must be asked about."""
    scale, word = draw(st.sampled_from([(1, "kr"), (1000, "tkr"), (1_000_000, "mnkr"), (1, ""), (1000, "")]))
    sign = draw(st.sampled_from([1, -1]))
    form = draw(st.sampled_from(FORMATS)) if scale == 1 else str
    order = draw(st.permutations(list(HEADINGS)))
    rows = draw(st.permutations(ROWS))
    cells = [["Utfall", word], [None], [HEADINGS[name] for name in order]]
    for row in rows:
        if draw(st.booleans()) and draw(st.booleans()):
            cells.append([None] * 4)
        values = dict(zip(HEADINGS, row, strict=True))
        values["amount"] = form(sign * values["amount"] / scale if scale > 1 else sign * values["amount"])
        cells.append([values[name] for name in order])
    if draw(st.booleans()):
        label = next(index for index, name in enumerate(order) if name != "amount")
        total = [None] * 4
        total[label], total[order.index("amount")] = "Summa", sign * sum(row[3] for row in ROWS) / scale
        cells.append(total)
    if draw(st.booleans()):
        cells += [[None], ["Preliminära siffror."]]
    above = draw(st.integers(0, 5))
    left = draw(st.integers(0, 3))
    width = max(map(len, cells)) + left
    padded = [[None] * left + row + [None] * (width - left - len(row)) for row in cells]
    return Sheet("Blad1", [[None] * width for _ in range(above)] + padded)


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_a_changed_file_means_the_same_or_is_asked_about(made):
    understood = understand(Workbook("xlsx", [made]), context())

    if not understood.errors:
        assert {tuple(key): amount for key, amount in understood.figures["actual"].items()} == RIGHT


TEXTS = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(
        ["4100", "60", "Summa", "Enhet", "Konto", "Belopp", "Budget", "Prognos", "Utfall", "jan", "202608"]
    ),
    st.booleans(),
    st.dates(),
    st.text(max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=6), max_size=12))
def test_no_sheet_crashes_the_program(rows):
    understand(Workbook("csv", [Sheet("x", rows)]), context())


def test_nothing_is_kept_of_a_unit_that_is_not_the_persons():
    understood = read(
        "Ansvar|Konto|Period|Utfall kr\n'4100|'5020|'202608|100000\n'4400|'5020|'202608|200000", money="kr"
    )

    assert "unit-not-yours" in {code for code, _ in problems(understood)}
    assert {key.unit for key in understood.figures["actual"]} == {1}
