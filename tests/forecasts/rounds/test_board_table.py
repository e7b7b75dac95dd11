"""The sums of the board's table."""

from forecasts.rounds.board import BoardRow
from forecasts.rounds.board_table import BoardTable


def row(code: str, deviation: int | None = None, change: int | None = None) -> BoardRow:
    return BoardRow(1, code, code, "B", "Barn", "draft", deviation=deviation, change=change)


def test_the_board_sums_those_with_a_whole_forecast_and_says_how_many():
    table = BoardTable([row("4100", -100_00, 50_00), row("4200", -200_00), row("4300")], summed=True)

    assert table.has_footer()
    assert table.columns["unit"].footer == "Summa för 2 av 3 enheter"
    assert (table.sum_of("deviation"), table.sum_of("change")) == (-300_00, 50_00)


def test_a_board_whose_figures_are_not_all_known_has_no_sums():
    assert not BoardTable([row("4100", -100_00)]).has_footer()
    assert not BoardTable([row("4100")], summed=True).has_footer()
