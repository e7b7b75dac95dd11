"""The measures on a unit's page: how each goes, and what they do to the forecast."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from measures.followups.places import address, measure_url
from measures.queries import UnitMeasure
from measures.stages import COUNTED, ENDED
from socbudget.unit_page import UnitPage
from units.roles import Act


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure, and its page for who may open it. `days_late` is how late its follow-up is, 0 when it is not."""

    measure: UnitMeasure
    url: str
    days_late: int

    @property
    def counted(self) -> bool:
        """Whether it is decided and not ended, so that its effect is counted after measures."""
        return self.measure.stage in COUNTED

    @property
    def ended(self) -> bool:
        """Whether it is closed, stopped or rejected."""
        return self.measure.stage in ENDED


@dataclass(frozen=True, slots=True)
class UnitMeasures:
    """The measures of a unit and its parts, and where to go from there; addresses are empty for who may not."""

    rows: list[MeasureRow]
    new_url: str
    plan_url: str
    register_url: str

    @property
    def late(self) -> int:
        """How many should have been followed up."""
        return sum(row.days_late > 0 for row in self.rows)


def unit_measures(page: UnitPage, today: date) -> UnitMeasures:
    """What `page` says of measures on `today`. No query."""
    adm, code = page.unit.administration.code, page.unit.code
    chosen = f"?{urlencode({'unit': code})}"
    return UnitMeasures(
        rows=[
            MeasureRow(each, measure_url(adm, each.pk) if page.whole else "", _days_late(each, today))
            for each in page.measures
        ],
        new_url=_with(address("measures:measure-new", adm), chosen) if Act.MEASURE in page.acts else "",
        plan_url=address("measures:action-plan", adm, code) if page.whole else "",
        register_url=_with(address("measures:measures", adm), chosen) if page.whole else "",
    )


def _days_late(measure: UnitMeasure, today: date) -> int:
    return (today - measure.next_follow_up).days if measure.overdue and measure.next_follow_up else 0


def _with(url: str, query: str) -> str:
    return url + query if url else ""
