"""What people and programs do to a table. The harmless leave its meaning as it is, the harmful are to be noticed.

Each takes the draft and a source of chance of its own, so that one can be left out without changing the others; they
are done in the order of the lists.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from tests.corpus.drafts import SHORT, Column, Draft, Row
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


def repeat_headings(draft: Draft, chance: Random) -> None:
    """As at the top of each printed page."""
    headings = [each.heading or None for each in draft.columns]
    if draft.upper:
        return
    for _ in range(chance.randint(1, 3)):
        draft.rows.insert(chance.randint(1, len(draft.rows)), Row("heading", list(headings)))


def blank_rows(draft: Draft, chance: Random) -> None:
    for _ in range(chance.randint(1, 5)):
        draft.rows.insert(chance.randint(0, len(draft.rows)), Row("other", [None] * len(draft.columns)))


def _insert(draft: Draft, at: int, column: Column, cells: Callable[[Row], object]) -> None:
    draft.columns.insert(at, column)
    if draft.upper:
        draft.upper.insert(at, None)
    for row in draft.rows:
        row.cells.insert(at, column.heading if row.sort == "heading" else cells(row))


def irrelevant_column(draft: Draft, chance: Random) -> None:
    """A column that is not to be read, of texts or numbers."""
    columns: list[tuple[str, Callable[[Row], object]]] = [
        ("Ansvarig", lambda _: "Enhetschef"),
        ("Status", lambda _: chance.choice(["Klar", "Pågår"])),
        ("Nr", lambda _: chance.randint(1, 90)),
        ("Andel %", lambda _: chance.randint(1, 120)),
        ("Antal", lambda _: chance.randint(1, 50)),
        ("Förbrukat %", lambda _: 0.66),
        ("Kvar av budget", lambda _: chance.randint(100, 9000)),
        ("Utfall föregående år", lambda _: chance.randint(100, 9000)),
        ("Utfall 2025", lambda _: chance.randint(100, 9000)),
        ("Anm", lambda _: chance.choice([None, "Se bilaga 2", "ny"])),
        ("", lambda _: chance.choice([None, "x", "*"])),
        ("Kommentar", lambda _: chance.choice([None, "Högre volymer", "500 tkr mer än i fjol"])),
        ("Uppdaterad", lambda _: datetime(2026, 9, chance.randint(1, 28))),  # noqa: DTZ001
        ("Årsarbetare", lambda _: chance.randint(2, 60)),
        ("Avdelning", lambda _: "Individ- och familjeomsorg"),
    ]
    heading, cells = chance.choice(columns)
    at = chance.randint(0, len(draft.columns))
    _insert(draft, at, Column(heading, "other"), lambda row: cells(row) if row.sort == "data" else None)


def blank_column(draft: Draft, chance: Random) -> None:
    _insert(draft, chance.randint(0, len(draft.columns)), Column("", "other"), lambda _: None)


def shuffle_columns(draft: Draft, chance: Random) -> None:
    if draft.upper:  # what stands above reaches over its neighbours
        return
    order = list(range(len(draft.columns)))
    chance.shuffle(order)
    draft.columns = [draft.columns[at] for at in order]
    for row in draft.rows:
        row.cells = [row.cells[at] for at in order]


def respell_headings(draft: Draft, chance: Random) -> None:
    forms: list[Callable[[str], str]] = [
        str.upper,
        str.lower,
        lambda text: f"  {text} ",
        lambda text: text.replace(" ", "\n"),
        lambda text: f"{text}:" if text else text,
        lambda text: text.replace(" ", "  "),
    ]
    form = chance.choice(forms)
    for each in draft.columns:
        if isinstance(each.heading, str):
            each.heading = form(each.heading)


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


def rename_row_total(draft: Draft, chance: Random) -> None:
    """The sum of a row's months under another word, or before the months."""
    for at in draft.at("total"):
        draft.columns[at].heading = chance.choice(["Summa", "Helår", "TOTALT", "Totalt 2026", "Total", "Året", "Sum"])


def quarter_columns(draft: Draft, chance: Random) -> None:
    """The sum of each quarter stands after its months."""
    places = draft.at("amount")
    if len(places) < 8 or draft.upper:
        return
    word = chance.choice(["Kv {}", "Kvartal {}", "Q{}", "Kv{}", "Tertial {}", "Summa kv {}"])
    for quarter in range(len(places) // 3, 0, -1):
        own = places[3 * quarter - 3 : 3 * quarter]
        sums = {
            id(row): round(sum(row.cells[at] for at in own), 5)  # type: ignore[misc]
            for row in draft.rows
            if all(isinstance(row.cells[at], int | float) for at in own)
        }
        _insert(draft, own[-1] + 1, Column(word.format(quarter), "other"), lambda row, sums=sums: sums.get(id(row)))


def columns_of_the_year(draft: Draft, chance: Random) -> None:
    """Beside the months or the month stands what is of the whole year, to date, or of another year."""
    headings = [
        "Budget helår", "Prognos helår", "Utfall ack", "Ack utfall aug", "Budget ack", "Budget 2025",
        "Utfall jan-aug 2025", "Avvikelse helår", "Årsbudget", "Budget 2027", "Prognos 2026", "Utfall 2025",
        "Bokslut 2025", "Utfall t.o.m. aug",
    ]  # fmt: skip
    if draft.name == "summary":
        headings = ["Utfall ack", "Budget ack", "Utfall 2025", "Bokslut 2025", "Föregående prognos", "Förändring"]
    for heading in chance.sample(headings, chance.randint(1, 2)):
        at = chance.choice([0, len(draft.columns), max(draft.numbers) + 1, min(draft.numbers)])
        _insert(
            draft, at, Column(heading, "other"), lambda row: chance.randint(900, 90_000) if row.sort == "data" else None
        )


def two_rows_of_headings(draft: Draft, chance: Random) -> None:
    """The first word of each heading stands above the rest; above months what they are of."""
    if draft.upper:
        return
    upper: list[object] = [None] * len(draft.columns)
    months = [at for at in draft.at("amount") if str(draft.columns[at].heading).lower() in SHORT]
    for at in months[:1] if len(months) > 2 else []:
        upper[at] = draft.titles[0].split()[0] if draft.titles else None
    for at in draft.at("amount", "deviation"):
        heading = draft.columns[at].heading
        first, _, rest = heading.partition(" ") if isinstance(heading, str) else ("", "", "")
        if rest and not first.isdigit() and first.lower() not in SHORT:
            upper[at], draft.columns[at].heading = first, rest
    draft.upper = upper if any(upper) else []


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


def no_heading_for_units(draft: Draft, chance: Random) -> None:
    [at] = draft.at("unit")
    draft.columns[at].heading = chance.choice(["", "Benämning", "Område", "Verksamhet"])


def move(draft: Draft, chance: Random) -> None:
    draft.above, draft.left = chance.randint(0, 8), chance.randint(0, 4)


HARMLESS: tuple[Mutation, ...] = (
    turn_sign, in_thousands, move_money, shuffle_rows, rename_units, rewrite_accounts, rewrite_months, add_subtotals,
    add_total, add_memo_rows, blank_out, no_heading_for_units, rename_row_total, respell_headings, repeat_headings,
    blank_rows, irrelevant_column, columns_of_the_year, quarter_columns, blank_column, shuffle_columns, as_text,
    two_rows_of_headings, year_in_a_cell_of_its_own, add_titles, add_notes, move, other_sheets,
)  # fmt: skip


def drop_row(draft: Draft, chance: Random) -> None:
    draft.rows.remove(chance.choice(draft.data))


def swap_amounts(draft: Draft, chance: Random) -> None:
    """Two amounts of different units and, where there are several, different columns."""
    places, [unit] = draft.at("amount"), draft.at("unit")
    starts = [at for at, row in enumerate(draft.data) if row.cells[unit] is not None]
    first, second = sorted(chance.sample(starts, 2))
    one, other = draft.data[first], draft.data[second]
    if one.cells[unit] == other.cells[unit]:
        other = next(row for row in draft.data if row.cells[unit] not in (None, one.cells[unit]))
    left, right = chance.sample(places, 2) if len(places) > 1 else places * 2
    one.cells[left], other.cells[right] = other.cells[right], one.cells[left]


def change_digit(draft: Draft, chance: Random) -> None:
    """The first digit of an amount is another."""
    row, at = chance.choice(draft.data), chance.choice(draft.at("amount"))
    amount = float(row.cells[at])  # type: ignore[arg-type]
    text = f"{abs(amount):.5f}"
    place = next(index for index, digit in enumerate(text) if digit.isdigit() and digit != "0")
    digit = str((int(text[place]) + chance.randint(1, 8)) % 9 + 1)
    changed = float(
        text[:place] + (digit if digit != text[place] else "9" if text[place] != "9" else "1") + text[place + 1 :]
    )
    row.cells[at] = changed if amount > 0 else -changed


def flip_sign(draft: Draft, chance: Random) -> None:
    row, at = chance.choice(draft.data), chance.choice(draft.at("amount"))
    row.cells[at] = -row.cells[at]  # type: ignore[operator]


def blank_amount(draft: Draft, chance: Random) -> None:
    row, at = chance.choice(draft.data), chance.choice(draft.at("amount"))
    row.cells[at] = None


def row_in_kronor(draft: Draft, chance: Random) -> None:
    """One row is written a thousand times too large."""
    row = chance.choice(draft.data)
    for at in draft.at("amount"):
        row.cells[at] = row.cells[at] * 1000  # type: ignore[operator]


def double_row(draft: Draft, chance: Random) -> None:
    at = chance.randrange(len(draft.rows))
    row = chance.choice(draft.data)
    draft.rows.insert(at, Row("data", list(row.cells)))


HARMFUL: tuple[Mutation, ...] = (
    drop_row, swap_amounts, change_digit, flip_sign, blank_amount, row_in_kronor, double_row,
)  # fmt: skip
