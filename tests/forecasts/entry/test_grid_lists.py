from forecasts.entry.grid_lists import Fault, ListRow, read_causes, read_risks, with_empty
from units.money import MoneyUnit

TKR = MoneyUnit.TKR


def test_causes_are_read_and_empty_rows_are_left_out():
    sent = {
        "cause-1": "volume",
        "cause-amount-1": "−1 200",
        "cause-comment-1": "Fler placeringar",
        "cause-2": "",
        "cause-amount-2": "",
        "cause-comment-2": "",
    }

    assert read_causes(sent, TKR) == [
        ListRow(1, cause="volume", text="Fler placeringar", amount="−1 200", ore=-120_000_000)
    ]


def test_everything_wrong_in_the_causes_is_said_at_once():
    sent = {
        "cause-1": "volume",
        "cause-amount-1": "mycket",
        "cause-2": "volume",
        "cause-amount-2": "5",
        "cause-3": "",
        "cause-amount-3": "0",
    }

    assert [row.faults for row in read_causes(sent, TKR)] == [
        {"amount": Fault.NOT_AN_AMOUNT},
        {"cause": Fault.TWICE},
        {"amount": Fault.NO_AMOUNT, "cause": Fault.NO_CAUSE},
    ]


def test_risks_are_read_with_their_probability():
    sent = {"risk-1": "Hyreshöjning", "risk-amount-1": "-300", "risk-share-1": "40 %"}

    assert read_risks(sent, TKR) == [ListRow(1, text="Hyreshöjning", amount="-300", share="40", ore=-30_000_000)]


def test_everything_wrong_in_the_risks_is_said_at_once():
    sent = {"risk-1": "", "risk-amount-1": "", "risk-share-1": "100"}

    assert [row.faults for row in read_risks(sent, TKR)] == [
        {"text": Fault.NO_TEXT, "amount": Fault.NO_AMOUNT, "share": Fault.NOT_A_SHARE}
    ]


def test_there_are_always_two_empty_rows_to_write_in():
    assert [row.number for row in with_empty([ListRow(4, text="Hyreshöjning")])] == [4, 5, 6]


def test_a_probability_of_thousands_of_digits_is_none():
    [row] = read_risks({"risk-1": "Domen", "risk-amount-1": "-5", "risk-share-1": "9" * 5000}, MoneyUnit.TKR)

    assert row.faults == {"share": Fault.NOT_A_SHARE}


def test_a_row_number_of_thousands_of_digits_is_no_row():
    assert read_causes({"cause-amount-" + "9" * 5000: "1"}, MoneyUnit.TKR) == []


def test_a_risk_without_its_text_and_a_dash_for_an_amount_are_told():
    sent = {"risk-1": "", "risk-amount-1": "-5", "risk-share-1": "40"}
    sent |= {"risk-2": "Domen", "risk-amount-2": "−", "risk-share-2": "40"}

    assert [row.faults for row in read_risks(sent, TKR)] == [{"text": Fault.NO_TEXT}, {"amount": Fault.NO_AMOUNT}]
