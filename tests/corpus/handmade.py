"""Sheets that people made by hand: several tables, sums in bold, notes, names in any order."""

from collections.abc import Callable, Sequence

from tests.corpus.case import Case, Reading, asks, holds, holds_or_asks
from tests.corpus.organisation import (
    COST_GROUPS,
    DEPARTMENTS,
    GROUP_NAMES,
    KNOWN,
    UNITS,
    department_of,
    groups_truth,
    in_group,
    net_tkr,
    tkr,
    units_truth,
)  # fmt: skip
from tests.corpus.writing import Grid, bold, bold_row, swedish, xlsx

SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
YEAR, EIGHT = tuple(range(1, 13)), tuple(range(1, 9))
STORED = 40_000_000_00


def lines(kind: str, numbers: Sequence[int], units: Sequence[str] = tuple(UNITS)) -> list[list[object]]:
    """A row per unit: its name and whole tkr by month."""
    return [[f"{unit} {UNITS[unit]}", *(net_tkr(unit, number, kind) for number in numbers)] for unit in units]


def summed(label: object, rows: Sequence[Sequence[object]]) -> list[object]:
    return [label, *(sum(column) for column in list(zip(*rows, strict=True))[1:])]


def table(kind: str, numbers: Sequence[int], title: str, total: str = "Summa") -> list[list[object]]:
    rows = lines(kind, numbers)
    return [[title], ["Enhet", *SHORT[: len(numbers)]], *rows, summed(total, rows)]


def above_each_other() -> Grid:
    return Grid([*table("budget", YEAR, "Budget 2026, tkr"), [], *table("actual", EIGHT, "Utfall 2026, tkr")])


def side_by_side() -> Grid:
    left, right = table("budget", YEAR, "Budget 2026, tkr"), table("actual", EIGHT, "Utfall 2026, tkr")
    return Grid([[*one, *[None] * (13 - len(one)), None, *other] for one, other in zip(left, right, strict=True)])


def total_above(label: object) -> Grid:
    rows = lines("budget", YEAR)
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], summed(label, rows), *rows])


def by_department(label: Callable[[str], object], *, above: bool) -> Grid:
    """Rows of departments that are sums, told by nothing but what `label` makes of them."""
    every: list[list[object]] = []
    for code in DEPARTMENTS:
        own = lines("budget", YEAR, [unit for unit in UNITS if department_of(unit) == code])
        total = summed(label(code), own)
        every += [total, *own] if above else [*own, total]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *every])


def bold_total(label: str) -> Grid:
    rows = lines("budget", YEAR)
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows, bold_row(*summed(label, rows))])


def with_memo_rows() -> Grid:
    rows: list[list[object]] = []
    for unit, line in zip(UNITS, lines("budget", YEAR), strict=True):
        staff = [tkr(in_group(unit, "PER", number, "budget")) for number in YEAR]
        rows += [line, ["  varav personal", *staff], ["  därav timavlönade", *(each // 10 for each in staff)]]
    total = summed("Summa", lines("budget", YEAR))
    notes = [[], ["* Budgeten för 5120 justeras i juni med 400 tkr."], ["Källa: ekonomisystemet", 2026]]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows, total, *notes])


def hidden() -> Grid:
    """A filter hides a unit, and the printed sum is of what shows."""
    rows = lines("budget", YEAR)
    total = summed("Summa", rows[:-1])
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows, total], hidden_rows=[len(rows) + 1])


def unknown() -> Grid:
    rows = [*lines("budget", YEAR), ["5999 Flyktingmottagning", *[100] * 12]]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows, summed("Summa", rows)])


def blocks() -> Grid:
    """Budget, actuals and forecast beside each other, each with its months under a merged heading."""
    upper: list[object] = [None]
    for word in ("Budget", "Utfall", "Prognos"):
        upper += [word, *[None] * 11]
    rows = [
        [
            one[0],
            *one[1:],
            *other[1:],
            *[None] * 4,
            *(amount + 1 for amount in one[1:]),
        ]
        for one, other in zip(lines("budget", YEAR), lines("actual", EIGHT), strict=True)
    ]
    places = [(1, 12 * at + 1, 1, 12 * at + 12) for at in range(3)]
    return Grid([["2026, tkr"], upper, ["Enhet", *SHORT * 3], *rows], merged=places)


def pairs() -> Grid:
    """Budget and actuals of each month beside each other, the month above in a merged heading."""
    upper: list[object] = [None]
    lower: list[object] = ["Enhet"]
    for name in SHORT[:8]:
        upper += [name, None, None]
        lower += ["Budget", "Utfall", "Avvikelse"]
    rows = []
    for one, other in zip(lines("budget", EIGHT), lines("actual", EIGHT), strict=True):
        cells = [each for pair in zip(one[1:], other[1:], strict=True) for each in (*pair, pair[0] - pair[1])]
        rows.append([one[0], *cells])
    places = [(1, 3 * at + 1, 1, 3 * at + 3) for at in range(8)]
    return Grid([["Uppföljning 2026, tkr"], upper, lower, *rows], merged=places)


def named(form: Callable[[str, str], str]) -> Grid:
    rows = [[form(unit, UNITS[unit]), *line[1:]] for unit, line in zip(UNITS, lines("budget", YEAR), strict=True)]
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows])


def month_per_row() -> Grid:
    """The month by name in every row, the year in the title only."""
    rows = [
        [UNITS[unit], GROUP_NAMES[group], name.capitalize(), tkr(in_group(unit, group, number))]
        for unit in UNITS
        for group in COST_GROUPS
        for number, name in zip(EIGHT, SHORT, strict=False)
    ]
    return Grid([["Utfall 2026 i tkr"], [], ["Enhet", "Kontogrupp", "Månad", "Belopp"], *rows])


def unsigned(*, turn: int = 1) -> Grid:
    """Revenues and costs both without a sign, or everything turned."""
    rows = []
    for unit in UNITS:
        for group in COST_GROUPS:
            amount = tkr(in_group(unit, group, 8))
            rows.append([UNITS[unit], GROUP_NAMES[group], abs(amount) if turn == 1 else turn * -amount])
    return Grid([["Utfall augusti 2026, tkr"], ["Enhet", "Kontogrupp", "Utfall månad"], *rows])


def per_unit_sheets() -> list[Grid]:
    return [
        Grid(
            [
                [f"{unit} {name} budget 2026, tkr"],
                ["Kontogrupp", *SHORT],
                *[
                    [GROUP_NAMES[group], *(tkr(in_group(unit, group, number, "budget")) for number in YEAR)]
                    for group in COST_GROUPS
                ],
            ],
            unit,
        )
        for unit, name in UNITS.items()
    ]


def two_sheets() -> list[Grid]:
    return [
        Grid(table("budget", YEAR, "Budget 2026, tkr"), "Budget"),
        Grid(table("actual", EIGHT, "Utfall 2026, tkr"), "Utfall"),
    ]


def headings_again() -> Grid:
    """The heading once more above each department, as printed pages have it."""
    rows: list[list[object]] = []
    for code, name in DEPARTMENTS.items():
        own = [unit for unit in UNITS if department_of(unit) == code]
        rows += [[bold(name)], ["Enhet", *SHORT], *lines("budget", YEAR, own), []]
    return Grid([["Budget 2026, tkr"], *rows])


def number_of_row() -> Grid:
    """A column of running numbers and one of shares beside the amounts."""
    rows = [
        [at, f"{unit} {UNITS[unit]}", *line[1:], sum(line[1:]), 0.98]
        for at, (unit, line) in enumerate(zip(UNITS, lines("budget", YEAR), strict=True), start=1)
    ]
    return Grid([["Budget 2026, tkr"], ["Nr", "Enhet", *SHORT, "Helår", "Andel"], *rows])


def wrong_name() -> Grid:
    """A code with the name of another unit."""
    rows = lines("budget", YEAR)
    rows[1][0] = "5120 Barn och unga"
    return Grid([["Budget 2026, tkr"], ["Enhet", *SHORT], *rows])


def two_units_of_money() -> Grid:
    rows = [[name, net_tkr(unit, 8) * 1000, net_tkr(unit, 8)] for unit, name in UNITS.items()]
    return Grid([["Augusti 2026"], ["Enhet", "Utfall månad kr", "Utfall månad tkr"], *rows])


def dashes() -> Grid:
    """Months without an amount as people write them."""
    rows = lines("actual", EIGHT)
    shown = [[row[0], *row[1:], "-", "–", "", "—"] for row in rows]
    return Grid([["Utfall 2026, tkr"], ["Enhet", *SHORT], *shown])


def deviations_only() -> Grid:
    rows = [[name, -1.5 + at / 2] for at, name in enumerate(UNITS.values())]
    return Grid([["Prognos per augusti 2026, mnkr"], ["Enhet", "Prognos avvikelse helår"], *rows])


def deviations_truth() -> dict[tuple[str, str, str, str], int]:
    """The stored budget minus each deviation."""
    return {
        ("forecast", unit, "2026-08", "0"): STORED - (-150_000_000 + at * 50_000_000) for at, unit in enumerate(UNITS)
    }


def unnamed_in_text() -> Grid:
    """No heading over the units, every amount as text, no sum to tell that a row is lacking."""
    rows = [[name, *(swedish(cell, 0, thousands=" ") for cell in row[1:])] for name, row in _named_rows()]
    return Grid([["Budget 2026, tkr"], [None, *SHORT], *rows])


def _named_rows() -> list[tuple[str, list[object]]]:
    return list(zip(UNITS.values(), lines("budget", YEAR), strict=True))


def summary_in_text(heading: str) -> Grid:
    rows = [
        [name, swedish(sum(row[1:]), 0, thousands=" "), swedish(sum(row[1:]) + 100, 0, thousands=" ")]
        for name, row in _named_rows()
    ]
    return Grid([["Prognos per augusti 2026, tkr"], [heading, "Budget helår", "Prognos helår"], *rows])


def summary_truth() -> dict[tuple[str, str, str, str], int]:
    return {
        ("forecast", unit, "2026-08", "0"): 100_000 * (100 + sum(net_tkr(unit, each, "budget") for each in YEAR))
        for unit in UNITS
    }


def swapped_texts() -> dict[str, Callable[[str, str], str]]:
    return {
        "code-dash-name": lambda code, name: f"{code} - {name}",
        "name-code": lambda code, name: f"{name} {code}",
        "name-parenthesis-code": lambda code, name: f"{name} ({code})",
        "name-comma-code": lambda code, name: f"{name}, {code}",
        "code-in-words": lambda code, _: f"Ansvar {code}",
    }


def cases() -> list[Case]:
    budget, actual = units_truth("budget", YEAR), units_truth("actual", EIGHT)
    either = holds_or_asks(budget | actual, "ask-sheet", "ask-columns", "ask-kind")
    known = [holds(budget)]
    unlike = Reading(budget, errors=frozenset({"unknown-unit"}))
    sums = {
        "department-known-above": (lambda code: DEPARTMENTS[code], True, holds(budget)),
        "department-code-below": (lambda code: f"{code} {DEPARTMENTS[code]}", False, holds(budget)),
        "department-bold-unknown": (lambda code: bold(f"Område {code[-1]}"), True, unlike),
        "department-unknown-below": (lambda code: f"Område {code[-1]}", False, unlike),
    }
    group_month = groups_truth("actual", [8])
    return [
        Case(
            "hand-two-tables-below.xlsx",
            lambda: xlsx(above_each_other()),
            [either, holds(actual, sheet="Blad1!A13"), holds_or_asks(budget, "ask-sheet", kind="budget")],
        ),
        Case("hand-two-tables-beside.xlsx", lambda: xlsx(side_by_side()), [either]),
        Case("hand-two-sheets.xlsx", lambda: xlsx(*two_sheets()), [either, holds(actual, sheet="Utfall")]),
        Case(
            "hand-sheet-per-unit.xlsx",
            lambda: xlsx(*per_unit_sheets()),
            [holds_or_asks(groups_truth("budget", YEAR), "ask-sheet", "unknown-layout", "ask-columns")],
        ),
        Case("hand-total-above-said.xlsx", lambda: xlsx(total_above("Socialförvaltningen totalt")), known),
        Case("hand-total-above-name.xlsx", lambda: xlsx(total_above("Socialförvaltningen")), known),
        Case("hand-total-above-unknown.xlsx", lambda: xlsx(total_above("Vår verksamhet")), known),
        Case("hand-total-bold.xlsx", lambda: xlsx(bold_total("Socialnämnden")), known),
        Case("hand-total-without-label.xlsx", lambda: xlsx(bold_total("")), known),
        *(
            Case(f"hand-{name}.xlsx", lambda label=label, above=above: xlsx(by_department(label, above=above)), [right])
            for name, (label, above, right) in sums.items()
        ),
        Case("hand-varav.xlsx", lambda: xlsx(with_memo_rows()), [holds_or_asks(budget, "unknown-unit")]),
        Case("hand-hidden-row.xlsx", lambda: xlsx(hidden()), [holds(budget, "total-differs")]),
        Case("hand-unknown-unit.xlsx", lambda: xlsx(unknown()), [asks("unknown-unit")]),
        Case(
            "hand-blocks.xlsx",
            lambda: xlsx(blocks()),
            [holds_or_asks(budget | actual, "ask-kind"), holds(budget, kind="budget"), holds(actual, kind="actual")],
        ),
        Case("hand-pairs.xlsx", lambda: xlsx(pairs()), [holds(units_truth("budget", EIGHT) | actual)]),
        *(
            Case(
                f"hand-{name}.xlsx",
                lambda form=form: xlsx(named(form)),
                [holds_or_asks(budget, "unknown-unit", "unknown-layout")],
            )
            for name, form in swapped_texts().items()
        ),
        Case("hand-month-per-row.xlsx", lambda: xlsx(month_per_row()), [holds(groups_truth("actual", EIGHT))]),
        Case("hand-unsigned.xlsx", lambda: xlsx(unsigned()), [asks("ask-sign"), holds(group_month, sign="unsigned")]),
        Case("hand-groups-negative.xlsx", lambda: xlsx(unsigned(turn=-1)), [holds(group_month)]),
        Case("hand-unnamed-in-text.xlsx", lambda: xlsx(unnamed_in_text()), known),
        *(
            Case(
                f"hand-summary-in-text-{at}.xlsx",
                lambda heading=heading: xlsx(summary_in_text(heading)),
                [holds(summary_truth())],
            )
            for at, heading in enumerate(["", "Enhet", "Belopp i tkr", "Verksamhetsområde"])
        ),
        Case("hand-headings-again.xlsx", lambda: xlsx(headings_again()), known),
        Case("hand-number-of-row.xlsx", lambda: xlsx(number_of_row()), known),
        Case("hand-wrong-name.xlsx", lambda: xlsx(wrong_name()), [asks("unknown-unit")]),
        Case(
            "hand-kr-and-tkr.xlsx",
            lambda: xlsx(two_units_of_money()),
            [holds_or_asks(units_truth("actual", [8]), "ask-money-unit", "ambiguous-columns", "ask-columns")],
        ),
        Case("hand-dashes.xlsx", lambda: xlsx(dashes()), [holds(actual)]),
        Case(
            "hand-deviations-only.xlsx",
            lambda: xlsx(deviations_only()),
            [asks("no-stored-budget")],
        ),
        Case(
            "hand-deviations-from-stored.xlsx",
            lambda: xlsx(deviations_only()),
            [
                holds(deviations_truth()),
                holds(deviations_truth(), kind="forecast"),
            ],
            yearly={(each.pk, 2026, "budget"): STORED for each in KNOWN},
        ),
    ]
