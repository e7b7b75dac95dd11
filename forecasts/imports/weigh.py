"""What unit of money and what sign a file has, and what that rests on. Pure.

Nothing is guessed: what the evidence does not decide, or what it contradicts, is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from forecasts.imports.cells import Number
from forecasts.imports.lines import Job, Lines
from forecasts.imports.problems import Code, Problem, Severity
from units.accounts import UNSPLIT
from units.money import MoneyUnit

ALIKE = 20
CLEAR_TENTHS = 8
FEW = 3
UNIT_IN_KR = 2_000_000
ROW_IN_KR = 20_000
LARGE_IN_KR = 10_000
LARGEST_UNIT_ORE = 1_000_000_000_000
ZERO = 0.0
OPPOSED = {
    "cost-positive": ("accounts-below", "revenue-above"),
    "cost-negative": ("accounts-above", "revenue-below"),
    "unsigned": ("accounts-below", "revenue-below"),
}
POSITIVE, NEGATIVE, UNSIGNED = "cost-positive", "cost-negative", "unsigned"


@dataclass(slots=True)
class Weights:
    """What the amounts of one kind say, in the file's own sign and unit of money.

    `yearly` is each unit's net for a full year. `costs` and `revenues` are amounts of rows whose group says which they
    are, `nets` of rows that are net. `deviations` holds (budget, forecast, printed deviation).
    """

    kind: str
    yearly: dict[int, float] = field(default_factory=dict)
    costs: Sequence[Number] = ()
    revenues: Sequence[Number] = ()
    nets: Sequence[Number] = ()
    deviations: Sequence[tuple[Number, Number, Number]] = ()
    rounding: float = 0.0
    accounts: bool = False


def weigh_lines(job: Job, lines: Lines) -> Weights:
    """What the amounts say of money and sign."""
    yearly = dict.fromkeys(lines.units, 0.0)
    for unit, number in zip(lines.units, map(float, lines.numbers), strict=True):
        yearly[unit] += number
    months = 12 if lines.yearly else len(set(lines.months)) or 12
    weights = Weights(lines.kind, {unit: amount * 12 / months for unit, amount in yearly.items()})
    weigh_groups(job, lines, weights)
    return weights


def weigh_groups(job: Job, lines: Lines, weights: Weights) -> None:
    """Part the amounts by what their account group says they are."""
    unsplit, present = job.group_keys.get(UNSPLIT), set(lines.groups)
    if present <= {unsplit, 0}:
        weights.nets = lines.numbers
        return
    costs = present - job.revenue - {unsplit}
    weights.accounts = True
    weights.costs = [number for group, number in zip(lines.groups, lines.numbers, strict=True) if group in costs]
    if present & job.revenue:
        revenue = job.revenue
        weights.revenues = [
            number for group, number in zip(lines.groups, lines.numbers, strict=True) if group in revenue
        ]


def decide_money(job: Job, declared: set[str], weights: Sequence[Weights]) -> MoneyUnit | None:
    """The file's unit of money, or None when it was asked for. `declared` is what the headings of the amounts say."""
    if job.context.options.money:
        job.notes.say("money-said", money=job.context.options.money)
        others = (declared | job.claims.money) - {str(job.context.options.money)}
        if others:
            found, hint = str(job.context.options.money), ", ".join(sorted(others))
            problem = Problem(Code.MONEY_OPPOSED, job.sheet.name, found=found, hint=hint, severity=Severity.WARNING)
            job.notes.problems.append(problem)
        return MoneyUnit(job.context.options.money)
    return _decided_money(job, declared, _stored_money(job, weights), weights)


def _decided_money(
    job: Job, declared: set[str], stored: MoneyUnit | None, weights: Sequence[Weights]
) -> MoneyUnit | None:
    said = declared | job.claims.money
    if len(said) > 1 or said - set(MoneyUnit):
        job.notes.ask(Code.ASK_MONEY, job.sheet, ", ".join(sorted(said)))
        return None
    if said:
        money = MoneyUnit(next(iter(said)))
        if stored not in (None, money):
            job.notes.ask(Code.ASK_MONEY, job.sheet, f"{money}, {stored}")
            return None
        if _is_too_large(money, weights):
            job.notes.ask(Code.ASK_MONEY, job.sheet, str(money))
            return None
        text = job.claims.texts.get("money", "")
        job.notes.say("money-heading" if declared else "money-title", money=money, text=text)
        return money
    if stored:
        job.notes.say("money-stored", money=stored)
        return stored
    return _sized_money(job, weights)


def _is_too_large(money: MoneyUnit, weights: Sequence[Weights]) -> bool:
    """Whether the unit of money that is said makes the units larger than any is: amounts in kr under a title of tkr."""
    yearly = [abs(amount) for each in weights for amount in each.yearly.values() if amount]
    return money is not MoneyUnit.KR and bool(yearly) and median(yearly) * money.ore > LARGEST_UNIT_ORE


def _sized_money(job: Job, weights: Sequence[Weights]) -> MoneyUnit | None:
    if _has_size_of_kr(weights):
        job.notes.say("money-size", money=MoneyUnit.KR)
        return MoneyUnit.KR
    job.notes.ask(Code.ASK_MONEY, job.sheet)
    return None


def _stored_money(job: Job, weights: Sequence[Weights]) -> MoneyUnit | None:
    """The unit of money that makes most units' amounts like what is stored for them."""
    votes: dict[MoneyUnit, int] = {}
    compared = 0
    for each in weights:
        for unit, amount in each.yearly.items():
            known = _stored(job, unit, each.kind)
            if not known or not amount:
                continue
            compared += 1
            for money in MoneyUnit:
                if 1 / ALIKE < abs(amount * money.ore / known) < ALIKE:
                    votes[money] = votes.get(money, 0) + 1
    best = max(votes, key=lambda money: votes[money], default=None)
    return best if best and votes[best] * 2 > compared else None


def _stored(job: Job, unit: int, kind: str) -> int:
    """What is stored for a unit: of the same year and kind if possible, else its budget, else of the year before."""
    yearly, year = job.context.yearly, job.year or job.context.today.year
    wanted = ((unit, year, kind), (unit, year, "budget"), (unit, year - 1, kind), (unit, year - 1, "budget"))
    return next((yearly[key] for key in wanted if yearly.get(key)), 0)


def _has_size_of_kr(weights: Sequence[Weights]) -> bool:
    """Whether the amounts can be nothing but kr: 2 million tkr is more than any unit has."""
    yearly = [abs(amount) for each in weights for amount in each.yearly.values() if amount]
    if yearly and median(yearly) >= UNIT_IN_KR:
        return True
    rows = [
        abs(float(number)) for each in weights if each.accounts for number in (*each.costs, *each.revenues) if number
    ]
    if not rows:
        return False
    with_ore = any(round(amount * 100) % 100 for amount in rows[:2000])
    return median(rows) >= ROW_IN_KR or (with_ore and max(rows) >= LARGE_IN_KR)


def turned(job: Job, sign: str, groups: Sequence[int], amounts: Sequence[int]) -> list[int]:
    """`amounts` in öre of rows of these account groups with costs positive and revenues negative."""
    if sign == UNSIGNED:
        revenue = job.revenue
        return [-amount if group in revenue else amount for group, amount in zip(groups, amounts, strict=True)]
    return [-amount for amount in amounts] if sign == NEGATIVE else list(amounts)


def decide_sign(job: Job, weights: Sequence[Weights]) -> str:
    """cost-positive, cost-negative or unsigned, or empty when it was asked for.

    Net amounts alone decide only when nothing harder does, but what they contradict is asked about.
    """
    if job.context.options.sign:
        job.notes.say("sign-unsigned" if job.context.options.sign == UNSIGNED else "sign-said")
        votes = [vote for each in weights for vote in _votes(job, each) if vote.hard]
        for vote in votes:
            job.notes.say(vote.code, **vote.values)
        _warn_opposed(job, votes)
        return job.context.options.sign
    votes = [vote for each in weights for vote in _votes(job, each)]
    hard = {vote.sign for vote in votes if vote.hard}
    soft = {vote.sign for vote in votes if not vote.hard}
    signs = hard | (soft - {""}) if hard else soft
    for vote in votes:
        job.notes.say(vote.code, **vote.values)
    if len(signs) != 1 or "" in signs:
        job.notes.ask(Code.ASK_SIGN, job.sheet)
        return ""
    return signs.pop()


def _warn_opposed(job: Job, votes: Sequence["_Vote"]) -> None:
    """Say when rows clearly stand on the other side of zero than the sign that was chosen."""
    opposed = [
        f"{vote.values['agree']}/{vote.values['rows']}"
        for vote in votes
        if vote.code.removeprefix("sign-") in OPPOSED[job.context.options.sign]
        and int(str(vote.values["agree"])) * 10 >= CLEAR_TENTHS * int(str(vote.values["rows"]))
    ]
    if opposed:
        problem = Problem(Code.SIGN_OPPOSED, job.sheet.name, found=", ".join(opposed), severity=Severity.WARNING)
        job.notes.problems.append(problem)


@dataclass(frozen=True, slots=True)
class _Vote:
    code: str
    sign: str
    values: Mapping[str, object]
    hard: bool = True


def _votes(job: Job, each: Weights) -> list[_Vote]:
    votes = []
    if each.deviations:
        votes += _deviation_vote(each)
    costs = [number for number in each.costs if number]
    if costs:
        votes.append(_counted("sign-accounts", costs, _clear(costs)))
    revenues = [number for number in each.revenues if number]
    if revenues:
        votes.append(_counted("sign-revenue", revenues, _clear([-number for number in revenues])))
    votes += _stored_vote(job, each)
    nets = [number for number in each.nets if number]
    if nets:
        sign = _clear(nets)
        enough = sign == POSITIVE or len(nets) >= FEW
        votes.append(_counted("sign-net", nets, sign if enough else "", hard=False))
    return votes


def _counted(code: str, numbers: Sequence[Number], sign: str, *, hard: bool = True) -> _Vote:
    """A vote with how many of the rows stand on the side that most of them do."""
    positive = _above_zero(numbers)
    above = positive * 2 >= len(numbers)
    values = {"agree": positive if above else len(numbers) - positive, "rows": len(numbers)}
    return _Vote(f"{code}-{'above' if above else 'below'}", sign, values, hard)


def _above_zero(numbers: Sequence[Number]) -> int:
    return sum(map(ZERO.__lt__, map(float, numbers)))


def _clear(numbers: Sequence[Number]) -> str:
    """The sign when both the count and the sum say the same beyond doubt."""
    positive = _above_zero(numbers)
    total = sum(map(float, numbers))
    if positive * 10 >= CLEAR_TENTHS * len(numbers) and total > 0:
        return POSITIVE
    if positive * 10 <= (10 - CLEAR_TENTHS) * len(numbers) and total < 0:
        return NEGATIVE
    return ""


def _deviation_vote(each: Weights) -> list[_Vote]:
    """Printed deviations are + for a surplus: budget − forecast where costs are positive, else the other way."""
    positive = negative = rows = 0
    for budget, forecast, printed in each.deviations:
        gap = float(budget) - float(forecast)
        if abs(gap) <= each.rounding or abs(float(printed)) <= each.rounding:
            continue
        rows += 1
        positive += abs(float(printed) - gap) <= each.rounding
        negative += abs(float(printed) + gap) <= each.rounding
    agree = max(positive, negative)
    if not agree or agree * 10 < CLEAR_TENTHS * rows:
        return []
    sign = POSITIVE if positive > negative else NEGATIVE
    return [_Vote("sign-deviation", sign, {"agree": agree, "rows": rows})]


def _stored_vote(job: Job, each: Weights) -> list[_Vote]:
    same = units = 0
    for unit, amount in each.yearly.items():
        known = _stored(job, unit, each.kind)
        if known and amount:
            units += 1
            same += (known > 0) == (amount > 0)
    if not units:
        return []
    if same * 10 >= CLEAR_TENTHS * units:
        return [_Vote("sign-stored", POSITIVE, {"agree": same, "units": units})]
    if same * 10 <= (10 - CLEAR_TENTHS) * units:
        return [_Vote("sign-stored", NEGATIVE, {"agree": units - same, "units": units})]
    return [_Vote("sign-stored", "", {"agree": same, "units": units})]
