"""Subjects and texts of letters."""

from units.mailing.draft import paragraphs, subject_line


def test_a_subject_is_one_line_that_ends_no_header():
    assert subject_line("Påminnelse:\r\nBcc: alla@example.org\x00\t nu") == "Påminnelse: Bcc: alla@example.org nu"


def test_a_long_subject_is_cut_with_a_sign():
    assert subject_line("ord " * 60) == "ord " * 29 + "or …"


def test_paragraphs_have_an_empty_line_between_and_leave_out_what_is_empty():
    assert paragraphs("Hej!", "", ["4100 Barn", "4200 Vuxen"], []) == "Hej!\n\n4100 Barn\n4200 Vuxen\n"
