"""Spreadsheets that are odd, broken or hostile, put together byte by byte so that they are the same every time.

python -m tests.awkward        writes the small ones into fixtures/uploads again
"""

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import xlwt
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet

UPLOADS = Path(__file__).resolve().parent.parent / "fixtures" / "uploads"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
LEDGER = "Ansvar;Konto;Period;Utfall\n4100;5010;202608;1 234,50\n4200;4610;202608;-12,00\n"
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Ansvar</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Utfall</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>4100</t></is></c><c r="B2"><v>1234.5</v></c></row>'
)


def zipped(parts: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, method)
    return content.getvalue()


def worksheet(rows: str = ROWS, *, before: str = "", after: str = "", head: str = XML) -> str:
    return f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(*sheets: str | bytes, states: tuple[str, ...] = (), properties: str = "") -> dict[str, bytes | str]:
    """The parts of an xlsx with `sheets` called Blad1, Blad2 and so on."""
    entries = "".join(
        f'<sheet name="Blad{at}" sheetId="{at}"{states[at - 1] if states else ""} r:id="rId{at}"/>'
        for at in range(1, len(sheets) + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{entries}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{at}.xml": sheet for at, sheet in enumerate(sheets, start=1)},
    }


def xlsx(*sheets: str | bytes, **options) -> bytes:
    return zipped(parts(*(sheets or (worksheet(),)), **options))


def strict() -> bytes:
    return zipped(
        {
            name: str(part).replace(MAIN, STRICT_MAIN).replace(RELATIONS, STRICT_RELATIONS)
            for name, part in parts(worksheet()).items()
        }
    )


def prefixed() -> bytes:
    """As some programs write: every element with a namespace prefix."""
    sheet = worksheet().replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?")
    error = '<x:row r="3"><x:c r="B3" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData>'
    return xlsx(sheet.replace("xmlns=", "xmlns:x=").replace("</x:sheetData>", error))


def utf16() -> bytes:
    encoded = {
        name: str(part).replace("UTF-8", "UTF-16").encode("utf-16") if name.startswith("xl/") else part
        for name, part in parts(worksheet()).items()
    }
    return zipped(encoded)


def entities() -> bytes:
    head = f'{XML}<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return xlsx(worksheet(ROWS.replace("4100", "&b;"), head=head))


def entities_in_utf16() -> bytes:
    head = XML.replace("UTF-8", "UTF-16") + '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    return xlsx(worksheet(ROWS.replace("4100", "&a;"), head=head).encode("utf-16"))


def lying_size(size: int) -> bytes:
    """A sheet that unfolds to `size` blanks, while its directory says a hundred bytes."""
    content = bytearray(xlsx(worksheet(after=" " * size)))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            if struct.unpack_from("<I", content, at + offset)[0] >= size:
                struct.pack_into("<I", content, at + offset, 100)
    return bytes(content)


def blank_rows(count: int) -> str:
    return worksheet(ROWS + "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(3, count + 1)))


def compound(*streams: str) -> bytes:
    """A compound file with empty streams of these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header[76:] = b"\xff" * (512 - 76)
    struct.pack_into("<I", header, 76, 0)
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b""
    for name, kind in [("Root Entry", 5), *((stream, 2) for stream in streams)][:4]:
        entry = bytearray(128)
        encoded = (name + "\0").encode("utf-16-le")
        entry[: len(encoded)] = encoded
        struct.pack_into("<HBBIII", entry, 64, len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
        struct.pack_into("<I", entry, 116, 0xFFFFFFFE)
        directory += bytes(entry)
    return bytes(header) + fat + directory.ljust(512, b"\0")


def xls(*, error: bool = False, sheets: int = 1) -> bytes:
    book = xlwt.Workbook()
    for at in range(1, sheets + 1):
        sheet = book.add_sheet(f"Blad{at}")
        for column, cell in enumerate(("Ansvar", "Utfall")):
            sheet.write(0, column, cell)
        sheet.write(1, 0, "4100")
        sheet.write(1, 1, 1234.5)
        if error:
            sheet.row(2).set_cell_error(1, "#REF!")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(*, error: bool = False) -> bytes:
    document = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Blad1")
    for cells in (("Ansvar", "Utfall"), ("4100", 1234.5)):
        row = table.TableRow()
        for cell in cells:
            if isinstance(cell, str):
                written = table.TableCell(valuetype="string")
                written.addElement(text.P(text=cell))
            else:
                written = table.TableCell(valuetype="float", value=cell)
                written.addElement(text.P(text=str(cell)))
            row.addElement(written)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as package:
        files = {name: package.read(name) for name in package.namelist()}
    if not error:
        return zipped(files)
    bad = (
        '<table:table-row><table:table-cell table:number-columns-repeated="1"/><table:table-cell '
        'table:formula="of:=[.Z99]/0" office:value-type="string" office:string-value="" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row></table:table>'
    )
    files["content.xml"] = files["content.xml"].decode().replace("</table:table>", bad).encode()
    return zipped(files)


def _record(kind: int, payload: bytes = b"") -> bytes:
    """A record of an xlsb part: kind and length in groups of seven bits, then the payload."""
    code = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(payload)
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return code + length + payload


def _wide(string: str) -> bytes:
    return struct.pack("<I", len(string)) + string.encode("utf-16-le")


def xlsb(*, error: bool = False) -> bytes:
    """The same small table as records: a workbook with one sheet, texts written in the cells."""

    def cell(column: int) -> bytes:
        return struct.pack("<II", column, 0)

    def row(at: int) -> bytes:
        return _record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))

    last = row(2) + _record(3, cell(1) + b"\x17") if error else b""
    sheet = (
        _record(129)
        + _record(148, struct.pack("<IIII", 0, 2 if error else 1, 0, 1))
        + _record(145)
        + row(0)
        + _record(6, cell(0) + _wide("Ansvar"))
        + _record(6, cell(1) + _wide("Utfall"))
        + row(1)
        + _record(6, cell(0) + _wide("4100"))
        + _record(5, cell(1) + struct.pack("<d", 1234.5))
        + last
        + _record(146)
        + _record(130)
    )
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Blad1")
    book = _record(131) + _record(153, b"\0" * 12) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    plain = parts(worksheet())
    files = {name: str(plain[name]).replace(".xml", ".bin") for name in ("_rels/.rels", "xl/_rels/workbook.xml.rels")}
    types = str(plain["[Content_Types].xml"]).replace(".xml", ".bin").replace("main+xml", "binary.macroEnabled.main")
    relations = files["xl/_rels/workbook.xml.rels"]
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": files["_rels/.rels"],
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def small_files() -> dict[str, bytes]:
    """The files of fixtures/uploads that are made here, by name."""
    good = xlsx()
    errors = (
        '<row r="3"><c r="A3" t="inlineStr"><is><t>4200</t></is></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4" t="e"><v>#REF!</v></c></row>'
    )
    formulas = (
        '<row r="3"><c r="A3" t="str"><f>"42"&amp;"00"</f><v>4200</v></c>'
        '<c r="B3"><f>SUM(B2:B2)</f><v>1234.5</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>""</f><v></v></c><c r="B4"><f>SUM(B2:B3)</f></c></row>'
        '<row r="5"><c r="B5"><f t="shared" si="0"/><v/></c></row>'
    )
    moved = ROWS.replace('r="A', 'r="C').replace('r="B', 'r="D').replace('2"', '6"').replace('1"', '5"')
    dates = f'<row r="3"><c r="A3" s="1"><v>{(date(2026, 8, 1) - date(1904, 1, 1)).days}</v></c></row>'
    hidden = ("", ' state="hidden"', ' state="veryHidden"')
    cells = "<tr><td>Ansvar</td><td>Utfall</td></tr><tr><td>4100</td><td>12,50</td></tr>"
    html = f"<html><body><table>{cells}</table></body></html>"
    return {
        "good.xlsx": good,
        "good.xls": xls(),
        "good.ods": ods(),
        "good.xlsb": xlsb(),
        "semicolon-utf-8.csv": LEDGER.encode(),
        "semicolon-utf-8-with-mark.csv": b"\xef\xbb\xbfEnhet;Utfall\n\xc3\x84ldre;1\n",
        "utf-16-with-mark.csv": "Enhet;Utfall\nÄldre;1\n".encode("utf-16"),
        "utf-16-big-endian-without-mark.csv": "Enhet;Utfall\nÄldre;1\n".encode("utf-16-be"),
        "utf-16-without-mark.csv": "Enhet;Utfall\nÄldre;1\n".encode("utf-16-le"),
        "windows-1252.csv": "Enhet;Utfall\nÄldre – hemtjänst;1\n".encode("cp1252"),
        "tab.txt": LEDGER.replace(";", "\t").encode(),
        "comma-quoted-decimals.csv": b'Ansvar,Konto,Utfall\n4100,5010,"1234,50"\n4200,4610,"-12,00"\n',
        "comma-decimals-cut-in-two.csv": b"Ansvar,Konto,Utfall\n4100,5010,1234,50\n4200,4610,12\n",
        "decimal-commas-and-semicolons.csv": b"Ansvar;Utfall\n4100;1234,50\n4200;12,00\n",
        "line-breaks-in-quotes.csv": b'Ansvar;Kommentar\n4100;"tv\xc3\xa5\nrader; och ""citat"""\n4200;en\n',
        "quote-never-closed.csv": b'Ansvar;Kommentar\n4100;"b\xc3\xb6rjar\n4200;en\n',
        "separator-declared.csv": b"sep=,\nAnsvar,Utfall\n4100,12\n",
        "title-lines-above.csv": b"Utfall, augusti 2026\nUttag: 2026-09-05, kl 10\n\n" + LEDGER.encode(),
        "csv-called.xlsx": LEDGER.encode(),
        "xlsx-called.csv": good,
        "empty.xlsx": b"",
        "only-blanks.csv": b" \r\n\r\n",
        "truncated.xlsx": good[: len(good) // 2],
        "truncated.xls": xls()[:1500],
        "pdf-called.xlsx": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "html-called.xls": html.encode(),
        "word-called.xlsx": zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
        "zip-called.xlsx": zipped({"utfall.csv": LEDGER}),
        "password.xlsx": compound("EncryptionInfo", "EncryptedPackage"),
        "password.xls": xls_with_password(),
        "word-called.xls": compound("WordDocument", "1Table"),
        "~$lock-file.xlsx": b"\x05stod " + b" " * 159,
        "macros.xlsm": zipped({**parts(worksheet()), "xl/vbaProject.bin": compound("VBA")}),
        "entities.xlsx": entities(),
        "entities-in-utf-16.xlsx": entities_in_utf16(),
        "utf-16-parts.xlsx": utf16(),
        "strict.xlsx": strict(),
        "prefixed-elements.xlsx": prefixed(),
        "dimension-too-small.xlsx": xlsx(worksheet(before='<dimension ref="A1"/>')),
        "dimension-too-large.xlsx": xlsx(worksheet(before='<dimension ref="A1:XFD1048576"/>')),
        "opposite-corners.xlsx": xlsx(
            worksheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
        ),
        "error-cells.xlsx": xlsx(worksheet(ROWS + errors)),
        "formulas-without-values.xlsx": xlsx(worksheet(ROWS + formulas)),
        "error-cells.csv": b"Ansvar;Utfall\n4100;#SAKNAS!\n4200;12\n",
        "starts-in-C5.xlsx": xlsx(worksheet(moved)),
        "merged-headings.xlsx": xlsx(
            worksheet(ROWS, after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>')
        ),
        "dates-from-1904.xlsx": xlsx(worksheet(ROWS + dates), properties='<workbookPr date1904="1"/>'),
        "hidden-sheets.xlsx": xlsx(worksheet(), worksheet(), worksheet(), states=hidden),
        "hidden-row.xlsx": xlsx(worksheet(ROWS.replace('<row r="2"', '<row r="2" hidden="1"'))),
        "no-sheets.xlsx": zipped(parts()),
        "error-cells.xls": xls(error=True),
        "error-cells.ods": ods(error=True),
        "error-cells.xlsb": xlsb(error=True),
    }


def xls_with_password() -> bytes:
    """An xls whose stream says, right after its first record, that what follows is encrypted."""
    content = bytearray(xls())
    start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    first = start + 4 + 16
    kind, length = struct.unpack_from("<HH", content, first)
    del kind
    struct.pack_into("<HH", content, first, 0x2F, length)
    return bytes(content)


def main() -> None:
    UPLOADS.mkdir(parents=True, exist_ok=True)
    for name, content in small_files().items():
        (UPLOADS / name).write_bytes(content)


if __name__ == "__main__":
    main()
