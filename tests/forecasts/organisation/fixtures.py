"""The lists of units and account plans in fixtures/uploads: good ones, and one for each thing that goes wrong.

python -m tests.forecasts.organisation.fixtures        writes them again
"""

import io
from pathlib import Path

import xlsxwriter

UPLOADS = Path(__file__).resolve().parents[3] / "fixtures" / "uploads"
HEAD = "Kod;Namn;Avdelningskod;Avdelning;Del av;Slag;Giltig från;Giltig till;Ersätts av"
GOOD = (
    "4100;Barn och unga;;10 Individ och familj;;utförare;2020-01;;",
    "4110;Mottagning barn;;10 Individ och familj;4100;utförare;2026-09;;",
    "4300;Äldreboenden;30;Äldre;;utförare;2026-09;2027-12;4100 Barn och unga",
)
PLAN_HEAD = "Kod;Kontogrupp;Slag;Konton"
PLAN_GOOD = ("KON;Konsulter;kostnad;70, 74–75", "OVR;Övriga kostnader;kostnad;40–44, 63–69, 71–73, 76–78")
LISTED = "Konto;Benämning;Kontogrupp\n7410;Konsulter IT;KON\n4611;Köpta konsulter;KON\n1510;Kundfordringar;\n"
WRONG = {
    "code-twice": "4300;A;;10;;;2026-09;;\n4300;B;;10;;;2026-09;;",
    "missing-code": ";A;;10;;;2026-09;;",
    "not-a-code": "43 00;A;;10;;;2026-09;;",
    "missing-name": "4300;;;10;;;2026-09;;",
    "text-too-long": f"{'4' * 21};A;;10;;;2026-09;;",
    "missing-first-month": "4300;A;;10;;;;;",
    "not-a-month": "4300;A;;10;;;snart;;",
    "date-within-month": "4300;A;;10;;;2026-09-15;;",
    "unclear-last-month": "4300;A;;10;;;2026-09;2026-12-31;\n4400;B;;10;;;2026-09;2027-01-01;",
    "unknown-kind": "4300;A;;10;;något;2026-09;;",
    "missing-department": "4300;A;;;;;2026-09;;",
    "unknown-department": "4300;A;;Äldre;;;2026-09;;",
    "department-called-otherwise": "4300;A;10;Äldre;;;2026-09;;",
    "unknown-parent": "4300;A;;10;9999;;2026-09;;",
    "parent-in-circle": "4300;A;;10;4400;;2026-09;;\n4400;B;;10;4300;;2026-09;;",
    "part-of-part": "4300;A;;10;4100;;2026-09;;\n4400;B;;10;4300;;2026-09;;",
    "part-in-other-department": "4300;A;30;Äldre;4100;;2026-09;;",
    "part-outlives-unit": "4100;Barn;;10;;;2020-01;2026-12;\n4300;A;;10;4100;;2026-09;;",
    "unit-ends-before-start": "4300;A;;10;;;2026-09;2026-08;",
    "outside-department": "4300;A;;10;;;2019-12;;",
    "unknown-successor": "4300;A;;10;;;2026-09;2026-12;9999",
    "successor-without-end": "4300;A;;10;;;2026-09;;4100",
    "unfit-successor": "4300;A;;10;;;2026-09;2026-12;4300",
    "personal-identity-number": "4300;Boende 19800101-1231;;10;;;2026-09;;",
}
ALSO = {"part-of-part": {"unit-has-parts"}}  # what cannot be wrong alone
PLAN_WRONG = {
    "not-an-account-range": "KON;Konsulter;kostnad;74–7",
    "unknown-kind": "KON;Konsulter;utgift;74–75",
    "missing-kind": "BIL;Bilar;;86",
    "missing-name": "BIL;;kostnad;86",
    "missing-account-group": ";Bilar;kostnad;86",
    "group-name-taken": "BIL;Lokalkostnader;kostnad;86",
    "rows-of-group-differ": "KON;Konsulter;kostnad;74\nKON;Bemanning;kostnad;75",
    "account-ranges-overlap": "BIL;Bilar;kostnad;71",
    "unsplit-group-has-accounts": "0;Ej fördelat på kontogrupp;kostnad;86",
    "personal-identity-number": "BIL;Bil 19800101-1231;kostnad;86",
}


def as_workbook(text: str) -> bytes:
    """The same list as xlsx, with a title above it and codes and accounts as the numbers that Excel makes of them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Organisation")
        sheet.write_string(0, 0, "Organisation 2026")
        for row, line in enumerate(text.splitlines(), start=2):
            for column, cell in enumerate(line.split(";")):
                if cell.isdigit():
                    sheet.write_number(row, column, int(cell))
                elif cell:
                    sheet.write_string(row, column, cell)
    return content.getvalue()


def files() -> dict[str, bytes]:
    """The files by name."""
    good, plan = "\n".join([HEAD, *GOOD, ""]), "\n".join([PLAN_HEAD, *PLAN_GOOD, ""])
    wrong = {f"organisation-{code}.csv": f"{HEAD}\n{lines}\n".encode() for code, lines in WRONG.items()}
    wrong |= {f"account-plan-{code}.csv": f"{PLAN_HEAD}\n{lines}\n".encode() for code, lines in PLAN_WRONG.items()}
    return {
        "organisation-good.csv": good.encode(),
        "organisation-good.xlsx": as_workbook(good),
        "account-plan-good.csv": plan.encode(),
        "account-plan-good.xlsx": as_workbook(plan),
        "account-plan-list-of-accounts.csv": LISTED.encode(),
        **wrong,
    }


def main() -> None:
    for name, content in files().items():
        (UPLOADS / name).write_bytes(content)


if __name__ == "__main__":
    main()
