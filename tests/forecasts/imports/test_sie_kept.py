"""What is kept of a SIE file has no texts of vouchers, and gives the same figures."""

from hashlib import sha256

import pytest

from forecasts.imports.commit import receive_upload
from forecasts.imports.read import read
from forecasts.imports.sie_kept import without_texts
from tests.awkward import UPLOADS

VOUCHER = (
    '#VER A 1 20260131 "Lön Anna Ek" 20260201 anek\n'
    '{\n\t#TRANS 5010 {1 "4100"} 100.00 20260131 "Anna \\"Ek\\"" 2 anek\n}\n'
)
HEAD = "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n"
NAMELESS = '#VER A 1 20260131 "" 20260201 ""\n{\n\t#TRANS 5010 {1 "4100"} 100.00 20260131 "" 2 ""\n}\n'


@pytest.mark.parametrize("encoding", ["cp437", "latin-1", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_texts_and_signatures_of_vouchers_are_left_out(encoding, end):
    content = VOUCHER.replace("Ek", "Åkerö").replace("\n", end).encode(encoding)

    assert without_texts(content) == NAMELESS.replace("\n", end).encode(encoding)


def test_a_voucher_without_texts_stays_as_it_is():
    content = b'#VER A 1 20260131\n{\n#TRANS 5010 {} -100\n#RTRANS 5010 {1 4100 6 P} 5.5 "" ""\n}\n'

    assert without_texts(content) == content


def test_a_text_that_is_never_closed_is_left_out_too():
    assert without_texts(b'#VER A 1 20260131 "Anna Ek\n') == b'#VER A 1 20260131 ""\n'


def test_other_lines_stay_as_they_are():
    content = '#FNAMN "Exempelstad"\n#OBJEKT 1 "4100" "Barn och unga"\n#KONTO 5010 "Löner"\n'.encode("cp437")

    assert without_texts(content) == content


@pytest.mark.parametrize("path", sorted(UPLOADS.glob("sie-*.s*")), ids=lambda path: path.name)
def test_the_same_is_read_of_what_is_kept(path):
    content = path.read_bytes()

    assert read(without_texts(content), path.name).sheets[0].rows == read(content, path.name).sheets[0].rows


def test_the_texts_of_vouchers_are_not_in_the_file_that_is_kept(administration):
    content = f"{HEAD}{VOUCHER}".encode("cp437")

    upload = receive_upload(administration, name="a.se", content=content, by=None)

    with upload.file.open("rb") as file:
        assert file.read() == f"{HEAD}{NAMELESS}".encode("cp437")
    assert upload.sha256 == sha256(content).hexdigest()
