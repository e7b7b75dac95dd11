"""The lists of measures in fixtures/uploads: one that is good, and one for each thing that goes wrong.

python -m tests.measures.imports.fixtures        writes them again
"""

import io
from pathlib import Path

import xlsxwriter

UPLOADS = Path(__file__).resolve().parents[3] / "fixtures" / "uploads"
HEAD = "Nr;Åtgärd;Vad som görs;Enhet;Skede;Start;Slut;Helårseffekt (tkr);sep 2026;okt 2026;Beslutad av;Beslutsdatum"
GOOD = (
    ";Färre konsulter;Tre konsulter avslutas;4100;idé;2026-09;2026-10;1200;100;100;;",
    ';Gemensam bemanning;Två enheter delar pool;"4100 40 %; 4200 60 %";utreds;2026-09;2026-10;600;50;50;;',
)
INVESTIGATED = HEAD + ";Utreds senast"
WRONG = {
    "unknown-unit": ";A;;9999;idé;2026-09;2026-10;12;1;1;;",
    "missing-unit": ";A;;;idé;2026-09;2026-10;12;1;1;;",
    "shares-not-whole": ';A;;"4100 50 %; 4200 40 %";idé;2026-09;2026-10;12;1;1;;',
    "ends-before-start": ";A;;4100;idé;2026-10;2026-09;12;;;;",
    "effect-outside-months": ";A;;4100;idé;2026-10;2026-10;12;1;1;;",
    "unknown-stage": ";A;;4100;snart;2026-09;2026-10;12;1;1;;",
    "stage-demands": ";A;;4100;beslutad;2026-09;2026-10;12;1;1;;",
    "personal-identity-number": ";Hemtagning 19800101-1231;;4100;idé;2026-09;2026-10;12;1;1;;",
    "not-an-amount": ";A;;4100;idé;2026-09;2026-10;mycket;1;1;;",
    "not-a-month": ";A;;4100;idé;snart;2026-10;12;1;1;;",
    "not-a-day": ";A;;4100;idé;2026-09;2026-10;12;1;1;Nämnden;igår",
    "duplicate-row": ";A;;4100;idé;2026-09;2026-10;12;1;1;;\n;A;;4100;idé;2026-09;2026-10;12;1;1;;",
    "missing-title": ";;Görs;4100;idé;2026-09;2026-10;12;1;1;;",
}


def good() -> str:
    """A list with two measures."""
    first, second = GOOD
    return "\n".join([INVESTIGATED, first + ";", second + ";2026-12-01"]) + "\n"


def as_workbook(text: str) -> bytes:
    """The same list as xlsx, with a title above it."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Åtgärder")
        sheet.write_string(0, 0, "Åtgärdslista 2026")
        for row, line in enumerate(text.replace("; 4200", "| 4200").splitlines(), start=2):
            for column, cell in enumerate(line.split(";")):
                shown = cell.strip('"').replace("|", ";")
                if shown.isdigit():
                    sheet.write_number(row, column, int(shown))
                elif shown:
                    sheet.write_string(row, column, shown)
    return content.getvalue()


def files() -> dict[str, bytes]:
    """The files by name."""
    wrong = {f"measures-{code}.csv": f"{HEAD}\n{lines}\n".encode() for code, lines in WRONG.items()}
    return {"measures-good.csv": good().encode(), "measures-good.xlsx": as_workbook(good()), **wrong}


def main() -> None:
    for name, content in files().items():
        (UPLOADS / name).write_bytes(content)


if __name__ == "__main__":
    main()
