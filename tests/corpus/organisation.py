"""The administration that the corpus is about, and its ledger: made up, and the same every time."""

from collections.abc import Mapping, Sequence
from datetime import date

from forecasts.imports.examined import Context, KnownGroup, KnownUnit, Options
from units.accounts import KOMMUN_BAS, AccountPlan, AccountRange

START = date(2010, 1, 1)
TODAY = date(2026, 11, 12)
DEPARTMENTS = {"51": "Individ- och familjeomsorg", "52": "Funktionsnedsättning", "53": "Äldreomsorg"}
ADMINISTRATION = ("5", "Socialförvaltningen")
UNITS = {
    "5110": "Barn och unga",
    "5120": "Vuxna",
    "5130": "Försörjningsstöd",
    "5210": "Personlig assistans",
    "5220": "Daglig verksamhet",
    "5310": "Hemtjänst norr",
    "5320": "Särskilt boende",
}
ACCOUNTS = {
    "3510": "Driftbidrag från staten",
    "4610": "Köp av huvudverksamhet",
    "5020": "Löner",
    "5610": "Arbetsgivaravgifter",
    "6010": "Lokalhyror",
}
SIZE = {"3510": -212_345_67, "4610": 498_765_43, "5020": 1_876_543_21, "5610": 589_610_88, "6010": 123_450_50}
PLAN = AccountPlan(
    AccountRange(first, last, each.code) for each in KOMMUN_BAS for first, last in each.ranges
)  # fmt: skip
GROUPS = tuple(KnownGroup(100 + at, each.code, each.name, each.kind) for at, each in enumerate(KOMMUN_BAS))
GROUP_NAMES = {each.code: each.name for each in GROUPS}
KNOWN = tuple(KnownUnit(at, code, name, START, None) for at, (code, name) in enumerate(UNITS.items(), start=1))
COST_GROUPS = ("INT", "KOP", "PER", "LOK")


def month(number: int, year: int = 2026) -> date:
    return date(year, number, 1)


def department_of(unit: str) -> str:
    return unit[:2]


def ledger(unit: str, account: str, number: int, kind: str = "actual") -> int:
    """What the ledger holds of an account in a month: öre, a cost is positive. No two amounts are alike."""
    size = SIZE[account] * (list(UNITS).index(unit) + 3) // 4
    wave = (7 * number * number + 13 * int(account) + int(unit)) % 29 - 14
    amount = size + size * wave // 200 + number * 101 + list(UNITS).index(unit) * 7
    return amount if kind == "actual" else size + size * (number % 3) // 50 + 11


def in_group(unit: str, group: str, number: int, kind: str = "actual") -> int:
    """Öre of an account group in a month."""
    return sum(ledger(unit, account, number, kind) for account in ACCOUNTS if PLAN.group(account) == group)


def net(unit: str, number: int, kind: str = "actual") -> int:
    """Net cost of a unit in a month, öre."""
    return sum(ledger(unit, account, number, kind) for account in ACCOUNTS)


def tkr(ore: int) -> int:
    """Whole thousands of kronor, as a person would round them."""
    return (abs(ore) + 50_000) // 100_000 * (1 if ore >= 0 else -1)


def net_tkr(unit: str, number: int, kind: str = "actual") -> int:
    return tkr(net(unit, number, kind))


def context(
    *,
    units: Sequence[KnownUnit] = KNOWN,
    departments: Sequence[tuple[str, str]] | None = None,
    yearly: Mapping[tuple[int, int, str], int] | None = None,
    **options,
) -> Context:
    """What a file of the corpus is held against."""
    ranges = tuple((first, last, each.code) for each in KOMMUN_BAS for first, last in each.ranges)
    gathered = (ADMINISTRATION, *DEPARTMENTS.items()) if departments is None else departments
    return Context(
        "EX", tuple(units), GROUPS, ranges, frozenset(), TODAY, Options(**options), dict(yearly or {}),
        departments=tuple(gathered),
    )  # fmt: skip


def units_truth(kind: str, numbers: Sequence[int]) -> dict[tuple[str, str, str, str], int]:
    """Net cost by unit and month in whole tkr, as öre."""
    return {
        (kind, unit, f"2026-{number:02}", "0"): net_tkr(unit, number, kind) * 100_000
        for unit in UNITS
        for number in numbers
    }


def groups_truth(kind: str, numbers: Sequence[int]) -> dict[tuple[str, str, str, str], int]:
    """Net cost by unit, account group and month in whole tkr, as öre."""
    return {
        (kind, unit, f"2026-{number:02}", group): tkr(in_group(unit, group, number, kind)) * 100_000
        for unit in UNITS
        for group in COST_GROUPS
        for number in numbers
    }


def ledger_truth(kind: str, numbers: Sequence[int]) -> dict[tuple[str, str, str, str], int]:
    """Öre by unit, account and month."""
    return {
        (kind, unit, f"2026-{number:02}", account): ledger(unit, account, number, kind)
        for unit in UNITS
        for account in ACCOUNTS
        for number in numbers
    }


def spread(amount: int) -> list[int]:
    """A year's öre in twelve months; what cannot be divided is in the last one."""
    size, rest = divmod(abs(amount), 12)
    turn = -1 if amount < 0 else 1
    return [turn * (size + (rest if number == 12 else 0)) for number in range(1, 13)]


def yearly_truth(amounts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str, str, str], int]:
    """Yearly budgets by unit and account or group, spread evenly."""
    return {
        ("budget", unit, f"2026-{number:02}", detail): amount
        for (unit, detail), year in amounts.items()
        for number, amount in enumerate(spread(year), start=1)
    }
