"""What a demo administration holds, read from its fixture and counted from a day. Pure: no Django.

Fixtures write amounts in mnkr, budgets as net cost and deviations with + for surplus. Years are written as they are
(2012) or from the year of the last month (+0, -1); months likewise (2012-08, -1/07). A unit whose costs a measure has
lowered says so in `drop`: by account group, how many months from the last one (-6) and by how many per cent.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from socbudget.demo.spread import shared, split, weights_of
from units.accounts import KOMMUN_BAS, AccountPlan, AccountRange
from units.money import MoneyUnit, to_ore
from units.months import add_months, first_of, months_between

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "demo"
ACCOUNTS = AccountPlan(AccountRange(*ends, group.code) for group in KOMMUN_BAS for ends in group.ranges)
STEP = 1000_00
LEDGER_DAY = 10  # from this day the month before is closed
TEN_TKR = 10_000_00
PER_CENT = 100
# How much of the year's deviation unit heads see at the end of January to December, in per mille.
FORESIGHT = (200, 300, 420, 540, 620, 700, 740, 800, 860, 920, 970, 1000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A budget or an actual of one account, activity code and month, in öre."""

    month: date
    group: str
    account: str
    activity: str
    amount: int
    actual: bool


@dataclass(frozen=True, slots=True)
class PlannedForecast:
    """A full-year forecast by account group, in öre; causes are a cause and a comment by group."""

    as_of: date
    submitted_at: datetime
    amounts: dict[str, int]
    comment: str = ""
    causes: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit with its figures and forecasts."""

    row: dict[str, Any]
    valid_from: date
    valid_to: date | None
    amounts: list[Amount]
    forecasts: list[PlannedForecast]


@dataclass(frozen=True, slots=True)
class Plan:
    """An administration as its fixture describes it, seen on one day."""

    fixture: dict[str, Any]
    last: date
    closed: list[date]
    units: list[PlannedUnit]

    def year(self, text: str) -> int:
        """2012 of 2012; the year of the last month of +0; the one before of -1."""
        return int(text) if text[0].isdigit() else self.last.year + int(text)

    def month(self, text: str) -> date:
        """The month of 2012-08 or of -1/07."""
        return _month(text, self.last)


def plan(name: str, today: date) -> Plan:
    """The administration in fixtures/demo/`name`.json as it is on `today`."""
    fixture = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    last = _month(fixture["last"], today) if "last" in fixture else add_months(first_of(today), -1)
    final = last if "last" in fixture or today.day >= LEDGER_DAY else add_months(last, -1)
    years = sorted({_year(text, last) for row in fixture["units"] for text in row["years"]})
    units = [_Unit(row, fixture, last, today).planned() for row in fixture["units"]]
    return Plan(fixture, last, months_between(date(years[0], 1, 1), final), units)


def mnkr(amount: Decimal | int) -> int:
    """Öre of `amount` in mnkr."""
    return to_ore(Decimal(amount), MoneyUnit.MNKR)


def _year(text: str, last: date) -> int:
    return int(text) if text[0].isdigit() else last.year + int(text)


def _month(text: str, last: date) -> date:
    year, number = text.split("/") if "/" in text else text.split("-")
    return date(_year(year, last), int(number), 1)


class _Unit:
    """One unit of a fixture on its way to a `PlannedUnit`."""

    def __init__(self, row: dict[str, Any], fixture: dict[str, Any], last: date, today: date) -> None:
        self.row, self.fixture, self.last, self.today = row, fixture, last, today
        self.mix: dict[str, int | None] = fixture["mixes"][row["mix"]]
        self.drivers: dict[str, int | None] = row.get("drivers") or fixture["drivers"][row["mix"]]
        self.valid_from = _month(row.get("from") or fixture["from"], last)
        self.valid_to = _month(row["to"], last) if "to" in row else None

    def planned(self) -> PlannedUnit:
        amounts: list[Amount] = []
        forecasts: list[PlannedForecast] = []
        for text, (budget, deviation) in self.row["years"].items():
            year = _year(text, self.last)
            gross = mnkr(self.row["gross"]) if "gross" in self.row else None
            budgets = shared(mnkr(budget), self.mix, gross)
            deviations = shared(mnkr(deviation), self.drivers)
            amounts += self._months(year, budgets, deviations)
            forecasts += self._forecasts(text, year, budgets, mnkr(deviation))
        return PlannedUnit(self.row, self.valid_from, self.valid_to, amounts, self._told(forecasts))

    def _months(self, year: int, budgets: dict[str, int], deviations: dict[str, int]) -> list[Amount]:
        first = max(date(year, 1, 1), self.valid_from)
        months = months_between(first, min(date(year, 12, 1), self.valid_to or date(year, 12, 1)))
        numbers = [month.month for month in months]
        rows = []
        for key in sorted({*budgets, *deviations}):
            account, _, activity = key.partition("/")
            group = ACCOUNTS.group(account) or ""
            budget = split(budgets.get(key, 0), weights_of(group, numbers), STEP)
            wavering = weights_of(group, numbers, self._random(year, key))
            lowered = [self._left(group, month) * weight for month, weight in zip(months, wavering, strict=True)]
            actual = split(self._result(group, year, budgets.get(key, 0) - deviations.get(key, 0)), lowered)
            rows += [Amount(m, group, account, activity, a, False) for m, a in zip(months, budget, strict=True) if a]
            rows += [
                Amount(m, group, account, activity, a, True)
                for m, a in zip(months, actual, strict=True)
                if a and m <= self.last
            ]
        return rows

    def _left(self, group: str, month: date) -> float:
        """How much of what the account group costs in `month` a measure leaves: 1 when there is none."""
        since, per_cent = self.row.get("drop", {}).get(group, (1, 0))
        return 1 - per_cent / PER_CENT if month >= add_months(self.last, since) else 1

    def _result(self, group: str, year: int, amount: int) -> int:
        """What the year costs: as the fixture says in the year that a measure begins, less in those after it."""
        return round(amount * self._left(group, date(year - 1, 12, 1)))

    def _forecasts(self, text: str, year: int, budgets: dict[str, int], final: int) -> list[PlannedForecast]:
        given = self.row.get("forecasts", {}).get(text)
        if given is not None:
            series = {date(year, int(number), 1): mnkr(deviation) for number, deviation in given.items()}
        else:
            series = self._foreseen(year, final)
        return [
            PlannedForecast(as_of, self._submitted(as_of), self._by_group(budgets, deviation))
            for as_of, deviation in sorted(series.items())
        ]

    def _foreseen(self, year: int, final: int) -> dict[date, int]:
        """Deviations as unit heads saw them; not in January and July, nor in the months that the fixture skips."""
        if "forecasts" in self.row:
            return {}
        random = self._random(year, "forecasts")
        skipped = {add_months(self.last, -count) for count in self.row.get("skips", [])}
        series = {}
        for number in (2, 3, 4, 5, 6, 8, 9, 10, 11, 12):
            as_of = date(year, number, 1)
            seen = final * FORESIGHT[number - 1] / 1000 * random.uniform(0.93, 1.07) if number < 12 else final
            handed_in = self._submitted(as_of).date() <= self.today and as_of <= self.last
            exists = self.valid_from <= as_of and (self.valid_to is None or as_of <= self.valid_to)
            if exists and handed_in and as_of not in skipped:
                series[as_of] = round(seen / TEN_TKR) * TEN_TKR
        return series

    def _by_group(self, budgets: dict[str, int], deviation: int) -> dict[str, int]:
        amounts: dict[str, int] = {}
        for key, budget in budgets.items():
            group = ACCOUNTS.group(key.partition("/")[0]) or ""
            amounts[group] = amounts.get(group, 0) + budget
        for key, part in shared(deviation, self.drivers).items():
            group = ACCOUNTS.group(key.partition("/")[0]) or ""
            amounts[group] = amounts.get(group, 0) - part
        return amounts

    def _told(self, forecasts: list[PlannedForecast]) -> list[PlannedForecast]:
        """The forecasts with the fixture's comments, the last comment on the latest forecast, and its causes there."""
        comments = self.row.get("comments", []) if forecasts else []
        silent = [""] * (len(forecasts) - len(comments))
        told = []
        for each, comment in zip(forecasts, [*silent, *comments[-len(forecasts) :]], strict=True):
            causes = {group: cause for group, cause in self.row.get("causes", {}).items() if group in each.amounts}
            latest = each.as_of.year == forecasts[-1].as_of.year
            told.append(PlannedForecast(each.as_of, each.submitted_at, each.amounts, comment, causes if latest else {}))
        return told

    def _submitted(self, as_of: date) -> datetime:
        random = self._random(as_of.year, f"submitted {as_of.month}")
        day = add_months(as_of, 1).replace(day=random.randint(3, 9))
        return datetime.combine(day, time(random.randint(8, 16), random.randint(0, 59)), ZoneInfo("Europe/Stockholm"))

    def _random(self, year: int, what: str) -> Random:
        """A generator of its own for each thing, so that one more unit changes no other."""
        offset = year if "last" in self.fixture else year - self.last.year
        return Random(f"{self.fixture['code']} {self.row['code']} {offset} {what}")
