"""The lines of a SIE file: encodings, fields, and what is wrong with a line."""

import pytest

from forecasts.imports.limits import Limits
from forecasts.imports.problems import Code, UnreadableError
from forecasts.imports.read import read
from forecasts.imports.sie import is_sie
from forecasts.imports.sie_lines import fields_of
from tests.forecasts.imports.sie import HEAD, amounts, said, sie
from tests.forecasts.imports.tables import problems

ROW = '#PSALDO 0 202601 5020 {1 "4100"} 125000.50\n'
ONE = {("4100", "5020", 1): 125000.5}


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_is_that_in_which_its_letters_are_swedish(encoding):
    understood = sie(f'#OBJEKT 1 "4100" "Åäö"\n{ROW}', encoding=encoding)

    assert amounts(understood) == ONE
    assert said(understood)["sie-file"]["encoding"] == {
        "cp437": "CP437", "cp1252": "Windows-1252", "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"
    }[encoding]  # fmt: skip
    assert said(understood)["sie-dimension"]["dimension"] == "1 Kostnadsställe"


def test_letters_that_are_not_swedish_are_read_as_the_standard_says():
    assert said(sie(b'#FLAGGA 0\n#PROSA "\xf1"\n'))["sie-file"]["encoding"] == "CP437"


def test_a_file_without_letters_beyond_ascii_says_so():
    assert said(sie(ROW, head="#FLAGGA 0\n"))["sie-file"]["encoding"] == "ASCII"


@pytest.mark.parametrize(
    "row",
    [
        '#psaldo 0 202601 5020 {1 "4100"} 125000.50\n',
        '#PSALDO\t0\t202601\t5020\t{1\t"4100"}\t125000.50\n',
        '   #PSALDO  0  202601 "5020" {"1" "4100"}   "125000.50" 12\n',
        '#PSALDO 0 202601 5020{1"4100"}125000.50\n',
        "#PSALDO 0 202601 5020 { 1 4100 } 125000.50",
        '#PSALDO 0 202601 5020 {1 "4100" 6 ""} +125000.50\n',
        '#PSALDO 0 202601 5020 {1 "4100"} 125000,50\n',
        '#PSALDO 0 202601 5020 {1 "4100"} 125000.500\n',
        "#NYTT 1 2 3\n" + ROW + "\x1a",
        '#PROSA "aldrig avslutad\n' + ROW,
    ],
)
def test_a_line_means_the_same_however_it_is_spaced(row):
    understood = sie(row)

    assert (amounts(understood), problems(understood)) == (ONE, [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_a_line_ends_in_any_of_the_three_ways(end):
    assert amounts(sie((HEAD + ROW).replace("\n", end), head="")) == ONE


def test_a_letter_of_one_encoding_that_ends_lines_in_another_ends_none():
    assert amounts(sie(b"#FLAGGA 0\n#PROSA \x85\x0b\x1c\n" + ROW.encode())) == ONE


def test_a_quotation_mark_within_a_text_is_escaped():
    assert fields_of(r'#TRANS 5020 {1 "a\"b"} 1.00 "" "sa \"ja\""') == [
        "#TRANS",
        "5020",
        ["1", 'a"b'],
        "1.00",
        "",
        'sa "ja"',
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('#PSALDO 0 202601 5020 {1 "4100"}\n', Code.SIE_LINE),
        ('#PSALDO 0 202601 {1 "4100"} 5.00\n', Code.SIE_LINE),
        ('#PSALDO 0 202601 5020 {1 "4100" 6} 5.00\n', Code.SIE_LINE),
        ('#PSALDO 0 202601 5020 {1 "4100" 1 "4200"} 5.00\n', Code.SIE_LINE),
        ('#PSALDO 0 202601 5020 {1 "4100 5.00\n', Code.SIE_LINE),
        ('#PSALDO 0 202601 5020 {1 "4100"} 1,250.50\n', Code.NOT_AN_AMOUNT),
        ('#PSALDO 0 202601 5020 {1 "4100"} 1.250,50\n', Code.NOT_AN_AMOUNT),
        ('#PSALDO 0 202601 5020 {1 "4100"} femtio\n', Code.NOT_AN_AMOUNT),
        ('#PSALDO 0 202601 5020 {1 "4100"} 1 250.50\n', Code.AMBIGUOUS_AMOUNT),
    ],
)
def test_a_line_that_cannot_be_read_for_certain_is_a_problem_at_its_line(row, code):
    assert problems(sie(row)) == [(code.value, "F6")]


def test_a_quantity_is_no_part_of_an_amount_where_other_amounts_have_no_spaces():
    understood = sie('#PSALDO 0 202601 5020 {1 "4100"} 1 250\n#PSALDO 0 202602 5020 {1 "4100"} 1250.00 7\n')

    assert amounts(understood) == {("4100", "5020", 1): 1, ("4100", "5020", 2): 1250}


def test_a_month_that_is_none_is_a_problem():
    assert problems(sie('#PSALDO 0 202613 5020 {1 "4100"} 5.00\n')) == [("not-a-month", "D6")]


def test_a_unit_and_an_account_that_are_not_known_are_problems_at_their_cells():
    understood = sie('#OBJEKT 1 "9999" "Ny enhet"\n' + ROW.replace("4100", "9999") + ROW.replace("5020", "8999"))

    assert [(each.code, each.cell, each.found) for each in understood.problems] == [
        (Code.UNKNOWN_UNIT, "I7", "9999 Ny enhet"),
        (Code.UNKNOWN_ACCOUNT, "C8", "8999"),
    ]


def test_an_object_is_a_unit_even_when_its_code_is_a_word_for_totals():
    assert problems(sie(ROW + ROW.replace("4100", "TOT"))) == [("unknown-unit", "I7")]


@pytest.mark.parametrize(
    "content",
    [
        b"Ansvar;Konto;Period;Utfall\n4100;5020;202601;5\n",
        b"#Konto;#Belopp\n5020;5\n",
        b"#KONTO 5020\n",
        b"#PSALDO\t#RES\n1\t2\n",
        b"# en kommentar\n#FLAGGA 0\n",
        b"#FNAMN;x\n#FLAGGA;0\n",
        b"Rapport\n#FLAGGA 0\n#SIETYP 3\n",
    ],
)
def test_other_texts_are_no_sie_files(content):
    assert not is_sie(content)


@pytest.mark.parametrize("content", [b"\r\n  #flagga 0\r\n", b"\xef\xbb\xbf#FLAGGA 0", b"#PROGRAM x\n#SIETYP 4\n"])
def test_a_sie_file_is_known_by_its_first_lines(content):
    assert is_sie(content)


def test_row_numbers_are_line_numbers_and_texts_of_vouchers_are_left_behind():
    voucher = '#VER A 1 20260115 "Lön Anna" 20260116\n{\n#TRANS 5020 {1 "4100"} 5.00 20260115 "Anna" 3\n}\n'
    book = read((HEAD + voucher).encode("cp437"), "fil.se")

    [sheet] = book.sheets
    assert (book.format, sheet.rows[7][:8]) == ("sie", ["#TRANS", "", "5020", "202601", None, None, 5.0, None])
    assert "Anna" not in str(sheet.rows)


@pytest.mark.parametrize("dimension", ["7", "8", "9", "10"])
def test_names_of_people_are_left_behind(dimension):
    row = f'#OBJEKT {dimension} "17" "Anna"\n#PSALDO 0 202601 5020 {{1 "4100" {dimension} "17"}} 5.00\n'

    assert "Anna" not in str(read((HEAD + row).encode("cp437"), "fil.se").sheets[0].rows)


@pytest.mark.parametrize(
    "row",
    [
        '#VER A 1 20260115 "Lön 800101-1231"\n',
        '#TRANS 5020 {1 "4100"} 5.00 20260115 "Anna 19800101-1231"\n',
        '#OBJEKT 7 "8001011231" "Anna"\n',
        '#BTRANS 5020 {7 "800101-1231"} 5.00\n',
        "#PROSA Anna 800101 1231\n",
        "mer text 800101 1231\n",
        '#OKÄND "8001011231"\n',
    ],
)
def test_a_personal_identity_number_in_any_text_refuses_the_file(row):
    [problem] = sie(row).problems

    assert (problem.code, problem.cell) == (Code.PERSONAL_NUMBER, "A6")
    assert problem.found.startswith(("80****", "19******"))
    assert "1231" not in problem.found


def test_dates_accounts_and_amounts_beside_each_other_are_no_personal_identity_number():
    understood = sie('#VER A 1231 20260115 "" 20260116\n{\n#TRANS 5020 {1 "4100"} 800101 20260115 "" 1231\n}\n')

    assert "personal-identity-number" not in [code for code, _cell in problems(understood)]


def test_an_amount_that_is_a_text_is_not_shown():
    [problem] = sie('#PSALDO 0 202601 5020 {1 "4100"} "Anna Andersson" 5.00\n').problems

    assert problem.found == "…"


def test_a_file_of_too_many_cells_is_refused():
    with pytest.raises(UnreadableError) as refusal:
        read((HEAD + ROW * 50).encode("cp437"), "fil.se", Limits(cells=100))

    assert refusal.value.problem.code is Code.UNFOLDS_TOO_LARGE


def test_a_checksum_that_is_ended_is_no_sign_of_a_cut():
    understood = sie(f"#KSUMMA\n{ROW}#KSUMMA 12345\n")

    assert (amounts(understood), understood.problems) == (ONE, [])


@pytest.mark.parametrize("end", ['#VER A 1 20260115\n{\n#TRANS 5020 {1 "4100"} 5.00\n', "#KSUMMA\n" + ROW])
def test_a_file_that_was_cut_off_is_refused(end):
    assert Code.SIE_CUT_OFF in [each.code for each in sie(ROW.replace("5020", "5010") + end).errors]


def test_months_that_have_vouchers_but_no_balances_are_told():
    understood = sie(
        '#OBJEKT 1 "4100" "Barn och unga"\n#PSALDO 0 202607 5010 {1 "4100"} 100.00\n'
        '#VER A 1 20260815\n{\n#TRANS 5010 {1 "4100"} 50.00\n#TRANS 1930 {} -50.00\n}\n'
    )

    assert [(each.code, each.found) for each in understood.problems] == [("sie-months-without-balances", "2026-08")]
