"""Sums to date are never taken for months: they are turned into months, or asked about."""

import pytest

from tests.forecasts.imports.tables import problems, read

MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug"
GROWN = "10|20|30|40|50|60|70|80"
EVEN = "10|11|9|10|12|10|8|10"


def amounts(understood, kind="actual"):
    """Thousands of kronor by unit code's key and month number."""
    return [(key.unit, key.month.month, ore // 100_000) for key, ore in understood.figures[kind].items()]


def evidence(understood):
    return {each.code for each in understood.evidence}


def test_months_that_end_at_their_total_are_sums_to_date():
    understood = read(f"Utfall 2026 tkr\nEnhet|{MONTHS}|Totalt\n4100|{GROWN}|80\n60|5|10|15|30|35|40|45|50|50")

    assert understood.problems == []
    assert amounts(understood) == [(1, month, 10) for month in range(1, 9)] + [
        (5, month, amount) for month, amount in enumerate([5, 5, 5, 15, 5, 5, 5, 5], start=1)
    ]
    assert "amounts-total" in evidence(understood)


def test_growing_months_that_sum_to_their_total_are_months():
    understood = read(f"Utfall 2026 tkr\nEnhet|{MONTHS}|Totalt\n4100|{GROWN}|360")

    assert (understood.problems, sum(amount for *_, amount in amounts(understood))) == ([], 360)


def test_growing_months_that_nothing_decides_are_asked_about():
    assert problems(read(f"Utfall 2026 tkr\nEnhet|{MONTHS}\n4100|{GROWN}\n60|{EVEN}")) == [("ask-amounts", "")]


@pytest.mark.parametrize(("said", "total"), [("monthly", 360), ("to-date", 80)])
def test_an_answer_settles_what_the_months_hold(said, total):
    understood = read(f"Utfall 2026 tkr\nEnhet|{MONTHS}\n4100|{GROWN}", amounts=said)

    assert (understood.problems, sum(amount for *_, amount in amounts(understood))) == ([], total)


def test_months_that_do_not_grow_are_months():
    understood = read(f"Utfall 2026 tkr\nEnhet|{MONTHS}\n4100|{EVEN}")

    assert (understood.problems, sum(amount for *_, amount in amounts(understood))) == ([], 80)


def test_headings_say_sums_to_date():
    headings = "|".join(f"Ack {month}" for month in MONTHS.split("|"))

    assert amounts(read(f"Utfall 2026 tkr\nEnhet|{headings}\n4100|{GROWN}")) == [(1, each, 10) for each in range(1, 9)]


def test_headings_that_the_totals_contradict_are_asked_about():
    headings = "|".join(f"Ack {month}" for month in MONTHS.split("|"))

    assert problems(read(f"Utfall 2026 tkr\nEnhet|{headings}|Totalt\n4100|{EVEN}|80")) == [("ask-amounts", "")]


def test_sums_to_date_beside_the_months_themselves_are_not_read():
    understood = read("Utfall 2026 tkr\nEnhet|jan|feb|Ack jan|Ack feb\n4100|10|20|10|30")

    assert amounts(understood) == [(1, 1, 10), (1, 2, 20)]


def test_a_title_and_rows_that_only_grow_say_sums_to_date():
    rows = "\n".join(f"{unit}|{GROWN}" for unit in (4100, 60, 63))

    assert amounts(read(f"Utfall ackumulerat 2026 tkr\nEnhet|{MONTHS}\n{rows}"))[:2] == [(1, 1, 10), (1, 2, 10)]


@pytest.mark.parametrize(("budget", "problem"), [(120, []), (540, []), (250, [("ask-amounts", "")])])
def test_stored_budgets_decide_what_growing_months_hold(budget, problem):
    yearly = {(1, 2026, "budget"): budget * 100_000}

    understood = read(f"Utfall 2026 tkr\nEnhet|{MONTHS}\n4100|{GROWN}", yearly=yearly)

    assert problems(understood) == problem
    if not problem:
        assert sum(amount for *_, amount in amounts(understood)) == (80 if budget == 120 else 360)


def test_totals_of_sums_to_date_are_turned_with_their_rows():
    understood = read(
        f"Utfall 2026 tkr\nEnhet|{MONTHS}|Totalt\n4100|{GROWN}|80\n60|{GROWN}|80\nSumma|"
        f"{'|'.join(str(2 * int(each)) for each in GROWN.split('|'))}|160"
    )

    assert all(each.agrees for each in understood.reconciled)
    assert len(understood.reconciled) == 10


def test_sums_to_date_that_begin_in_march_are_refused():
    text = "Utfall 2026 tkr\nEnhet|Ack mar|Ack apr|Ack maj\n4100|10|20|30"

    assert [code for code, _ in problems(read(text))] == ["accumulated-amounts"]


def test_an_empty_cell_between_sums_to_date_is_a_problem_at_its_cell():
    text = "Utfall 2026 tkr\nEnhet|Ack jan|Ack feb|Ack mar\n4100|10||30"

    assert problems(read(text)) == [("accumulated-gap", "C3")]


LEDGER = "Utfall 2026 kr\nEnhet|Konto|Period|{heading}\n" + "\n".join(
    f"4100|5010|20260{month}|{month}000000" for month in range(1, 6)
)


def test_a_list_that_only_grows_is_asked_about():
    assert problems(read(LEDGER.format(heading="Belopp"))) == [("ask-amounts", "")]


@pytest.mark.parametrize(("heading", "said"), [("Utfall ack", ""), ("Belopp", "to-date")])
def test_a_list_of_sums_to_date_becomes_months(heading, said):
    understood = read(LEDGER.format(heading=heading), amounts=said)

    assert (understood.problems, list(understood.figures["actual"].values())) == ([], [100_000_000] * 5)


def test_a_month_that_a_list_of_sums_to_date_lacks_is_a_problem():
    lines = LEDGER.format(heading="Utfall ack").splitlines()
    other = [f"60|5010|20260{month}|{month}000000" for month in range(1, 6)]

    assert [code for code, _ in problems(read("\n".join([*lines[:4], *lines[5:], *other])))] == ["accumulated-gap"]


TITLED = "Utfall ackumulerat 2026 tkr"


def months_of(*rows):
    units = (4100, 60, 63, 61)
    lines = ["|".join(map(str, (unit, *row))) for unit, row in zip(units, rows, strict=False)]
    return "\n".join([f"Enhet|{'|'.join(MONTHS.split('|')[: len(rows[0])])}", *lines])


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        (TITLED, [(1000, 2010, 3050)]),
        (TITLED, [(1000, 1900)]),
        (TITLED, [(10, 20, 30, 29, 50), (10, 20, 19, 30, 40), (5, 4, 15, 20, 25)]),
        (TITLED, [(10, 11, 9, 10)]),
        ("Utfall t.o.m. mars 2026 tkr", [(1000, 2010, 3050)]),
        ("Utfall t.o.m. mars 2026 tkr", [(1000, 1700, 3050), (500, 900, 1100)]),
        ("Utfall t.o.m. maj 2026 tkr", [(10, 20, 30, 29, 50), (10, 20, 31, 30, 40)]),
        ("Utfall 2026 tkr", [(1000, 2010, 3050), (500, 1020, 1490)]),
        ("Utfall 2026 tkr", [(1000, 2010), (500, 1020), (700, 1390)]),
    ],
)
def test_a_few_months_that_may_be_sums_to_date_are_asked_about(title, rows):
    assert problems(read(f"{title}\n{months_of(*rows)}")) == [("ask-amounts", "")]


def test_a_title_and_three_months_that_only_grow_say_sums_to_date():
    rows = [(1000, 2010, 3050), (500, 1020, 1490), (70, 140, 230)]

    assert amounts(read(f"{TITLED}\n{months_of(*rows)}"))[:3] == [(1, 1, 1000), (1, 2, 1010), (1, 3, 1040)]


def test_plain_months_under_a_title_that_says_up_to_when_are_months():
    understood = read(f"Utfall t.o.m. augusti 2026 tkr\nEnhet|{MONTHS}\n4100|{EVEN}")

    assert (understood.problems, sum(amount for *_, amount in amounts(understood))) == ([], 80)


@pytest.mark.parametrize("heading", ["Ack", "Ack mar", "Utfall ack"])
@pytest.mark.parametrize(("total", "third"), [(35, 20), (60, 35)])
def test_a_sum_to_date_beside_the_months_decides_what_they_hold(heading, total, third):
    understood = read(f"Utfall 2026 tkr\nEnhet|jan|feb|mar|{heading}\n4100|10|15|35|{total}")

    assert (understood.problems, amounts(understood)[2]) == ([], (1, 3, third))


def test_totals_that_add_the_months_of_an_accumulated_title_are_asked_about():
    assert problems(read(f"{TITLED}\nEnhet|jan|feb|mar|Totalt\n4100|10|20|30|60")) == [("ask-amounts", "")]


def test_months_and_sums_to_date_in_one_row_of_headings_are_asked_about():
    assert problems(read("Utfall 2026 tkr\nEnhet|jan|feb|Ack mar\n4100|10|20|30")) == [("ask-amounts", "")]


def listed(title, *rows):
    lines = [
        f"{unit}|5010|2026{month:02}|{amount}000"
        for unit, row in zip((4100, 60, 63), rows, strict=False)
        for month, amount in row
    ]
    return "\n".join([title, "Enhet|Konto|Period|Belopp", *lines])


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("Ackumulerat utfall 2026 kr", [[(1, 1000), (2, 2010), (3, 3050)]]),
        ("Ackumulerat utfall 2026 kr", [[(1, 1000), (2, 1100), (3, 1050)]]),
        ("Utfall t.o.m. mars 2026 kr", [[(1, 1000), (2, 1700), (3, 3050)]]),
        ("Utfall t.o.m. augusti 2026 kr", [[(8, 1000)]]),
        ("Utfall 2026 kr", [[(1, 100), (2, 202), (3, 297)], [(1, 50), (2, 99), (3, 151)]]),
    ],
)
def test_a_list_of_few_months_that_may_be_sums_to_date_is_asked_about(title, rows):
    assert problems(read(listed(title, *rows))) == [("ask-amounts", "")]


def test_a_list_of_even_months_is_of_months():
    understood = read(listed("Utfall t.o.m. mars 2026 kr", [(1, 100), (2, 110), (3, 95)]))

    assert (understood.problems, list(understood.figures["actual"].values())) == (
        [],
        [10_000_000, 11_000_000, 9_500_000],
    )


def test_an_answer_settles_what_a_list_of_few_months_holds():
    understood = read(listed("Ackumulerat utfall 2026 kr", [(1, 1000), (2, 2010), (3, 3050)]), amounts="to-date")

    assert list(understood.figures["actual"].values()) == [100_000_000, 101_000_000, 104_000_000]
