"""Any SIE file gives the figures that were written in it, or an error: never other figures."""

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.forecasts.imports.sie import amounts, sie

UNITS, ACCOUNTS, PROJECTS = ("4100", "4200"), ("3011", "5020", "7410"), ("", "P1", "P2")
ENCODINGS = ("cp437", "cp1252", "utf-8", "utf-8-sig")
SPACES = st.sampled_from([" ", "  ", "\t", " \t "])
ORE = st.integers(-9_999_999, 99_999_999)
KEYS = st.tuples(st.sampled_from(UNITS), st.sampled_from(ACCOUNTS), st.integers(1, 8))
MONEY = st.dictionaries(KEYS, st.dictionaries(st.sampled_from(PROJECTS), ORE, min_size=1), min_size=1, max_size=12)
DIVIDED = st.dictionaries(
    KEYS, st.fixed_dictionaries(dict.fromkeys(PROJECTS, st.integers(1, 99_999_999))), min_size=1, max_size=12
)
HEAD = (
    "#FLAGGA 0", '#FNAMN "Åre, Mölndal och Öckerö"', "#SIETYP 3", "#RAR 0 20260101 20261231", "#OMFATTN 20260831",
    '#DIM 1 "Kostnadsställe"', '#DIM 6 "Projekt"', '#OBJEKT 1 "4100" "Barn ""i"" väst"',
    '#OBJEKT 1 4200 "Vuxen \\"ö\\""', '#OBJEKT 6 "P1" "Första"',
)  # fmt: skip
PIECES = (
    "#PSALDO", "#TRANS", "#RTRANS", "#VER", "#RES", "#RAR", "#DIM", "#UNDERDIM", "#OBJEKT", "{", "}", "0", "1",
    "202601", "5020", '"4100"', '"', "5.00", "\n", "\n#TRANS", "20260115",
)  # fmt: skip


def kr(ore):
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"


def true(money):
    return {key: sum(parts.values()) / 100 for key, parts in money.items()}


def listed(pairs):
    return "{" + " ".join(f'{dimension} "{code}"' for dimension, code in pairs if code) + "}"


def totals(money, *, more=0):
    sums = {}
    for (_unit, account, month), parts in money.items():
        sums[account, month] = sums.get((account, month), 0) + sum(parts.values())
    return [(month, account, "{}", ore + more) for (account, month), ore in sums.items()]


def apart(money):
    """Each amount once, under all its objects."""
    return [
        (month, account, listed([(1, unit), (6, project)]), ore)
        for (unit, account, month), parts in money.items()
        for project, ore in parts.items()
    ]


def nested(money):
    """The unit's own balance, and its parts again by project, and the projects again."""
    rows = [
        (month, account, listed([(1, unit)]), sum(parts.values())) for (unit, account, month), parts in money.items()
    ]
    rows += [row for row in apart(money) if "6 " in row[2]]
    projects = {}
    for (_unit, account, month), parts in money.items():
        for project, ore in parts.items():
            if project:
                key = (month, account, listed([(6, project)]))
                projects[key] = projects.get(key, 0) + ore
    return [*rows, *((*key, ore) for key, ore in projects.items())]


def written(rows, space=" ", end="\n", encoding="cp437", label="#PSALDO"):
    lines = [f"{label} 0 2026{month:02} {account} {objects} {kr(ore)}" for month, account, objects, ore in rows]
    return end.join([*HEAD, *(line.replace(" ", space) for line in lines), ""]).encode(encoding)


@given(
    MONEY,
    SPACES,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["#PSALDO", "#psaldo"]),
)
def test_however_it_is_written_the_figures_are_the_same(money, space, end, encoding, label):
    rows = apart({key: {"": sum(parts.values())} for key, parts in money.items()})

    understood = sie(written(rows, space, end, encoding, label), sign="cost-positive")

    assert (amounts(understood), understood.errors) == (true(money), [])


@given(MONEY, st.sampled_from([apart, nested]), st.sampled_from([True, False]), st.randoms(use_true_random=False))
def test_money_that_stands_several_times_counts_once_or_is_an_error(money, render, with_totals, random):
    if not with_totals:
        assume(all(sum(ore for each, ore in parts.items() if each) != parts.get("") for parts in money.values()))
    rows = render(money) + (totals(money) if with_totals else [])
    random.shuffle(rows)

    understood = sie(written(rows), sign="cost-positive")

    assert understood.errors or amounts(understood) == true(money)


@given(DIVIDED, st.sampled_from([apart, nested]))
def test_a_file_with_totals_is_never_in_doubt(money, render):
    understood = sie(written(render(money) + totals(money)), sign="cost-positive")

    assert (amounts(understood), [each for each in understood.problems if each.code != "missing-unit"]) == (
        true(money),
        [],
    )


@given(MONEY, st.integers(1, 10**6))
def test_totals_that_differ_are_always_said(money, more):
    rows = apart({key: {"": sum(parts.values())} for key, parts in money.items()})

    understood = sie(written(rows + totals(money, more=more)), sign="cost-positive")

    assert "total-differs" in [each.code for each in understood.problems]
    assert amounts(understood) == true(money)


@given(MONEY, st.data())
def test_a_file_that_is_cut_off_anywhere_is_never_ready(money, data):
    lines = []
    for number, ((unit, account, month), parts) in enumerate(money.items()):
        ore = sum(parts.values())
        lines += [
            f'#VER A {number} 2026{month:02}15 "Åsa"', "{", f'#TRANS {account} {{1 "{unit}"}} {kr(ore)} "" "Örjan"',
            f"#TRANS 2440 {{}} {kr(-ore)}", "}",
        ]  # fmt: skip
    whole = "\r\n".join([HEAD[0], "#KSUMMA", *HEAD[1:], *lines, "#KSUMMA 12345", ""]).encode("cp437")
    cut = data.draw(st.integers(whole.index(b"#VER"), whole.rindex(b"#KSUMMA")))

    assert amounts(sie(whole, sign="cost-positive")) == true(money)
    assert sie(whole[:cut], sign="cost-positive").errors


@given(st.text(max_size=300), st.sampled_from(ENCODINGS))
def test_any_text_after_the_first_line_is_read_or_refused(text, encoding):
    sie(b"#FLAGGA 0\n" + text.encode(encoding, errors="replace"))


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_order_of_fields_is_read_or_refused(fields):
    sie(("#FLAGGA 0\n" + " ".join(fields)).encode("cp437"))
