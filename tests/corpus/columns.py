"""What people and programs do to the columns of a table and to its headings, without changing its meaning."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from tests.corpus.drafts import SHORT, Column, Draft, Row


def _insert(draft: Draft, at: int, column: Column, cells: Callable[[Row], object]) -> None:
    draft.columns.insert(at, column)
    if draft.upper:
        draft.upper.insert(at, None)
    for row in draft.rows:
        row.cells.insert(at, column.heading if row.sort == "heading" else cells(row))


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


def no_heading_for_units(draft: Draft, chance: Random) -> None:
    [at] = draft.at("unit")
    draft.columns[at].heading = chance.choice(["", "Benämning", "Område", "Verksamhet"])


def repeat_headings(draft: Draft, chance: Random) -> None:
    """As at the top of each printed page."""
    headings = [each.heading or None for each in draft.columns]
    if draft.upper:
        return
    for _ in range(chance.randint(1, 3)):
        draft.rows.insert(chance.randint(1, len(draft.rows)), Row("heading", list(headings)))
