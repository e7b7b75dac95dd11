"""In which order a meeting's agenda is shown."""

from dataclasses import dataclass

from forecasts.deviation import Status
from meetings.agenda.facts import CauseFacts, Facts, MeasureFacts, OwnFacts, TotalFacts, UnitFacts
from meetings.agenda.figures import Since, TotalFigure, UnitChange
from meetings.kinds import PointKind, RowKind
from meetings.showing.steps import PointRows, StepKind, Steps, steps_of
from tests.meetings.places import AUGUST


@dataclass(frozen=True)
class Shown:
    key: str
    kind: str
    facts: Facts
    sees: bool = True


CHANGED = Since(units=(UnitChange(1, "4100", "Hemtjänst", own=-100),))


def unit(code: str) -> Shown:
    return Shown(f"unit:{code}", RowKind.UNIT, UnitFacts(1, code, "Hemtjänst", "Äldre", Status.DEFICIT, 0))


def measure(number: int, *units: str) -> Shown:
    return Shown(f"measure:{number}", RowKind.MEASURE, MeasureFacts(1, number, "Färre", "decided", units=units))


def total(since: Since | None = CHANGED, *, sees: bool = True) -> Shown:
    return Shown("total", RowKind.TOTAL, TotalFacts(2026, AUGUST, None, TotalFigure(), since=since), sees)


def cause(code: str) -> Shown:
    return Shown(f"cause:{code}", RowKind.CAUSE, CauseFacts(code, code, 1))


def own(title: str) -> Shown:
    return Shown(f"own:{title}", RowKind.OWN, OwnFacts(title))


def shown(*points: tuple[str, list[Shown]], wholes: dict[str, str] | None = None) -> Steps:
    return steps_of([PointRows(kind, rows) for kind, rows in points], wholes=wholes or {})


def kinds(steps: Steps) -> list[str]:
    return [str(each.kind) for each in steps.way]


def test_a_point_with_several_rows_is_shown_whole_before_its_rows():
    steps = shown((PointKind.UNITS, [unit("4100"), unit("4200")]))

    assert kinds(steps) == ["title", "point", "row", "row", "end"]


def test_a_point_with_one_row_is_that_row():
    assert kinds(shown((PointKind.UNITS, [unit("4100")]))) == ["title", "row", "end"]


def test_a_point_without_rows_has_a_slide_to_write_on():
    assert kinds(shown((PointKind.MESSAGE, []))) == ["title", "point", "end"]


def test_the_total_is_followed_by_what_changed_by_unit_and_by_all_causes_together():
    steps = shown((PointKind.TOTAL, [total(), cause("volume"), cause("price")]))

    assert [(str(each.kind), each.rows) for each in steps.way[1:-1]] == [
        ("row", (0,)),
        ("units", (0,)),
        ("causes", (1, 2)),
    ]


def test_a_total_with_nothing_to_compare_with_stands_alone():
    assert kinds(shown((PointKind.TOTAL, [total(since=None)]))) == ["title", "row", "end"]


def test_a_total_whose_figures_are_not_read_says_nothing_of_its_units():
    assert kinds(shown((PointKind.TOTAL, [total(sees=False)]))) == ["title", "row", "end"]


def test_what_somebody_put_under_the_total_comes_after_its_causes():
    steps = shown((PointKind.TOTAL, [total(), cause("volume"), own("Lokaler")]))

    assert kinds(steps) == ["title", "row", "units", "causes", "row", "end"]


def test_one_goes_down_from_a_unit_to_its_measures_and_up_again():
    steps = shown((PointKind.UNITS, [unit("4100")]), (PointKind.MEASURES, [measure(7, "4100 Hemtjänst")]))
    (below,) = steps.below(steps.at(2))

    assert (below.point, below.rows, below.above) == (1, (0,), 2)


def test_a_measure_of_a_part_is_under_the_unit_it_belongs_to():
    points = (PointKind.UNITS, [unit("4100")]), (PointKind.MEASURES, [measure(7, "4101 Natt")])

    assert len(shown(*points, wholes={"4101": "4100"}).beside) == 1
    assert shown(*points).beside == ()


def test_a_measure_that_stands_under_two_points_is_once_under_its_unit():
    steps = shown(
        (PointKind.UNITS, [unit("4100")]),
        (PointKind.MEASURES, [measure(7, "4100 Hemtjänst")]),
        (PointKind.COMMITTEE, [measure(7, "4100 Hemtjänst")]),
    )

    assert len(steps.beside) == 1


def test_a_unit_that_went_well_has_no_measures_below_it():
    steps = shown((PointKind.MILESTONES, [unit("4100")]), (PointKind.MEASURES, [measure(7, "4100 Hemtjänst")]))

    assert steps.beside == ()


def test_the_last_measure_of_a_unit_leads_on_to_what_follows_the_unit():
    steps = shown(
        (PointKind.UNITS, [unit("4100"), unit("4200")]),
        (PointKind.MEASURES, [measure(7, "4100 A"), measure(8, "4100 A")]),
    )
    first, last = steps.below(steps.at(3))

    assert [steps.after(first), steps.after(last)] == [last, steps.at(4)]
    assert [steps.before(first), steps.before(last)] == [steps.at(3), first]


def test_the_way_goes_past_the_measures_below_a_unit():
    steps = shown((PointKind.UNITS, [unit("4100")]), (PointKind.MEASURES, [measure(7, "4100 A")]))

    assert steps.after(steps.at(2)) == steps.at(3)
    assert steps.at(3).above is None


def test_the_first_step_has_nothing_before_it_and_the_last_nothing_after_it():
    steps = shown((PointKind.MESSAGE, []))

    assert steps.before(steps.way[0]) is None
    assert steps.after(steps.way[-1]) is None


def test_a_number_beyond_the_steps_is_the_end_and_one_before_them_the_title():
    steps = shown((PointKind.MESSAGE, []))

    assert [steps.at(99).kind, steps.at(0).kind] == [StepKind.END, StepKind.TITLE]


def test_a_meeting_in_which_nothing_is_taken_up_is_at_its_title():
    assert shown((PointKind.UNITS, [unit("4100")])).first_open([["open"]]).kind == StepKind.TITLE


def test_a_meeting_is_at_the_first_row_that_nobody_has_taken_up():
    steps = shown((PointKind.UNITS, [unit("4100"), unit("4200")]))

    assert steps.first_open([["discussed", "open"]]).rows == (1,)


def test_a_meeting_whose_rows_are_all_taken_up_is_at_its_end():
    steps = shown((PointKind.UNITS, [unit("4100"), unit("4200")]))

    assert steps.first_open([["discussed", "parked"]]).kind == StepKind.END
