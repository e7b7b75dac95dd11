"""SIE files as ledgers write them, the same every time.

python -m tests.sie_files        writes them into fixtures/uploads again
"""

from tests.awkward import UPLOADS

UNITS = {"4100": "Barn och unga", "4200": "Vuxen"}
ACCOUNTS = {"3011": "Avgifter", "4610": "Köp av vård", "5010": "Månadslöner", "7410": "Inhyrd personal"}
SIZES = {"3011": -41_250_25, "4610": 310_400_50, "5010": 402_317_75, "7410": 88_000_00}
MONTHS = tuple(range(1, 9))


def ore(unit: str, account: str, month: int) -> int:
    """The actuals of a unit's account in a month of 2026: costs are positive."""
    return SIZES[account] + (1 if unit == "4100" else 3) * 1_111_11 * month // (2 if account == "3011" else 1)


def budget(unit: str, account: str) -> int:
    """The budget of a unit's account in each month."""
    return SIZES[account] + (500_00 if unit == "4100" else -500_00)


KEYS = [(month, account, unit) for month in MONTHS for account in ACCOUNTS for unit in UNITS]
TOTAL = sum(ore(unit, account, month) for month, account, unit in KEYS)


def kr(amount: int) -> str:
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02}"


def head(kind: int, *dimensions: str, form: str = "PC8") -> list[str]:
    lines = [
        "#FLAGGA 0", '#PROGRAM "Ekonomi Plus" 12.4', f"#FORMAT {form}", '#GEN 20260905 "EKON"', f"#SIETYP {kind}",
        "#ORGNR 212000-1234", '#FNAMN "Exempelstads kommun, socialförvaltningen"', '#ADRESS "" "Storgatan 1" "" ""',
        "#RAR 0 20260101 20261231", "#RAR -1 20250101 20251231", "#OMFATTN 20260831", '#KPTYP "Kommun-Bas"',
    ]  # fmt: skip
    for account, name in {"1930": "Bank", "2440": "Leverantörsskulder", **ACCOUNTS}.items():
        sort = {"1": "T", "2": "S", "3": "I"}.get(account[0], "K")
        lines += [f'#KONTO {account} "{name}"', f"#KTYP {account} {sort}", f"#SRU {account} 7000"]
    lines += dimensions
    lines += [f'#OBJEKT 1 "{code}" "{name}"' for code, name in UNITS.items() if dimensions]
    return lines


def year_balances() -> list[str]:
    total = {each: sum(ore(unit, each, month) for month in MONTHS for unit in UNITS) for each in ACCOUNTS}
    lines = ["#IB 0 1930 250000.00", f"#UB 0 1930 {kr(250_000_00)}", "#IB 0 2440 0.00", f"#UB 0 2440 {kr(-TOTAL)}"]
    lines += [f"#RES 0 {account} {kr(amount)}" for account, amount in total.items()]
    return lines + [f"#RES -1 {account} {kr(amount * 12 // 8)}" for account, amount in total.items()]


def period_balances(*, objects: bool = True) -> list[str]:
    lines = []
    for month in MONTHS:
        for account in ACCOUNTS:
            planned = {unit: budget(unit, account) for unit in UNITS}
            actual = {unit: ore(unit, account, month) for unit in UNITS}
            for label, own in (("#PBUDGET", planned), ("#PSALDO", actual)):
                place = f"{label} 0 2026{month:02} {account}"
                lines.append(f"{place} {{}} {kr(sum(own.values()))}")
                lines += [f'{place} {{1 "{unit}"}} {kr(each)}' for unit, each in own.items() if objects]
        whole = sum(ore(unit, account, month) for account in ACCOUNTS for unit in UNITS)
        lines.append(f"#PSALDO 0 2026{month:02} 2440 {{}} {kr(-whole)}")
        if objects:
            lines.append(f'#PSALDO -1 2025{month:02} 5010 {{1 "4100"}} 99000.00')
    return lines


def object_balances() -> list[str]:
    sums = {(account, unit): sum(ore(unit, account, month) for month in MONTHS) for _m, account, unit in KEYS}
    return [f'#OUB 0 {account} {{1 "{unit}"}} {kr(amount)}' for (account, unit), amount in sums.items()]


def vouchers() -> list[str]:
    lines = []
    for number, (month, account, unit) in enumerate(KEYS, start=1):
        amount = ore(unit, account, month)
        lines += [
            f'#VER A {number} 2026{month:02}15 "Händelse \\"{number}\\" på {unit}" 2026{month:02}16 "EKON"', "{",
            f'   #TRANS {account} {{1 "{unit}"}} {kr(amount)} "" "Åkesson & Öberg, faktura {number}"',
            f"   #TRANS 2440 {{}} {kr(-amount)}", "}",
        ]  # fmt: skip
    return lines


DIMENSION = '#DIM 1 "Kostnadsställe"'
TYPE_3 = [*head(3, DIMENSION), *year_balances(), *object_balances(), *period_balances()]


def two_dimensions() -> list[str]:
    """Each unit's costs alone, by project, and each project's alone: the same money three times."""
    lines = head(3, DIMENSION, '#DIM 6 "Projekt"', '#OBJEKT 6 "4100" "Etapp ett"', '#OBJEKT 6 "P2" "Etapp två"')
    for month in (1, 2):
        place = f"#PSALDO 0 2026{month:02} 5010"
        lines += [
            f"{place} {{}} 900.00", f'{place} {{1 "4100"}} 500.00', f'{place} {{1 "4200"}} 400.00',
            f'{place} {{1 "4100" 6 "4100"}} 200.00', f'{place} {{1 "4100" 6 "P2"}} 300.00',
            f'{place} {{6 "4100"}} 200.00', f'{place} {{6 "P2"}} 300.00',
        ]  # fmt: skip
    return lines


def added() -> list[str]:
    """A voucher that was corrected: a line taken away and one added, which stands again for older programs."""
    return [
        *head(4, DIMENSION), "#VER A 1 20260115", "{", '#TRANS 5010 {1 "4100"} 100.00',
        '#BTRANS 5010 {1 "4100"} 900.00', '#RTRANS 5010 {1 "4200"} 50.00', '#TRANS 5010 {1 "4200"} 50.00',
        '#RTRANS 7410 {1 "4200"} 7.00', "#TRANS 2440 {} -157.00", "}",
    ]  # fmt: skip


def changed(lines: list[str], before: str, after: str) -> list[str]:
    """`lines` with `after` in place of the one line that has `before`."""
    assert sum(before in line for line in lines) == 1, before
    return [line.replace(before, after) for line in lines]


def written(lines: list[str], encoding: str = "cp437") -> bytes:
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


TYPE_4 = [*head(4, DIMENSION), *year_balances(), *object_balances(), *period_balances(), *vouchers()]
TYPE_4I = [*[line for line in head(4, DIMENSION) if not line.startswith("#RAR")], *vouchers()]
FILES = {
    "sie-type-1.se": written([*head(1), *year_balances()]),
    "sie-type-2.se": written([*head(2), *year_balances(), *period_balances(objects=False)]),
    "sie-type-3.se": written(TYPE_3),
    "sie-type-4.se": written(TYPE_4),
    "sie-4i.si": written(TYPE_4I),
    "sie-utf-8.se": written(TYPE_3, "utf-8"),
    "sie-windows-1252.se": written(TYPE_3, "cp1252"),
    "sie-two-dimensions.se": written(two_dimensions()),
    "sie-added-transactions.sie": written(added()),
    "sie-wrong-sums.se": written(changed(TYPE_3, '#PSALDO 0 202603 5010 {1 "4200"} 412317.74', "#PROSA")),
    "sie-voucher-does-not-balance.se": written(changed(TYPE_4I, "#TRANS 2440 {} 40694.70", "#TRANS 2440 {} 40694.71")),
    "sie-personal-number-in-text.se": written(changed(TYPE_4, 'Öberg, faktura 7"', 'Öberg, 800101-1231"')),
    "sie-cut-off.se": written(TYPE_4)[:-30],
}  # fmt: skip


if __name__ == "__main__":
    for name, content in FILES.items():
        (UPLOADS / name).write_bytes(content)
