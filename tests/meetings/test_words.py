"""The rows of an agenda in words."""

from datetime import date

import pytest

from forecasts.deviation import Status
from meetings.agenda.facts import (
    AssignmentFacts,
    CauseFacts,
    GapFacts,
    IndicatorFacts,
    MeasureFacts,
    Reason,
    TotalFacts,
    UnitFacts,
)
from meetings.agenda.figures import CauseChange, Since, TotalFigure, UnitChange
from meetings.agenda.words import Detail, details_of, finding_of, reasons_of, title_of
from units.display import Display
from units.money import MoneyUnit

MNKR = Display(MoneyUnit.MNKR)
AUGUST, HELD = date(2026, 8, 1), date(2026, 9, 14)
PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-"})


def plain(text: str) -> str:
    return text.translate(PLAIN)


def unit_facts(**values) -> UnitFacts:
    return UnitFacts(1, "4100", "Barn och ungdom", "Individ och familj", Status.DEFICIT, 12_000_000_00, **values)


def test_the_total_says_how_the_year_ends_and_what_changed():
    changes = Since((UnitChange(1, "4100", "Barn", own=-400_000_00),))
    total = TotalFigure(2, 0, (AUGUST,), 24_000_000_00, -1_000_000_00, 300_000_00)
    facts = TotalFacts(2026, AUGUST, AUGUST, total, HELD, changes)

    assert title_of(facts) == "Totalen för 2026, per augusti"
    assert plain(finding_of(facts, MNKR)) == (
        "Ett underskott på 1,0 mnkr väntas; -0,7 mnkr efter åtgärder – 0,4 mnkr sämre än 14 september"
    )


def test_a_total_with_nothing_to_compare_says_no_change():
    facts = TotalFacts(2026, AUGUST, None, TotalFigure(1, 0, (AUGUST,), 100, 0))

    assert finding_of(facts, MNKR) == "Budgeten väntas hålla"


def test_a_unit_without_a_forecast_says_so():
    facts = unit_facts(reasons=(Reason.MISSING,))

    assert (finding_of(facts, MNKR), reasons_of(facts)) == ("Ingen prognos ännu", ["prognos saknas"])


def test_a_unit_says_its_deficit_and_its_change():
    facts = unit_facts(forecast=13_000_000_00, change=500_000_00)

    assert plain(finding_of(facts, MNKR)) == "Ett underskott på 1,0 mnkr väntas – 0,5 mnkr bättre än förra mötet"


def test_what_is_not_known_of_a_unit_is_left_out():
    labels = [each.label for each in details_of(unit_facts(), MNKR)]

    assert labels == ["Avdelning", "Budget"]


def test_a_measure_says_its_stage_effect_and_how_late_it_is():
    facts = MeasureFacts(1, 12, "Färre konsulter", "running", effect=400_000_00, realised=100_000_00, days_late=9)

    assert title_of(facts) == "Åtgärd 12 Färre konsulter"
    assert (
        plain(finding_of(facts, MNKR)) == "Pågår, +400 tkr i år, 100 tkr uppföljt hittills – uppföljningen 9 dagar sen"
    )


def test_a_gap_says_what_is_missing():
    facts = GapFacts(2026, 10_000_000_00, 9_000_000_00, 7_000_000_00, 0, 0)

    assert plain(finding_of(facts, MNKR)) == "10,0 mnkr ska sparas, beslutade åtgärder ger 7,0 mnkr – 3,0 mnkr saknas"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "open"}, "Enhetschef Vuxen, senast 21 september"),
        ({"state": "open", "days_late": 3}, "Enhetschef Vuxen, 3 dagar sent"),
        ({"state": "done", "executed_on": HELD}, "Klart 14 september, Enhetschef Vuxen"),
    ],
)
def test_a_decision_says_who_and_when(values, said):
    facts = AssignmentFacts(
        1, "decision", 12, 2026, "Inför inköpsstopp", "Enhetschef Vuxen", date(2026, 9, 21), given=HELD, **values
    )

    assert (title_of(facts), finding_of(facts, MNKR)) == ("B12/2026 Inför inköpsstopp", said)


def test_a_key_figure_says_its_value_and_its_band():
    facts = IndicatorFacts(
        "VD", "Vårddygn", "dygn", 0, "less", AUGUST, 1_200_000, "set", low=None, high=1_000_000, unit_code="4100",
        unit_name="Barn",
    )  # fmt: skip

    assert title_of(facts) == "Vårddygn, 4100 Barn"
    assert finding_of(facts, MNKR) == "120 dygn i augusti; ska vara högst 100 dygn"


def test_a_count_of_few_people_is_not_said():
    facts = IndicatorFacts("PL", "Placerade", "personer", 0, "less", AUGUST, 0, "set", high=0, few=True)

    assert finding_of(facts, MNKR) == "Färre än fem i augusti; utanför sitt intervall"
    assert details_of(facts, MNKR)[0] == Detail("Värde", "färre än 5")


def test_a_band_that_is_not_told_is_left_out():
    facts = IndicatorFacts("PL", "Placerade", "personer", 0, "less", AUGUST, 0, "set", few=True)

    assert [each.label for each in details_of(facts, MNKR)] == ["Värde", "Månad"]


def test_few_people_within_the_band_again_are_not_said_to_be_outside_it():
    facts = IndicatorFacts("PL", "Placerade", "personer", 0, "less", AUGUST, 0, "set", few=True, within=True)

    assert finding_of(facts, MNKR) == "Färre än fem i augusti"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"verified": -250_000_00}, "Pågår, +400 tkr i år, -250 tkr verifierat"),
        ({"realised": -100_000_00}, "Pågår, +400 tkr i år, -100 tkr uppföljt hittills"),
    ],
)
def test_a_measure_that_came_to_cost_says_so(values, said):
    facts = MeasureFacts(1, 12, "Färre konsulter", "running", effect=400_000_00, **values)

    assert plain(finding_of(facts, MNKR)) == said


def test_measures_that_cost_more_than_they_save_say_so():
    facts = GapFacts(2026, 10_000_000_00, 9_000_000_00, -2_000_000_00, 0, -500_000_00)

    assert plain(finding_of(facts, MNKR)) == (
        "10,0 mnkr ska sparas, beslutade åtgärder ger -2,0 mnkr – 12,0 mnkr saknas"
    )
    assert [plain(each.text) for each in details_of(facts, MNKR)] == [
        "10,0 mnkr", "9,0 mnkr", "-2,0 mnkr", "0,0 mnkr", "-0,5 mnkr", "-12,0 mnkr",
    ]  # fmt: skip


def test_what_the_total_changed_by_cause_sums_with_the_rest_and_the_budgets():
    causes = tuple(CauseChange(f"{n}", f"orsak {n}", -n * 100_000_00) for n in range(9, 0, -1))
    changes = Since((UnitChange(1, "4100", "Barn", given=-500_000_00, own=-4_500_000_00),), causes)
    facts = TotalFacts(2026, AUGUST, AUGUST, TotalFigure(1, 0, (AUGUST,), 100, -5_000_000_00), HELD, changes)

    [said] = [plain(each.text) for each in details_of(facts, MNKR) if each.label == "Ändring per orsak"]

    assert said.startswith("Orsak 9 -0,9 mnkr, Orsak 8 -0,8 mnkr")
    assert said.endswith("Orsak 2 -0,2 mnkr, Övriga 1 -0,1 mnkr, Ändrad budget -0,5 mnkr")


def test_what_no_cause_explains_is_called_so():
    assert title_of(CauseFacts("", "", -100)) == "Inte förklarat av någon orsak"


def test_a_place_without_figures_is_not_said_to_keep_its_budget():
    facts = TotalFacts(2026, AUGUST, None, TotalFigure(units=2, missing=2))

    assert finding_of(facts, MNKR) == "Det finns inga siffror ännu"
