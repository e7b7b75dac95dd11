from forecasts.entry.grid import Cell, GridRow, Kept, Theirs, Written, compared, grid_rows, shown_lines, with_spare
from forecasts.entry.lines import EntryLine
from units.money import NBSP, MoneyUnit

TKR = 1000_00
STAFF = EntryLine(7, "PER", "Personal", "cost", budget=12_000 * TKR, forecast=12_300 * TKR, comment="Vakanser")
EMPTY = EntryLine(8, "KON", "Konsulter", "cost")
WHOLE = EntryLine(9, "0", "Ej fördelat", "cost")


def test_a_row_holds_what_is_stored_and_what_the_person_saw():
    assert grid_rows([STAFF], MoneyUnit.TKR, how={7: "Utfall och budget"}) == [
        GridRow(
            STAFF,
            Cell("amount-7", f"12{NBSP}300", str(12_300 * TKR)),
            Cell("comment-7", "Vakanser", "Vakanser"),
            "Utfall och budget",
        )
    ]


def test_what_was_typed_and_not_stored_stays_in_its_cell():
    kept = Kept({"amount-7": "12 30O"}, {"amount-7": "inget belopp"})

    assert grid_rows([STAFF], MoneyUnit.TKR, kept=kept)[0].amount == Cell(
        "amount-7", "12 30O", str(12_300 * TKR), "inget belopp"
    )


def test_after_a_conflict_the_person_has_seen_what_the_other_wrote():
    theirs = Theirs("Någon skrev 12 500", "12 500", str(12_500 * TKR))
    kept = Kept({"amount-7": "12 400"}, {}, {"amount-7": theirs})

    assert grid_rows([STAFF], MoneyUnit.TKR, kept=kept)[0].amount == Cell(
        "amount-7", "12 400", str(12_500 * TKR), "", theirs
    )


def test_groups_that_hold_nothing_come_last_and_only_to_write_in():
    lines = [EMPTY, STAFF, WHOLE]

    assert (shown_lines(lines), with_spare(lines)) == ([STAFF], [STAFF, EMPTY])


def test_a_version_is_shown_beside_the_one_before():
    [line] = compared([STAFF], Written({7: 12_500 * TKR}, {7: "Fler"}), Written({7: 12_200 * TKR}))

    assert (line.forecast, line.previous, line.change, line.comment) == (
        12_500 * TKR,
        12_200 * TKR,
        -300 * TKR,
        "Fler",
    )


def test_the_first_version_is_shown_beside_the_previous_forecast():
    [line] = compared([EntryLine(7, "PER", "Personal", "cost", previous=5)], Written({7: 3}), None)

    assert (line.forecast, line.previous) == (3, 5)
