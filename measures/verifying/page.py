"""What the page of a measure's effect shows: the verdict, the months, and what was planned, reported and signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from forecasts.charts import Chart
from measures.models import FollowUp, Measure, Verification
from measures.stages import COUNTED
from measures.verifying.chart import Line, compared
from measures.verifying.queries import judgement_of, planned_by_month
from measures.verifying.seen import Judgement, Month, Reason, Verdict
from measures.verifying.words import Told, finding, told, verdict_word
from units.display import Display, display_of, month_and_year, month_name
from units.money import MoneyUnit


@dataclass(frozen=True, slots=True)
class Signature:
    """A controller's signature with its verdict in words."""

    row: Verification
    verdict: str


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The effect of a measure as the ledger, its owner and the controller see it."""

    measure: Measure
    judgement: Judgement
    display: Display
    headline: str
    verdict: Told
    chart: Chart | None
    reported: FollowUp | None
    signatures: list[Signature]

    @property
    def may_be_signed(self) -> bool:
        """Whether there is anything for a controller to sign yet."""
        return self.measure.stage in COUNTED and self.judgement.through is not None

    def prefilled(self) -> dict[str, Any]:
        """What the form to sign begins with: what the ledger shows where it is seen, else what the owner reports."""
        through = self.judgement.through
        if through is None:
            return {}
        reported = self.reported.realised if self.reported and self.reported.day.year == through.year else None
        seen = self.judgement.verdict == Verdict.SEEN
        amount = _whole_kronor(self.judgement.saved_in(through.year)) if seen else reported
        return {"year": through.year, "through": through, "amount": amount}

    def known_of(self, year: int, through: date) -> int:
        """The larger of what was planned (öre) in `year` to the end of `through` and what is reported of the year."""
        months = planned_by_month(self.measure).items()
        planned = sum(amount for month, amount in months if month.year == year and month <= through)
        reported = self.reported.realised if self.reported and self.reported.day.year == year else None
        return max(planned, reported or 0)


def verify_page(measure: Measure) -> VerifyPage:
    """The page of `measure`. Nine queries."""
    judgement, display = judgement_of(measure), fine(display_of(measure.administration))
    rows = measure.verifications.select_related("signed_by")
    return VerifyPage(
        measure=measure,
        judgement=judgement,
        display=display,
        headline=finding(judgement, display),
        verdict=told(judgement, display),
        chart=_chart(judgement, display),
        reported=measure.follow_ups.exclude(realised=None).first(),
        signatures=[Signature(row, verdict_word(row.verdict)) for row in rows],
    )


def fine(display: Display) -> Display:
    """`display`, in tkr where mnkr would hide what one account group of a unit saves in a month."""
    return Display(MoneyUnit.TKR, display.costs_negative) if display.unit == MoneyUnit.MNKR else display


def _whole_kronor(ore: int) -> int:
    return round(ore / MoneyUnit.KR.ore) * MoneyUnit.KR.ore


def _chart(judgement: Judgement, display: Display) -> Chart | None:
    """Actual costs beside plan, budget and what was expected; None without any actual."""
    months = judgement.months
    if not any(each.actual is not None for each in months):
        return None
    figure = compared(_short([each.month for each in months]), _lines(judgement, display))
    head, rows = _table(judgement, display)
    note = _("The axis does not begin at zero.")
    if judgement.reason == Reason.NO_GROUP:
        note = _("All account groups of the units. The axis does not begin at zero.")
    return Chart("verify", _chart_title(judgement), str(display.unit), figure, head, rows, note=note)


def _lines(judgement: Judgement, display: Display) -> list[Line]:
    def values(name: str) -> list[float | None]:
        found = [getattr(each, name) for each in judgement.months]
        return [None if ore is None else display.number(ore) for ore in found]

    lines = [Line(_("budget"), values("budget"), "--context")]
    if judgement.saved:
        lines.append(Line(_("last year"), values("last_year"), "--context", 1.5, "dot", 3))
        lines.append(Line(_("without measure"), values("without"), "--ink", 2))
    return [
        *lines,
        Line(_("plan"), values("plan"), "--watch", 2, "dash"),
        Line(_("actual"), values("actual"), "--accent", 3, "solid", 8),
    ]


def _chart_title(judgement: Judgement) -> str:
    months = [each for each in judgement.months if each.actual is not None and each.plan is not None]
    if not months:
        return _("Actuals and budget of each month")
    within = sum(each.actual <= each.plan for each in months)
    return _("{count} of {all} closed months cost what was planned or less").format(count=within, all=len(months))


def _table(judgement: Judgement, display: Display) -> tuple[list[str], list[list[str]]]:
    """The numbers of the chart, a row per month and their sum."""
    columns = {_("Actual"): "actual", _("Plan"): "plan", _("Budget"): "budget", _("Last year"): "last_year"}
    if judgement.saved:
        columns = {_("Actual"): "actual", _("Without the measure"): "without", **columns}
    parts = [(month_and_year(each.month), [each]) for each in judgement.months]
    rows = [
        [name, *(display.amount(_sum(months, column)) for column in columns.values()), *_effects(months, display)]
        for name, months in [*parts, (_("Sum"), judgement.months)]
    ]
    return [_("Month"), *columns, _("Planned effect"), _("Effect by the ledger")], rows


def _effects(months: Sequence[Month], display: Display) -> list[str]:
    return [display.deviation(_sum(months, "planned")), display.deviation(_sum(months, "saved"))]


def _sum(months: Sequence[Month], name: str) -> int | None:
    """The sum of `name`; None when a month lacks it."""
    values = [getattr(each, name) for each in months]
    return None if None in values else sum(values)


def _short(months: Sequence[date]) -> list[str]:
    """Short names, with the year where there is more than one of them."""
    several = len({each.year for each in months}) > 1
    return [f"{month_name(each)[:3].lower()}{f' {each:%y}' if several else ''}" for each in months]
