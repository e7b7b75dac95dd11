"""The minutes in Word: a real document, the same every time, with nothing in it that is not text."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn
from lxml import etree

from meetings.access import Sight
from meetings.minutes.assemble import assemble
from meetings.minutes.minutes import MinutesPoint, NoteText
from meetings.minutes.services import adjust
from meetings.minutes.shown import shown
from meetings.minutes.word import Labels, document_of
from meetings.minutes.word_parts import TEXT_WIDTH, Column, clean, widths_for
from tests.meetings.minutes.held import ONE
from units.models import User

HOSTILE = '=cmd|"/c calc"!A1 <w:fldSimple/> {PAGE} \x00\x0b\ud800 & "så"'


@pytest.fixture
def fetch(client, director):
    """The document of a meeting as the director, or somebody else, gets it."""

    def fetched(meeting, user=director):
        client.force_login(user)
        return client.get(reverse("meetings:minutes", args=["EX", meeting.pk]) + "?export=docx")

    return fetched


def opened(response):
    return docx.Document(io.BytesIO(response.content))


def text_of(document):
    """Every text of the document, those in its tables too."""
    return "\n".join("".join(part.itertext(qn("w:t"))) for part in document.element.body.iter(qn("w:p")))


def styled(document, name):
    return [each.text for each in document.paragraphs if each.style.name == name]


def made_of(minutes):
    labels = Labels(*[f"label {name}" for name in Labels.__dataclass_fields__])
    content = document_of(
        shown(minutes, Sight(whole=True)), labels, language="sv-SE", made=datetime(2026, 9, 14, tzinfo=UTC)
    )
    return docx.Document(io.BytesIO(content))


def test_the_file_says_what_it_is(fetch, closed):
    response = fetch(closed)

    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"] == 'attachment; filename="EX-protokoll-2026-09-14.docx"'


def test_its_headings_are_its_points(fetch, closed):
    headings = styled(opened(fetch(closed)), "Heading 1")

    assert headings[0] == "§ 1   Uppdrag från förra gången"
    assert headings[-2:] == ["Beslut och uppdrag", "Parkerat till nästa möte"]


def test_decisions_and_actions_have_styles_of_their_own(fetch, closed):
    document = opened(fetch(closed))

    assert styled(document, "MinutesDecisionText") == ["Inga vikarier i oktober."]
    assert styled(document, "MinutesActionText") == ["Ta fram ett nytt schema."]


def test_figures_have_no_break_spaces_and_a_true_minus(fetch, closed):
    assert "−1\N{NO-BREAK SPACE}000" in text_of(opened(fetch(closed)))


def test_figures_stand_to_the_right(fetch, closed):
    document = opened(fetch(closed))

    styles = {
        paragraph.style.name
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        if re.fullmatch("[−+]?[\\d\N{NO-BREAK SPACE}]+", paragraph.text) and len(paragraph.text) > 4
    }
    assert styles == {"MinutesFigure"}


def test_the_head_of_a_table_stands_on_every_page(fetch, closed):
    document = opened(fetch(closed))

    heads = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) for table in document.tables if len(table.columns) > 3]
    assert heads
    assert None not in heads


def test_who_does_not_read_a_unit_gets_no_figures_in_word_either(fetch, closed, head):
    text = text_of(opened(fetch(closed, head)))

    assert "4100 Barn och ungdom" in text
    assert "−1\N{NO-BREAK SPACE}000" not in text


def test_the_same_minutes_give_the_same_bytes(fetch, closed):
    assert fetch(closed).content == fetch(closed).content


def test_it_says_when_the_meeting_was_and_not_who_made_the_file(fetch, closed):
    about = opened(fetch(closed)).core_properties

    assert (about.title, about.author, about.last_modified_by) == (
        "Protokoll 14 september 2026, Ledningsgruppen",
        "Exempelstads socialförvaltning",
        "Exempelstads socialförvaltning",
    )
    assert (about.created.replace(tzinfo=UTC), about.comments) == (ONE, "")


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_its_language_is_that_of_the_reader(fetch, closed, director, language, tag):
    User.objects.filter(pk=director.pk).update(language=language)

    document = opened(fetch(closed, User.objects.get(pk=director.pk)))

    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {tag}


def test_what_people_wrote_is_text_and_nothing_else(closed):
    point = MinutesPoint("message", notes=(NoteText(HOSTILE, HOSTILE),))

    document = made_of(replace(assemble(closed), points=(point,), guests=HOSTILE, place=HOSTILE))

    assert '=cmd|"/c calc"!A1 <w:fldSimple/> {PAGE}  & "så"' in text_of(document)
    assert list(document.element.body.iter(qn("w:fldSimple"))) == []


def test_lines_and_tabs_stay_as_they_were_written(closed):
    point = MinutesPoint("message", notes=(NoteText("ett\r\ntvå\ttre", ""),))

    assert "ett\ntvå\ttre" in styled(made_of(replace(assemble(closed), points=(point,))), "Normal")


def test_the_pages_are_numbered(fetch, closed):
    [footer] = [section.footer for section in opened(fetch(closed)).sections]

    codes = [each.get(qn("w:instr")) for each in footer._element.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_there_are_lines_to_sign_on(fetch, closed, director, secretary):
    last = opened(fetch(closed)).tables[-1]

    assert [cell.text.splitlines()[1:] for cell in last.rows[0].cells] == [
        ["Sekreterare", str(secretary)],
        ["Ordförande", str(director)],
        ["Justerare", str(secretary)],
    ]


def test_adjusted_minutes_have_their_check_sum_in_word(fetch, closed, secretary):
    meeting = adjust(closed, seen_pulse=closed.pulse, by=secretary)

    assert "Kontrollsumma" in text_of(opened(fetch(meeting)))


def test_every_part_of_the_package_is_sound_xml(fetch, closed):
    with zipfile.ZipFile(io.BytesIO(fetch(closed).content)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        assert all(etree.fromstring(package.read(name)) is not None for name in parts)


def test_every_style_that_is_used_is_there(fetch, closed):
    document = opened(fetch(closed))

    used = {each.get(qn("w:val")) for each in document.element.body.iter(qn("w:pStyle"))}
    assert used <= {style.style_id for style in document.styles}


def test_the_columns_of_a_table_fill_the_page():
    columns = [
        Column(["4100 Barn och ungdom"]),
        Column(["1"], whole=True),
        Column(["12\N{NO-BREAK SPACE}000"], whole=True),
    ]

    assert sum(widths_for(columns)) == TEXT_WIDTH


def test_a_figure_is_never_broken_over_lines():
    long, figure = Column(["ord " * 200]), Column(["1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"], whole=True)

    assert widths_for([long, figure, figure])[1:] == [figure.least] * 2


def test_a_table_that_cannot_fit_is_as_wide_as_the_page_all_the_same():
    assert sum(widths_for([Column(["x" * 60], whole=True)] * 7)) == TEXT_WIDTH


@pytest.mark.parametrize(("text", "kept"), [("a\x00b", "ab"), ("a\r\nb", "a\nb"), ("a\ud800b", "ab"), ("😀", "😀")])
def test_what_xml_cannot_hold_is_left_out(text, kept):
    assert clean(text) == kept


def test_libreoffice_opens_the_document_and_reads_its_words(fetch, closed, tmp_path):
    (tmp_path / "minutes.docx").write_bytes(fetch(closed).content)
    program = shutil.which("soffice") or shutil.which("libreoffice")

    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text",
         "--outdir", str(tmp_path), str(tmp_path / "minutes.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    said = (tmp_path / "minutes.txt").read_text(encoding="utf-8-sig")
    document = opened(fetch(closed))
    assert styled(document, "Title")[0] in said
    assert all(cell.text.split("\n")[0] in said for table in document.tables for cell in table.columns[0].cells)
