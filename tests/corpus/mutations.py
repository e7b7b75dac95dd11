"""What people and programs do to a table. The harmless leave its meaning as it is, the harmful are to be noticed.

Each takes the draft and a source of chance of its own, so that one can be left out without changing the others; they
are done in the order of the lists.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from tests.corpus.columns import (
    blank_column,
    columns_of_the_year,
    irrelevant_column,
    no_heading_for_units,
    quarter_columns,
    rename_row_total,
    repeat_headings,
    respell_headings,
    shuffle_columns,
    two_rows_of_headings,
)
from tests.corpus.drafts import Draft, Row
from tests.corpus.harmful import (
    blank_amount,
    change_digit,
    double_row,
    drop_row,
    flip_sign,
    row_in_kronor,
    swap_amounts,
)
from tests.corpus.organisation import ACCOUNTS, UNITS
from tests.corpus.writing import swedish
from units.money import MoneyUnit

Mutation = Callable[[Draft, Random], None]
FULL = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december")  # fmt: skip
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def turn_sign(draft: Draft, chance: Random) -> None:
    """Costs negative. A deviation is + for a surplus all the same."""
    draft.answers["sign"] = "cost-negative"
    places = draft.at("amount", "total")
    for row in draft.rows:
        for at in places:
            row.cells[at] = -row.cells[at]  # type: ignore[operator]


def in_thousands(draft: Draft, chance: Random) -> None:
    """kr become tkr, tkr become mnkr."""
    draft.answers["money"] = MoneyUnit.TKR if draft.answers["money"] == MoneyUnit.KR else MoneyUnit.MNKR
    for at, title in enumerate(draft.titles):
        small, large = ("tkr", "mnkr") if "tkr" in title else ("kr", "tkr")
        draft.titles[at] = title.replace(small, large)
    for row in draft.rows:
        for at in draft.numbers:
            row.cells[at] = round(row.cells[at] / 1000, 5)  # type: ignore[operator]


def move_money(draft: Draft, chance: Random) -> None:
    """The unit of money stands in a heading, in a note or in a line of its own instead of in the title."""
    title = draft.titles[0]
    if ", " not in title:
        return
    rest, _, money = title.rpartition(", ")
    draft.titles[0] = rest
    choice = chance.randrange(4)
    if choice == 0:
        draft.titles.append(f"Belopp i {money}")
    elif choice == 1:
        draft.notes.append([f"Beloppen är i {money}."])
    elif choice == 2:
        for at in draft.numbers:
            draft.columns[at].heading += f" ({money})"
    else:
        draft.titles.insert(0, f"({money})")


def shuffle_rows(draft: Draft, chance: Random) -> None:
    chance.shuffle(draft.rows)


def rename_units(draft: Draft, chance: Random) -> None:
    """The unit by its code as a number or text, by its name, or by both in one cell."""
    [at] = draft.at("unit")
    forms = [
        lambda code, _: code,
        lambda code, _: int(code),
        lambda _, name: name,
        lambda code, name: f"{code} {name}",
        lambda code, name: f"{code} - {name}",
        lambda code, name: f"{name} ({code})",
        lambda code, name: f" {code}   {name.upper()} ",
    ]
    form = chance.choice(forms)
    for row in draft.data:
        code = str(row.cells[at]).strip()[:4]
        row.cells[at] = form(code, UNITS[code])


def rewrite_months(draft: Draft, chance: Random) -> None:
    forms: list[Callable[[int], object]] = [
        lambda number: 202600 + number,
        lambda number: f"2026-{number:02}",
        lambda number: datetime(2026, number, 1),  # noqa: DTZ001
        lambda number: f"{FULL[number - 1][:3]} 2026",
        lambda number: FULL[number - 1].capitalize(),
        lambda number: f"2026-{number:02}-{28 if number == 2 else 30}",
        lambda number: f"{FULL[number - 1][:3]}-26",
        lambda number: ENGLISH[number - 1],
        lambda number: number,
    ]
    form = chance.choice(forms)
    for at in draft.at("month"):
        for row in draft.data:
            row.cells[at] = form(int(str(row.cells[at])[-2:]))
    months = [FULL[at][:3] for at in range(12)]
    for each in draft.columns:
        if each.heading in months:
            each.heading = form(months.index(each.heading) + 1)  # type: ignore[assignment]
    draft.upper = [form(months.index(each) + 1) if each in months else each for each in draft.upper]


def _summed(draft: Draft, rows: Sequence[Row], label: str, at: int) -> Row:
    cells: list[object] = [None] * len(draft.columns)
    for place in draft.numbers:
        cells[place] = round(sum(row.cells[place] for row in rows), 5)  # type: ignore[misc]
    cells[at] = label
    return Row("total", cells)


def add_subtotals(draft: Draft, chance: Random) -> None:
    """A sum after (or before) the rows of each unit, when they stand together."""
    [at] = draft.at("unit")
    if not draft.at("account", "group"):
        return
    labels = ["Summa {}", "S:a {}", "{} totalt", "Delsumma", "Summa ansvar {}", "Totalt {}", "Netto {}"]
    label, above = chance.choice(labels), chance.random() < 0.25
    blocks: list[list[Row]] = []
    for row in draft.data:
        if blocks and blocks[-1][0].cells[at] == row.cells[at]:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    if len(blocks) > len(UNITS):
        return
    draft.rows = []
    for block in blocks:
        total = _summed(draft, block, label.format(str(block[0].cells[at]).strip()), at)
        draft.rows += [total, *block] if above else [*block, total]


def add_total(draft: Draft, chance: Random) -> None:
    """A sum of everything, below or above, in the first or the last of the columns with text."""
    labels = [
        "Summa",
        "Totalt",
        "TOTALT:",
        "Summa totalt",
        "S:a",
        "Totalsumma",
        "Socialförvaltningen",
        "Nettokostnad",
        "",
    ]
    texts = [at for at in range(len(draft.columns)) if at not in draft.numbers]
    total = _summed(draft, draft.data, chance.choice(labels), chance.choice([texts[0], texts[0], texts[-1]]))
    if chance.random() < 0.3:
        draft.rows.insert(0, total)
    else:
        draft.rows.append(total)


def add_memo_rows(draft: Draft, chance: Random) -> None:
    """Varav: a part of the row above, that is in it."""
    [at] = draft.at("unit")
    found = []
    label = chance.choice(["varav timanställda", "Därav extern placering", "  varav:"])
    for row in draft.rows:
        found.append(row)
        if row.sort == "data" and chance.random() < 0.1:
            cells: list[object] = [None] * len(draft.columns)
            for place in draft.numbers:
                cells[place] = round(row.cells[place] / 4, 2)  # type: ignore[operator]
            cells[at] = label
            found.append(Row("memo", cells))
    draft.rows = found


def blank_out(draft: Draft, chance: Random) -> None:
    """What is the same as in the row above is not written again."""
    for at in draft.at("unit", "name"):
        above = None
        for row in draft.rows:
            if row.sort != "data":
                above = None
            elif row.cells[at] == above and draft.at("account", "group"):
                row.cells[at] = None
            else:
                above = row.cells[at]


def blank_rows(draft: Draft, chance: Random) -> None:
    for _ in range(chance.randint(1, 5)):
        draft.rows.insert(chance.randint(0, len(draft.rows)), Row("other", [None] * len(draft.columns)))


def add_titles(draft: Draft, chance: Random) -> None:
    lines = [
        "Exempelstads kommun",
        "Socialförvaltningen",
        "Utskriven 2026-09-05 07:41",
        "Uttag: 2026-10-07",
        "Urval: Ansvar 5110-5320",
        "Version 2, fastställd av nämnden 2025-12-11",
        "Sida 1 av 2",
        "",
        "Interna poster ingår",
    ]
    for line in chance.sample(lines, chance.randint(1, 4)):
        draft.titles.insert(chance.randint(0, len(draft.titles)), line)


def add_notes(draft: Draft, chance: Random) -> None:
    lines: list[list[object]] = [
        ["Preliminära siffror."],
        ["* Ansvar 5120 har fått 400 tkr i tilläggsbudget."],
        ["Källa: ekonomisystemet"],
        ["Filter: År = 2026; Version = Alla"],
        ["Överskott är positivt."],
        ["Utskriven 2026-09-05 07:41"],
    ]
    draft.notes += [[], *chance.sample(lines, chance.randint(1, 3))]


def as_text(draft: Draft, chance: Random) -> None:
    """Amounts as text, all or some of them."""
    english = chance.random() < 0.15
    thousands = chance.choice(["\u00a0", " ", "", "\u2009", "\u202f", "."]) if not english else ","
    style = chance.choice(["-", "-", "−", "– ", "()", "last"])
    every = chance.random() < 0.7
    amounts = [row.cells[at] for row in draft.rows for at in draft.numbers if row.sort in {"data", "total", "memo"}]
    places = max((_places(float(amount)) for amount in amounts if amount is not None), default=0)  # type: ignore[arg-type]

    def form(number: float) -> str:
        text = swedish(abs(number), places, thousands=thousands)
        if english:
            text = f"{abs(number):,.{places}f}"
        if number >= 0:
            return text
        return f"({text})" if style == "()" else f"{text}-" if style == "last" else f"{style}{text}"

    for row in draft.rows:
        for at in draft.numbers:
            cell = row.cells[at]
            if isinstance(cell, int | float) and (every or chance.random() < 0.5):
                row.cells[at] = form(cell)


def _places(number: float) -> int:
    return next(
        places for places in range(6) if abs(number * 10**places - round(number * 10**places)) < 1e-4 or places == 5
    )


def rewrite_accounts(draft: Draft, chance: Random) -> None:
    forms: list[Callable[[str], object]] = [
        int,
        lambda code: f"{code} {ACCOUNTS[code]}",
        lambda code: f"{code} - {ACCOUNTS[code]}",
    ]
    form = chance.choice(forms)
    for at in draft.at("account"):
        for row in draft.data:
            row.cells[at] = form(str(row.cells[at]))


def year_in_a_cell_of_its_own(draft: Draft, chance: Random) -> None:
    """The title divided into cells: Budget | 2026 | tkr."""
    if draft.titles:
        draft.divided = chance.choice([0, 1, 3])


def other_sheets(draft: Draft, chance: Random) -> None:
    """A page of what was chosen, a list of codes, an empty sheet."""
    sheets: list[list[list[object]]] = [
        [["Urval"], ["År", 2026], ["Version", "Fastställd"], ["Utskriven", "2026-09-05"]],
        [["Kod", "Benämning"], *([code, name] for code, name in UNITS.items())],
        [[None]],
        [["Anteckningar"], ["Hemtjänsten har fler timmar än i fjol"], ["Summa", 400]],
    ]
    draft.others = chance.sample(sheets, chance.randint(1, 2))


def move(draft: Draft, chance: Random) -> None:
    draft.above, draft.left = chance.randint(0, 8), chance.randint(0, 4)


HARMLESS: tuple[Mutation, ...] = (
    turn_sign, in_thousands, move_money, shuffle_rows, rename_units, rewrite_accounts, rewrite_months, add_subtotals,
    add_total, add_memo_rows, blank_out, no_heading_for_units, rename_row_total, respell_headings, repeat_headings,
    blank_rows, irrelevant_column, columns_of_the_year, quarter_columns, blank_column, shuffle_columns, as_text,
    two_rows_of_headings, year_in_a_cell_of_its_own, add_titles, add_notes, move, other_sheets,
)  # fmt: skip

HARMFUL: tuple[Mutation, ...] = (
    drop_row, swap_amounts, change_digit, flip_sign, blank_amount, row_in_kronor, double_row,
)  # fmt: skip
