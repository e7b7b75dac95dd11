"""Summaries, the published ones among them, are understood rightly, asked about or refused."""

from datetime import date

import pytest

from forecasts.imports.examined import ForecastRow, KnownUnit
from tests.forecasts.imports.tables import GROUP, START, problems, read

UNSPLIT = GROUP["0"]
T02 = """
Uppföljningsrapport 31 oktober 2020
Verksamhet/enhet tkr|Budget helår|Budget ack|Utfall ack|Prognos utfall|Avvikelse bu-prognos
60 Stab, nämnd och ledning|-21956|-18309|-10841|-13756|8200
61 Mottagning och utredning|-91111|-75882|-73158|-86661|4450
63 Socialt stöd|-117439|-98051|-112548|-134839|-17400
64 Vård och omsorg|-182035|-151913|-154271|-185035|-3000
Summa|-412541|-344155|-350818|-420291|-7750
"""
HV = tuple(
    KnownUnit(number, code, name, START, None, parent)
    for number, code, name, parent in [
        (1, "FUNK", "Enheten för funktionsnedsättning", None),
        (2, "FORS", "Försörjningsstödsenheten", None),
        (3, "MOTT", "Mottagnings- och serviceenheten", None),
        (4, "VUX", "Vuxenenheten", None),
        (5, "MISS", "Missbruk", 4),
        (6, "SOCP", "Sociopsykiatri", 4),
        (7, "LAG", "Lägenhetsv.", 4),
        (8, "PROJ", "Projekt", 4),
    ]
)
S01 = """
Prognos 2012, mnkr
Enhet|Budget 2011|Avvikelse 2011|Budget 2012|Prognos avvikelse 2012|Prognos avvikelse 2012 med åtgärder|Prognosmånad
Enheten för funktionsnedsättning|270.6|-21.4|266.9|-29.8|-28.8|juli 2012
Försörjningsstödsenheten|116.9|-22.6|117.0|-15.4|-13.4|juli 2012
Mottagnings- och serviceenheten|1.1|0.3|9.3|-0.9|.|augusti 2012
"""
S02 = """
Vuxenenheten per verksamhet, prognos augusti 2012, mnkr
Verksamhet|Budget 2011|Avvikelse 2011|Budget 2012|Avvikelse 2012
Vuxenenheten|66.3|-8.5|67.8|-6.7
Missbruk|21.7|-3.1|23.2|-3.4
Sociopsykiatri|43.3|-4.6|44.7|-1.6
Lägenhetsv.|0.3|0.1|0.0|-0.7
Projekt|1.0|-0.9|0.0|-1.0
"""
T06 = """
Driftredovisning 2020 mnkr
mnkr|Intäkter 2020|Kostnader 2020|Nettokostnad 2020|Budget 2020|Avvikelse mot budget 2020
Socialnämnd|216.4|-1133.1|-916.7|-918.6|1.9
Äldreomsorg|131.7|-553.1|-421.4|-433.3|11.9
Individ- och familjeomsorg|15.4|-105.1|-89.7|-77.6|-12.1
OF, omsorg & stöd, funktionsneds.|44.4|-304.5|-260.1|-263.4|3.3
Hälso- och sjukvårdsverksamhet|23.1|-130.9|-107.8|-105.4|-2.4
Förvaltningsstab och SN|1.9|-39.6|-37.7|-38.9|1.2
"""
VASTERVIK = tuple(
    KnownUnit(number, f"V{number}", name, START, None)
    for number, name in enumerate(
        [
            "Äldreomsorg",
            "Individ- och familjeomsorg",
            "OF, omsorg & stöd, funktionsneds.",
            "Hälso- och sjukvårdsverksamhet",
            "Förvaltningsstab och SN",
        ],
        1,
    )
)


def test_a_published_forecast_with_costs_negative_is_turned():
    understood = read(T02)

    assert (understood.kind, understood.as_of, understood.money, understood.sign, understood.problems) == (
        "forecast",
        date(2020, 10, 1),
        "tkr",
        "cost-negative",
        [],
    )
    assert understood.forecasts == [
        ForecastRow(5, UNSPLIT, 13_756_000_00),
        ForecastRow(6, UNSPLIT, 86_661_000_00),
        ForecastRow(7, UNSPLIT, 134_839_000_00),
        ForecastRow(8, UNSPLIT, 185_035_000_00),
    ]
    assert [(each.label, each.agrees) for each in understood.reconciled] == [("Summa", True)] * 4


def test_a_published_misprint_is_a_warning():
    understood = read(T02.replace("8200", "8900"))

    assert [code for code, _ in problems(understood)] == ["total-differs", "deviation-differs"]


def test_a_forecast_is_the_budget_minus_a_printed_deviation_and_each_row_keeps_its_month():
    understood = read(S01, units=HV)

    july, august = date(2012, 7, 1), date(2012, 8, 1)
    assert understood.problems == []
    assert understood.forecasts == [
        ForecastRow(1, UNSPLIT, 296_700_000_00, as_of=july),
        ForecastRow(2, UNSPLIT, 132_400_000_00, as_of=july),
        ForecastRow(3, UNSPLIT, 10_200_000_00, as_of=august),
    ]


def test_a_parent_above_its_parts_is_not_added():
    understood = read(S02, units=HV, kind="forecast")

    assert understood.errors == []
    assert {each.unit: each.amount for each in understood.forecasts} == {
        5: 26_600_000_00,
        6: 46_300_000_00,
        7: 700_000_00,
        8: 1_000_000_00,
    }


def test_a_deviation_that_may_be_of_actuals_or_of_a_forecast_is_asked_about():
    assert ("ask-kind", "") in problems(read(S02.replace("prognos ", ""), units=HV))


def test_a_total_above_its_parts_that_no_word_tells_is_not_a_unit():
    understood = read(T06, units=VASTERVIK, kind="budget")

    assert understood.errors == []
    assert sum(understood.figures["budget"].values()) == 918_600_000_00


def test_actuals_of_a_year_are_not_stored_as_a_month():
    assert "summary-of-actuals" in {code for code, _ in problems(read(T06, units=VASTERVIK, kind="actual"))}


def test_a_yearly_budget_is_spread_evenly_to_the_last_ore():
    understood = read("Budget 2026 kr\nEnhet|Budget helår\n4100|1000\n60|2000000\n61|3000000")

    months = sorted((key.month.month, amount) for key, amount in understood.figures["budget"].items() if key.unit == 1)
    assert months == [(number, 8333) for number in range(1, 12)] + [(12, 8337)]
    assert "budget-spread" in {each.code for each in understood.evidence}


def test_a_yearly_budget_of_a_unit_that_ends_is_spread_over_its_months():
    understood = read("Budget 2026 kr\nEnhet|Budget helår\n4300|1000\n60|2000000\n61|3000000")

    months = sorted((key.month.month, amount) for key, amount in understood.figures["budget"].items() if key.unit == 10)
    assert months == [(1, 33333), (2, 33333), (3, 33334)]


def test_a_forecast_without_a_month_is_asked_about():
    assert problems(read("2026 tkr\nEnhet|Budget helår|Prognos helår\n4100|10|12")) == [("ask-month", "")]


def test_one_negative_amount_is_no_evidence_of_the_sign():
    assert problems(read("Prognos augusti 2026 tkr\nEnhet|Prognos helår\n4100|-10")) == [("ask-sign", "")]


def test_a_unit_may_be_named_only_and_after_its_name_have_its_code():
    understood = read("Prognos augusti 2026 tkr\nEnhet|Budget|Prognos\nBARN OCH UNGA|10|12\nStab (60)|5|6")

    assert [each.unit for each in understood.forecasts] == [1, 5]


def test_the_same_unit_twice_is_a_problem():
    understood = read("Prognos augusti 2026 tkr\nEnhet|Budget|Prognos\n4100|10|12\n4100|5|6")

    assert problems(understood) == [("duplicate-row", "A4")]


def test_forecasts_per_account_group_keep_their_cause_and_comment():
    understood = read(
        "Prognos augusti 2026 tkr\nEnhet|Kontogrupp|Budget|Prognos|Orsak|Kommentar\n"
        "4100|Personalkostnader|10|12|Volym|Fler barn\n4100|INT|-2|-3|.|.",
    )

    assert understood.problems == []
    assert understood.forecasts == [
        ForecastRow(1, GROUP["PER"], 12_000_00, "volume", "Fler barn"),
        ForecastRow(1, GROUP["INT"], -3_000_00),
    ]


def test_deviations_printed_as_overspending_are_asked_about():
    understood = read(
        "Prognos augusti 2026 tkr\nEnhet|Budget|Prognos|Avvikelse\n4100|1000|1100|100\n60|500|490|-10\n61|300|320|20"
    )

    assert problems(understood)[0] == ("ask-sign", "")
    assert understood.forecasts == []


def test_headings_on_two_rows_are_read_together():
    understood = read(
        "Prognos augusti 2026 tkr\nEnhet|Budget|.|Utfall|Prognos\n.|helår|ack|ack|helår\n"
        "4100|1200|800|850|1300\n60|600|400|390|590\n61|500|300|310|520"
    )

    assert [(each.unit, each.amount) for each in understood.forecasts] == [
        (1, 1_300_000_00),
        (5, 590_000_00),
        (6, 520_000_00),
    ]


def test_an_upper_row_never_makes_a_budget_column_something_else():
    understood = read("Förvaltning|Utfall|.|.\nEnhet|Budget helår 2026|Kommentar\n4100|1000|.\n60|500|.", money="tkr")

    assert sum(understood.figures.get("budget", {}).values()) in {0, 1_500_000_00}
    assert set(understood.figures) <= {"budget"}


def test_the_only_amount_column_is_what_the_title_says():
    understood = read("Budget 2026 tkr\nEnhet|Totalt\n4100|1000\n60|500")

    assert (understood.problems, sum(understood.figures["budget"].values())) == ([], 1_500_000_00)


def test_forecasts_per_account_become_one_amount_per_account_group():
    understood = read(
        "Prognos augusti 2026 kr\nEnhet|Konto|Belopp\n4100|5011|1200000\n4100|5021|50000\n4100|3011|-20000"
    )

    assert (understood.layout, understood.as_of, understood.figures) == ("ledger-forecast", date(2026, 8, 1), {})
    assert understood.forecasts == [
        ForecastRow(1, GROUP["PER"], 1_250_000_00),
        ForecastRow(1, GROUP["INT"], -20_000_00),
    ]


def test_forecasts_per_month_are_summed_only_over_a_whole_year():
    months = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
    ten = "|".join(["10"] * 12)

    whole = read(f"Prognos 2026 tkr\nEnhet|{months}\n4100|{ten}", month=date(2026, 8, 1))
    part = read("Prognos 2026 tkr\nEnhet|sep|okt|nov|dec\n4100|10|10|10|10", month=date(2026, 8, 1))

    assert [(each.unit, each.amount) for each in whole.forecasts] == [(1, 120_000_00)]
    assert [code for code, _ in problems(part)] == ["not-that-kind"]


def test_a_budget_beside_actuals_up_to_a_month_is_not_taken_for_a_whole_year():
    text = "Uppföljning t.o.m. augusti 2026 tkr\nEnhet|Budget|Utfall\n4100|800|850\n60|400|390"

    assert problems(read(text, kind="budget")) == [("accumulated-amounts", "B2")]


def test_a_heading_and_a_title_with_different_units_of_money_are_asked_about():
    text = "Budget 2026 tkr\nEnhet|Budget helår (kr)\n4100|1000000\n60|500"

    assert problems(read(text)) == [("ask-money-unit", "")]


DEVIATIONS = "Prognos maj 2026 mnkr\nOmråde|Prognos avvikelse helår\nBarn och unga|-7.2\n60|2.5\nTotalt|-4.7"


def test_deviations_alone_are_held_against_stored_budgets():
    yearly = {(1, 2026, "budget"): 100_000_000_00, (5, 2026, "budget"): 50_000_000_00}

    understood = read(DEVIATIONS, yearly=yearly)

    assert (problems(understood), [(row.unit, row.amount) for row in understood.forecasts]) == (
        [("deviations-alone", "B2")],
        [(1, 107_200_000_00), (5, 47_500_000_00)],
    )
    assert [each.agrees for each in understood.reconciled] == [True]


def test_deviations_of_a_unit_without_stored_budget_are_refused_at_the_unit():
    understood = read(DEVIATIONS, yearly={(1, 2026, "budget"): 100_000_000_00})

    assert [(each.code, each.cell) for each in understood.errors] == [("no-stored-budget", "A4")]


def test_a_month_beside_a_full_year_forecast_of_each_unit_is_when_it_was_made():
    understood = read("2026 kr\nEnhet|Budget|Prognos|Per\n4100|3000000|3100000|2026-08\n60|9000000|9000000|2026-08")

    assert (understood.problems, understood.kind, understood.figures) == ([], "forecast", {})
    assert [(row.unit, row.amount) for row in understood.forecasts] == [(1, 310_000_000), (5, 900_000_000)]


def test_a_unit_that_is_its_parts_in_some_rows_only_is_a_problem():
    rows = ["4200|5010|1000000", "4200|6010|500000", "4210|5010|600000", "4220|5010|400000", "4210|6010|490000"]

    understood = read("\n".join(["Utfall 2026-08 kr", "Enhet|Konto|Utfall per", *rows]))

    assert [each.code for each in understood.errors] == ["parts-differ"]


AUGUST = date(2026, 8, 1)


def of_units(title, headings, row="4100|1000|900", **said):
    return read(f"{title} tkr\nEnhet|{headings}\n{row}", **said)


def by_kind_and_month(understood):
    return {(kind, key.month.month): ore for kind, own in understood.figures.items() for key, ore in own.items()}


@pytest.mark.parametrize(
    "title", ["Ackumulerat utfall 2026", "Uppföljning januari–augusti 2026", "Utfall t.o.m. aug 2026"]
)
def test_actuals_of_a_month_under_a_title_of_all_up_to_it_are_asked_about(title):
    assert problems(of_units(title, "Utfall aug", "4100|1000")) == [("ask-amounts", "")]


@pytest.mark.parametrize(("said", "found"), [("monthly", []), ("to-date", ["accumulated-amounts"])])
def test_an_answer_settles_actuals_of_a_month(said, found):
    understood = of_units("Ackumulerat utfall 2026", "Utfall aug", "4100|1000", amounts=said)

    assert [code for code, _ in problems(understood)] == found
    assert by_kind_and_month(understood) == ({} if found else {("actual", 8): 100_000_000})


def test_actuals_of_a_month_that_the_title_contradicts_are_asked_about():
    assert problems(of_units("Utfall 2026-07", "Utfall aug", "4100|1000")) == [("ask-month", "")]


@pytest.mark.parametrize(
    ("title", "heading", "problem"),
    [
        ("Budget januari-augusti 2026", "Budget", ("accumulated-amounts", "B2")),
        ("Ackumulerad budget 2026-08", "Belopp", ("accumulated-amounts", "B2")),
        ("Budget augusti 2026", "Budget", ("ask-month", "")),
        ("Ackumulerad budget 2026", "Budget aug", ("ask-amounts", "")),
        ("Budget 2026-07", "Budget aug", ("ask-month", "")),
    ],
)
def test_a_budget_of_a_part_of_the_year_is_not_taken_for_a_whole_one(title, heading, problem):
    assert problems(of_units(title, heading, "4100|1000")) == [problem]


@pytest.mark.parametrize(
    ("title", "heading", "said"),
    [("Budget augusti 2026", "Budget", {"month": AUGUST}), ("Budget 2026", "Budget aug", {})],
)
def test_a_budget_of_a_month_is_stored_as_that_month(title, heading, said):
    understood = of_units(title, heading, "4100|1000", **said)

    assert (understood.problems, by_kind_and_month(understood)) == ([], {("budget", 8): 100_000_000})


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Budget januari-december 2026", "Budget"),
        ("Budget 2026 efter omfördelning", "Budget"),
        ("Budget 2026, fastställd den 1 januari 2026", "Budget"),
        ("Budget augusti 2026", "Årsbudget"),
    ],
)
def test_a_budget_of_the_whole_year_is_spread_over_it(title, heading):
    understood = of_units(title, heading, "4100|1200")

    assert (understood.problems, len(by_kind_and_month(understood))) == ([], 12)


@pytest.mark.parametrize("title", ["Verksamhetsplan", "Budget 2026-2028", "Beslut 2025"])
def test_budgets_of_several_years_are_asked_about(title):
    row = "4100|1200|1300|1400"

    assert problems(of_units(title, "Budget 2026|Budget 2027|Budget 2028", row)) == [("ask-year", "")]


@pytest.mark.parametrize(("title", "said"), [("Budget 2027", {}), ("Budget", {"year": 2027})])
def test_the_budget_of_the_year_that_is_said_is_read(title, said):
    understood = of_units(title, "Budget 2026|Budget 2027|Budget 2028", "4100|1200|1300|1400", **said)

    assert (understood.problems, understood.year) == ([], 2027)
    assert sum(understood.figures["budget"].values()) == 130_000_000


def test_last_years_actuals_beside_the_budget_are_no_question():
    understood = of_units("Sammanställning", "Utfall 2025|Budget 2026", "4100|1100|1200", kind="budget")

    assert (understood.problems, understood.year) == ([], 2026)
